"""A calendar of weeks: the fuller a day's square, the longer one was led on it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPen

from coach import times
from coach.ui.charts.chart import LEFT, Look, mixed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from PySide6.QtGui import QPainter

IN_A_YEAR: Final = 400
"""Days up to which one strip is enough."""
WEEKS: Final = 53
"""A year's weeks, both ends included."""
LEVELS: Final = (0.0, 5.0, 15.0, 30.0)
"""Minutes above which a day's square is one tone fuller; our own choice."""
BIGGEST: Final = 15.0
DAY: Final = timedelta(days=1)
_WEEKDAYS: Final = tuple(f"{date(2001, 1, day):%A}" for day in range(1, 8))
_MONTHS: Final = ("", *(f"{date(2001, month, 1):%B}" for month in range(1, 13)))
"""Asked for once: `strftime` for each of a year's days takes longer than painting them."""


class _Squares:
    """Paints days. Pens and brushes are made once: there are hundreds of squares."""

    def __init__(self, look: Look, cell: float) -> None:
        self.cell = cell
        self._is_strong = look.colors.is_strong
        self._edge = QPen(look.color("line"), 1)
        empty = look.color("ground" if self._is_strong else "line")
        self._empty = QBrush(mixed(look.color("surface"), empty, 0.5))
        self._mark = QBrush(look.color("edge"))
        shares = [0.15 + 0.85 * level / len(LEVELS) for level in range(1, len(LEVELS) + 1)]
        soft, full = look.color("accent_soft"), look.color("accent")
        self._tones = [QBrush(full if self._is_strong else mixed(soft, full, share)) for share in shares]

    def square(self, painter: QPainter, place: QRectF, minutes: float, *, is_free: bool) -> None:
        """A day. In high contrast a fuller day is a larger square, not a darker one."""
        level = sum(minutes > bound for bound in LEVELS)
        if not level or self._is_strong:
            painter.setPen(self._edge)
            painter.setBrush(self._empty)
            painter.drawRoundedRect(place, 2, 2)
        if level:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._tones[level - 1])
            inset = place.width() * 0.3 * (1 - level / len(LEVELS)) if self._is_strong else 0.0
            painter.drawRoundedRect(place.adjusted(inset, inset, -inset, -inset), 2, 2)
        elif is_free:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._mark)
            painter.drawEllipse(place.center(), place.width() * 0.18, place.width() * 0.18)


class HeatMap:
    """Minutes by day, a strip of 53 weeks for each of the `ends`, the days on which a strip ends.

    `free` are days of rest or pause: they are marked as kept, in picture and table.
    """

    def __init__(
        self, minutes: Mapping[date, float], ends: Iterable[date], free: Iterable[date] = ()
    ) -> None:
        self.title = "Minutes a day"
        self._ends = tuple(ends)
        self._minutes = minutes
        self._free = frozenset(free)
        self._days = sorted({day for end in self._ends for day in _strip(end)})
        shown = set(self._days)
        done = {day: value for day, value in minutes.items() if value > 0 and day in shown}
        whole = round(sum(done.values()))
        days = "1 day" if len(done) == 1 else f"{len(done)} days"
        of_what = " of the last year" if len(self._ends) == 1 else ""
        led = times.length(60 * max(1, whole))
        self.summary = f"{led} on {days}{of_what}." if done else "Nothing in this time yet."
        self._listed = [day for day in self._days if day in done or day in self._free]
        self.head: tuple[str, ...] = ("Day", "Minutes", "Note")
        self.rows: tuple[tuple[str, ...], ...] = tuple(
            (_named(day), _minutes(minutes.get(day, 0.0)), self._note(day)) for day in self._listed
        )

    def _note(self, day: date) -> str:
        return "rest or pause, kept" if day in self._free else ""

    def _cell(self, width: float, look: Look) -> float:
        return min(BIGGEST * look.px, (width - look.width("Mon ")) / WEEKS)

    def height(self, width: float, look: Look) -> float:
        """Seven squares and the months above them, for each strip; the key below."""
        return len(self._ends) * (self._cell(width, look) * 7 + look.line * 1.5) + look.line * 1.6

    def _places(self, at: QRectF, look: Look) -> dict[date, QRectF]:
        cell = self._cell(at.width(), look)
        left, strip = at.left() + look.width("Mon "), cell * 7 + look.line * 1.5
        found = {}
        for number, end in enumerate(self._ends):
            days = _strip(end)
            top = at.top() + number * strip + look.line
            for day in days:
                week = (day - days[0]).days // 7
                found[day] = QRectF(
                    left + week * cell + 1, top + day.weekday() * cell + 1, cell - 2, cell - 2
                )
        return found

    def marks(self, at: QRectF, look: Look) -> list[QRectF]:
        """The squares of the days with something in them."""
        places = self._places(at, look)
        return [places[day] for day in self._listed]

    def draw(self, painter: QPainter, at: QRectF, look: Look) -> None:
        """Squares, with months above and weekdays beside."""
        painter.setFont(look.font)
        places = self._places(at, look)
        cell = self._cell(at.width(), look)
        strip = cell * 7 + look.line * 1.5
        painter.setPen(look.color("muted"))
        for number, end in enumerate(self._ends):
            top = at.top() + number * strip
            for weekday, name in ((0, "Mon"), (3, "Thu")):
                line = QRectF(at.left(), top + look.line + weekday * cell, look.width("Mon "), cell)
                painter.drawText(line, LEFT | Qt.TextFlag.TextDontClip, name)
            self._draw_months(painter, _strip(end), QRectF(at.left(), top, at.width(), look.line), look)
        paint = _Squares(look, cell)
        for day, place in places.items():
            paint.square(painter, place, self._minutes.get(day, 0.0), is_free=day in self._free)
        self._draw_key(
            painter, QRectF(at.left(), at.bottom() - look.line, at.width(), look.line), look, paint
        )

    def _draw_months(self, painter: QPainter, days: list[date], at: QRectF, look: Look) -> None:
        """The names of months above their first weeks, as many as there is room for: those of years first."""
        cell = self._cell(at.width(), look)
        names = []
        for week in range(WEEKS):
            first = next((day for day in days[7 * week : 7 * week + 7] if day.day == 1), None)
            if first is not None:
                words = f"{first:%b}" if first.month > 1 else f"{first:%Y}"
                left = at.left() + look.width("Mon ") + week * cell
                names.append(
                    (first.month > 1, QRectF(left, at.top(), look.width(words + " "), at.height()), words)
                )
        taken: list[QRectF] = []
        for _, place, words in sorted(names, key=lambda name: name[0]):
            fits = place.right() - look.width(" ") <= at.right()
            if fits and not any(place.intersects(other) for other in taken):
                taken.append(place)
                painter.drawText(place.adjusted(0, 0, look.px, 0), LEFT, words)

    def _draw_key(self, painter: QPainter, at: QRectF, look: Look, paint: _Squares) -> None:
        size, left = max(paint.cell - 2, 4.0), at.left()
        key = [("none", 0.0), *((_upto(number), bound + 1) for number, bound in enumerate(LEVELS))]
        entries = [*((words, minutes, False) for words, minutes in key)]
        entries += [("rest or pause, kept", 0.0, True)] if self._free else []
        for words, minutes, is_free in entries:
            if left + size + look.width(words) > at.right():
                return
            top = at.center().y() - size / 2
            paint.square(painter, QRectF(left, top, size, size), minutes, is_free=is_free)
            painter.setPen(look.color("muted"))
            painter.setFont(look.font)
            left += size + 4 * look.px
            painter.drawText(QRectF(left, at.top(), look.width(words) + 4, at.height()), LEFT, words)
            left += look.width(words) + 14 * look.px


def year_ends(first: date, last: date) -> tuple[date, ...]:
    """Where strips end, the latest first: the last year has one, a longer time one for each year."""
    if (last - first).days <= IN_A_YEAR:
        return (last,)
    return (last, *(date(year, 12, 31) for year in range(last.year - 1, first.year - 1, -1)))


def _strip(end: date) -> list[date]:
    """The days of 53 weeks, Mondays first, that end with the week of a day; none after that day."""
    monday = end - timedelta(days=end.weekday() + 7 * (WEEKS - 1))
    return [monday + n * DAY for n in range((end - monday).days + 1)]


def _named(day: date) -> str:
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month]} {day.year}"


def _upto(level: int) -> str:
    if level + 1 < len(LEVELS):
        return f"to {LEVELS[level + 1]:g} min"
    return f"over {LEVELS[level]:g} min"


def _minutes(value: float) -> str:
    return f"{max(1, round(value))}" if value > 0 else "0"
