"""Built meshes and skinning."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from coach import paths
from coach.figure import mesh
from coach.figure.pose_file import bundled
from coach.figure.skeleton import Kind, foot, hand, skeleton
from coach.figure.skinning import skin

if TYPE_CHECKING:
    from pathlib import Path

KINDS: tuple[Kind, ...] = ("hand", "foot")


def test_all_meshes_together_are_small() -> None:
    """The figure's assets take at most 400 KB on disk."""
    files = list((paths.assets() / "figure").glob("*.npz"))
    assert {file.stem for file in files} >= {"hand", "foot"}
    assert sum(file.stat().st_size for file in files) <= 400_000


@pytest.mark.parametrize("kind", KINDS)
def test_weights_of_every_vertex_sum_to_one(kind: Kind) -> None:
    """Each vertex is shared out completely among its bones."""
    m = mesh.load(kind)
    assert np.allclose(m.weights.sum(1), 1, atol=1e-5)
    assert np.allclose(m.line_weights.sum(1), 1, atol=1e-5)


@pytest.mark.parametrize("kind", KINDS)
def test_mesh_is_closed(kind: Kind) -> None:
    """Every edge of the skin belongs to exactly two faces, so there is no hole to look through."""
    m = mesh.load(kind)
    skin_edges = m.topology.edges[m.material != mesh.NAIL]
    _, count = np.unique(skin_edges, return_counts=True)
    assert (count == 2).all()


@pytest.mark.parametrize("kind", KINDS)
def test_normals_point_outward(kind: Kind) -> None:
    """Moving along the normals makes the limb larger."""
    m = mesh.load(kind)
    v = m.vertices.astype(float)
    f = m.topology.faces[m.material != mesh.NAIL]

    def volume(points: np.ndarray) -> float:
        a, b, c = (points[f[:, k]] for k in range(3))
        return float((a * np.cross(b, c)).sum() / 6)

    grown = v + m.topology.normals(m.vertices)
    assert volume(grown) > volume(v) > 0


def test_skin_in_bind_pose_is_the_mesh_itself() -> None:
    """With the bones where they were bound, no vertex moves."""
    for kind in KINDS:
        m = mesh.load(kind)
        assert np.abs(skin(m, np.linalg.inv(m.bind).astype(np.float64)) - m.vertices).max() < 0.01


def test_a_bent_finger_keeps_its_thickness() -> None:
    """Flexed to a right angle, the finger at its middle joint is no thinner than nine tenths of straight."""
    m = mesh.load("hand")
    near = np.flatnonzero(m.digit[: m.skin] == 2)
    s = hand()

    def width(angle: float) -> float:
        v = skin(m, s.forward({"middle.pip": {"flexion": angle}}))[near]
        joint = s.forward({"middle.pip": {"flexion": angle}})[s.index["middle-middle"]]
        local = (v - joint[:3, 3]) @ joint[:3, :3]
        ring = local[np.abs(local[:, 1]) < 4]
        return float(np.ptp(ring[:, 0]))

    assert width(90) > 0.9 * width(0)


def test_flat_foot_touches_the_ground_with_heel_ball_and_toes() -> None:
    """In the flat pose heel, ball and big toe are within 1.5 mm of one level."""
    m = mesh.load("foot")
    v = skin(m, foot().forward(bundled("foot")["neutral"].pose))[: m.skin]
    heel = v[v[:, 1] < 0][:, 2].min()
    ball = v[(v[:, 1] > 85) & (v[:, 1] < 140)][:, 2].min()
    toe = v[m.digit[: m.skin] == 1][:, 2].min()
    assert max(heel, ball, toe) - min(heel, ball, toe) < 1.5


def test_regions_cover_something() -> None:
    """Every named region marks part of its limb, and never all of it."""
    for kind in KINDS:
        for values in mesh.load(kind).regions.values():
            assert 0.001 < float((values > 0.5).mean()) < 0.6


def test_a_missing_mesh_says_kindly_what_is_missing(tmp_path: Path) -> None:
    """Without its file the figure gives one sentence that names it, and advice."""
    with pytest.raises(mesh.FigureMissingError, match=r"hand\.npz is not there") as caught:
        mesh.read(tmp_path / "hand.npz", "hand")
    assert caught.value.advice


def test_a_damaged_mesh_is_told_from_a_missing_one(tmp_path: Path) -> None:
    """A file that cannot be understood is called damaged."""
    path = tmp_path / "hand.npz"
    path.write_bytes(b"PK\x03\x04 not an archive")
    with pytest.raises(mesh.FigureMissingError, match="is damaged"):
        mesh.read(path, "hand")


def test_meshes_belong_to_their_skeletons() -> None:
    """There is one bind matrix for each bone."""
    for kind in KINDS:
        assert len(mesh.load(kind).bind) == len(skeleton(kind))
