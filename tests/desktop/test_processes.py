"""Other processes of this computer."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from coach.desktop import processes
from coach.desktop.single_instance import RESIDENT, InstanceServer

if TYPE_CHECKING:
    import pytest


def test_a_process_runs_until_it_has_ended() -> None:
    """Also one of somebody else; never one that there cannot be."""
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    assert processes.runs(process.pid)
    process.communicate(b"\n")
    assert not processes.runs(process.pid)
    assert processes.runs(1)
    assert not processes.runs(2**70)


def test_the_resident_is_started_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where one hears, nothing is started; otherwise this very Python with the resident part of Coach."""
    started: list[list[str]] = []
    monkeypatch.setattr("subprocess.Popen", lambda command, **_: started.append(command))
    processes.start_resident()
    assert started == [[sys.executable, "-m", "coach", "resident"]]
    there = InstanceServer.claim(RESIDENT)
    assert there is not None
    there.fileno()
    processes.start_resident()
    assert len(started) == 1
    there.close()
