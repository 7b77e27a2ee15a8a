"""What Coach costs, measured. Each module here prints its rows of `make bench`."""

from __future__ import annotations


def row(what: str, value: float, unit: str, goal: float, note: str = "") -> None:
    """Print one measurement beside the most it may be."""
    verdict = "met" if value <= goal else "MISSED"
    print(f"{what:<44} {value:8.2f} {unit:<5} goal ≤ {goal:g}: {verdict:<6}  {note}".rstrip())
