"""Two ways of which only one will know, and one cannot tell beforehand which."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.desktop.idle import Idle


class EitherIdle:
    """The first that knows."""

    def __init__(self, *ways: Idle) -> None:
        self._ways = ways

    @property
    def name(self) -> str:
        """Of the one that knows, or of all that were tried."""
        known = self._known()
        return known.name if known else " or ".join(way.name for way in self._ways)

    @property
    def pushes(self) -> bool:
        """Whether the one that knows does."""
        known = self._known()
        return known is not None and known.pushes

    @property
    def trouble(self) -> str:
        """Of all, if none knows."""
        return "" if self._known() else " ".join(way.trouble for way in self._ways)

    def seconds(self) -> float | None:
        """Of the first that knows."""
        return next((idle for way in self._ways if (idle := way.seconds()) is not None), None)

    def close(self) -> None:
        """Let go of all."""
        for way in self._ways:
            way.close()

    def _known(self) -> Idle | None:
        return next((way for way in self._ways if not way.trouble), None)
