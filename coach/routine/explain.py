"""What a code means and how to mend it, from the pages in `docs/diagnostics`: one page for each code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.errors import CoachError
from coach.routine.codes import MEANINGS, severity_of
from coach.routine.diagnostics import did_you_mean

if TYPE_CHECKING:
    from pathlib import Path


def page(code: str, folder: Path) -> str:
    """The page about a code, in Markdown. Raises CoachError for a code that no message carries."""
    if code not in MEANINGS:
        advice = did_you_mean(code, MEANINGS) or "The code stands in brackets at the end of a message."
        raise CoachError(f"There is no code `{code}`.", advice)
    try:
        return (folder / f"{code}.md").read_text(encoding="utf-8")
    except OSError:  # somebody has taken the pages away; the table is always there
        return f"# {code}\n\n**{severity_of(code).capitalize()}.** {MEANINGS[code]}\n"


def as_plain_text(markdown: str) -> str:
    """A page as a terminal shows it: examples indented, no marks around them."""
    lines: list[str] = []
    inside = False
    for line in markdown.splitlines():
        if line.startswith("```"):
            inside = not inside
        elif inside:
            lines.append(f"    {line}".rstrip())
        else:
            lines.append(re.sub(r"^# |\*\*|(?<!\w)\*(?=\w)|(?<=\w)\*(?!\w)", "", line))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def table() -> str:
    """Every code with its meaning in a line."""
    width = max(map(len, MEANINGS))
    return "".join(f"{code:{width}}  {meaning}\n" for code, meaning in MEANINGS.items())
