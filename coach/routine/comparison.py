"""A bound on a rating, such as `>3`: the first screen knows programmes that hold some."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Comparison:
    """A rule's condition on a rating, such as `>3`."""

    sign: str
    value: float

    def holds(self, rating: float) -> bool:
        """Whether a rating fulfils the condition."""
        return {
            ">": rating > self.value,
            ">=": rating >= self.value,
            "<": rating < self.value,
            "<=": rating <= self.value,
            "=": rating == self.value,
        }[self.sign]
