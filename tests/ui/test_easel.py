"""What the painter's process makes of an order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QBitmap, QImage, QPainter, QPicture, QRegion

from coach.errors import CoachError
from coach.figure.order import Manner, Order, motion_text
from coach.figure.render import render
from coach.ui import easel as module
from coach.ui.easel import Easel

if TYPE_CHECKING:
    from pathlib import Path

    from coach.figure.picture import Picture
    from coach.figure.scene import Scene

HAND = {"figure": "hand", "frames": [{"pose": "soft-fist"}, {"pose": "spread"}]}
SMALL = Order(
    motion_text(HAND), "stretch", width=96, height=80, phase="move", tempo=(2.0, 2.0, 2.0, 2.0), length=8.0
)


@pytest.fixture(scope="module")
def easel() -> Easel:
    """One for all tests, as one process paints all pictures."""
    return Easel()


def _painted(easel: Easel, order: Order) -> QImage:
    image, _ = easel.paint(order)
    assert image is not None
    return image


def test_a_movement_has_a_picture_for_each_moment(easel: Easel) -> None:
    """The size is the one asked for, and what moves looks different a moment later."""
    first, later = (_painted(easel, replace(SMALL, elapsed=elapsed)) for elapsed in (0.0, 1.0))
    assert (first.width(), first.height()) == (96, 80)
    assert first.format() is QImage.Format.Format_ARGB32_Premultiplied
    assert first != later


@pytest.mark.parametrize(
    "change", [{"tone": 6}, {"style": "line"}, {"mirrored": True}, {"dark": True, "style": "line"}]
)
def test_every_look_is_another_picture(easel: Easel, change: dict[str, object]) -> None:
    """Skin tone, lines only, the other side and a dark ground are seen."""
    assert _painted(easel, SMALL) != _painted(easel, replace(SMALL, **change))  # type: ignore[arg-type]


def test_an_untimed_preview_moves(easel: Easel) -> None:
    """Without a phase the movement loops at its own pace."""
    preview = replace(SMALL, phase="", tempo=(), length=0.0)
    assert _painted(easel, preview) != _painted(easel, replace(preview, elapsed=1.0))


def test_a_still_is_kept_on_the_disk(easel: Easel, tmp_path: Path) -> None:
    """What another day would draw again is found there."""
    path = tmp_path / "figures" / "still.png"
    still = _painted(easel, replace(SMALL, manner=Manner.STILL, keep=str(path)))
    kept = QImage(str(path))
    alpha = QImage.Format.Format_Alpha8
    assert kept.convertToFormat(alpha) == still.convertToFormat(alpha)


def test_faded_positions_are_drawn_once_and_not_sent_twice(
    easel: Easel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Key positions are worked out once each; what is on show already is answered without a picture."""
    drawn: list[object] = []

    def counted(scene: Scene, detail: float = 0.5) -> Picture:
        drawn.append(scene)
        return render(scene, detail)

    monkeypatch.setattr(module, "render", counted)
    fading = replace(SMALL, manner=Manner.FADING, edition=7)
    tags: list[str] = []
    for tenth in range(0, 80, 5):
        image, tag = easel.paint(replace(fading, elapsed=tenth / 10, shown=tags[-1] if tags else ""))
        assert (image is None) is (bool(tags) and tag == tags[-1])
        tags.append(tag)
    assert len(drawn) == 2
    assert len(set(tags)) > 1


def test_another_edition_is_read_anew(easel: Easel, tmp_path: Path) -> None:
    """A pose that has been changed in a given folder is seen after the files have been read again."""
    (tmp_path / "poses").mkdir()
    file = tmp_path / "poses" / "own.yaml"
    text = "coach: 1\ntype: poses\nfigure: hand\nposes:\n  mine:\n    title: Mine\n    from: {}\n"
    motion = motion_text({"figure": "hand", "frames": [{"pose": "mine"}]})
    order = replace(SMALL, motion=motion, folders=(str(tmp_path),), edition=1)
    file.write_text(text.format("straight"), encoding="utf-8")
    straight = _painted(easel, order)
    file.write_text(text.format("full-fist"), encoding="utf-8")
    assert _painted(easel, replace(order, edition=2)) != straight


def test_a_motion_that_cannot_be_read_is_told(easel: Easel) -> None:
    """An unknown pose is one sentence, not a crash."""
    motion = motion_text({"figure": "hand", "frames": [{"pose": "no-such-pose"}]})
    with pytest.raises(CoachError, match="no moving figure"):
        easel.paint(replace(SMALL, motion=motion))


def test_a_damaged_asset_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the figure's files cannot be read, the sentence that says so goes through."""

    def damaged(*_: object) -> None:
        raise CoachError("The moving figure cannot be drawn: hand.npz is not there.")

    monkeypatch.setattr(module, "staged", damaged)
    with pytest.raises(CoachError, match=r"hand\.npz"):
        Easel().paint(SMALL)


def test_for_paper_a_figure_is_recorded(easel: Easel) -> None:
    """A recording plays as the same figure; lines alone make a smaller one than lines over tone."""
    still = replace(SMALL, manner=Manner.PAPER)
    toned, lined = (easel.record(replace(still, style=style)) for style in ("toon", "line"))
    assert len(toned) > len(lined) > 1000
    page = QImage(96, 80, QImage.Format.Format_ARGB32_Premultiplied)
    page.fill(0)
    picture = QPicture()
    picture.setData(toned)
    painter = QPainter(page)
    painter.drawPicture(0, 0, picture)
    painter.end()
    assert QRegion(QBitmap.fromImage(page.createAlphaMask())).boundingRect().width() > 20
