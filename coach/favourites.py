"""Favourites: the routines, exercises and programmes a person comes back to, in the settings file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from coach import settings, tables

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TABLE: Final = "favourites"


@dataclass(frozen=True, slots=True)
class Favourites:
    """Ids, the newest first, each once. Those of which there is no document just now are kept as well."""

    ids: tuple[str, ...] = ()

    def __contains__(self, identity: object) -> bool:
        """Whether this id is a favourite."""
        return identity in self.ids

    def put(self, identity: str, *, kept: bool) -> Favourites:
        """With this id as the newest favourite, or without it; one that is a favourite stays in its place."""
        if kept == (identity in self):
            return self
        others = tuple(one for one in self.ids if one != identity)
        return Favourites((identity, *others) if kept else others)


def read(found: Mapping[str, Any]) -> tuple[Favourites, tuple[str, ...]]:
    """The favourites in the tables of the settings file, and a kind sentence if they cannot be used."""
    table = found.get(TABLE, {})
    ids = table.get("ids", []) if isinstance(table, dict) else None
    if isinstance(ids, list) and all(isinstance(one, str) for one in ids):
        return Favourites(tuple(dict.fromkeys(ids))), ()
    return Favourites(), ('Your favourites could not be understood; they look like this: ids = ["wave"].',)


def load(path: Path) -> tuple[Favourites, tuple[str, ...]]:
    """The same of the file. One that cannot be read at all is told of by the settings."""
    try:
        return read(tables.read(path))
    except (OSError, ValueError):
        return Favourites(), ()


def save(path: Path, identity: str, *, kept: bool) -> Favourites:
    """Make an id a favourite in the file, or no favourite; returns all of them as they are then.

    Raises:
        CoachError: It cannot be saved.
    """
    made: list[Favourites] = []

    def change(found: Mapping[str, Any]) -> dict[str, Any]:
        new = read(found)[0].put(identity, kept=kept)
        made.append(new)
        return {TABLE: {**found.get(TABLE, {}), "ids": new.ids}}

    settings.save_table(path, TABLE, change)
    return made[0]
