"""`coach history`, `diary`, `programme`, `backup`, `restore` and `erase`: what was done, what is kept.

Imports are late on purpose, as in `coach.cli`. The formats for programs are those of `docs/history.md`.
"""

from __future__ import annotations

import sys
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from coach import __version__, paths
from coach.clock import SystemClock
from coach.errors import CoachError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from coach.history.cramp import Cramp
    from coach.history.session import Session, SessionDetail
    from coach.history.store import Store
    from coach.routine.index import Index
    from coach.routine.library import Library
    from coach.routine.programme import Regimen
    from coach.routine.programme_course import Course, Event
    from coach.routine.programme_doses import DueDose, Performed

COMMANDS: Final = ("backup", "diary", "erase", "history", "programme", "restore")
_MONTH: Final = timedelta(days=30)
_VISIT: Final = timedelta(days=90)
"""What a clinic is told about, if nothing else is asked for."""
_LOOK_BACK: Final = timedelta(days=2 * 366)
"""No rule of a programme looks further back than the longest programme lasts."""
_SIDES: Final = ("left", "right", "both")
_YES_NO: Final = ("yes", "no")
_FLAGS: Final = {
    "woke": "it woke you",
    "sick": "vomiting or diarrhoea that day",
    "alcohol": "alcohol that day",
    "numbness": "numb or tingling",
    "weakness": "weak",
    "twitching": "twitching",
    "swelling": "swollen",
    "colour": "another colour",
}
_TEXTS: Final = {
    "way": "which way it pulled",
    "doing": "what you were doing",
    "shoes": "your shoes",
    "warmth": "heat or cold",
    "fluids": "what you had drunk that day",
    "medicines": "new or changed medicines",
    "supplements": "supplements",
    "helped": "what helped",
    "cycle": "day of the cycle, or week of pregnancy",
    "note": "anything else",
}


def add(commands: Any) -> tuple[argparse.ArgumentParser, ...]:  # noqa: ANN401  # argparse does not name its class
    """Describe the commands to the parser; those that need routine files come back."""
    history = commands.add_parser("history", help="what was done; export and import")
    _add_span(history)
    history.add_argument(
        "--format",
        choices=("text", "csv", "json", "fhir", "ics"),
        default="text",
        help="json: everything; fhir: for a clinic's records; ics: planned doses, for a calendar",
    )
    history.add_argument("--programme", metavar="ID", help="ics: of this one only")
    history.add_argument("-o", "--output", type=Path, metavar="FILE", help="write there")
    within = history.add_subparsers(dest="history", metavar="WHAT")
    read = within.add_parser("import", help="add what a json or csv file holds")
    read.add_argument("file", type=Path, metavar="FILE")
    _add_diary(commands)
    programme = commands.add_parser("programme", help="what is due, and how it goes")
    _add_programme(programme)
    backup = commands.add_parser("backup", help="everything in one file")
    backup.add_argument("to", type=Path, metavar="FILE|FOLDER")
    backup.add_argument("--check", action="store_true", help="only look whether this back-up is whole")
    backup.add_argument("--keep", type=int, metavar="N", help="in a folder, keep the latest N (usually 10)")
    restore = commands.add_parser("restore", help="put a back-up in place of what is here")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("--yes", action="store_true", help="do not ask")
    erase = commands.add_parser("erase", help="delete history, diary and safety answers for good")
    erase.add_argument("--yes", action="store_true", help="do not ask")
    return history, programme


def _add_span(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="first", type=_day, metavar="DAY", help="from this day on: 2026-11-23")
    parser.add_argument("--to", dest="last", type=_day, metavar="DAY", help="up to this day, included")


def _add_diary(commands: Any) -> None:  # noqa: ANN401  # as above
    from coach.history.cramp import PLACES  # noqa: PLC0415 - late on purpose

    diary = commands.add_parser("diary", help="the cramp diary")
    within = diary.add_subparsers(dest="diary", metavar="WHAT", required=True)
    added = within.add_parser("add", help="write a cramp down")
    added.add_argument("place", choices=PLACES, metavar="PLACE", help=", ".join(PLACES))
    correct = within.add_parser("correct", help="write an entry anew; what is left out stays")
    correct.add_argument("id", type=int, metavar="NUMBER")
    correct.add_argument("--place", choices=PLACES, metavar="PLACE")
    for parser in (added, correct):
        parser.add_argument("--at", metavar="TIME", help="when it began: 03:20, or 2026-11-23T03:20")
        parser.add_argument("--side", choices=_SIDES)
        parser.add_argument("--lasted", metavar="LENGTH", help="such as `3 min`")
        parser.add_argument("--doing-for", metavar="LENGTH", help="for how long you had been doing that")
        parser.add_argument("--helped-after", metavar="LENGTH", help="how long until it helped")
        parser.add_argument("--pain", type=int, choices=range(11), metavar="0-10")
        parser.add_argument("--let-go", choices=_YES_NO, metavar="yes|no", help="it has let go")
        parser.add_argument("--done", action="append", metavar="WORDS", help="what you did; several times")
        for name, about in _FLAGS.items():
            parser.add_argument(f"--{name}", choices=_YES_NO, metavar="yes|no", help=about)
        for name, about in _TEXTS.items():
            parser.add_argument(f"--{name}", metavar="WORDS", help=about)
    remove = within.add_parser("remove", help="take an entry out; its earlier versions are kept")
    remove.add_argument("id", type=int, metavar="NUMBER")
    remove.add_argument("--for-good", action="store_true", help="with all its versions")
    listing = within.add_parser("list", help="the entries")
    _add_span(listing)
    listing.add_argument("--format", choices=("text", "csv"), default="text")


def _add_programme(parser: argparse.ArgumentParser) -> None:
    within = parser.add_subparsers(dest="programme", metavar="WHAT")
    within.add_parser("today", help="what is due today (this is what `coach programme` alone shows)")
    weeks = within.add_parser("weeks", help="done against planned")
    weeks.add_argument("id", metavar="ID")
    _add_span(weeks)
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
        one.add_argument("--on", type=_day, metavar="DAY", help="another day than today")
        one.add_argument("--because", default="", metavar="WORDS", help="the reason, for yourself")
    for name, about in (("move-on", "go on to what is proposed"), ("not-yet", "stay with what you do now")):
        one = within.add_parser(name, help=about)
        one.add_argument("id", metavar="ID")
        one.add_argument("item", metavar="ITEM", help="the id of what you do now")
        one.add_argument("--approved-by", default="", metavar="NAME", help="who said yes")
        one.add_argument("--because", default="", metavar="WORDS", help="the reason, for yourself")


def _day(text: str) -> date:
    return date.fromisoformat(text)


def things() -> dict[str, Path]:
    """What a back-up holds, by its name in there."""
    return paths.things()


def _now() -> datetime:
    return SystemClock().wall()


def _open(now: datetime) -> Store:
    from coach.history.store import Store  # noqa: PLC0415 - late on purpose

    store = Store.open(paths.database(), now)
    if store.notice:
        print(f"coach: {store.notice}", file=sys.stderr)
    return store


def history(options: argparse.Namespace, library: Callable[[], Library], index: Callable[[], Index]) -> int:
    """`coach history`. `library` reads the routine files, for what was ticked; `index` has the programmes."""
    now = _now()
    with closing(_open(now)) as store:
        if options.history == "import":
            _import(options.file, store, library, now)
        else:
            _write(_exported(options, store, index, now), options.output)
    return 0


def _exported(options: argparse.Namespace, store: Store, index: Callable[[], Index], now: datetime) -> str:
    last = options.last or now.date()
    if options.programme and options.format != "ics":
        raise CoachError(
            "--programme goes with --format ics.", "`coach programme weeks ID` says how one goes."
        )
    match options.format:
        case "json":
            from coach.history import exchange  # noqa: PLC0415 - late on purpose

            if options.first or options.last:
                raise CoachError("The json format is the whole history.", "Leave out --from and --to.")
            return exchange.exported(store, now)
        case "csv":
            from coach.history import as_csv  # noqa: PLC0415 - late on purpose

            return as_csv.sessions(_details(store, options.first or date.min, last))
        case "fhir":
            return _fhir(store, options.first or last - _VISIT, last, index(), now)
        case "ics":
            first = options.first or now.date()
            return _calendar(store, options, first, options.last or first + _MONTH, index(), now)
        case _:
            return _told(store, options.first or last - _MONTH, last)


def _details(store: Store, first: date, last: date) -> Iterator[SessionDetail]:
    """The sessions of some days, with everything."""
    found = (store.session(each.id) for each in store.sessions_between(first, last))
    return (detail for detail in found if detail is not None)


def _fhir(store: Store, first: date, last: date, index: Index, now: datetime) -> str:
    from uuid import uuid4  # noqa: PLC0415 - late on purpose

    from coach.history import fhir  # noqa: PLC0415 - late on purpose

    courses = [(regimen, _course(store, regimen)) for regimen in index.regimens]
    details, cramps = _details(store, first, last), store.cramps_between(first, last)
    return fhir.told(fhir.bundle(details, cramps, courses, now, uuid4()))


def _calendar(
    store: Store, options: argparse.Namespace, first: date, last: date, index: Index, now: datetime
) -> str:
    from coach.history import ical  # noqa: PLC0415 - late on purpose

    if (last - first).days >= ical.LONGEST:
        raise CoachError(f"A calendar holds at most {ical.LONGEST} days.", "Choose with --from and --to.")
    regimens = [_regimen(options.programme, index)] if options.programme else index.regimens
    doses = (
        dose for regimen in regimens for dose in ical.planned(regimen, _course(store, regimen), first, last)
    )
    return ical.calendar(doses, now)


def _write(text: str, to: Path | None) -> None:
    if to is None:
        print(text, end="")
        return
    from coach.history.faults import in_kind_words  # noqa: PLC0415 - late on purpose

    with in_kind_words(to):
        to.write_text(text, encoding="utf-8", newline="")
        to.chmod(0o600)
    print(to)


def _told(store: Store, first: date, last: date) -> str:
    """The sessions and cramps of some days, a line for each."""
    lines = [
        *((each.started, _session_line(each)) for each in store.sessions_between(first, last)),
        *((each.began, _cramp_line(each)) for each in store.cramps_between(first, last)),
    ]
    found, day = list[str](), None
    for began, line in sorted(lines, key=lambda each: each[0]):
        if began.date() != day:
            day = began.date()
            found.append(f"{day:%A}, {day}")
        found.append(f"  {began:%H:%M}  {line}")
    if not found:
        return f"Nothing from {first} to {last}. `--from` and `--to` choose other days.\n"
    seconds = sum(each.seconds for each in store.days(first, last))
    return "\n".join([*found, f"{round(seconds / 60)} minutes of exercise from {first} to {last}."]) + "\n"


def _session_line(session: Session) -> str:
    pain = [str(each) for each in (session.pain_before, session.pain) if each is not None]
    facts = [
        "" if session.status == "finished" else "broken off" if session.status == "open" else "stopped early",
        f"pain {', then '.join(pain)}" if pain else "",
        f"felt {session.feeling}" if session.feeling else "",
        f"rehearsal at {session.speed:g} ×" if session.speed != 1 else "",
        "from paper" if session.source == "paper" else "",
    ]
    return " · ".join([session.title, *filter(None, facts)])


def _cramp_line(cramp: Cramp) -> str:
    facts = [
        f"{cramp.side} side" if cramp.side in _SIDES[:2] else "both sides" if cramp.side else "",
        cramp.way,
        f"{round(cramp.lasted / 60, 1):g} min" if cramp.lasted is not None else "",
        f"pain {cramp.pain}" if cramp.pain is not None else "",
        f"helped: {cramp.helped}" if cramp.helped else "",
        cramp.note,
    ]
    return f"cramp {cramp.id}: " + " · ".join([cramp.place, *filter(None, facts)])


def _import(path: Path, store: Store, library: Callable[[], Library], now: datetime) -> None:
    from functools import cache  # noqa: PLC0415 - late on purpose

    from coach.clock import local_zone  # noqa: PLC0415 - late on purpose
    from coach.history.faults import in_kind_words  # noqa: PLC0415 - late on purpose
    from coach.history.importing import read_in  # noqa: PLC0415 - late on purpose

    with in_kind_words(path):
        text = path.read_bytes().decode("utf-8-sig", errors="replace")
    routines = cache(library)
    print(read_in(store, text, lambda each: routines().timeline(each), now, local_zone(), __version__))


def diary(options: argparse.Namespace) -> int:
    """`coach diary`."""
    now = _now()
    with closing(_open(now)) as store:
        _DIARY[options.diary](options, store, now)
    return 0


def _diary_add(options: argparse.Namespace, store: Store, now: datetime) -> None:
    from coach.history.cramp import Cramp  # noqa: PLC0415 - late on purpose

    identity = store.note_cramp(_filled(Cramp(_began(options.at, now) or now, options.place), options))
    print(f"Written down as {identity}. `coach diary correct {identity}` adds to it.")


def _diary_correct(options: argparse.Namespace, store: Store, now: datetime) -> None:
    cramp = _filled(_entry(store, options.id), options)
    began = _began(options.at, now)
    store.correct_cramp(replace(cramp, place=options.place or cramp.place, began=began or cramp.began), now)
    print(f"Entry {options.id} is written anew. What stood there before is kept.")


def _diary_remove(options: argparse.Namespace, store: Store, now: datetime) -> None:
    _entry(store, options.id, gone_too=options.for_good)
    if options.for_good:
        store.forget_cramp(options.id)
        print(f"Entry {options.id} and all its versions are gone.")
    else:
        store.withdraw_cramp(options.id, now)
        print(f"Entry {options.id} is out of the diary. `coach diary correct {options.id}` brings it back.")


def _diary_list(options: argparse.Namespace, store: Store, now: datetime) -> None:
    from coach.history import as_csv  # noqa: PLC0415 - late on purpose

    last = options.last or now.date()
    cramps = store.cramps_between(options.first or date.min, last)
    if options.format == "csv":
        print(as_csv.diary(cramps), end="")
        return
    for cramp in cramps:
        print(f"{cramp.began:%Y-%m-%d %H:%M}  {_cramp_line(cramp)}")
    if not cramps:
        print("Nothing in the diary. `coach diary add calf` begins it.")


def _entry(store: Store, identity: int, *, gone_too: bool = True) -> Cramp:
    versions = store.cramp_versions(identity)
    if not versions or (versions[-1].withdrawn and not gone_too):
        raise CoachError(f"There is no entry {identity} in the diary.", "`coach diary list` shows them.")
    return versions[-1].cramp


def _began(text: str | None, now: datetime) -> datetime | None:
    """A time of today, or of yesterday if that has not come yet; or a day and a time."""
    from coach.routine import quantity  # noqa: PLC0415 - late on purpose

    if text is None:
        return None
    try:
        if "T" not in text and "-" not in text:
            clock = quantity.time_of_day(text)
            at = now.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
            return at if at <= now else at - timedelta(days=1)
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise CoachError(f"`{text}` is no time.", "Write `03:20`, or `2026-11-23T03:20`.") from error
    return at if at.tzinfo is not None else at.astimezone()


def _filled(cramp: Cramp, options: argparse.Namespace) -> Cramp:
    """An entry with what was given on the command line."""
    from coach.routine.plan import Side  # noqa: PLC0415 - late on purpose

    given: dict[str, Any] = {name: getattr(options, name) for name in ("pain", *_TEXTS)}
    given |= {name: _flag(getattr(options, name)) for name in _FLAGS}
    given |= {name: _seconds(getattr(options, name)) for name in ("lasted", "doing_for", "helped_after")}
    given["side"] = Side(options.side) if options.side else None
    given["done"] = tuple(options.done) if options.done else None
    given["let_go"] = _flag(options.let_go)
    if given["let_go"] is None and given["lasted"] is not None:
        given["let_go"] = True  # who says how long it lasted says that it is over
    return replace(cramp, **{name: value for name, value in given.items() if value is not None})


def _flag(text: str | None) -> bool | None:
    return None if text is None else text == "yes"


def _seconds(text: str | None) -> float | None:
    from coach.routine import quantity  # noqa: PLC0415 - late on purpose

    if text is None:
        return None
    try:
        return quantity.length(text)
    except quantity.QuantityError as error:
        raise CoachError(str(error), error.hint) from error


_DIARY: Final[dict[str, Callable[[argparse.Namespace, Store, datetime], None]]] = {
    "add": _diary_add,
    "correct": _diary_correct,
    "list": _diary_list,
    "remove": _diary_remove,
}


def programme(options: argparse.Namespace, index: Callable[[], Index]) -> int:
    """`coach programme`. `index` gives the cards, as this person may use them."""
    now = _now()
    with closing(_open(now)) as store:
        match options.programme:
            case None | "today":
                _today(store, index(), now)
            case "weeks":
                _weeks(options, store, _regimen(options.id, index()), now)
            case "move-on" | "not-yet":
                _decide(options, store, _regimen(options.id, index()), now)
            case _:
                _tell(options, store, _regimen(options.id, index()), now)
    return 0


def _regimen(identity: str, index: Index) -> Regimen:
    found = index.regimen(identity)
    if found is None:
        names = ", ".join(each.id for each in index.regimens)
        raise CoachError(f"There is no programme `{identity}`.", f"There are {names}.")
    return found


def _state(store: Store, regimen: Regimen, now: datetime) -> tuple[Course, tuple[Performed, ...]]:
    return _course(store, regimen), store.performed(now.date() - _LOOK_BACK)


def _course(store: Store, regimen: Regimen) -> Course:
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


def backup(options: argparse.Namespace) -> int:
    """`coach backup`."""
    from coach.history import backup as backups  # noqa: PLC0415 - late on purpose

    now, to = _now(), options.to
    if options.check:
        _describe(backups.check(to), to)
    elif to.is_dir():
        keep = backups.KEPT if options.keep is None else max(1, options.keep)
        print(f"{backups.rotate(to, things(), now, keep)} is written and whole.")
    else:
        _describe(backups.back_up(to, things(), now), to)
    return 0


def _describe(contents: Any, path: Path) -> None:  # noqa: ANN401  # `Contents`, imported late
    size = sum(contents.files.values()) / 1e6
    print(
        f"{path} is whole: {contents.sessions} sessions and {len(contents.files)} files ({size:.1f} MB) of "
        f"{contents.made:%Y-%m-%d %H:%M}."
    )


def restore(options: argparse.Namespace) -> int:
    """`coach restore`."""
    from coach.history import backup as backups  # noqa: PLC0415 - late on purpose

    contents = backups.check(options.file)
    _describe(contents, options.file)
    if not options.yes and not _agreed(
        "It takes the place of your history and settings, which are kept beside."
    ):
        return 1
    backups.restore(options.file, things(), _now())
    print("Restored. What was here before is kept beside it, with `before-restore` in its name.")
    return 0


def erase(options: argparse.Namespace) -> int:
    """`coach erase`."""
    from coach.history.erase import erase as erase_all  # noqa: PLC0415 - late on purpose

    if not options.yes and not _agreed("This deletes your history, diary and safety answers for good."):
        return 1
    erased = erase_all(paths.database(), (paths.safety_file(), paths.reminders_file()), _now())
    print("\n".join(erased.told()))
    return 0


def _agreed(what: str) -> bool:
    """Ask on the terminal; without one, nobody has agreed."""
    if not sys.stdin.isatty():
        raise CoachError(what, "Add --yes if that is what you want.")
    return input(f"{what} Type yes to go on: ").strip().lower() == "yes"
