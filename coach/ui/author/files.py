"""The routine files: one's own first, with one's files of poses, then those that come with Coach."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from coach.figure.check import pose_diagnostics
from coach.figure.known_poses import files as pose_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coach.routine.folders import Folder
    from coach.routine.library import Library

GROUPS: Final = {"own": "Yours", "given": "Given at the start", "bundled": "Come with Coach"}
PATH: Final = Qt.ItemDataRole.UserRole


class Files(QWidget):
    """`chosen` carries the path of a file."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Find a file")
        self.filter.setAccessibleName("Find a file")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._on_filter)
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName("Routine files")
        self.tree.setRootIsDecorated(True)
        self.tree.setIndentation(self.fontMetrics().height() * 2 // 3)
        self.tree.itemActivated.connect(self._on_chosen)
        self.tree.itemClicked.connect(self._on_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 4, 8)
        column.addWidget(self.filter)
        column.addWidget(self.tree, 1)

    def show_library(self, library: Library, folders: tuple[Folder, ...]) -> None:
        """Show all files of the folders."""
        current = self.tree.currentItem()
        chosen = current.data(0, PATH) if current is not None else None
        opened = {
            item.text(0)
            for at in range(self.tree.topLevelItemCount())
            if (item := self.tree.topLevelItem(at)) is not None and item.isExpanded()
        }
        self.tree.clear()
        poses = {
            path: pose_diagnostics(path, library)
            for folder in folders
            if folder.origin != "bundled"
            for path in pose_files(folder.path)
        }
        said: dict[Path, list[int]] = {}
        for each in (*library.diagnostics, *chain(*poses.values())):
            counts = said.setdefault(each.path, [0, 0])
            counts[0 if each.is_error else 1] += 1
        for origin, name in GROUPS.items():
            of_origin = [folder for folder in folders if folder.origin == origin]
            head = QTreeWidgetItem([name])
            for folder in of_origin:
                inside = [one for one in library.files if one.is_relative_to(folder.root)]
                own_poses = [one for one in poses if one.is_relative_to(folder.root)]
                for path in (*sorted(inside, key=lambda one: one.stem), *own_poses):
                    label = f"poses/{path.stem}" if path in poses else path.stem
                    errors, warnings = said.get(path, (0, 0))
                    item = QTreeWidgetItem([f"{_mark(errors, warnings)}{label}"])
                    item.setData(0, PATH, path)
                    about = f"{path.relative_to(folder.root)}"
                    item.setToolTip(0, f"{about}\n{_told(errors, warnings)}")
                    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{label}: {_told(errors, warnings)}")
                    head.addChild(item)
                    if path == chosen:
                        self.tree.setCurrentItem(item)
            if head.childCount():
                self.tree.addTopLevelItem(head)
                head.setExpanded(name in opened or origin != "bundled")
        if self.tree.topLevelItemCount() == 1:
            self.tree.expandAll()
        self._on_filter(self.filter.text())

    def begin(self) -> None:
        """Show all there is, and put the keyboard on it."""
        self.tree.expandAll()
        self.tree.setFocus()

    def show_chosen(self, path: Path) -> None:
        """Mark the file that is being worked on."""
        for item in self._items():
            if item.data(0, PATH) == path:
                self.tree.setCurrentItem(item)

    def _items(self) -> Iterator[QTreeWidgetItem]:
        """The files, without the headings over them."""
        for at in range(self.tree.topLevelItemCount()):
            head = self.tree.topLevelItem(at)
            for number in range(head.childCount() if head else 0):
                if head is not None and (item := head.child(number)) is not None:
                    yield item

    def _on_filter(self, words: str) -> None:
        for item in self._items():
            hidden = words.strip().lower() not in item.text(0).lower()
            item.setHidden(hidden)
            head = item.parent()
            if words.strip() and not hidden and head is not None:
                head.setExpanded(True)

    def _on_chosen(self, item: QTreeWidgetItem) -> None:
        path = item.data(0, PATH)
        if path is not None:
            self.chosen.emit(path)


def _mark(errors: int, warnings: int) -> str:
    return "✖ " if errors else "▲ " if warnings else ""


def _told(errors: int, warnings: int) -> str:
    if errors:
        return "1 error" if errors == 1 else f"{errors} errors"
    if warnings:
        return "1 warning" if warnings == 1 else f"{warnings} warnings"
    return "All is well."
