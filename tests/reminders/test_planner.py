"""What the planner does, case by case."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from typing import TYPE_CHECKING

import pytest

from coach.reminders import answers
from coach.reminders.action import (
    AskWriting,
    Hold,
    Missed,
    Offer,
    Recede,
    Rested,
    Why,
    Withdraw,
    WritingEnded,
)
from coach.reminders.daytime import Window
from coach.reminders.passage import passed
from coach.reminders.planner import next_moment, poll
from coach.reminders.rule import (
    HOUR,
    MINUTE,
    ActiveTime,
    Announce,
    ClockTime,
    Dose,
    Hydration,
    Ignored,
    Manner,
    Purpose,
    Reminders,
    Rule,
)
from coach.reminders.sample import Inhibitor, Sample
from coach.reminders.state import Counting, begin
from tests.reminders.days import BERLIN, START, Part, World

if TYPE_CHECKING:
    from coach.reminders.action import Action

NINE = datetime(2026, 11, 23, 9, tzinfo=BERLIN)
"""A Monday."""
PLAIN = Manner()
MICRO = ActiveTime("micro", "m", Purpose.KEYBOARD_MICRO, 20 * MINUTE, 45, PLAIN)
LONG = ActiveTime("long", "l", Purpose.WRITING_LONG, 60 * MINUTE, 300, PLAIN)
DOSE = Dose("dose", "d", times_a_day=2, apart=2 * HOUR, window=Window(time(9), time(17)))
WATER = Hydration("water", every=HOUR)
CALL = frozenset({Inhibitor.MICROPHONE})


def world(*rules: Rule, replies: tuple[tuple[str, int], ...] = (("ignore", 0),), **chosen: object) -> World:
    """A Monday at nine with these rules."""
    settings = {"hourly_cap": 6, **chosen}
    return World(Reminders(rules, **settings), NINE, replies)  # type: ignore[arg-type]


def said(a_world: World, *kinds: type[Action]) -> list[tuple[int, str, Why]]:
    """When, of which rule and why; of all actions or those of some kinds."""
    return [
        (at - START, action.rule, action.why)
        for at, action in a_world.told
        if not kinds or isinstance(action, kinds)
    ]


def work(minutes: float) -> Part:
    """Steady typing."""
    return Part(int(minutes * 60), "type")


def test_a_pause_is_offered_after_so_much_work() -> None:
    """After 20 minutes of work, at the first pause in typing."""
    assert said(world(MICRO).live([work(21)]), Offer) == [(1200 + 2, "micro", Why.WORKED)]


def test_short_idleness_is_work_and_longer_idleness_stops_the_count() -> None:
    """Half a minute without input still counts; after that the count stands until the hands are back."""
    short = world(MICRO).live([work(10), Part(20), work(10)])
    assert said(short, Offer)[0][0] < 1205
    longer = world(MICRO).live([work(10), Part(120), work(11)])
    assert 1260 < said(longer, Offer)[0][0] < 1300


def test_a_natural_rest_counts_for_a_pause() -> None:
    """Idle for three minutes, the pause has been taken; on a locked screen its own length is enough."""
    idle = world(MICRO).live([work(19), Part(200), work(10)])
    assert said(idle) == [(19 * 60 - 5 + 180, "micro", Why.RESTED)]
    locked = world(MICRO).live([work(19), Part(60, locked=True), work(10)])
    assert [kind for _, _, kind in said(locked, Rested)] == [Why.RESTED]
    assert said(locked, Offer) == []


def test_an_offer_goes_when_the_person_rests() -> None:
    """Who is resting already need not be told to."""
    patient = replace(MICRO, manner=Manner(patience=600))
    for rule in (MICRO, patient):
        resting = world(rule).live([work(20.2), Part(400)])
        assert said(resting, Withdraw) == [(1212 - 2 + 180, "micro", Why.RESTED)]


def test_sleep_is_rest() -> None:
    """After the computer slept, the count begins anew and nothing pops up on waking."""
    slept = world(MICRO, LONG).live([work(19), Part(1800, gone="sleep"), work(19)])
    assert said(slept, Offer) == []
    assert [rule for _, rule, _ in said(slept, Rested)] == ["micro", "long"]


def test_a_stall_of_coach_is_not_work() -> None:
    """Time in which nobody looked counts as rest; nothing is offered for it."""
    assert said(world(MICRO).live([work(10), Part(3600, gone="stall"), work(15)]), Offer) == []


@pytest.mark.parametrize("step", [3600, -3600, 86400, -86400])
def test_setting_the_clock_does_not_change_what_was_worked(step: int) -> None:
    """Elapsed time is not the time of day."""
    stepped = world(MICRO, quiet=None).live([work(10), Part(11 * 60, "type", step=step)])
    assert said(stepped, Offer) == [(1202, "micro", Why.WORKED)]


def test_a_long_pause_that_is_near_serves_for_the_short_one() -> None:
    """At minute 60 both are due: only the long one comes, and the short one counts anew with it."""
    both = world(MICRO, LONG, replies=(("skip", 1),)).live([work(70)])
    assert [rule for _, rule, _ in said(both, Offer)] == ["micro", "micro", "long"]
    early = ActiveTime("long", "l", Purpose.WRITING_LONG, 44 * MINUTE, 300, PLAIN)
    near = world(MICRO, early, replies=(("skip", 1),)).live([work(50)])
    assert (2404 - 4, "micro", Why.LONG_ONE_NEAR) in [
        (at - at % 5, rule, why) for at, rule, why in said(near, Hold)
    ]


def test_a_call_holds_and_then_it_comes() -> None:
    """During a call nothing comes; half a minute after it, what was due does."""
    called = world(MICRO).live([work(10), Part(1200, "type", inhibitors=CALL), work(5)])
    assert said(called, Hold)[0] == (1200, "micro", Why.ON_CALL)
    assert said(called, Offer) == [(1800 + 32, "micro", Why.WORKED)]


def test_an_offer_is_withdrawn_when_a_call_begins_and_comes_again() -> None:
    """A call that comes in takes the offer away; it was not answered, so it comes after it."""
    called = world(MICRO).live([work(20.5), Part(300, "type", inhibitors=CALL), work(5)])
    assert [(why, one.again) for _, one in called.told if isinstance(one, Withdraw) for why in [one.why]] == [
        (Why.ON_CALL, True)
    ]
    assert len(said(called, Offer)) == 2


def test_freezing_stops_the_count_too() -> None:
    """Where the person has chosen so, time in a call is no work."""
    frozen = world(MICRO, freezes=CALL).live([work(10), Part(1200, "type", inhibitors=CALL), work(11)])
    assert said(frozen, Offer)[0][0] > 1800 + 9 * 60
    ignored = world(MICRO, holds=frozenset()).live([work(10), Part(1200, "type", inhibitors=CALL)])
    assert said(ignored, Offer)[0][0] == 1202


def test_typing_is_not_interrupted_for_two_minutes_at_most() -> None:
    """In one long burst the offer comes after two minutes."""
    burst = world(MICRO).live([Part(1500, "burst")])
    assert said(burst, Hold, Offer) == [(1200, "micro", Why.TYPING), (1320, "micro", Why.WORKED)]


def test_unknown_idle_time_counts_as_work_until_the_screen_is_locked() -> None:
    """Where nobody can tell, pauses come by the clock."""
    unknown = world(MICRO).live([Part(1210, "unknown")])
    assert said(unknown, Offer) == [(1200, "micro", Why.WORKED)]


@pytest.mark.parametrize(
    ("ignored", "expected"),
    [
        (Ignored.STRIP, [Recede, Withdraw]),
        (Ignored.GO_AWAY, [Withdraw]),
        (Ignored.ASK_AGAIN, [Withdraw, Hold, Offer, Withdraw, Hold, Offer, Withdraw]),
    ],
)
def test_what_becomes_of_an_offer_that_nobody_answers(ignored: Ignored, expected: list[type[Action]]) -> None:
    """A strip for half an hour, nothing, or the same twice more after five minutes each."""
    rule = ClockTime("tea", "t", (time(9, 10),), manner=Manner(ignored=ignored))
    left = world(rule).live([Part(3 * 3600)])
    assert [type(action) for _, action in left.told] == [Offer, *expected]


def test_a_strip_gives_way_to_the_next_offer_and_to_a_call() -> None:
    """What has shrunk holds nothing back, and does not come again."""
    tea = ClockTime("tea", "t", (time(9, 10),))
    both = world(tea, replace(tea, id="two", times=(time(9, 20),))).live([Part(1500)])
    assert [(why) for _, _, why in said(both, Withdraw)] == [Why.REPLACED]
    called = world(tea).live([Part(900), Part(900, inhibitors=CALL)])
    assert [(one.why, one.again) for _, one in called.told if isinstance(one, Withdraw)] == [
        (Why.ON_CALL, False)
    ]


def test_one_offer_at_a_time() -> None:
    """A second reminder waits until the first is answered or has shrunk."""
    tea = ClockTime("tea", "t", (time(9, 10),))
    both = world(tea, replace(tea, id="two")).live([Part(1500)])
    assert said(both, Offer, Hold) == [
        (600, "tea", Why.TIME_OF_DAY),
        (600, "two", Why.OTHER_OPEN),
        (720, "two", Why.TIME_OF_DAY),
    ]


def test_quiet_hours_take_an_offer_away_and_the_bedtime_stretch_comes() -> None:
    """At nine in the evening what stands goes; what is allowed in quiet hours stays."""
    rules = (
        ClockTime("late", "t", (time(20, 59),)),
        ClockTime("bed", "b", (time(22, 30),), before=1800, manner=Manner(in_quiet_hours=True)),
    )
    evening = World(Reminders(rules), NINE.replace(hour=20, minute=50)).live([Part(2 * 3600)])
    assert said(evening, Offer) == [(540, "late", Why.TIME_OF_DAY), (70 * 60, "bed", Why.TIME_OF_DAY)]
    assert said(evening, Withdraw)[0] == (600, "late", Why.QUIET_HOURS)


def test_working_hours_hold_until_they_begin_and_end() -> None:
    """Outside its working hours a rule waits; an offer that stands when they end goes, and comes tomorrow."""
    rule = replace(MICRO, manner=Manner(working_hours_only=True))
    office = ((Window(time(10), time(10, 1)), Window(time(11), time(12))),) * 7
    held = world(rule, working_hours=office).live([work(61.5)])
    assert said(held, Hold, Offer, Withdraw) == [
        (1200, "micro", Why.OUT_OF_HOURS),
        (3600, "micro", Why.TYPING),
        (3602, "micro", Why.WORKED),
        (3660, "micro", Why.OUT_OF_HOURS),
        (3660, "micro", Why.OUT_OF_HOURS),
    ]
    never = world(rule, working_hours=((),) * 7).live([work(30)])
    assert said(never) == [(1200, "micro", Why.OUT_OF_HOURS)]
    night = ((Window(time(22), time(9, 30)),),) * 7
    assert said(world(rule, working_hours=night).live([work(21)]), Offer) == [(1202, "micro", Why.WORKED)]


def test_caps_by_the_hour_and_by_the_day() -> None:
    """No more than so many in any hour and so many a day; the rest waits or is missed with that reason."""
    rules = [ClockTime(f"r{at}", "t", (time(9, at),), late=300) for at in (10, 20, 30)]
    capped = world(*rules, hourly_cap=2).live([Part(3600)])
    assert said(capped, Missed) == [(35 * 60, "r30", Why.HOURLY_CAP)]
    daily = world(*rules, daily_cap=1).live([Part(3600)])
    assert [why for _, _, why in said(daily, Missed)] == [Why.DAILY_CAP, Why.DAILY_CAP]


def test_doses_wait_for_a_break_and_take_its_place() -> None:
    """A dose that waits comes instead of the pause, which is then served."""
    fitted = world(MICRO, DOSE, replies=(("start", 1),)).live([work(22)])
    assert said(fitted, Offer) == [(1202, "dose", Why.DOSE_IN_BREAK)]


def test_a_dose_comes_when_the_person_is_back_and_at_the_latest_after_half_an_hour() -> None:
    """The return from a natural pause is a good moment; without one, half an hour is long enough to wait."""
    back = world(DOSE).live([work(5), Part(400), work(5)])
    assert said(back, Offer) == [(700 + 2, "dose", Why.DOSE_DUE)]
    assert said(world(DOSE).live([work(31)]), Offer) == [(1802, "dose", Why.DOSE_DUE)]


def test_an_absent_person_is_not_offered_a_dose() -> None:
    """Nobody there: it waits; and what is left of the day is let go without reproach, never carried over."""
    absent = world(DOSE).live([Part(20 * 3600)])
    assert said(absent, Offer) == []
    assert said(absent, Missed) == [(8 * 3600, "dose", Why.ABSENT)] * 2


def test_a_missed_dose_comes_later_the_same_day_and_doses_keep_apart() -> None:
    """Let pass at half past nine, again two hours later; done then, the next is two hours after that."""
    later = world(DOSE, replies=(("ignore", 0), ("start", 8), ("start", 8))).live([work(7 * 60)])
    times = [at // 60 for at, _, _ in said(later, Offer)]
    assert times == [30, 152, 303]  # the start was answered 8 s later, the session took a minute
    assert [action.cause for _, action in later.told if isinstance(action, Offer)] == [
        "2026-11-23#1",
        "2026-11-23#1",
        "2026-11-23#2",
    ]


def test_a_dose_that_would_be_too_soon_is_let_go() -> None:
    """Doses keep apart even if the last of the day is lost by it."""
    far = world(replace(DOSE, apart=12 * HOUR), replies=(("start", 1),)).live([work(9 * 60)])
    assert said(far, Missed) == [(8 * 3600, "dose", Why.TOO_SOON)]


def test_water_is_offered_while_somebody_is_up_and_never_twice_in_an_hour() -> None:
    """Every hour; a cup drunk in between puts it off."""
    drinking = world(WATER)
    drinking.live([work(50)])
    drinking.state, _ = answers.done(drinking.state, drinking.sample(), "water")
    drinking.live([work(70)])
    assert said(drinking, Offer)[0][0] // 60 == 110
    goal = world(replace(WATER, goal=1000.0, cup=300.0), replies=(("start", 1),)).live([work(10 * 60)])
    assert len(said(goal, Offer)) == 3


def test_fluid_limits_switch_water_off_unless_a_clinician_has_set_the_amount() -> None:
    """Told to limit fluid, there is no nudge without the person's own figure."""
    off = world(WATER, fluid_limited=True).live([work(90)])
    assert said(off) == []
    own = world(replace(WATER, limit=400.0), fluid_limited=True).live([work(90)])
    assert len(said(own, Offer)) == 1


def test_handwriting_counts_as_work_and_is_told_by_a_strip_and_a_sound() -> None:
    """Pen work tires though nobody types, also at a screen that has locked itself."""
    writing = world(MICRO)
    writing.state, _ = answers.start_writing(writing.state, writing.sample())
    writing.live([Part(600), Part(700, locked=True)])
    offer = next(action for _, action in writing.told if isinstance(action, Offer))
    assert (offer.announce, offer.sound) == (Announce.STRIP, True)
    assert said(writing, Offer) == [(1200, "micro", Why.WORKED)]


def test_handwriting_mode_ends_by_itself() -> None:
    """After its time, or after two minutes at the keyboard; a short input does not end it."""
    timed = world(MICRO)
    timed.state, _ = answers.start_writing(timed.state, timed.sample(), 600)
    assert said(timed.live([Part(700)]), WritingEnded) == [(600, "", Why.WRITING_OVER)]
    typing = world(MICRO)
    typing.state, _ = answers.start_writing(typing.state, typing.sample())
    typing.live([Part(300), work(1), Part(100), work(3)])
    assert said(typing, WritingEnded) == [(460 + 120, "", Why.AT_KEYBOARD)]
    stopped, told = answers.stop_writing(typing.state, typing.sample())
    assert (stopped.writing_until, told) == (None, ())


def test_a_long_idle_stretch_is_asked_about_once() -> None:
    """Yes: it was work, and the pause is due. No: it is not asked again today."""
    yes = world(MICRO, replies=(("ignore", 1),)).live([work(5), Part(1500), work(2)])
    assert said(yes, AskWriting) == [(1800, "", Why.LONG_IDLE)]
    assert [why for _, _, why in said(yes, Offer)] == [Why.WORKED]
    no = world(MICRO, replies=(("ignore", 2),)).live([work(5), Part(1500), work(2), Part(1500), work(2)])
    assert len(said(no, AskWriting)) == 1
    assert said(no, Offer) == []
    for chosen in ({"asks_about_writing": False}, {"working_hours": ((),) * 7}):
        assert said(world(MICRO, **chosen).live([work(5), Part(1500), work(2)]), AskWriting) == []
    assert said(world(WATER).live([work(5), Part(1500), work(2)]), AskWriting) == []
    assert answers.was_writing(no.state, no.sample(), yes=True)[1] == ()


def test_pauses_do_not_cancel_one_another() -> None:
    """Paused for an hour and for a flare-up of one rule: the end of one leaves the other."""
    paused = world(MICRO, LONG)
    paused.state, _ = answers.pause(paused.state, paused.sample(), "flare-up", rules=frozenset({"micro"}))
    paused.state, _ = answers.pause(paused.state, paused.sample(), "an hour", 3600.0, counting=Counting.COUNT)
    paused.live([work(61)])
    assert said(paused, Offer) == [(3602, "long", Why.WORKED)]
    assert set(paused.state.pauses) == {"flare-up"}
    paused.state, _ = answers.pause_until_tomorrow(paused.state, paused.sample())
    paused.state, _ = answers.resume(paused.state, paused.sample(), "flare-up")
    assert set(paused.state.pauses) == {"until tomorrow"}


def test_a_pause_counts_freezes_or_begins_anew_as_chosen() -> None:
    """What was worked before a pause is kept, goes on, or is forgotten."""
    counted = []
    for counting in Counting:
        paused = world(MICRO).live([work(10)])
        paused.state, _ = answers.pause(paused.state, paused.sample(), "p", 300.0, counting=counting)
        paused.live([work(5)])
        now, _ = passed(paused.state, paused.sample())
        counted.append(round(now.tracks["micro"].counted / 60))
    assert counted == [15, 10, 0]


def test_answers_to_an_offer() -> None:
    """Snoozed it comes again, skipped the next comes in its time, not today is silence until midnight."""
    snoozed = world(MICRO, replies=(("snooze", 1), ("skip", 1), ("not today", 1))).live([work(90)])
    assert [at // 60 for at, _, _ in said(snoozed, Offer)] == [20, 25, 45]
    silent = snoozed.state.tracks["micro"]
    assert silent.silent_why is Why.NOT_TODAY
    assert answers.skip(snoozed.state, snoozed.sample(), "nobody")[1] == ()


def test_a_snoozed_time_of_day_is_kept_beyond_its_window() -> None:
    """Put off for five minutes it comes then, though it would have been too late by the calendar."""
    late = ClockTime("tea", "t", (time(9, 10),), late=300)
    kept = world(late, replies=(("snooze", 200), ("ignore", 0))).live([Part(1200), Part(900)])
    assert [at for at, _, _ in said(kept, Offer)] == [600, 1100]  # it had shrunk when it was answered
    lost = world(late, replies=(("snooze", 60),)).live([Part(700), Part(1500, inhibitors=CALL)])
    assert [why for _, _, why in said(lost, Missed)] == [Why.ON_CALL]


def test_strict_rules_cannot_be_put_off_but_started_and_paused() -> None:
    """By the person's own choice."""
    strict = world(replace(MICRO, manner=Manner(strict=True))).live([work(20.1)])
    assert answers.skip(strict.state, strict.sample(), "micro")[1] == ()
    assert answers.snooze(strict.state, strict.sample(), "micro", 300)[0].open is not None
    assert answers.pause(strict.state, strict.sample(), "now")[0].open is None
    assert answers.start(strict.state, strict.sample(), "micro")[0].open is None


def test_other_settings_keep_what_was_counted() -> None:
    """A rule that stays goes on; one that went loses its offer; the profile says which rules hold."""
    before = world(MICRO).live([work(20.1)])
    other = Reminders((replace(MICRO, manner=Manner(profiles=frozenset({"travel"}))), LONG))
    state, told = answers.choose(before.state, before.sample(), other)
    assert [(type(one), one.why) for one in told] == [(Withdraw, Why.CHANGED)]
    assert state.tracks["micro"].counted >= 1200
    assert [rule.id for rule in state.live] == ["long"]
    home, _ = answers.choose(state, before.sample(), replace(other, profile="travel"))
    assert [rule.id for rule in home.live] == ["micro", "long"]


def test_doses_done_without_an_offer_count() -> None:
    """A routine done of one's own accord is a dose; more than prescribed only puts the next one off."""
    own = world(DOSE).live([work(1)])
    for _ in range(3):
        own.state, _ = answers.done(own.state, own.sample(), "dose")
    assert own.state.tracks["dose"].settled.keys() == {"2026-11-23#1", "2026-11-23#2", "2026-11-23#0"}
    own.live([work(9 * 60)])
    assert said(own, Offer, Missed) == []


def test_sleeping_over_weeks_tells_a_month_of_misses_at_most() -> None:
    """After a year's sleep the log is not flooded."""
    tea = ClockTime("tea", "t", (time(9, 10),))
    slept = world(tea).live([Part(60), Part(300 * 86400, gone="sleep"), Part(60)])
    assert 30 <= len(said(slept, Missed)) <= 33
    assert {why for _, _, why in said(slept, Missed)} == {Why.UNSEEN}
    moved = world(tea).live([Part(60), Part(60, step=7200)])
    assert said(moved, Missed) == [(60, "tea", Why.CLOCK_MOVED)]


def test_a_clock_set_back_offers_nothing_twice_and_a_day_later_all_again() -> None:
    """11:40 relived an hour later is the same; the same reading a day later is another."""
    tea = ClockTime("tea", "t", (time(9, 10),))
    back = world(tea, replies=(("skip", 1),)).live([Part(1200), Part(3600, step=-1200)])
    assert len(said(back, Offer)) == 1
    wrong = world(tea, replies=(("skip", 1),)).live([Part(1200), Part(30 * 3600, step=-86400)])
    assert len(said(wrong, Offer)) == 2


def test_nobody_needs_to_look_before_the_next_moment() -> None:
    """The planner says when it wants to be asked; a naive time of day is refused."""
    quiet = begin(Reminders((MICRO,)), Sample(0.0, NINE, 0.0))
    state, _ = poll(quiet, Sample(0.0, NINE, 0.0))
    assert next_moment(state, Sample(0.0, NINE, 0.0)) == 1200
    assert next_moment(state, Sample(5000.0, NINE, 0.0)) == 0
    with pytest.raises(ValueError, match="time zone"):
        poll(quiet, Sample(0.0, NINE.replace(tzinfo=None), 0.0))


def test_answers_about_what_was_not_offered_change_little() -> None:
    """Starting or skipping what is not due settles nothing; put off, it stays silent when its time comes."""
    early = world(MICRO, ClockTime("tea", "t", (time(18),)))
    for rule in ("micro", "tea"):
        for answer in (answers.start, answers.skip, answers.done):
            early.state, told = answer(early.state, early.sample(), rule)
            assert told == ()
    early.state, _ = answers.snooze(early.state, early.sample(), "micro", 1500)
    early.live([work(30)])
    assert said(early, Offer) == [(1502, "micro", Why.WORKED)]
    early.state, _ = answers.not_today(early.state, early.sample(), "tea")
    assert early.state.tracks["tea"].silent_why is Why.NOT_TODAY


def test_a_pause_that_begins_anew_touches_only_what_it_covers() -> None:
    """Another rule keeps its count; a rule that counts no work has nothing to forget."""
    one = world(MICRO, LONG, DOSE).live([work(10)])
    one.state, _ = answers.pause(
        one.state, one.sample(), "p", rules=frozenset({"micro", "dose"}), counting=Counting.RESET
    )
    assert [one.state.tracks[rule].counted for rule in ("micro", "long")] == [0, 600]
