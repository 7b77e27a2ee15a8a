"""A routine that asks, laid out on a page: nobody is asked there, so each answer's way stands by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from coach.routine.plan import Timeline

Row = TypeVar("Row")
"""What a page shows for one item; equal where it shows the same."""


def laid_out(
    timelines: Sequence[Timeline],
    rows: Sequence[Sequence[Row]],
    afterwards: str,
    content: Callable[[Row], object] = lambda row: row,
) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """Headings with their rows: what all answers begin with, each answer's own way, what all end with.

    `rows` are those of each of the `timelines`, one for every answer. The first heading is empty, the last is
    `afterwards`. A heading without rows is left out. Rows with the same `content` are alike, whatever their
    numbers.
    """
    first = rows[0]
    contents = [[content(row) for row in way] for way in rows]
    shortest = min(map(len, rows))
    before = _alike(contents, shortest)
    after = _alike([way[::-1] for way in contents], shortest - before) if len(rows) > 1 else 0
    parts = [("", first[:before])]
    if len(rows) > 1:
        ways = zip(timelines, rows, strict=True)
        parts += [(_answer(timeline), way[before : len(way) - after]) for timeline, way in ways]
        parts.append((afterwards, first[len(first) - after :]))
    return ((heading, tuple(part)) for heading, part in parts if part)


def _alike(ways: Sequence[Sequence[object]], most: int) -> int:
    """How many rows all ways begin with, `most` at most."""
    return next((at for at in range(most) if any(way[at] != ways[0][at] for way in ways)), most)


def _answer(timeline: Timeline) -> str:
    """`Which way do the toes go? – They curl down`."""
    return " · ".join(f"{question} – {answer}" for question, answer in timeline.answers)
