"""From bytes to text: a routine file as it was found, with its lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from coach.routine.diagnostics import Diagnostic, Span

if TYPE_CHECKING:
    from pathlib import Path

LARGEST: Final = 1024 * 1024
"""Bytes; a routine file is a few kilobytes, so anything larger is not one."""

_ODD: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]",
)
_ODD_SPACE: Final = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_FIRST_ODD_SPACE: Final = re.compile(
    f"^([^\\n{_ODD_SPACE.pattern[1:-1]}]*)({_ODD_SPACE.pattern}+)", re.MULTILINE
)
"""The first of a line, with what stands before it. No part can take over from another: each line is gone
through once, whatever it holds."""
_KEY: Final = re.compile(r"(?:[\w-]*:)?")
_BREAK: Final = re.compile("\r\n|\r|\n")


@lru_cache(maxsize=2)
def _lines(text: str) -> list[str]:
    """The lines of a text; a file with many mistakes is asked for them many times."""
    return _BREAK.split(text)


@dataclass(frozen=True, slots=True)
class Source:
    """The text of one file. `path` is used for messages only."""

    path: Path
    text: str

    def line(self, number: int) -> str:
        """A line by its number from 1; empty beyond the end."""
        lines = _lines(self.text)
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def diagnostic(self, code: str, span: Span, message: str, hint: str = "") -> Diagnostic:
        """A message about a place in this text, carrying the line it is about."""
        return Diagnostic(code, self.path, span, message, hint, self.line(span.line))

    def first_line_of(self, span: Span) -> Span:
        """The span, or its first line if it has several."""
        if span.line == span.end_line:
            return span
        end = len(self.line(span.line).rstrip()) + 1
        return Span(span.line, span.column, span.line, max(end, span.column + 1))

    def at(self, code: str, offset: int, length: int, message: str, hint: str) -> Diagnostic:
        """A message about `length` code points from an offset into the text."""
        before = _BREAK.split(self.text[:offset])
        line, column = len(before), len(before[-1]) + 1
        return self.diagnostic(code, Span(line, column, line, column + length), message, hint)


def decode(path: Path, data: bytes) -> Source | Diagnostic:
    """The file's text, or why it is none. `data` may be cut off one byte after `LARGEST`."""
    if len(data) > LARGEST:
        hint = "A routine file holds one exercise or one routine, a few kilobytes."
        return Diagnostic("too-big", path, Span(), "The file is larger than 1 MiB.", hint)
    try:
        return Source(path, data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8-sig")
        before = _BREAK.split(good)
        line, column = len(before), len(before[-1]) + 1
        wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        what = (
            "The file is UTF-16."
            if wide
            else f"Line {line} has a letter or a quote that is not saved as UTF-8."
        )
        hint = "Save the file as UTF-8 (in the editor: Save with encoding)."
        return Diagnostic("not-utf8", path, Span(line, column, line, column + 1), what, hint, before[-1])


def cleaned(text: str) -> str:
    """A text without what cannot be seen, and with ordinary spaces for odd ones and for tabs."""
    return _ODD_SPACE.sub(" ", _ODD.sub("", text)).replace("\t", " ")


def odd_characters(source: Source) -> list[Diagnostic]:
    """What cannot be seen and would be misread: control characters, tabs, odd spaces before a key.

    At most one message of each kind: a pasted file has them by the hundred.
    """
    found = []
    if match := _ODD.search(source.text):
        name = f"U+{ord(match[0]):04X}"
        message = f"There is an invisible character here ({name})."
        hint = "Delete it, and what was pasted with it if it stays."
        found.append(source.at("odd-character", match.start(), 1, message, hint))
    if (at := source.text.find("\t")) >= 0:
        found.append(source.at("tab", at, 1, "There is a tab here.", "Use spaces."))
    if match := next(filter(_is_before_text, _FIRST_ODD_SPACE.finditer(source.text)), None):
        message = "There is a no-break space here, often pasted from a word processor."
        hint = "Replace it with an ordinary space."
        found.append(source.at("odd-character", match.start(2), len(match[2]), message, hint))
    return found


def _is_before_text(space: re.Match[str]) -> bool:
    """Whether nothing stands before an odd space but the beginning of an item and a key."""
    return bool(_KEY.fullmatch(space[1].lstrip(" -?").rstrip(" ")))
