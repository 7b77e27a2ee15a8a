"""The cramp diary: every line of SQL about it. Entries are corrected by adding to them."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date, datetime
from typing import TYPE_CHECKING

from coach.history.cramp import DETAILS, Cramp, Version
from coach.history.tables.database import Database
from coach.routine.plan import Side

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

_CRAMP = "began, place, side, way, lasted, let_go, pain, done, details, session_id"
_LATEST = "id IN (SELECT max(id) FROM diary GROUP BY entry) AND NOT withdrawn"
_USUAL = {field.name: field.default for field in fields(Cramp) if field.name in DETAILS}


class Diary(Database):
    """The cramps that the person wanted to remember."""

    def note_cramp(self, cramp: Cramp) -> int:
        """Write down a cramp; returns its id."""
        with self.durably():
            entry = self._number("SELECT coalesce(max(entry), 0) + 1 FROM diary")
            self._write(entry, cramp, self._opened)
        return entry

    def correct_cramp(self, cramp: Cramp, told: datetime) -> None:
        """Write an entry anew, or fill in what was left open. The earlier versions are kept."""
        with self.durably():
            self._write(cramp.id, cramp, told)

    def withdraw_cramp(self, identity: int, told: datetime) -> None:
        """Take an entry out of the diary. Its versions are kept, and it can be written anew."""
        latest = self.cramp_versions(identity)
        if latest and not latest[-1].withdrawn:
            with self.durably():
                self._write(identity, latest[-1].cramp, told, withdrawn=True)

    def keep_cramp(self, versions: Iterable[Version]) -> int:
        """Write down an entry from elsewhere with all its versions; returns its id here."""
        with self.durably():
            entry = self._number("SELECT coalesce(max(entry), 0) + 1 FROM diary")
            for version in versions:
                self._write(entry, version.cramp, version.told, withdrawn=version.withdrawn)
        return entry

    def entries(self) -> tuple[tuple[Version, ...], ...]:
        """Every entry with all its versions, those that were withdrawn too."""
        entries = self._all("SELECT DISTINCT entry FROM diary ORDER BY entry")
        return tuple(self.cramp_versions(entry) for (entry,) in entries)

    def forget_cramp(self, identity: int) -> None:
        """Remove an entry and all its versions for good."""
        self._run("DELETE FROM diary WHERE entry = ?", identity)

    def cramps(self, limit: int) -> tuple[Cramp, ...]:
        """The latest cramps, newest first."""
        return self._cramps(f"{_LATEST} ORDER BY began DESC, id DESC LIMIT ?", limit)

    def cramps_between(self, first: date, last: date) -> tuple[Cramp, ...]:
        """The cramps of the person's own days from `first` to `last`, both included, oldest first."""
        where = f"{_LATEST} AND day BETWEEN ? AND ? ORDER BY began, id"
        return self._cramps(where, first.isoformat(), last.isoformat())

    def cramp_versions(self, identity: int) -> tuple[Version, ...]:
        """Everything that was ever written for an entry, oldest first."""
        rows = self._all(
            f"SELECT told, withdrawn, entry, {_CRAMP} FROM diary WHERE entry = ? ORDER BY id",  # noqa: S608 - ours
            identity,
        )
        with self._understood():
            return tuple(
                Version(_cramp(rest), datetime.fromisoformat(told), bool(gone)) for told, gone, *rest in rows
            )

    def _cramps(self, where: str, *values: object) -> tuple[Cramp, ...]:
        rows = self._all(f"SELECT entry, {_CRAMP} FROM diary WHERE {where}", *values)  # noqa: S608 - our own words
        with self._understood():
            return tuple(map(_cramp, rows))

    def _write(self, entry: int, cramp: Cramp, told: datetime, *, withdrawn: bool = False) -> None:
        details = {name: getattr(cramp, name) for name in DETAILS}
        known = {name: value for name, value in details.items() if value != _USUAL[name]}
        self._run(
            f"INSERT INTO diary (entry, told, withdrawn, {_CRAMP})"  # noqa: S608 - our own column names
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            *(entry, told.isoformat(), withdrawn, cramp.began.isoformat(), cramp.place, cramp.side),
            *(cramp.way, cramp.lasted, cramp.let_go, cramp.pain),
            *(_json(cramp.done), _json(known), cramp.session),
        )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _cramp(row: list[Any] | tuple[Any, ...]) -> Cramp:
    entry, began, place, side, way, lasted, let_go, pain, done, details, session = row
    return Cramp(
        id=entry,
        began=datetime.fromisoformat(began),
        place=place,
        side=Side(side) if side else None,
        way=way,
        lasted=lasted,
        let_go=bool(let_go),
        pain=pain,
        done=tuple(json.loads(done)),
        session=session,
        **json.loads(details),
    )
