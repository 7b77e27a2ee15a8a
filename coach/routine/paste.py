"""An exercise as therapists write it in a letter, read into what Coach knows: "Calf stretch 3 x 30 s".

Deterministic: what is understood is kept with the words that said it, and what is left is given back as not
understood; nothing is guessed away. Of `3 x 10` the first number is the sets, of `3 x 30 s` the repetitions,
of `3 x 10 x 5 s` both and the hold. A line is a sentence, and the first is the title. What warns is read
first, and kept as it was written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from coach.routine import quantity
from coach.routine.paste_begins import conditions
from coach.routine.paste_cautions import cautions, is_about_feeling
from coach.routine.paste_patterns import BODY, KINDS, PATTERNS, POSITIONS, SIDES, THINGS
from coach.routine.paste_poses import poses
from coach.routine.paste_words import helps_with_other, is_worn
from coach.routine.quantity import QuantityError
from coach.routine.source import cleaned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from coach.routine.paste_patterns import Reader

LONGEST: Final = 20_000
"""Characters that are read; a page of exercises has three thousand."""
LONGEST_TITLE: Final = 100
"""Characters; of a longer sentence the title is the beginning, and the sentence is a step."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Something understood: the key, its value as a file has it, and the words it was read from."""

    key: str
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Left:
    """Words that were not understood, and how many steps stood before them."""

    words: str
    after: int = 0


@dataclass(slots=True)
class Draft:
    """What was read of one exercise. `pieces` is what was understood, `left` what was not, as written.

    `title` and `steps` are the author's own words. `guessed` are keys whose value no word said outright.
    `poses` are the ids of those that single steps name. The piece `begins` is no key of a file: it has the
    words that say when the exercise begins.
    """

    title: str = ""
    steps: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    guessed: list[str] = field(default_factory=list)
    poses: dict[int, str] = field(default_factory=dict)

    def wait_for(self, words: str, place: str = "") -> None:
        """Say when it begins: a condition, kept as a caution in the same words."""
        said = f"{words} ({place})" if place else words
        self.pieces += [Piece("begins", words, said), Piece("caution", words, said)]

    @property
    def unclear(self) -> list[str]:
        """The words that were not understood, in order."""
        return [each.words for each in self.left]

    def value(self, key: str) -> str:
        """The value of a key; empty if nothing was understood of it."""
        return next((piece.value for piece in self.pieces if piece.key == key), "")

    def values(self, key: str) -> tuple[str, ...]:
        """All values of a key that has a list."""
        return tuple(dict.fromkeys(piece.value for piece in self.pieces if piece.key == key))

    def words(self, key: str) -> str:
        """What a key was read from, in the author's words."""
        said = (piece.words for piece in self.pieces if piece.key == key)
        return ", ".join({words.lower(): words for words in said}.values())


def draft(text: str) -> Draft:
    """One exercise, of which the first line has the title."""
    made, text, left, unclear = _read(text)
    _settle_time(made, unclear, text, holds=bool(_HOLDS.search(text)))
    _sentences(text, left, made, unclear)
    _name(made, text)
    _settle_side(made, text)
    return made


def amount(text: str, *, holds: bool = False) -> Draft:
    """How much and how often, without a title: all other words are not understood.

    `holds`: a length of time alone is how long each repetition is held, as of a stretch.
    """
    made, text, left, unclear = _read(text)
    _settle_time(made, unclear, text, holds=holds or bool(_HOLDS.search(text)))
    for words, at in _spans(text, left):
        unclear[at] = words
    made.left = [Left(words) for _, words in sorted(unclear.items())]
    return made


_HOLDS: Final = re.compile(r"stretch|hold|squeez|press|isometric", re.IGNORECASE)
_LOOKS_LIKE: Final = str.maketrans(
    "\u00d7\u2715\u2716\u2a2f\u2010\u2011\u2212\u2018\u2019\u2032\u201c\u201d\u2022|", "xxxx---'''\"\",;"
)
"""What is written for the sign beside it: of the same length, so that places stay."""
_TAKEN: Final = "\x00"
_SMALL: Final = str.maketrans({chr(letter): chr(letter + 32) for letter in range(65, 91)})
"""Patterns are tried on small letters, which is three times as fast as ignoring the case; places stay."""
_COMPILED: Final = tuple((re.compile(pattern), read) for pattern, read in PATTERNS)


def _read(text: str) -> tuple[Draft, str, str, dict[int, str]]:
    """Cautions and amounts; the text, what is left of it, and the words that are known to be unclear."""
    made, unclear = Draft(), dict[int, str]()
    text = _in_sentences(cleaned(text[:LONGEST]))
    left = text.translate(_LOOKS_LIKE).replace(_TAKEN, " ")
    left = re.sub(r"\b[Nn]\. ?[Bb]\b\.?", lambda found: "NB".ljust(len(found[0])), left)
    begins = list(conditions(left))
    for when in begins:
        unclear[when.start] = " ".join(text[when.start : when.end].split()).strip(" ,:-–—(")
        if not when.is_now:
            made.wait_for(unclear[when.start])
    left = _without(left, [(each.start, each.end) for each in begins])
    told = list(cautions(left))
    for caution in told:
        words = " ".join(text[caution.start : caution.end].split()).strip(" ,:-–—(")
        if caution.says_more:
            made.pieces.append(Piece("caution", caution.words, words))
        if caution.stop_if:
            made.pieces.append(Piece("stop_if", caution.stop_if, words))
    left = _without(left, [(each.start, each.end) for each in told]).translate(_SMALL)
    for pattern, read in _COMPILED:
        left = _take(pattern, read, text, left, made, unclear)
    return made, text, left, unclear


_WRAPPED: Final = 40
"""Characters of a line that goes on in the next one, if this begins with a small letter."""


def _in_sentences(text: str) -> str:
    """One sentence a line, with single spaces: lines that were broken for their length are joined."""
    lines: list[str] = []
    for line in filter(None, (" ".join(each.split()) for each in text.splitlines())):
        wrapped = lines and len(lines[-1]) > _WRAPPED and lines[-1][-1] not in ".:;!?"
        if wrapped and line[0].islower():
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
    return "\n".join(lines)


def _without(left: str, places: Iterable[tuple[int, int]]) -> str:
    """A text whose words in some places are taken: marks stand for these, and ends of lines stay."""
    parts, at = list[str](), 0
    for start, end in sorted(places):
        parts += left[at:start], re.sub(r"[^\n]", _TAKEN, left[max(at, start) : end])
        at = max(at, end)
    return "".join((*parts, left[at:]))


def _take(
    pattern: re.Pattern[str], read: Reader, text: str, left: str, made: Draft, unclear: dict[int, str]
) -> str:
    """What is left of the text after a pattern has taken its words."""
    taken: list[tuple[int, int]] = []
    known = {piece.key: piece.value for piece in reversed(made.pieces)}
    for found in pattern.finditer(left):
        said = [(key, value.strip()) for key, value in read(found) if value]
        if not all(_holds(key.rstrip("?"), value) for key, value in said):
            continue
        if said and said[0][0] == "unclear":
            unclear[found.start()] = " ".join(text[found.start() : found.end()].split()).strip(" ,;.(@)")
            taken.append(found.span())
            continue
        fresh = [(key, value) for key, value in said if key.rstrip("?") not in known]
        if not said or (not fresh and any(known.get(key, "") != value for key, value in said)):
            continue
        words = " ".join(text[found.start() : found.end()].split()).strip(" ,;.:")
        pieces = [Piece(key.rstrip("?"), value, words) for key, value in fresh or said]
        made.pieces += pieces if fresh else (each for each in pieces if each not in made.pieces)
        known = {**{each.key: each.value for each in reversed(pieces)}, **known}
        made.guessed += [key[:-1] for key, _ in fresh if key.endswith("?")]
        taken.append(found.span())
    return _without(left, taken) if taken else left


READ: Final[Mapping[str, Callable[[str], object]]] = {
    **dict.fromkeys(("sets", "reps", "per_day", "per_week"), quantity.count),
    **dict.fromkeys(("hold", "rest", "rest_between_sets", "duration", "time"), quantity.duration),
    "tempo": quantity.tempo,
    "days": quantity.days,
}
"""What the values of an amount mean."""
_COUNTED: Final = ("sets", "reps", "hold", "rest", "rest_between_sets", "tempo")
MOST_REPS: Final = 1000
"""In all sets together; more is a slip."""
DAYS: Final = len(quantity.DAY_NAMES)


def _holds(key: str, value: str) -> bool:
    """Whether a value is within the bounds of the format: `2000 times` is no count."""
    if key not in READ:
        return True
    try:
        READ[key](value)
    except QuantityError:
        return False
    return True


def _settle_time(made: Draft, unclear: dict[int, str], text: str, *, holds: bool) -> None:
    """A length of time that nothing was said about: the hold of a stretch, or else the whole working time.

    Amounts that contradict each other are given back: a time beside a hold, a hold beside a tempo.
    """

    def give_back(key: str) -> None:
        given = [each for each in made.pieces if each.key == key]
        made.pieces = [each for each in made.pieces if each.key != key]
        for piece in given:
            unclear[max(text.find(piece.words), 0)] = piece.words

    if piece := next((each for each in made.pieces if each.key == "time"), None):
        counted = any(made.value(key) for key in _COUNTED)
        if (made.value("hold") or made.value("tempo")) or (counted and not made.value("reps")):
            give_back("time")
        else:
            made.pieces.remove(piece)
            key = "hold" if holds or counted else "duration"
            made.pieces.append(Piece(key, piece.value, piece.words))
            made.guessed.append(key)
            if key == "hold" and not counted:
                made.pieces.append(Piece("reps", "1", piece.words))
                made.guessed.append("reps")
    if made.value("tempo") and made.value("hold"):
        give_back("hold")
    if made.value("per_week") and quantity.count(made.value("per_week")).low < DAYS:
        made.pieces = [each for each in made.pieces if (each.key, each.value) != ("days", "daily")]
    sets = quantity.count(made.value("sets") or "1").high
    if sets * quantity.count(made.value("reps") or "1").high > MOST_REPS:
        give_back("sets")


def _settle_side(made: Draft, text: str) -> None:
    """`Both hands` of what one hand does to the other means each in turn."""
    if made.value("side") == "both" and helps_with_other(text):
        made.pieces = [
            Piece("side", "each", each.words) if each.key == "side" else each for each in made.pieces
        ]
        made.guessed.append("side")


_LISTED: Final = """
    a all and at complete description do dosage dose each exercise exercises for freq frequency hold in
    instructions it of on or perform please repeat reps sets start the them then these this times to with x
"""
FILLER: Final = frozenset(_LISTED.split())
"""Words that say nothing by themselves."""
_LABEL: Final = re.compile(
    r"^(?:instructions?|description|how(?: to)?|what to do|method|exercise(?: name)?|name|frequency|dosage|"
    r"dose)\s*:\s*",
    re.IGNORECASE,
)


def _spans(text: str, left: str) -> list[tuple[str, int]]:
    """The sentences, and parts of sentences, that no pattern took, each with its place."""
    spans = [found.span() for found in re.finditer(r"[^\x00.;\n]+(?:\.(?=\d)[^\x00.;\n]+)*", left)]
    words = [(_stripped(_LABEL.sub("", text[start:end].strip(_MARKS))), start) for start, end in spans]
    return [(each, start) for each, start in words if _says_something(each)]


_MARKS: Final = " ,:-–—()[]/+&@*•|_=!"


def _stripped(words: str) -> str:
    """Words without the marks around them; a bracket that was opened within them is closed."""
    words = words.strip(_MARKS)
    return f"{words})" if words.count("(") > words.count(")") else words


def _sentences(text: str, left: str, made: Draft, unclear: dict[int, str]) -> None:
    """The title, the steps, and what was not understood, from what no pattern took."""
    found: list[tuple[int, str, bool]] = [(at, words, False) for at, words in unclear.items()]
    for each, start in _after_title(_spans(text, left), made):
        sentence = _stripped(each)
        if _says_something(sentence):
            found.append((start, sentence, _is_step(sentence)))
    for _, each, is_step in sorted(found, key=lambda one: one[0]):
        if not is_step:
            made.left.append(Left(each, len(made.steps)))
            continue
        for name, pose in poses(each) or [(each, "")]:
            if pose:
                made.poses[len(made.steps)] = pose
            made.steps.append(f"{name[0].upper()}{name[1:]}.")
    for each in (*made.steps, *made.unclear):
        if is_about_feeling(each):
            made.pieces.append(Piece("caution", each.rstrip("."), each.rstrip(".")))


def _after_title(words: list[tuple[str, int]], made: Draft) -> list[tuple[str, int]]:
    """The sentences after the title, which is kept."""
    if not words:
        return []
    (first, at), *others = words
    if poses(first):  # a movement without a name is called by its poses
        made.title = first[:LONGEST_TITLE]
        return words
    title, *rest = re.split(r":\s|\s[-–—]\s|,\s(?=\w+\s\w+\s)", first, maxsplit=1)
    made.title = _stripped(title)
    prose = []
    if len(made.title) > LONGEST_TITLE:  # somebody's prose, without an end that could be seen
        prose = [(made.title, at)]
        made.title = made.title[:LONGEST_TITLE].rpartition(" ")[0] or made.title[:LONGEST_TITLE]
    return [*prose, *((each, at + 1) for each in rest), *others]


_FEWEST_IN_A_STEP: Final = 3
_ASIDES: Final = frozenset(
    ("with", "after", "before", "at", "until", "if", "when", "use", "using", "no", "not")
)
"""What begins a remark rather than something to do, unless it begins a sentence."""


def _is_step(sentence: str) -> bool:
    if is_worn(sentence) or poses(sentence):
        return not is_worn(sentence)
    spoken = len(sentence.split())
    aside = sentence.partition(" ")[0] in _ASIDES
    return (spoken >= _FEWEST_IN_A_STEP and not aside) or (spoken > 1 and sentence[0].isupper())


def _says_something(words: str) -> bool:
    return any(word not in FILLER for word in re.findall(r"[^\W_]+", words.lower()))


_OUTRIGHT: Final = re.compile(
    r"stretch|mobili|glid|range of motion|\brom\b|strength|massag|nerve|neural|heat|ergonomic", re.IGNORECASE
)
"""Words that name a kind; others only suggest one: who says putty means strength."""


def _name(made: Draft, text: str) -> None:
    """Kind, body parts, side, equipment and position, from the words for them; the title's come first."""
    for words in (made.title, text):
        small = words.translate(_SMALL)
        if not made.value("kind"):
            _first_of("kind", _KINDS, made, words)
        if not made.values("body"):
            for part, pattern in _BODY:
                if found := pattern.search(small):
                    made.pieces.append(Piece("body", part, words[found.start() : found.end()]))
        if not made.value("side") and (found := re.match(r"\W*(left|right|lt|rt)\b", small)):
            made.pieces.append(Piece("side", SIDES[found[1][0]], words[: found.end()].strip()))
    if not _OUTRIGHT.search(made.words("kind")):
        made.guessed.append("kind")
    parts = [each for each in made.pieces if each.key == "body"]
    if any(each.value.replace("-", " ")[:3] not in each.words.lower() for each in parts):
        made.guessed.append("body")
    for found in _THINGS.finditer(text.translate(_SMALL)):
        made.pieces.append(Piece("equipment", found[0], text[found.start() : found.end()]))
    _first_of("position", _POSITIONS, made, text)


Words = tuple[tuple[str, re.Pattern[str]], ...]
_KINDS: Final[Words] = tuple((value, re.compile(rf"\b(?:{pattern})")) for value, pattern in KINDS)
_POSITIONS: Final[Words] = tuple((value, re.compile(rf"\b(?:{pattern})")) for value, pattern in POSITIONS)
_BODY: Final[Words] = tuple((value, re.compile(rf"\b(?:{pattern})\b")) for value, pattern in BODY)
_THINGS: Final = re.compile(rf"\b(?:{THINGS})\b")


def _first_of(key: str, known: Words, made: Draft, text: str) -> None:
    small = text.translate(_SMALL)
    for value, pattern in known:
        if found := pattern.search(small):
            made.pieces.append(Piece(key, value, text[found.start() : found.end()]))
            return
