"""What a person probably did when a file is not well-formed YAML, in plain words.

`GUESSES` are the slips that make up nearly all of them. Each looks at a line near the place where the parser
gave up, and says nothing if the line is not a case of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import dropwhile
from typing import TYPE_CHECKING, Final, NamedTuple

from coach.routine.diagnostics import Diagnostic, Span
from coach.routine.second_reading import FAR, in_pure_words

if TYPE_CHECKING:
    from collections.abc import Callable

    import yaml

    from coach.routine.source import Source

_KEY: Final = re.compile(r"\s*(?:- +)*([\w-]+):(?: |$)")
_MARKS: Final = {"<<<<<<<", "=======", ">>>>>>>", "|||||||"}
_BULLETS: Final = "•·‣▪◦–—*"
_TYPESET: Final = "“”\u2018’«»„\u201a"


class Guess(NamedTuple):
    """Columns count from 0; the length is in characters."""

    column: int
    length: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line near the place, the line before it that holds anything, and what the parser said."""

    text: str
    before: str
    problem: str

    @property
    def key(self) -> str:
        """The key it begins with, if it does."""
        found = _KEY.match(self.text)
        return found[1] if found else ""

    @property
    def at(self) -> int:
        """Where the value begins: after the key, or after the hyphens."""
        found = _KEY.match(self.text) or re.match(r"\s*(?:- +)*", self.text)
        end = found.end() if found else 0
        return end + len(self.text[end:]) - len(self.text[end:].lstrip())

    @property
    def value(self) -> str:
        """What stands after the key or the hyphens."""
        return self.text[self.at :].strip()


def syntax_diagnostic(source: Source, error: yaml.YAMLError) -> Diagnostic:
    """One message for a parser's error: where, what is wrong, what was probably meant."""
    error = in_pure_words(source, error)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    problem = str(getattr(error, "problem", None) or error)
    context = getattr(error, "context_mark", None)
    opened = context.line + 1 if context else line
    if whole := _whole_file(source):
        return whole
    for number in dict.fromkeys((line, opened, max(line - 1, 1))):
        near = Line(source.line(number), _before(source, number), problem)
        for guess in GUESSES:
            if found := guess(near):
                span = Span(number, found.column + 1, number, found.column + 1 + found.length)
                return source.diagnostic("syntax", span, found.message, found.hint)
    near = Line(source.line(line), _before(source, line), problem)
    if misplaced := _misplaced(near, column):
        start, length, message, hint = misplaced
        return source.diagnostic("syntax", Span(line, start + 1, line, start + 1 + length), message, hint)
    if context and "end of stream" in problem:
        line, column = opened, context.column + 1  # the opening is what has to be found, not the end
    message, hint = _plain_words(problem, opened)
    return source.diagnostic("syntax", Span(line, column, line, column + 1), message, hint)


def _before(source: Source, number: int) -> str:
    """The nearest line above that holds more than a comment; empty if there is none."""
    above = (source.line(each) for each in range(number - 1, max(number - FAR, 0), -1))
    return next(dropwhile(lambda line: not line.strip() or line.lstrip().startswith("#"), above), "")


def _whole_file(source: Source) -> Diagnostic | None:
    """What explains a whole file: a web page, a fence round it, a merge that was not finished."""
    first = source.line(1)
    if first.lower().startswith(("<!doctype", "<html", "{\\rtf", "%pdf", "pk")):
        message = "This is a page of another program, not a routine file."
        hint = "Save it as plain text, or copy only the text into an empty file."
        return source.diagnostic("syntax", Span(1, 1, 1, len(first) + 1), message, hint)
    if found := re.search(r"^(```|~~~).*$", source.text, re.MULTILINE):
        hint = "Delete this line, and the one like it at the end."
        message = "This line belongs to the page that the text was copied from."
        return source.at("syntax", found.start(), len(found[0]), message, hint)
    if found := re.search(r"^(<{7}|>{7}|\|{7}) ?.*$", source.text, re.MULTILINE):
        message = "Here two versions of the file were to be merged, and nobody has chosen."
        hint = "Keep one of the versions, and delete the lines of <<<<<<<, ======= and >>>>>>>."
        return source.at("syntax", found.start(), len(found[0]), message, hint)
    return None


def _needs_quotes(line: Line) -> Guess | None:
    value = line.value
    if not value:
        return None
    if value[0] in _TYPESET and line.at:
        message = f"`{value[0]}` is a typographer's quote, often pasted from a word processor."
        return Guess(line.at, len(value), message, f"Use straight quotes: {quoted(value.strip(_TYPESET))}.")
    if value[0] in "*@%`&!" and not (value[0] == "*" and value[1:2] == " "):
        name = "a backtick" if value[0] == "`" else f"`{value[0]}`"
        return Guess(
            line.at, len(value), f"A text that begins with {name} needs quotes.", f"Write {quoted(value)}."
        )
    if re.match(r"[\[{][^\[\]{}]*[\]}]\s*[^\s#,\]}]", value):
        return Guess(
            line.at,
            len(value),
            f"A text that begins with `{value[0]}` needs quotes.",
            f"Write {quoted(value)}.",
        )
    if line.key and value[0] not in "\"'[{|>" and re.search(r":(?: |$)", value):
        return Guess(line.at, len(value), "A text with `: ` in it needs quotes.", f"Write {quoted(value)}.")
    return None


def _bare_comparison(line: Line) -> Guess | None:
    found = re.search(r"[:,{\[] *([<>]=?|=[<>]) *\d+", line.text)
    if not found or "cannot start any token" not in line.problem:
        return None
    start = found.start(1)
    text = line.text[start : found.end()]
    return Guess(
        start,
        len(text),
        f"A comparison needs quotes here: `{text[0]}` means something else.",
        f'Write "{text}".',
    )


def _bullet(line: Line) -> Guess | None:
    found = re.match(rf"\s*([{re.escape(_BULLETS)}])\s+(\S.*)$", line.text)
    if not found:
        return None
    message = f"`{found[1]}` does not begin an item of a list; a hyphen does."
    return Guess(found.start(1), 1, message, f"Write `- {found[2]}`.")


def _no_space(line: Line) -> Guess | None:
    if (found := re.match(r"(\s*)-(\w[\w-]*:(?: .*)?)$", line.text)) and not line.key.startswith("-x"):
        return Guess(
            found.end(1), 1, "The hyphen before an item needs a space after it.", f"Write `- {found[2]}`."
        )
    return None


_BEFORE_BRACES: Final = re.compile(
    r"\s*(?:- +)?(?:(?:[\w.*-]+: *)?\{(?:[^\"']*[{,])?\s*)?"  # at the beginning of the line, or within braces
    r"(?P<name>[\w.*-]+) *(?P<braces>\{ *[\w.*-]+ *:[^{}]*\}?)"
)


def _before_braces(line: Line) -> Guess | None:
    """A joint that has lost the colon between it and its braces: `wrist {extension: 20}`."""
    found = _BEFORE_BRACES.match(line.text)
    if not found:
        return None
    hint = f"Write `{found['name']}: {found['braces'].rstrip()}`."
    message = f"`{found['name']}` needs a colon after it."
    return Guess(found.start("name"), len(found[0].rstrip()) - found.start("name"), message, hint)


def _semicolon(line: Line) -> Guess | None:
    """Entries in braces or brackets that a semicolon keeps apart: `{mcp: 10; pip: 80}`."""
    before, semicolon, _ = line.text.partition(";")
    opened, closed = (max(map(before.rfind, marks)) for marks in ("{[", "}]"))
    is_text = bool(set(before) & set("\"'#"))
    if not semicolon or opened <= closed or is_text or "expected ',' or" not in line.problem:
        return None
    message = "Between two entries in braces or brackets comes a comma, not `;`."
    return Guess(len(before), 1, message, "Write `,`.")


_ANGLE_AFTER: Final = re.compile(r"(?:.*[\s{,])?([\w.*-]+): +([\w-]+: *[-+]?\d[\w.]*)\s*(?:[,}].*)?$")


def _direction_without_braces(line: Line) -> Guess | None:
    """A direction and its angle straight after a joint: `wrist: extension: 20`."""
    found = _ANGLE_AFTER.match(line.text)
    if not found or found[1] in _known_keys():
        return None
    message = f"A direction and its angle stand in braces after `{found[1]}:`."
    return Guess(found.start(2), len(found[2]), message, f"Write `{{{found[2]}}}`.")


_NOT_A_COLON: Final = re.compile(r"(\s*(?:- +)?)([\w ]+?)( ?[\uff1a=;\ufe55\ua789]|:(?=\S))\s*(.*)$")


def _other_sign(line: Line) -> Guess | None:
    """A key with something else than a colon and a space after it."""
    found = _NOT_A_COLON.match(line.text)
    if not found or found[2] not in _known_keys():
        return None
    sign = found[3].strip()
    message = (
        "A colon needs a space after it." if sign == ":" else f"After a key comes a colon, not `{sign}`."
    )
    return Guess(found.start(2), len(found[2] + found[3]), message, f"Write `{found[2]}: {found[4]}`.")


def _no_colon(line: Line) -> Guess | None:
    """A known key that has lost its colon, alone or before its value."""
    found = re.match(r"(\s*(?:- +)?)([a-z_]+)(?: +(\S.*))?$", line.text)
    if not found or found[2] not in _known_keys() or (found[3] and ":" in found[3]):
        return None
    hint = f"Write `{found[2]}: {found[3] or '…'}`."
    return Guess(found.end(1), len(found[2]), f"`{found[2]}` needs a colon after it.", hint)


def _goes_on(line: Line) -> Guess | None:
    """A text whose second line begins at the left edge, as letter programs break it."""
    text = line.text.strip()
    starts_far_left = _indent(line.text) <= _indent(line.before)
    if "expected ':'" not in line.problem or ":" in text or not starts_far_left or not text:
        return None
    if not re.match(r"\s*(?:- +)?[\w-]+: *[^\s|>]", line.before) or len(text.split()) == 1:
        return None
    message = "This line seems to go on with the text above, but begins as if it were a new key."
    hint = "Join it to the line above, or begin it two spaces further in than that line."
    return Guess(_indent(line.text), len(text), message, hint)


def _lone_word(line: Line) -> Guess | None:
    found = re.match(r"(\s*)([\w-]+)$", line.text)
    if not found or "could not find expected ':'" not in line.problem:
        return None
    hint = f"Write `{found[2]}:`, or put the whole text in quotes."
    return Guess(found.end(1), len(found[2]), "A key needs a colon after it.", hint)


def _after_quotes(line: Line) -> Guess | None:
    """Something after the closing quote: a comma, as in JSON, or more text."""
    value, start = line.value, line.at
    if re.match(r"""\s*"[\w-]+"\s*:.*,\s*$""", line.text):
        return Guess(
            line.text.rindex(","), 1, "Lines of a routine file do not end with a comma.", "Delete it."
        )
    found = re.match(r"""("[^"]*"|'[^']*')\s*([^\s#}\]])""", value)
    if not found or (found[2] in ",:" and not re.search(r",\s*$", value)):
        return None
    if found[2] == "," and found.end() == len(value):
        return Guess(
            start + found.end() - 1, 1, "Lines of a routine file do not end with a comma.", "Delete it."
        )
    inside = value[1:-1] if value.endswith(value[0]) else value[1:].replace(value[0], "", 1)
    hint = f"Put the quotes round all of it: {quoted(inside)}."
    if '"' in inside and "'" in inside:
        hint = "Put the quotes round all of it, and leave out those inside."
    return Guess(start, len(value), "Text goes on after the closing quote.", hint)


GUESSES: Final[tuple[Callable[[Line], Guess | None], ...]] = (
    _before_braces,
    _direction_without_braces,
    _semicolon,
    _needs_quotes,
    _bare_comparison,
    _bullet,
    _no_space,
    _other_sign,
    _no_colon,
    _goes_on,
    _lone_word,
    _after_quotes,
)


def quoted(value: str) -> str:
    """A text in the quotes in which it means what it says: in double ones a backslash would mean more."""
    return "'" + value.replace("'", "''") + "'" if '"' in value or "\\" in value else f'"{value}"'


@cache
def _known_keys() -> frozenset[str]:
    """Every key of the format, at whatever place."""
    from coach.routine.model import DOCUMENTS, STEPS  # noqa: PLC0415 - the reader comes before the models
    from coach.routine.refusal import every_key  # noqa: PLC0415 - the same

    return frozenset(key for model in (*DOCUMENTS.values(), *STEPS.values()) for key in every_key(model))


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _misplaced(line: Line, column: int) -> Guess | None:
    """A line that begins in a column where nothing of its kind begins."""
    found = re.match(r"(\s*)((?:- +)?)([\w-]+):(?: |$)", line.text)
    if not found or not line.before:
        return None
    above = re.match(r"(\s*)((?:- +)?)([\w-]+):", line.before)
    if not above:
        return None
    start = found.start(3) if found[2] == "" else found.start(2)
    should = above.end(1) if found[2] else above.end(2)
    if "mapping values are not allowed" in line.problem and start > should and column - 1 >= found.end(3):
        side = "further in than"
    elif "expected <block end>" in line.problem and start != should:
        side = "further in than" if start > should else "further out than"
    else:
        return None
    message = f"`{found[3]}` begins {side} `{above[3]}` in the line above."
    hint = f"If the two belong together, begin it in column {should + 1}; now it is column {start + 1}."
    return Guess(start, found.end(3) - start, message, hint)


def _plain_words(problem: str, opened: int) -> tuple[str, str]:
    for said, (message, hint) in _WORDS.items():
        if said in problem:
            return message.format(opened=opened), hint
    return (
        f"This is not well-formed YAML: {problem}.",
        "Check the line above, the indentation and the quotes.",
    )


_INDENT_HINT: Final = "Lines of one list or mapping begin in the same column."
_BACKSLASH: Final = ("A backslash in double quotes means something special.", "Use single quotes.")
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
        "The braces opened in line {opened} are never closed with `}}`.",
        "Add `}` or a comma.",
    ),
    "mapping values are not allowed": ("A key does not belong here.", _INDENT_HINT),
    "expected <block end>": ("This line does not line up with the lines above it.", _INDENT_HINT),
    "could not find expected ':'": ("A key without a colon.", "Write `key: value`."),
    "expected the node content": ("Something is missing here.", "Check brackets, commas and quotes."),
    "unknown escape character": _BACKSLASH,
    "expected escape sequence": _BACKSLASH,
}
