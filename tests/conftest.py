"""What every test may lean on: a home of its own, and a real X server for whatever opens a window."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

import hypothesis
import pytest

from tools.display import PrivateDisplay

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tools.loudspeaker import PrivateLoudspeaker

# A shared machine stalls now and then: hypothesis looks for wrong answers here, not for slow ones.
hypothesis.settings.register_profile("coach", deadline=None)
hypothesis.settings.load_profile("coach")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that holds this test's own data, settings and cache; nothing of the person's is touched."""
    folder = tmp_path / "home"
    monkeypatch.setenv("COACH_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def display() -> Iterator[PrivateDisplay]:
    """One private X server with a window manager for the whole run; started by the first test that asks."""
    with PrivateDisplay() as private:
        yield private


@pytest.fixture(scope="session")
def qapp_args(request: pytest.FixtureRequest) -> Iterator[list[str]]:
    """The arguments of pytest-qt's QApplication; before it starts, this process turns to the private display.

    Elsewhere than on Linux, and when QT_QPA_PLATFORM asks for another platform, Qt stays as it is.
    """
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM", "xcb") != "xcb":
        yield ["coach"]
        return
    private: PrivateDisplay = request.getfixturevalue("display")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DISPLAY", private.name)
        patch.setenv("QT_QPA_PLATFORM", "xcb")
        patch.delenv("WAYLAND_DISPLAY", raising=False)
        yield ["coach"]


FULL_COLLECTION_EVERY = 50
"""Tests after which all garbage is collected; what is young goes after each."""


class Sweeper:
    """Collects garbage between tests on the main thread, for the reason the app's `Collector` has."""

    def __init__(self) -> None:
        gc.disable()
        self._tests = 0

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_teardown(self) -> None:
        """Let go of what the test left behind."""
        self._tests += 1
        gc.collect(2 if self._tests % FULL_COLLECTION_EVERY == 0 else 1)


def pytest_configure(config: pytest.Config) -> None:
    """From here on no other thread destroys what belongs to Qt."""
    config.pluginmanager.register(Sweeper(), "sweeper")


@pytest.fixture
def loudspeaker(monkeypatch: pytest.MonkeyPatch) -> Iterator[PrivateLoudspeaker]:
    """A real sound server, recorded; this process plays on it."""
    from tools.loudspeaker import PrivateLoudspeaker  # noqa: PLC0415 - loads numpy, only where something sounds

    with PrivateLoudspeaker() as speaker:
        for name, value in speaker.environment.items():
            monkeypatch.setenv(name, value)
        yield speaker
