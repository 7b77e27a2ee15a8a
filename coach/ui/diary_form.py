"""An entry of the cramp diary to fill in: what is asked for at a visit. Only when and where is needed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from coach import times
from coach.errors import CoachError
from coach.history.cramp import PLACES, SIGNS
from coach.routine.plan import Side
from coach.ui import places, words
from coach.ui.widgets.chips import Chips
from coach.ui.widgets.flow_layout import FlowLayout
from coach.ui.widgets.page import Page, card, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.history.cramp import Cramp, Version

FINGER: Final = "Finger"
SIDES: Final = {"": "Not said", "left": "Left", "right": "Right", "both": "Both"}
YES_OR_NO: Final = {"": "Not said", "yes": "Yes", "no": "No"}
FLAGS: Final = {
    "woke": "Did it wake you?",
    "sick": "Vomiting or diarrhoea that day?",
    "alcohol": "Alcohol that day?",
    "numbness": "Numb or tingling?",
    "weakness": "Weak?",
    "twitching": "Twitching?",
    "swelling": "Swollen?",
    "colour": "Another colour?",
}
LENGTHS: Final = {
    "lasted": "How long it lasted (such as 90 s or 3 min)",
    "doing_for": "For how long you had been doing that (such as 2 h)",
    "helped_after": "How long until that helped",
}
TEXTS: Final = {
    "way": "Which way it pulled",
    "doing": "What you were doing",
    "shoes": "Shoes",
    "warmth": "Heat or cold",
    "fluids": "What you had drunk that day",
    "medicines": "New or changed medicines",
    "supplements": "Supplements",
    "done": "What you did, with commas between",
    "helped": "What helped",
    "cycle": "Day of the cycle, or week of pregnancy",
    "note": "Anything else",
}
GROUPS: Final = (
    ("How it was", ("way", "lasted", "let_go", "pain", "woke")),
    ("What helped", ("done", "helped", "helped_after")),
    ("Before it", ("doing", "doing_for", "shoes", "warmth", "fluids", "sick", "alcohol")),
    ("With it", SIGNS),
    ("Besides", ("medicines", "supplements", "cycle", "note")),
)


class DiaryForm(Page):
    """`saved` carries the entry as filled in. `versions`: what was ever written for it, oldest first.

    `withdrawn` asks to take it out of the diary, `forgotten` to delete it with all its versions.
    """

    saved = Signal(object)
    withdrawn = Signal()
    forgotten = Signal()
    back_wanted = Signal()
    get_help_wanted = Signal()

    def __init__(self, cramp: Cramp, versions: Sequence[Version] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cramp = cramp
        is_out = bool(versions) and versions[-1].withdrawn
        self.setWindowTitle("A cramp")
        self.chips: dict[str, Chips] = {}
        self.lines: dict[str, QLineEdit] = {}
        self.back = _button("Cramp diary", "quiet")
        self.back.setShortcut("Alt+Left")
        self.back.clicked.connect(self.back_wanted)
        self.column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(text("A cramp", "title"))
        about = (
            "This entry is out of the diary. Saving brings it back."
            if is_out
            else ("Write down what you know; leave the rest. Bring this to your visit.")
        )
        self.column.addWidget(text(about, "muted"))
        self.trouble, column = card("caution")
        self._trouble = text("")
        column.addWidget(self._trouble)
        self.trouble.hide()
        self.column.addWidget(self.trouble)
        self.column.addWidget(self._build_first())
        for heading, names in GROUPS:
            frame, column = card()
            column.addWidget(text(heading, "heading"))
            for name in names:
                column.addWidget(self._build(name))
            if names is SIGNS:
                self.get_help = _button("When to get help", "quiet")
                self.get_help.clicked.connect(self.get_help_wanted)
                column.addWidget(self.get_help, 0, Qt.AlignmentFlag.AlignLeft)
            self.column.addWidget(frame)
        self.column.addLayout(self._build_foot(is_new=not versions, is_out=is_out))
        if len(versions) > 1:
            self.column.addWidget(_earlier(versions[:-1]))
        self.column.addStretch()

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins."""
        place = self._cramp.place
        return self.chips["place"].buttons[PLACES.index(place) if place in PLACES else 0]

    def _build_first(self) -> QWidget:
        frame, column = card()
        column.addWidget(text("When and where", "heading"))
        names = [(place, places.PLACES.get(place, FINGER)) for place in PLACES]
        for name, caption, choices in (("place", "Where", names), ("side", "Side", list(SIDES.items()))):
            chips = self.chips[name] = Chips(caption, choices)
            chips.choose(str(getattr(self._cramp, name) or ""))
            column.addWidget(chips)
        began = self._cramp.began
        for name, caption, value in (
            ("day", "Day, as 2026-11-23", f"{began:%Y-%m-%d}"),
            ("time", "Time, as 03:20", f"{began:%H:%M}"),
        ):
            column.addWidget(self._line(name, caption, value))
        return frame

    def _build(self, name: str) -> QWidget:
        value = getattr(self._cramp, name)
        if name == "pain":
            numbers = [("", "Not said"), *((str(number), str(number)) for number in range(11))]
            return self._choice(
                name, "How much it hurt, 0 to 10", numbers, "" if value is None else str(value)
            )
        if name in FLAGS or name == "let_go":
            known = "" if value is None or (name == "let_go" and not value) else "yes" if value else "no"
            caption = FLAGS.get(name, "Has it let go?")
            return self._choice(name, caption, list(YES_OR_NO.items()), known)
        if name in LENGTHS:
            return self._line(name, LENGTHS[name], "" if value is None else times.length(value))
        shown = ", ".join(value) if name == "done" else value
        return self._line(name, TEXTS[name], shown)

    def _choice(self, name: str, caption: str, choices: list[tuple[str, str]], value: str) -> QWidget:
        chips = self.chips[name] = Chips(caption, choices)
        chips.choose(value)
        return chips

    def _line(self, name: str, caption: str, value: str) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        label, line = text(caption, "label"), QLineEdit(value)
        label.setBuddy(line)
        line.setAccessibleName(caption)
        column.addWidget(label)
        column.addWidget(line)
        self.lines[name] = line
        return made

    def _build_foot(self, *, is_new: bool, is_out: bool) -> FlowLayout:
        row = FlowLayout(spacing=12)
        self.save = _button("Bring it back" if is_out else "Save", "primary")
        self.save.clicked.connect(self._on_save)
        row.addWidget(self.save)
        if is_new:
            return row
        self.take_out, self.forget = _button("Take it out of the diary"), _button("Delete it for good …")
        self.sure = _button("Yes, delete it with all its versions")
        self.take_out.setVisible(not is_out)
        self.take_out.clicked.connect(self.withdrawn)
        self.forget.clicked.connect(self._on_forget)
        self.sure.clicked.connect(self.forgotten)
        self.sure.hide()
        for button in (self.take_out, self.forget, self.sure):
            row.addWidget(button)
        return row

    def _on_forget(self) -> None:
        self.sure.show()
        self.sure.setFocus()
        self.forget.hide()

    def say(self, words: str) -> None:
        """Say why something could not be done."""
        self._trouble.setText(words)
        self.trouble.show()
        self.ensureWidgetVisible(self.trouble)

    def _on_save(self) -> None:
        try:
            self.saved.emit(self.filled())
        except CoachError as error:
            self.say(f"{error} {error.advice}".strip())

    def filled(self) -> Cramp:
        """The entry as it stands in the form.

        Raises:
            CoachError: A day, a time or a length cannot be read.
        """
        told: dict[str, Any] = {name: self.lines[name].text().strip() for name in TEXTS}
        told["done"] = tuple(filter(None, (part.strip() for part in told["done"].split(","))))
        told |= {name: _flag(self.chips[name].value) for name in FLAGS}
        told |= {name: _length(self.lines[name].text()) for name in LENGTHS}
        pain = self.chips["pain"].value
        told["pain"] = int(pain) if pain else None
        over = self.chips["let_go"].value
        told["let_go"] = over == "yes" or (not over and told["lasted"] is not None)  # a length has an end
        told["place"] = self.chips["place"].value
        told["side"] = Side(self.chips["side"].value) if self.chips["side"].value else None
        told["began"] = self._began()
        return replace(self._cramp, **told)

    def _began(self) -> datetime:
        """What the form says, in the zone that the entry has; seconds stay where nothing was changed."""
        began = self._cramp.began
        day, clock = self.lines["day"].text().strip(), self.lines["time"].text().strip()
        if (day, clock) == (f"{began:%Y-%m-%d}", f"{began:%H:%M}"):
            return began
        try:
            return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=began.tzinfo)
        except ValueError as error:
            raise CoachError(
                f"`{day} {clock}` is no day and time.", "Write them as 2026-11-23 and 03:20."
            ) from error


def _flag(value: str) -> bool | None:
    return None if not value else value == "yes"


def _length(said: str) -> float | None:
    from coach.routine import quantity  # noqa: PLC0415  # only to save

    if not said.strip():
        return None
    try:
        return quantity.length(said.strip())
    except quantity.QuantityError as error:
        raise CoachError(str(error), error.hint) from error


def _earlier(versions: Sequence[Version]) -> QWidget:
    frame, column = card()
    column.addWidget(text("What stood here before", "heading"))
    for version in reversed(versions):
        out = "Taken out. " if version.withdrawn else ""
        column.addWidget(text(f"{version.told:%Y-%m-%d %H:%M}: {out}{words.cramp(version.cramp)}", "muted"))
    return frame


def _button(label: str, kind: str = "") -> QPushButton:
    button = QPushButton(label)
    button.setAutoDefault(True)
    if kind:
        button.setProperty("kind", kind)
    return button
