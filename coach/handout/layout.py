"""A hand-out's parts in their order, and the pages they fall on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from html import escape
from typing import TYPE_CHECKING, Final

from coach.handout.blocks import (
    Aside,
    Blanks,
    Framed,
    Gap,
    Lines,
    Pictured,
    Stack,
    Style,
    Words,
    strong,
)
from coach.handout.code import BUNDLE, Code
from coach.handout.grid import Grid
from coach.handout.often import told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from coach.handout.blocks import Block, Draw
    from coach.handout.often import Tick
    from coach.handout.rows import Row
    from coach.handout.sheet import Part, Sheet
    from coach.handout.words import Words as Said

WEEKS_TOGETHER: Final = 4
"""Weeks under one row of days' names, where each is one line."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes of type in points, of a picture's side, and of the room between parts and for notes."""

    title: int = 22
    heading: int = 13
    body: int = 10
    small: int = 9
    picture: float = 116.0
    gap: float = 8.0
    notes: int = 4
    """Lines to write on."""

    @property
    def is_large(self) -> bool:
        """Whether it is large print."""
        return self.body >= LARGE.body

    @property
    def tight(self) -> Sizes:
        """The same with less room around it and smaller pictures: type stays as large."""
        return replace(self, gap=self.gap / 2, notes=2, picture=0.8 * self.picture)


USUAL: Final = Sizes()
LARGE: Final = Sizes(title=28, heading=19, body=16, small=14, picture=140.0)
"""Large print: 16 points, as associations of blind and partially sighted people ask for."""


def blocks(sheet: Sheet, said: Said, draw: Draw, sizes: Sizes, link: str = "") -> Iterator[Block]:
    """All parts of one routine's hand-out, from its title to the lines for notes."""
    body, heading = Style(sizes.body), Style(sizes.heading, bold=True)
    head = Stack(list(_head(sheet, said, sizes, link)), keeps=True)
    yield Aside(head, Code(link, said.scan), keeps=True) if link else head
    if sheet.use_when:
        yield Words(escape(sheet.use_when), body, after=6)
    yield Framed(Stack(list(_stop(sheet, said, sizes))))
    yield Gap(sizes.gap)
    for title, lines in ((said.changed, sheet.changes), (said.ask_first, sheet.cautions)):
        for line in lines:
            yield Words(strong(title, line), body, after=4)
    if sheet.needs:
        yield Words(escape(said.needs.format(things=", ".join(sheet.needs))), body, after=4)
    yield from _parts(sheet, said, draw, sizes)
    yield Gap(0.75 * sizes.gap)
    yield from _help(said, sizes)
    yield Gap(sizes.gap)
    if sheet.ticks and not sheet.limit:
        yield Words(escape(said.grid), heading, keeps=True, after=2)
        yield from _grids(sheet, said, sizes)
    yield Words(escape(said.notes), Style(sizes.body, bold=True), keeps=True)
    yield Lines(sizes.notes, 24)
    if sheet.bundle:
        yield Gap(12)
        how = Words(escape(said.scan_bundle), Style(sizes.small, quiet=True))
        yield Aside(how, Code(sheet.bundle, said.for_coach, BUNDLE), keeps=False)


def _stop(sheet: Sheet, said: Said, sizes: Sizes) -> Iterator[Block]:
    """When to stop, and whom it is not for: in a frame, before anything is to be done."""
    body = Style(sizes.body)
    yield Words(strong(said.stop, said.stop_signs if sheet.limit else said.stop_rule), body)
    if sheet.limit:
        yield Gap(4)
        yield Words(escape(sheet.limit), Style(sizes.body, bold=True))
    for label, text in ((said.not_when, sheet.not_when), (said.not_for, ". ".join(sheet.not_for))):
        if text:
            yield Gap(4)
            yield Words(strong(label, text if text.endswith(".") else f"{text}."), body)


def _parts(sheet: Sheet, said: Said, draw: Draw, sizes: Sizes) -> Iterator[Block]:
    """What is to be done. A part of one item has its days in the item, and no heading but an answer's."""
    for part in sheet.parts:
        is_one = len(part.rows) == 1
        if part.title and not (is_one and part.when):
            yield Gap(sizes.gap)
            heading = Style(sizes.heading, bold=True)
            yield Words(escape(part.title), heading, keeps=True, after=0 if part.when else 4)
        if not is_one:
            yield from _days(part, sizes, keeps=True)
        for row in part.rows:
            title = said.later.format(title=row.title) if part.begins else row.title
            days = _days(part, sizes) if is_one else ()
            words = [
                Words(f"{row.number}. {escape(title)}", Style(sizes.heading, bold=True)),
                *days,
                *_row(row, said, sizes),
            ]
            yield Pictured(draw, row, Stack(words), sizes.picture)


def _days(part: Part, sizes: Sizes, *, keeps: bool = False) -> Iterator[Block]:
    """When its turn comes, if not at once, and on which days and how often."""
    for text in filter(None, (part.begins, part.when)):
        yield Words(escape(text), Style(sizes.body, bold=True), keeps=keeps, after=3)


def _head(sheet: Sheet, said: Said, sizes: Sizes, link: str) -> Iterator[Block]:
    """Title, author, the link to read for whoever cannot scan it, room for a name and a date."""
    quiet = Style(sizes.body, quiet=True)
    yield Words(escape(sheet.title), Style(sizes.title, bold=True), after=2)
    yield Words(escape(_signature(sheet, said)), quiet, after=2 if link else 8)
    if link:
        yield Words(escape(link), quiet, after=8)
    yield Blanks(((said.for_, 0.64), (said.date, 0.36)), sizes.body)
    yield Gap(10)


def _signature(sheet: Sheet, said: Said) -> str:
    author = said.by.format(name=sheet.author) if sheet.author else ""
    return " · ".join(filter(None, (author, said.revision.format(number=sheet.revision), sheet.lasts)))


def _row(row: Row, said: Said, sizes: Sizes) -> Iterator[Block]:
    body = Style(sizes.body)
    dose = escape(" · ".join(filter(None, (row.amount, row.sides, row.rests))))
    takes = escape(said.takes.format(length=row.lasts))
    yield Words(f'<span style="font-weight:600">{dose}</span> · {takes}', body, after=3)
    if row.often:
        yield Words(escape(row.often), Style(sizes.body, bold=True), after=3)
    if row.start:
        yield Words(escape(row.start), body, after=2)
    if len(row.steps) == 1:
        yield Words(escape(row.steps[0]), body)
    else:
        for number, step in enumerate(row.steps, 1):
            yield Words(escape(step), body, mark=f"{number})")
    if row.again:
        yield Words(escape(row.again), Style(sizes.body, bold=True))
    if row.note:
        yield Words(escape(row.note), body)
    if row.is_each_side:
        yield Words(escape(said.other_side), Style(sizes.small, quiet=True))
    for label, text in ((said.care, row.care), (said.stop_if, row.stop_if)):
        if text:
            yield Gap(2)
            yield Words(strong(label, text), body)


def _help(said: Said, sizes: Sizes) -> Iterator[Block]:
    yield Words(escape(said.help), Style(sizes.heading, bold=True), keeps=True, after=2)
    for title, lines in said.help_lists:
        yield Words(escape(title), Style(sizes.body, bold=True), keeps=True, after=1)
        for number, line in enumerate(lines, 1):
            keeps = (
                number < len(lines) and not sizes.is_large
            )  # one list on one page, where it has room there
            yield Words(escape(line), Style(sizes.small), keeps=keeps, after=1, mark="•")
        yield Gap(4)


def _grids(sheet: Sheet, said: Said, sizes: Sizes) -> Iterator[Block]:
    """The weeks: a line for each; or a block for each, with a line for every item of a programme.

    The first is written in where it is known, and has no boxes before the first day.
    """
    monday = told(sheet.starts - timedelta(days=sheet.starts.weekday()), said) if sheet.starts else ""
    weeks = [(monday, _from(sheet.starts, sheet.ticks)), *((sheet.weeks - 1) * [("", sheet.ticks)])]
    is_programme = bool(sheet.parts[0].when)
    if is_programme and len(sheet.parts) > 1:
        for known, ticks in weeks:
            yield Stack([Grid(said.days, ticks, sizes.small, (said.week, known)), Gap(10)])
        return
    for note in filter(None, (tick.note for tick in sheet.ticks)):
        yield Words(escape(note), Style(sizes.body, bold=True), keeps=True, after=2)
    for first in range(0, sheet.weeks, WEEKS_TOGETHER):
        lines = [
            replace(tick, label=said.week, note=known)
            for known, ticks in weeks[first : first + WEEKS_TOGETHER]
            for tick in ticks
        ]
        yield Stack([Grid(said.days, lines, sizes.small, are_blank=True), Gap(10)])


def _from(first: date | None, ticks: Sequence[Tick]) -> Sequence[Tick]:
    """The lines of a first week."""
    if first is None:
        return ticks
    return [replace(tick, days=tuple(day for day in tick.days if day >= first.weekday())) for tick in ticks]


def paginate(parts: Sequence[Block], width: float, height: float) -> list[list[tuple[float, Block]]]:
    """The pages: each part with its distance from the top. A part higher than a page gets one of its own."""
    pages: list[list[tuple[float, Block]]] = [[]]
    top = 0.0
    for group in _groups(parts):
        needed = sum(part.height(width) for part in group)
        if top + needed > height and pages[-1]:
            pages.append([])
            top = 0.0
        for part in group:
            if not (isinstance(part, Gap) and top == 0.0):
                pages[-1].append((top, part))
                top += part.height(width)
    return pages


def _groups(parts: Sequence[Block]) -> Iterator[list[Block]]:
    """Parts that stay together."""
    group: list[Block] = []
    for part in parts:
        group.append(part)
        if not part.keeps:
            yield group
            group = []
    if group:
        yield group
