"""A hand-out's parts in their order, and the pages they fall on."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from coach.handout.blocks import Framed, Gap, Grid, Lines, Pictured, Stack, Style, Words, strong

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.handout.blocks import Block, Draw
    from coach.handout.sheet import Row, Sheet
    from coach.handout.words import Words as Said

GRID_WEEKS: Final = 2
"""Weeks to tick on one hand-out."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes of type in points, and of a picture's side."""

    title: int = 22
    heading: int = 13
    body: int = 10
    small: int = 9
    picture: float = 96.0


USUAL: Final = Sizes()
LARGE: Final = Sizes(title=28, heading=19, body=16, small=14, picture=130.0)
"""Large print: 16 points, as associations of blind and partially sighted people ask for."""


def blocks(sheet: Sheet, said: Said, draw: Draw, sizes: Sizes) -> Iterator[Block]:
    """All parts of one routine's hand-out, from its title to the lines for notes."""
    body, quiet = Style(sizes.body), Style(sizes.body, quiet=True)
    heading = Style(sizes.heading, bold=True)
    yield Words(escape(sheet.title), Style(sizes.title, bold=True), keeps=True, after=2)
    yield Words(escape(_signature(sheet, said)), quiet, keeps=True, after=8)
    yield Words(_to_fill(said), body, keeps=True, after=8)
    if sheet.use_when:
        yield Words(escape(sheet.use_when), body, after=6)
    stop: list[Block] = [Words(strong(said.stop, said.stop_rule), body)]
    if sheet.not_when:
        stop += [Gap(4), Words(strong(said.not_when, sheet.not_when), body)]
    yield Framed(Stack(stop))
    yield Gap(8)
    for title, lines in ((said.changed, sheet.changes), (said.ask_first, sheet.cautions)):
        for line in lines:
            yield Words(strong(title, line), body, after=4)
    if sheet.needs:
        yield Words(escape(said.needs.format(things=", ".join(sheet.needs))), body, after=4)
    for part in sheet.parts:
        if part.title and len(part.rows) > 1:
            yield Gap(8)
            yield Words(escape(part.title), heading, keeps=True)
            yield Words(escape(part.when), Style(sizes.body, bold=True), keeps=True, after=4)
        for row in part.rows:
            when = part.when if len(part.rows) == 1 else ""
            yield Pictured(draw, row, Stack(list(_row(row, when, said, sizes))), sizes.picture)
    yield Gap(6)
    yield from _help(said, sizes)
    yield Gap(8)
    yield Words(escape(said.grid), heading, keeps=True, after=2)
    yield from _grids(sheet, said, sizes)
    yield Words(escape(said.notes), Style(sizes.body, bold=True), keeps=True)
    yield Lines(4, 24)


def _signature(sheet: Sheet, said: Said) -> str:
    author = said.by.format(name=sheet.author) if sheet.author else ""
    return " · ".join(filter(None, (author, said.revision.format(number=sheet.revision), sheet.lasts)))


def _to_fill(said: Said) -> str:
    """Room for a name and a date."""
    return f"{escape(said.for_)}: {'_' * 34} &nbsp; {escape(said.date)}: {'_' * 16}"


def _row(row: Row, when: str, said: Said, sizes: Sizes) -> Iterator[Block]:
    body = Style(sizes.body)
    yield Words(f"{row.number}. {escape(row.title)}", Style(sizes.heading, bold=True))
    dose = escape(" · ".join(filter(None, (row.amount, row.sides))))
    takes = escape(said.takes.format(length=row.lasts))
    yield Words(f'<span style="font-weight:600">{dose}</span> · {takes}', body, after=3)
    if when:
        yield Words(escape(when), Style(sizes.body, bold=True), after=3)
    if row.start:
        yield Words(escape(row.start), body, after=2)
    if len(row.steps) == 1:
        yield Words(escape(row.steps[0]), body)
    else:
        for number, step in enumerate(row.steps, 1):
            yield Words(f"{number}) {escape(step)}", body)
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
            yield Words(f"•&nbsp;{escape(line)}", Style(sizes.small), keeps=keeps, after=1)
        yield Gap(4)


def _grids(sheet: Sheet, said: Said, sizes: Sizes) -> Iterator[Block]:
    room = 15.0 * sizes.small if sheet.parts[0].when else 24.0
    for _ in range(GRID_WEEKS):
        week = Words(f"{escape(said.week)} {'_' * 14}", Style(sizes.small, quiet=True))
        yield Stack([week, Grid(said.days, sheet.ticks, sizes.small, first=room), Gap(6)])


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
