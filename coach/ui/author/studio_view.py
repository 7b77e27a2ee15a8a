"""The pose studio: turn the joints, see the figure, and have the movement written into the file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QElapsedTimer, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QScrollArea, QSplitter, QVBoxLayout, QWidget

from coach.figure.anatomy import ANATOMIES
from coach.figure.known_poses import known
from coach.figure.order import Manner, Order, motion_text
from coach.figure.studio import Sketch
from coach.ui.author.joints import Joints
from coach.ui.author.positions import Positions
from coach.ui.widgets.figure_canvas import FigureCanvas
from coach.ui.widgets.flow_layout import FlowLayout
from coach.ui.widgets.page import text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent

    from coach.ui.figures import Figures
    from coach.ui.theme import Theme

FRAME_MS: Final = 40
SECONDS: Final = 2.0
"""How long the movement from one position to the next takes in the studio."""
TIGHT: Final = (620, 560)
"""Pixels, at 100 % text, below which the positions are not below the figure."""


class StudioView(QWidget):
    """`written` carries the lines of a `motion:` for the file; `left` goes back to the text."""

    written = Signal(list)
    left = Signal()

    def __init__(self, theme: Theme, figures: Figures, folders: Sequence[Path] = ()) -> None:
        super().__init__()
        self._theme = theme
        self._figures = figures
        self._folders = tuple(folders)
        self.kind = ""
        self.at = 0
        self._is_tight = False
        self.sketch = Sketch.new("hand", known("hand", self._folders))
        self.joints = self._new_joints(self.sketch)
        self._build()
        self._watch = QElapsedTimer()
        self._watch.start()
        self._frames = QTimer(self, interval=FRAME_MS)
        self._frames.timeout.connect(self._draw)

    # -- what is worked on ------------------------------------------------------------------------

    def show_motion(self, raw: Mapping[str, object] | None, kind: str) -> None:
        """Take over a file's `motion:`, or begin with a figure at rest."""
        self.kind = kind
        if raw and raw.get("figure") in ANATOMIES:
            poses = known(str(raw["figure"]), self._folders)
            sketch = Sketch.read(raw, poses)
        else:
            sketch = Sketch.new("hand", known("hand", self._folders))
        self._begin_with(sketch)

    def change(self, sketch: Sketch, *, at: int | None = None) -> None:
        """Go on with another sketch of the same figure, and with another of its positions."""
        self.sketch = sketch
        self.at = max(0, min(self.at if at is None else at, len(sketch.keys) - 1))
        self.positions.show_sketch(sketch, self.at)
        self.joints.show_sketch(sketch, self.at)
        self._draw()

    def _begin_with(self, sketch: Sketch) -> None:
        """Another sketch, of any figure: it has controls of its own."""
        before = self.joints
        self.joints = self._new_joints(sketch)
        self._right.replaceWidget(before, self.joints)
        before.hide()
        before.deleteLater()
        self.change(sketch, at=0)

    # -- parts ------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.canvas = FigureCanvas(self._figures.painter)
        self.positions = Positions(self.sketch)
        self.positions.changed.connect(lambda sketch, at: self.change(sketch, at=at))
        self.positions.looked_at.connect(self._on_looked_at)
        self.positions.said.connect(self._say)
        left = QWidget()
        self._left = QVBoxLayout(left)
        self._left.addWidget(self.canvas, 1)
        self._left.addWidget(self.positions)
        inner = QWidget()
        inner.setObjectName("scrolled")
        self._right = QVBoxLayout(inner)
        self._right.addWidget(self.joints)
        scrolled = _Column()
        scrolled.setAccessibleName("What the figure does")
        scrolled.setWidget(inner)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(scrolled)
        split.setSizes([self._theme.px(400), self._theme.px(400)])
        self.said = text("", "muted")
        self.said.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split, 1)
        whole.addWidget(self.said)
        whole.addLayout(self._build_foot())

    def _build_foot(self) -> FlowLayout:
        self.put = QPushButton("Put it into the file")
        self.put.setProperty("kind", "primary")
        self.put.clicked.connect(lambda: self.written.emit(self.sketch.lines()))
        back = QPushButton("Back")
        back.setAccessibleName("Back to the text")
        back.setToolTip("Back to the text")
        back.setProperty("bare", "true")
        back.setShortcut("Escape")
        back.clicked.connect(self.left)
        foot = FlowLayout(spacing=8)
        for widget in (self.put, back):
            foot.addWidget(widget)
        return foot

    def _new_joints(self, sketch: Sketch) -> Joints:
        made = Joints(self._theme, sketch)
        made.changed.connect(self.change)
        made.turned.connect(self._on_turned)
        made.figure_wanted.connect(self._on_figure)
        made.said.connect(self._say)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the positions scroll with the joints: the figure needs its own."""
        super().resizeEvent(event)
        size, px = event.size(), self._theme.px
        is_tight = size.height() < px(TIGHT[1]) or size.width() < px(TIGHT[0])
        if is_tight != self._is_tight:
            self._is_tight = is_tight
            if is_tight:
                self._right.insertWidget(0, self.positions)
            else:
                self._left.addWidget(self.positions)

    # -- what is on show --------------------------------------------------------------------------

    def _draw(self) -> None:
        """Have the position in hand painted, or the moment of the movement."""
        raw = self.sketch.raw()
        is_moving = self.positions.moving.isChecked()
        if not is_moving:
            frames = raw["frames"]
            assert isinstance(frames, list)  # noqa: S101  # as it is made
            raw["frames"] = [frames[self.at]]
        look = self._figures.look
        order = Order(motion_text(raw), self.kind, tuple(map(str, self._folders)))
        order = replace(
            order,
            tone=look[0],
            style=look[1],
            dark=look[2],
            builds=look[3],
            mirrored=self.positions.mirrored.isChecked(),
            manner=Manner.MOVING if is_moving else Manner.STILL,
            elapsed=self._watch.elapsed() / 1000 if is_moving else 0.0,
            tempo=(SECONDS, 0.5) * len(self.sketch.keys),
        )
        self.canvas.show_picture(order)

    def _on_looked_at(self) -> None:
        """Nothing is painted again and again while nothing moves."""
        if self.positions.moving.isChecked() and self.isVisible():
            self._frames.start()
        else:
            self._frames.stop()
        self._draw()

    def _on_turned(self, sketch: Sketch) -> None:
        self.sketch = sketch
        self.positions.follow(sketch)
        self._draw()

    def _on_figure(self, figure: str) -> None:
        if figure in ANATOMIES and figure != self.sketch.figure:
            self._begin_with(Sketch.new(figure, known(figure, self._folders)))  # type: ignore[arg-type]  # see above

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def showEvent(self, event: QShowEvent) -> None:
        """The figure can be seen."""
        super().showEvent(event)
        self._on_looked_at()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._frames.stop()


class _Column(QScrollArea):
    """What scrolls up and down: it is never narrower than what is in it."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizeAdjustPolicy(QScrollArea.SizeAdjustPolicy.AdjustToContents)

    def minimumSizeHint(self) -> QSize:
        """The width of what is in it, and of the bar."""
        inner = self.widget()
        needed = inner.minimumSizeHint().width() if inner is not None else 0
        return QSize(needed + self.verticalScrollBar().sizeHint().width(), 80)
