"""Clearing away what nothing refers to any more, on the thread of the window and nowhere else.

Python looks for such objects on whichever thread happens to ask for memory: the one that reads the library,
the one that feeds the loudspeaker. A Qt object among them would then be destroyed away from its own thread
while its timer runs, and the program would fall over. So Python's own search is off while Coach runs, and
this one takes its place. Its two beats a minute are slow enough for a computer that should sleep.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer

EVERY_MS: Final = 30_000
"""Milliseconds between two looks at what is young."""
ALL_AFTER: Final = 20
"""Looks after which everything is looked at: ten minutes. It takes some hundredths of a second."""


class Collector(QObject):
    """Collects on the GUI thread only, from its making to the end of the process."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._looks = 0
        timer = QTimer(self)
        timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        timer.timeout.connect(self.collect)
        timer.start(EVERY_MS)

    def collect(self) -> None:
        """Look at what is young, and now and then at everything."""
        self._looks += 1
        gc.collect(2 if self._looks % ALL_AFTER == 0 else 1)
