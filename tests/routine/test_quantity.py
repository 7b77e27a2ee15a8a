from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.routine import quantity
from coach.routine.comparison import Comparison
from coach.routine.quantity import Days, QuantityError, Range

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("30 s", 30, 30),
        ("30s", 30, 30),
        ("90", 90, 90),
        ("1:30", 90, 90),
        ("0:05", 5, 5),
        ("1:00:00", 3600, 3600),
        ("2 min", 120, 120),
        ("1.5 min", 90, 90),
        ("1 h 30 min", 5400, 5400),
        ("1 min 30 s", 90, 90),
        ("10-30 s", 10, 30),
        ("10–30 s", 10, 30),
        ("1-2 min", 60, 120),
        ("30 s - 1 min", 30, 60),
        ("0.25 s", 0.25, 0.25),
        ("0-2 s", 0, 2),
        ("20-40", 20, 40),
        ("5 Seconds", 5, 5),
        ("3\u00a0s", 3, 3),
        ("24 h", 86400, 86400),
    ],
)
def test_durations(text: str, low: float, high: float) -> None:
    """A length of time is read the way therapists write it, as seconds; a range keeps both ends."""
    assert quantity.duration(text) == Range(low, high)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("1,5 min", "Write a point: `1.5 min`."),
        ("5 m", "Write `5 min`."),
        ("soon", "Write a length such as"),
        ("", "Write a length such as"),
        ("1-2-3 s", "Write a length such as"),
        ("30 s 1 min", "Write a length such as"),
        ("1 30 s", "Write a length such as"),
        ("-5 s", "Write `5 s`."),
        ("30 s - 10 s", "Write the shorter time first."),
        ("25 h", ""),
        ("1:75", "Write a length such as"),
    ],
)
def test_what_is_no_duration(text: str, says: str) -> None:
    """What is no length of time is refused, with the right way to write it."""
    with pytest.raises(QuantityError) as caught:
        quantity.duration(text)
    assert caught.value.code == "bad-duration"
    assert says in caught.value.hint


def test_one_length() -> None:
    """Where one length is needed, a range is refused."""
    assert quantity.length("30 s") == 30
    with pytest.raises(QuantityError, match="a range; one length is needed"):
        quantity.length("10-30 s")


@pytest.mark.parametrize(
    ("text", "low", "high"), [("8", 8, 8), ("8-12", 8, 12), (" 1 ", 1, 1), ("8 – 12", 8, 12)]
)
def test_counts(text: str, low: int, high: int) -> None:
    """A count is a whole number or a range of them."""
    assert quantity.count(text) == Range(low, high)


@pytest.mark.parametrize("text", ["0", "1001", "12-8", "eight", "1.5", "", "8-", "1-2-3", "٣"])
def test_what_is_no_count(text: str) -> None:
    """Anything else, and nothing at all, is no count."""
    with pytest.raises(QuantityError) as caught:
        quantity.count(text)
    assert caught.value.code == "bad-count"


def test_one_count() -> None:
    """Where one count is needed, a range is refused."""
    assert quantity.whole("3") == 3
    with pytest.raises(QuantityError, match="a range; one count is needed"):
        quantity.whole("2-3")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("3-1-2-0", (3, 1, 2, 0)),
        ("2-0", (2, 0)),
        ("1.5-0-1.5-0", (1.5, 0, 1.5, 0)),
        ("1-3-1-3-1-3", (1, 3) * 3),
    ],
)
def test_tempos(text: str, values: tuple[float, ...]) -> None:
    """A tempo is pairs of move and pause, in seconds."""
    assert quantity.tempo(text) == values


@pytest.mark.parametrize("text", ["slow", "3-1-2", "0-1-0-1", "61-0", "1,5-0", "", "-".join(["1"] * 26)])
def test_what_is_no_tempo(text: str) -> None:
    """An odd number of seconds, no movement at all, or words are no tempo."""
    with pytest.raises(QuantityError) as caught:
        quantity.tempo(text)
    assert caught.value.code == "bad-tempo"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("daily", ("mon", "tue", "wed", "thu", "fri", "sat", "sun")),
        ("Weekdays", ("mon", "tue", "wed", "thu", "fri")),
        ("weekends", ("sat", "sun")),
        ("thu, mon", ("mon", "thu")),
        ("Monday", ("mon",)),
        ("every other day", ()),
        ("as-needed", ()),
    ],
)
def test_days(text: str, names: tuple[str, ...]) -> None:
    """Days are named in order of the week, whatever the order written."""
    days = quantity.days(text)
    assert isinstance(days, Days)
    assert days.names == names


def test_what_are_no_days() -> None:
    """Other words are not days."""
    with pytest.raises(QuantityError, match="does not name days"):
        quantity.days("someday")


def test_times_of_day() -> None:
    """A time of day has hours and minutes."""
    assert quantity.time_of_day("09:00") == time(9)
    with pytest.raises(QuantityError, match="not a time of day"):
        quantity.time_of_day("24:00")


def test_numbers() -> None:
    """A number is plain, decimal and within its bounds."""
    assert quantity.number("-20.5", -90, 90) == -20.5
    for text in ("1e3", "nan", "100", "1,5", ""):
        with pytest.raises(QuantityError) as caught:
            quantity.number(text, -90, 90)
        assert caught.value.code == "bad-number"


@pytest.mark.parametrize(
    ("text", "rating", "holds"),
    [
        (">3", 4, True),
        (">3", 3, False),
        (">= 3", 3, True),
        ("<5", 5, False),
        ("<=5", 5, True),
        ("=0", 0, True),
        ("=0", 1, False),
    ],
)
def test_comparisons(text: str, rating: float, *, holds: bool) -> None:
    """A comparison says for which ratings it holds."""
    assert quantity.comparison(text).holds(rating) is holds


@pytest.mark.parametrize("text", ["3", "=>3", ">11", "more", ">"])
def test_what_is_no_comparison(text: str) -> None:
    """A bare number, or one beyond the scale of 0 to 10, is no comparison."""
    with pytest.raises(QuantityError) as caught:
        quantity.comparison(text)
    assert caught.value.code == "bad-comparison"


def test_a_comparison_is_a_value() -> None:
    """Two comparisons written differently and meaning the same are equal."""
    assert quantity.comparison("> 3") == Comparison(">", 3)


READERS = (
    quantity.duration,
    quantity.count,
    quantity.tempo,
    quantity.days,
    quantity.comparison,
    quantity.length,
)


@given(st.text(max_size=40), st.sampled_from(READERS))
def test_any_text_is_read_or_refused(text: str, read: Callable[[str], object]) -> None:
    """Whatever is written in a field is a quantity or refused with a code, never anything else."""
    code = "bad-"
    try:
        read(text)
    except QuantityError as error:
        code = error.code
    assert code.startswith("bad-")


@given(st.integers(0, 59), st.integers(0, 59), st.integers(0, 23))
def test_all_ways_to_write_a_length_agree(seconds: int, minutes: int, hours: int) -> None:
    """The clock, the words and the bare seconds of one length are the same length."""
    total = hours * 3600 + minutes * 60 + seconds
    clock = f"{hours}:{minutes:02}:{seconds:02}"
    assert quantity.duration(clock) == quantity.duration(f"{hours} h {minutes} min {seconds} s")
    assert quantity.duration(clock) == quantity.duration(str(total))
