from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from coach.history import alive

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

_GIVE = """
import sys
from pathlib import Path
from coach.history import alive
sign = alive.give(Path(sys.argv[1]))
print(sign.name, flush=True)
sys.stdin.read()
"""


def test_a_sign_lasts_as_long_as_its_process(tmp_path: Path) -> None:
    """Another process's sign is seen while it lives; after SIGKILL it is gone, and so is its file."""
    command = [sys.executable, "-c", _GIVE, str(tmp_path / "playing")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        name = process.stdout.readline().strip()
        assert alive.is_given(tmp_path / "playing", name)
        process.kill()
        process.wait()
        assert not alive.is_given(tmp_path / "playing", name)
    assert list((tmp_path / "playing").iterdir()) == []


def test_one_s_own_sign_is_seen_until_it_is_taken_back(tmp_path: Path) -> None:
    """In one process too, a session that is being played is not lost."""
    sign = alive.give(tmp_path)
    assert sign is not None
    assert alive.is_given(tmp_path, sign.name)
    sign.take_back()
    assert not alive.is_given(tmp_path, sign.name)


def test_no_name_is_no_sign(tmp_path: Path) -> None:
    """A session of an older Coach has no sign of life."""
    assert not alive.is_given(tmp_path, "")


def test_where_nothing_can_be_written_no_sign_is_given(tmp_path: Path) -> None:
    """A place that is no folder gives none, and a session is played all the same."""
    (tmp_path / "file").write_text("")
    assert alive.give(tmp_path / "file") is None


def test_where_files_cannot_be_locked_no_sign_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some network folders know no locks; nothing is left behind."""
    monkeypatch.setattr(alive, "lock", lambda _handle: False)
    assert alive.give(tmp_path) is None
