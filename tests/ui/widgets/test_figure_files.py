"""`coach figure` writes files that other programs read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage

from coach.errors import CoachError
from coach.figure.command import FigureCommandError, Request, pictures, pose_motion, write
from coach.ui.widgets.figure_files import save

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("qapp")


def _request(path: Path, **more: object) -> Request:
    return Request(pose_motion("hook-fist"), "Hook fist", path, size=160, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("ending", [".png", ".webp"])
def test_images_are_read_back(tmp_path: Path, ending: str) -> None:
    """A png or webp has the asked size and something on it."""
    (path,) = write(_request(tmp_path / f"fist{ending}"), save)
    image = QImage(str(path))
    assert (image.width(), image.height()) == (160, 160)
    assert len({image.pixel(x, 60) for x in range(160)}) > 10


def test_pdf_is_a_pdf(tmp_path: Path) -> None:
    """The pdf begins and ends as one, and holds lines and an image."""
    (path,) = write(_request(tmp_path / "fist.pdf"), save)
    data = path.read_bytes()
    assert data.startswith(b"%PDF-")
    assert b"%%EOF" in data[-32:]
    assert b"/Image" in data


def test_svg_needs_no_qt(tmp_path: Path) -> None:
    """An svg is written without the raster writer."""

    def never(*_: object) -> None:
        raise AssertionError

    (path,) = write(_request(tmp_path / "fist.svg", style="line"), never)
    assert path.read_text("utf-8").startswith("<svg")


def test_an_unknown_pose_gets_a_suggestion() -> None:
    """A slip of the pen is answered with the name that was meant."""
    with pytest.raises(FigureCommandError, match="no pose called hok-fist") as caught:
        pose_motion("hok-fist")
    assert "hook-fist" in caught.value.advice


def test_an_unknown_ending_names_the_known_ones(tmp_path: Path) -> None:
    """Asking for a bmp lists what can be written."""
    with pytest.raises(FigureCommandError) as caught:
        write(_request(tmp_path / "fist.bmp"), save)
    assert ".svg" in caught.value.advice


def test_a_frame_that_is_not_there_is_said(tmp_path: Path) -> None:
    """Frame 4 of one pose does not exist, and the message says how many there are."""
    with pytest.raises(FigureCommandError, match="has 1"):
        pictures(_request(tmp_path / "x.png", frame=4))


def test_a_folder_that_is_not_there_is_the_surroundings_fault(tmp_path: Path) -> None:
    """A path that cannot be written gives a kind error, not a traceback."""
    with pytest.raises(CoachError):
        write(_request(tmp_path / "nowhere" / "fist.png"), save)
