"""What stands on a hand-out, as values made from the compiled plan: paper and player cannot disagree."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import time
from itertools import groupby
from typing import TYPE_CHECKING

from coach import times
from coach.handout.words import words
from coach.routine.amount import Where, amount, where
from coach.routine.model import Exercise, Routine
from coach.routine.plan import EMERGENCY_HELP, Phase
from coach.routine.programme import Rhythm
from coach.routine.ways import laid_out
from coach.safety.telling import told_cautions, told_changes
from coach.safety.verdict import hidden_by, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coach.handout.words import Words
    from coach.routine.library import Library
    from coach.routine.model import Programme
    from coach.routine.plan import Loop, Sides, Step, Timeline
    from coach.routine.programme import Item, Regimen
    from coach.safety.adapt import Adapted

MOST_A_DAY = 6
"""Boxes for one day to choose from."""
MOST_OF_ONE = 9
"""Boxes for one item of a programme and one day: as many as a cell of History's grid takes back."""
USUAL_WEEKS = 2
"""Weeks to tick, where nobody has said for how long it goes on: until about the next visit."""
MOST_USUAL_WEEKS = 12
"""Weeks to tick of a long programme, unless more are asked for."""
MOST_WEEKS = 26
DAYS = 7
ALL_DAY = time(0), time(23, 59)


@dataclass(frozen=True, slots=True)
class Row:
    """One item of the routine, in words. Texts may be empty. `mirrored`: the picture is to be a left limb."""

    number: int
    exercise: str
    title: str
    amount: str
    sides: str
    lasts: str
    has_rests: bool
    start: str
    steps: tuple[str, ...]
    note: str
    care: str
    stop_if: str
    mirrored: bool
    is_each_side: bool
    again: str = ""
    """In a cramp: that it goes on until the cramp lets go."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is done in one go, or after one answer to the routine's question.

    `title` and `when` are empty where the whole hand-out is one part.
    """

    rows: tuple[Row, ...]
    title: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid: what it is (empty where the whole hand-out is one), and how often on a day."""

    label: str = ""
    often: int = 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """A routine or programme for paper. `language` is that of its texts; `weeks` are there to be ticked.

    `not_for` are the names of the safety conditions that would take something out of it, and were not ticked:
    paper may come into other hands.
    """

    id: str
    language: str
    title: str
    author: str
    revision: int
    lasts: str
    use_when: str
    not_when: str
    changes: tuple[str, ...]
    cautions: tuple[str, ...]
    needs: tuple[str, ...]
    parts: tuple[Part, ...]
    ticks: tuple[Tick, ...]
    weeks: int = USUAL_WEEKS
    not_for: tuple[str, ...] = ()
    limit: str = ""
    """For a cramp: how long it may last, and what then. Nothing is to be ticked."""

    @property
    def rows(self) -> tuple[Row, ...]:
        """The items of all parts."""
        return tuple(row for part in self.parts for row in part.rows)

    def with_times(self, times_a_day: int) -> Sheet:
        """The same with so many boxes a day; a programme says itself how many.

        Raises:
            ValueError: More times a day than there is room for.
        """
        return self if self.parts[0].when else replace(self, ticks=_often(times_a_day))

    def with_weeks(self, weeks: int) -> Sheet:
        """The same with so many weeks to tick.

        Raises:
            ValueError: None, or more than there is room for.
        """
        if not 1 <= weeks <= MOST_WEEKS:
            raise ValueError(f"{weeks} weeks; there is room for 1 to {MOST_WEEKS}")
        return replace(self, weeks=weeks)


def sheet(library: Library, identity: str, sides: Sides, adapted: Adapted, times_a_day: int = 1) -> Sheet:
    """The hand-out of a routine or an exercise that suits this person.

    Raises:
        KeyError: The library has no such id.
        ValueError: More times a day than there is room for.
    """
    document: Routine | Exercise = library.routines.get(identity) or library.exercises[identity]
    said = words(document.language)
    timelines = library.timelines(identity, sides)
    timeline = timelines[0]
    parts = tuple(_parts(timelines, library, said))
    rows = [row for part in parts for row in part.rows]
    routine = document if isinstance(document, Routine) else None
    whole = (said.about if timeline.is_estimate else said.total).format(length=times.length(timeline.total))
    return Sheet(
        id=identity,
        language=document.language,
        title=document.title,
        author=_author(document),
        revision=document.revision,
        lasts="" if timeline.loop else whole,
        use_when=(routine and routine.use_when) or "",
        not_when=(routine and routine.not_when) or "",
        changes=tuple(told_changes(adapted.changes)),
        cautions=tuple(told_cautions(adapted.warnings)),
        needs=_needs(rows, library),
        parts=parts,
        ticks=_often(times_a_day),
        not_for=_not_for(document, rows, library, adapted.tags),
        limit=_limit(timeline.loop, said) if timeline.loop else "",
    )


def programme_sheet(library: Library, regimen: Regimen, sides: Sides) -> Sheet:
    """The hand-out of a programme: each item with its days and times, in the author's order.

    What the person's safety answers rule out is left out, and told.
    """
    document = library.programmes[regimen.id]
    said = words(document.language)
    parts: list[Part] = []
    ticks: list[Tick] = []
    for item in regimen.items:
        if item.barred:
            continue
        done = sum(len(part.rows) for part in parts)
        rows = _rows(library.timeline(item.id, sides), library, said)
        numbered = tuple(replace(row, number=row.number + done) for row in rows)
        when = ". ".join(filter(None, (rhythm(item, said), item.note.rstrip("."))))
        parts.append(Part(numbered, item.title, when))
        often = 1 if item.rhythm is Rhythm.AS_NEEDED else min(item.per_day[0], MOST_OF_ONE)
        ticks.append(Tick(item.title, often))
    left_out = {item.title: item.barred for item in regimen.items if item.barred}
    return Sheet(
        id=regimen.id,
        language=document.language,
        title=regimen.title,
        author=_author(document),
        revision=regimen.revision,
        lasts=_lasts(regimen.length, said),
        use_when=regimen.use_when,
        not_when=regimen.not_when,
        changes=tuple(said.left_out.format(title=title, why=why) for title, why in left_out.items()),
        cautions=(),
        needs=_needs([row for part in parts for row in part.rows], library),
        parts=tuple(parts),
        ticks=tuple(ticks),
        weeks=_weeks(regimen.length),
        not_for=_not_for(document, [row for part in parts for row in part.rows], library),
    )


def _not_for(
    document: Routine | Exercise | Programme, rows: Iterable[Row], library: Library, told: Iterable[str] = ()
) -> tuple[str, ...]:
    """The conditions that rule out any of it, but for those `told` of elsewhere; their names are English."""
    if not document.language.startswith("en"):
        return ()
    used = (library.exercises[row.exercise] for row in rows)
    tags = {tag for each in (document, *used) for tag in hidden_by(each, library)}.difference(told)
    return tuple(library.conditions[tag].name for tag in in_order(tags, library) if tag in library.conditions)


def _weeks(days: int) -> int:
    """Weeks to tick for a programme of so many days; 0 days go on without an end."""
    return min(-(-days // DAYS), MOST_USUAL_WEEKS) if days else USUAL_WEEKS


def _lasts(days: int, said: Words) -> str:
    """How long a programme goes on: in weeks where they are whole."""
    weeks, rest = divmod(days, len(said.days))
    if not days:
        return ""
    return said.days_long.format(count=days) if rest else said.weeks_long.format(count=weeks)


def rhythm(item: Item, said: Words) -> str:
    """On which days, how often and when: `Mon, Wed, Fri · 3 × a day · at least 2 h apart`."""
    days = (
        said.every_day if len(item.days) == len(said.days) else ", ".join(said.days[day] for day in item.days)
    )
    if item.rhythm is Rhythm.PER_WEEK:
        days = said.days_a_week.format(count=_range(item.per_week))
    elif item.rhythm is Rhythm.EVERY_OTHER_DAY:
        days = said.every_other_day
    elif item.rhythm is Rhythm.AS_NEEDED:
        return said.as_needed
    often = said.times_a_day.format(count=_range(item.per_day)) if item.per_day[1] > 1 else ""
    apart = said.apart.format(length=times.length(item.apart)) if item.apart else ""
    clock = ", ".join(f"{at:%H:%M}" for at in item.at)
    if not clock and (item.start, item.end) != ALL_DAY:
        clock = f"{item.start:%H:%M}–{item.end:%H:%M}"
    return " · ".join(filter(None, (days, often, apart, clock)))


def _range(bounds: tuple[int, int]) -> str:
    low, high = bounds
    return str(low) if low == high else f"{low}–{high}"


def _often(times_a_day: int) -> tuple[Tick, ...]:
    if not 1 <= times_a_day <= MOST_A_DAY:
        raise ValueError(f"{times_a_day} times a day; there is room for 1 to {MOST_A_DAY}")
    return (Tick(often=times_a_day),)


def _needs(rows: Iterable[Row], library: Library) -> tuple[str, ...]:
    used = [library.exercises[row.exercise] for row in rows]
    return tuple(dict.fromkeys(thing for one in used for thing in one.equipment))


def _author(document: Routine | Exercise | Programme) -> str:
    if document.author is None:
        return ""
    credential = document.author.credential
    return f"{document.author.name}, {credential}" if credential else document.author.name


def _parts(timelines: Sequence[Timeline], library: Library, said: Words) -> Iterable[Part]:
    ways = [tuple(_rows(timeline, library, said)) for timeline in timelines]
    for title, rows in laid_out(timelines, ways, said.afterwards, lambda row: replace(row, number=0)):
        yield Part(rows, title)


def _rows(timeline: Timeline, library: Library, said: Words) -> Iterable[Row]:
    loop, places = timeline.loop, {id(step): at for at, step in enumerate(timeline.steps)}
    for number, group in groupby(timeline.steps, key=lambda step: step.item):
        steps = list(group)
        work = [step for step in steps if step.phase.is_work]
        if work:
            row = _row(number, steps, work, library.exercises[work[0].exercise], said)
            is_again = loop is not None and loop.first <= places[id(work[0])] <= loop.last
            yield replace(row, again=said.again) if is_again else row


def _limit(loop: Loop, said: Words) -> str:
    words_of = said.lasts_now if loop.then == EMERGENCY_HELP else said.lasts
    return words_of.format(length=times.length(loop.limit))


def _row(number: int, steps: list[Step], work: list[Step], exercise: Exercise, said: Words) -> Row:
    on = where(work)
    return Row(
        number=number,
        exercise=exercise.id,
        title=work[0].title,
        amount=said.amounts.amount(amount(work)),
        sides=said.amounts.where(on),
        lasts=times.length(sum(step.length for step in steps)),
        has_rests=any(step.phase is Phase.REST and step.length > 0 for step in steps),
        start=exercise.start or "",
        steps=tuple(step.do for step in exercise.steps),
        note=work[0].note,
        care=exercise.caution or "",
        stop_if=exercise.stop_if or "",
        mirrored=on is Where.LEFT,
        is_each_side=on in {Where.EACH, Where.IN_TURN},
    )
