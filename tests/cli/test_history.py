from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from coach import paths, settings
from coach.cli import main as cli
from coach.cli import records
from coach.clock import FakeClock
from coach.history import daily_backup
from coach.history.store import Store
from coach.player.rating import Kind, Moment, Rating
from coach.settings import Backup, Settings
from tests.history.records import done
from tests.routine.texts import exercise, routine, write

PROGRAMME = """\
coach: 1
type: programme
id: plan
title: The plan
items:
  - routine: a
    per_day: 2
    at_least_apart: 1 h
    progress_when: {pain: "<=2", sessions: 2}
    then: b
    needs_approval: true
"""
CLOCK = FakeClock()
NOW = CLOCK.wall()


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home of its own with a programme and two routines, on a Monday at nine."""
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(records, "SystemClock", lambda: CLOCK)
    files: dict[str, str | bytes] = {
        "wave.yaml": exercise(),
        "a.yaml": routine("- {exercise: wave, for: 20 s}", "a"),
        "b.yaml": routine("- {exercise: wave, for: 40 s}", "b"),
        "plan.yaml": PROGRAMME,
    }
    write(paths.own_routines(), files)


def _said(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    """What a command prints on both streams."""
    assert cli.main(list(words)) == code
    told = capsys.readouterr()
    return told.out + told.err


def _history() -> closing[Store]:
    return closing(Store.open(paths.database(), NOW))


def _do(times: int, pain: int = 1) -> None:
    with _history() as store:
        for number in range(times):
            began = NOW - timedelta(hours=3 - number)
            detail = done(began=began, routine="a", title="The a")
            store.keep(replace(detail, ratings=(Rating(Kind.PAIN, Moment.AFTER, pain),)))


def test_the_history_is_told_day_by_day(capsys: pytest.CaptureFixture[str]) -> None:
    """Sessions and cramps of the last month; other days are chosen."""
    assert "Nothing from 2026-10-24 to 2026-11-23." in _said(capsys, "history")
    _do(1)
    _said(capsys, "diary", "add", "calf", "--at", "03:20", "--lasted", "3 min", "--side", "left")
    assert _said(capsys, "history") == (
        "Monday, 2026-11-23\n"
        "  03:20  cramp 1: calf · left side · 3 min\n"
        "  06:00  The a · pain 1\n"
        "2 minutes of exercise from 2026-10-24 to 2026-11-23.\n"
    )
    assert "Nothing" in _said(capsys, "history", "--from", "2026-11-24", "--to", "2026-11-25")


def test_the_history_goes_into_files_and_comes_back(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """JSON is everything and is read again; CSV is a table; both into a file that is the person's own."""
    _do(2)
    assert _said(capsys, "history", "--format", "csv").count("\r\n") == 3
    file = tmp_path / "all.json"
    assert _said(capsys, "history", "--format", "json", "-o", str(file)) == f"{file}\n"
    assert file.stat().st_mode & 0o077 == 0
    assert len(json.loads(file.read_text())["sessions"]) == 2
    assert "Imported 0 sessions" in _said(capsys, "history", "import", str(file))
    assert "whole history" in _said(
        capsys, "history", "--format", "json", "--from", "2026-11-01", code=cli.PROBLEMS
    )
    assert "Coach cannot use" in _said(capsys, "history", "import", str(tmp_path / "no"), code=cli.PROBLEMS)


def test_tables_come_in(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """What was ticked on paper, and a diary kept in a spreadsheet; the second time nothing is new."""
    ticked, diary = tmp_path / "ticked.csv", tmp_path / "diary.csv"
    ticked.write_text("began,routine\n2026-11-20 08:00,a\n")
    diary.write_text("began,place\n2026-11-20 03:00,calf\n")
    assert "Imported 1 sessions from paper; 0 were" in _said(capsys, "history", "import", str(ticked))
    assert "Imported 0 sessions from paper; 1 were" in _said(capsys, "history", "import", str(ticked))
    assert "Imported 1 cramps; 0 were" in _said(capsys, "history", "import", str(diary))
    assert "Imported 0 cramps; 1 were" in _said(capsys, "history", "import", str(diary))


def test_a_table_of_sessions_comes_back(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """What `--format csv` wrote is read in elsewhere; a wrong line is named, and nothing comes in."""
    _do(2)
    file = tmp_path / "sessions.csv"
    _said(capsys, "history", "--format", "csv", "-o", str(file))
    assert "Imported 0 sessions; 2 were here already." in _said(capsys, "history", "import", str(file))
    _said(capsys, "erase", "--yes")
    assert "Imported 2 sessions; 0 were here already." in _said(capsys, "history", "import", str(file))
    grid = tmp_path / "grid.csv"
    grid.write_text("date,routine,times\n2026-11-20,a,2\n2026-11-21,c,x\n")
    assert "Line 3: there is no routine `c`." in _said(
        capsys, "history", "import", str(grid), code=cli.PROBLEMS
    )
    grid.write_text("date,routine,times\n2026-11-20,a,2\n2026-11-21,b,x\n")
    assert "Imported 3 sessions from paper; 0 were" in _said(capsys, "history", "import", str(grid))


def test_the_history_goes_to_a_clinic(capsys: pytest.CaptureFixture[str]) -> None:
    """A bundle of FHIR with the sessions of the days asked for, and the programmes that are followed."""
    _do(2)
    _said(capsys, "programme", "follow", "plan")
    kinds = [
        each["resource"]["resourceType"]
        for each in json.loads(_said(capsys, "history", "--format", "fhir"))["entry"]
    ]
    assert (kinds.count("CarePlan"), kinds.count("ServiceRequest")) == (1, 2)  # what comes next is one too
    assert kinds.count("Observation") > 2
    before = json.loads(_said(capsys, "history", "--format", "fhir", "--to", "2026-11-01"))
    assert "Observation" not in {each["resource"]["resourceType"] for each in before["entry"]}


def test_planned_doses_go_into_a_calendar(capsys: pytest.CaptureFixture[str]) -> None:
    """Those of the next month, or of the days and the programme asked for."""
    assert "No doses are planned" in _said(capsys, "history", "--format", "ics", code=cli.PROBLEMS)
    _said(capsys, "programme", "follow", "plan")
    assert _said(capsys, "history", "--format", "ics").count("BEGIN:VEVENT") == 2 * 31
    week = ("history", "--format", "ics", "--from", "2026-12-01", "--to", "2026-12-07", "--programme")
    assert _said(capsys, *week, "plan").count("BEGIN:VEVENT") == 2 * 7
    assert "no programme `pla`" in _said(capsys, *week, "pla", code=cli.PROBLEMS)
    assert "at most 366 days" in _said(
        capsys, "history", "--format", "ics", "--to", "2030-01-01", code=cli.PROBLEMS
    )
    assert "goes with --format ics" in _said(capsys, "history", "--programme", "plan", code=cli.PROBLEMS)


def test_a_cramp_is_written_down_corrected_and_taken_out(capsys: pytest.CaptureFixture[str]) -> None:
    """Everything can be told, at once or later; what stood there before is kept until it goes for good."""
    words = ("--pain", "6", "--woke", "yes", "--done", "Stand", "--done", "Rub", "--note", "Cold")
    assert "Written down as 1." in _said(capsys, "diary", "add", "toes", "--at", "23:30", *words)
    with _history() as store:
        [cramp] = store.cramps(9)
    assert (cramp.began, cramp.pain, cramp.woke) == (NOW - timedelta(hours=9, minutes=30), 6, True)
    assert (cramp.done, cramp.note, cramp.let_go) == (("Stand", "Rub"), "Cold", False)
    correct = ("diary", "correct", "1", "--place", "arch", "--lasted", "90", "--helped", "Rub")
    assert "written anew" in _said(capsys, *correct, "--at", "2026-11-22T04:00")
    assert "arch · 1.5 min · pain 6 · helped: Rub · Cold" in _said(capsys, "diary", "list")
    assert "toes" not in _said(capsys, "diary", "list", "--format", "csv")
    assert "brings it back" in _said(capsys, "diary", "remove", "1")
    assert "Nothing in the diary" in _said(capsys, "diary", "list")
    assert "no entry 1" in _said(capsys, "diary", "remove", "1", code=cli.PROBLEMS)
    assert "are gone" in _said(capsys, "diary", "remove", "1", "--for-good")
    assert "no entry 1" in _said(capsys, "diary", "correct", "1", code=cli.PROBLEMS)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--at", "half past"), "is no time"),
        (("--lasted", "long"), "is not a length of time"),
        (("--pain", "11"), "choose"),
        (("--woke", "maybe"), "choose"),
    ],
)
def test_what_a_diary_cannot_take_is_said(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    """And nothing is written down."""
    assert cli.main(["diary", "add", "toes", *words]) != cli.OK
    assert told in capsys.readouterr().err
    with _history() as store:
        assert store.cramps(9) == ()


def test_a_programme_is_taken_up_and_says_what_is_due(capsys: pytest.CaptureFixture[str]) -> None:
    """What is due, what is done, when the next one is possible, and what may come next."""
    assert "You follow no programme." in _said(capsys, "programme")
    assert "You follow The plan from 2026-11-23 on." in _said(capsys, "programme", "follow", "plan")
    assert "The a (a) · due until 21:00" in _said(capsys, "programme", "today")
    _do(1)
    assert "The a (a) · due until 21:00 · 1 of 2" in _said(capsys, "programme")
    _do(2)
    told = _said(capsys, "programme")
    assert "The a (a) · done · 3 of 2" in told
    assert "It may be time for The b: pain 2 or less in the last 2 sessions. Your therapist wants" in told
    assert "2026-11-23  2 of 2 · left 2/2, right 2/2 · 1 more · kept" in _said(
        capsys, "programme", "weeks", "plan"
    )


def test_going_on_is_decided_and_written_down(capsys: pytest.CaptureFixture[str]) -> None:
    """Not without a name where the author wants to be asked; then the next thing is due."""
    _said(capsys, "programme", "follow", "plan")
    _do(2)
    move = ("programme", "move-on", "plan", "a")
    assert "wants to be asked first" in _said(capsys, *move, code=cli.PROBLEMS)
    assert "From today on: The b." in _said(capsys, *move, "--approved-by", "A. T.")
    assert "The b (b) · due" in _said(capsys, "programme")
    assert "nothing to go on to" in _said(capsys, *move, code=cli.PROBLEMS)
    _said(capsys, "programme", "follow", "plan")
    assert "in a week" in _said(capsys, "programme", "not-yet", "plan", "a")
    assert "It may be time" not in _said(capsys, "programme")
    with _history() as store:
        assert [event.event for event in store.course_events()] == ["begun", "moved-on", "begun", "not-yet"]


def test_pauses_and_days_of_rest(capsys: pytest.CaptureFixture[str]) -> None:
    """They are free until they are over; a programme that is left is not due any more."""
    _said(capsys, "programme", "follow", "plan")
    assert "The pause counts as kept." in _said(capsys, "programme", "pause", "plan", "--because", "flare")
    assert "free today" in _said(capsys, "programme")
    assert "goes on from 2026-11-23" in _said(capsys, "programme", "resume", "plan")
    assert "due until" in _said(capsys, "programme")
    assert "2026-11-24 is a day of rest" in _said(capsys, "programme", "rest", "plan", "--on", "2026-11-24")
    assert "is no day of rest" in _said(capsys, "programme", "unrest", "plan", "--on", "2026-11-24")
    assert "no more from" in _said(capsys, "programme", "leave", "plan")
    assert "You follow no programme." in _said(capsys, "programme")
    assert "no programme `pla`" in _said(capsys, "programme", "leave", "pla", code=cli.PROBLEMS)


def test_a_programme_can_be_listed_and_shown_but_not_played(capsys: pytest.CaptureFixture[str]) -> None:
    """It has its own heading in the list, a page, and a kind word for who wants to play it."""
    assert "Programmes\n" in _said(capsys, "list")
    assert "  2 times a day, at least 1 h apart, 08:00-21:00, every day\n" in _said(capsys, "show", "plan")
    assert "is a programme" in _said(capsys, "play", "plan", code=cli.PROBLEMS)


def test_everything_goes_into_one_file_and_back(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A back-up is checked when it is made and before it is restored; nothing is restored unasked."""
    _do(2)
    file = tmp_path / "all.zip"
    assert "is whole: 2 sessions and 5 files" in _said(capsys, "backup", str(file))
    assert "is whole" in _said(capsys, "backup", str(file), "--check")
    _do(1)
    assert "Add --yes" in _said(capsys, "restore", str(file), code=cli.PROBLEMS)
    assert "Restored." in _said(capsys, "restore", str(file), "--yes")
    with _history() as store:
        assert store.counts().sessions == 2
    file.write_bytes(b"no zip")
    assert "not a whole back-up" in _said(capsys, "restore", str(file), "--yes", code=cli.PROBLEMS)


def test_a_folder_gets_the_back_up_of_the_day(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """It has the day in its name."""
    _do(1)
    folder = tmp_path / "synced"
    folder.mkdir()
    assert "-2026-11-23.zip is written and whole." in _said(capsys, "backup", str(folder))


def test_deleting_everything_is_asked_for_and_told(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is deleted unasked; afterwards it is said what is gone and what is not."""
    _do(1)
    assert "Add --yes" in _said(capsys, "erase", code=cli.PROBLEMS)
    told = _said(capsys, "erase", "--yes")
    assert "Deleted for good: 1 session with 14 phases." in told
    assert "Back-ups, those of every day too, and exports are still there." in told
    assert not paths.database().exists()


def test_deleting_everything_says_where_the_back_ups_of_every_day_still_are(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The folder that was chosen is named, and what is remembered of the last back-up stays."""
    chosen = Backup(daily=True, folder=str(tmp_path))
    settings.save(paths.settings_file(), Settings(backup=chosen))
    _do(1)
    last = daily_backup.make(chosen, paths.things(), paths.backup_file(), NOW)
    assert f"those of every day too (in {tmp_path}), and exports" in _said(capsys, "erase", "--yes")
    assert Path(last.file).exists()
    assert daily_backup.load(paths.backup_file()) == last


@pytest.mark.parametrize("wrong", ["histroy", "restor", "programm"])
def test_a_misspelt_command_gets_the_nearest(capsys: pytest.CaptureFixture[str], wrong: str) -> None:
    """As for every other command."""
    assert "Did you mean" in _said(capsys, wrong, code=cli.USAGE)
