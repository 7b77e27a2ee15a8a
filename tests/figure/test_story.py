"""What a still has to tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from coach.figure import writing
from coach.figure.motion import Motion, read_motion
from coach.figure.pose_file import bundled
from coach.figure.props import BALL, INK, PEN, PUTTY, RUBBER, TOWEL
from coach.figure.stage import Look, Stage
from coach.figure.story import begin, effort, telling
from coach.figure.tones import HELPER

if TYPE_CHECKING:
    from coach.figure.scene import Scene

OPEN, SHUT = "spread", "full-fist"


def motion(*frames: dict[str, object], figure: str = "hand", **more: object) -> Motion:
    """A motion in an author's words."""
    made, faults = read_motion({"figure": figure, "frames": list(frames), **more})
    assert made is not None
    assert not faults
    return made


def still(*frames: dict[str, object], figure: str = "hand", **more: object) -> Scene:
    """Its still."""
    return Stage(motion(*frames, figure=figure, **more), Look()).still()


@pytest.mark.parametrize(
    ("frames", "arrow", "told"),
    [
        (["straight", SHUT], None, 1),
        ([SHUT, "straight"], None, 0),
        (["straight", "hook-fist", "wrist-extension", "straight"], None, 1),
        ([SHUT, "hook-fist", "straight", "hook-fist"], None, 2),
        (["straight", OPEN], "out", 1),
        ([OPEN, "straight"], "together", 1),
    ],
)
def test_which_frame_a_still_tells(frames: list[str], arrow: str | None, told: int) -> None:
    """The end of the movement, the most spread or the most closed frame."""
    more = {} if arrow is None else {"arrow": arrow}
    assert telling(motion(*[dict[str, object](pose=name) for name in frames], **more)) == told


def test_an_arrow_at_a_frame_makes_it_the_one_that_is_told() -> None:
    """Where the way back comes last, the author marks the frame that the exercise is about."""
    made = motion({"pose": "wrist-extension", "arrow": "pull"}, {"pose": "wrist-flexion"})
    assert telling(made) == 0
    assert begin(made, 0) == made.frames[1].pose


def test_effort_grows_toward_the_told_frame() -> None:
    """Marks of work come up with the movement: nothing at its beginning, all at its end."""
    made = motion({"pose": "straight"}, {"pose": SHUT})
    half = made.frames[0].pose.blended(made.frames[1].pose, 0.5)
    assert [effort(made, frame.pose) for frame in made.frames] == [0, 1]
    assert effort(made, half) == pytest.approx(0.5)
    assert effort(motion({"pose": SHUT}), bundled("hand")["straight"].pose) == 1


def test_marks_fade_in_with_the_movement() -> None:
    """The region is marked faintly at rest and fully where it works; a massage is marked throughout."""
    frames = ({"pose": "straight"}, {"pose": "wrist-extension"})
    for kind, low in (("stretch", 0.4), ("massage", 1.0)):
        made, _ = read_motion(
            {"figure": "hand", "frames": list(frames), "highlight": ["forearm-flexors"]}, kind
        )
        assert made is not None
        stage = Stage(made, Look())
        strong = [max(mark.max() for mark in stage.still(k).solids[0].marks.values()) for k in (0, 1)]
        assert strong[0] == pytest.approx(low * strong[1], abs=0.02)


@pytest.mark.parametrize(
    "word", ["still", "to-and-fro", "across", "push", "out", "together", "turn", "circle"]
)
def test_arrows_by_word(word: str) -> None:
    """`still` has none, `to-and-fro` and `turn` point both ways, every other word has at least one."""
    told = "tip-to-tip-little" if word == "across" else OPEN
    frames: list[dict[str, object]] = [{"pose": "straight"}, {"pose": told}]
    arrows = still(*frames, arrow=word).arrows
    assert bool(arrows) == (word != "still")
    assert all(arrow.double for arrow in arrows) == (word in {"to-and-fro", "turn", "still"})


@pytest.mark.parametrize("kind", ["up", "down", "aside", "press"])
def test_an_arrow_at_a_place_goes_its_way(kind: str) -> None:
    """Up, down and aside lead away from the place; a press comes down on it from above."""
    scene = still({"pose": "neutral"}, figure="foot", view="front", arrow={"kind": kind, "at": "big-toe"})
    (arrow,) = scene.arrows
    (x0, y0), (x1, y1) = arrow.points
    upright = abs(y1 - y0) > abs(x1 - x0)
    assert upright == (kind != "aside")
    assert (y1 < y0) == (kind == "up") or kind == "aside"


def test_arrows_may_go_several_ways_from_a_place() -> None:
    """One still tells of all ways in which a toe is moved, with no ghost; an unknown place has no arrow."""
    ways = [{"kind": way, "at": "big-toe"} for way in ("up", "down", "aside")]
    scene = still({"pose": "neutral"}, {"pose": "toe-lift"}, figure="foot", arrow=ways)
    assert len(scene.arrows) == 3
    assert not scene.ghost
    nowhere = {"kind": "up", "at": "nowhere"}
    assert not still({"pose": "neutral"}, figure="foot", arrow=nowhere).arrows


def test_two_hands_push_against_each_other() -> None:
    """A push that nothing gives way to has two arrows, head to head."""
    first, second = still({"pose": "soft-fist"}, view="thumb-side", arrow="push").arrows
    ways = [np.subtract(arrow.points[1], arrow.points[0]) for arrow in (first, second)]
    assert ways[0] @ ways[1] < 0


def test_letters_are_written_in_the_free_corner() -> None:
    """The letters an ankle writes stand upright in the picture, left or right of the leg, never mirrored."""
    made = motion({"pose": "flex"}, {"pose": "point"}, figure="foot", arrow="letters")
    places = [
        np.concatenate([arrow.points for arrow in Stage(made, Look(mirrored=mirrored)).still().arrows])
        for mirrored in (False, True)
    ]
    assert places[0][:, 0].min() > 240 > places[1][:, 0].max()
    assert np.allclose(np.diff(places[0][:, 0]), np.diff(places[1][:, 0]))


def test_what_is_still_has_no_ghost() -> None:
    """An author who wants no arrow wants no trace of a movement either."""
    frames: list[dict[str, object]] = [{"pose": "straight"}, {"pose": OPEN}]
    assert not still(*frames, arrow="still").ghost
    assert still(*frames).ghost


def test_the_ball_of_a_foot_stays_on_the_step() -> None:
    """The heel sinks below the edge; the step and the ball on it stay where they are."""
    made = motion({"pose": "neutral"}, {"pose": "heel-drop"}, figure="foot", prop="step")
    stage = Stage(made, Look())
    level, low = (stage.still(number) for number in (0, 1))
    tops = [scene.beneath[0].vertices[:, 2].max() for scene in (level, low)]
    assert tops[0] == pytest.approx(tops[1], abs=0.01)
    heels = [
        scene.solids[0].vertices[scene.solids[0].vertices[:, 1] < 0][:, 2].min() for scene in (level, low)
    ]
    assert heels[1] < heels[0] - 20
    assert heels[1] < tops[1] - 20


def test_a_hand_reaches_down_into_its_bowl() -> None:
    """The forearm comes over the rim, the fingers are under water and do not go through the bottom."""
    made = motion({"pose": "relaxed"}, {"pose": "fan"}, prop="bowl")
    stage = Stage(made, Look())
    for number in (0, 1):
        hand, bowl, water = stage.still(number).solids
        assert hand.vertices[:, 2].max() > bowl.vertices[:, 2].max() + 60
        assert water.vertices[:, 2].mean() - 30 > hand.vertices[:, 2].min() > bowl.vertices[:, 2].min()
    first, second = (stage.still(number).solids[1].vertices for number in (0, 1))
    assert np.array_equal(first, second)


def test_a_turned_paper_shows_how_it_lay() -> None:
    """The sheet before stands under it, the other hand on it, and the arrow bends along its far edge."""
    turned: list[object] = [{"kind": "paper", "turn": -28}, "pen", {"kind": "other-hand", "turn": -28}]
    scene = still({"pose": "pen-tripod"}, view="desk", prop=turned, arrow="turn")
    names = [solid.palette.name for solid in scene.beneath]
    assert names == ["paper-before", "paper"]
    hand = next(solid for solid in scene.solids if solid.palette is HELPER)
    sheet = scene.beneath[1].vertices
    over = (hand.vertices - sheet.mean(0)) @ writing.NORMAL
    assert over.min() == pytest.approx(0, abs=2)
    assert len(scene.arrows[0].points) > 2
    assert [solid.palette.name for solid in still({"pose": "pen-tripod"}, prop=["paper", "pen"]).beneath] == [
        "paper"
    ]


def test_across_begins_with_the_thumb_beside_the_palm() -> None:
    """Opposition is told from an open thumb, with all other fingers as they are."""
    made = motion({"pose": "tip-to-tip-index"}, {"pose": "tip-to-tip-little"}, arrow="across")
    start = begin(made, 1)
    assert start is not None
    assert start.angle("thumb.cmc", "twist") == 0
    assert start.angle("little.pip") == made.frames[1].pose.angle("little.pip")


def test_a_writing_hand_travels_and_leaves_a_line() -> None:
    """The pen's point stays on the line it has drawn, and the paper stays where it is."""
    made = motion({"pose": "pen-tripod"}, view="writing", prop=["paper", "pen"], stroke={"pattern": "loops"})
    stage = Stage(made, Look())
    length = sum(leg.length for leg in made.track.legs())
    scenes = [stage.moving(made.at(None, length * part)) for part in (0.2, 0.6)]
    for scene in scenes:
        pen = next(solid for solid in scene.solids if solid.palette is PEN)
        ink = next(solid for solid in scene.beneath if solid.palette is INK)
        point = pen.vertices[(pen.vertices @ writing.NORMAL).argmin()]
        assert np.linalg.norm(ink.vertices - point, axis=1).min() < 4
    hands = [scene.solids[0].vertices.mean(0) for scene in scenes]
    assert np.linalg.norm(hands[1] - hands[0]) > 20
    assert np.allclose(scenes[0].beneath[0].vertices, scenes[1].beneath[0].vertices, atol=0.01)


def test_the_line_begins_again_where_it_began() -> None:
    """After a round the pen is back through the air at the beginning of the line."""
    first, last = (writing.written("letters", part)[1] for part in (0.0, 1.0))
    assert np.linalg.norm(first - last) < 6
    assert writing.written("letters", 0.9)[1] @ writing.NORMAL > 5


THINGS = [
    ("hand", "straight", {"kind": "rubber-band", "on": ["index", "middle"]}, RUBBER),
    ("hand", "pen-in-web", "pen-between-fingers", PEN),
    ("hand", "spread", {"kind": "putty", "on": ["index", "middle", "ring"]}, PUTTY),
    ("hand", "fan", {"kind": "putty", "shape": "ring"}, PUTTY),
    ("hand", "hook-fist", {"kind": "putty", "shape": "roll"}, PUTTY),
    ("hand", "straight", {"kind": "towel", "shape": "wrap"}, TOWEL),
    ("foot", "neutral", {"kind": "rubber-band", "on": "hallux"}, RUBBER),
    ("foot", "neutral", {"kind": "towel", "shape": "roll"}, TOWEL),
]


@pytest.mark.parametrize(("figure", "pose", "thing", "palette"), THINGS)
def test_a_thing_touches_what_it_is_used_by(figure: str, pose: str, thing: object, palette: object) -> None:
    """Bands, putty, pens and towels are drawn at the skin, in the z-buffer of the limb."""
    scene = still({"pose": pose}, figure=figure, prop=thing)
    made = [solid for solid in scene.solids if solid.palette is palette]
    assert made
    for solid in made:
        away = np.linalg.norm(solid.vertices[:, None] - scene.solids[0].vertices[None, ::4], axis=2)
        assert away.min() < 6


def test_a_ball_under_the_palm_lies_on_the_table() -> None:
    """The palm rolls it: it touches the hand above and the board below."""
    scene = still({"pose": "straight"}, prop=["table", "ball"])
    ball = next(solid for solid in scene.solids if solid.palette is BALL)
    (table,) = scene.beneath
    assert abs(ball.vertices[:, 2].min() - table.vertices[:, 2].max()) < 0.5
    assert np.linalg.norm(ball.vertices[:, None] - scene.solids[0].vertices[None], axis=2).min() < 4


def test_a_leaning_palm_stays_flat_on_the_table() -> None:
    """The forearm rises over a palm that lies on the table; the table does not move."""
    made = motion({"pose": "straight"}, {"pose": "wrist-extension"}, prop={"kind": "table", "under": "palm"})
    stage = Stage(made, Look())
    scenes = [stage.still(number) for number in (0, 1)]
    tops = [scene.beneath[0].vertices[:, 2].max() for scene in scenes]
    assert abs(tops[0] - tops[1]) < 6
    elbow = [scene.solids[0].vertices[:, 2].max() for scene in scenes]
    assert elbow[1] > elbow[0] + 60


def test_both_feet_are_mirror_images() -> None:
    """`other-foot` draws the second foot beside the first, doing the same."""
    scene = still({"pose": "neutral"}, figure="foot", prop="other-foot")
    one, other = scene.solids
    assert np.allclose(one.vertices[:, 1:], other.vertices[:, 1:])
    assert other.vertices[:, 0].min() > one.vertices[:, 0].mean()


@pytest.mark.parametrize("pull", ["up", "forward", "inward", "outward"])
def test_a_band_is_drawn_where_it_is_said(pull: str) -> None:
    """Its ends run the way in which somebody holds them."""
    scene = still({"pose": "neutral"}, figure="foot", prop={"kind": "band", "pull": pull})
    foot, band = scene.solids
    axis, sign = {"up": (2, 1), "forward": (1, 1), "inward": (0, 1), "outward": (0, -1)}[pull]
    assert (sign * band.vertices[:, axis]).max() > (
        sign * foot.vertices[foot.vertices[:, 2] < 20][:, axis]
    ).max()


def test_a_turning_forearm_has_an_arrow_round_it() -> None:
    """Both ways, wider than the arm, and below the hand: nothing is bent or stretched there."""
    supinated: dict[str, object] = {"pose": "rest-functional", "joints": {"forearm": {"supination": 80}}}
    scene = still(supinated, {"pose": "rest-functional"}, view="palm-thumb", arrow="turn")
    (ring,) = scene.arrows
    assert ring.double
    points = np.array(ring.points)
    wrist = scene.camera.project(np.zeros((1, 3)))[0][0]
    assert points[:, 1].max() > wrist[1]
    assert np.ptp(points[:, 0]) > 100
