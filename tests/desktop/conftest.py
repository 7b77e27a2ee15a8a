from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tools.loudspeaker import PrivateLoudspeaker

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def loudspeaker(monkeypatch: pytest.MonkeyPatch) -> Iterator[PrivateLoudspeaker]:
    """A real sound server, recorded; this process plays on it."""
    with PrivateLoudspeaker() as speaker:
        for name, value in speaker.environment.items():
            monkeypatch.setenv(name, value)
        yield speaker
