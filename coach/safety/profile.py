"""What a person has said about their safety: kept in a small TOML file that only they can read."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final
from zlib import crc32

from coach import whole
from coach.errors import CoachError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import date
    from pathlib import Path

LONGEST_NUMBER: Final = 40
"""Characters that an emergency number has at most."""


FLUID: Final = "FLUID"
"""The condition that keeps Coach from reminding anybody to drink."""


@dataclass(frozen=True, slots=True)
class Profile:
    """The conditions a person has ticked, by their tags, and on which day each was answered, yes or no.

    `confirmed` are the ids of what is hidden (`only_if`) until a person has said yes to its question.
    `emergency_number` may be empty. `seen`: the safety page has been offered, and need not be again.
    """

    ticked: frozenset[str] = frozenset()
    answered: Mapping[str, date] = field(default_factory=dict)
    emergency_number: str = ""
    seen: bool = False
    confirmed: frozenset[str] = frozenset()

    @property
    def limits_fluid(self) -> bool:
        """Whether the person has been told to limit what they drink (clinical research, table C4)."""
        return FLUID in self.ticked

    @property
    def key(self) -> str:
        """Names what is kept for this profile: what is hidden and shown alike has the same key."""
        if not self.ticked and not self.confirmed:
            return ""
        said = json.dumps([sorted(self.ticked), sorted(self.confirmed)])
        return f"{crc32(said.encode()):08x}"

    def answer(self, asked: Collection[str], ticked: Collection[str], today: date) -> Profile:
        """The profile once the conditions `asked` were answered: of these, `ticked` apply."""
        stays = self.ticked.difference(asked)
        answered = {**self.answered, **dict.fromkeys(asked, today)}
        return replace(self, ticked=stays.union(set(ticked).intersection(asked)), answered=answered)

    def confirm(self, identity: str, *, yes: bool = True) -> Profile:
        """The profile once the question (`only_if`) of this exercise or routine was answered."""
        others = self.confirmed.difference((identity,))
        return replace(self, confirmed=others.union((identity,)) if yes else others)

    def offered(self) -> Profile:
        """The profile of somebody who has seen the safety page."""
        return replace(self, seen=True)

    def call(self, number: str) -> Profile:
        """The profile with this emergency number, on one line and of sensible length."""
        return replace(self, emergency_number=_line(number))


def load(path: Path) -> tuple[Profile, tuple[str, ...]]:
    """Read the profile, and one kind sentence about each thing in the file that cannot be used.

    Never raises. A file that is not TOML at all is also kept as `….bak`, since the next `save` replaces it;
    then `seen` is False, so that the person is asked again.
    """
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return Profile(), ()
    except OSError as error:
        return Profile(), (f"Your safety answers could not be read ({error.strerror}). {_ASK_AGAIN}",)
    try:
        import tomllib  # noqa: PLC0415  # only where somebody has answered something

        found = tomllib.loads(text.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # not UTF-8, not TOML, or nested beyond all reason
        kept = path.with_name(path.name + ".bak")
        with contextlib.suppress(OSError):
            kept.write_bytes(text)
            kept.chmod(0o600)
        problem = f"Your safety answers could not be understood ({error}). {_ASK_AGAIN}"
        return Profile(), (f"{problem} The file is kept as {kept.name}.",)
    return _read(found)


_ASK_AGAIN: Final = "Nothing is hidden for you until you answer again."


def _read(found: Mapping[str, Any]) -> tuple[Profile, tuple[str, ...]]:
    from datetime import date, datetime  # noqa: PLC0415  # the same

    problems = [f"Coach knows no safety answer named “{name}”." for name in found if name not in _NAMES]
    tags = _names(found, "ticked", "conditions", problems)
    confirmed = _names(found, "confirmed", "exercises and routines", problems)
    answered = found.get("answered", {})
    if not isinstance(answered, dict):
        problems.append("“answered” should be a heading: [answered].")
        answered = {}
    days = {tag: day for tag, day in answered.items() if type(day) in {date, datetime}}
    problems += [f"“{tag}” should have the day it was answered." for tag in answered if tag not in days]
    number = found.get("emergency_number", "")
    if not isinstance(number, str):
        problems.append("“emergency_number” should stand in quotation marks.")
        number = str(number) if type(number) is int else ""
    seen = found.get("seen", False)
    if not isinstance(seen, bool):
        problems.append("“seen” can be true or false.")
        seen = False
    dates = {tag: day.date() if isinstance(day, datetime) else day for tag, day in days.items()}
    return Profile(tags, dates, _line(number), seen, confirmed), tuple(problems)


_NAMES: Final = ("seen", "emergency_number", "ticked", "confirmed", "answered")


def _names(found: Mapping[str, Any], key: str, what: str, problems: list[str]) -> frozenset[str]:
    """A list of names; what is wrong with it is added to `problems`."""
    names = found.get(key, [])
    if not isinstance(names, list):
        problems.append(f"“{key}” should be a list of {what}.")
        return frozenset()
    known = frozenset(name for name in names if isinstance(name, str))
    if not all(isinstance(name, str) for name in names):
        problems.append(f"“{key}” should hold only names of {what}; the others are left out.")
    return known


def _line(text: str) -> str:
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())[
        :LONGEST_NUMBER
    ].strip()


def save(path: Path, profile: Profile) -> None:
    """Write the profile, readable by its owner alone. The file is replaced in one go.

    Raises:
        CoachError: The folder cannot be written or the disk is full; the old file stands.
    """
    try:
        whole.save(path, "\n".join(_lines(profile)) + "\n", mode=0o600)
    except OSError as error:
        raise CoachError(
            f"Your safety answers could not be saved ({error.strerror or error}).",
            f"They hold until Coach is closed. They belong in {path.parent}.",
        ) from error


def _lines(profile: Profile) -> Iterator[str]:
    yield "# Your safety answers. They stay on this computer. Change them in Coach, under Settings."
    yield f"seen = {str(profile.seen).lower()}"
    yield f"emergency_number = {_quoted(profile.emergency_number)}"
    yield f"ticked = [{', '.join(map(_quoted, sorted(profile.ticked)))}]"
    if profile.confirmed:
        yield f"confirmed = [{', '.join(map(_quoted, sorted(profile.confirmed)))}]"
    yield "\n[answered]"
    for tag, day in sorted(profile.answered.items()):
        yield f"{_quoted(tag)} = {day.isoformat()}"


def _quoted(text: str) -> str:
    """A TOML string: as in JSON, except that TOML wants U+007F escaped too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
