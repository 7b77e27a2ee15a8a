"""What became of a document, in sentences: the same on the screen, in the terminal and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coach.safety.adapt import Caution, Change


def told_changes(changes: Iterable[Change]) -> Iterator[str]:
    """What is done otherwise, and why. What is left out for the same reason is told together."""
    without: dict[str, list[str]] = {}
    for change in changes:
        if change.by:
            yield f"{change.by_title} instead of {change.title}. {change.reason}"
        else:
            without.setdefault(change.reason, []).append(change.title)
    for reason, titles in without.items():
        yield f"Left out: {', '.join(titles)}. {reason}"


def told_cautions(cautions: Iterable[Caution]) -> Iterator[str]:
    """What should be asked about first, and why. What has the same reason is told together."""
    about: dict[str, list[str]] = {}
    for caution in cautions:
        about.setdefault(caution.reason, []).append(caution.title)
    for reason, titles in about.items():
        yield f"{', '.join(titles)}. {reason}"
