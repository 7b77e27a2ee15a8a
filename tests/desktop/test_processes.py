"""Other processes of this computer."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from coach.desktop import processes
from coach.desktop.single_instance import RESIDENT, InstanceServer
from coach.errors import CoachError

if TYPE_CHECKING:
    from pathlib import Path


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


def test_no_resident_is_there_while_its_files_are_replaced() -> None:
    """Where none runs none is started; nobody can start one meanwhile, and anybody can afterwards."""
    with processes.without_resident():
        assert InstanceServer.claim(RESIDENT) is None
    there = InstanceServer.claim(RESIDENT)
    assert there is not None
    there.close()


def test_a_resident_that_does_not_end_is_left_in_peace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is replaced under it, and the person is told."""
    monkeypatch.setattr(processes, "PATIENCE", 0.1)
    there = InstanceServer.claim(RESIDENT)
    assert there is not None
    with pytest.raises(CoachError, match="is busy"), processes.without_resident():
        pytest.fail("its files were replaced")
    there.close()


def test_where_no_resident_can_be_nothing_is_in_the_way(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    """Without a private folder none runs, and the files can be replaced."""
    home.mkdir()
    (home / "cache").write_text("a file where the folder should be")
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    done = []
    with processes.without_resident():
        done.append(True)
    assert done
