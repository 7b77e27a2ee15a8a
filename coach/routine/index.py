"""The cards of the Library screen, and a cache of them that needs neither YAML nor pydantic to be read.

Standard library only, so the window can show its cards before anything heavy is imported. The cache holds as
long as no routine file has come, gone or been written since, and Coach's version and the form of the cache
are the same.
"""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal
from zlib import crc32

from coach import __version__
from coach.routine.folders import Folder, Origin, glance
from coach.routine.programme import WEEK, Regimen, freeze, thaw
from coach.routine.question import Question

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coach.routine.diagnostics import Diagnostic
    from coach.routine.library import Library
    from coach.routine.model import Exercise, Programme, Routine
    from coach.routine.plan import Timeline

__all__ = ["Card", "Folder", "Index", "build", "load_cached", "save"]

_FORM: Final = 4
"""Counts up with every change of `Card` or `Index`."""


@dataclass(frozen=True, slots=True)
class Card:
    """What the Library shows of one document. `about`: `seconds` holds estimates.

    A programme's `seconds` are those of its longest day; it cannot be played itself.

    For a person whose safety answers rule it out, `barred` says why and `instead` is the title of what suits
    them, if anything does. `changes` is how many of its steps were changed for them.

    `rescues` are the places whose cramp a routine helps with, `asks` what it asks before it begins.
    """

    id: str
    type: Literal["routine", "exercise", "programme"]
    title: str
    kinds: tuple[str, ...]
    body: tuple[str, ...]
    seconds: float
    items: int
    use_when: str
    evidence: str
    positions: tuple[str, ...]
    equipment: tuple[str, ...]
    occasion: tuple[str, ...]
    origin: Origin
    search: str
    about: bool = False
    barred: str = ""
    instead: str = ""
    changes: int = 0
    rescues: tuple[str, ...] = ()
    asks: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Index:
    """All cards; files with errors as (path, first message, how many); ids that stand in for others.

    `regimens` are the programmes as plans over days.
    """

    cards: tuple[Card, ...]
    problems: tuple[tuple[str, str, int], ...] = ()
    overrides: tuple[str, ...] = ()
    regimens: tuple[Regimen, ...] = ()

    def regimen(self, identity: str) -> Regimen | None:
        """The plan of a programme; None for an unknown id."""
        return next((each for each in self.regimens if each.id == identity), None)


def build(library: Library) -> Index:
    """The cards of a library: routines, programmes, exercises, each kind by its title."""
    from coach.routine.programme_compile import regimen  # noqa: PLC0415 - not needed to read the cache

    # What a programme makes of a single exercise has no card: the programme has one, and the exercise.
    made = (each for each in library.routines.values() if "." not in each.id)
    routines = (_routine_card(library, routine) for routine in made)
    plans = {each.id: regimen(each, library) for each in library.programmes.values()}
    programmes = (_programme_card(library, library.programmes[name], plans[name]) for name in plans)
    exercises = (_exercise_card(library, exercise) for exercise in library.exercises.values())
    cards = (
        *sorted(routines, key=_by_title),
        *sorted(programmes, key=_by_title),
        *sorted(exercises, key=_by_title),
    )
    problems = ((str(path), _first(found[0]), len(found)) for path, found in library.problem_files.items())
    overrides = tuple(override.id for override in library.overrides)
    return Index(cards, tuple(problems), overrides, tuple(sorted(plans.values(), key=lambda each: each.id)))


def load_cached(cache_file: Path, folders: Sequence[Folder], person: str = "") -> Index | None:
    """The index saved last, if nothing has changed since; otherwise, or if the file is damaged, `None`.

    `person` names the safety answers that the cards were made for.
    """
    try:
        kept = json.loads(cache_file.read_bytes())
        if kept["fingerprint"] != _fingerprint(folders) or kept["person"] != person:
            return None
        cards = tuple(
            Card(**{name: _frozen(name, value) for name, value in card.items()}) for card in kept["cards"]
        )
        problems = tuple((str(path), str(message), int(count)) for path, message, count in kept["problems"])
        regimens = tuple(map(thaw, kept["regimens"]))
        return Index(cards, problems, tuple(map(str, kept["overrides"])), regimens)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def save(index: Index, cache_file: Path, folders: Sequence[Folder], person: str = "") -> bool:
    """Keep an index for the next start, whole or not at all; False if there is no room or no permission.

    A file changed since the library was read makes a stale cache, which lasts until the window has read the
    library anew, as it does at every start.
    """
    import tempfile  # noqa: PLC0415 - not needed to read

    regimens = [freeze(each) for each in index.regimens]
    kept = {"fingerprint": _fingerprint(folders), "person": person, **asdict(index), "regimens": regimens}
    name = ""
    try:
        cache_file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=cache_file.parent, delete=False) as file:
            name = file.name
            json.dump(kept, file, ensure_ascii=False, separators=(",", ":"))
        Path(name).replace(cache_file)
    except OSError:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        return False
    return True


def _fingerprint(folders: Sequence[Folder]) -> str:
    """Changes with every file that comes, goes or is written; in no time (hashlib alone takes as long)."""
    seen = "\n".join((f"{_FORM} {__version__}", *glance(folders)))
    return f"{crc32(os.fsencode(seen)):08x}{len(seen):x}"


def _frozen(name: str, value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    if name == "asks":
        return tuple(map(Question.thaw, value))
    return tuple(value) if isinstance(value, list) else value


def _by_title(card: Card) -> tuple[str, str]:
    return (card.title.casefold(), card.id)


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _exercise_card(library: Library, exercise: Exercise) -> Card:
    timeline = library.timeline(exercise.id)
    return _card(library, exercise, timeline, "exercise", (exercise,), exercise.start or "", ())


def _routine_card(library: Library, routine: Routine) -> Card:
    from coach.routine.asking import questions  # noqa: PLC0415 - not needed to read the cache

    timeline = library.timeline(routine.id)
    used = tuple(
        library.exercises[name] for name in _unique(step.exercise for step in timeline.steps if step.exercise)
    )
    card = _card(library, routine, timeline, "routine", used, routine.use_when or "", routine.occasion)
    return replace(card, rescues=routine.rescues, asks=tuple(map(Question.of, questions(routine))))


def _programme_card(library: Library, programme: Programme, plan: Regimen) -> Card:
    timelines = [library.timeline(item.id) for item in plan.items]
    names = _unique(step.exercise for each in timelines for step in each.steps if step.exercise)
    used = tuple(library.exercises[name] for name in names)
    card = _card(library, programme, timelines[0], "programme", used, programme.use_when or "", ())
    seconds, about = _longest_day(plan), any(item.about for item in plan.items)
    return replace(card, seconds=seconds, items=len(programme.items), about=about)


def _longest_day(plan: Regimen) -> float:
    """Seconds of the longest of the first fourteen days: by then every rhythm has come round."""
    from coach.routine.programme_course import DAY, Course  # noqa: PLC0415 - not needed to read the cache
    from coach.routine.programme_doses import seconds_a_day  # noqa: PLC0415 - the same

    monday = date(2001, 1, 1)
    course = Course(begun=monday)
    return max(seconds_a_day(plan, course, monday + number * DAY) for number in range(2 * WEEK))


def _card(
    library: Library,
    document: Exercise | Routine | Programme,
    timeline: Timeline,
    kind: Literal["routine", "exercise", "programme"],
    used: tuple[Exercise, ...],
    use_when: str,
    occasion: tuple[str, ...],
) -> Card:
    kinds = _unique(exercise.kind for exercise in used)
    body = _unique(part for exercise in used for part in exercise.body)
    structures = (part for exercise in used for part in exercise.structures)
    equipment = _unique(thing for exercise in used for thing in exercise.equipment)
    titles = (exercise.title for exercise in used)
    words = (
        document.title,
        use_when,
        *kinds,
        *body,
        *occasion,
        *equipment,
        *titles,
        *structures,
        document.id,
    )
    return Card(
        id=document.id,
        type=kind,
        title=document.title,
        kinds=kinds,
        body=body,
        seconds=timeline.total,
        items=timeline.items,
        use_when=use_when,
        evidence=document.evidence.label if document.evidence else "",
        positions=_unique(exercise.position for exercise in used),
        equipment=equipment,
        occasion=occasion,
        origin=library.origins[document.id],
        search=" ".join(_unique(" ".join(words).replace("-", " ").casefold().split())),
        about=timeline.is_estimate,
    )


def _first(diagnostic: Diagnostic) -> str:
    return f"Line {diagnostic.span.line}: {diagnostic.message}"
