from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from coach.clock import FakeClock
from coach.reminders import asked
from coach.reminders.action import Offer, Withdraw
from coach.reminders.chosen import Chosen
from coach.reminders.rule import ActiveTime, Dose, Hydration, Manner, Purpose, Reminders
from coach.reminders.sample import Inhibitor
from tests.drivers.desk import Desk

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("qapp")

PLAIN = Manner()
MICRO = ActiveTime.usual(Purpose.KEYBOARD_MICRO, "writer-micro-60", PLAIN, id="micro")
WATER = Hydration("water")
ON = Chosen(on=True, reminders=Reminders((MICRO,)))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Somebody with one rule: a short pause after 20 minutes."""
    return Desk(tmp_path / "state" / "reminders.json", ON)


def test_a_pause_is_offered_when_it_is_due(desk: Desk) -> None:
    """After 20 minutes at the keyboard the offer is made, to the second, and told to all."""
    desk.live(20 * 60 - 1)
    assert desk.said == []
    desk.live(1.5)
    assert desk.names() == [("Offer", "micro", "worked")]
    offer = desk.file().offer
    assert offer is not None
    assert (offer.rule, offer.routine, offer.name) == (
        "micro",
        "writer-micro-60",
        "Short pause from the keyboard",
    )


def test_it_looks_seldom(desk: Desk) -> None:
    """In an hour in which nothing is due there are at most three looks a minute; none at all for focus."""
    desk.idle.rest()
    desk.live(3600)
    assert desk.looks <= 3 * 60
    assert desk.focus.looks == 0


def test_where_the_desktop_tells_of_the_hands_it_looks_once_a_minute(desk: Desk) -> None:
    """Then only the saving of the counts is left to wake for."""
    desk.idle.pushes = True
    desk.idle.rest()
    desk.senses.stir()
    desk.live(3600)
    assert desk.looks <= 70


def test_what_the_desktop_tells_is_looked_at_at_once(desk: Desk) -> None:
    """A screen that locks ends the work in hand: its time is rest from that moment."""
    desk.idle.pushes = True
    desk.live(600)
    desk.presence.locked = True
    desk.senses.stir()
    desk.live(40)
    assert desk.names() == [("Rested", "micro", "rested")]


def test_nothing_is_offered_into_a_call(desk: Desk) -> None:
    """The microphone is looked at only when the pause is due; then it is held, and comes after the call."""
    desk.focus.on = frozenset({"microphone"})
    desk.live(20 * 60 - 5)
    assert desk.focus.looks == 0
    desk.live(10 * 60)
    assert desk.names() == [("Hold", "micro", "on-call")]
    assert desk.focus.looks <= 12
    assert desk.file().expected[0].holds == ("a call is on",)
    desk.focus.on = frozenset()
    desk.live(120)
    assert desk.names()[1:] == [("Offer", "micro", "worked")]


def test_a_call_takes_away_what_is_offered(desk: Desk) -> None:
    """While an offer stands, it is looked now and then whether a call has begun."""
    desk.live(20 * 60 + 1)
    desk.focus.on = frozenset({"camera"})
    desk.live(70)
    assert [one.again for one in desk.said if isinstance(one, Withdraw)] == [True]


def test_a_count_that_stops_in_calls_looks_all_the_time(tmp_path: Path) -> None:
    """Where the person has chosen that calls are no work, they are looked for each minute."""
    chosen = replace(ON, reminders=replace(ON.reminders, freezes=frozenset({Inhibitor.MICROPHONE})))
    desk = Desk(tmp_path / "reminders.json", chosen)
    desk.focus.on = frozenset({"microphone"})
    desk.live(40 * 60)
    assert desk.said == []
    assert 35 <= desk.focus.looks <= 50


@pytest.mark.parametrize("minutes", [1, 7, 19])
def test_a_crash_loses_nothing_but_the_last_minute(desk: Desk, minutes: int) -> None:
    """Killed without warning and started again, the count is at most a minute short."""
    desk.live(minutes * 60 + 5)
    desk.kill()
    desk.start(ON)
    desk.live((20 - minutes) * 60 + 60)
    assert [type(one) for one in desk.said] == [Offer]
    assert desk.clock.monotonic() - 1000 <= 21 * 60 + 66


def test_an_end_in_good_order_loses_nothing(desk: Desk) -> None:
    """At the end the counts are saved, and nobody is taken to be planning any more."""
    desk.live(7 * 60 + 31)
    desk.driver.end()
    assert not desk.file().is_fresh(desk.clock.wall().timestamp())
    assert desk.file().expected[0].work == pytest.approx(12 * 60 + 29, abs=1)


def test_hours_without_coach_are_rest(desk: Desk) -> None:
    """Started again after lunch, the count begins anew."""
    desk.live(15 * 60)
    desk.driver.end()
    desk.clock.advance(3600)
    desk.start(ON)
    assert desk.file().expected[0].work == 20 * 60


def test_sleep_is_rest(desk: Desk) -> None:
    """Awake again the count begins anew, and nothing pops up."""
    desk.live(19 * 60)
    desk.clock.advance(3600)
    desk.senses.slept = lambda: 3600.0
    desk.senses.stir()
    desk.live(10 * 60)
    assert desk.names() == [("Rested", "micro", "rested")]


def test_it_is_told_at_each_change_and_each_minute(desk: Desk) -> None:
    """What others read is never older than a minute, and new as soon as something is decided."""
    desk.live(600)
    assert 10 <= len(desk.told) <= 13
    desk.driver.ask(asked.pause("lunch", 3600))
    assert [one.name for one in desk.file().pauses] == ["lunch"]
    assert desk.file().expected[0].holds == ("reminders are paused",)


def test_what_makes_no_sense_is_said_so(desk: Desk) -> None:
    """A line that nobody understands changes nothing."""
    before = desk.driver.state
    for line in (
        "",
        "dance",
        "snooze micro",
        "snooze micro soon",
        "snooze micro -5",
        "writing maybe",
        "pause 'x",
    ):
        assert not desk.driver.ask(line)
    assert desk.driver.state is before


def test_answers_reach_the_planner(desk: Desk) -> None:
    """Snoozed for five minutes, the offer goes and comes again five minutes later."""
    desk.live(20 * 60 + 1)
    assert desk.driver.ask(asked.snooze("micro", 300))
    assert desk.file().offer is None
    desk.live(301)
    assert [name for name, _, _ in desk.names()].count("Offer") == 2


def test_a_session_of_coach_holds_everything_and_counts_as_done(desk: Desk) -> None:
    """While Coach leads a routine nothing else comes; done to its end it is done for its rule."""
    desk.live(20 * 60 + 1)
    desk.running.add(41)
    desk.driver.ask(asked.start("micro"))
    desk.driver.ask(asked.session(41, "writer-micro-60"))
    desk.live(60)
    assert desk.file().doing == "exercising"
    desk.driver.ask(asked.session_over(41, "writer-micro-60", done=True))
    assert desk.file().doing == "working"
    assert desk.driver.state.tracks["micro"].done_at == desk.clock.monotonic()


def test_a_dose_that_was_done_from_the_library_counts(tmp_path: Path) -> None:
    """A prescribed routine that is done to its end is done, whether it had been offered or not."""
    desk = Desk(tmp_path / "r.json", replace(ON, reminders=Reminders((Dose("putty", "putty-10"),))))
    desk.running.add(41)
    desk.driver.ask(asked.session(41, "putty-10"))
    desk.driver.ask(asked.session_over(41, "putty-10", done=True))
    assert len(desk.driver.state.tracks["putty"].settled) == 1
    desk.driver.ask(asked.session_over(41, "another", done=True))
    assert len(desk.driver.state.tracks["putty"].settled) == 1


def test_a_session_whose_process_died_is_over(desk: Desk) -> None:
    """The window may crash in the middle of a routine; reminders come back by themselves."""
    desk.running.add(41)
    desk.driver.ask(asked.session(41, "writer-micro-60"))
    assert desk.file().doing != ""
    desk.running.clear()
    desk.live(60)
    assert desk.file().doing == "working"


def test_other_settings_hold_at_once(desk: Desk) -> None:
    """A rule that is added begins to count; one that stays keeps its count."""
    desk.live(600)
    desk.driver.use(replace(ON, reminders=Reminders((MICRO, WATER))), fluid_limited=False)
    assert [one.rule for one in desk.file().expected] == ["micro", "water"]
    assert desk.file().expected[0].work == pytest.approx(600, abs=1)


def test_nobody_who_must_limit_fluid_is_told_to_drink(desk: Desk) -> None:
    """The safety answers take the rule away, and give it back."""
    both = replace(ON, reminders=Reminders((MICRO, WATER)))
    desk.driver.use(both, fluid_limited=True)
    assert [one.rule for one in desk.file().expected] == ["micro"]
    desk.driver.use(both, fluid_limited=False)
    assert len(desk.file().expected) == 2


def test_a_long_idle_time_is_asked_about_and_the_question_goes(desk: Desk) -> None:
    """After 25 minutes without input somebody back at the keyboard is asked once; an answer ends it."""
    gone: list[None] = []
    desk.driver.not_asked.connect(lambda: gone.append(None))
    desk.live(300)
    desk.idle.rest()
    desk.live(25 * 60)
    desk.idle.since = None
    desk.live(31)
    assert len(desk.asked) == 1
    assert desk.file().question == pytest.approx(25 * 60, abs=31)
    desk.driver.ask(asked.was_writing(yes=True))
    assert len(gone) == 1
    assert desk.file().question is None


def test_probes_are_told_with_what_is_unknown(desk: Desk) -> None:
    """The page can say what was found on this computer, and what is unknown and why."""
    desk.idle.trouble = "The X server does not tell."
    desk.live(21 * 60)
    told = {one.name: (one.found, one.known) for one in desk.file().probes}
    assert told["Keyboard and mouse"] == ("The X server does not tell.", False)
    assert told["Camera"] == ("Nobody can tell.", False)
    assert told["Microphone"] == ("off (a fake)", True)


def test_a_full_disk_is_told_and_the_reminders_go_on(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the counts cannot be saved, the page says so, and what is due is offered all the same."""

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("coach.reminders.status.write", full)
    desk.live(21 * 60)
    assert desk.names() == [("Offer", "micro", "worked")]
    assert "No space left" in desk.told[-1].probes[-1].found


def test_summer_time_is_known_to_the_calendar(tmp_path: Path) -> None:
    """The sample's time of day carries the rules of its zone."""
    desk = Desk(tmp_path / "r.json", ON, FakeClock())
    assert str(desk.driver.state.zone) == "Europe/Berlin"


def test_a_dose_is_called_after_its_routine(tmp_path: Path) -> None:
    """Where the title of the routine is known, rules without a name of their own have it."""
    desk = Desk(tmp_path / "r.json", replace(ON, reminders=Reminders((Dose("putty", "putty-10"),))))
    assert desk.file().expected[0].name == "Putty 10"
    desk.driver._find_titles = lambda _rules: {"putty-10": "Squeeze the putty"}
    desk.driver.use(desk.driver.chosen, fluid_limited=False)
    assert desk.file().expected[0].name == "Squeeze the putty"
