"""All that one figure can be told: pose, view, helping hand, thing, what glows, and every joint's angle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGroupBox, QLineEdit, QVBoxLayout, QWidget

from coach.figure.anatomy import ANATOMIES
from coach.figure.furnish import known as known_things
from coach.figure.furniture import FURNITURE
from coach.figure.grips import grip_name, stored
from coach.figure.structures import words as structures
from coach.figure.views import VIEWS
from coach.ui.author.angle import Angle
from coach.ui.author.thumb_search import ThumbSearch
from coach.ui.widgets.chips import Chips
from coach.ui.widgets.page import text

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.figure.anatomy import FigureName
    from coach.figure.pose import Pose
    from coach.figure.studio import Sketch
    from coach.ui.theme import Theme

NONE: Final = "none"
"""What a list says where nothing is chosen."""
TRUNKS: Final = {"hand": "Wrist and palm", "foot": "Ankle and foot", "body": "Trunk"}
"""What the joints are called that belong to no digit and no limb."""


class Joints(QWidget):
    """The controls of the figure of a sketch.

    `changed` carries another sketch; `turned` one in which only an angle is another, while a slider is being
    moved; `figure_wanted` the name of another figure; `said` a sentence.
    """

    changed = Signal(object)
    turned = Signal(object)
    figure_wanted = Signal(str)
    said = Signal(str)

    def __init__(self, theme: Theme, sketch: Sketch) -> None:
        super().__init__()
        self._sketch, self._at = sketch, 0
        figure = sketch.figure
        self.angles: dict[tuple[str, str], Angle] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.figure = Chips("Figure", [("hand", "Hand"), ("foot", "Foot"), ("body", "Body")])
        self.figure.choose(figure)
        self.figure.chosen.connect(self.figure_wanted)
        self._column.addWidget(self.figure)
        self.base = self._combo("Begin with the pose", ["", *sorted(sketch.poses)], self._on_base)
        self.view = self._combo(
            "Seen from (all positions)", ["", *VIEWS[figure]], lambda word: self._tell(None, "view", word)
        )
        hands = ["", *(name.partition("/")[2] for name in stored() if name.startswith(f"{figure}/"))]
        self.hand = self._combo("Helping hand (this position)", hands, self._on_hand)
        things = ["", *(FURNITURE if figure == "body" else known_things(figure))]
        self.thing = self._combo(
            "Thing (this position)", things, lambda word: self._tell(self._at, "prop", word)
        )
        self.marked = QLineEdit()
        self.marked.setPlaceholderText(", ".join(sorted(structures(figure))[:3]) + " …")
        self.marked.setToolTip(", ".join(sorted(structures(figure))))
        self.marked.setAccessibleName("What glows")
        self.marked.editingFinished.connect(self._on_marked)
        self._column.addWidget(text("What glows", "label"))
        self._column.addWidget(self.marked)
        self.search: ThumbSearch | None = None
        """Only hands have one."""
        if figure == "hand":
            self.search = ThumbSearch(lambda: self._sketch.keys[self._at].pose)
            self.search.found.connect(self._on_found)
            self._column.addWidget(self.search)
        for name, joints in _grouped(figure):
            self._column.addWidget(self._group(theme, name, joints))
        self._column.addStretch()
        self.show_sketch(sketch, 0)

    def show_sketch(self, sketch: Sketch, at: int) -> None:
        """Show what a position of a sketch says. The sketch is one of the same figure."""
        self._sketch, self._at = sketch, at
        key = sketch.keys[at]
        for (joint, kind), angle in self.angles.items():
            angle.show_degrees(key.pose.angle(joint, kind))
        _choose(self.base, key.base)
        _choose(self.view, str(sketch.said.get("view", "")))
        said = key.said.get("assist", sketch.said.get("assist"))
        _choose(self.hand, grip_name(sketch.figure, said).partition("/")[2] if said else "")
        thing = key.said.get("prop", sketch.said.get("prop"))
        _choose(self.thing, thing if isinstance(thing, str) else "")
        self.marked.setText(", ".join(sketch.marked))

    def _group(self, theme: Theme, name: str, joints: list[str]) -> QGroupBox:
        box = QGroupBox(name)
        column = QVBoxLayout(box)
        for joint in joints:
            column.addWidget(text(joint, "label"))
            for axis in ANATOMIES[self._sketch.figure].joints[joint].axes:
                angle = Angle(theme, joint, axis)
                angle.turned.connect(
                    lambda degrees, joint=joint, kind=axis.kind: self._on_turned(joint, kind, degrees)
                )
                self.angles[joint, axis.kind] = angle
                column.addWidget(angle)
        return box

    def _combo(self, name: str, words: list[str], chosen: Callable[[str], None]) -> QComboBox:
        combo = QComboBox()
        combo.addItems([word or NONE for word in words])
        combo.setAccessibleName(name)
        combo.setMinimumWidth(80)
        combo.textActivated.connect(lambda word: chosen("" if word == NONE else word))
        self._column.addWidget(text(name, "label"))
        self._column.addWidget(combo)
        return combo

    def _on_turned(self, joint: str, kind: str, degrees: float) -> None:
        self._sketch = self._sketch.turned(self._at, joint, kind, degrees)
        self.turned.emit(self._sketch)

    def _on_base(self, name: str) -> None:
        self.changed.emit(self._sketch.based(self._at, name))

    def _on_hand(self, word: str) -> None:
        does, _, on = word.partition("/")
        self._tell(self._at, "assist", {"hand": does, "on": on} if on else does)

    def _on_marked(self) -> None:
        regions = [word.strip() for word in self.marked.text().split(",") if word.strip()]
        unknown = [word for word in regions if word not in structures(self._sketch.figure)]
        self.said.emit(f"Nothing is called {', '.join(unknown)} here." if unknown else "")
        self.changed.emit(self._sketch.marking(regions))

    def _on_found(self, pose: Pose, gap: float) -> None:
        self.said.emit(f"{gap:.1f} mm apart")
        self.changed.emit(self._sketch.posed(self._at, pose))

    def _tell(self, at: int | None, name: str, words: object) -> None:
        self.changed.emit(self._sketch.told(at, name, words))


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
