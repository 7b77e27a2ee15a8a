"""Parts of the body as somebody types them, in the words by which the Library can be searched."""

from __future__ import annotations

from typing import Final, get_args

from coach.routine.model import BodyPart
from coach.routine.synonyms import suggestion

KNOWN: Final = tuple(get_args(BodyPart))
_SEVERAL: Final = {"feet": "foot", "calves": "calf", "spine": "back", "lower-back": "back"}


def read(text: str) -> tuple[list[str], str]:
    """The parts in `wrist, both feet`; and a sentence, if one is not known, with what was probably meant."""
    given = [part.strip().lower().replace(" ", "-").removeprefix("both-") for part in text.split(",")]
    parts = [part for part in given if part]
    found = [_part(each) for each in parts]
    if found and all(found):
        return list(dict.fromkeys(found)), ""
    missing = next((part for part, one in zip(parts, found, strict=True) if not one), text.strip())
    guess = suggestion(missing, KNOWN) or f"There are {', '.join(KNOWN)}."
    return [], f"There is no part of the body `{missing.replace('-', ' ')}`. {guess}"


def _part(text: str) -> str:
    fits = (text, text.removesuffix("s"), f"{text}s", _SEVERAL.get(text, ""))
    return next((word for word in fits if word in KNOWN), "")
