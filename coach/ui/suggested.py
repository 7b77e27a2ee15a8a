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


def starts(cards: Sequence[Card], hour: int, played: Sequence[str]) -> tuple[Start, ...]:
    """Four at most: the two lengths, then what the person knows, then what else suits; nothing twice."""
    found = list(quick(cards, hour))
    lengths, others = found[:2], found[2:]
    chosen = {start.card.id: start for start in lengths}
    for start in (*known(cards, played), *others):
        chosen.setdefault(start.card.id, start)
    return tuple(chosen.values())[:4]


def _rank(card: Card) -> int:
    """How near a routine is to a pause from work."""
    return next((place for place, one in enumerate(AT_WORK) if one in card.occasion), len(AT_WORK))
