"""What a person reads, or root gets, when the system lacks something; on three made-up kinds of Linux."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parent.parent / "tools" / "system_packages.sh"
TOOLS = ("sh", "uname", "cut", "tr", "sed", "awk", "find", "head", "env", "cat")


class MadeUpSystem:
    """A machine with one package manager, these libraries and this user; it writes down what is installed."""

    def __init__(self, folder: Path, manager: str, *, libraries: str = "", user: int = 1000) -> None:
        self._folder = folder
        self._bin = folder / "bin"
        self._bin.mkdir()
        for name in TOOLS:
            found = shutil.which(name)
            assert found is not None
            (self._bin / name).symlink_to(found)
        self._add(manager, f'echo "{manager} $*" >> {folder}/installed')
        self._add("ldconfig", f"cat <<'END'\n{libraries}\nEND")
        self._add("id", f"echo {user}")

    def _add(self, name: str, does: str) -> None:
        program = self._bin / name
        program.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
        program.chmod(0o755)

    @property
    def installed(self) -> list[str]:
        """The package manager's calls, in order."""
        log = self._folder / "installed"
        return log.read_text(encoding="utf-8").splitlines() if log.exists() else []

    def ask(self, purpose: str, python: str = sys.executable) -> subprocess.CompletedProcess[str]:
        """Run the script here."""
        return subprocess.run(
            ["sh", str(SCRIPT), purpose],
            cwd=self._folder,
            env={"PATH": str(self._bin), "PYTHON": python},
            capture_output=True,
            text=True,
            check=False,
        )


def every_library() -> str:
    """All sonames the script looks for, as ldconfig lists them."""
    names = re.findall(r"^(lib\S+\.so\.\d+)", SCRIPT.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return "\n".join(f"\t{name} (libc6,x86-64) => /lib/{name}" for name in names)


@pytest.mark.parametrize(
    ("manager", "command", "names"),
    [
        ("apt-get", "sudo apt-get install --no-install-recommends ", ("libxcb-cursor0", "libegl1", "xvfb")),
        ("dnf", "sudo dnf install ", ("xcb-util-cursor", "libglvnd-egl", "xorg-x11-server-Xvfb")),
        ("pacman", "sudo pacman -S --needed ", ("xcb-util-cursor", "libglvnd", "xorg-server-xvfb")),
    ],
)
def test_a_person_is_given_one_command(
    tmp_path: Path, manager: str, command: str, names: tuple[str, ...]
) -> None:
    """Without root nothing is installed: one command is printed, in the words of this distribution."""
    system = MadeUpSystem(tmp_path, manager)
    answer = system.ask("test")
    assert answer.returncode == 1
    (line,) = [line.strip() for line in answer.stderr.splitlines() if "sudo" in line]
    assert line.startswith(command)
    asked = line.removeprefix(command).split()
    assert set(names) <= set(asked)
    assert len(asked) == len(set(asked))
    assert system.installed == []


def test_running_needs_no_test_tools(tmp_path: Path) -> None:
    """To run Coach, neither an X server of its own nor a window manager is asked for."""
    answer = MadeUpSystem(tmp_path, "apt-get").ask("run")
    assert "libegl1" in answer.stderr
    assert "xvfb" not in answer.stderr
    assert "openbox" not in answer.stderr


def test_root_gets_what_is_missing_and_nothing_else(tmp_path: Path) -> None:
    """As root the missing packages are installed, after one look for news."""
    libraries = "\n".join(line for line in every_library().splitlines() if "libEGL" not in line)
    system = MadeUpSystem(tmp_path, "apt-get", libraries=libraries, user=0)
    assert system.ask("run").returncode == 0
    assert system.installed == [
        "apt-get update -qq",
        "apt-get install --no-install-recommends -y -qq libegl1",
    ]


def test_a_complete_system_hears_nothing(tmp_path: Path) -> None:
    """When all is there, nothing is printed, installed or asked of the package manager."""
    system = MadeUpSystem(tmp_path, "dnf", libraries=every_library(), user=0)
    answer = system.ask("run")
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")
    assert system.installed == []


def test_python_is_asked_for_by_name_where_it_is_missing(tmp_path: Path) -> None:
    """A Debian without Python, or without its venv, is told both names."""
    answer = MadeUpSystem(tmp_path, "apt-get", libraries=every_library()).ask("run", python="no-such-python")
    assert "install --no-install-recommends python3 python3-venv\n" in answer.stderr


def test_an_old_python_is_named(tmp_path: Path) -> None:
    """A Python below 3.11 is named, with the way to choose another."""
    old = tmp_path / "old-python"
    old.write_text(
        '#!/bin/sh\n[ "$1" = --version ] && echo Python 3.10.12 && exit\ncase $2 in *version*) exit 1; esac\n'
    )
    old.chmod(0o755)
    answer = MadeUpSystem(tmp_path, "apt-get", libraries=every_library()).ask("run", python=str(old))
    assert answer.returncode == 1
    assert "Coach needs Python 3.11 or newer" in answer.stderr
    assert "Python 3.10.12" in answer.stderr
    assert "PYTHON=python3.12" in answer.stderr
