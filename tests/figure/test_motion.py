from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.figure.anatomy import ANATOMIES
from coach.figure.motion import Mark, read_motion
from coach.figure.pose import Pose
from coach.figure.pose_file import bundled
from coach.figure.track import BREATH, BREATH_DEGREES, PAUSE, SETTLE, Track, ease
from coach.routine.plan import Phase

if TYPE_CHECKING:
    from collections.abc import Callable

HAND = bundled("hand")
STRAIGHT, HOOK, FIST = (HAND[name].pose for name in ("straight", "hook-fist", "full-fist"))
GLIDE = Track((STRAIGHT, HOOK, FIST))
TWO = Track((STRAIGHT, FIST))

tracks = st.sampled_from(
    [
        Track(tuple(bundled(figure)[name].pose for name in names))
        for figure, names in (
            ("hand", ("straight", "hook-fist", "full-fist")),
            ("hand", ("fan", "soft-fist")),
            ("hand", ("relaxed",)),
            ("foot", ("neutral", "toe-lift")),
            ("body", ("calf-wall-start", "calf-wall-straight", "calf-wall-straight")),
        )
    ]
)
seconds = st.floats(0, 60)
tempos = st.lists(st.floats(0.2, 8), max_size=4).map(
    lambda moves: tuple(x for move in moves for x in (move, 5 - move / 2))
)
phases = st.sampled_from([None, *Phase])


def fastest(sample: Callable[[float], Pose], end: float, step: float = 0.01) -> float:
    """The largest change of any angle within one step of time, in degrees."""
    poses = [sample(k * step) for k in range(int(end / step) + 1)]
    return max(a.distance(b) for a, b in pairwise(poses))


def test_ease_is_minimum_jerk() -> None:
    """The way begins and ends at rest, is half done at half time, and never goes back."""
    assert (ease(-1), ease(0), ease(0.5), ease(1), ease(2)) == (0, 0, 0.5, 1, 1)
    assert ease(0.01) < 1e-4
    assert 1 - ease(0.99) < 1e-4
    steps = [ease(k / 100) for k in range(101)]
    assert steps == sorted(steps)


@pytest.mark.parametrize(
    ("at", "pose"), [(0, STRAIGHT), (3, HOOK), (4, HOOK), (6, FIST), (8, FIST), (10, STRAIGHT)]
)
def test_moves_arrive_at_the_tempo(at: float, pose: Pose) -> None:
    """With a pair for each frame, every key frame is reached exactly when its move ends."""
    assert GLIDE.at(Phase.MOVE, at, (3, 1, 2, 2, 2, 0)).pose == pose


def test_two_pairs_for_three_frames_are_out_and_back() -> None:
    """A tempo of 4-1-2-0 over three frames spends 4 s on the way out, pauses there, and comes back in 2 s."""
    assert [(leg.start, leg.end, leg.move, leg.pause) for leg in GLIDE.legs((4, 1, 2, 0))] == [
        (0, 1, 2, 0),
        (1, 2, 2, 1),
        (2, 0, 2, 0),
    ]


@given(track=tracks, tempo=tempos)
def test_a_repetition_takes_the_tempo(track: Track, tempo: tuple[float, ...]) -> None:
    """Whatever the number of frames, one repetition takes the tempo's whole time."""
    if tempo:
        assert sum(leg.length for leg in track.legs(tempo)) == pytest.approx(sum(tempo))


@given(track=tracks, phase=phases, at=seconds, tempo=tempos, length=seconds)
def test_no_moment_is_out_of_range(
    track: Track, phase: Phase | None, at: float, tempo: tuple[float, ...], length: float
) -> None:
    """Every angle of every moment lies between those of the key frames, zero included for a single frame."""
    moment = track.at(phase, at, tempo, length=length)
    ends = [*track.frames, Pose.zero(moment.pose.figure)] if len(track.frames) == 1 else list(track.frames)
    for place, value in enumerate(moment.pose.degrees):
        angles = [pose.degrees[place] for pose in ends]
        assert min(angles) - 1e-9 <= value <= max(angles) + 1e-9


@given(track=tracks, phase=phases, at=seconds, tempo=tempos)
def test_weights_make_a_whole(track: Track, phase: Phase | None, at: float, tempo: tuple[float, ...]) -> None:
    """The stills shown with reduced motion always add up to one whole picture of existing frames."""
    weights = track.at(phase, at, tempo).weights
    assert sum(weight for _frame, weight in weights) == pytest.approx(1)
    assert all(0 <= frame < len(track.frames) and 0 < weight <= 1 for frame, weight in weights)


@pytest.mark.parametrize("phase", [None, *Phase])
def test_movement_is_continuous(phase: Phase | None) -> None:
    """Nothing ever jumps: at 100 samples a second no angle changes by more than 4.5 degrees."""
    assert fastest(lambda t: GLIDE.at(phase, t, (1, 5, 1, 0, 1, 4.5), length=12).pose, 25) < 4.5


def test_a_hold_goes_to_the_last_frame_and_breathes() -> None:
    """A hold arrives at the last frame, then gives at most 1.5 degrees towards the one before and returns."""
    assert TWO.at(Phase.HOLD, 0).pose == STRAIGHT
    assert TWO.at(Phase.HOLD, 3, (3, 0)).pose == FIST
    held = [TWO.at(Phase.HOLD, 3 + BREATH * part, (3, 0)).pose for part in (0, 0.25, 0.5, 0.75, 1)]
    given_way = [FIST.distance(pose) for pose in held]
    assert given_way[0] == given_way[4] == pytest.approx(0, abs=1e-6)
    assert given_way[2] == pytest.approx(BREATH_DEGREES)
    assert 0 < given_way[1] < BREATH_DEGREES


def test_a_short_hold_still_holds() -> None:
    """The way into a hold takes at most half of it."""
    assert TWO.at(Phase.HOLD, 1, (6, 0), length=2).pose == FIST


def test_one_frame_is_alive() -> None:
    """A motion of a single frame moves by a breath and no more."""
    still = Track((FIST,))
    away = [FIST.distance(still.at(Phase.HOLD, t / 10).pose) for t in range(80)]
    assert 1 < max(away) <= BREATH_DEGREES + 1e-9


def test_an_unmoving_pose_stays() -> None:
    """The pose at anatomical zero has nowhere to breathe to and stays as it is."""
    zero = Pose.zero("hand")
    assert Track((zero,)).at(Phase.HOLD, 1).pose == zero


def test_a_pause_ends_as_it_began() -> None:
    """A pause in a repetition holds whole breaths, a short one none, so the next move starts exactly."""
    assert TWO.at(Phase.MOVE, 1 + 9.999999, (1, 10, 1, 0)).pose.distance(FIST) < 1e-3
    assert TWO.at(Phase.MOVE, 1.5, (1, 1, 1, 0)).pose == FIST


def test_rest_shows_the_beginning() -> None:
    """Rests and side switches show the first frame."""
    for phase in (Phase.REST, Phase.SWITCH):
        assert TWO.at(phase, 0).pose == STRAIGHT
        assert TWO.at(phase, 7).weights == ((0, 1.0),)


def test_getting_ready_previews_and_ends_where_work_begins() -> None:
    """The preview while getting ready shows every frame and comes to the first one just in time."""
    seen = [GLIDE.at(Phase.GET_READY, t / 20, length=8).weights[0][0] for t in range(160)]
    assert set(seen) == {0, 1, 2}
    assert GLIDE.at(Phase.GET_READY, 8, length=8).pose.distance(STRAIGHT) < 1e-6


def test_a_change_of_phase_does_not_jump() -> None:
    """A phase given the pose drawn last starts from it and has left it after half a second."""
    begun = TWO.at(Phase.REST, 0, start=FIST)
    assert begun.pose == FIST
    assert TWO.at(Phase.REST, SETTLE, start=FIST).pose == TWO.at(Phase.REST, SETTLE).pose
    assert fastest(lambda t: TWO.at(Phase.REST, t, start=FIST).pose, 1) < 5


def test_an_untimed_preview_loops() -> None:
    """Without a phase the movement repeats at an easy pace and counts its rounds."""
    cycle = sum(leg.length for leg in TWO.legs())
    assert TWO.at(None, cycle * 3 + 0.2).round == 3
    assert TWO.at(None, cycle * 3 + 0.2).pose.distance(TWO.at(None, 0.2).pose) < 1e-6
    assert cycle > 2 * PAUSE


def test_a_tempo_of_no_time_shows_the_last_frame() -> None:
    """A tempo that adds up to nothing shows the last frame instead of dividing by zero."""
    assert TWO.at(Phase.MOVE, 3, (0, 0, 0, 0)).pose == FIST


def test_reading_a_motion() -> None:
    """Frames take what they leave out from the motion, and the pose's own view where neither says one."""
    motion, faults = read_motion(
        {
            "figure": "hand",
            "frames": [
                {"pose": "straight", "view": "back"},
                {"pose": "straight", "joints": {"wrist": {"extension": "50"}}, "prop": ["table", "ball"]},
            ],
            "prop": "ball",
            "assist": {"hand": "pull-back", "on": "fingers"},
            "arrow": "up",
            "highlight": ["palm"],
        },
        "stretch",
    )
    assert faults == []
    assert motion is not None
    first, second = motion.frames
    assert (first.view, second.view) == ("back", HAND["straight"].view)
    assert (first.prop, second.prop) == (("ball",), ("table", "ball"))
    assert second.pose.angle("wrist") == -50
    assert first.assist == {"hand": "pull-back", "on": "fingers"}
    assert (first.arrow, first.stroke, motion.highlight, motion.mark) == (
        ("up",),
        None,
        ("palm",),
        Mark.STRETCHED,
    )
    assert motion.key_poses == (first.pose, second.pose)
    assert motion.frame_at(motion.at(None, 1.7)) is second


@pytest.mark.parametrize(
    ("kind", "mark"),
    [("stretch", Mark.STRETCHED), ("massage", Mark.MASSAGED), ("strengthen", Mark.WORKED), ("", Mark.WORKED)],
)
def test_the_kind_decides_the_mark(kind: str, mark: Mark) -> None:
    """Stretched, worked and massaged regions get marks of their own."""
    motion, _faults = read_motion({"figure": "foot", "frames": [{"pose": "neutral"}]}, kind)
    assert motion is not None
    assert motion.mark is mark


def test_a_frame_without_a_pose_starts_from_zero() -> None:
    """A frame may turn joints without naming a pose."""
    motion, faults = read_motion({"figure": "body", "frames": [{"joints": {"both.knee": 20}}]})
    assert faults == []
    assert motion is not None
    assert motion.frames[0].pose.angle("left.knee") == 20


@pytest.mark.parametrize(
    ("raw", "code", "path"),
    [
        ({"figure": "paw"}, "unknown-figure", ("figure",)),
        ({"figure": "hand", "frames": [{"pose": "hok-fist"}]}, "unknown-pose", ("frames", 0, "pose")),
        ({"figure": "hand", "frames": ["hook-fist"]}, "wrong-shape", ("frames", 0)),
        (
            {"figure": "hand", "frames": [{"pose": "straight", "joints": {"wrst": 3}}]},
            "unknown-joint",
            ("frames", 0, "joints", "wrst"),
        ),
    ],
)
def test_slips_in_a_motion(raw: dict[str, object], code: str, path: tuple[object, ...]) -> None:
    """An unknown figure, pose or joint is reported at its place; a motion without any frame is none."""
    motion, faults = read_motion(raw)
    assert [(fault.code, fault.path) for fault in faults] == [(code, path)]
    assert (motion is None) == (code != "unknown-joint")


def test_a_motion_without_frames_is_none() -> None:
    """A motion that shows nothing cannot be drawn, and that is no fault."""
    assert read_motion({"figure": "hand"}) == (None, [])


def test_pressed_poses_keep_their_range_in_frames() -> None:
    """A frame of a pressed pose may press further within the pressed range."""
    raw = {
        "figure": "foot",
        "frames": [{"pose": "heel-raise", "joints": {"lesser-toes.mtp": {"extension": 60}}}],
    }
    motion, faults = read_motion(raw)
    assert faults == []
    assert motion is not None
    assert motion.frames[0].pose.angle("toe3.mtp") == -60


def test_every_figure_has_poses() -> None:
    """Each figure's bundled pose file can be read by name."""
    assert all(bundled(figure) for figure in ANATOMIES)
