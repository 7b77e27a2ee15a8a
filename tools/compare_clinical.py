"""Compare every number and id in `routines/` with the clinical source it was written from.

    python tools/compare_clinical.py CLINICAL_JSON

The source is not part of the repository. A difference is fine when the file's `notes:` explain it, which
here means that they hold the source's number or the words the difference asks for; all others are printed
and make the exit status 1.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROUTINES: Final = Path(__file__).resolve().parent.parent / "routines"

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

_TOKEN = re.compile(r"(?<![\w.-])x?(\d+(?:\.\d+)?(?:-\d+(?:\.\d+)?)?)(?![\d.]*\d)")


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a file and the source disagree; `asks` are words of which the notes must hold one."""

    what: str
    source: str
    ours: str
    asks: tuple[str, ...]


def tokens(text: object) -> list[str]:
    """The numbers and ranges in a text, in order: `hold 3-5 s, x10` gives `3-5` and `10`."""
    words = re.sub(r"\[(read|2nd)[^\]]*\]|\b(19|20)\d\d\b", " ", str(text).lower())
    words = re.sub(r"\b(" + "|".join(WORDS) + r")\b", lambda match: WORDS[match[1]], words)
    return _TOKEN.findall(words)


def explained(difference: Difference, notes: str) -> bool:
    """Whether a file's notes hold one of the words that the difference asks for."""
    return any(re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", notes) for word in difference.asks)


def load(path: Path) -> dict[str, Any]:
    """A document with every scalar as its text."""
    loaded: dict[str, Any] = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - texts only
    return loaded


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
    """Every angle of a frame lies within a range that the source's drawing pose names."""
    if isinstance(joints, dict):
        for below in joints.values():
            yield from angles(pose, below)
        return
    angle = float(str(joints))
    ranges = [[float(end) for end in token.split("-")] for token in tokens(pose)]
    if angle and not any(ends[0] <= angle <= ends[-1] for ends in ranges):
        yield Difference("angle", pose, str(joints), (str(joints),))


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
    for frame in ours["motion"]["frames"] if ours["motion"]["figure"] != "body" else ():
        yield from angles(source["pose"], frame.get("joints", {}))


def seconds(text: str) -> int:
    """The seconds of a length as this repository's routines write it: `30 s`."""
    return int(text.removesuffix(" s"))


def parts(steps: Iterable[dict[str, Any]]) -> Iterator[tuple[str, str, int, dict[str, Any]]]:
    """Our steps as the source counts them: one line for each side."""
    for step in steps:
        once = "both" if step["side"] == "alternate" else step["side"]
        for side in ("left", "right") if once == "each" else (once,):
            yield step["exercise"], side, seconds(step["for"]), step


def routine(source: dict[str, Any], ours: dict[str, Any]) -> Iterator[Difference]:
    """Everything of a routine that is a number or an id."""
    yield from sequence(source["steps"], ours)
    total = sum(length for _, _, length, _ in parts(ours["steps"]))
    for what, theirs, mine in (
        ("total", source["total_s"], total),
        ("max_length", total, seconds(ours["max_length"])),
        ("sources", source["sources"], ours["sources"]),
    ):
        if theirs != mine:
            yield Difference(what, str(theirs), str(mine), (str(theirs),))
    said = set(tokens(f"{ours.get('use_when', '')} {ours.get('not_when', '')} {ours.get('notes', '')}"))
    told = f"{source['when']} {source['not_when']} {source['notes']}"
    for number in tokens(told):
        if number not in said and not set(number.split("-")) <= said:
            yield Difference("when", told, ours.get("use_when", ""), (number,))


def sequence(source: list[dict[str, Any]], ours: dict[str, Any]) -> Iterator[Difference]:
    """The steps in the source's order, with its sides and seconds; nothing left out and nothing added."""
    left = list(parts(ours["steps"]))
    for theirs in source:
        name, length, side = theirs["exercise"], theirs["seconds"], theirs["side"].removesuffix(" hand")
        at = next((at for at, part in enumerate(left) if part[:3] == (name, side, length)), None)
        halves = [at for at, part in enumerate(left) if part[0] == name and part[2] * 2 == length]
        if at is not None:
            if at:
                yield Difference("order", f"{name} {side}", f"after {left[0][0]}", ("order",))
            yield from cue(theirs, left.pop(at)[3], ours.get("notes", ""))
        elif side == "both" and halves == [0, 1]:
            yield Difference("side", f"{name} both {length}", f"each {length // 2}", ("half of",))
            yield from cue(theirs, left[0][3], ours.get("notes", ""))
            del left[:2]
        else:
            yield Difference("step", f"{name} {side} {length} s", "left out", (f"{length} s",))
    for name, side, length, _ in left:
        yield Difference("step", "not there", f"{name} {side} {length} s", ("added",))


def cue(source: dict[str, Any], step: dict[str, Any], notes: str) -> Iterator[Difference]:
    """The numbers of the source's cue, such as `2 x 12 s`, stand in the step or are told."""
    said = set(tokens(f"{step} {notes}")) | set(tempo(step))
    for number in tokens(source["cue"]):
        if number not in said:
            yield Difference("cue", f"{source['exercise']}: {source['cue']}", str(step), (number,))


def published(note: dict[str, str]) -> dict[str, str]:
    """A source as it may be printed: the files that Coach began with are not to be had by their names."""
    where = (
        "one of the five articles that Coach began with" if note["where"].endswith(".txt") else note["where"]
    )
    return note | {"name": re.sub(r" - seed \d+$", "", note["name"]), "where": where}


def lists(clinical: dict[str, Any]) -> Iterator[Difference]:
    """The lists of sources and of conditions."""
    ours = load(ROUTINES / "sources.yaml")["sources"]
    theirs = {name: published(note) for name, note in clinical["sources"].items()}
    for name in sorted(ours.keys() | theirs.keys()):
        if ours.get(name) != theirs.get(name):
            yield Difference(f"source {name}", str(theirs.get(name)), str(ours.get(name)), ())
    tags = {tag for source in clinical["exercises"] for tag in source["tags"]} - {"none"}
    conditions = set(load(ROUTINES / "conditions.yaml")["conditions"])
    if tags != conditions:
        yield Difference("conditions", str(sorted(tags)), str(sorted(conditions)), ())


def main() -> int:
    """Print the differences; 0 when each is explained."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("clinical", type=Path, metavar="CLINICAL_JSON")
    clinical = json.loads(parser.parse_args().clinical.read_text("utf-8"))
    known = {
        entry["id"]: (compare, entry)
        for kind, compare in (("exercises", exercise), ("routines", routine))
        for entry in clinical[kind]
    }
    open_questions = 0
    seen: dict[str, int] = {"exercise": 0, "routine": 0}
    for path in sorted(ROUTINES.rglob("*.yaml")):
        document = load(path)
        if document["type"] not in seen:
            continue
        seen[document["type"]] += 1
        if document["id"] not in known:
            open_questions += 1
            print(f"{path.relative_to(ROUTINES)}: the source has no {document['id']}")
            continue
        compare, entry = known[document["id"]]
        for found in compare(entry, document):
            notes = document.get("notes", "")
            fine = explained(found, notes)
            open_questions += not fine
            mark = "explained" if fine else "UNEXPLAINED"
            where = f"{path.relative_to(ROUTINES)}: {mark}: {found.what}"
            print(f"{where}: source {found.source!r}, here {found.ours!r}")
    for found in lists(clinical):
        open_questions += 1
        print(f"UNEXPLAINED: {found.what}: source {found.source}, here {found.ours}")
    print(
        f"{seen['exercise']} of {len(clinical['exercises'])} exercises and {seen['routine']} of "
        f"{len(clinical['routines'])} routines compared; {open_questions} differences without a reason"
    )
    return 1 if open_questions else 0


if __name__ == "__main__":
    sys.exit(main())
