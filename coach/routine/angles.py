"""Angles of joints as authors write them. Standard library only: the figure reads them, too."""

from __future__ import annotations

import re
from typing import Final

from coach.routine.quantity import QuantityError, number

_MOST: Final = 180.0
_WORD: Final = r"[\w.*-]+"
_NUMBER: Final = r"[-+]?\d+(?:\.\d+)?"
_AN_ANGLE: Final = re.compile(rf"({_WORD})(\s*[:=]\s*|\s+)({_NUMBER})\s*(?:°|º|deg.*)?")
_IN_BRACES: Final = re.compile(rf"({_WORD})\s*(\{{.*)")
_RANGE: Final = re.compile(rf"(?:({_WORD})(?:\s*[:=]\s*|\s+))?({_NUMBER})\s*(?:-|–|to)\s*\d+.*")
_ROW: Final = re.compile(rf"{_NUMBER}(?:\s*,\s+{_NUMBER})+")


def lost_colon(key: str, value: object) -> tuple[str, str] | None:
    """What to say of a key that a lost colon made, as of `{extension 5}` or `wrist {extension: 5}`."""
    if found := _IN_BRACES.fullmatch(key):
        return f"`{found[1]}` needs a colon after it.", f"Write `{found[1]}: {found[2]}: {value}`."
    if str(value).strip():
        return None
    if re.fullmatch(_NUMBER, key):
        hint = "Name its direction, or write a list of angles in square brackets: `[5, 10]`."
        return f"`{key}` has no direction and no colon before it.", hint
    if (found := _RANGE.fullmatch(key)) and found[1]:
        return f"`{key}` needs a colon after `{found[1]}`.", f"One angle is enough: `{found[1]}: {found[2]}`."
    if not (found := _AN_ANGLE.fullmatch(key)):
        return None
    needs = "needs a space after its colon" if found[2] == ":" else f"needs a colon after `{found[1]}`"
    return f"`{key}` {needs}.", f"Write `{found[1]}: {found[3]}`."


def degrees(value: object) -> float:
    """An angle. Raises QuantityError with what to write instead."""
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, list | tuple | dict):
        raise QuantityError("wrong-shape", "One angle was expected here.", "Write one number, such as `20`.")
    text = str(value).strip()
    if not text:
        raise QuantityError("empty-value", "The angle is missing.", "Write it in degrees, such as `20`.")
    if _ROW.fullmatch(text):
        raise QuantityError("bad-number", f"`{text}` are several angles.", f"Write `[{text}]`.")
    if (found := _RANGE.fullmatch(text)) and not found[1]:
        raise QuantityError("bad-number", f"`{text}` is a range.", f"One angle is enough: `{found[2]}`.")
    try:
        return number(text, -_MOST, _MOST)
    except QuantityError as error:
        worded = _AN_ANGLE.fullmatch(text)
        hint = f"Write `{{{worded[1]}: {worded[3]}}}`." if worded else error.hint
        raise QuantityError(error.code, str(error), hint or "Write degrees, such as `20`.") from None
