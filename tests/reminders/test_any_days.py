"""What holds on any days whatever: random people, machines, clocks and places."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from coach.reminders.action import Action, Offer, Why, Withdraw
from coach.reminders.daytime import Window
from coach.reminders.due import due
from coach.reminders.holds import LONGEST_BURST, Now, first_hold
from coach.reminders.moments import AT_ONCE, LOOK_ANYWAY
from coach.reminders.planner import next_moment, poll
from coach.reminders.rule import (
    HOUR,
    QUIET,
    ActiveTime,
    ClockTime,
    Dose,
    Hydration,
    Ignored,
    Manner,
    Purpose,
    Reminders,
    Rule,
    bedtime,
)
from coach.reminders.sample import Inhibitor
from coach.reminders.state import Doing
from tests.reminders.days import BERLIN, Part, World
from tests.reminders.working_days import ANSWERS, REMINDERS, working_days

ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Kathmandu")
RULES = (
    ActiveTime.usual(Purpose.KEYBOARD_MICRO, "micro"),
    ActiveTime.usual(Purpose.WRITING_LONG, "long", Manner(ignored=Ignored.ASK_AGAIN)),
    Dose("dose", "putty", times_a_day=4, apart=HOUR, manner=Manner(ignored=Ignored.GO_AWAY)),
    ClockTime("times", "routine", (time(2, 30), time(11, 40), time(12))),
    ClockTime("window", "routine", windows=(Window(time(10), time(13)), Window(time(23), time(1)))),
    bedtime("bed", time(22, 30)),
    Hydration("water", every=HOUR, manner=Manner(ignored=Ignored.ASK_AGAIN)),
)
MINUTES = st.integers(1, 40).map(lambda minutes: minutes * 60)
LENGTHS = st.one_of(st.integers(1, 300), MINUTES, st.just(2 * 3600))
ON = st.frozensets(st.sampled_from(Inhibitor), max_size=1)


def parts(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Part]:
    """Parts of a day, as long as they may be and otherwise as told."""
    return st.fixed_dictionaries({"length": LENGTHS, **fields}).map(lambda chosen: Part(**chosen))


PARTS = st.one_of(
    parts(hands=st.sampled_from(("type", "type", "burst")), inhibitors=st.just(frozenset()) | ON),
    parts(hands=st.sampled_from(("none", "none", "unknown")), locked=st.booleans(), inhibitors=ON),
    parts(hands=st.sampled_from(("type", "none")), restart=st.booleans()),
)
GONE = parts(gone=st.sampled_from(("sleep", "stall", "sleep")))
JUMPS = st.one_of(
    parts(hands=st.just("type"), step=st.integers(-90000, 90000)),
    parts(hands=st.just("type"), zone=st.sampled_from(ZONES)),
)
DAYS = st.lists(st.one_of(PARTS, PARTS, GONE, JUMPS), max_size=25)
REPLIES = st.lists(
    st.tuples(
        st.sampled_from(("ignore", "start", "start", "skip", "snooze", "not today", "pause", "write")),
        st.integers(1, 60),
    ),
    min_size=1,
    max_size=7,
)
STARTS = st.integers(1483228800, 1798675200)  # from 2017 to 2026
CHOSEN = st.builds(
    Reminders,
    rules=st.lists(st.sampled_from(RULES), min_size=1, unique=True).map(tuple),
    quiet=st.sampled_from((QUIET, QUIET, Window(time(1), time(2, 30)), None)),
    working_hours=st.sampled_from(
        (None, ((Window(time(8), time(18)),),) * 5 + ((), (Window(time(22), time(3)),)))
    ),
    hourly_cap=st.integers(1, 6),
    daily_cap=st.sampled_from((None, None, 3)),
    freezes=st.sampled_from((frozenset(), frozenset({Inhibitor.MICROPHONE}))),
)


def rule_of(world: World, name: str) -> Rule:
    """The rule of that id."""
    return next(rule for rule in world.reminders.rules if rule.id == name)


class Witness:
    """Looks on at every poll and answer, and tells at once what must not be."""

    def __init__(self) -> None:
        """Begin with nothing seen."""
        self.offered: list[tuple[int, datetime, Offer]] = []
        self.may_come_again: set[str] = set()
        self.bursts: dict[str, int] = {}

    def __call__(self, world: World, told: tuple[Action, ...]) -> None:
        """Check one poll."""
        state, sample = world.state, world.sample()
        assert all(track.counted >= 0 for track in state.tracks.values())
        assert state.rested(state.at) >= 0
        assert sample.at + AT_ONCE <= state.next_at <= sample.at + LOOK_ANYWAY
        assert 0 < next_moment(state, sample) <= LOOK_ANYWAY
        assert poll(state, sample) == (state, ())
        for action in told:
            if isinstance(action, Offer):
                self.offer(world, action)
            elif isinstance(action, Withdraw) and (action.again or action.why is Why.ANSWERED):
                self.may_come_again.add(action.rule)  # an answer may be a snooze
        self.nothing_forgotten(world)

    def offer(self, world: World, offer: Offer) -> None:
        """An offer is the first for its cause, and nothing speaks against it."""
        state, sample, rule = world.state, world.sample(), rule_of(world, offer.rule)
        causes = {(old.rule, old.cause) for _, _, old in self.offered}
        may_come_again = self.may_come_again | world.reopened
        if isinstance(rule, Dose):  # until it is done or skipped
            assert offer.cause not in state.tracks[rule.id].settled
            may_come_again.add(rule.id)
        assert (offer.rule, offer.cause) not in causes or offer.rule in may_come_again
        self.may_come_again.discard(offer.rule)
        world.reopened.discard(offer.rule)
        chosen = world.reminders
        local = sample.wall.time()
        if chosen.quiet and not rule.manner.in_quiet_hours:
            assert not chosen.quiet.holds(local)
        assert not sample.inhibitors
        assert not any(pause.covers(rule.id, state.at) for pause in state.pauses.values())
        assert not sample.locked or state.doing is Doing.WRITING
        recent = [at for at, _, _ in self.offered if world.now - at < HOUR]
        assert len(recent) < chosen.hourly_cap
        if isinstance(rule, Hydration):
            assert world.now - state.tracks[rule.id].done_at >= HOUR
        if isinstance(rule, ActiveTime) and chosen.working_hours and rule.manner.working_hours_only:
            weekday, before = sample.wall.weekday(), (sample.wall - timedelta(days=1)).weekday()
            within = any(
                window.start <= local and (local < window.end or window.end <= window.start)
                for window in chosen.working_hours[weekday]
            )
            assert within or any(
                local < window.end <= window.start for window in chosen.working_hours[before]
            )
        self.offered.append((world.now, sample.wall, offer))

    def nothing_forgotten(self, world: World) -> None:
        """What is due is offered, or another offer stands, or it is held for a reason that has been told."""
        now = Now(world.state, world.sample())
        for rule in world.state.live:
            is_open = world.state.open and world.state.open.rule == rule.id
            if is_open or not due(rule, now).is_ready:
                continue
            held = first_hold(rule, now)
            assert held is not None
            assert world.state.tracks[rule.id].held is not None
            if world.state.tracks[rule.id].held is Why.TYPING:
                since = world.state.tracks[rule.id].typing_since
                assert since is not None
                assert world.now - since < LONGEST_BURST


@settings(max_examples=100)
@given(
    CHOSEN,
    STARTS,
    st.sampled_from(ZONES),
    DAYS,
    REPLIES,
)
def test_whatever_happens_reminders_stay_within_their_rules(
    chosen: Reminders, start: int, zone: str, day: list[Part], replies: list[tuple[str, int]]
) -> None:
    """No cause twice, nothing in quiet hours or against a hold, no negative time, no delay without reason."""
    World(chosen, datetime.fromtimestamp(start, ZoneInfo(zone)), replies, watch=Witness()).live(day)


@settings(max_examples=60)
@given(
    CHOSEN,
    STARTS,
    st.sampled_from(ZONES),
    st.lists(st.one_of(PARTS, PARTS, GONE, JUMPS), max_size=7),
    REPLIES,
)
def test_it_makes_no_difference_how_often_somebody_looks(
    chosen: Reminders, start: int, zone: str, day: list[Part], replies: list[tuple[str, int]]
) -> None:
    """Looks every second, and looks only where something changes, decide the same at the same times."""
    begin = datetime.fromtimestamp(start, ZoneInfo(zone))
    every_second = World(chosen, begin, replies, dense=True).live(day)
    seldom = World(chosen, begin, replies).live(day)
    assert seldom.told == every_second.told
    assert seldom.polls <= every_second.polls


def test_a_working_day_is_the_same_looked_at_every_second() -> None:
    """On ordinary days, with every kind of rule, the same holds; and much is decided."""
    days = tuple(working_days(Random(7), 3))  # noqa: S311  # the same days each time
    begin = datetime(2026, 10, 23, tzinfo=BERLIN)  # Friday; the clocks go back on the Sunday
    every_second = World(REMINDERS, begin, ANSWERS, dense=True).live(days)
    seldom = World(REMINDERS, begin, ANSWERS).live(days)
    assert seldom.told == every_second.told
    assert sum(isinstance(action, Offer) for _, action in seldom.told) > 20
    assert seldom.polls < every_second.polls / 100
