from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from coach import paths
from coach.figure import furnish
from coach.figure.check import check, check_all
from coach.figure.grips import stored
from coach.figure.mesh import load
from coach.figure.motion import read_motion
from coach.figure.structures import DRAWN, regions, words
from coach.routine.library import Library
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
        ("bad-number", 12, "lots", "Write degrees, such as `20`."),
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
        ("unknown-grip", 7, "pull-bak", "Did you mean `pull-back`?"),
        ("unknown-prop", 8, "prop", f"It has {', '.join(furnish.known('hand'))}."),
    ]


@pytest.mark.parametrize(
    "hand",
    ["push-down", "push-back", "push", "pull-down", "press", "ease-in", "unfold", "open", "straighten"],
)
def test_another_movement_is_never_suggested(hand: str) -> None:
    """For a word that is no slip of the pen all helping hands are listed, and where they are told of."""
    motion = f"{{figure: hand, assist: {{hand: {hand}, on: thumb}}, frames: [{{pose: straight}}]}}"
    text = f"type: exercise\nmotion: {motion}\n"
    ((code, _, marked, hint),) = said(text)
    assert (code, marked) == ("unknown-grip", "assist")
    assert "Did you mean" not in hint
    assert all(name.removeprefix("hand/") in hint for name in stored() if name.startswith("hand/"))
    assert "`coach explain unknown-grip`" in hint


def test_a_helping_hand_on_another_place_says_where_it_goes() -> None:
    """The movement is kept, and its places are listed; a slip in the place is mended."""
    text = (
        "type: exercise\nmotion: {figure: hand, assist: {hand: block, on: %s}, frames: [{pose: straight}]}\n"
    )
    for place in ("ring-base", "thumb"):
        assert said(text % place) == [
            ("unknown-grip", 2, "assist", "`block` goes on index-base, index-middle.")
        ]
    assert said(text % "index-bse") == [("unknown-grip", 2, "index-bse", "Did you mean `index-base`?")]


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


def test_keys_and_views_of_a_pose_file() -> None:
    """A key that poses do not have, and a view that the figure does not have, are underlined."""
    text = dedent("""\
        coach: 1
        type: poses
        figure: foot
        camera: inner
        poses:
          my-foot:
            frm: neutral
            view: iner
            pressed: yes
            joints: {ankle: {dorsiflexion: 5}}
        """)
    found = check_all(Source(Path("poses.yaml"), text), Library())
    assert [(each.code, each.span.line, each.span.column, each.hint) for each in found] == [
        ("unknown-key", 4, 1, "The keys here are `coach`, `figure`, `poses`, `type`."),
        ("unknown-key", 7, 5, "Did you mean `from`?"),
        ("unknown-view", 8, 11, "Did you mean `inner`?"),
        ("bad-value", 9, 14, "Write `true` or `false`."),
    ]


@pytest.mark.parametrize(
    ("view", "is_well"),
    [
        ("palm", True),
        ("side", True),
        ("{dir: [1, -0.1, 0.2], up: [0, 1, 0]}", True),
        ("pam", False),
        ("{dir: [1, 2]}", False),
        ("{dir: [0, 0, 0]}", False),
        ("{dir: [1, 0, up]}", False),
        ("{from: [1, 0, 0]}", False),
        ("{dir: [1, 0, nan]}", False),
    ],
)
def test_a_view_of_a_motion(view: str, is_well: bool) -> None:
    """A view is a name or a direction, at the motion and at a frame; another is told, and not drawn."""
    said_so = [] if is_well else ["unknown-view"]
    whole = f"type: exercise\nmotion: {{figure: hand, view: {view}, frames: [{{pose: straight}}]}}\n"
    assert [code for code, *_ in said(whole)] == said_so
    frame = f"type: exercise\nmotion: {{figure: hand, frames: [{{pose: straight, view: {view}}}]}}\n"
    assert [code for code, *_ in said(frame)] == said_so


def test_a_view_that_is_not_there_is_passed_over() -> None:
    """The motion's own view holds where a frame's is misspelt, and the pose's where the motion's is."""
    raw = {"figure": "hand", "view": "palm", "frames": [{"pose": "hook-fist", "view": "bak"}]}
    motion, faults = read_motion(raw)
    assert motion is not None
    assert (motion.frames[0].view, faults[0].path) == ("palm", ("frames", 0, "view"))
    motion, faults = read_motion({**raw, "view": "plam", "frames": [{"pose": "hook-fist"}]})
    assert motion is not None
    assert (motion.frames[0].view, faults[0].path) == ("thumb-back", ("view",))


def test_angles_with_a_minus_sign() -> None:
    """The other direction has a name, which is offered; in a list of bare numbers a minus sign is well."""
    assert said("""\
        type: exercise
        motion:
          figure: foot
          frames:
            - joints:
                ankle: -10
                hallux: {mtp: {extension: -5}}
                lesser-toes.mtp: [-5, 0, 0, -5]
                toe2.pip: {flexion: 5}
        """) == [
        ("minus-angle", 6, "-10", "Write `{dorsiflexion: 10}`."),
        ("minus-angle", 7, "-5", "Say that, or take the minus sign away."),
    ]


def test_a_lost_colon_is_told_where_it_is_missing() -> None:
    """A direction run together with its angle, and a joint with its braces, are underlined as a whole."""
    assert said("""\
        type: exercise
        motion:
          figure: hand
          frames:
            - joints:
                wrist: {extension 5, ulnar:3}
                ring.mcp {extension: 40}
                index.mcp: extension 20
                little.mcp:
        """) == [
        ("no-colon", 6, "extension 5", "Write `extension: 5`."),
        ("no-colon", 6, "ulnar:3", "Write `ulnar: 3`."),
        ("no-colon", 7, "ring.mcp {extension: 40}", "Write `ring.mcp: {extension: 40}`."),
        ("bad-number", 8, "extension 20", "Write `{extension: 20}`."),
        ("empty-value", 9, "little.mcp", "Write it in degrees, such as `20`."),
    ]


def test_a_list_of_angles_has_one_for_each_joint() -> None:
    """A group takes a list, also below a direction; another number of angles is told."""
    assert said("""\
        type: exercise
        motion:
          figure: hand
          frames:
            - joints:
                fingers.pip: {flexion: [1, 2, 3, 4]}
                fingers.dip: {flexion: [1, 2, 3]}
                fingers.mcp: {flexion: {a: 1}}
        """) == [
        ("bad-number", 7, "flexion", "In order they are for index.dip, middle.dip, ring.dip, little.dip."),
        ("wrong-shape", 8, "flexion", "Write one number, such as `20`."),
    ]


def test_of_a_file_full_of_mistakes_the_first_hundred_are_told() -> None:
    """Errors come before warnings: they keep the file from being used."""
    poses = "".join(
        f"  a{at}: {{from: nothing-{at}, joints: {{wrist: {{flexion: lots}}}}}}\n" for at in range(99)
    )
    found = check(Source(Path("poses.yaml"), f"coach: 1\ntype: poses\nfigure: hand\nposes:\n{poses}"))
    assert len(found) == 101
    assert sum(each.is_error for each in found) == 99
    assert found[-1].code == "more-problems"
    assert found[-1].message == "There are 98 more problems in this file."


@pytest.mark.parametrize(
    "text",
    [
        "type: poses\nfigure: {hand: foot}\n",
        "type: exercise\nmotion: {figure: [hand]}\n",
        "type: exercise\nmotion: {figure: hand, frames: [{pose: [straight]}]}\n",
        "type: exercise\nmotion: {figure: hand, frames: [{pose: {straight: fan}}]}\n",
    ],
)
def test_a_list_or_keys_in_place_of_a_name_are_told(text: str) -> None:
    """Whatever stands where a figure or a pose is named, it is only not known."""
    ((code, *_),) = said(text)
    assert code in {"unknown-figure", "unknown-pose"}
