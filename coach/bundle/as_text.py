"""A small bundle as text, so that a code on paper can hold it: base 45 (RFC 9285), as QR codes pack it."""

from __future__ import annotations

from typing import Final

from coach.bundle.contents import BundleError

PREFIX: Final = "COACH1:"
"""What such a text begins with."""
MOST: Final = 1200
"""Bytes of a bundle whose code a telephone still reads from paper: 117 squares across on 4.6 cm."""
_DIGITS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_BASE: Final = len(_DIGITS)


def to_text(content: bytes) -> str:
    """The text of a bundle.

    Raises:
        BundleError: It is too large for a code.
    """
    if len(content) > MOST:
        raise BundleError(
            f"The bundle has {len(content):,} bytes; a code on paper holds up to {MOST:,}.",
            "Put it where a link leads, and print the link.",
        )
    pairs = (content[at : at + 2] for at in range(0, len(content), 2))
    return PREFIX + "".join(map(_three, pairs))


def from_text(text: str) -> bytes:
    """The bundle of a text, whatever white space a message has put around it.

    Raises:
        BundleError: It is no such text, or not all of it.
    """
    # Base 45 has blanks, but never at the end: the last digit of three is at most 32.
    digits = text.strip().removeprefix(PREFIX).replace("\r", "").replace("\n", "")
    try:
        threes = [digits[at : at + 3] for at in range(0, len(digits), 3)]
        return b"".join(map(_pair, threes))
    except (ValueError, OverflowError):
        raise BundleError("The text of the bundle is not whole.", "Scan or copy it once more.") from None


def _three(pair: bytes) -> str:
    value = int.from_bytes(pair, "big")
    found = ""
    for _ in range(len(pair) + 1):
        value, digit = divmod(value, _BASE)
        found += _DIGITS[digit]
    return found


def _pair(three: str) -> bytes:
    """Raises ValueError or OverflowError for what stands for no bytes."""
    value = sum(_DIGITS.index(digit) * _BASE**place for place, digit in enumerate(three))
    return value.to_bytes(len(three) - 1, "big") if len(three) > 1 else _none(three)


def _none(three: str) -> bytes:
    raise ValueError(three)
