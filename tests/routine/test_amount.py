from __future__ import annotations

import pytest

from coach.routine.amount import ENGLISH, Amount, AmountWords, Way, Where, amount, where
from tests.player.plans import plan


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1 hold 20 left", "hold 20 s"),
        ("1 move 90 both", "1 min 30 s"),
    ],
)
def test_an_amount_is_what_one_side_does(written: str, said: str) -> None:
    """A single stretch of work is its length, a hold says so."""
    steps = plan(written).steps
    assert ENGLISH.amount(amount(steps)) == said


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (Amount(Way.HOLD, 3, 12), "3 × hold 12 s"),
        (Amount(Way.REPS_OF, 10, 4, 2), "2 sets of 10 reps of 4 s"),
        (Amount(Way.REPS_IN, 8, 20), "8 reps in 20 s"),
        (Amount(Way.OWN_PACE, 15, 0, 3), "3 sets of 15 reps at your own pace"),
        (Amount(Way.OWN_PACE), "1 rep at your own pace"),
        (Amount(Way.UNTIL_DONE), "until you say it is done"),
    ],
)
def test_amounts_in_words(one: Amount, said: str) -> None:
    """Each kind of amount has its own words; sets stand around them."""
    assert ENGLISH.amount(one) == said


def test_amounts_in_another_language() -> None:
    """Another language replaces the words and keeps the numbers."""
    german = AmountWords(holds="{count} × {length} halten", sets="{sets} Sätze zu {each}")
    assert german.amount(Amount(Way.HOLD, 3, 12, 2)) == "2 Sätze zu 3 × 12 s halten"


@pytest.mark.parametrize(
    ("written", "sides"),
    [
        ("1 hold 5 left\n1 hold 5 right", Where.EACH),
        ("1 hold 5 left\n1 hold 5 right\n1 hold 5 left\n1 hold 5 right", Where.IN_TURN),
        ("1 hold 5 right", Where.RIGHT),
        ("1 hold 5 both", Where.BOTH),
        ("1 hold 5", Where.NONE),
    ],
)
def test_sides_are_told_apart(written: str, sides: Where) -> None:
    """Left then right is each side; back and forth is in turn."""
    assert where(plan(written).steps) is sides


def test_what_has_no_side_says_nothing() -> None:
    """No words for sides where there are none."""
    assert ENGLISH.where(Where.NONE) == ""
    assert ENGLISH.where(Where.IN_TURN) == "left and right in turn"
