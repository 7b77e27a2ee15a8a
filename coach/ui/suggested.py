"""What the Today page offers to begin at one press, chosen from the cards. Pure: no Qt."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from coach.ui.library_filter import main_area

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coach.routine.index import Card

SHORT: Final = 60.0
LONG: Final = 300.0
MOST: Final = 4
"""Starts that are easily told apart at a glance."""
FAVOURITES: Final = 4
"""Favourites that are among them at most; all are in the Library."""
NEAR: Final = 0.25
"""By how much of its length a routine may miss the length that was promised."""
AT_WORK: Final = ("writing-break", "desk-break")
"""The occasions of pauses from work, the nearest to Coach's purpose first."""
BY_HOUR: Final = ((5, "set-up"), (11, "relaxing"), (19, "bedtime"))
"""From which hour on what is suggested; before the first it is still the night."""
WORDS: Final = {"set-up": "Before you write", "relaxing": "To relax", "bedtime": "Before bed"}


@dataclass(frozen=True, slots=True)
class Start:
    """One thing to begin: why it stands there, and the card."""

    words: str
    card: Card


def quick(cards: Sequence[Card], hour: int) -> tuple[Start, ...]:
    """A minute, five minutes, something for the feet, and what suits the hour of the day (0 to 23).

    What cannot be begun by this person, and rescues, are left out; so is a kind of which there is none.
    """
    open_to = [card for card in cards if card.type == "routine" and not card.barred and not card.rescues]
    at_work = [card for card in open_to if _rank(card) < len(AT_WORK)]
    found: list[Start] = []

    def add(words: str, some: Iterable[Card]) -> None:
        known = {start.card.id for start in found}
        first = next((card for card in some if card.id not in known), None)
        if first is not None:
            found.append(Start(words, first))

    for words, length in (("1 minute", SHORT), ("5 minutes", LONG)):
        near = [card for card in at_work if abs(card.seconds - length) <= NEAR * length]
        add(words, sorted(near, key=lambda card: (_rank(card), abs(card.seconds - length))))
    feet = [card for card in at_work if main_area(card.body) in {"feet", "toes"}]
    add("For your feet", sorted(feet, key=lambda card: card.seconds))
    occasion = next((kind for since, kind in reversed(BY_HOUR) if hour >= since), BY_HOUR[-1][1])
    suits = [card for card in open_to if occasion in card.occasion]
    add(WORDS[occasion], sorted(suits, key=lambda card: card.seconds))
    return tuple(found)


def known(cards: Sequence[Card], played: Sequence[str]) -> tuple[Start, ...]:
    """What was played last and what is played most, of the ids of past sessions, the newest first."""
    by_id = {card.id: card for card in cards if not card.barred and not card.rescues}
    ids = [one for one in played if one in by_id]
    if not ids:
        return ()
    last = Start("Last time", by_id[ids[0]])
    often = next((one for one, times in Counter(ids).most_common() if one != ids[0] and times > 1), None)
    return (last,) if often is None else (last, Start("You often do", by_id[often]))


def kept(cards: Sequence[Card], favourites: Sequence[str]) -> tuple[Start, ...]:
    """The first favourites of those that can be begun as they are, of their ids, the newest first."""
    by_id = {
        card.id: card for card in cards if card.type != "programme" and not card.barred and not card.rescues
    }
    return tuple(Start("A favourite", by_id[one]) for one in favourites if one in by_id)[:FAVOURITES]


def starts(
    cards: Sequence[Card], hour: int, played: Sequence[str], favourites: Sequence[str] = ()
) -> tuple[Start, ...]:
    """Favourites, then the two lengths, then what the person knows, then what else suits; nothing twice.

    Four at most, or as many as the favourites and the two lengths are; an even number, in two columns.
    """
    first = kept(cards, favourites)
    found = list(quick(cards, hour))
    lengths, others = found[:2], found[2:]
    chosen: dict[str, Start] = {}
    for start in (*first, *lengths, *known(cards, played), *others):
        chosen.setdefault(start.card.id, start)
    room = max(MOST, len(first) + 2)
    return tuple(chosen.values())[: room + room % 2]


def _rank(card: Card) -> int:
    """How near a routine is to a pause from work."""
    return next((place for place, one in enumerate(AT_WORK) if one in card.occasion), len(AT_WORK))
