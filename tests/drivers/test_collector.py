from __future__ import annotations

import gc
import threading
import weakref
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, QTimer

from coach.drivers.collector import ALL_AFTER, Collector

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.usefixtures("qapp")


class Ring(QObject):
    """A Qt object with a running timer that refers to itself, so that counting alone never lets go of it."""

    def __init__(self) -> None:
        super().__init__()
        timer = QTimer(self)
        timer.start(1000)
        self.me = self


@pytest.fixture
def collector() -> Iterator[Collector]:
    """A collector with an owner that lives as long as the test."""
    owner = QObject()
    yield Collector(owner)
    owner.deleteLater()


def test_other_threads_never_collect(collector: Collector) -> None:
    """However much another thread makes and drops, a Qt object that is garbage waits for the GUI thread."""
    dropped = weakref.ref(Ring())

    def waste() -> None:
        for _ in range(100_000):
            ring: list[object] = []
            ring.append(ring)

    thread = threading.Thread(target=waste)
    thread.start()
    thread.join()
    assert dropped() is not None
    collector.collect()
    assert dropped() is None


def test_what_has_grown_old_goes_as_well(collector: Collector) -> None:
    """What was in use for a while and is dropped then is found when everything is looked at."""
    old = Ring()
    gc.collect()
    dropped = weakref.ref(old)
    del old
    for _ in range(ALL_AFTER - 1):
        collector.collect()
    assert dropped() is not None
    collector.collect()
    assert dropped() is None
