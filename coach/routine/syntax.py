"""What a person probably did when a file is not well-formed YAML, in plain words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import yaml

from coach.routine.diagnostics import Diagnostic, Span

if TYPE_CHECKING:
    from coach.routine.source import Source

_LARGEST_SECOND_READING: Final = 64 * 1024
"""Characters; the pure-Python parser words its errors better but takes seconds for a whole mebibyte."""

_KEY: Final = re.compile(r"\s*(?:- +)*([\w-]+):(?: |$)")


def syntax_diagnostic(source: Source, error: yaml.YAMLError) -> Diagnostic:
    """One message for a parser's error: where, what is wrong, what was probably meant."""
    error = _in_pure_words(source, error)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    problem = str(getattr(error, "problem", None) or error)
    context = getattr(error, "context_mark", None)
    opened = context.line + 1 if context else line
    for number in dict.fromkeys((line, opened, max(line - 1, 1))):
        if guess := _guess(source.line(number), problem):
            start, length, message, hint = guess
            span = Span(number, start + 1, number, start + 1 + length)
            return source.diagnostic("syntax", span, message, hint)
    if context and "end of stream" in problem:
        line, column = opened, context.column + 1  # the opening is what has to be found, not the end
    message, hint = _plain_words(problem, opened)
    return source.diagnostic("syntax", Span(line, column, line, column + 1), message, hint)


def _in_pure_words(source: Source, error: yaml.YAMLError) -> yaml.YAMLError:
    if len(source.text) <= _LARGEST_SECOND_READING:
        try:
            for _ in yaml.parse(source.text, Loader=yaml.SafeLoader):
                pass
        except yaml.YAMLError as clearer:
            return clearer
    return error


def _guess(line: str, problem: str) -> tuple[int, int, str, str] | None:
    """(column from 0, length, message, hint) for the slips that make up nearly all of them."""
    key = _KEY.match(line)
    dash = re.match(r"\s*(?:- +)+", line)
    at = key.end() if key else dash.end() if dash else 0
    value = line[at:].strip()
    start = line.index(value, at) if value else at
    if value[:1] in {"*", "@", "%", "`", "&", "!"}:
        message = f"A text that begins with `{value[0]}` needs quotes."
        return start, len(value), message, f"Write {_quoted(value)}."
    if value[:1] in {"\u201c", "\u201d", "\u2018", "\u2019", "\u00ab"}:
        message = f"`{value[0]}` is a typographer's quote, often pasted from a word processor."
        return start, 1, message, 'Use straight quotes: ".'
    if key and value[:1] not in {'"', "'", "[", "{", "|", ">"} and re.search(r":(?: |$)", value):
        return start, len(value), "A text with `: ` in it needs quotes.", f"Write {_quoted(value)}."
    if key is None and "could not find expected ':'" in problem and (word := re.match(r"\s*[\w-]+$", line)):
        return (
            word.end() - len(word[0].strip()),
            len(word[0].strip()),
            "A key needs a colon after it.",
            (f"Write `{word[0].strip()}:`, or put the whole text in quotes."),
        )
    if value[:1] in {'"', "'"} and (rest := re.match(r"""("[^"]*"|'[^']*')\s*[^\s#,}\]]""", value)):
        return (
            start + rest.end() - 1,
            1,
            "Text goes on after the closing quote.",
            "Put the quotes round all of it.",
        )
    return None


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'" if '"' in value else f'"{value}"'


def _plain_words(problem: str, opened: int) -> tuple[str, str]:
    for said, (message, hint) in _WORDS.items():
        if said in problem:
            return message.format(opened=opened), hint
    return (
        f"This is not well-formed YAML: {problem}.",
        "Check the line above, the indentation and the quotes.",
    )


_INDENT_HINT: Final = "Lines of one list or mapping begin in the same column."
_WORDS: Final = {
    "while scanning a quoted scalar": (
        "A quote opened in line {opened} is never closed.",
        'Add the closing ".',
    ),
    "unexpected end of stream": (
        "A quote opened in line {opened} is never closed.",
        "Add the closing quote.",
    ),
    "expected ',' or ']'": (
        "The list opened in line {opened} is never closed with `]`.",
        "Add `]` or a comma.",
    ),
    "expected ',' or '}'": (
        "The mapping opened in line {opened} is never closed with `}}`.",
        "Add `}` or a comma.",
    ),
    "mapping values are not allowed": ("A key does not belong here.", _INDENT_HINT),
    "expected <block end>": ("This line does not line up with the lines above it.", _INDENT_HINT),
    "could not find expected ':'": ("A key without a colon.", "Write `key: value`."),
    "expected the node content": ("Something is missing here.", "Check brackets, commas and quotes."),
    "unknown escape character": (
        "A backslash in double quotes means something special.",
        "Use single quotes.",
    ),
}
