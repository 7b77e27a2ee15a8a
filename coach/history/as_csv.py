"""Tables for a spreadsheet: sessions, and the cramp diary; and the way back for both.

UTF-8 with a byte order mark, which spreadsheets need to read it rightly. Unknown values are empty.
"""

from __future__ import annotations

import csv
import io
from dataclasses import fields
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, TypeVar

from coach.errors import CoachError
from coach.history.cramp import Cramp
from coach.history.exchange import FLAGS, SECONDS, cramp_from
from coach.player.rating import Kind, Moment, Rating

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import tzinfo

    from coach.history.session import SessionDetail
    from coach.history.store import Store
    from coach.routine.plan import Timeline

T = TypeVar("T")

MARK: Final = "\ufeff"
SESSIONS: Final = (
    *("began", "ended", "routine", "title", "revision", "status", "work_seconds"),
    *("pain_before", "pain_after", "effort_after", "stiffness_after", "numbness_after"),
    *("feeling", "source", "changes"),
)
DIARY: Final = tuple(field.name for field in fields(Cramp) if field.name not in {"id", "session"})
TICKED: Final = (
    "began",
    "routine",
    *(f"{kind}_{at}" for at in ("before", "after") for kind in Kind if kind != "sharp"),
)
"""The columns of a hand-out's grid: what was done when, and what was told. Only the first two are needed."""
_YES_OR_NO: Final = {"yes": True, "no": False}
_SEPARATOR: Final = " | "
_BARE_DAY: Final = len("2026-11-23")


def sessions(details: Iterable[SessionDetail]) -> str:
    """A line for each session."""
    return _table(SESSIONS, map(_session, details))


def _session(detail: SessionDetail) -> Mapping[str, Any]:
    told = {f"{each.kind}_{each.moment}": each.value for each in detail.ratings}
    session = detail.session
    return {
        "began": session.started.isoformat(),
        "ended": session.ended and session.ended.isoformat(),
        "routine": session.routine,
        "title": session.title,
        "revision": session.revision,
        "status": session.status,
        "work_seconds": round(sum(each.done for each in detail.phases if each.phase.is_work), 3),
        **{name: value for name, value in told.items() if name in SESSIONS},
        "feeling": session.feeling,
        "source": session.source,
        "changes": _SEPARATOR.join(_change(each.kind, each.title, each.by) for each in detail.changes),
    }


def _change(kind: str, title: str, by: str) -> str:
    return " ".join(filter(None, (kind, title, f"→ {by}" if by else "")))


def diary(cramps: Iterable[Cramp]) -> str:
    """A line for each cramp."""
    return _table(DIARY, ({name: _cell(getattr(each, name)) for name in DIARY} for each in cramps))


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return _SEPARATOR.join(value)
    return value.isoformat() if isinstance(value, datetime) else value


def _table(columns: tuple[str, ...], rows: Iterable[Mapping[str, Any]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: "" if row.get(name) is None else row[name] for name in columns})
    return MARK + out.getvalue()


def read_diary(text: str, zone: tzinfo) -> tuple[Cramp, ...]:
    """The cramps of a table as `diary` writes it. Columns may be missing; `zone` is for times without offset.

    Raises:
        CoachError: A line cannot be read; it says which.
    """
    return tuple(
        _line(number, row, lambda row: _cramp(row, zone)) for number, row in _rows(text, ("began", "place"))
    )


def _cramp(row: Mapping[str, str], zone: tzinfo) -> Cramp:
    told: dict[str, Any] = {name: value for name, value in row.items() if name in DIARY and value}
    told["began"] = _moment(row["began"], zone).isoformat()
    for name, value in told.items():
        if name == "pain":
            told[name] = int(value)
        elif name in SECONDS:
            told[name] = float(value)
        elif name == "done":
            told[name] = value.split(_SEPARATOR)
        elif name in {*FLAGS, "let_go"}:
            told[name] = _YES_OR_NO[value.lower()]
    return cramp_from(told)


def tick(
    store: Store, text: str, plan: Callable[[str], Timeline], zone: tzinfo, version: str
) -> tuple[int, int]:
    """Write down what was ticked on a hand-out: a finished session for each line of the table.

    `plan` gives a routine's compiled plan, or raises `KeyError`. Lines whose session is there already are
    left out. Returns how many came in, and how many were there.

    Raises:
        CoachError: A line cannot be read, and nothing was written; it says which.
    """
    ticked = [
        _line(number, row, lambda row: _ticked(row, plan, zone))
        for number, row in _rows(text, ("began", "routine"))
    ]
    if not ticked:
        return 0, 0
    days = sorted(began.date() for began, _, _ in ticked)
    known = {(each.routine, each.started) for each in store.sessions_between(days[0], days[-1])}
    new = 0
    with store.durably():
        for began, timeline, told in ticked:
            if (timeline.routine, began) not in known:
                known.add((timeline.routine, began))
                store.note_done(timeline, began, version, told)
                new += 1
    return new, len(ticked) - new


def _ticked(
    row: Mapping[str, str], plan: Callable[[str], Timeline], zone: tzinfo
) -> tuple[datetime, Timeline, list[Rating]]:
    told = []
    for kind in Kind:
        for moment in (Moment.BEFORE, Moment.AFTER):
            if value := row.get(f"{kind}_{moment}", ""):
                if not 0 <= int(value) <= 10:  # noqa: PLR2004 - ratings run from 0 to 10
                    raise ValueError(f"{value} is not from 0 to 10")
                told.append(Rating(kind, moment, int(value)))
    try:
        timeline = plan(row["routine"])
    except KeyError:
        raise ValueError(f"there is no routine `{row['routine']}`") from None
    return _moment(row["began"], zone), timeline, told


def _rows(text: str, needed: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    """The lines of a table with their numbers; commas or semicolons, as the spreadsheet was set up."""
    text = text.removeprefix(MARK)
    head = text.splitlines()[0] if text.strip() else ""
    delimiter = ";" if head.count(";") > head.count(",") else ","
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter, restval="")
    names = [(name or "").strip().lower() for name in reader.fieldnames or ()]
    reader.fieldnames = names
    for name in needed:
        if name not in names:
            raise CoachError(
                f"The table has no column `{name}`.", f"It has {', '.join(names) or 'no columns'}."
            )
    found = []
    try:
        for row in reader:
            if any(value for value in row.values() if isinstance(value, str)):
                kept = {name: value.strip() for name, value in row.items() if name and isinstance(value, str)}
                found.append((reader.line_num, kept))
    except csv.Error as error:
        raise CoachError(
            f"Line {reader.line_num} is no line of a table ({error}).", "Nothing came in."
        ) from error
    return found


def _line(number: int, row: dict[str, str], read: Callable[[dict[str, str]], T]) -> T:
    try:
        return read(row)
    except (KeyError, TypeError, ValueError) as error:
        raise CoachError(f"Line {number} cannot be read ({error}).", "Nothing came in.") from error


def _moment(text: str, zone: tzinfo) -> datetime:
    """A time as people write it in a table; noon, if only the day is given."""
    at = datetime.fromisoformat(text if len(text) > _BARE_DAY else f"{text}T12:00")
    return at if at.utcoffset() is not None else at.replace(tzinfo=zone)
