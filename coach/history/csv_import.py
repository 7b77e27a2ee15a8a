"""Tables read in: the cells of a line, and the diary. What is wrong is said line by line.

Commas or semicolons, any capitals in the head, columns in any order; whatever wrote them, a person has most
likely been at these tables with a spreadsheet.
"""

from __future__ import annotations

import csv
import io
import math
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING, Any, Final, TypeVar

from coach.errors import CoachError
from coach.history.as_csv import DIARY, MARK, SEPARATOR
from coach.history.cramp import PLACES
from coach.history.entry_json import FLAGS, SECONDS, cramp_from
from coach.routine.plan import Side

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import tzinfo

    from coach.history.cramp import Cramp

T = TypeVar("T")

NOTHING: Final = "Nothing came in."
NOON: Final = time(12)
"""When something was, if only its day is told: on that day in every zone."""
_YES_OR_NO: Final = {"yes": True, "no": False}
_SHOWN: Final = 5
"""As many wrong lines as are said at once."""
_BARE_DAY: Final = len("2026-11-23")
_LONGEST: Final = 1e9
"""Seconds; some thirty years."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: its number in the file, and its cells by the names of the columns.

    Each method raises `ValueError` with the rest of a sentence about what is wrong.
    """

    number: int
    cells: dict[str, str]

    def text(self, name: str) -> str:
        """A cell as it stands; empty if there is none."""
        return self.cells.get(name, "")

    def word(self, name: str) -> str:
        """A cell without blanks around it."""
        return self.text(name).strip()

    def needed(self, name: str) -> str:
        """A cell that must not be empty."""
        if not (word := self.word(name)):
            raise ValueError(f"`{name}` is empty")
        return word

    def one_of(self, name: str, known: Iterable[str]) -> str:
        """One of these words, or nothing."""
        word, known = self.word(name).lower(), tuple(known)
        if word and word not in known:
            raise ValueError(f"`{word}` in `{name}` is none of {', '.join(known)}")
        return word

    def whole(self, name: str, most: int) -> int | None:
        """A whole number from 0 on; None if the cell is empty."""
        word = self.word(name)
        if not word:
            return None
        if not word.isdecimal() or len(word) > len(str(most)) or int(word) > most:
            raise ValueError(f"`{word}` in `{name}` is no whole number from 0 to {most}")
        return int(word)

    def seconds(self, name: str) -> float | None:
        """A length; None if the cell is empty."""
        word = self.word(name)
        try:
            value = float(word) if word else None
        except ValueError:
            value = math.nan
        if value is not None and not 0 <= value <= _LONGEST:
            raise ValueError(f"`{word}` in `{name}` is no number of seconds")
        return value

    def flag(self, name: str) -> bool | None:
        """Yes or no; None if the cell is empty."""
        return _YES_OR_NO.get(self.one_of(name, _YES_OR_NO))

    def day(self, name: str) -> date:
        """A day."""
        word = self.needed(name)
        try:
            return date.fromisoformat(word)
        except ValueError:
            raise ValueError(f"`{word}` in `{name}` is no day; write it as 2026-11-23") from None

    def moment(self, name: str, zone: tzinfo) -> datetime:
        """A time with its offset; without one it is of `zone`, and a day alone means noon."""
        word = self.needed(name)
        if len(word) <= _BARE_DAY:
            return local(self.day(name), NOON, zone)
        try:
            at = datetime.fromisoformat(word)
        except ValueError:
            raise ValueError(f"`{word}` in `{name}` is no time; write it as 2026-11-23 08:30") from None
        return local(at.date(), at.time(), zone) if at.utcoffset() is None else at


def local(day: date, at: time, zone: tzinfo) -> datetime:
    """A time of day on a day, with the offset that `zone` has then: it stays on this day of the person's."""
    return fixed(datetime.combine(day, at, zone))


def fixed(at: datetime) -> datetime:
    """The same time with the offset that it has now, instead of a zone's rules."""
    return at.replace(tzinfo=timezone(at.utcoffset() or timedelta()))


def columns(text: str) -> tuple[str, ...]:
    """The names in the head of a table."""
    return tuple(_reader(text).fieldnames or ())


def _reader(text: str) -> csv.DictReader[str]:
    text = text.removeprefix(MARK)
    head = text.partition("\n")[0]
    delimiter = ";" if head.count(";") > head.count(",") else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restval="")
    reader.fieldnames = [(name or "").strip().lower() for name in reader.fieldnames or ()]
    return reader


def lines(text: str, needed: Iterable[str]) -> list[Line]:
    """The lines of a table, without those that are empty.

    Raises:
        CoachError: A column is missing, or the text is no table.
    """
    reader = _reader(text)
    names = tuple(reader.fieldnames or ())
    for name in needed:
        if name not in names:
            raise CoachError(f"The table has no column `{name}`.", f"It has {', '.join(names) or 'none'}.")
    found = []
    number = reader.line_num + 1  # a cell may go over several lines: the number of its first is said
    try:
        for row in reader:
            cells = {name: value for name, value in row.items() if name and isinstance(value, str)}
            if any(value.strip() for value in cells.values()):
                found.append(Line(number, cells))
            number = reader.line_num + 1
    except csv.Error as error:
        raise CoachError(f"Line {reader.line_num}: this is no line of a table ({error}).", NOTHING) from error
    return found


def each(found: Iterable[Line], read: Callable[[Line], T]) -> list[T]:
    """What `read` makes of each line.

    Raises:
        CoachError: Something is wrong; a sentence for each of the first wrong lines.
    """
    made, wrong = list[T](), list[str]()
    for line in found:
        try:
            made.append(read(line))
        except ValueError as error:
            wrong.append(f"Line {line.number}: {error}.")
    if wrong:
        more = len(wrong) - _SHOWN
        rest = [f"{more} more lines are wrong."] if more > 1 else wrong[_SHOWN:]
        raise CoachError(" ".join([*wrong[:_SHOWN], *rest]), NOTHING)
    return made


def read_diary(text: str, zone: tzinfo) -> tuple[Cramp, ...]:
    """The cramps of a table as `as_csv.diary` writes it. Columns may be missing; `zone` is the person's.

    Raises:
        CoachError: Lines cannot be read; it says which.
    """
    return tuple(each(lines(text, ("began", "place")), lambda line: _cramp(line, zone)))


def _cramp(line: Line, zone: tzinfo) -> Cramp:
    told: dict[str, Any] = {name: line.text(name) for name in DIARY}
    told |= {name: line.seconds(name) for name in SECONDS}
    told |= {name: line.flag(name) for name in (*FLAGS, "let_go")}
    line.needed("place")
    return cramp_from(
        {
            **told,
            "began": line.moment("began", zone).isoformat(),
            "place": line.one_of("place", PLACES),
            "side": line.one_of("side", (Side.LEFT, Side.RIGHT, Side.BOTH)),
            "pain": line.whole("pain", 10),
            "done": line.text("done").split(SEPARATOR) if line.word("done") else (),
        }
    )
