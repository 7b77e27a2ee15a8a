"""`coach programme`: what is due, how it goes, and what the person tells of its course.

Imports are late on purpose, as in `coach.cli`.
"""

from __future__ import annotations

from contextlib import closing
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from coach.cli import records
from coach.errors import CoachError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from coach.history.store import Store
    from coach.routine.index import Index
    from coach.routine.programme import Regimen
    from coach.routine.programme_course import Course, Event
    from coach.routine.programme_doses import DueDose, Performed

_LOOK_BACK: Final = timedelta(days=2 * 366)
"""No rule of a programme looks further back than the longest programme lasts."""


def add(commands: Any) -> argparse.ArgumentParser:  # noqa: ANN401  # argparse does not name its class
    """Describe the command to the parser."""
    parser: argparse.ArgumentParser = commands.add_parser("programme", help="what is due, and how it goes")
    within = parser.add_subparsers(dest="programme", metavar="WHAT")
    within.add_parser("today", help="what is due today (this is what `coach programme` alone shows)")
    weeks = within.add_parser("weeks", help="done against planned")
    weeks.add_argument("id", metavar="ID")
    records.add_span(weeks)
    for name, about in (
        ("follow", "take a programme up, or begin it again"),
        ("leave", "follow it no more; what was done stays"),
        ("pause", "nothing is due until `resume`; the pause counts as kept"),
        ("resume", "the pause is over"),
        ("rest", "a planned day of rest; it counts as kept"),
        ("unrest", "no day of rest after all"),
    ):
        one = within.add_parser(name, help=about)
        one.add_argument("id", metavar="ID")
        one.add_argument("--on", type=records.day, metavar="DAY", help="another day than today")
        one.add_argument("--because", default="", metavar="WORDS", help="the reason, for yourself")
    for name, about in (("move-on", "go on to what is proposed"), ("not-yet", "stay with what you do now")):
        one = within.add_parser(name, help=about)
        one.add_argument("id", metavar="ID")
        one.add_argument("item", metavar="ITEM", help="the id of what you do now")
        one.add_argument("--approved-by", default="", metavar="NAME", help="who said yes")
        one.add_argument("--because", default="", metavar="WORDS", help="the reason, for yourself")
    return parser


def run(options: argparse.Namespace, index: Callable[[], Index]) -> int:
    """`coach programme`. `index` gives the cards, as this person may use them."""
    now = records.now()
    with closing(records.opened(now)) as store:
        match options.programme:
            case None | "today":
                _today(store, index(), now)
            case "weeks":
                _weeks(options, store, regimen_of(options.id, index()), now)
            case "move-on" | "not-yet":
                _decide(options, store, regimen_of(options.id, index()), now)
            case _:
                _tell(options, store, regimen_of(options.id, index()), now)
    return 0


def regimen_of(identity: str, index: Index) -> Regimen:
    """The programme of that name.

    Raises:
        CoachError: There is none.
    """
    found = index.regimen(identity)
    if found is None:
        names = ", ".join(each.id for each in index.regimens)
        raise CoachError(f"There is no programme `{identity}`.", f"There are {names}.")
    return found


def _state(store: Store, regimen: Regimen, now: datetime) -> tuple[Course, tuple[Performed, ...]]:
    return course_of(store, regimen), store.performed(now.date() - _LOOK_BACK)


def course_of(store: Store, regimen: Regimen) -> Course:
    """What the person has told of a programme so far."""
    from coach.routine.programme_course import course  # noqa: PLC0415 - late on purpose

    return course(regimen, store.course_events(regimen.id))


def _today(store: Store, index: Index, now: datetime) -> None:
    from coach.routine.programme_doses import due_today  # noqa: PLC0415 - late on purpose
    from coach.routine.programme_progress import proposals  # noqa: PLC0415 - late on purpose

    followed = False
    for regimen in index.regimens:
        course, performed = _state(store, regimen, now)
        if not course.is_on(now.date(), regimen.length):
            continue
        followed = True
        barred = f": not for you now. {regimen.barred}" if regimen.barred else ""
        print(f"{regimen.title} ({regimen.id}), day {course.number(now.date())}{barred}")
        for dose in due_today(regimen, course, performed, now):
            print(f"  {_dose_line(dose)}")
        for each in proposals(regimen, course, performed, now.date()):
            asks = " Your therapist wants to be asked first." if each.needs_approval else ""
            print(f"  It may be time for {each.then.title}: {each.because}.{asks}")
            print(f"    coach programme move-on {regimen.id} {each.item.id}, or not-yet")
    if not followed:
        print("You follow no programme. `coach programme follow ID` takes one up:")
        for regimen in index.regimens:
            print(f"  {regimen.id}  {regimen.title}")


def _dose_line(dose: DueDose) -> str:
    item = dose.item
    states = {
        "due": f"due until {dose.closes:%H:%M}",
        "later": f"from {dose.opens:%H:%M} on" if dose.opens else "later",
        "done": "done",
        "over": "over for today",
        "free": "free today",
        "as-needed": "when you like",
    }
    count = f"{len(dose.done)} of {dose.asked}" if dose.asked > 1 or dose.done else ""
    waits = "another day of this week will do as well" if dose.may_wait and dose.left else ""
    return " · ".join(
        filter(None, (f"{item.title} ({item.id})", states[dose.state], count, waits, item.note))
    )


def _weeks(options: argparse.Namespace, store: Store, regimen: Regimen, now: datetime) -> None:
    from coach.routine.programme_adherence import weeks  # noqa: PLC0415 - late on purpose

    course, _ = _state(store, regimen, now)
    last = min(options.last or now.date(), now.date())
    first = options.first or course.begun or last
    for week in weeks(regimen, course, store.performed(first, last), first, last):
        sides = ", ".join(f"{side} {count.done}/{count.planned}" for side, count in week.sides.items())
        notes = [
            sides,
            f"{week.free} days free" if week.free else "",
            f"{week.more} more" if week.more else "",
            "kept" if week.is_kept and week.planned else "",
        ]
        print(" · ".join(filter(None, (f"{week.monday}  {week.done} of {week.planned}", *notes))))


def _decide(options: argparse.Namespace, store: Store, regimen: Regimen, now: datetime) -> None:
    from coach.routine.programme_progress import moved_on, not_yet, proposals  # noqa: PLC0415 - late on purpose

    course, performed = _state(store, regimen, now)
    for each in proposals(regimen, course, performed, now.date()):
        if each.item.id == options.item:
            if options.programme == "not-yet":
                store.tell_course(not_yet(each, regimen.revision, now, options.because))
                print("Noted. You will be asked again in a week at the earliest.")
                return
            if each.needs_approval and not options.approved_by:
                raise CoachError(
                    "The programme's author wants to be asked first.", "Say who agreed: --approved-by NAME"
                )
            store.tell_course(moved_on(each, regimen.revision, now, options.approved_by))
            print(f"From today on: {each.then.title}.")
            return
    raise CoachError(f"There is nothing to go on to from `{options.item}` now.")


def _tell(options: argparse.Namespace, store: Store, regimen: Regimen, now: datetime) -> None:
    from coach.routine.programme_course import CourseEvent, Event  # noqa: PLC0415 - late on purpose

    kinds: dict[str, tuple[Event, str]] = {
        "follow": (Event.BEGUN, "You follow {} from {} on."),
        "leave": (Event.LEFT, "You follow {} no more from {} on. What was done stays in the history."),
        "pause": (Event.PAUSED, "{} pauses from {} on. The pause counts as kept."),
        "resume": (Event.RESUMED, "{} goes on from {} on."),
        "rest": (Event.RESTED, "{}: {} is a day of rest. It counts as kept."),
        "unrest": (Event.NOT_RESTED, "{}: {} is no day of rest."),
    }
    event, words = kinds[options.programme]
    if event is Event.BEGUN and regimen.barred:
        raise CoachError(f"`{regimen.id}` is not for you now. {regimen.barred}")
    day = options.on or now.date()
    store.tell_course(CourseEvent(regimen.id, event, day, now, regimen.revision, reason=options.because))
    print(words.format(regimen.title, day))
