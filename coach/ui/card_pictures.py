"""The picture on each card of the Library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.ui.figures import leading

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

    from coach.routine.index import Card
    from coach.routine.library import Library
    from coach.safety.shelf import Shelf
    from coach.ui.figures import Figures


class CardPictures:
    """Stills for the cards; None for a card until its figure has been drawn."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures
        self._shelf: Shelf | None = None
        self._drawn: Library | None = None
        self._leading: dict[str, str] = {}

    def use(self, shelf: Shelf) -> None:
        """From now on make pictures for the cards of this library."""
        self._shelf = shelf
        self._leading.clear()
        if shelf.written is not self._drawn:  # other answers need no other pictures
            self._drawn = shelf.written
            self._figures.use(shelf.written.exercises, shelf.written.paths)

    def __call__(self, card: Card) -> QPixmap | None:
        """The figure of an exercise, or of the one that a routine (a programme's first one) is most about."""
        if card.type == "exercise":
            return self._figures.still(card.id)
        if card.id not in self._leading and self._shelf is not None:
            library = self._shelf.written if card.barred else self._shelf.library
            regimen = self._shelf.index.regimen(card.id) if card.type == "programme" else None
            played = regimen.items[0].id if regimen is not None else card.id
            library = library if played in library.routines else self._shelf.written
            self._leading[card.id] = leading(library.timeline(played))
        return self._figures.still(self._leading.get(card.id, ""))
