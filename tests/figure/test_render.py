"""Scenes become pictures."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from coach.figure import marks, tones
from coach.figure.motion import Frame, Mark, Motion, read_motion
from coach.figure.picture import Picture, Shape, Strokes, Tone
from coach.figure.pose_file import bundled
from coach.figure.render import render
from coach.figure.stage import Look, Stage

HAND, FOOT = bundled("hand"), bundled("foot")


def _motion(
    figure: str, *names: str, highlight: tuple[str, ...] = (), mark: Mark = Mark.WORKED, **more: object
) -> Motion:
    poses = bundled(figure)
    frames = tuple(Frame(poses[n].pose, view=poses[n].view, **more) for n in names)  # type: ignore[arg-type]
    return Motion(figure, frames, highlight, mark)  # type: ignore[arg-type]


def _still(motion: Motion, **look: object) -> Picture:
    return render(Stage(motion, Look(240, 240, **look)).still())  # type: ignore[arg-type]


def _ink(picture: Picture) -> float:
    """Length of all lines, in picture pixels."""
    return sum(
        float(np.hypot(*(layer.segments[:, 2:] - layer.segments[:, :2]).T).sum())
        for layer in picture.layers
        if isinstance(layer, Strokes)
    )


def test_the_same_scene_gives_the_same_pixels() -> None:
    """Drawing is a pure function: twice the same, to the last bit."""
    one, two = (_still(_motion("hand", "straight", "full-fist")) for _ in range(2))
    assert len(one.layers) == len(two.layers)
    for a, b in zip(one.layers, two.layers, strict=True):
        if isinstance(a, Tone):
            assert isinstance(b, Tone)
            assert np.array_equal(a.pixels, b.pixels)
        elif isinstance(a, Strokes):
            assert isinstance(b, Strokes)
            assert np.array_equal(a.segments, b.segments)


@pytest.mark.parametrize("figure", ["hand", "foot"])
def test_every_named_pose_can_be_drawn(figure: str) -> None:
    """Each pose of the pose files gives a picture with tone and lines, inside its frame."""
    for name in bundled(figure):
        picture = _still(_motion(figure, name))
        opaque = [(layer.pixels[..., 3] == 255).mean() for layer in picture.layers if isinstance(layer, Tone)]
        assert max(opaque) > 0.15, name
        assert _ink(picture) > 300, name


def test_the_other_side_is_the_mirror_image() -> None:
    """A right hand is the left hand's picture seen in a mirror, with the light still from the left."""
    motion = _motion("hand", "thumb-out")
    left, right = _still(motion), _still(motion, mirrored=True)
    a, b = (
        max((x for x in p.layers if isinstance(x, Tone)), key=lambda t: t.pixels.size) for p in (left, right)
    )
    assert a.pixels.shape == pytest.approx(b.pixels.shape, abs=1)
    shared = min(a.pixels.shape[1], b.pixels.shape[1])
    same = (a.pixels[:, :shared, 3] > 0) == (b.pixels[:, ::-1][:, :shared, 3] > 0)
    assert same.mean() > 0.97


def test_line_style_has_no_skin_colour() -> None:
    """The style for print and high contrast is paper and ink only."""
    picture = _still(_motion("foot", "neutral"), style="line")
    for layer in picture.layers:
        if isinstance(layer, Tone):
            shown = layer.pixels[layer.pixels[..., 3] > 0][:, :3]
            assert (shown == tones.LIGHT.paper).all()


def test_marks_differ_in_pattern_and_not_in_colour_only() -> None:
    """Stretched, worked and massaged are lines, dots and rings."""
    patch = np.zeros((80, 80), np.float32)
    patch[10:70, 10:70] = 1
    corner = np.zeros(2, np.float32)
    drawn = {kind: marks.pattern(kind, patch, 0.5, 1.0, corner)[0].segments for kind in marks.TINTS}
    length = {kind: np.hypot(*(s[:, 2:] - s[:, :2]).T) for kind, s in drawn.items()}
    assert (length[marks.WORKED] == 0).all()
    slants = drawn[marks.STRETCHED]
    assert np.ptp(np.arctan2(*(slants[:, 2:] - slants[:, :2]).T)) < 0.01
    rings = drawn[marks.MASSAGED]
    assert np.ptp(np.arctan2(*(rings[:, 2:] - rings[:, :2]).T)) > 3


def test_a_mark_is_drawn_where_the_region_is_seen() -> None:
    """Marking the palm adds a pattern when the palm is in view and none when only the back is."""
    marked = replace(_motion("hand", "straight"), highlight=("palm",))
    seen = Stage(marked, Look(240, 240)).still()
    behind = Stage(replace(marked, frames=(replace(marked.frames[0], view="back"),)), Look(240, 240)).still()
    colours = [
        {layer.colour for layer in render(scene).layers if isinstance(layer, Strokes)}
        for scene in (seen, behind)
    ]
    assert len(colours[0] - colours[1]) == 1


def _contrast(a: tones.Colour, b: tones.Colour) -> float:
    def luminance(c: tones.Colour) -> float:
        linear = [(v / 255 / 12.92 if v <= 10 else ((v / 255 + 0.055) / 1.055) ** 2.4) for v in c]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", tones.SKIN, ids=lambda p: p.name)
def test_every_skin_tone_keeps_its_lines_apart(palette: tones.Palette) -> None:
    """Nails stand out from skin, creases from skin, and the figure from a light and a dark ground."""
    assert _contrast(palette.nail, palette.base) >= 1.2
    assert _contrast(palette.crease, palette.base) >= 1.2
    assert _contrast(palette.line, tones.LIGHT.paper) >= 7
    assert tones.DARK.rim is not None
    assert _contrast(tones.DARK.rim, tones.DARK.paper) >= 7


def test_there_are_at_least_six_skin_tones() -> None:
    """People find themselves: six or more, from pale to deep."""
    light = [sum(p.base) for p in tones.SKIN]
    assert len(light) >= 6
    assert light == sorted(light, reverse=True)


def test_a_movement_gets_a_ghost_and_an_arrow() -> None:
    """The still of a movement shows where it began and which way it goes."""
    scene = Stage(_motion("hand", "straight", "tabletop"), Look()).still()
    assert scene.ghost
    assert scene.arrows


def test_a_cramp_shows_no_way_into_it() -> None:
    """Its picture has no arrow, no ghost and no hand: they would lead the wrong way."""
    raw: dict[str, object] = {
        "figure": "foot",
        "frames": [{"pose": "cramp-arch"}, {"pose": "toes-pulled-back"}],
        "assist": {"hand": "pull-back", "on": "toes"},
    }
    motion, faults = read_motion(raw, "relief")
    assert motion is not None
    assert not faults
    stage = Stage(motion, Look())
    cramp, eased = stage.still(0), stage.still(1)
    assert not cramp.ghost
    assert not cramp.arrows
    assert len(cramp.solids) < len(eased.solids)
    assert eased.arrows


def test_a_single_pose_gets_neither() -> None:
    """One pose is no movement."""
    scene = Stage(_motion("hand", "straight"), Look()).still()
    assert not scene.ghost
    assert not scene.arrows


def test_the_camera_stays_while_the_figure_moves() -> None:
    """All moments of a motion are seen from one place, so that only the figure moves."""
    motion = _motion("hand", "straight", "full-fist")
    stage = Stage(motion, Look())
    frames = [stage.moving(motion.at(None, t)).camera for t in (0.0, 0.7, 1.4, 2.1)]
    same_view = [c for c in frames if np.array_equal(c.axes, frames[0].axes)]
    assert all(c.scale == same_view[0].scale for c in same_view)


def test_standing_feet_touch_the_floor() -> None:
    """In every key pose of a heel raise the lowest point is on the floor."""
    stage = Stage(_motion("foot", "neutral", "heel-raise"), Look())
    for number in range(2):
        scene = stage.still(number)
        assert scene.shadow is not None
        assert abs(float(scene.solids[0].vertices[:, 2].min()) - scene.shadow) < 1.0


def test_arrows_are_drawn_inside_the_picture() -> None:
    """No arrow's head or shaft leaves the frame."""
    for names in (("straight", "tabletop"), ("straight", "spread"), ("straight", "wrist-extension")):
        picture = _still(_motion("hand", *names))
        heads = [layer.points for layer in picture.layers if isinstance(layer, Shape)]
        assert heads
        for points in heads:
            assert points.min() >= 0
            assert points.max() <= 240


def test_a_nerve_is_drawn_where_an_exercise_is_about_it() -> None:
    """Its course is a line of its own in the palm, in sight from the palm and not from the back."""

    def course(highlight: str, view: str) -> int:
        motion = _motion("hand", "straight", highlight=(highlight,), mark=Mark.STRETCHED)
        picture = _still(replace(motion, frames=(replace(motion.frames[0], view=view),)))
        lines = [layer for layer in picture.layers if isinstance(layer, Strokes)]
        return sum(len(layer.segments) for layer in lines if layer.colour == marks.NERVE)

    assert course("median-nerve", "palm") > 40
    assert course("median-nerve", "back") == 0
    assert course("forearm-flexors", "palm") == 0


def test_a_foot_rocks_from_its_toes_to_its_heel_on_one_floor() -> None:
    """Pulled up alone it hangs in the air; between tiptoe and flat heel it stands."""
    toes, heel = FOOT["heel-raise"].pose, FOOT["flex"].pose
    frames = (Frame(toes, view="outer"), Frame(heel, view="outer"))
    rocks, hangs = (Stage(Motion("foot", each), Look()) for each in (frames, frames[1:]))
    assert rocks.still(1).shadow is not None
    assert hangs.still(0).shadow is None
