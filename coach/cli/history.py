"""`coach history`: what was done, and its ways out and in.

Imports are late on purpose, as in `coach.cli`. The formats for programs are those of `docs/history.md`.
"""

from __future__ import annotations

from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from coach import __version__
from coach.cli import diary, programme, records
from coach.errors import CoachError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable

    from coach.history.session import Session
    from coach.history.store import Store
    from coach.routine.index import Index
    from coach.routine.library import Library

_MONTH: Final = timedelta(days=30)
_VISIT: Final = timedelta(days=90)
"""What a clinic is told about, if nothing else is asked for."""


def add(commands: Any) -> argparse.ArgumentParser:  # noqa: ANN401  # argparse does not name its class
    """Describe the command to the parser."""
    history: argparse.ArgumentParser = commands.add_parser("history", help="what was done; export and import")
    records.add_span(history)
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
    return history


def run(options: argparse.Namespace, library: Callable[[], Library], index: Callable[[], Index]) -> int:
    """`coach history`. `library` reads the routine files, for what was ticked; `index` has the programmes."""
    now = records.now()
    with closing(records.opened(now)) as store:
        if options.history == "import":
            _import(options.file, store, library, now)
        else:
            _write(_exported(options, store, index, now), options.output)
    return 0


def _exported(
    options: argparse.Namespace, store: Store, index: Callable[[], Index], now: datetime
) -> Iterable[str]:
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

            return (as_csv.sessions(store.details_between(options.first or date.min, last)),)
        case "fhir":
            return _fhir(store, options.first or last - _VISIT, last, index(), now)
        case "ics":
            first = options.first or now.date()
            return (_calendar(store, options, first, options.last or first + _MONTH, index(), now),)
        case _:
            return (_told(store, options.first or last - _MONTH, last),)


def _fhir(store: Store, first: date, last: date, index: Index, now: datetime) -> Iterable[str]:
    from uuid import uuid4  # noqa: PLC0415 - late on purpose

    from coach.history import fhir  # noqa: PLC0415 - late on purpose

    courses = [(regimen, programme.course_of(store, regimen)) for regimen in index.regimens]
    details, cramps = store.details_between(first, last), store.cramps_between(first, last)
    return fhir.bundle(details, cramps, courses, now, uuid4())


def _calendar(
    store: Store, options: argparse.Namespace, first: date, last: date, index: Index, now: datetime
) -> str:
    from coach.history import ical  # noqa: PLC0415 - late on purpose

    if (last - first).days >= ical.LONGEST:
        raise CoachError(f"A calendar holds at most {ical.LONGEST} days.", "Choose with --from and --to.")
    regimens = [programme.regimen_of(options.programme, index)] if options.programme else index.regimens
    doses = (
        dose
        for regimen in regimens
        for dose in ical.planned(regimen, programme.course_of(store, regimen), first, last)
    )
    return ical.calendar(doses, now)


def _write(pieces: Iterable[str], to: Path | None) -> None:
    if to is None:
        for piece in pieces:
            print(piece, end="")
        return
    from coach import whole  # noqa: PLC0415 - late on purpose
    from coach.history.faults import in_kind_words  # noqa: PLC0415 - late on purpose

    with in_kind_words(to):
        whole.save(to, pieces, mode=0o600)
    print(to)


def _told(store: Store, first: date, last: date) -> str:
    """The sessions and cramps of some days, a line for each."""
    lines = [
        *((each.started, _session_line(each)) for each in store.sessions_between(first, last)),
        *((each.began, diary.line(each)) for each in store.cramps_between(first, last)),
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


def _import(path: Path, store: Store, library: Callable[[], Library], now: datetime) -> None:
    from functools import cache  # noqa: PLC0415 - late on purpose

    from coach.clock import local_zone  # noqa: PLC0415 - late on purpose
    from coach.history.faults import in_kind_words  # noqa: PLC0415 - late on purpose
    from coach.history.importing import read_in  # noqa: PLC0415 - late on purpose

    with in_kind_words(path):
        text = path.read_bytes().decode("utf-8-sig", errors="replace")
    routines = cache(library)
    print(read_in(store, text, lambda each: routines().timeline(each), now, local_zone(), __version__))
