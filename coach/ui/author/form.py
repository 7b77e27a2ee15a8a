"""The file as a form made from the models' own fields. A change here changes its place in the text only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from coach.author.completion import values
from coach.author.cursor import Cursor
from coach.author.edits import add_item, move_item, remove, set_value, set_words
from coach.author.grammar import Kind
from coach.author.places import EditError, find, root_of
from coach.routine.reader import Listing, Mapping, Scalar
from coach.ui.widgets.flow_layout import FlowLayout
from coach.ui.widgets.page import empty, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.author.completion import Names
    from coach.author.grammar import Field, Grammar, Path
    from coach.routine.reader import Node

NOT_READABLE: Final = "The form comes back once the text can be read: the messages say what to mend."
LEAST: Final = 60
"""Pixels that a field is wide at least."""
LABELS: Final = {"for": "for (one side)", "id": "id"}


class Form(QScrollArea):
    """`edited` carries the whole text with one place changed."""

    edited = Signal(str)

    def __init__(self, grammar: Grammar, names: Callable[[], Names]) -> None:
        super().__init__()
        self._grammar = grammar
        self._names = names
        self._text = ""
        self._document = ""
        self._structure: tuple[tuple[Path, str], ...] = ()
        self.fields: dict[Path, QLineEdit | QComboBox] = {}
        self.setWidgetResizable(True)
        self.setAccessibleName("The file as a form")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inner.setObjectName("scrolled")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(12, 12, 12, 12)
        self.setWidget(inner)
        self.said = text(NOT_READABLE, "muted")
        self._body = QVBoxLayout()
        self._column.addWidget(self.said)
        self._column.addLayout(self._body)
        self._column.addStretch()

    def show_text(self, words: str) -> None:
        """Show a text; the field that has the keyboard keeps it."""
        self._text = words
        try:
            root = root_of(words)
        except EditError:
            root = None
        is_record = isinstance(root, Mapping)
        self.said.setVisible(not is_record)
        for at in range(self._body.count()):
            if (item := self._body.itemAt(at)) is not None and (widget := item.widget()) is not None:
                widget.setEnabled(is_record)
        if not isinstance(root, Mapping):
            return
        kind = root.values.get("type")
        self._document = kind.text if isinstance(kind, Scalar) else ""
        structure = tuple(_structure(root))
        if structure != self._structure:
            self._structure = structure
            self._rebuild(root)
        for path, field in self.fields.items():
            _fill(field, _written(find(root, path)))

    def _rebuild(self, root: Mapping) -> None:
        focused = next((path for path, field in self.fields.items() if field.hasFocus()), None)
        place = self.verticalScrollBar().value()
        self.fields = {}
        empty(self._body)
        self._body.addWidget(self._record(root, ()))
        if focused in self.fields:
            self.fields[focused].setFocus()
        self.verticalScrollBar().setValue(place)

    def _record(self, node: Mapping, path: Path) -> QWidget:
        """The keys of one record, and a way to add others."""
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        present = list(node.values)
        for row, (name, value) in enumerate(node.values.items()):
            one = self._grammar.field(self._document, path, name, present)
            at = (*path, name)
            label = QLabel(LABELS.get(name, name.replace("_", " ")))
            label.setToolTip(one.about if one else "")
            label.setProperty("role", "label")
            editor = self._editor(value, one, at, present)
            editor.setToolTip(one.about if one else "")
            if isinstance(editor, QLineEdit | QComboBox):
                editor.setAccessibleName(".".join(str(part) for part in at))
                editor.setAccessibleDescription(one.about if one else "")
                label.setBuddy(editor)
            # Under one another: beside them there is no room for long names and large text.
            grid.addWidget(label, 2 * row, 0)
            grid.addWidget(editor, 2 * row + 1, 0)
        missing = [
            one
            for one in self._grammar.fields(self._document, path, present)
            if one.name not in node.values and one.kind is not Kind.FREE
        ]
        if missing:
            grid.addWidget(self._adder(missing, path), 2 * len(present), 0)
        return box

    def _editor(self, value: Node, one: Field | None, path: Path, present: list[str]) -> QWidget:
        if isinstance(value, Mapping):
            return self._boxed(self._record(value, path))
        if isinstance(value, Listing) and all(isinstance(item, Scalar) for item in value.items):
            return self._line(path, one, present, is_list=True)
        if isinstance(value, Listing):
            return self._records(value, path)
        if one is not None and one.kind in {Kind.CHOICE, Kind.FLAG}:
            return self._combo(path, one)
        return self._line(path, one, present, is_list=one is not None and one.kind is Kind.WORDS)

    def _line(self, path: Path, one: Field | None, present: list[str], *, is_list: bool) -> QLineEdit:
        line = QLineEdit()
        line.setMinimumWidth(LEAST)
        self.fields[path] = line
        name = str(path[-1])
        here = Cursor(self._document, path[:-1], name, "", 0, tuple(present))
        known = [choice.text for choice in values(here, self._grammar, self._names())]
        if known and not is_list:
            completer = QCompleter(known, line)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            line.setCompleter(completer)
        if is_list:
            line.setPlaceholderText("one, another")
        del one
        line.editingFinished.connect(lambda: self._on_line(path, line, is_list=is_list))
        return line

    def _combo(self, path: Path, one: Field) -> QComboBox:
        combo = QComboBox()
        combo.setMinimumWidth(LEAST)
        combo.addItems(["", *one.choices])
        self.fields[path] = combo
        combo.textActivated.connect(lambda value: self._change(lambda text: _put(text, path, value)))
        return combo

    def _records(self, node: Listing, path: Path) -> QWidget:
        """A card for each item, with the ways to move it, and one to add another."""
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        for place, item in enumerate(node.items):
            at = (*path, place)
            head = FlowLayout()
            title = f"{place + 1}. {_first(item)}"
            for label, words, to in (("↑", "up", place - 1), ("↓", "down", place + 1)):
                button = QPushButton(label)
                button.setAccessibleName(f"Move {title} {words}")
                button.setToolTip(f"Move {words}")
                button.setProperty("bare", "true")
                button.setEnabled(0 <= to < len(node.items))
                button.clicked.connect(lambda _=False, place=place, to=to: self._move(path, place, to))
                head.addWidget(button)
            away = QPushButton("Remove")
            away.setAccessibleName(f"Remove {title}")
            away.setProperty("bare", "true")
            away.clicked.connect(lambda _=False, at=at: self._change(lambda text: remove(text, at)))
            head.addWidget(away)
            frame = QFrame()
            frame.setObjectName("card")
            inside = QVBoxLayout(frame)
            inside.setContentsMargins(12, 8, 12, 8)
            inside.addWidget(text(title, "strong"))
            inside.addLayout(head)
            if isinstance(item, Mapping):
                inside.addWidget(self._record(item, at))
            column.addWidget(frame)
        starts = [
            one.name for one in self._grammar.fields(self._document, (*path, 0)) if one.kind is not Kind.FREE
        ]
        first = _kinds(self._grammar, self._document, path) or starts[:1]
        row = FlowLayout()
        for name in first:
            button = QPushButton(f"Add {name.replace('_', ' ')}")
            button.clicked.connect(lambda _=False, name=name: self._add(path, name))
            row.addWidget(button)
        column.addLayout(row)
        return box

    def _boxed(self, inner: QWidget) -> QWidget:
        frame = QFrame()
        frame.setObjectName("card")
        column = QVBoxLayout(frame)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(inner)
        return frame

    def _adder(self, missing: list[Field], path: Path) -> QComboBox:
        combo = QComboBox()
        combo.setMinimumWidth(LEAST)
        combo.setAccessibleName(f"Add a field to {'.'.join(map(str, path)) or 'the file'}")
        combo.addItem("Add …")
        for one in missing:
            combo.addItem(one.name.replace("_", " "), one.name)
            combo.setItemData(combo.count() - 1, one.about, Qt.ItemDataRole.ToolTipRole)
        combo.activated.connect(lambda at: self._add_key(path, missing[at - 1]) if at else None)
        return combo

    def _add_key(self, path: Path, one: Field) -> None:
        at = (*path, one.name)
        if one.kind is Kind.RECORDS:
            kinds = _kinds(self._grammar, self._document, at)
            names = kinds or [field.name for field in self._grammar.fields(self._document, (*at, 0))]
            self._change(lambda text: add_item(text, at, [f"{names[0]}:"]))
        elif one.kind is Kind.RECORD:
            first = self._grammar.fields(self._document, at)[0]
            self._change(
                lambda text: set_value(text, (*at, first.name), first.choices[0] if first.choices else "…")
            )
        else:
            start = one.choices[0] if one.choices else "…"
            self._change(lambda text: set_value(text, at, start))

    def _add(self, path: Path, name: str) -> None:
        self._change(lambda text: add_item(text, path, [f"{name}:"]))

    def _move(self, path: Path, place: int, to: int) -> None:
        self._change(lambda text: move_item(text, path, place, to))

    def _on_line(self, path: Path, line: QLineEdit, *, is_list: bool) -> None:
        said = line.text().strip()
        if said == self._now(path):
            return
        if is_list:
            words = [word.strip() for word in said.split(",") if word.strip()]
            self._change(lambda text: set_words(text, path, words))
        else:
            self._change(lambda text: _put(text, path, said))

    def _now(self, path: Path) -> str:
        try:
            return _written(find(root_of(self._text), path))
        except EditError:
            return ""

    def _change(self, edit: Callable[[str], str]) -> None:
        try:
            changed = edit(self._text)
        except EditError as error:
            self.said.setText(str(error))
            self.said.show()
            return
        if changed != self._text:
            self.edited.emit(changed)


def _put(words: str, path: Path, value: str) -> str:
    return set_value(words, path, value) if value else remove(words, path)


def _written(node: Node | None) -> str:
    if isinstance(node, Scalar):
        return node.text.strip()
    if isinstance(node, Listing):
        return ", ".join(item.text for item in node.items if isinstance(item, Scalar))
    return ""


def _fill(field: QLineEdit | QComboBox, value: str) -> None:
    if isinstance(field, QComboBox):
        if field.findText(value) < 0:
            field.addItem(value)
        field.setCurrentText(value)
    elif field.text() != value and not (field.hasFocus() and field.isModified()):
        field.setText(value)
        field.setCursorPosition(0)


def _first(item: Node) -> str:
    """What an item begins with, to tell it from the others."""
    if not isinstance(item, Mapping) or not item.values:
        return ""
    name, value = next(iter(item.values.items()))
    return (
        f"{name.replace('_', ' ')}: {_written(value)}"
        if isinstance(value, Scalar)
        else name.replace("_", " ")
    )


def _kinds(grammar: Grammar, document: str, path: Path) -> list[str]:
    """The keys that begin the kinds of item, where there are several kinds."""
    return [one.name for one in grammar.fields(document, (*path, 0)) if one.about.startswith("Begins a step")]


def _structure(node: Node, path: Path = ()) -> list[tuple[Path, str]]:
    """All that decides which fields there are."""
    found = [(path, type(node).__name__)]
    if isinstance(node, Mapping):
        for key, value in node.values.items():
            found += _structure(value, (*path, key))
    elif isinstance(node, Listing) and not all(isinstance(item, Scalar) for item in node.items):
        for place, item in enumerate(node.items):
            found += _structure(item, (*path, place))
            if isinstance(item, Mapping):
                found.append(((*path, place), _first(item)))
    return found
