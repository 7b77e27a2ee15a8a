from __future__ import annotations

import numpy as np
import pytest

from coach.figure import furniture
from coach.figure.body_stage import BodyStage, staged
from coach.figure.motion import Motion, read_motion
from coach.figure.stage import Look, Stage


def motion(*poses: str, figure: str = "body", **words: object) -> Motion:
    """A motion through named poses."""
    made, faults = read_motion(
        {"figure": figure, "frames": [{"pose": pose} for pose in poses], **words}, "stretch"
    )
    assert faults == []
    assert made is not None
    return made


WALL = motion("calf-wall-start", "calf-wall-straight", view="side", prop="wall", highlight=["gastrocnemius"])


def test_each_figure_has_its_stage() -> None:
    """The body is staged with its furniture, a limb by itself."""
    assert isinstance(staged(WALL, Look()), BodyStage)
    assert type(staged(motion("straight", figure="hand"), Look())) is Stage


def test_furniture_stays_while_the_body_moves() -> None:
    """The wall is where the first key pose put it, and the palms stay on it."""
    stage = staged(WALL, Look())
    scenes = [stage.moving(WALL.at(None, at)) for at in (0.0, 0.8, 1.6, 2.4)]
    walls = [scene.solids[1].vertices for scene in scenes]
    assert all(np.array_equal(wall, walls[0]) for wall in walls)
    front = float(walls[0][:, 1].min())
    assert all(abs(float(scene.solids[0].vertices[:, 1].max()) - front) < 40 for scene in scenes)


def test_a_towel_follows_the_hands() -> None:
    """What is held moves with the body."""
    pull = motion("long-sitting", "long-sitting-pull", view="side", prop=["bed", "towel"])
    stage = staged(pull, Look())
    start, end = (stage.moving(pull.at(None, at)) for at in (0.0, 1.7))
    assert np.array_equal(start.solids[1].vertices, end.solids[1].vertices)
    assert not np.allclose(start.solids[2].vertices, end.solids[2].vertices, atol=5)


def test_a_cup_is_held_and_tipped_at_the_mouth() -> None:
    """It is in the right hand all the way and leans over only where it is drunk from."""
    sip = motion("cup-low", "cup-sip", view="side-front", prop=["chair", "cup"])
    stage = staged(sip, Look())
    leans = []
    for number in (0, 1):
        body, *_chair, cup = stage.still(number).solids
        assert cup.palette.name == "cup"
        assert np.linalg.norm(body.vertices[:, None] - cup.vertices[None], axis=2).min() < 12
        leans.append(float(np.ptp(cup.vertices[:, 1]) / np.ptp(cup.vertices[:, 2])))
    assert leans[1] > leans[0] + 0.1


def test_a_pillow_lies_on_the_bed_behind_the_back() -> None:
    """Who sits in bed has the pillow behind, and the bed goes on under it."""
    pull = motion("long-sitting-rest", "bed-foot-pull", view="side", prop=["bed", "pillow"])
    body, bed, pillow = staged(pull, Look()).still(0).solids
    assert pillow.vertices[:, 1].max() < body.vertices[:, 1].mean()
    assert bed.vertices[:, 1].min() < pillow.vertices[:, 1].min()
    assert abs(pillow.vertices[:, 2].min() - bed.vertices[:, 2].max()) < 12


def test_an_upper_body_fades_and_stands_on_nothing() -> None:
    """An upper view leaves out legs, furniture and floor."""
    turn = motion("neck-turn-left", "neck-turn-right", view="upper-front", prop="chair")
    scene = staged(turn, Look()).still()
    assert len(scene.solids) == 1
    assert scene.solids[0].fade is not None
    assert scene.shadow is None


def test_the_floor_is_below_a_step() -> None:
    """The shadow falls on the floor, which is lower than the heels that hang over a step."""
    drop = motion("step-level", "step-drop", view="side", prop="step")
    assert staged(drop, Look()).still().shadow == furniture.floor(("step",)) < 0
    assert staged(WALL, Look()).still().shadow == 0


WORDS = (
    "forward",
    "circle",
    "turn",
    "together",
    "push",
    "down",
    "breath",
    "toward-knee",
    "toes-back",
    "hands-up",
    "hands-down",
)


@pytest.mark.parametrize(("word", "count"), [(word, 1 + (word == "together")) for word in WORDS])
def test_arrows_by_word(word: str, count: int) -> None:
    """The words for arrows of the whole body give that many arrows."""
    made = motion("standing", "shoulders-up", view="front", arrow=word)
    assert len(staged(made, Look()).still().arrows) == count


def test_arrows_follow_what_moves() -> None:
    """Without a word the arrow follows the part that moves farthest."""
    arm = motion("arm-out", "arm-out-bent", view="front")
    assert staged(arm, Look()).still().arrows


def test_the_working_side_is_marked() -> None:
    """A one-sided muscle is marked on the left leg only, which a mirrored look makes the right one."""
    body = staged(WALL, Look()).still().solids[0]
    marked = body.vertices[body.marks["stretched"] > 0.5]
    assert len(marked) > 10
    assert (marked[:, 0] < 0).all()
    assert staged(WALL, Look(mirrored=True)).still().camera.mirrored
