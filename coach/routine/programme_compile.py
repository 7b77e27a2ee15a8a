"""From a programme's file to a plan over days, and everything that keeps it from being one."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Final, NamedTuple

from coach.routine.diagnostics import did_you_mean
from coach.routine.model import (
    Exercise,
    ExerciseItem,
    ExerciseStep,
    Programme,
    Routine,
    RoutineItem,
    Work,
)
from coach.routine.plan import Sides
from coach.routine.programme import WEEK, Item, Progress, Regimen, Rhythm
from coach.routine.quantity import DAY_NAMES
from coach.routine.timeline import outline
from coach.routine.trouble import Path, TimelineError, Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coach.routine.library import Library
    from coach.routine.model import Dose, ProgrammeItem, ProgressWhen

BY_DAY: Final = (time(8), time(21))
"""The window where the author names none: outside the quiet hours (clinical research, C4)."""
_RATINGS: Final = ("pain", "effort", "stiffness", "numbness")
_AMOUNTS: Final = (*Work.model_fields, "side", "slot", "cue")
_RHYTHMS: Final = {"every other day": Rhythm.EVERY_OTHER_DAY, "as needed": Rhythm.AS_NEEDED}


def played(programme: Programme, item: ProgrammeItem) -> str:
    """The id under which an item is played: its routine, its exercise, or one of the programme's own."""
    if isinstance(item, RoutineItem):
        return item.routine
    own_amount = any(getattr(item, name) is not None for name in _AMOUNTS)
    return f"{programme.id}.{item.exercise}" if own_amount else item.exercise


def own_routines(programme: Programme, exercises: Mapping[str, Exercise]) -> dict[str, Routine]:
    """A routine for every exercise that the programme gives an amount of its own."""
    return {
        played(programme, item): _routine(programme, item, exercises[item.exercise])
        for item in programme.items
        if isinstance(item, ExerciseItem) and _is_own(programme, item) and item.exercise in exercises
    }


def _is_own(programme: Programme, item: ExerciseItem) -> bool:
    return played(programme, item) != item.exercise


def _routine(programme: Programme, item: ExerciseItem, exercise: Exercise) -> Routine:
    amounts = {name: getattr(item, name) for name in _AMOUNTS}
    step = ExerciseStep.model_construct(
        **{**dict.fromkeys(ExerciseStep.model_fields), **amounts, "exercise": exercise.id}
    )
    # Not read from a file, so nothing is left to check; the point in its id keeps it apart from all that is.
    return Routine.model_construct(
        coach=programme.coach,
        type="routine",
        id=played(programme, item),
        title=exercise.title,
        language=programme.language,
        author=programme.author,
        revision=programme.revision,
        licence=programme.licence,
        use_when=item.note,
        evidence=exercise.evidence,
        sources=exercise.sources,
        steps=(step,),
    )


def troubles(programme: Programme, library: Library) -> Iterator[Trouble]:
    """Everything that keeps a programme from being followed."""
    seen: dict[str, int] = {}
    for number, item in enumerate(programme.items):
        place: Path = ("items", number)
        yield from _reference(programme, item, place, library)
        yield from _times(item, place)
        yield from _progress(programme, item, place, library)
        identity = played(programme, item)
        if identity in seen:
            key = "routine" if isinstance(item, RoutineItem) else "exercise"
            message = f"Item {seen[identity] + 1} is `{identity}` as well."
            hint = "Write one item, with `per_day` or `at` for how often."
            yield Trouble((*place, key), "same-item", message, hint)
        seen.setdefault(identity, number)
    yield from _circles(programme)


def _reference(programme: Programme, item: ProgrammeItem, place: Path, library: Library) -> Iterator[Trouble]:
    if isinstance(item, RoutineItem):
        yield from _known(item.routine, (*place, "routine"), library)
        return
    exercise = library.exercises.get(item.exercise)
    if exercise is None:
        yield Trouble((*place, "exercise"), "unknown-exercise", f"There is no exercise `{item.exercise}`.")
    elif _is_own(programme, item):
        try:
            outline(_routine(programme, item, exercise), library.exercises, Sides())
        except TimelineError as error:
            for trouble in error.troubles:
                yield Trouble((*place, *trouble.place[2:]), trouble.code, trouble.message, trouble.hint)


def _known(name: str, place: Path, library: Library) -> Iterator[Trouble]:
    """A routine that a programme names must be one that can be played."""
    if name in library.routines:
        return
    if name in library.broken:
        message = f"The routine `{name}` has errors in its own file, {library.broken[name]}."
        yield Trouble(place, "routine-has-errors", message, "Put that file right first.")
        return
    hint = did_you_mean(name, (each for each in library.routines if "." not in each))
    if name in library.exercises:
        hint = f"`{name}` is an exercise: write `exercise: {name}`."
    yield Trouble(place, "unknown-routine", f"There is no routine `{name}`.", hint)


def _times(item: ProgrammeItem, place: Path) -> Iterator[Trouble]:
    code = "timing-unclear"
    if item.at:
        for key in ("per_day", "between", "at_least_apart"):
            if getattr(item, key) is not None:
                message = f"`at` names the times already, so `{key}` contradicts it or says nothing."
                yield Trouble((*place, key), code, message, f"Leave out `{key}`, or `at`.")
    word = item.days.word if item.days else ""
    if item.per_week is not None and word in _RHYTHMS:
        message = f"`per_week` and `{word}` contradict each other."
        yield Trouble((*place, "per_week"), code, message, "Leave one of the two out.")
    if item.per_day is not None and word == "as needed":
        message = "What is done as needed is never due, so it has no number of times a day."
        yield Trouble((*place, "per_day"), code, message, "Leave one of the two out.")


def _progress(programme: Programme, item: ProgrammeItem, place: Path, library: Library) -> Iterator[Trouble]:
    code, rule = "progress-unclear", item.progress_when
    if rule is None:
        for key in ("then", "needs_approval"):
            if getattr(item, key):
                message = f"`{key}` needs to know when."
                yield Trouble(
                    (*place, key), code, message, 'Add `progress_when: {pain: "<=2", sessions: 6}`.'
                )
        return
    here = (*place, "progress_when")
    if item.then is None:
        yield Trouble(here, code, "There is nothing to go on to.", "Add `then:` with the id of a routine.")
    elif item.then == played(programme, item):
        yield Trouble((*place, "then"), code, "`then` names the item itself.", "Name what follows it.")
    else:
        yield from _known(item.then, (*place, "then"), library)
    if rule.sessions is None and rule.lasting is None:
        message = "It says neither in how many sessions nor for how long."
        yield Trouble(here, code, message, "Add `sessions: 6` or `for: 2 weeks`.")
    if all(getattr(rule, name) is None for name in _RATINGS):
        message = "It names no rating, so it would go on by itself."
        yield Trouble(here, code, message, 'Add a bound such as `pain: "<=2"`.')


def _circles(programme: Programme) -> Iterator[Trouble]:
    """Each thing follows one other at most, and nothing follows itself on a longer way."""
    follows: dict[str, str] = {}
    for number, item in enumerate(programme.items):
        place: Path = ("items", number, "then")
        if item.then is None or item.then == played(programme, item):
            continue
        if item.then in follows:
            message = f"`{item.then}` follows `{follows[item.then]}` already."
            yield Trouble(place, "progress-unclear", message, "Let one of the two lead there.")
            continue
        follows[item.then] = played(programme, item)
        way, seen = played(programme, item), {item.then}
        while way in follows and way not in seen:
            seen.add(way)
            way = follows[way]
        if way in seen:
            message = f"`then` leads back to `{item.then}`, so neither would ever begin."
            yield Trouble(place, "progress-unclear", message, "Leave `then` out where the way ends.")


def regimen(programme: Programme, library: Library) -> Regimen:
    """The plan of a programme without troubles. What `then` names and has no item of its own gets one.

    Raises:
        KeyError: The library does not hold what the programme names.
    """
    leads = {item.then: played(programme, item) for item in programme.items if item.then}
    items: list[Item] = []
    for each in programme.items:
        identity = played(programme, each)
        items.append(_item(each, identity, library, leads.get(identity, "")))
    known = {item.id for item in items}
    for each in programme.items:
        if each.then and each.then not in known:
            lead = played(programme, each)
            followed = RoutineItem.model_construct(
                **{name: getattr(each, name) for name in RoutineItem.model_fields if name != "routine"},
                routine=each.then,
            ).model_copy(update={"progress_when": None, "then": None, "note": None})
            items.append(_item(followed, each.then, library, lead))
    return Regimen(
        id=programme.id,
        title=programme.title,
        revision=programme.revision,
        items=tuple(items),
        starts=programme.starts,
        length=programme.lasting or 0,
        use_when=programme.use_when or "",
        not_when=programme.not_when or "",
    )


class Often(NamedTuple):
    """How often something is done, as the fields of an `Item` have it."""

    rhythm: Rhythm
    per_day: tuple[int, int]
    per_week: tuple[int, int]
    days: tuple[int, ...]


def often(said: ProgrammeItem | Dose) -> Often:
    """How often an item of a programme is done, or an exercise by its own dose."""
    word, names = (said.days.word, said.days.names) if said.days else ("", ())
    return Often(
        Rhythm.PER_WEEK if said.per_week else _RHYTHMS.get(word, Rhythm.WEEKDAYS),
        (said.per_day.low, said.per_day.high) if said.per_day else (1, 1),
        (said.per_week.low, min(WEEK, said.per_week.high)) if said.per_week else (WEEK, WEEK),
        tuple(DAY_NAMES.index(name) for name in names) or tuple(range(WEEK)),
    )


def _item(item: ProgrammeItem, identity: str, library: Library, follows: str) -> Item:
    timeline = library.timeline(identity)
    sides = dict.fromkeys(str(step.side) for step in timeline.steps if step.phase.is_work and step.side)
    how_often = often(item)
    start, end = item.between or BY_DAY
    if item.at:
        how_often = how_often._replace(per_day=(len(item.at), len(item.at)))
        start, end = min(item.at[0], start), max(item.at[-1], end)
    return Item(
        id=identity,
        title=timeline.title,
        seconds=timeline.total,
        **how_often._asdict(),
        apart=item.at_least_apart or 0.0,
        start=start,
        end=end,
        at=item.at,
        about=timeline.is_estimate,
        sides=tuple(sides),
        note=item.note or "",
        progress=_rule(item.progress_when, item) if item.progress_when else None,
        follows=follows,
    )


def _rule(rule: ProgressWhen, item: ProgrammeItem) -> Progress:
    bounds = ((name, getattr(rule, name)) for name in _RATINGS)
    return Progress(
        then=item.then or "",
        bounds=tuple((name, bound) for name, bound in bounds if bound is not None),
        sessions=rule.sessions or 0,
        days=rule.lasting or 0,
        needs_approval=item.needs_approval,
    )
