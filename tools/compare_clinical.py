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
from collections.abc import Collection, Mapping
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml

from coach.routine.quantity import length
from coach.safety.profile import FLUID
from tools.clinical_numbers import AMOUNTS, Difference, exercise, explained, tempo, tokens, told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROUTINES: Final = Path(__file__).resolve().parent.parent / "routines"

LIMIT: Final = 600
"""The seconds after which the source has a loop lead to medical help."""

Step = dict[str, Any]
Part = tuple[str, str, int, Step]
"""An exercise, its side, its seconds and the step it comes from."""
Doses = Mapping[str, Collection[str]]
"""The numbers of the source's dose of each exercise."""


def load(path: Path) -> dict[str, Any]:
    """A document with every scalar as its text."""
    loaded: dict[str, Any] = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - texts only
    return loaded


def seconds(text: str) -> int:
    """The seconds of a length as a routine file writes it: `30 s`, `10 min`."""
    return round(length(text))


def played(steps: Iterable[Step], left_out: frozenset[str]) -> list[Step]:
    """The exercises of a way through a routine, one pass of a loop; a rest belongs to the step before it."""
    found: list[Step] = []
    for step in steps:
        if step.get("block", "") in left_out:
            continue
        if "steps" in step:
            found += played(step["steps"], left_out) * int(step.get("rounds", "1"))
        elif "exercise" in step:
            found.append(step)
        elif "rest" in step and found:
            found[-1] = found[-1] | {"for": f"{seconds(found[-1]['for']) + seconds(step['rest'])} s"}
    return found


def ways(ours: dict[str, Any]) -> list[list[Step]]:
    """What is played for the first answers, and for each other answer by itself."""
    asked = [[answer["then"] for answer in step["answers"]] for step in ours["steps"] if "ask" in step]
    blocks = frozenset(name for names in asked for name in names)
    first = frozenset(names[0] for names in asked)
    chosen = [first, *((first - {names[0]}) | {other} for names in asked for other in names[1:])]
    return [played(ours["steps"], blocks - way) for way in chosen]


def parts(steps: Iterable[Step]) -> list[Part]:
    """Steps as the source counts them: one line for each side."""
    found: list[Part] = []
    for step in steps:
        side = step.get("side", "")
        once = "both" if side == "alternate" else side
        sides = ("left", "right") if once == "each" else (once,)
        found += [(step["exercise"], each, seconds(step["for"]), step) for each in sides]
    return found


def everything(ours: dict[str, Any]) -> list[Part]:
    """The parts of all ways together, as the source lists them: what two ways share counts once."""
    merged, *others = [parts(way) for way in ways(ours)]
    for other in others:
        match = SequenceMatcher(
            None, [part[:3] for part in merged], [part[:3] for part in other], autojunk=False
        )
        together: list[Part] = []
        for change, at, end, begin, stop in match.get_opcodes():
            together += merged[at:end]
            together += other[begin:stop] if change != "equal" else []
        merged = together
    return merged


def routine(source: dict[str, Any], ours: dict[str, Any], doses: Doses | None = None) -> Iterator[Difference]:
    """Everything of a routine that is a number or an id; `doses` are what the source gives its exercises."""
    all_parts = everything(ours)
    yield from sequence(source["steps"], all_parts, ours.get("notes", ""))
    for name, _, _, step in all_parts:
        given = {
            token for line in source["steps"] if line["exercise"] == name for token in tokens(line["cue"])
        }
        yield from amounts(name, step, given | set((doses or {}).get(name, ())))
    longest = max(sum(part[2] for part in parts(way)) for way in ways(ours))
    for what, theirs, mine in (
        ("total", source["total_s"], sum(part[2] for part in all_parts)),
        ("max_length", longest, seconds(ours["max_length"])),
        ("sources", source["sources"], ours["sources"]),
    ):
        if theirs != mine:
            yield Difference(what, str(theirs), str(mine), (str(theirs),))
    yield from told(source, ours)
    limits = [step["limit"] for step in ours["steps"] if "limit" in step]
    said = set(
        tokens(f"{ours.get('use_when', '')} {ours.get('not_when', '')} {ours.get('notes', '')} {limits}")
    )
    words = f"{source['when']} {source['not_when']} {source['notes']}"
    for number in tokens(words):
        if number not in said and not set(number.split("-")) <= said:
            yield Difference("when", words, ours.get("use_when", ""), (number,))
    for limit in limits:
        if seconds(limit) != LIMIT:
            yield Difference("limit", f"{LIMIT} s", limit, (limit,))


def in_a_row(programme: dict[str, Any]) -> dict[str, Any]:
    """A programme as the source lists it: each item once, one after the other."""
    length_ = sum(seconds(item["for"]) for item in programme["items"])
    return {**programme, "steps": programme["items"], "max_length": f"{length_} s"}


def programme(source: list[dict[str, Any]], ours: dict[str, Any]) -> Iterator[Difference]:
    """A programme of ours, made of the source's routines: its own numbers stand in their entries."""
    known = {end for token in tokens(source) for end in (token, *token.split("-"))}
    own = [(key, value) for item in ours["items"] for key, value in item.items() if key in AMOUNTS]
    for key, value in (*own, ("for", ours.get("for", ""))):
        for number in tokens(" ".join(map(str, value.values())) if isinstance(value, dict) else value):
            if not {number, *number.split("-")} & known:
                yield Difference(key, "not in the source", str(value), (number, "our own choice"))
    yield from told({"entries": source}, ours)


def amounts(name: str, step: Step, given: set[str]) -> Iterator[Difference]:
    """What a step asks for lies within what the source's line for it says, or its dose of the exercise."""
    ranges = [[float(end) for end in token.split("-")] for token in given]
    for field in ("hold", "reps", "sets", "rest", "rest_between_sets", "tempo"):
        mine = tempo(step) if field == "tempo" else tokens(step.get(field, ""))
        ends = {end for number in mine for end in number.split("-")} - {"0"}
        for number in sorted(ends):
            if not any(each[0] <= float(number) <= each[-1] for each in ranges):
                yield Difference(f"{name} {field}", ", ".join(sorted(given)), step[field], (number, field))


def sequence(source: list[dict[str, Any]], ours: list[Part], notes: str) -> Iterator[Difference]:
    """The steps in the source's order, with its sides and seconds; nothing left out and nothing added."""
    left = list(ours)
    for number, theirs in enumerate(source):
        name, length, side = theirs["exercise"], theirs["seconds"], theirs["side"].removesuffix(" hand")
        named = [(at, part) for at, part in enumerate(left) if (part[0], part[2]) == (name, length)]
        at, part = min(named, key=lambda each: each[1][1] != side, default=(None, None))
        halves = [at for at, part in enumerate(left) if part[0] == name and part[2] * 2 == length]
        if at is not None and part is not None:
            still = {each["exercise"] for each in source[number + 1 :]}
            for before in [before for before, *_ in left[:at] if before in still][:1]:
                yield Difference("order", f"{name} {side}", f"after {before}", ("order",))
            if part[1] not in {side, "none"}:
                yield Difference("side", f"{name} {side}", part[1], (part[1],))
            yield from cue(theirs, left.pop(at)[3], notes)
        elif side == "both" and halves == [0, 1]:
            yield Difference("side", f"{name} both {length}", f"each {length // 2}", ("half of",))
            yield from cue(theirs, left[0][3], notes)
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
    if tags != conditions - {FLUID}:  # asked for by the text of table C4, not by the list of conditions
        yield Difference("conditions", str(sorted(tags)), str(sorted(conditions)), ())


def main() -> int:
    """Print the differences; 0 when each is explained."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("clinical", type=Path, metavar="CLINICAL_JSON")
    clinical = json.loads(parser.parse_args().clinical.read_text("utf-8"))
    doses = {entry["id"]: tokens(entry["dose"]) for entry in clinical["exercises"]}
    known = {
        entry["id"]: (compare, entry)
        for kind, compare in (("exercises", exercise), ("routines", partial(routine, doses=doses)))
        for entry in clinical[kind]
    }
    open_questions, found_ids = 0, set[str]()
    ours_alone = 0
    for path in sorted(ROUTINES.rglob("*.yaml")):
        document = load(path)
        name, is_programme = document.get("id", ""), document["type"] == "programme"
        if name in known:
            found_ids.add(name)
            compare, entry = known[name]
            differences = compare(entry, in_a_row(document) if is_programme else document)
        elif is_programme:
            ours_alone += 1
            parts_ = [known[item["routine"]][1] for item in document["items"]]
            differences = programme(parts_, document)
        elif document["type"] in {"exercise", "routine"}:
            open_questions += 1
            print(f"{path.relative_to(ROUTINES)}: the source has no {name}")
            continue
        else:
            continue
        for found in differences:
            fine = explained(found, document.get("notes", ""))
            open_questions += not fine
            mark = "explained" if fine else "UNEXPLAINED"
            where = f"{path.relative_to(ROUTINES)}: {mark}: {found.what}"
            print(f"{where}: source {found.source!r}, here {found.ours!r}")
    for missing in sorted(known.keys() - found_ids):
        open_questions += 1
        print(f"missing: {missing}")
    for found in lists(clinical):
        open_questions += 1
        print(f"UNEXPLAINED: {found.what}: source {found.source}, here {found.ours}")
    exercises, routines = ([entry["id"] for entry in clinical[kind]] for kind in ("exercises", "routines"))
    print(
        f"{len(found_ids.intersection(exercises))} of {len(exercises)} exercises, "
        f"{len(found_ids.intersection(routines))} of {len(routines)} routines, "
        f"{ours_alone} programmes made of them and {len(clinical['sources'])} sources compared; "
        f"{open_questions} differences without a reason"
    )
    return 1 if open_questions else 0


if __name__ == "__main__":
    sys.exit(main())
