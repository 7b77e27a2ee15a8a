"""Builds other than the average: as honest as the average one."""

# ruff: noqa: T201 - `pytest -rA` shows every gap and penetration

from __future__ import annotations

import numpy as np
import pytest

from coach.figure import mesh, solids
from coach.figure.build import BUILDS, limb_mesh
from coach.figure.grips import Fit, Grip, stored
from coach.figure.pose_file import bundled
from coach.figure.skeleton import GROUND
from coach.figure.stage import Look, Stage
from coach.figure.tones import SKIN
from coach.settings import Appearance
from tests.figure.test_bundled_motions import MOTIONS, STANDING
from tests.figure.test_contacts import DEPTH, GAP
from tools.solve_contacts import measure, tasks

FITS = [
    (build, name, fit)
    for build, about in BUILDS.items()
    for name, grip in stored().items()
    if name.split("/")[0] == about.kind
    for fit in grip.fits
]
TOE = ("long-second-toe",)


@pytest.mark.parametrize(("build", "name", "fit"), FITS, ids=[f"{build} {name}" for build, name, _ in FITS])
def test_a_helping_hand_fits_every_build(build: str, name: str, fit: Fit) -> None:
    """What was solved for the average limb holds for the others: 1.5 mm at most between, 1 mm shared."""
    task, grip = tasks.grips()[name], stored()[name]
    hold = next(hold for hold in task.holds if hold.pose.distance(fit.held) == 0)
    reading = measure.grip(task, hold, Grip(name, grip.bone, grip.mirror, (fit,)), fit, (build,))
    print(f"{build} {name} {dict(hold.words)}: {reading}")
    assert reading.gap <= GAP
    assert reading.depth <= DEPTH


def test_no_build_changes_a_hand_that_touches_itself() -> None:
    """Fingertips, fists and pens are measured for the average hand only, so it is the only one there is."""
    assert {build.kind for build in BUILDS.values()} == {"foot"}


def test_the_second_toe_is_the_longest() -> None:
    """In a standing foot it reaches at least 5 mm farther than the big toe; on average it does not."""

    def ahead(builds: tuple[str, ...]) -> float:
        foot = solids.limb("foot", bundled("foot")["neutral"].pose, SKIN[0], builds=builds)
        digit = mesh.load("foot").digit
        return float(foot.vertices[digit == 2, 1].max() - foot.vertices[digit == 1, 1].max())

    assert ahead(()) < 0
    assert ahead(TOE) > 5


def test_nothing_but_the_second_toe_changes() -> None:
    """Skin that the second toe's bones do not hold stays where it was."""
    average, other = mesh.load("foot"), limb_mesh("foot", TOE)
    own = [average.skeleton.index[f"toe2-{part}"] for part in ("proximal", "middle", "distal")]
    away = average.weights[:, own].sum(1) == 0
    assert np.allclose(average.vertices[away], other.vertices[away], atol=1e-3)


def test_a_build_is_of_one_kind_of_limb() -> None:
    """A foot's build leaves the hand the very mesh it was."""
    assert limb_mesh("hand", TOE) is mesh.load("hand")


def test_the_setting_names_a_build() -> None:
    """What the settings call for is there to be drawn; by default nothing but the average."""
    assert Appearance(long_second_toe=True).builds == TOE
    assert set(TOE) <= set(BUILDS)
    assert Appearance().builds == ()


@pytest.mark.parametrize("name", STANDING)
def test_other_feet_stand_on_the_ground_too(name: str) -> None:
    """A standing foot with a longer second toe has its lowest point on the floor within 1 mm."""
    stage = Stage(MOTIONS[name], Look(builds=TOE))
    for at in (0.0, 0.9, 2.2):
        scene = stage.moving(MOTIONS[name].at(None, at))
        assert abs(float(scene.solids[0].vertices[:, 2].min()) - GROUND) < 1
