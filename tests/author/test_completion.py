from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach import paths
from coach.author.completion import Names, complete
from coach.author.cursor import cursor
from coach.author.grammar import Grammar, Kind
from coach.routine.folders import Folder
from coach.routine.library import Library
from coach.routine.schema import schema
from tests.routine import texts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

GRAMMAR = Grammar(schema())


class Words:
    """Some words of the figures."""

    def poses(self, figure: str) -> dict[str, str]:
        """One of the hand, and one of the foot."""
        every = {"hand": {"hook-fist": "Hook fist"}, "foot": {"flex": "Foot pulled up"}}
        return every.get(figure) or every["hand"] | every["foot"]

    def views(self, figure: str) -> dict[str, str]:
        """The same."""
        return {"thumb-side": "side"} if figure == "hand" else {"inner": "side"}

    def joints(self, figure: str, path: Sequence[str]) -> dict[str, str]:
        """A joint, a finger, and their directions; only the hand has any here."""
        known = {
            "": {"wrist": "flexion, extension", "index.mcp": "flexion, extension"},
            "index": {"mcp": "flexion, extension"},
        }
        return (
            {}
            if figure != "hand"
            else known.get(".".join(path), {"flexion": "up to 90°", "extension": "up to 70°"})
        )


NAMES = Names(
    exercises={"wave": "Wave the hand", "curl": "Curl the toes"},
    routines={"morning": "In the morning"},
    sources={"NHS-A": "Leaflet"},
    conditions={"DVT": "A clot"},
    figures=Words(),
    body={"hand": "", "toes": ""},
)


def offered(text: str) -> list[str]:
    """What can be typed where the bar stands."""
    line = text[: text.index("|")].count("\n")
    column = len(text[: text.index("|")].rpartition("\n")[2])
    found = complete(text.replace("|", "", 1), line, column, GRAMMAR, NAMES)
    return [choice.text for choice in found.choices] if found else []


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("type: routine\nti|", "title: "),
        ("type: exercise\nkind: st|", "stretch"),
        ("type: exercise\nside: |", "each"),
        ("type: routine\nsteps:\n  - exercise: wa|", "wave"),
        ("type: routine\nsteps:\n  - exercise: |", "curl"),
        ("type: routine\nsteps:\n  - exercise: wave\n    ho|", "hold: "),
        ("type: routine\nsteps:\n- exercise: wave\n  ho|", "hold: "),
        ("type: routine\nsteps:\n  - |", "exercise: "),
        ("type: routine\nsteps:\n  - block: b\n    ro|", "rounds: "),
        ("type: routine\nsteps:\n  - block: b\n    steps:\n      - exercise: c|", "curl"),
        ("type: routine\nsteps:\n  - {exercise: wave, ho|", "hold: "),
        ("type: routine\nsteps:\n  - {exercise: w|", "wave"),
        ("type: exercise\navoid_if: [D|", "DVT"),
        ("type: exercise\nbody: [hand, t|", "toes"),
        ("type: exercise\nsources:\n  - N|", "NHS-A"),
        ("type: exercise\ndose: {per_d|", "per_day: "),
        ("type: exercise\ndose:\n  per_d|", "per_day: "),
        ("type: exercise\nevidence:\n  label: ma|", "may help"),
        ("type: exercise\neasier: {id: cu|", "curl"),
        ("type: exercise\nmotion:\n  figure: hand\n  frames:\n    - pose: ho|", "hook-fist"),
        ("type: exercise\nmotion:\n  figure: foot\n  frames:\n    - pose: |", "flex"),
        ("type: exercise\nmotion:\n  figure: hand\n  view: |", "thumb-side"),
        ("type: poses\nfigure: foot\nposes:\n  a:\n    view: in|", "inner"),
        ("type: poses\nfigure: hand\nposes:\n  a:\n    from: |", "hook-fist"),
        ("type: poses\nfigure: hand\nposes:\n  a:\n    joints:\n      wr|", "wrist: "),
        ("type: poses\nfigure: hand\nposes:\n  a:\n    joints:\n      wrist: {ext|", "extension: "),
        ("type: poses\nfigure: hand\nposes:\n  a:\n    joints:\n      index.mcp: {|", "flexion: "),
        ("type: poses\nfigure: hand\nposes:\n  a:\n    joints:\n      index: {|", "mcp: "),
        (
            "type: poses\nfigure: hand\nposes:\n  a:\n    joints:\n      index:\n        mcp: {flexion: 5, |",
            "extension: ",
        ),
        ("type: poses\nfigure: hand\nposes:\n  a:\n    joints: {index.mcp: {flexion: 5}, w|", "wrist: "),
        (
            "type: exercise\nmotion:\n  figure: hand\n  frames:\n    - {pose: flex, joints: {wrist: 5, in|",
            "index.mcp: ",
        ),
        ("type: programme\nitems:\n  - routine: mo|", "morning"),
        ("ty|", "type: "),
        ("coach: 1\ntype: ro|", "routine"),
        ("type: exercise\nside: |\nbody: [hand]", "each"),
    ],
)
def test_what_fits_a_place_is_offered_first(text: str, first: str) -> None:
    """Keys, values and ids are offered by where the cursor stands, though the text is not finished."""
    assert offered(text)[0] == first


@pytest.mark.parametrize(
    "text",
    [
        "type: exercise\n# ti|",
        "type: exercise\ntitle: Wave|",
        "type: exercise\nside:|",
        "type: exercise\nkind: stretch|",
        "type: exercise\nno-such-key:\n  a|",
        "type: nonsense\nsteps:\n  - a|",
    ],
)
def test_where_nothing_can_be_known_nothing_is_offered(text: str) -> None:
    """Comments, free texts, finished words and unknown places are left in peace."""
    assert offered(text) == []


def test_keys_that_are_there_are_not_offered_again() -> None:
    """Neither above nor below the cursor, and only those of the same record."""
    keys = offered(
        "type: routine\nsteps:\n  - exercise: wave\n    |\n    hold: 5 s\n  - rest: 5 s\n    cue: Up"
    )
    assert "hold: " not in keys
    assert "exercise: " not in keys
    assert {"side: ", "cue: "} <= set(keys)


def test_every_choice_says_what_it_means() -> None:
    """Each key comes with its description, each id with its title."""
    found = complete("type: exercise\n", 1, 0, GRAMMAR, NAMES)
    assert found is not None
    assert all(choice.about for choice in found.choices)
    found = complete("type: routine\nsteps:\n  - exercise: ", 2, 14, GRAMMAR, NAMES)
    assert found is not None
    assert {choice.text: choice.about for choice in found.choices} == NAMES.exercises


def test_an_id_is_found_by_its_title() -> None:
    """Who knows only the name of an exercise finds it too."""
    assert offered("type: routine\nsteps:\n  - exercise: toes|") == ["curl"]


def test_a_form_knows_what_each_field_holds() -> None:
    """Texts, choices, flags, lists, records and lists of records are told apart."""
    fields = {one.name: one for one in GRAMMAR.fields("routine", ())}
    kinds = {name: fields[name].kind for name in ("title", "occasion", "evidence", "steps")}
    assert kinds == {
        "title": Kind.TEXT,
        "occasion": Kind.WORDS,
        "evidence": Kind.RECORD,
        "steps": Kind.RECORDS,
    }
    assert fields["title"].required
    assert not fields["notes"].required
    assert "travel" in fields["occasion"].choices
    assert GRAMMAR.field("routine", ("evidence",), "label").kind is Kind.CHOICE  # type: ignore[union-attr]


def test_a_cursor_anywhere_in_any_file_has_a_place() -> None:
    """No column of any line of the bundled files is too much for it."""
    for path in sorted(paths.bundled_routines().rglob("*.yaml"))[::20]:
        text = path.read_text(encoding="utf-8")
        for line, words in enumerate(text.split("\n")):
            for column in range(0, len(words) + 1, 3):
                found = cursor(text, line, column)
                assert found is None or found.start <= column
                complete(text, line, column, GRAMMAR, NAMES)


def test_every_id_is_taken(tmp_path: Path) -> None:
    """That of an exercise, a routine or a programme, and that of a file which has an error."""
    files: dict[str, str | bytes] = {
        "wave.yaml": texts.exercise("wave"),
        "session.yaml": texts.routine("- {exercise: wave}"),
        "weeks.yaml": "coach: 1\ntype: programme\nid: weeks\ntitle: Weeks\nitems:\n  - routine: session\n",
        "curl.yaml": texts.exercise("curl", kind="nonsense"),
    }
    texts.write(tmp_path, files)
    names = Names.of(Library.read([Folder(tmp_path, "own")]), Words())
    assert set(names.taken) == {"wave", "session", "weeks", "curl"}
