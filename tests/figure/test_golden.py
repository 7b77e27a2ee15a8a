"""Pictures that people have looked at and found good, kept so that no change spoils them unseen."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QImage

from tools.golden_figures import FOLDER, NAMES, pixels, small

pytestmark = pytest.mark.usefixtures("qapp")


def _difference(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Levels by which pixels differ after a blur over 3 x 3, as eyes do not see single pixels."""
    gap = a.astype(float) - b.astype(float)
    padded = np.pad(gap, ((1, 1), (1, 1), (0, 0)))
    h, w = gap.shape[:2]
    blurred = sum(padded[y : y + h, x : x + w] for y in range(3) for x in range(3))
    seen: np.ndarray = np.abs(np.asarray(blurred) / 9).max(axis=2)
    return seen


@pytest.mark.parametrize("name", NAMES)
def test_pose_looks_as_it_did(name: str) -> None:
    """The drawing differs from the kept one nowhere by more than an eye would forgive.

    If the change is wanted, look at the new picture and run `python -m tools.golden_figures`.
    """
    kept = QImage(str(FOLDER / f"{name}.png"))
    assert not kept.isNull()
    gap = _difference(pixels(small(name)), pixels(kept))
    assert gap.mean() < 1.0
    assert np.percentile(gap, 99.5) < 24


def test_the_comparison_sees_another_pose() -> None:
    """Two different poses are told apart, so the tolerance is not blind."""
    gap = _difference(pixels(small("hook-fist")), pixels(QImage(str(FOLDER / "tabletop.png"))))
    assert gap.mean() > 3.0
