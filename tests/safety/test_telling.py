from __future__ import annotations

from coach.safety.adapt import Caution, Change
from coach.safety.telling import told_cautions, told_changes

NUMB, HOT = "You ticked “Numb feet”.", "You ticked “A hot joint”."


def test_what_is_left_out_for_one_reason_is_told_in_one_sentence() -> None:
    """First what is done instead, then what is left out, each reason once."""
    changes = [
        Change("a", "Wave", "", "", NUMB),
        Change("b", "Curl", "", "", HOT),
        Change("c", "Bend", "d", "Turn", NUMB),
        Change("e", "Rub", "", "", NUMB),
    ]
    assert list(told_changes(changes)) == [
        "Turn instead of Bend. You ticked “Numb feet”.",
        "Left out: Wave, Rub. You ticked “Numb feet”.",
        "Left out: Curl. You ticked “A hot joint”.",
    ]


def test_what_to_ask_about_is_told_by_its_reason() -> None:
    """Exercises with the same reason stand together."""
    cautions = [Caution("Wave", NUMB, ""), Caution("Curl", HOT, ""), Caution("Bend", NUMB, "")]
    assert list(told_cautions(cautions)) == [f"Wave, Bend. {NUMB}", f"Curl. {HOT}"]
    assert list(told_cautions(())) == []
