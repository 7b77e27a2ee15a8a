"""An exercise as therapists write it in a letter, read into what Coach knows: "Calf stretch 3 x 30 s".

Deterministic: what is understood is kept with the words that said it, and what is left is given back as not
understood; nothing is guessed away. Of `3 x 10` the first number is the sets, of `3 x 30 s` the repetitions,
of `3 x 10 x 5 s` both and the hold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from coach.routine import quantity
from coach.routine.paste_patterns import BODY, KINDS, PATTERNS, POSITIONS, THINGS
from coach.routine.quantity import QuantityError
from coach.routine.source import cleaned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from coach.routine.paste_patterns import Reader

LONGEST: Final = 20_000
"""Characters that are read; a page of exercises has three thousand."""


LONGEST_TITLE: Final = 100
"""Characters; what is longer is kept among what was not understood."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Something understood: the key, its value as a file has it, and the words it was read from."""

    key: str
    value: str
    words: str


@dataclass(slots=True)
class Draft:
    """What was read of one exercise. `pieces` is what was understood, `unclear` what was not, as written.

    `title` and `steps` are the author's own words. `guessed` are keys whose value no word said outright.
    """

    title: str = ""
    steps: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)
    guessed: list[str] = field(default_factory=list)

    def value(self, key: str) -> str:
        """The value of a key; empty if nothing was understood of it."""
        return next((piece.value for piece in self.pieces if piece.key == key), "")

    def values(self, key: str) -> tuple[str, ...]:
        """All values of a key that has a list."""
        return tuple(dict.fromkeys(piece.value for piece in self.pieces if piece.key == key))


_FILLER: Final = frozenset(
    ("and", "for", "of", "the", "a", "with", "then", "to", "each", "do", "on", "x", "at", "in", "or")
)


def drafts(text: str) -> list[Draft]:
    """Every exercise of a text, in order. One begins with a bullet, a number, or after an empty line."""
    return [draft(part) for part in _parts(text[:LONGEST])]


def draft(text: str) -> Draft:
    """One exercise."""
    made = Draft()
    text = " ".join(cleaned(text).split())
    left = text
    for pattern, read in _COMPILED:
        left = _take(pattern, read, text, left, made)
    _settle_time(made, text)
    _sentences(text, left, made)
    _name(made, text)
    return made


def _take(
    pattern: re.Pattern[str],
    read: Reader,
    text: str,
    left: str,
    made: Draft,
) -> str:
    """What is left of the text after a pattern has taken its words; marks stand for these."""
    for found in pattern.finditer(left):
        said = [(key, value.strip()) for key, value in read(found) if value]
        if not all(_holds(key, value) for key, value in said):
            continue
        if said and said[0][0] == "unclear":
            made.unclear.append(said[0][1])
            left = left[: found.start()] + _TAKEN * (found.end() - found.start()) + left[found.end() :]
            continue
        known = {piece.key for piece in made.pieces}
        fresh = [(key, value) for key, value in said if key not in known]
        if not said or (not fresh and any(made.value(key) != value for key, value in said)):
            continue
        words = text[found.start() : found.end()].strip(" ,;.")
        made.pieces += [Piece(key, value, words) for key, value in fresh]
        left = left[: found.start()] + _TAKEN * (found.end() - found.start()) + left[found.end() :]
    return left


_TAKEN: Final = "\x00"
_COMPILED: Final = tuple((re.compile(pattern, re.IGNORECASE), read) for pattern, read in PATTERNS)


_READ: Final[Mapping[str, Callable[[str], object]]] = {
    **dict.fromkeys(("sets", "reps", "per_day", "per_week"), quantity.count),
    **dict.fromkeys(("hold", "rest", "rest_between_sets", "time"), quantity.duration),
    "tempo": quantity.tempo,
    "days": quantity.days,
}
_COUNTED: Final = ("sets", "reps", "hold", "rest", "rest_between_sets", "tempo")


def _holds(key: str, value: str) -> bool:
    """Whether a value is within the bounds of the format: `2000 times` is no count."""
    if key not in _READ:
        return True
    try:
        _READ[key](value)
    except QuantityError:
        return False
    return True


def _settle_time(made: Draft, text: str) -> None:
    """A length of time that nothing was said about: the hold of a stretch, or else the whole working time.

    Amounts that contradict each other are given back: a time beside a hold, a hold beside a tempo.
    """
    holds = re.search(r"stretch|hold|squeez|press|isometric", text, re.IGNORECASE)
    for piece in [each for each in made.pieces if each.key == "time"]:
        made.pieces.remove(piece)
        counted = any(made.value(key) for key in _COUNTED)
        if (made.value("hold") or made.value("tempo")) or (counted and not made.value("reps")):
            made.unclear.append(piece.words)
            continue
        key = "hold" if holds or counted else "duration"
        made.pieces.append(Piece(key, piece.value, piece.words))
        made.guessed.append(key)
        if key == "hold" and not counted:
            made.pieces.append(Piece("reps", "1", piece.words))
            made.guessed.append("reps")
    if made.value("tempo") and made.value("hold"):
        _give_back(made, "hold")
    if int(made.value("sets") or 1) * quantity.count(made.value("reps") or "1").low > MOST_REPS:
        _give_back(made, "sets")


MOST_REPS: Final = 1000
"""In all sets together; more is a slip."""


def _give_back(made: Draft, key: str) -> None:
    for piece in [each for each in made.pieces if each.key == key]:
        made.pieces.remove(piece)
        made.unclear.append(piece.words)


def _sentences(text: str, left: str, made: Draft) -> None:
    """The title, the steps, and what was not understood, from what no pattern took."""
    spans = [found.span() for found in re.finditer(r"[^\x00.;\n]+(?:\.(?=\d)[^\x00.;\n]+)*", left)]
    words = [(text[start:end].strip(" ,:-–—()[]/+&@"), start) for start, end in spans]
    words = [(each, start) for each, start in words if _says_something(each)]
    if not words:
        return
    title, _ = words[0]
    head = re.split(r":\s|\s[-–—]\s|,\s(?=\w+\s\w+\s)", title, maxsplit=1)
    made.title = head[0].strip(" ,:")
    if len(made.title) > LONGEST_TITLE:  # somebody's prose, without an end that could be seen
        made.unclear.append(made.title)
        made.title = made.title[:LONGEST_TITLE].rpartition(" ")[0] or made.title[:LONGEST_TITLE]
    for each in [*head[1:], *(each for each, _ in words[1:])]:
        sentence = each.strip(" ,:")
        spoken = len(sentence.split())
        aside = sentence.partition(" ")[0].lower() in _ASIDES
        if (spoken >= _FEWEST_IN_A_STEP and not aside) or (spoken > 1 and sentence[0].isupper()):
            made.steps.append(f"{sentence[0].upper()}{sentence[1:]}.")
        elif _says_something(sentence):
            made.unclear.append(sentence)


_FEWEST_IN_A_STEP: Final = 3
_ASIDES: Final = frozenset(
    ("with", "after", "before", "at", "until", "if", "when", "use", "using", "no", "not")
)
"""What begins a remark rather than something to do."""


def _says_something(words: str) -> bool:
    return any(word not in _FILLER for word in re.findall(r"[^\W_]+", words.lower()))


def _name(made: Draft, text: str) -> None:
    """Kind, body parts, equipment and position, from the words for them; the title's come first."""
    _first_of("kind", KINDS, made, text)
    for words in (made.title or text, text):
        if not made.values("body"):
            for part, pattern in BODY:
                if found := re.search(rf"\b(?:{pattern})\b", words, re.IGNORECASE):
                    made.pieces.append(Piece("body", part, found[0]))
    for found in re.finditer(rf"\b({THINGS})\b", text, re.IGNORECASE):
        made.pieces.append(Piece("equipment", found[1].lower(), found[0]))
    _first_of("position", POSITIONS, made, text)


def _first_of(key: str, words: tuple[tuple[str, str], ...], made: Draft, text: str) -> None:
    for value, pattern in words:
        if found := re.search(rf"\b(?:{pattern})", text, re.IGNORECASE):
            made.pieces.append(Piece(key, value, found[0]))
            return


_BULLET: Final = re.compile(r"^\s*(?:[-–—•·*‣▪]|\d+[.)])\s+")


def _parts(text: str) -> Iterator[str]:
    """The exercises of a text: by bullets or numbers if there are any, or else by empty lines."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    bulleted = any(_BULLET.match(line) for line in lines)
    part: list[str] = []
    for line in lines:
        begins = _BULLET.match(line) if bulleted else not line.strip()
        if begins and part:
            yield "\n".join(part)
            part = []
        if line.strip() and (part or begins or not bulleted):
            part.append(_BULLET.sub("", line).strip())
    if part:
        yield "\n".join(part)
