"""Diagnostics for people, for programs and for code-hosting sites."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from coach import __version__
from coach.routine.codes import MEANINGS, Severity, severity_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coach.routine.diagnostics import Diagnostic

_BOLD, _PLAIN = "\033[1m", "\033[0m"
_COLOURS: Final = {Severity.ERROR: "\033[31m", Severity.WARNING: "\033[33m", Severity.NOTE: "\033[36m"}
_WIDEST: Final = 160


def as_text(diagnostics: Sequence[Diagnostic], *, colour: bool = False) -> str:
    """`file:line:col: error: … [code]`, the line it is about, and carets under the exact place."""
    return "".join(_block(each, colour=colour) for each in diagnostics)


def _block(each: Diagnostic, *, colour: bool) -> str:
    hue, bold, plain = (_COLOURS[each.severity], _BOLD, _PLAIN) if colour else ("", "", "")
    where = f"{_shown(each)}:{each.span.line}:{each.span.column}"
    hint = f" {each.hint}" if each.hint else ""
    head = f"{bold}{where}:{plain} {hue}{each.severity}:{plain} {each.message}{hint} [{each.code}]\n"
    line = each.source
    if not line.strip() or len(line) > _WIDEST:
        return head
    start = each.span.column - 1
    width = (
        each.span.end_column - each.span.column if each.span.end_line == each.span.line else len(line) - start
    )
    before = "".join("\t" if char == "\t" else " " for char in line[:start])
    carets = "^" * max(1, min(width, len(line) - start))
    number = f"{each.span.line:5} | "
    return f"{head}{number}{line}\n{' ' * 5} | {before}{hue}{carets}{plain}\n"


def _shown(each: Diagnostic) -> str:
    """The path as one would type it here, where it lies below the current folder."""
    path = str(each.path)
    near = os.path.relpath(path) if each.path.is_absolute() else path
    return path if near.startswith(os.pardir) else near


def summary(diagnostics: Sequence[Diagnostic], documents: int) -> str:
    """One line: how many documents, errors and warnings."""
    counts = [
        sum(each.severity is grade for each in diagnostics) for grade in (Severity.ERROR, Severity.WARNING)
    ]
    names = [
        f"{count} {word}{'' if count == 1 else 's'}"
        for count, word in zip(counts, ("error", "warning"), strict=True)
    ]
    files = f"{documents} file{'' if documents == 1 else 's'} checked"
    return f"{files}: {' and '.join(names)}." if any(counts) else f"{files}: all well."


def how_to_explain(diagnostics: Sequence[Diagnostic]) -> str:
    """The line after the summary that says where to read more; empty where nothing is wrong."""
    grave = [each for each in diagnostics if each.severity is not Severity.NOTE]
    return f"`coach explain {grave[0].code}` says more.\n" if grave else ""


def as_json(diagnostics: Sequence[Diagnostic]) -> str:
    """A list of objects; lines and columns count from 1, columns in code points, ends are exclusive."""
    return json.dumps([_plain(each) for each in diagnostics], indent=1, ensure_ascii=False) + "\n"


def _plain(each: Diagnostic) -> dict[str, Any]:
    return {
        "code": each.code,
        "severity": str(each.severity),
        "file": str(each.path),
        "line": each.span.line,
        "column": each.span.column,
        "endLine": each.span.end_line,
        "endColumn": each.span.end_column,
        "message": each.message,
        "hint": each.hint,
    }


def as_github(diagnostics: Sequence[Diagnostic]) -> str:
    """Workflow commands that become annotations in a pull request."""
    return "".join(
        f"::{_GITHUB[each.severity]} file={_escape(_shown(each), property_=True)},line={each.span.line},"
        f"col={each.span.column},endLine={each.span.end_line},endColumn={each.span.end_column},"
        f"title={each.code}::{_escape(f'{each.message} {each.hint}'.strip())}\n"
        for each in diagnostics
    )


_GITHUB: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def _escape(text: str, *, property_: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if property_ else text


def as_sarif(diagnostics: Sequence[Diagnostic]) -> str:
    """SARIF 2.1.0, the interchange format of static analysis."""
    rules = [
        {
            "id": code,
            "shortDescription": {"text": meaning},
            "defaultConfiguration": {"level": str(severity_of(code))},
        }
        for code, meaning in MEANINGS.items()
    ]
    results = [
        {
            "ruleId": each.code,
            "level": str(each.severity),
            "message": {"text": f"{each.message} {each.hint}".strip()},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": _uri(each)},
                        "region": {
                            "startLine": each.span.line,
                            "startColumn": each.span.column,
                            "endLine": each.span.end_line,
                            "endColumn": each.span.end_column,
                        },
                    },
                },
            ],
        }
        for each in diagnostics
    ]
    tool = {"driver": {"name": "coach", "version": __version__, "rules": rules}}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": tool, "columnKind": "unicodeCodePoints", "results": results}],
    }
    return json.dumps(log, indent=1, ensure_ascii=False) + "\n"


def _uri(each: Diagnostic) -> str:
    shown = _shown(each)
    return each.path.as_uri() if Path(shown).is_absolute() else quote(shown.replace(os.sep, "/"))


FORMATS: Final[dict[str, Callable[[Sequence[Diagnostic]], str]]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
