"""The pose studio: turn the joints, see the figure, and have the movement written into the file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QElapsedTimer, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGroupBox,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from coach.figure.anatomy import ANATOMIES
from coach.figure.camera import VIEWS
from coach.figure.furnish import known as known_things
from coach.figure.furniture import FURNITURE
from coach.figure.grips import grip_name, stored
from coach.figure.known_poses import known
from coach.figure.order import Manner, Order, motion_text
from coach.figure.reach import FINGERS, touch
from coach.figure.structures import words as structures
from coach.figure.studio import Sketch
from coach.ui.author.angle import Angle
from coach.ui.widgets.chips import Chips
from coach.ui.widgets.figure_canvas import FigureCanvas
from coach.ui.widgets.flow_layout import FlowLayout
from coach.ui.widgets.page import empty, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent

    from coach.figure.anatomy import FigureName
    from coach.figure.pose import Pose
    from coach.ui.figures import Figures
    from coach.ui.theme import Theme

FRAME_MS: Final = 40
SECONDS: Final = 2.0
"""How long the movement from one position to the next takes in the studio."""
NONE: Final = "none"
"""What a list says where nothing is chosen."""
TRUNKS: Final = {"hand": "Wrist and palm", "foot": "Ankle and foot", "body": "Trunk"}
"""What the joints are called that belong to no digit and no limb."""
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
        self.angles: dict[tuple[str, str], Angle] = {}
        self._is_tight = False
        self._chips: list[QPushButton] = []
        self._search: Iterator[tuple[float, Pose, float]] | None = None
        self.sketch = Sketch.new("hand", known("hand", self._folders))
        self._build()
        self._watch = QElapsedTimer()
        self._watch.start()
        self._frames = QTimer(self, interval=FRAME_MS)
        self._frames.timeout.connect(self._draw)
        self._searching = QTimer(self, interval=0)
        self._searching.timeout.connect(self._on_search)
        self._rebuild()

    # -- what is worked on ------------------------------------------------------------------------

    def show_motion(self, raw: Mapping[str, object] | None, kind: str) -> None:
        """Take over a file's `motion:`, or begin with a figure at rest."""
        self.kind = kind
        if raw and raw.get("figure") in ANATOMIES:
            poses = known(str(raw["figure"]), self._folders)
            self.sketch = Sketch.read(raw, poses)
        else:
            self.sketch = Sketch.new("hand", known("hand", self._folders))
        self.at = 0
        self._rebuild()

    def change(self, sketch: Sketch, *, at: int | None = None) -> None:
        """Go on with another sketch, and with another of its positions."""
        is_other = sketch.figure != self.sketch.figure
        self.sketch = sketch
        self.at = max(0, min(self.at if at is None else at, len(sketch.keys) - 1))
        if is_other:
            self._rebuild()
        else:
            self._show()

    # -- parts ------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.canvas = FigureCanvas(self._figures.painter)
        self.moving = QCheckBox("Move")
        self.moving.setToolTip("Move through the positions")
        self.mirrored = QCheckBox("Right side")
        self.mirrored.setChecked(True)
        left = QWidget()
        self._left = QVBoxLayout(left)
        self._left.addWidget(self.canvas, 1)
        self._positions = self._build_positions()
        self._left.addWidget(self._positions)
        self._right = QVBoxLayout()
        self._side = QVBoxLayout()
        self._right.addLayout(self._side)
        inner = QWidget()
        inner.setObjectName("scrolled")
        inner.setLayout(self._right)
        scrolled = _Column()
        scrolled.setAccessibleName("What the figure does")
        scrolled.setWidget(inner)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(left)
        self._split.addWidget(scrolled)
        self._split.setSizes([self._theme.px(400), self._theme.px(400)])
        self.put = QPushButton("Put it into the file")
        self.put.setProperty("kind", "primary")
        self.put.clicked.connect(lambda: self.written.emit(self.sketch.lines()))
        back = QPushButton("Back")
        back.setAccessibleName("Back to the text")
        back.setToolTip("Back to the text")
        back.setProperty("bare", "true")
        back.setShortcut("Escape")
        back.clicked.connect(self.left)
        self.said = text("", "muted")
        self.said.hide()
        foot = FlowLayout(spacing=8)
        for widget in (self.put, back):
            foot.addWidget(widget)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._split, 1)
        whole.addWidget(self.said)
        whole.addLayout(foot)

    def _build_positions(self) -> QWidget:
        """The positions in their order, and what can be done with the one in hand."""
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        looks = FlowLayout()
        for way in (self.mirrored, self.moving):
            looks.addWidget(way)
            way.toggled.connect(self._on_looked_at)
        column.addLayout(looks)
        column.addWidget(text("Positions", "label"))
        self._keys = FlowLayout(spacing=6)
        column.addLayout(self._keys)
        tools = FlowLayout(spacing=6)
        self.buttons = {}
        for label, pressed in (
            ("Double", lambda: self.change(self.sketch.doubled(self.at), at=self.at + 1)),
            ("Earlier", lambda: self._move(-1)),
            ("Later", lambda: self._move(1)),
            ("Remove", lambda: self.change(self.sketch.without(self.at))),
            ("Copy as a pose", self._on_copy),
        ):
            self.buttons[label] = button = QPushButton(label)
            button.clicked.connect(lambda _=False, pressed=pressed: pressed())
            tools.addWidget(button)
        self.copy = self.buttons["Copy as a pose"]
        self.copy.setToolTip("Copy this position for a file of `type: poses`")
        column.addLayout(tools)
        return box

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the positions scroll with the joints: the figure needs its own."""
        super().resizeEvent(event)
        size, px = event.size(), self._theme.px
        is_tight = size.height() < px(TIGHT[1]) or size.width() < px(TIGHT[0])
        if is_tight != self._is_tight:
            self._is_tight = is_tight
            if is_tight:
                self._right.insertWidget(0, self._positions)
            else:
                self._left.addWidget(self._positions)

    def _rebuild(self) -> None:
        """All controls for the figure in hand."""
        figure = self.sketch.figure
        empty(self._side)
        self.angles = {}
        self.figure = Chips("Figure", [("hand", "Hand"), ("foot", "Foot"), ("body", "Body")])
        self.figure.choose(figure)
        self.figure.chosen.connect(self._on_figure)
        self._side.addWidget(self.figure)
        self.base = self._combo("Begin with the pose", ["", *sorted(self.sketch.poses)], self._on_base)
        views = ["", *VIEWS[figure]]
        self.view = self._combo(
            "Seen from (all positions)", views, lambda word: self._tell(None, "view", word)
        )
        hands = ["", *(name.partition("/")[2] for name in stored() if name.startswith(f"{figure}/"))]
        self.hand = self._combo("Helping hand (this position)", hands, self._on_hand)
        things = ["", *(FURNITURE if figure == "body" else known_things(figure))]
        self.thing = self._combo(
            "Thing (this position)", things, lambda word: self._tell(self.at, "prop", word)
        )
        self.marked = QLineEdit()
        self.marked.setPlaceholderText(", ".join(sorted(structures(figure))[:3]) + " …")
        self.marked.setToolTip(", ".join(sorted(structures(figure))))
        self.marked.setAccessibleName("What glows")
        self.marked.editingFinished.connect(self._on_marked)
        self._side.addWidget(text("What glows", "label"))
        self._side.addWidget(self.marked)
        if figure == "hand":
            self._side.addWidget(self._build_touch())
        for name, joints in _grouped(figure):
            box = QGroupBox(name)
            column = QVBoxLayout(box)
            for joint in joints:
                column.addWidget(text(joint, "label"))
                for axis in ANATOMIES[figure].joints[joint].axes:
                    angle = Angle(self._theme, joint, axis)
                    angle.turned.connect(
                        lambda degrees, joint=joint, kind=axis.kind: self._on_turned(joint, kind, degrees)
                    )
                    self.angles[joint, axis.kind] = angle
                    column.addWidget(angle)
            self._side.addWidget(box)
        self._side.addStretch()
        self._show()

    def _build_touch(self) -> QWidget:
        """The thumb to a finger, searched for step by step."""
        box = QGroupBox("Thumb to finger")
        row = FlowLayout(box)
        self.finger = QComboBox()
        self.finger.addItems(FINGERS)
        self.finger.setAccessibleName("Finger")
        self.bring = QPushButton("Bring")
        self.bring.clicked.connect(self._on_bring)
        self.progress = QProgressBar()
        self.progress.setRange(0, 100)
        self.progress.setAccessibleName("How far the search is")
        self.stop = QPushButton("Cancel")
        self.stop.setEnabled(False)
        self.stop.clicked.connect(self._on_stop)
        for widget in (self.finger, self.bring, self.progress, self.stop):
            row.addWidget(widget)
        return box

    def _combo(self, name: str, words: list[str], chosen: Any) -> QComboBox:  # noqa: ANN401  # a slot
        combo = QComboBox()
        combo.addItems([word or NONE for word in words])
        combo.setAccessibleName(name)
        combo.setMinimumWidth(80)
        combo.textActivated.connect(lambda word: chosen("" if word == NONE else word))
        self._side.addWidget(text(name, "label"))
        self._side.addWidget(combo)
        return combo

    # -- what is on show --------------------------------------------------------------------------

    def _show(self) -> None:
        sketch, key = self.sketch, self.sketch.keys[self.at]
        has_keyboard = any(button.hasFocus() for button in self._chips)
        empty(self._keys)
        self._chips = []
        for number, one in enumerate(sketch.keys):
            button = QPushButton(f"{number + 1} {one.base}".strip())
            button.setProperty("kind", "chip")
            button.setCheckable(True)
            button.setChecked(number == self.at)
            button.setAccessibleName(f"Position {number + 1}: {one.base or 'at zero'}")
            button.clicked.connect(lambda _=False, number=number: self.change(self.sketch, at=number))
            self._keys.addWidget(button)
            self._chips.append(button)
            if has_keyboard and number == self.at:
                button.setFocus()
        for (joint, kind), angle in self.angles.items():
            angle.show_degrees(key.pose.angle(joint, kind))
        _choose(self.base, key.base)
        _choose(self.view, str(sketch.said.get("view", "")))
        said = key.said.get("assist", sketch.said.get("assist"))
        _choose(self.hand, grip_name(sketch.figure, said).partition("/")[2] if said else "")
        thing = key.said.get("prop", sketch.said.get("prop"))
        _choose(self.thing, thing if isinstance(thing, str) else "")
        self.marked.setText(", ".join(sketch.marked))
        count = len(sketch.keys)
        for label, can in (("Earlier", self.at > 0), ("Later", self.at < count - 1), ("Remove", count > 1)):
            self.buttons[label].setEnabled(can)
        self._draw()

    def _draw(self) -> None:
        """Have the position in hand painted, or the moment of the movement."""
        raw = self.sketch.raw()
        if not self.moving.isChecked():
            frames = raw["frames"]
            assert isinstance(frames, list)  # noqa: S101  # as it is made
            raw["frames"] = [frames[self.at]]
        self._figures_order(raw)

    def _figures_order(self, raw: Mapping[str, object]) -> None:
        look = self._figures.look
        manner = Manner.MOVING if self.moving.isChecked() else Manner.STILL
        order = Order(motion_text(raw), self.kind, tuple(map(str, self._folders)))
        order = replace(
            order,
            tone=look[0],
            style=look[1],
            dark=look[2],
            builds=look[3],
            mirrored=self.mirrored.isChecked(),
            manner=manner,
            elapsed=self._watch.elapsed() / 1000 if self.moving.isChecked() else 0.0,
            tempo=(SECONDS, 0.5) * len(self.sketch.keys),
        )
        self.canvas.show_picture(order)

    def _on_looked_at(self) -> None:
        """Nothing is painted again and again while nothing moves."""
        if self.moving.isChecked() and self.isVisible():
            self._frames.start()
        else:
            self._frames.stop()
        self._draw()

    # -- what is done -----------------------------------------------------------------------------

    def _on_turned(self, joint: str, kind: str, degrees: float) -> None:
        self.sketch = self.sketch.turned(self.at, joint, kind, degrees)
        self._draw()

    def _on_figure(self, figure: str) -> None:
        if figure in ANATOMIES and figure != self.sketch.figure:
            self.change(Sketch.new(figure, known(figure, self._folders)), at=0)  # type: ignore[arg-type]  # see above

    def _on_base(self, name: str) -> None:
        self.change(self.sketch.based(self.at, name))

    def _on_hand(self, word: str) -> None:
        does, _, on = word.partition("/")
        self._tell(self.at, "assist", {"hand": does, "on": on} if on else does)

    def _on_marked(self) -> None:
        regions = [word.strip() for word in self.marked.text().split(",") if word.strip()]
        unknown = [word for word in regions if word not in structures(self.sketch.figure)]
        self._say(f"Nothing is called {', '.join(unknown)} here." if unknown else "")
        self.change(self.sketch.marking(regions))

    def _tell(self, at: int | None, name: str, words: object) -> None:
        self.change(self.sketch.told(at, name, words))

    def _move(self, by: int) -> None:
        to = self.at + by
        if 0 <= to < len(self.sketch.keys):
            self.change(self.sketch.moved(self.at, to), at=to)

    def _on_copy(self) -> None:
        lines = self.sketch.pose_lines(self.at, "my-pose")
        QGuiApplication.clipboard().setText("\n".join(lines) + "\n")
        self._say("Copied. Put it below `poses:` in a file of `type: poses`, under a name of its own.")

    def _on_bring(self) -> None:
        self._search = touch(self.sketch.keys[self.at].pose, self.finger.currentText())
        self._set_searching(searching=True)

    def _on_stop(self) -> None:
        self._search = None
        self._set_searching(searching=False)

    def _on_search(self) -> None:
        """One round of the search; the figure shows it."""
        found = next(self._search, None) if self._search is not None else None
        if found is None:
            self._on_stop()
            return
        done, pose, gap = found
        self.progress.setValue(round(100 * done))
        self._say(f"{gap:.1f} mm apart")
        self.change(self.sketch.posed(self.at, pose))

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def _set_searching(self, *, searching: bool) -> None:
        self.bring.setEnabled(not searching)
        self.stop.setEnabled(searching)
        if searching:
            self._searching.start()
        else:
            self._searching.stop()
            self.progress.setValue(0 if self.progress.value() == 0 else 100)

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


def _choose(combo: QComboBox, word: str) -> None:
    said = word or NONE
    if combo.findText(said) < 0:
        combo.addItem(said)
    combo.setCurrentText(said)


def _grouped(figure: FigureName) -> list[tuple[str, list[str]]]:
    """The joints by digit or part, in the anatomy's order."""
    groups: dict[str, list[str]] = {}
    for joint in ANATOMIES[figure].joints:
        groups.setdefault(joint.partition(".")[0], []).append(joint)
    alone = [joints[0] for joints in groups.values() if len(joints) == 1]
    several = [(name.capitalize(), joints) for name, joints in groups.items() if len(joints) > 1]
    return [(TRUNKS[figure], alone), *several] if alone else several
