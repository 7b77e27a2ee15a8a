from __future__ import annotations

import pytest

from coach.player.rating import STOP_PAIN, YES, Kind, Moment, Rating, Verdict, verdict
from coach.routine.plan import Rule
from coach.routine.quantity import comparison

BEFORE, DURING, AFTER = Moment


def rule(then: str, say: str = "", **when: str) -> Rule:
    """A rule as an author writes it."""
    return Rule(tuple((name, comparison(bound)) for name, bound in when.items()), then, say)


def told(*ratings: tuple[Moment, Kind, int]) -> list[Rating]:
    """What the person has said, in order."""
    return [Rating(kind, moment, value) for moment, kind, value in ratings]


STOP_AT_5 = rule("stop", "Enough.", pain=">=5")


@pytest.mark.parametrize(("pain", "stops"), [(4, False), (5, True), (10, True)])
@pytest.mark.parametrize("moment", Moment)
def test_an_author_s_limit_stands_for_coach_s_own(moment: Moment, pain: int, *, stops: bool) -> None:
    """Where a routine has a rule about pain, only that rule counts, at any moment, with its words."""
    found = verdict([STOP_AT_5], told((moment, Kind.PAIN, pain)), moment)
    assert found == (Verdict(STOP_AT_5) if stops else None)


@pytest.mark.parametrize(("pain", "stops"), [(0, False), (3, False), (4, True)])
def test_without_a_limit_coach_stops_above_3(pain: int, *, stops: bool) -> None:
    """A routine that says nothing about pain has Coach's own limit, and that is told apart."""
    found = verdict([], told((DURING, Kind.PAIN, pain)), DURING)
    assert (found is not None and found.stops and found.is_own) is stops


def test_the_strictest_rule_acts_and_among_equals_the_first() -> None:
    """Stop comes before easier, easier before a note; the author's order decides among equals."""
    rules = [
        rule("note", "Mind it.", pain=">0"),
        rule("easier", "Gently.", pain=">1"),
        rule("easier", "Later.", pain=">1"),
        STOP_AT_5,
    ]
    said = [verdict(rules, told((DURING, Kind.PAIN, pain)), DURING) for pain in (0, 1, 2, 5)]
    assert [one and one.rule.say for one in said] == [None, "Mind it.", "Gently.", "Enough."]


def test_a_rise_is_reckoned_from_before() -> None:
    """`pain_rise` compares with the pain before, and with nothing where nobody has told it."""
    rise = rule("stop", "Rest.", pain_rise=">0")
    known = [(BEFORE, Kind.PAIN, 5)]
    assert verdict([rise], told(*known), BEFORE) is None
    assert verdict([rise], told(*known, (AFTER, Kind.PAIN, 5)), AFTER) is None
    assert verdict([rise], told(*known, (DURING, Kind.PAIN, 6)), DURING) == Verdict(rise)
    unknown = verdict([rise], told((DURING, Kind.PAIN, 6)), DURING)
    assert unknown is not None
    assert unknown.is_own


def test_all_of_a_rule_must_hold() -> None:
    """A rule with two conditions waits for both; what nobody has said does not hold."""
    both = rule("easier", "", pain=">2", effort=">7")
    assert verdict([both], told((DURING, Kind.PAIN, 3)), DURING) is None
    assert verdict([both], told((AFTER, Kind.PAIN, 3), (AFTER, Kind.EFFORT, 7)), AFTER) is None
    assert verdict([both], told((AFTER, Kind.PAIN, 3), (AFTER, Kind.EFFORT, 8)), AFTER) == Verdict(both)


def test_what_was_said_earlier_does_not_act_again() -> None:
    """A rule acts on what is said now; an old answer that has been judged is not judged twice."""
    note = rule("note", "Take care.", pain=">0")
    assert verdict([note], told((BEFORE, Kind.PAIN, 2), (AFTER, Kind.EFFORT, 3)), AFTER) is None


@pytest.mark.parametrize("sign", [Kind.SHARP, Kind.NUMBNESS])
def test_sharp_pain_and_new_numbness_always_stop(sign: Kind) -> None:
    """During a session nobody's rule allows to go on with a sharp pain or new numbness."""
    lenient = [rule("note", "Known.", numbness=">0"), rule("note", "", pain=">9")]
    found = verdict(lenient, told((DURING, sign, YES)), DURING)
    assert found is not None
    assert (found.stops, found.is_own, found.names) == (True, True, frozenset({str(sign)}))


def test_numbness_that_was_there_before_is_the_author_s_to_judge() -> None:
    """Beforehand a rule about numbness counts; without one Coach does not start."""
    known = rule("note", "Stay in the easy range.", numbness=">0")
    assert verdict([known], told((BEFORE, Kind.NUMBNESS, YES)), BEFORE) == Verdict(known)
    found = verdict([], told((BEFORE, Kind.NUMBNESS, YES)), BEFORE)
    assert found is not None
    assert found.stops
    assert verdict([], told((BEFORE, Kind.NUMBNESS, 0)), BEFORE) is None


def test_how_much_a_cramp_hurts_ends_no_rescue() -> None:
    """A cramp hurts; what is new, sharp or numb, counts in a cramp too, and so does an author's own rule."""
    assert verdict([], told((DURING, Kind.PAIN, 10)), DURING, in_cramp=True) is None
    for sign in (Kind.SHARP, Kind.NUMBNESS):
        found = verdict([], told((DURING, Kind.PAIN, 10), (DURING, sign, YES)), DURING, in_cramp=True)
        assert found is not None
        assert (found.stops, found.names) == (True, frozenset({str(sign)}))
    for own in (STOP_AT_5, STOP_PAIN):
        assert verdict([own], told((DURING, Kind.PAIN, 5)), DURING, in_cramp=True) == Verdict(own)
