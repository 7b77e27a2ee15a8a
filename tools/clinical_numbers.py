"""The numbers of an exercise held against the clinical source: its dose, where it comes from, what is told.

Part of `tools.compare_clinical`, which says how a difference is explained.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

TAG_WORDS: Final = {
    "read": "read in the source",
    "2nd": "summary",
    "seed": "seed article",
    "default": "our own choice",
    "unverified": "not checked again",
}
"""How a dose's note says where a number comes from, for each tag of the source."""

SIDES: Final = {
    "each side": {"each"},
    "each or both": {"each", "both"},
    "each side then both": {"each"},
    "each side (start with both if weak)": {"each"},
    "each": {"each"},
    "either or both together": {"either", "both"},
    "both together": {"both"},
    "both": {"both"},
    "alternate": {"alternate"},
    "affected": {"affected"},
    "writing side": {"writing"},
    "writing side or both": {"writing", "both"},
    "part": {"either", "affected"},
    "-": {"none", "both"},
}

WORDS: Final = {
    word: str(count)
    for count, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=1
    )
}

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TOKEN = re.compile(r"(?<![\w.-])x?(\d+(?:\.\d+)?(?:-\d+(?:\.\d+)?)?)(?![\d.]*\d)")

TOLD: Final = (
    *("title", "start", "steps", "stop_if", "caution", "mistakes", "easier", "harder", "only_if", "evidence"),
    *("use_when", "not_when", "rules", "items"),
)
AMOUNTS: Final = frozenset(
    {"exercise", "id", "for", "get_ready", "hold", "reps", "rest", "sets", "tempo", "when", "limit", "rounds"}
    | {"at", "per_day", "per_week", "days", "between", "at_least_apart", "progress_when"}
)


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a file and the source disagree; `asks` are words of which the notes must hold one."""

    what: str
    source: str
    ours: str
    asks: tuple[str, ...]


def tokens(text: object) -> list[str]:
    """The numbers and ranges in a text, in order: `hold 3-5 s, x10` gives `3-5` and `10`."""
    words = _YEAR.sub(" ", re.sub(r"\[(read|2nd)[^\]]*\]", " ", str(text).lower()))
    words = re.sub(r"(?<=\d)x(?=\d)", " x ", words)
    words = re.sub(r"\b(" + "|".join(WORDS) + r")\b", lambda match: WORDS[match[1]], words)
    return _TOKEN.findall(words)


def explained(difference: Difference, notes: str) -> bool:
    """Whether a file's notes hold one of the words or numbers that the difference asks for."""
    ends = {end for token in tokens(notes) if "-" in token for end in token.split("-")}
    return any(
        word in ends or re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", notes) for word in difference.asks
    )


def numbers(field: str, source: str, ours: object, said: set[str]) -> Iterator[Difference]:
    """A field of the dose: ours must be one of the source's numbers, and the others must be told."""
    given = tokens(source)
    mine = tokens(ours) if ours is not None else []
    if not set(mine) <= set(given):
        yield Difference(field, source, str(ours), tuple(given) or ("not in the source",))
    for number in given:
        if number not in mine and number not in said:
            yield Difference(field, source, str(ours), (number,))


def dose(source: dict[str, str], ours: dict[str, Any], notes: str) -> Iterator[Difference]:
    """The whole dose, its basis, and the note that says where its numbers come from."""
    note = ours.get("note", "")
    said = set(tokens(f"{note} {notes} {ours.get('duration', '')}")) | set(tempo(ours))
    for field, theirs, mine in (
        ("hold", source["hold_s"], ours.get("hold")),
        ("reps", source["reps"], ours.get("reps")),
        ("sets", source["sets"], ours.get("sets")),
        ("rest", source["rest_s"], ours.get("rest", ours.get("rest_between_sets"))),
        ("tempo", source["tempo"], None),
        ("per_day", source["per_day"], ours.get("per_day")),
        ("per_week", source["per_week"], "7" if ours.get("days") == "daily" else ours.get("per_week")),
    ):
        yield from numbers(field, theirs, mine, said)
    if "every other day" in source["per_week"] and "every other day" not in f"{ours.get('days')} {note}":
        yield Difference("per_week", source["per_week"], str(ours.get("days")), ("every other day",))
    yield from pace(source, ours)
    yield from provenance(source["note"], ours, said)


def tempo(work: dict[str, Any]) -> list[str]:
    """The seconds of a tempo; none where there is none."""
    return work["tempo"].split("-") if "tempo" in work else []


def pace(source: dict[str, str], ours: dict[str, Any]) -> Iterator[Difference]:
    """A duration is one of the source's; so are the seconds of a tempo, or the note says they are our own."""
    lengths = tokens(f"{source['hold_s']} {source['reps']} {source['tempo']}")
    if not set(tokens(ours.get("duration", ""))) <= set(lengths):
        yield Difference("duration", source["tempo"], ours["duration"], tuple(lengths))
    known = {
        number for token in tokens(f"{source['hold_s']} {source['tempo']}") for number in token.split("-")
    }
    _, _, own = ours.get("note", "").partition("Our own choice")
    for number in sorted(set(tempo(ours)) - {"0"} - known - set(tokens(own))):
        yield Difference("tempo", source["tempo"], ours["tempo"], (f"{number} s",))


def provenance(source: str, ours: dict[str, Any], said: set[str]) -> Iterator[Difference]:
    """The numbers of the source's note are told, and its tags stand in our note as words."""
    note = ours.get("note", "")
    told = said | {number for field in ours.values() for number in tokens(field)}
    for number in tokens(source):
        if number not in told:
            yield Difference("dose note", source, note, (number,))
    tags = re.findall(r"\[(read|2nd|seed|default|unverified)[^\]]*\]", source)
    tags += ["default"] if "our default" in source else []
    if ours.get("basis") not in tags:
        yield Difference("basis", ", ".join(tags), str(ours.get("basis")), tuple(tags))
    for tag in tags:
        if TAG_WORDS[tag] not in note.lower():
            yield Difference("dose note", f"[{tag}]", note, (TAG_WORDS[tag],))


def angles(pose: str, joints: object) -> Iterator[Difference]:
    """Every angle of a frame lies within a range that the source names, or the notes say how it is drawn."""
    if isinstance(joints, dict):
        for below in joints.values():
            yield from angles(pose, below)
        return
    if isinstance(joints, list):
        for below in joints:
            yield from angles(pose, below)
        return
    angle = float(str(joints))
    ranges = [[float(end) for end in token.split("-")] for token in tokens(pose)]
    if angle and not any(ends[0] <= angle <= ends[-1] for ends in ranges):
        yield Difference("angle", pose, str(joints), (str(joints), "drawn"))


def told(source: dict[str, Any], ours: dict[str, Any]) -> Iterator[Difference]:
    """Every figure that people are told stands in the source's entry, by itself or as the end of a range."""
    said = {key: value for key, value in source.items() if key != "pose"}  # angles are for the drawing
    known = {end for token in tokens(said) for end in (token, *token.split("-"))}
    for key in TOLD:
        for number in _TOKEN.findall(_YEAR.sub(" ", leaves(ours.get(key, "")))):
            if not {number, *number.split("-")} & known:
                yield Difference(f"{key} says", "not in the source", number, (number,))


def leaves(value: object) -> str:
    """All the texts within a value, one after the other; a routine's amounts are compared elsewhere."""
    if isinstance(value, dict):
        return " . ".join(leaves(below) for key, below in value.items() if key not in AMOUNTS)
    return " . ".join(map(leaves, value)) if isinstance(value, list) else str(value)


def exercise(source: dict[str, Any], ours: dict[str, Any]) -> Iterator[Difference]:
    """Everything of an exercise that is a number or an id."""
    notes = ours.get("notes", "")
    for field in ("kind", "sources"):
        if ours.get(field) != source[field]:
            yield Difference(field, str(source[field]), str(ours.get(field)), (str(source[field]),))
    tags = {*ours.get("avoid_if", ()), *ours.get("ask_first_if", ())}
    for tag in sorted(tags ^ (set(source["tags"]) - {"none"})):
        yield Difference("tags", str(sorted(source["tags"])), str(sorted(tags)), (tag,))
    if ours["side"] not in SIDES[source["side"]]:
        yield Difference("side", source["side"], ours["side"], (source["side"],))
    yield from dose(source["dose"], ours.get("dose", {}), notes)
    yield from told(source, ours)
    for frame in ours["motion"]["frames"] if ours["motion"]["figure"] != "body" else ():
        yield from angles(source["pose"], frame.get("joints", {}))
