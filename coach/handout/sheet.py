"""What stands on a hand-out, as values made from the compiled plan: paper and player cannot disagree."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coach import times
from coach.handout.often import Tick, begins, lasting, rhythm, tick, told, usual
from coach.handout.rows import rows
from coach.handout.words import words
from coach.routine.model import Exercise, Routine
from coach.routine.plan import EMERGENCY_HELP
from coach.routine.programme import WEEK
from coach.routine.programme_course import Course
from coach.routine.ways import laid_out
from coach.safety.telling import told_cautions, told_changes
from coach.safety.verdict import hidden_by, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from coach.handout.rows import Row
    from coach.handout.words import Words
    from coach.routine.library import Library
    from coach.routine.model import Programme
    from coach.routine.plan import Loop, Sides, Timeline
    from coach.routine.programme import Item, Regimen
    from coach.safety.adapt import Adapted

MOST_A_DAY = 6
"""Boxes for one day to choose from."""
USUAL_WEEKS = 2
"""Weeks to tick, where nobody has said for how long it goes on: until about the next visit."""
MOST_USUAL_WEEKS = 12
"""Weeks to tick of a long programme, unless more are asked for."""
MOST_WEEKS = 26


@dataclass(frozen=True, slots=True)
class Part:
    """What is done in one go, or after one answer to the routine's question.

    `title` and `when` are empty where the whole hand-out is one part. `begins` says what must come first,
    where something must.
    """

    rows: tuple[Row, ...]
    title: str = ""
    when: str = ""
    begins: str = ""


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
    bundle: str = ""
    """The text of the bundle that makes it, to print as a code for another Coach."""
    limit: str = ""
    """For a cramp: how long it may last, and what then. Nothing is to be ticked."""
    starts: date | None = None
    """The first day, where it is known."""

    @property
    def rows(self) -> tuple[Row, ...]:
        """The items of all parts."""
        return tuple(row for part in self.parts for row in part.rows)

    def with_times(self, times_a_day: int) -> Sheet:
        """The same with so many boxes a day; a programme says itself how many.

        Raises:
            ValueError: More times a day than there is room for.
        """
        if self.parts[0].when:
            return self
        return replace(self, ticks=(replace(self.ticks[0], often=_bounded(times_a_day)),))

    def with_weeks(self, weeks: int) -> Sheet:
        """The same with so many weeks to tick.

        Raises:
            ValueError: None, or more than there is room for.
        """
        if not 1 <= weeks <= MOST_WEEKS:
            raise ValueError(f"{weeks} weeks; there is room for 1 to {MOST_WEEKS}")
        return replace(self, weeks=weeks)


def sheet(library: Library, identity: str, sides: Sides, adapted: Adapted, times_a_day: int = 0) -> Sheet:
    """The hand-out of a routine or an exercise that suits this person.

    `times_a_day` are boxes for a day; 0: as often as its exercises are done by themselves, if all are alike.

    Raises:
        KeyError: The library has no such id.
        ValueError: More times a day than there is room for.
    """
    document: Routine | Exercise = library.routines.get(identity) or library.exercises[identity]
    said = words(document.language)
    timelines = library.timelines(identity, sides)
    timeline = timelines[0]
    parts = tuple(_parts(timelines, library, said))
    every = [row for part in parts for row in part.rows]
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
        needs=_needs(every, library),
        parts=parts,
        ticks=(_tick(every, library, said, times_a_day),),
        not_for=_not_for(document, every, library, adapted.tags),
        limit=_limit(timeline.loop, said) if timeline.loop else "",
    )


def programme_sheet(library: Library, regimen: Regimen, sides: Sides, course: Course = Course()) -> Sheet:  # noqa: B008  # a frozen value
    """The hand-out of a programme: each item with its days and times, what follows another right after it.

    What the person's safety answers rule out is left out, and told. What only follows later says when, and
    has nothing to tick. Where the `course` has moved on, what went before is left out.
    """
    document = library.programmes[regimen.id]
    said = words(document.language)
    parts: list[Part] = []
    ticks: list[Tick] = []
    for item in in_turn(regimen.items):
        if item.barred or item.id in course.moved:
            continue
        done = sum(len(part.rows) for part in parts)
        own = rows(library.timeline(item.id, sides), library, said)
        numbered = tuple(replace(row, number=row.number + done) for row in own)
        when = ". ".join(filter(None, (rhythm(item, said), item.note.rstrip("."))))
        lead = regimen.item(item.follows)
        if lead is None or lead.id in course.moved:
            parts.append(Part(numbered, item.title, when))
            ticks.append(tick(item, said))
        else:
            parts.append(Part(numbered, item.title, said.from_then.format(when=when), begins(lead, said)))
    every = [row for part in parts for row in part.rows]
    return Sheet(
        id=regimen.id,
        language=document.language,
        title=regimen.title,
        author=_author(document),
        revision=regimen.revision,
        lasts=" · ".join(filter(None, (_starts(regimen.starts, said), lasting(regimen.length, said)))),
        use_when=regimen.use_when,
        not_when=regimen.not_when,
        changes=tuple(
            said.left_out.format(title=item.title, why=item.barred) for item in regimen.items if item.barred
        ),
        cautions=(),
        needs=_needs(every, library),
        parts=tuple(parts),
        ticks=tuple(ticks),
        weeks=_weeks(regimen),
        not_for=_not_for(document, every, library),
        starts=regimen.starts,
    )


def in_turn(items: Sequence[Item]) -> Iterator[Item]:
    """The items in the author's order, but each that follows another right after it."""
    followers = {item.follows: item for item in items if item.follows}
    for item in items:
        each = None if item.follows else item
        while each is not None:
            yield each
            each = followers.get(each.id)


def _not_for(
    document: Routine | Exercise | Programme, every: Iterable[Row], library: Library, told: Iterable[str] = ()
) -> tuple[str, ...]:
    """The conditions that rule out any of it, but for those `told` of elsewhere; their names are English."""
    if not document.language.startswith("en"):
        return ()
    used = (library.exercises[row.exercise] for row in every)
    tags = {tag for each in (document, *used) for tag in hidden_by(each, library)}.difference(told)
    return tuple(library.conditions[tag].name for tag in in_order(tags, library) if tag in library.conditions)


def _weeks(regimen: Regimen) -> int:
    """Weeks to tick, from Monday to Sunday; a programme of 0 days goes on without an end."""
    if not regimen.length:
        return USUAL_WEEKS
    before = regimen.starts.weekday() if regimen.starts else 0
    return min(-(-(before + regimen.length) // WEEK), MOST_USUAL_WEEKS)


def _starts(day: date | None, said: Words) -> str:
    return said.starts.format(date=told(day, said)) if day else ""


def _tick(every: Iterable[Row], library: Library, said: Words, times_a_day: int) -> Tick:
    """The line of a whole routine: as its exercises are done by themselves, if all are alike."""
    own = {usual(library.exercises[row.exercise]) for row in every}
    alike = {each and replace(each, id="", title="") for each in own}
    item = alike.pop() if len(alike) == 1 else None
    line = tick(item, said, MOST_A_DAY) if item else Tick()
    return replace(line, often=_bounded(times_a_day)) if times_a_day else line


def _bounded(times_a_day: int) -> int:
    if not 1 <= times_a_day <= MOST_A_DAY:
        raise ValueError(f"{times_a_day} times a day; there is room for 1 to {MOST_A_DAY}")
    return times_a_day


def _needs(every: Iterable[Row], library: Library) -> tuple[str, ...]:
    used = [library.exercises[row.exercise] for row in every]
    return tuple(dict.fromkeys(thing for one in used for thing in one.equipment))


def _author(document: Routine | Exercise | Programme) -> str:
    if document.author is None:
        return ""
    credential = document.author.credential
    return f"{document.author.name}, {credential}" if credential else document.author.name


def _parts(timelines: Sequence[Timeline], library: Library, said: Words) -> Iterable[Part]:
    ways = [tuple(rows(timeline, library, said, with_often=timeline.loop is None)) for timeline in timelines]
    for title, done in laid_out(timelines, ways, said.afterwards, lambda row: replace(row, number=0)):
        yield Part(done, title)


def _limit(loop: Loop, said: Words) -> str:
    words_of = said.lasts_now if loop.then == EMERGENCY_HELP else said.lasts
    return words_of.format(length=times.length(loop.limit))
