"""What the routines of rules are called, out of the cards that the window has kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from coach.reminders.rule import ClockTime, Dose, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def titles(cards: Path, rules: Iterable[Rule]) -> dict[str, str]:
    """The titles of routines after which a rule is called, by their ids; of those that are known.

    `cards` is the file of the library's cards. It is read only if a rule needs it.
    """
    wanted = {rule.routine for rule in rules if isinstance(rule, ClockTime | Dose) and not rule.manner.title}
    if not wanted:
        return {}
    try:
        kept = json.loads(cards.read_bytes())["cards"]
        return {str(card["id"]): str(card["title"]) for card in kept if card["id"] in wanted}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}
