"""Which cards match what the person asked for. Pure: no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coach.routine.index import Card

AREAS: dict[str, tuple[str, frozenset[str]]] = {
    "hands": (
        "Hands",
        frozenset(
            {
                "hand",
                "hands",
                "finger",
                "fingers",
                "thumb",
                "thumb-web",
                "palm",
                "wrist",
                "forearm",
                "forearms",
            }
        ),
    ),
    "feet": (
        "Feet",
        frozenset({"foot", "feet", "arch", "sole", "heel", "ankle", "forefoot", "plantar-fascia"}),
    ),
    "toes": ("Toes", frozenset({"toe", "toes", "big-toe", "small-toes"})),
    "legs": ("Calves", frozenset({"calf", "calves", "leg", "legs", "shin", "hamstring", "knee"})),
    "body": ("Neck and shoulders", frozenset({"neck", "shoulders", "upper-back", "whole-body"})),
}

KINDS: dict[str, str] = {
    "stretch": "Stretch",
    "mobilise": "Move",
    "strengthen": "Strengthen",
    "massage": "Massage",
    "nerve-glide": "Nerve glide",
    "heat": "Warmth",
    "relief": "Relief",
    "ergonomics": "Writing",
}

MINUTES: dict[str, str] = {"60": "1 minute", "300": "up to 5", "600": "up to 10"}


FAVOURITE: Final = "favourite"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person asked for; an empty string asks for nothing in particular.

    The `type` `FAVOURITE` asks for what is in `favourites`, be it a routine, an exercise or a programme.
    """

    text: str = ""
    type: str = "routine"
    area: str = ""
    kind: str = ""
    seconds: str = ""
    suits: str = ""
    favourites: tuple[str, ...] = ()

    def matches(self, card: Card) -> bool:
        """Whether this card is wanted: every word typed begins a word of the card, and every choice fits."""
        if card.id not in self.favourites if self.type == FAVOURITE else card.type != self.type:
            return False
        if self.area and not AREAS[self.area][1].intersection(card.body):
            return False
        if self.kind and self.kind not in card.kinds:
            return False
        if self.seconds and card.seconds > float(self.seconds):
            return False
        if self.suits and card.barred:
            return False
        return _begins(_fold(self.text), _fold(card.search))

    def chosen(self, cards: Iterable[Card]) -> list[Card]:
        """The wanted cards: what is ruled out comes last, what has the words typed in its title first."""
        return sorted(filter(self.matches, cards), key=self._rank)

    def _rank(self, card: Card) -> tuple[bool, int]:
        typed, title = _fold(self.text), _fold(card.title)
        if " ".join(typed) in " ".join(title):
            return bool(card.barred), 0
        return bool(card.barred), 1 if _begins(typed, title) else 2


def _fold(text: str) -> list[str]:
    return text.replace("-", " ").casefold().split()


def _begins(typed: list[str], words: list[str]) -> bool:
    """Whether every word typed begins one of the words."""
    return all(any(word.startswith(part) for word in words) for part in typed)


def main_area(body: Iterable[str]) -> str:
    """The area most of the named parts belong to: `hands`, `feet`, `toes`, `legs` or `body`."""
    parts = list(body)
    scores = {area: sum(part in names for part in parts) for area, (_, names) in AREAS.items()}
    best = max(scores, key=lambda area: scores[area])
    return best if scores[best] else "body"
