from __future__ import annotations

import os
import stat
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import CoachError
from coach.safety import profile as files
from coach.safety.profile import LONGEST_NUMBER, Profile

if TYPE_CHECKING:
    from pathlib import Path

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
TEXT = st.text(st.characters(codec="utf-8"))
PROFILES = st.builds(
    Profile,
    st.frozensets(TEXT),
    st.dictionaries(TEXT, st.dates()),
    TEXT.map(lambda text: Profile().call(text).emergency_number),
    st.booleans(),
)


def _told(path: Path, text: str) -> tuple[Profile, tuple[str, ...]]:
    path.write_text(text, encoding="utf-8")
    return files.load(path)


def test_who_has_answered_nothing_has_an_empty_profile(tmp_path: Path) -> None:
    """Without a file nothing is ticked, nothing was seen, and nothing is wrong."""
    assert files.load(tmp_path / "safety.toml") == (Profile(), ())


@given(profile=PROFILES)
def test_any_profile_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, profile: Profile
) -> None:
    """Whatever the tags are called, the file brings all answers back, and says nothing is wrong."""
    path = tmp_path_factory.mktemp("profile") / "safety.toml"
    files.save(path, profile)
    assert files.load(path) == (profile, ())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_the_person_can_read_the_file(tmp_path: Path) -> None:
    """The file and its folder are closed to others, also where a file with open doors stood before."""
    path = tmp_path / "config" / "safety.toml"
    files.save(path, Profile(seen=True))
    path.chmod(0o644)
    files.save(path, Profile())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert list(path.parent.iterdir()) == [path]


def test_a_file_nobody_can_understand_is_kept_and_asked_about_again(tmp_path: Path) -> None:
    """What is not TOML is told in a sentence and kept beside; the person has seen nothing yet."""
    path = tmp_path / "safety.toml"
    profile, problems = _told(path, "ticked = [")
    assert profile == Profile()
    assert problems[0].startswith("Your safety answers could not be understood")
    assert problems[0].endswith(
        "Nothing is hidden for you until you answer again. The file is kept as safety.toml.bak."
    )
    assert (tmp_path / "safety.toml.bak").read_text(encoding="utf-8") == "ticked = ["


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """Where a folder stands in the file's place, the profile is empty and says why."""
    (tmp_path / "safety.toml").mkdir()
    profile, problems = files.load(tmp_path / "safety.toml")
    assert profile == Profile()
    assert problems[0].startswith("Your safety answers could not be read")


@pytest.mark.parametrize(
    ("text", "profile", "problem"),
    [
        ("tea = 1", Profile(), "Coach knows no safety answer named “tea”."),
        ('ticked = "DVT"', Profile(), "“ticked” should be a list of conditions."),
        (
            'ticked = ["DVT", 1]',
            Profile(frozenset({"DVT"})),
            "“ticked” should hold only names of conditions; the others are left out.",
        ),
        ("confirmed = 1", Profile(), "“confirmed” should be a list of exercises and routines."),
        (
            'confirmed = ["wave", 1]',
            Profile(confirmed=frozenset({"wave"})),
            "“confirmed” should hold only names of exercises and routines; the others are left out.",
        ),
        ("answered = 1", Profile(), "“answered” should be a heading: [answered]."),
        (
            "[answered]\nDVT = true\nSKIN = 2026-11-23",
            Profile(answered={"SKIN": MONDAY}),
            "“DVT” should have the day it was answered.",
        ),
        (
            "emergency_number = 112",
            Profile(emergency_number="112"),
            "“emergency_number” should stand in quotation marks.",
        ),
        ("emergency_number = true", Profile(), "“emergency_number” should stand in quotation marks."),
        ("seen = 1", Profile(), "“seen” can be true or false."),
    ],
)
def test_what_cannot_be_used_is_told_and_the_rest_is_kept(
    tmp_path: Path, text: str, profile: Profile, problem: str
) -> None:
    """A slip made by hand costs only that one answer, and is told in a sentence."""
    assert _told(tmp_path / "safety.toml", text) == (profile, (problem,))


def test_a_moment_is_a_day_too(tmp_path: Path) -> None:
    """Who writes the time of day as well has answered on that day."""
    profile, problems = _told(tmp_path / "safety.toml", "[answered]\nDVT = 2026-11-23T10:00:00Z")
    assert (profile.answered, problems) == ({"DVT": MONDAY}, ())


def test_what_cannot_be_saved_leaves_the_old_file(tmp_path: Path) -> None:
    """Where nothing can be written, the error says so, what to do, and where the file belongs."""
    (tmp_path / "config").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(CoachError, match="could not be saved") as told:
        files.save(tmp_path / "config" / "safety.toml", Profile())
    assert told.value.advice == f"They hold until Coach is closed. They belong in {tmp_path / 'config'}."


def test_a_failure_half_way_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk fills while writing, the old answers stand and no half-written file is left."""

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "safety.toml"
    files.save(path, Profile(seen=True))
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CoachError, match="No space left on device"):
        files.save(path, Profile())
    assert files.load(path) == (Profile(seen=True), ())
    assert list(tmp_path.iterdir()) == [path]


def test_an_answer_concerns_what_was_asked_and_nothing_else() -> None:
    """Of the conditions asked, those ticked apply from now on; what was not asked stays as it was."""
    before = Profile(frozenset({"DVT", "SKIN"}), {"SKIN": MONDAY})
    after = before.answer(("SKIN", "NERVE"), ("NERVE", "BP"), TUESDAY)
    assert after.ticked == {"DVT", "NERVE"}
    assert after.answered == {"SKIN": TUESDAY, "NERVE": TUESDAY}
    assert before == Profile(frozenset({"DVT", "SKIN"}), {"SKIN": MONDAY})


def test_a_number_stands_on_one_line() -> None:
    """An emergency number keeps to one line of sensible length, whatever was pasted."""
    assert Profile().call(" 112\n\tor 999 ").emergency_number == "112 or 999"
    assert Profile().call("1 " * 100).emergency_number == ("1 " * 20).strip()
    assert len(Profile().call("1" * 100).emergency_number) == LONGEST_NUMBER


def test_the_same_conditions_have_the_same_key() -> None:
    """What is kept for a profile is found again by its conditions alone, in any order."""
    one, other = (
        Profile(frozenset({"A", "B"})),
        Profile(frozenset(["B", "A"]), {"A": MONDAY}, "112", seen=True),
    )
    assert one.key == other.key
    assert len({one.key, Profile().key, Profile(frozenset({"A"})).key, Profile(frozenset({"AB"})).key}) == 4
    assert Profile().key == ""


def test_a_yes_is_kept_until_it_is_taken_back(tmp_path: Path) -> None:
    """What somebody has said yes to is in the file, is part of the key, and goes when they take it back."""
    said = Profile(frozenset({"A"})).confirm("glide")
    files.save(tmp_path / "safety.toml", said)
    assert files.load(tmp_path / "safety.toml") == (said, ())
    assert said.confirmed == {"glide"}
    assert said.key != Profile(frozenset({"A"})).key
    assert said.confirm("glide", yes=False) == Profile(frozenset({"A"}))


def test_who_was_shown_the_safety_page_has_seen_it() -> None:
    """Nothing else changes with it."""
    assert Profile(frozenset({"A"})).offered() == Profile(frozenset({"A"}), seen=True)
