"""Drafts: what Coach has guessed or not understood, and has marked in a file for its author to look at.

The marks are comments, which no document holds; they are looked for in the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coach.routine.diagnostics import Diagnostic
    from coach.routine.source import Source

CODE: Final = "draft-unfinished"
GUESSED: Final = "guessed: please look"
NOT_UNDERSTOOD: Final = "NOT UNDERSTOOD"
"""How a comment begins that holds words of the author's which no line of the file says."""
_MARK: Final = re.compile(rf"(?:^|(?<=\s))# *(?:{GUESSED}|{NOT_UNDERSTOOD}\b)[^\r\n]*", re.MULTILINE)


def unfinished(source: Source) -> Diagnostic | None:
    """A word at the first mark of a text, saying how many there are; None where none is left."""
    text = source.text
    if GUESSED not in text and NOT_UNDERSTOOD not in text:
        return None
    marks = list(_MARK.finditer(text))
    if not marks:
        return None
    places = "1 place is" if len(marks) == 1 else f"{len(marks)} places are"
    message = f"This is still a draft: {places} marked as guessed or not understood."
    hint = "Look at each, write what is right, and delete the comment."
    return source.at(CODE, marks[0].start(), len(marks[0][0].rstrip()), message, hint)


def in_a_line(found: Iterable[Diagnostic]) -> str:
    """What to say where drafts are about to be given away; empty if there are none."""
    files = [f"{each.path} (line {each.span.line})" for each in found if each.code == CODE]
    if not files:
        return ""
    are = "This is still a draft" if len(files) == 1 else "These are still drafts"
    return f"{are}, with places marked as guessed or not understood: {', '.join(files)}."
