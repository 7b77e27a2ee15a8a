"""The suggestion of a message, carried out: what an editor offers as a quick fix. Texts in, texts out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from coach.routine.source import cleaned

if TYPE_CHECKING:
    from coach.routine.diagnostics import Diagnostic

_MEANT: Final = re.compile(r"Did you mean `(.+?)`\?")
_TWO_LINES: Final = re.compile(r"Write `([\w-]+: [^`]+)` and `([\w-]+: [^`]+)`\.$")
_WRITE: Final = re.compile(
    r"(?:[Ww]rite|point:|between:|quotes:|all of it:|number:) (?:`([^`]+(?:`[^`]+`)?)`|(\".+\"|'.+'))"
    r"(?:\.|: seconds .*|, and take `days` out\.)(?: The side .*)?$"
)
_A_LINE: Final = re.compile(r"(?:- )?([\w-]+): ")
_WORDS: Final = re.compile(r"[\w.*-]+")
_ADD: Final = re.compile(r"Add a line `(.+)`\.")
_COLUMN: Final = re.compile(r"begin it in column (\d+); now it is column (\d+)\.")


def mended(text: str, diagnostic: Diagnostic) -> str | None:
    """The text with the suggestion of a message carried out; `None` where it takes a person to do that.

    The text is the one that the message is about; its spans must still be right.
    """
    if diagnostic.code == "tab":
        return re.sub(r"(?m)^\t+", lambda found: "  " * len(found[0]), text).replace("\t", " ")
    if diagnostic.code == "odd-character":
        return cleaned(text)
    lines = text.split("\n")
    at = diagnostic.span.line - 1
    if at >= len(lines) or diagnostic.span.end_line != diagnostic.span.line:
        return None
    changed = _changed(lines[at], diagnostic)
    if changed is not None:
        return "\n".join([*lines[:at], *changed, *lines[at + 1 :]])
    if added := _ADD.search(diagnostic.hint):
        return _with_line(text, lines, diagnostic, added[1])
    return None


def _changed(line: str, diagnostic: Diagnostic) -> list[str] | None:  # noqa: PLR0911 - one for each kind
    """The line as it should be: one, or two in its place."""
    hint, span = diagnostic.hint, diagnostic.span
    before, after = line[: span.column - 1], line[span.end_column - 1 :]
    if hint == "Delete it.":
        return [before + after]
    if meant := _MEANT.match(hint):
        return [before + meant[1] + after]
    if moved := _COLUMN.search(hint):
        return [" " * (int(moved[1]) - 1) + line.lstrip()]
    if two := _TWO_LINES.search(hint):
        indent = line[: len(line) - len(line.lstrip())]
        return [indent + two[1], indent + two[2]]
    if written := _WRITE.search(hint):
        new = written[1] or written[2]
        if diagnostic.code == "empty-value":  # the key is underlined: there was no value to underline
            return [line[: span.end_column - 1] + ": " + new]
        if _WORDS.findall(line[span.column - 1 : span.end_column - 1]) == _WORDS.findall(new):
            return [before + new + after]  # only the marks between the words are others
        whole = _A_LINE.match(new)
        if whole is None or written[2]:
            return [before + new + after]
        start = _start_of(line, whole[1], new)
        return [line[:start] + new]
    return None


def _start_of(line: str, key: str, new: str) -> int:
    """Where the key stands that a line is to be written in place of; the hyphen, if it is written too."""
    found = re.search(rf"(?<![\w-]){re.escape(key)}(?![\w-])", line)
    indent = len(line) - len(line.lstrip())
    if new.startswith("- ") or found is None:
        hyphen = re.match(r"\s*(?:- +)?", line)
        return indent if new.startswith("- ") or hyphen is None else hyphen.end()
    return found.start()


def _with_line(text: str, lines: list[str], diagnostic: Diagnostic, new: str) -> str:
    """The text with a line more: at the beginning, at the end, or below the first key of a list's item."""
    column, at = diagnostic.span.column, diagnostic.span.line - 1
    if column == 1 and new.startswith(("coach:", "type:")):
        return f"{lines[0]}\n{new}\n" + "\n".join(lines[1:]) if new.startswith("type:") else f"{new}\n{text}"
    if column == 1:
        return f"{text.rstrip()}\n{new}\n"
    return "\n".join([*lines[: at + 1], " " * (column - 1) + new, *lines[at + 1 :]])
