"""Sessions, cramps, decisions and reminders for tests: a few that are known, and any at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from coach.history.cramp import PLACES, Cramp, Version
from coach.history.offer import Offered, Outcome
from coach.history.session import Feeling, Session, SessionDetail, SessionStatus, as_planned
from coach.player.change import Change, Reason
from coach.player.change import Kind as ChangeKind
from coach.player.events import Outcome as PhaseOutcome
from coach.player.rating import Kind, Moment, Rating
from coach.player.record import PhaseRecord
from coach.routine.plan import Side, Timeline
from coach.routine.programme_course import CourseEvent, Event
from tests.history.playing import START
from tests.player.plans import TWO_SIDES, plans

FULL_CRAMP = Cramp(
    began=START,
    place="calf",
    side=Side.LEFT,
    way="Toes down",
    lasted=185.5,
    let_go=True,
    done=("Stand on it", "Rub “gently”"),
    pain=7,
    woke=True,
    doing="sleeping",
    doing_for=7200.0,
    shoes="none",
    warmth="cold",
    fluids="three glasses",
    sick=False,
    alcohol=True,
    medicines="a new one, since Monday",
    supplements="none",
    numbness=False,
    weakness=None,
    twitching=True,
    swelling=False,
    colour=False,
    helped="Stand on it",
    helped_after=60.0,
    cycle="week 20",
    note="The third this week.\nAt the same time.",
)


def done(timeline: Timeline = TWO_SIDES, began: datetime = START, **fields: object) -> SessionDetail:
    """A finished session in which every step was done as planned."""
    detail = as_planned(timeline, began, "1")
    return replace(detail, session=replace(detail.session, **fields))  # type: ignore[arg-type]


_words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
_seconds = st.integers(0, 10_000_000).map(lambda milliseconds: milliseconds / 1000)
_offsets = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
zones = st.sampled_from(
    [
        "Europe/Berlin",
        "America/St_Johns",
        "America/New_York",
        "Australia/Lord_Howe",
        "Pacific/Kiritimati",
        "UTC",
    ]
).map(ZoneInfo)
"""Half-hour offsets, a summer time of half an hour, and the farthest east."""
moments = st.builds(
    lambda at, zone: at.replace(tzinfo=zone),
    st.datetimes(datetime(1990, 1, 2), datetime(2090, 1, 1)),  # noqa: DTZ001 - the zone is drawn beside it
    _offsets,
)
_flags = st.none() | st.booleans()


@st.composite
def details(draw: st.DrawFn) -> SessionDetail:
    """Any session at all, whether or not somebody could have played it."""
    timeline = draw(plans())
    status = draw(st.sampled_from(SessionStatus))
    phases = draw(
        st.lists(
            st.builds(
                PhaseRecord,
                index=st.integers(0, len(timeline.steps) - 1),
                phase=st.sampled_from([step.phase for step in timeline.steps]),
                exercise=_words,
                side=st.none() | st.sampled_from(Side),
                rep=st.integers(0, 20),
                set=st.integers(0, 5),
                round=st.integers(0, 5),
                planned=_seconds,
                began=_seconds,
                ended=st.none() | _seconds,
                done=_seconds,
                outcome=st.none() | st.sampled_from(PhaseOutcome),
            ),
            max_size=6,
        )
    )
    session = Session(
        id=0,
        routine=timeline.routine,
        title=timeline.title,
        revision=timeline.revision,
        started=draw(moments),
        speed=draw(st.sampled_from([1.0, 2.5])),
        version=draw(_words),
        status=status,
        ended=None if status is SessionStatus.OPEN else draw(moments),
        feeling=draw(st.none() | st.sampled_from(Feeling)),
        source=draw(st.sampled_from(["", "paper"])),
    )
    ratings = draw(
        st.lists(
            st.builds(Rating, st.sampled_from(Kind), st.sampled_from(Moment), st.integers(0, 10), _seconds),
            max_size=4,
        )
    )
    changes = draw(
        st.lists(
            st.builds(
                Change,
                st.sampled_from(ChangeKind),
                st.integers(0, 9),
                st.integers(0, 9),
                st.none() | st.sampled_from(Side),
                _words,
                _words,
                _seconds,
                st.sampled_from(Reason),
            ),
            max_size=3,
        )
    )
    return SessionDetail(session, timeline, tuple(phases), tuple(ratings), tuple(changes))


cramps = st.builds(
    Cramp,
    began=moments,
    place=st.sampled_from(PLACES),
    side=st.none() | st.sampled_from([Side.LEFT, Side.RIGHT, Side.BOTH]),
    way=_words,
    lasted=st.none() | _seconds,
    let_go=st.booleans(),
    done=st.lists(_words, max_size=3).map(tuple),
    pain=st.none() | st.integers(0, 10),
    woke=_flags,
    doing=_words,
    doing_for=st.none() | _seconds,
    sick=_flags,
    colour=_flags,
    helped=_words,
    helped_after=st.none() | _seconds,
    note=_words,
)
versions = st.lists(st.builds(Version, cramps, moments, st.booleans()), min_size=1, max_size=3)
course_events = st.builds(
    CourseEvent,
    _words,
    st.sampled_from(Event),
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    moments,
    st.integers(1, 99),
    _words,
    _words,
    _words,
)
offers = st.builds(
    Offered,
    _words,
    moments,
    _words,
    _words,
    _words,
    st.sampled_from(Outcome),
    st.none() | moments,
)
