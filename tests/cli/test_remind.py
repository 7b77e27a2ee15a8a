"""`coach remind` and `coach writing`."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from coach import paths
from coach.cli import main as cli
from coach.cli import remind
from coach.desktop.single_instance import RESIDENT, InstanceServer
from coach.reminders import chosen_file, status
from coach.reminders.rule import ClockTime
from tests.reminders.test_told import busy, told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is started."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("coach.desktop.processes.start_resident", lambda: None)


@pytest.fixture
def resident() -> Iterator[InstanceServer]:
    """This process as the one that plans."""
    claimed = InstanceServer.claim(RESIDENT)
    assert claimed is not None
    claimed.fileno()
    yield claimed
    claimed.close()


def says(capsys: Capture, *command: str) -> str:
    """What a command that works says."""
    assert cli.main(command) == 0
    return capsys.readouterr().out


def refuses(capsys: Capture, *command: str) -> str:
    """What a command says that does not."""
    assert cli.main(command) == 1
    return capsys.readouterr().err


def test_list_says_what_each_rule_does(capsys: Capture) -> None:
    """On or off, the profile, and every rule in a sentence with what keeps it from holding."""
    lines = says(capsys, "remind", "list").splitlines()
    assert lines[0] == "Reminders are off; the profile is desk."
    assert lines[1].startswith("  keyboard-micro  Short pause from the keyboard. After 20 min of work")
    assert any(line.endswith("(only: travel)") for line in lines)
    assert lines[-1].endswith("(switched off)")


def test_rules_are_added_changed_and_removed(capsys: Capture) -> None:
    """With the names and values of the settings file."""
    told = says(
        capsys, "remind", "add", "tea", "clock", "routine=desk-foot-2", "times=11:40,16:00", "days=mon,thu"
    )
    assert told == "  tea: Desk foot 2. At 11:40 and 16:00, Monday and Thursday.\n"
    says(capsys, "remind", "edit", "tea", "times=12:00", "strict=yes", "days=none")
    rule = chosen_file.load(paths.settings_file())[0].rule("tea")
    assert isinstance(rule, ClockTime)
    assert (f"{rule.times[0]:%H:%M}", rule.manner.strict, len(rule.days)) == ("12:00", True, 7)
    assert says(capsys, "remind", "remove", "tea") == "`tea` is removed.\n"
    assert chosen_file.load(paths.settings_file())[0].rule("tea") is None


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (("add", "feet", "dose", "routine=x"), "There is a rule `feet` already."),
        (("add", "x", "dose"), "Routine is missing"),
        (("add", "x", "dose", "routine"), "`routine` is no FIELD=VALUE."),
        (("add", "x", "dose", "id=y"), "`id=y` is no FIELD=VALUE."),
        (("edit", "feet", "every=9min"), "Every is 9 min; it can be 30 min to 2 h."),
        (("edit", "toes", "every=9min"), "There is no rule `toes`."),
        (("remove", "toes"), "There is no rule `toes`. There are keyboard-micro, "),
        (("profile", "moon"), "There is no profile `moon`. There are desk, writing, travel."),
        (("pause", "5s"), "A pause lasts from a minute to a day."),
        (("pause", "soon"), "`soon` is not a length of time."),
        (("pause", "--only", "toes"), "There is no rule `toes`."),
        (("resume", "lunch"), "There is no pause named `lunch`. Nothing is paused."),
    ],
)
def test_what_cannot_be_is_said_kindly(capsys: Capture, command: tuple[str, ...], why: str) -> None:
    """A sentence, what to do, and nothing is changed."""
    assert why in refuses(capsys, "remind", *command)
    assert not paths.settings_file().exists()


def test_on_off_and_profile_are_settings(capsys: Capture, resident: InstanceServer) -> None:
    """They are written to the file, and the process that plans is told to look."""
    says(capsys, "remind", "on")
    says(capsys, "remind", "profile", "writing")
    chosen, _ = chosen_file.load(paths.settings_file())
    assert (chosen.on, chosen.reminders.profile) == (True, "writing")
    says(capsys, "remind", "off")
    assert resident.read_messages() == ["reload"] * 3


def test_pauses_go_to_the_process_that_plans(capsys: Capture, resident: InstanceServer) -> None:
    """Each is a line at its door."""
    says(capsys, "remind", "pause")
    says(capsys, "remind", "pause", "90min", "--name", "for lunch", "--only", "feet")
    says(capsys, "remind", "pause", "until-tomorrow")
    assert resident.read_messages() == [
        "pause 'command line' open",
        "pause 'for lunch' 5400 feet",
        "pause 'command line' until-tomorrow",
    ]


def test_without_such_a_process_pauses_are_kept_for_it(capsys: Capture) -> None:
    """They stand in the saved state; one pause does not end another."""
    says(capsys, "remind", "pause", "1h")
    says(capsys, "remind", "pause", "2h", "--name", "lunch")
    lines = says(capsys, "remind", "next").splitlines()
    assert lines[0] == "Reminders are off."
    assert lines[1:3] == [
        "Paused: All reminders, for 1 h more (command line).",
        "Paused: All reminders, for 2 h more (lunch).",
    ]
    assert "held: reminders are paused" in lines[3]
    assert says(capsys, "remind", "resume", "lunch") == "The pause is over.\n"
    assert "lunch" not in says(capsys, "remind", "next")
    says(capsys, "remind", "resume")
    assert says(capsys, "remind", "resume") == "Nothing is paused.\n"


def test_next_and_why_print_what_was_told(capsys: Capture) -> None:
    """Without asking anybody."""
    one = busy()
    status.write(paths.reminders_file(), {}, told(one))
    assert says(capsys, "remind", "next").startswith("Reminders are off.")  # it was told long ago
    assert says(capsys, "remind", "why") == "Nothing has been decided yet.\n"


def test_a_full_disk_is_said(capsys: Capture, home: Path) -> None:
    """A pause that cannot be kept is not promised."""
    home.mkdir()
    (home / "state").write_text("a file where the folder should be")
    assert "could not be saved" in refuses(capsys, "remind", "pause")


def test_rules_are_taken_over(capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was found, what became of it, and what was left out."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "No settings of workrave were found." in refuses(capsys, "remind", "import", "workrave")
    file = tmp_path / "Stretchly" / "config.json"
    file.parent.mkdir()
    file.write_text('{"breakDuration": 120000}')
    lines = says(capsys, "remind", "import").splitlines()
    assert lines[0] == f"From {file}:"
    assert lines[1].startswith("  stretchly-short: Short break, as in Stretchly. After 10 min of work")
    assert lines[-1] == "  The ideas of Stretchly: Coach plays its own routines."
    assert chosen_file.load(paths.settings_file())[0].rule("stretchly-long") is not None
    file.write_text("nonsense")
    assert "These are no settings of stretchly" in refuses(capsys, "remind", "import")


def test_handwriting_mode(capsys: Capture, resident: InstanceServer) -> None:
    """It is begun for a length, or as long as usual, and ended."""
    assert "on for 1 h" in says(capsys, "writing", "start")
    says(capsys, "writing", "start", "90min")
    says(capsys, "writing", "stop")
    assert resident.read_messages() == ["writing start 3600", "writing start 5400", "writing stop"]
    assert says(capsys, "writing", "status") == "Handwriting mode is off.\n"
    assert "Handwriting mode is 5 min; it can be 10 min to 4 h." in refuses(
        capsys, "writing", "start", "5min"
    )


def test_handwriting_mode_needs_a_desktop(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can be started, that is said."""
    monkeypatch.setattr(remind, "STARTS_WITHIN", 0.0)
    assert "could not be started" in refuses(capsys, "writing", "start")
    monkeypatch.setenv("DISPLAY", ":99")
    assert "could not be started" in refuses(capsys, "writing", "start")


def test_it_loads_neither_qt_nor_yaml() -> None:
    """A shortcut that pauses reminders costs no more than Python itself and some rules."""
    code = (
        "import sys; from coach.cli import main as cli; "
        "cli.main(['remind', 'pause', '1h']); cli.main(['remind', 'next']); "
        "print([n for n in ('PySide6', 'yaml', 'pydantic', 'numpy', 'sqlite3') if n in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "[]"
