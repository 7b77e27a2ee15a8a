"""A hand-out's parts in their order, and the pages they fall on."""

from __future__ import annotations

from dataclasses import dataclass
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
from coach.handout.code import Code
from coach.handout.grid import Grid
from coach.handout.sheet import Tick

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.handout.blocks import Block, Draw
    from coach.handout.sheet import Row, Sheet
    from coach.handout.words import Words as Said

WEEKS_TOGETHER: Final = 4
"""Weeks under one row of days' names, where each is one line."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes of type in points, and of a picture's side."""

    title: int = 22
    heading: int = 13
    body: int = 10
    small: int = 9
    picture: float = 116.0


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
    yield Gap(8)
    for title, lines in ((said.changed, sheet.changes), (said.ask_first, sheet.cautions)):
        for line in lines:
            yield Words(strong(title, line), body, after=4)
    if sheet.needs:
        yield Words(escape(said.needs.format(things=", ".join(sheet.needs))), body, after=4)
    yield from _parts(sheet, said, draw, sizes)
    yield Gap(6)
    yield from _help(said, sizes)
    yield Gap(8)
    if not sheet.limit:
        yield Words(escape(said.grid), heading, keeps=True, after=2)
        yield from _grids(sheet, said, sizes)
    yield Words(escape(said.notes), Style(sizes.body, bold=True), keeps=True)
    yield Lines(4, 24)


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
            yield Gap(8)
            heading = Style(sizes.heading, bold=True)
            yield Words(escape(part.title), heading, keeps=True, after=0 if part.when else 4)
        if part.when and not is_one:
            yield Words(escape(part.when), Style(sizes.body, bold=True), keeps=True, after=4)
        for row in part.rows:
            words = Stack(list(_row(row, part.when if is_one else "", said, sizes)))
            yield Pictured(draw, row, words, sizes.picture)


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


def _row(row: Row, when: str, said: Said, sizes: Sizes) -> Iterator[Block]:
    body = Style(sizes.body)
    yield Words(f"{row.number}. {escape(row.title)}", Style(sizes.heading, bold=True))
    dose = escape(" · ".join(filter(None, (row.amount, row.sides))))
    takes = escape((said.with_rests if row.has_rests else said.takes).format(length=row.lasts))
    yield Words(f'<span style="font-weight:600">{dose}</span> · {takes}', body, after=3)
    if when:
        yield Words(escape(when), Style(sizes.body, bold=True), after=3)
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
            keeps = number < len(lines) and sizes is USUAL  # one list on one page, where it has room there
            yield Words(escape(line), Style(sizes.small), keeps=keeps, after=1, mark="•")
        yield Gap(4)


def _grids(sheet: Sheet, said: Said, sizes: Sizes) -> Iterator[Block]:
    """The weeks: a line for each; or a block for each, with a line for every item of a programme."""
    if len(sheet.ticks) > 1:
        for _ in range(sheet.weeks):
            yield Stack([Grid(said.days, sheet.ticks, sizes.small, said.week), Gap(10)])
        return
    for first in range(0, sheet.weeks, WEEKS_TOGETHER):
        count = min(WEEKS_TOGETHER, sheet.weeks - first)
        lines = [Tick(said.week, tick.often) for _ in range(count) for tick in sheet.ticks]
        yield Stack([Grid(said.days, lines, sizes.small, are_blank=True), Gap(10)])


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
