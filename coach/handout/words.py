"""Coach's own words on paper, by language. The routine's words come from its file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from coach import paths
from coach.errors import CoachError
from coach.learn.page import parse
from coach.learn.telling import plain
from coach.routine.amount import AmountWords
from coach.safety.stop import STOP_RULE, STOP_SIGNS

if TYPE_CHECKING:
    from collections.abc import Iterable

HELP_HEADINGS: Final = 2
"""How many lists of the page of red flags are printed: the emergencies, and what needs help the same day."""

Lists = tuple[tuple[str, tuple[str, ...]], ...]
"""Headings, each with its lines."""


@dataclass(frozen=True, slots=True)
class Words:
    """Every fixed text of a hand-out; `{…}` in them stand for values."""

    language: str
    for_: str
    date: str
    by: str
    revision: str
    total: str
    about: str
    takes: str
    rest: str
    rest_sets: str
    rest_end: str
    rest_then: str
    needs: str
    changed: str
    ask_first: str
    stop: str
    stop_rule: str
    stop_signs: str
    lasts: str
    lasts_now: str
    again: str
    afterwards: str
    not_when: str
    not_for: str
    care: str
    stop_if: str
    other_side: str
    help: str
    grid: str
    week: str
    days: tuple[str, ...]
    times_a_day: str
    day_a_week: str
    days_a_week: str
    day_long: str
    days_long: str
    week_long: str
    weeks_long: str
    months: tuple[str, ...]
    on_day: str
    starts: str
    not_yet: str
    not_yet_when: str
    approved: str
    from_then: str
    later: str
    rule: str
    and_: str
    over_sessions: str
    last_session: str
    ratings: dict[str, str]
    bounds: dict[str, str]
    every_day: str
    every_other_day: str
    as_needed: str
    apart: str
    left_out: str
    notes: str
    page: str
    made: str
    scan: str
    scan_bundle: str
    for_coach: str
    amounts: AmountWords
    help_lists: Lists


def languages() -> dict[str, str]:
    """The languages that Coach's own words are there in: code and name."""
    return {path.stem: _read(path.stem)["language"] for path in sorted(_folder().glob("*.toml"))}


@cache
def words(language: str) -> Words:
    """The words in a language such as `de` or `de-AT`; English where there are none.

    Raises:
        CoachError: The files that come with Coach are damaged.
    """
    wanted = language.lower().replace("_", "-").split("-", 1)[0]
    known = {path.stem for path in _folder().glob("*.toml")}
    found = {"stop_rule": STOP_RULE, "stop_signs": STOP_SIGNS, **_read(wanted if wanted in known else "en")}
    lists: Lists = tuple((one["heading"], tuple(one["lines"])) for one in found.get("help_lists", ()))
    try:
        texts = {one.name: found[one.name.rstrip("_")] for one in fields(Words) if one.name not in _MADE}
        return Words(
            **texts,
            days=tuple(found["days"]),
            months=tuple(found["months"]),
            amounts=AmountWords(**found["amounts"]),
            help_lists=lists or _english_help(),
        )
    except (KeyError, TypeError) as error:
        raise _damaged(error) from error


_MADE: Final = {"days", "months", "amounts", "help_lists"}


def _folder() -> Any:  # noqa: ANN401  # a path, named where paths are
    return paths.assets() / "handout"


def _read(language: str) -> dict[str, Any]:
    try:
        return tomllib.loads((_folder() / f"{language}.toml").read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise _damaged(error) from error


def _damaged(error: Exception) -> CoachError:
    return CoachError(f"Coach's words for hand-outs are damaged: {error}.", "Install Coach anew.")


def _english_help() -> Lists:
    """The first lists of the page of red flags, as it stands in Learn."""
    path = paths.assets() / "learn" / "get-help.md"
    page, _ = parse(path, path.read_text(encoding="utf-8"))
    if page is None:
        raise CoachError("The page of red flags is damaged.", "Install Coach anew.")
    return tuple(_lists(plain(page).splitlines()))[:HELP_HEADINGS]


def _lists(lines: Iterable[str]) -> Lists:
    found: list[tuple[str, list[str]]] = []
    for line in lines:
        if line.startswith("## "):
            found.append((line[3:], []))
        elif line.startswith("- ") and found:
            found[-1][1].append(line[2:])
    return tuple((heading, tuple(points)) for heading, points in found)
