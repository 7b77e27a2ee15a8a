"""Tables for a spreadsheet: sessions, and the cramp diary. `csv_import` reads them in again.

UTF-8 with a byte order mark, which spreadsheets need to read it rightly. Unknown values are empty.
"""

from __future__ import annotations

import csv
import io
from dataclasses import fields
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from coach.history.cramp import Cramp

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from coach.history.session import SessionDetail

MARK: Final = "\ufeff"
SESSIONS: Final = (
    *("began", "ended", "routine", "title", "revision", "status", "speed", "work_seconds"),
    *("pain_before", "pain_after", "effort_after", "stiffness_after", "numbness_after"),
    *("feeling", "source", "changes"),
)
DIARY: Final = tuple(field.name for field in fields(Cramp) if field.name not in {"id", "session"})
SEPARATOR: Final = " | "
"""Between several things in one cell."""


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
        "speed": session.speed,
        "work_seconds": round(sum((each.done for each in detail.phases if each.phase.is_work), 0.0), 3),
        **{name: value for name, value in told.items() if name in SESSIONS},
        "feeling": session.feeling,
        "source": session.source,
        "changes": SEPARATOR.join(_change(each.kind, each.title, each.by) for each in detail.changes),
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
        return SEPARATOR.join(value)
    return value.isoformat() if isinstance(value, datetime) else value


def _table(columns: tuple[str, ...], rows: Iterable[Mapping[str, Any]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: "" if row.get(name) is None else row[name] for name in columns})
    return MARK + out.getvalue()
