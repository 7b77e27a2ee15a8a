"""What an author probably meant by a quantity or an id that cannot be read: what to write instead.

Every function takes the text as written and returns a hint, or an empty text where nothing is near.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_NUMBERS: Final = {
    "once": "1",
    "twice": "2",
    "thrice": "3",
    "a": "1",
    "an": "1",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
    "twelve": "12",
    "fifteen": "15",
    "twenty": "20",
    "thirty": "30",
    "forty": "40",
    "sixty": "60",
    "ninety": "90",
    "half a": "0.5",
    "½": "0.5",
    "1/2": "0.5",
}
_WORD_NUMBER: Final = re.compile(
    rf"(?<!\w)(?:{'|'.join(re.escape(word) for word in sorted(_NUMBERS, key=len, reverse=True))})(?!\w)"
)
_SECONDS: Final = frozenset(
    [
        *("", "s", "sec", "secs", "second", "seconds", "sek", "sekunder", "sekunden", "sekunde", "segundos"),
        *("secondes", "secondi", "″", '"', "”", "''"),
    ]
)
_MINUTES: Final = frozenset(
    (
        "min",
        "mins",
        "minute",
        "minutes",
        "m",
        "minutter",
        "minutt",
        "minuten",
        "minuti",
        "minutos",
        "\u2032",
        "'",
    )
)
_HOURS: Final = frozenset(("h", "hr", "hrs", "hour", "hours", "timer", "stunden", "std", "heures"))
_LENGTH: Final = re.compile(
    r"(\d{1,6}(?:\.\d{1,3})?)(?:\s*(?:-|–|to|bis|til|till)\s*(\d{1,6}(?:\.\d{1,3})?))?\s*([a-z]+|″|\"|”|''|\u2032|'|)\.?(?![\w.:])(.*)"
)
_ABOUT: Final = re.compile(r"^(?:[~≈+\-–]|(?:ca|circa|about|approx|approximately|around|up to)\b\.?)\s*")
_TIMES: Final = re.compile(r"(\d+)\s*(?:[x×*·]|sets? of|reps? of|times)\s*(\d.*)")
_TIMES_AFTER: Final = re.compile(r"(\d.*?[a-z.])\s*[x×*·]\s*(\d+)")
_LONGEST: Final = 100
"""Characters looked at: no quantity is longer, and a pasted page would take its time."""
_NONE: Final = frozenset(("no", "none", "nei", "ingen", "nein", "keine", "off", "-", "–"))


def _in_digits(text: str) -> str:
    return _WORD_NUMBER.sub(lambda found: _NUMBERS[found[0]], _ABOUT.sub("", text[:_LONGEST].strip().lower()))


def _length(text: str) -> tuple[str, str]:
    """A length of time in Coach's own spelling, and what is written after it; empty if there is none."""
    found = _LENGTH.fullmatch(text)
    if not found or re.search(r"\d", found[4]):
        return "", ""
    low, high, unit, rest = found.groups()
    number = f"{low}-{high}" if high else low
    for names, name in ((_SECONDS, "s"), (_MINUTES, "min"), (_HOURS, "h")):
        if unit in names:
            half = number == "0.5" and name == "min"
            return ("30 s" if half else f"{number} {name}"), rest
    return "", ""


def duration(text: str) -> str:
    """About a length of time: `30s.`, `thirty seconds`, `3 x 30 s`, `30 sek`, `30″`, `15 to 30 s`."""
    plain = text[:_LONGEST].strip().lower()
    if plain in _NONE:
        return "Write `0 s`, or take the line out."
    if re.search(r"breath|pust|atemz", plain):
        return "Write about how long that takes, such as `30 s`."
    digits = _in_digits(text)
    found = _TIMES.fullmatch(digits)
    turned = None if found else _TIMES_AFTER.fullmatch(digits)
    reps, held = (found[1], found[2]) if found else (turned[2], turned[1]) if turned else ("", "")
    if reps and (hold := _length(held)[0]):
        return f"Repetitions have a line of their own. Write `reps: {reps}` and `hold: {hold}`."
    length, rest = _length(digits)
    if not length:
        return ""
    aside = " The side has a line of its own: `side: each`." if re.search(r"side|leg|hand|arm", rest) else ""
    return f"Write `{length}`.{aside}"


def count(text: str) -> str:
    """About a count: `3x10`, `10x`, `twice`, `ca. 10`, `10 to 15`, `1O`, `2.5`."""
    digits = _in_digits(text)
    if re.search(r"as many|amrap|until|to fatigue|failure", digits):
        return "Leave the line out; in a routine, `until: done` lets the person say when."
    if found := re.fullmatch(r"(\d+)\s*(?:[x×*·]|sets? of)\s*(\d+(?:-\d+)?)\b.*", digits):
        return f"Sets and repetitions have a line each. Write `sets: {found[1]}` and `reps: {found[2]}`."
    if re.fullmatch(r"[0-9]+[oOlI]+[0-9]*|[lI][0-9]+", text.strip()):
        letters = text.strip().translate(str.maketrans("oOlI", "0011"))
        return f"There is a letter in it that looks like a digit. Write `{letters}`."
    if re.fullmatch(r"\d+\.\d+", digits):
        return "Write a whole number."
    if found := re.match(r"(\d+)(?:\s*(?:-|–|to|or|bis|til)\s*(\d+))?(?![\w.]*\d)", digits):
        return f"Write only the number: `{found[1]}-{found[2]}`." if found[2] else f"Write `{found[1]}`."
    return ""


_DAYS: Final = {
    "man": "mon",
    "tir": "tue",
    "ons": "wed",
    "tor": "thu",
    "fre": "fri",
    "lør": "sat",
    "søn": "sun",
    "mo": "mon",
    "di": "tue",
    "mi": "wed",
    "do": "thu",
    "fr": "fri",
    "sa": "sat",
    "so": "sun",
    "lun": "mon",
    "mar": "tue",
    "mer": "wed",
    "jeu": "thu",
    "ven": "fri",
    "sam": "sat",
    "dim": "sun",
    "m": "mon",
    "tu": "tue",
    "w": "wed",
    "th": "thu",
    "f": "fri",
    "tues": "tue",
    "thur": "thu",
    "thurs": "thu",
    "weds": "wed",
}
_OWN_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_EVERY_DAY: Final = frozenset(("7", "every day", "each day", "everyday", "hver dag", "täglich", "all days"))


def days(text: str) -> str:
    """About days of the week: `man, ons, fre`, `twice a week`, `every day`, `mon, wedn`."""
    plain = " ".join(text[:_LONGEST].lower().split())
    if plain in _EVERY_DAY:
        return "Write `daily`."
    if found := re.match(
        r"(\d+)\s*(?:x|×|times|days)?\s*(?:(?:a|1|per|each)\s*|/)(day|week)", _in_digits(plain)
    ):
        return f"Write `per_{found[2]}: {found[1]}`, and take `days` out."
    given = re.findall(r"[^\W\d_]+", plain)
    meant = [_DAYS.get(word, _DAYS.get(word[:3], word[:3])) for word in given if word not in {"and", "og"}]
    if meant and set(meant) <= set(_OWN_DAYS):
        return f"Write `{', '.join(meant)}`."
    return ""


def tempo(text: str) -> str:
    """About a tempo with other marks between the numbers, or with the last pause left out: `3/1/3`."""
    parts = re.split(r"[-–/:. ]+", text.strip())
    if not all(part.isdigit() for part in parts) or not 2 <= len(parts) <= 4:  # noqa: PLR2004 - four phases
        return ""
    parts += ["0"] * (len(parts) % 2)
    return f"Write `{'-'.join(parts)}`: seconds in pairs of move and pause."


_COMPARED: Final = (
    (r"=>|≥|at least|min(?:imum)?\.?", ">="),
    (r"=<|≤|at most|up to|max(?:imum)?\.?", "<="),
    (r"more than|over|above|greater than", ">"),
    (r"less than|under|below", "<"),
    (r"==|equals?", "="),
)


def comparison(text: str) -> str:
    """About a comparison in words, or with its signs turned round: `more than 3`, `=>3`."""
    for words, sign in _COMPARED:
        if found := re.fullmatch(rf"(?:{words})\s*(\d+(?:\.\d)?)", text.strip().lower()):
            return f'Write "{sign}{found[1]}".' if float(found[1]) <= 10 else ""  # noqa: PLR2004 - of ten
    number = re.search(r"\d+", text)
    return "Ratings run from 0 to 10." if number and int(number[0][:9]) > 10 else ""  # noqa: PLR2004 - of ten


def number(text: str) -> str:
    """About a number with its unit: `40°`, `20 degrees`."""
    found = re.fullmatch(r"([-+]?\d+(?:\.\d+)?)\s*(?:°|º|deg|degrees?|grader|grad|mm|cm|%)\.?", text.strip())
    return f"Write `{found[1]}`." if found else ""


_SPELT: Final = str.maketrans({"ø": "o", "æ": "ae", "ß": "ss", "œ": "oe", "đ": "d", "ł": "l"})


def slug(text: str) -> str:
    """An id made of a title: small letters, digits and single hyphens, at most 60; empty if none is left."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_SPELT))
    plain = "".join(
        letter for letter in plain if not unicodedata.combining(letter) and letter not in "'’\u00ad"
    )
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")
