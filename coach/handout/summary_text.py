"""A summary as plain text: for an e-mail, or to be read aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.handout.summary_values import Summary, Table

FOOT: Final = "Made with Coach from what the person did and told. It does not replace a health professional."


def as_text(summary: Summary) -> str:
    """Headings, sentences, and tables with their columns under one another."""
    lines = [summary.title, summary.days]
    for section in summary.sections:
        lines += ["", section.heading, "-" * len(section.heading), *section.lines]
        if section.table is not None:
            lines += ["", *_table(section.table)]
        lines += ["____"] * section.space
    return "\n".join([*lines, "", FOOT]) + "\n"


def _table(table: Table) -> Iterator[str]:
    rows = (table.head, *table.rows)
    widths = [max(len(row[column]) for row in rows) for column in range(len(table.head))]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
