"""A whole library as one person's conditions leave it: the one place that everything shown comes from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from coach.routine import index as cards
from coach.routine.model import Exercise, Routine
from coach.safety.adapt import Adapted, adapt
from coach.safety.verdict import Hidden, judged

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.routine.index import Card, Index
    from coach.routine.library import Library
    from coach.routine.programme import Regimen
    from coach.safety.profile import Profile


@dataclass(frozen=True)
class Shelf:
    """`written` is the library as the files have it, `library` what suits this person, adapted to them."""

    written: Library
    profile: Profile
    library: Library
    adapted: Mapping[str, Adapted]
    """Whatever differs from the files, by its id."""

    @classmethod
    def of(cls, written: Library, profile: Profile) -> Shelf:
        """Adapt every exercise and every routine of a library."""
        documents: tuple[Routine | Exercise, ...] = (*written.exercises.values(), *written.routines.values())
        if not profile.ticked and not any(each.only_if for each in documents):
            return cls(written, profile, written, {})
        adapted = {document.id: adapt(document, profile, written) for document in documents}
        left = [each.document for each in adapted.values() if each.document is not None]
        library = replace(
            written,
            exercises={each.id: each for each in left if isinstance(each, Exercise)},
            routines={each.id: each for each in left if isinstance(each, Routine)},
        )
        return cls(written, profile, library, adapted)

    def adapt(self, identity: str) -> Adapted:
        """What became of an exercise or a routine. `KeyError` for an unknown id."""
        return self.adapted.get(identity) or Adapted(document(self.written, identity))

    @cached_property
    def index(self) -> Index:
        """All cards. What is ruled out has its card as written, with the reason."""
        # As written first: what suits stands over it.
        shown = replace(
            self.written,
            exercises={**self.written.exercises, **self.library.exercises},
            routines={**self.written.routines, **self.library.routines},
        )
        made = cards.build(shown)
        regimens = tuple(map(self._regimen, made.regimens))
        barred = {each.id: each.barred for each in regimens}
        cards_ = (
            replace(each, barred=barred.get(each.id, each.barred)) for each in map(self._card, made.cards)
        )
        return replace(made, cards=tuple(cards_), regimens=regimens)

    def _regimen(self, regimen: Regimen) -> Regimen:
        """A programme for this person: the items that are not for them say why, and so does the whole."""
        own = judged(self.written.programmes[regimen.id], self.profile, self.written)
        items = tuple(replace(item, barred=self.adapt(item.id).reason) for item in regimen.items)
        reason = own.reason if isinstance(own, Hidden) else ""
        if all(item.barred for item in items):
            reason = reason or items[0].barred
        return replace(regimen, items=items, barred=reason)

    def _card(self, card: Card) -> Card:
        if card.type == "programme":
            return card
        adapted = self.adapt(card.id)
        instead = ""
        if adapted.instead:
            instead = document(self.written, adapted.instead).title
        return replace(card, barred=adapted.reason, instead=instead, changes=len(adapted.changes))


def document(library: Library, identity: str) -> Routine | Exercise:
    """The routine or exercise with this id. `KeyError` if there is none."""
    return library.routines.get(identity) or library.exercises[identity]
