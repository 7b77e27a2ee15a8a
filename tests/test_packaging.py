"""What is installed is whole: the wheel carries the program, its pictures and its routines."""

from __future__ import annotations

import itertools
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout; built without the network, by the tools in this environment."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (built,) = folder.glob("coach-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `coach` command of a fresh environment outside the checkout.

    Its libraries are this environment's, by a path file, so that Qt is not fetched again; Coach is its own.
    """
    folder = tmp_path_factory.mktemp("elsewhere")
    venv.create(folder / "venv", with_pip=False, symlinks=os.name == "posix")
    scripts = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / "python"
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    asked = subprocess.run([python, "-c", where], check=True, capture_output=True, text=True)
    site = Path(asked.stdout.strip())
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-index", "--no-deps"]
    # pip may see the checkout's Coach through the path file: ours goes into the fresh place all the same.
    subprocess.run([*install, "--ignore-installed", str(wheel)], check=True, capture_output=True)
    return scripts / "coach"


def test_the_wheel_carries_everything(wheel: Path) -> None:
    """Every file of coach/, assets/, routines/ and docs/diagnostics/ is in the wheel, and nothing else is."""
    expected = {
        re.sub(
            r"^(?:docs/)?(assets|routines|diagnostics)/",
            r"coach/_data/\1/",
            path.relative_to(ROOT).as_posix(),
        )
        for folder in ("coach", "assets", "routines", "docs/diagnostics")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(wheel) as archive:
        assert {name for name in archive.namelist() if ".dist-info/" not in name} == expected


def test_the_wheel_names_its_licences(wheel: Path) -> None:
    """The code's licence and the content's are both inside, in full."""
    with zipfile.ZipFile(wheel) as archive:
        texts = {
            Path(name).name: archive.read(name).decode()
            for name in archive.namelist()
            if ".dist-info/licenses/" in name
        }
    assert "Version 2.0, January 2004" in texts["LICENSE"]
    assert "Attribution 4.0 International" in texts["LICENSE-CONTENT"]


def test_an_installed_coach_finds_its_routines(installed: Path, tmp_path: Path) -> None:
    """`coach list`, installed elsewhere and started from an empty folder, shows the bundled routines."""
    listed = subprocess.run([installed, "list"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert listed.returncode == 0, listed.stderr
    assert "writer-micro-60" in listed.stdout


def test_an_installed_coach_is_not_the_checkout(installed: Path, tmp_path: Path) -> None:
    """The program and its files come from the fresh environment alone."""
    code = "from coach import paths as p; print(p.__file__, p.assets(), p.bundled_routines(), sep='\\n')"
    python = installed.with_name("python")
    asked = subprocess.run([python, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    for line in asked.stdout.splitlines():
        assert Path(line).is_relative_to(installed.parent.parent)
        assert Path(line).exists()


def test_the_locks_name_no_place() -> None:
    """The locked packages carry hashes and no address, so every index and mirror may serve them."""
    for lock in (ROOT / "requirements").glob("*.txt"):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text
        assert "--find-links" not in text
        assert text.count("--hash=sha256:") > text.count("==")


def test_the_dependencies_page_names_every_dependency() -> None:
    """docs/dependencies.md gives a line to each package pyproject.toml asks for."""
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = itertools.chain(project["project"]["dependencies"], *project["dependency-groups"].values())
    names = {re.split(r"[^\w.-]", requirement, maxsplit=1)[0].lower() for requirement in asked}
    assert {name for name in names if f"`{name}`" not in page} == set()
