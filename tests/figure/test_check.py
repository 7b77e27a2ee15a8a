from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from coach import paths
from coach.figure import furnish
from coach.figure.check import check
from coach.figure.mesh import load
from coach.figure.structures import DRAWN, regions, words
from coach.routine.source import Source

if TYPE_CHECKING:
    from coach.figure.skeleton import Kind


def said(text: str) -> list[tuple[str, int, str, str]]:
    """Code, line, underlined text and hint of every message about a document."""
    source = Source(Path("test.yaml"), dedent(text))
    return [
        (each.code, each.span.line, each.source[each.span.column - 1 : each.span.end_column - 1], each.hint)
        for each in check(source)
    ]


def test_a_pose_file() -> None:
    """Every slip in a pose file is underlined, with the nearest known word."""
    assert said("""\
        coach: 1
        type: poses
        figure: hand
        poses:
          a: {from: b}
          b:
            from: c
            joints:
              indx.mcp: 3
              wrist: {extention: 20}
              fingers.pip: 130
              fingers.dip: lots
        """) == [
        ("unknown-pose", 7, "c", ""),
        ("unknown-joint", 9, "indx.mcp", "Did you mean `index.mcp`?"),
        ("unknown-axis", 10, "extention", "Did you mean `extension`?"),
        ("angle-range", 11, "130", "It is drawn at 100."),
        ("bad-number", 12, "lots", ""),
    ]


def test_an_exercise() -> None:
    """A pose or joint that an exercise misspells is underlined in the exercise."""
    assert said("""\
        coach: 1
        type: exercise
        id: wave
        kind: stretch
        motion:
          figure: hand
          frames:
            - pose: hok-fist
            - pose: straight
              joints: {wrist: {flexoin: 5}}
        """) == [
        ("unknown-pose", 8, "hok-fist", "Did you mean `hook-fist`?"),
        ("unknown-axis", 10, "flexoin", "Did you mean `flexion`?"),
    ]


def test_an_axis_without_a_near_word() -> None:
    """A direction that resembles nothing is answered with those the joint has."""
    [(_code, _line, _text, hint)] = said("""\
        type: exercise
        motion: {figure: foot, frames: [{joints: {ankle: {xyz: 5}}}]}
        """)
    assert hint == "It has plantarflexion, dorsiflexion."


def test_an_exercise_that_nothing_shows() -> None:
    """An exercise has a motion or a picture, or is told about."""
    assert said("type: exercise\nid: wave\n") == [
        ("no-motion", 2, "wave", "Add `motion:` with a figure and its poses, or `picture:`.")
    ]
    assert said("type: exercise\nid: wave\npicture: wave.png\n") == []


def test_an_unknown_figure() -> None:
    """An unknown figure is underlined where it is named."""
    assert said("type: exercise\nmotion: {figure: hnad}\n") == [
        ("unknown-figure", 2, "hnad", "Did you mean `hand`?")
    ]
    assert said("type: poses\nfigure: fot\n") == [("unknown-figure", 2, "fot", "Did you mean `foot`?")]


def test_a_structure_that_is_not_drawn() -> None:
    """A word of `highlight` that marks nothing is underlined; words of the list and regions are well."""
    assert said("""\
        type: exercise
        kind: stretch
        motion:
          figure: hand
          frames: [{pose: straight}]
          highlight: [finger-flexors, interossei, fingr-flexors]
        """) == [("unknown-structure", 6, "fingr-flexors", "Did you mean `finger-flexors`?")]


def test_a_thing_or_a_hand_that_cannot_be_drawn() -> None:
    """A thing the figure cannot use and a grip nobody has solved are named, at the motion or at a frame."""
    assert said("""\
        type: exercise
        id: a
        motion:
          figure: hand
          prop: [bal, table]
          frames:
            - {pose: straight, assist: {hand: pull-bak, on: palm}}
            - {pose: straight, prop: {kind: sofa}, assist: none}
        """) == [
        ("unknown-prop", 5, "bal", "Did you mean `ball`?"),
        ("unknown-grip", 7, "assist", "Did you mean `pull-back/palm`?"),
        ("unknown-prop", 8, "prop", f"It has {', '.join(furnish.known('hand'))}."),
    ]


def test_a_warning_is_silenced_with_a_reason() -> None:
    """What an author has looked at is not told again; errors are, and a list gone wrong silences nothing."""
    motion = "{figure: hand, frames: [{pose: straight}], highlight: [spleen]}"
    text = f"type: exercise\nmotion: {motion}\n"
    assert [code for code, *_ in said(text)] == ["unknown-structure"]
    assert said(f"{text}lint: [{{allow: unknown-structure, because: It is inside.}}]\n") == []
    assert [code for code, *_ in said(f"{text}lint: [spleen]\n")] == ["unknown-structure"]
    wrong = "type: exercise\nmotion: {figure: hnad}\nlint: [{allow: unknown-figure, because: No.}]\n"
    assert [code for code, *_ in said(wrong)] == ["unknown-figure"]


@pytest.mark.parametrize("figure", ["hand", "foot", "body"])
def test_the_regions_known_are_those_drawn(figure: Kind) -> None:
    """The words that need no table are the regions of the built figure, neither more nor fewer."""
    assert DRAWN[figure] == load(figure).regions.keys()
    assert regions(figure, tuple(words(figure))).keys() <= DRAWN[figure]


@pytest.mark.parametrize("text", ["type: routine\nid: a\n", "- a\n", "a: [", ""])
def test_what_is_no_affair_of_figures(text: str) -> None:
    """Routines, lists and files that are no YAML are left to those who read them."""
    assert said(text) == []


@pytest.mark.parametrize(
    "path",
    [
        *sorted((paths.bundled_routines() / "poses").glob("*.yaml")),
        *sorted((paths.bundled_routines() / "exercises").rglob("*.yaml")),
    ],
    ids=lambda path: path.stem,
)
def test_bundled_files_are_well(path: Path) -> None:
    """Every bundled pose and motion is known and inside its ranges, and every exercise is shown."""
    assert check(Source(path, path.read_text("utf-8"))) == []
