from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tools.loudspeaker import PrivateLoudspeaker

CHIME = [sys.executable, "-m", "coach", "_chime"]


def test_the_sound_of_a_reminder_is_a_process_that_ends_with_it(loudspeaker: PrivateLoudspeaker) -> None:
    """One short sound is heard whole, and the process is gone."""
    assert subprocess.run(CHIME, check=False, timeout=60).returncode == 0
    ((began, ended),) = loudspeaker.heard(1)
    assert 0.2 < ended - began < 1.5


def test_without_a_sound_system_it_ends_all_the_same() -> None:
    """Nothing is heard, and nothing hangs."""
    nowhere = {
        **os.environ,
        "PULSE_SERVER": "/nowhere",
        "XDG_RUNTIME_DIR": "/nowhere",
        "ALSA_CONFIG_PATH": "/nowhere",
    }
    assert subprocess.run(CHIME, env=nowhere, capture_output=True, check=False, timeout=60).returncode == 1
