"""The few words that are Coach's own in a session, by language. A routine's words come from its file."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from coach import paths

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Phrases:
    """Empty where nobody has translated them: then Coach says only the routine's own words, and chimes."""

    left: str = ""
    right: str = ""
    switch_left: str = ""
    switch_right: str = ""
    three: str = ""
    two: str = ""
    one: str = ""
    half: str = ""
    last: str = ""
    rest: str = ""
    next: str = ""
    """Holds `{title}`."""
    again: str = ""
    until: str = ""
    """When a loop begins anew."""
    limit: str = ""
    """When its limit has come, and help is to be had the same day."""
    limit_now: str = ""
    """The same, where it is an emergency."""
    press: str = ""
    finished: str = ""
    rested: str = ""
    """The end of what was done about a cramp, whether it has let go or not."""


def phrases(language: str, folder: Path | None = None) -> Phrases:
    """Coach's words in a language such as `de` or `de-AT`; a region without its own takes its language's."""
    import tomllib  # noqa: PLC0415  # only where something is spoken

    folder = folder or paths.assets() / "voice"
    known = {path.stem: path for path in folder.glob("*.toml")}
    wanted = language.lower().replace("_", "-")
    path = known.get(wanted) or known.get(wanted.split("-", 1)[0])
    if path is None:
        return Phrases()
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    return Phrases(**{one.name: str(found.get(one.name, "")) for one in fields(Phrases)})
