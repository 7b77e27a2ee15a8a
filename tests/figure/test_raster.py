"""The z-buffer."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.figure.raster import FAR, Buffer, rasterise

SQUARE = np.array([[0, 1, 2], [0, 2, 3]], np.int32)


def _square(low: float, high: float) -> np.ndarray:
    """Corners in the order that faces the viewer on a screen whose y grows downward."""
    return np.array([[low, low], [low, high], [high, high], [high, low]], np.float32)


def _draw(xy: np.ndarray, z: np.ndarray, faces: np.ndarray = SQUARE, size: int = 16) -> Buffer:
    values = np.ones((len(xy), 1), np.float32)
    return rasterise(
        xy.astype(np.float32),
        z.astype(np.float32),
        values,
        (faces[:, 0], faces[:, 1], faces[:, 2]),
        size,
        size,
    )


def test_a_square_covers_exactly_its_pixels() -> None:
    """Pixels whose middle lies inside are hit, the others stay far away."""
    seen = _draw(_square(4, 12), np.zeros(4))
    assert seen.hit.sum() == 64
    assert seen.hit[4:12, 4:12].all()
    assert (seen.depth[~seen.hit] == FAR).all()


def test_faces_that_look_away_are_not_drawn() -> None:
    """The same square turned round leaves no pixel."""
    assert not _draw(_square(4, 12), np.zeros(4), SQUARE[:, ::-1]).hit.any()


def test_the_nearer_of_two_squares_wins_whatever_their_order() -> None:
    """Depth decides, not the order of the faces."""
    xy = np.concatenate([_square(2, 14), _square(4, 12)])
    for z in ([0] * 4 + [5] * 4, [5] * 4 + [0] * 4):
        both = np.concatenate([SQUARE, SQUARE + 4])
        seen = _draw(xy, np.array(z), both)
        assert seen.depth[8, 8] == 5


def test_depth_is_interpolated_along_a_slope() -> None:
    """Between two depths a pixel gets the share its middle has."""
    z = np.array([0, 0, 8, 8])
    seen = _draw(_square(4, 12), z)
    assert np.allclose(seen.depth[8, 4:12], np.arange(8) + 0.5, atol=1e-3)


def test_what_lies_outside_the_picture_is_cut_off() -> None:
    """A square larger than the picture fills it without an error."""
    assert _draw(_square(-50, 60), np.zeros(4)).hit.all()


def test_depth_stays_in_single_precision() -> None:
    """No step on the way becomes double, which would make equal depths differ."""
    seen = _draw(_square(4, 12), np.zeros(4))
    assert {str(seen.depth.dtype), str(seen.values.dtype)} == {"float32"}


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000))
def test_a_triangulated_plane_has_no_holes(seed: int) -> None:
    """However a plane is cut into triangles, each of its pixels is hit."""
    rng = np.random.default_rng(seed)
    n = 6
    g = np.linspace(1, 15, n)
    x, y = np.meshgrid(g, g, indexing="ij")
    inner = (slice(1, -1), slice(1, -1))
    x[inner] += rng.uniform(-1, 1, (n - 2, n - 2))
    y[inner] += rng.uniform(-1, 1, (n - 2, n - 2))
    i, j = (k.ravel() for k in np.meshgrid(np.arange(n - 1), np.arange(n - 1), indexing="ij"))
    a, b, c, d = i * n + j, i * n + j + 1, (i + 1) * n + j + 1, (i + 1) * n + j
    faces = np.concatenate([np.stack([a, b, c], 1), np.stack([a, c, d], 1)]).astype(np.int32)
    xy = np.stack([x.ravel(), y.ravel()], 1)
    seen = _draw(xy, np.zeros(n * n), faces)
    assert seen.hit[1:15, 1:15].all()


def test_nothing_to_draw_gives_an_empty_buffer() -> None:
    """A picture without any front face is empty, not an error."""
    seen = _draw(_square(4, 12) + 100, np.zeros(4))
    assert not seen.hit.any()
