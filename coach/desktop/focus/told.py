"""What one look at one thing has shown."""

from __future__ import annotations

from typing import NamedTuple


class Told(NamedTuple):
    """Whether it is on, and who told; or that nobody knows, and why."""

    on: bool | None
    by: str
    """The system's own name of who told; a sentence where `on` is None."""


def first_known(answers: list[Told], otherwise: str) -> Told:
    """The first answer that is one. One that says *on* goes before those that say *off*."""
    known = [answer for answer in answers if answer.on is not None]
    on = next((answer for answer in known if answer.on), None)
    return on or (known[0] if known else Told(None, otherwise))
