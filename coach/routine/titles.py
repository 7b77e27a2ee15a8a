"""A title where an id belongs: whoever knows the library can say which id is meant."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from coach.routine.diagnostics import Diagnostic
    from coach.routine.model import Exercise, Routine

_NO_ID: Final = re.compile(r"`(.+)` cannot be an id\.")


def with_ids(
    found: Iterable[Diagnostic], exercises: Mapping[str, Exercise], routines: Mapping[str, Routine]
) -> list[Diagnostic]:
    """The messages, those about a title with the id that it belongs to."""
    found = list(found)
    if not any(each.code == "bad-id" for each in found):
        return found
    ids = {each.title.casefold(): each.id for each in (*routines.values(), *exercises.values())}
    return [_told(each, ids) for each in found]


def _told(each: Diagnostic, ids: Mapping[str, str]) -> Diagnostic:
    said = _NO_ID.match(each.message) if each.code == "bad-id" else None
    known = ids.get(" ".join(said[1].split()).casefold()) if said else None
    if said is None or known is None:
        return each
    message = f"`{said[1]}` is a title. A file is named by its short name, the id."
    return replace(each, message=message, hint=f"Write `{known}`.")
