"""A hand-out's figures, had from the painter one after another and kept as long as its page is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coach.ui.paper_pictures import Pictures, on_paper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.ui.figures import Figures
    from coach.ui.paper_pictures import Key


@dataclass(frozen=True, eq=False)
class _Wanted:
    """What the painter is asked for; each is its own."""

    key: Key
    lines: bool


class PaperFigures(QObject):
    """Everything is drawn in the painter's process, as all figures are."""

    came = Signal(int, int)
    """So many of so many figures are there now."""
    failed = Signal(str)
    """Why a figure will be missing, in one sentence."""

    def __init__(self, figures: Figures, keys: Sequence[Key], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._figures = figures
        self._keys = keys
        self._made: dict[tuple[Key, bool], bytes] = {}
        self._asked: list[_Wanted] = []
        figures.painter.recorded.connect(self._on_recorded)
        figures.painter.failed.connect(self._on_failed)

    def have(self, *, lines: bool) -> bool:
        """Whether all are there; those that are not are asked for, and nothing else is any more."""
        self.forget()
        for key in self._keys:
            if (key, lines) not in self._made:
                self._ask(_Wanted(key, lines))
        return not self._asked

    def pictures(self, *, lines: bool) -> Pictures:
        """Those that are there."""
        return Pictures({key: self._made.get((key, lines), b"") for key in self._keys})

    def forget(self) -> None:
        """Nothing is waited for; what is there stays."""
        for wanted in self._asked:
            self._figures.painter.forget(wanted)
        self._asked.clear()

    def _ask(self, wanted: _Wanted) -> None:
        exercise, is_left = wanted.key
        plain = self._figures.order(exercise, mirrored=False)
        if plain is None:
            self._made[wanted.key, wanted.lines] = b""
            return
        self._asked.append(wanted)
        self._figures.painter.ask(wanted, on_paper(plain, is_left=is_left, lines=wanted.lines))

    def _on_recorded(self, owner: object, recorded: bytes) -> None:
        if owner in self._asked:
            self._have(owner, recorded)

    def _on_failed(self, owner: object, why: str) -> None:
        if owner in self._asked:
            self.failed.emit(why)
            self._have(owner, b"")

    def _have(self, owner: object, recorded: bytes) -> None:
        wanted = next(each for each in self._asked if each is owner)
        self._asked.remove(wanted)
        self._made[wanted.key, wanted.lines] = recorded
        self.came.emit(len(self._keys) - len(self._asked), len(self._keys))
