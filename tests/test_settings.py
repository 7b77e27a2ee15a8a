from __future__ import annotations

import subprocess
import sys
from dataclasses import fields, replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import CoachError
from coach.settings import (
    AffectedSide,
    Appearance,
    Backup,
    Hands,
    HandsFree,
    Hearing,
    Keys,
    Settings,
    Theme,
    WritingSide,
    about,
    load,
    save,
)

if TYPE_CHECKING:
    from pathlib import Path

THEMES = "system, light, dark, contrast-light, contrast-dark"
CHOSEN = Settings(
    Appearance(theme=Theme.DARK, text_scale=150, less_motion=True),
    Hands(writing_side=WritingSide.LEFT, affected_side=AffectedSide.RIGHT),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A place for the settings, in a folder that does not exist yet."""
    return tmp_path / "config" / "settings.toml"


def written(file: Path, text: str) -> Path:
    """A settings file as someone left it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    return file


def test_without_a_file_everything_is_as_usual(file: Path) -> None:
    """The first start has the defaults and nothing to complain about."""
    assert load(file) == (Settings(), ())


@given(
    st.builds(
        Settings,
        st.builds(Appearance, text_scale=st.integers(100, 200)),
        st.builds(Hands),
        st.builds(Hearing, voice_id=st.text(st.characters(exclude_categories=["Cs"]), max_size=20)),
        st.builds(HandsFree, st.integers(0, 600)),
        st.builds(Keys, skip=st.text(max_size=5, alphabet='abc+"\\')),
        st.builds(Backup, st.booleans(), st.text('abc/ \\"äö', max_size=9), st.integers(2, 1000)),
    )
)
def test_what_is_saved_is_loaded(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> None:
    """Any allowed choice survives the file."""
    file = tmp_path_factory.mktemp("config") / "settings.toml"
    save(file, settings)
    assert load(file) == (settings, ())


def test_the_file_is_readable_by_people(file: Path) -> None:
    """Every line says what it is and what it can be."""
    save(file, CHOSEN)
    assert file.read_text(encoding="utf-8") == (
        "# Coach's settings. Change them here or in the app; delete a line to have the usual value.\n"
        "\n[appearance]\n"
        'theme = "dark"  # Colours: system, light, dark, contrast-light, contrast-dark\n'
        "text_scale = 150  # Text size: 100 to 200\n"
        "large_targets = false  # Large buttons in sessions\n"
        "less_motion = true  # Less motion\n"
        "breathing = true  # Breathing guide\n"
        'figure_style = "toon"  # Figure: toon, line\n'
        "skin_tone = 3  # Skin tone of the figure: 1 to 7\n"
        "long_second_toe = false  # Longer second toe\n"
        "\n[hands]\n"
        'writing_side = "left"  # Writing hand: left, right\n'
        'affected_side = "right"  # Affected side: left, right, both\n'
        "\n[hearing]\n"
        "chimes = true  # Chimes\n"
        "chime_volume = 75  # Loudness of the chimes: 25 to 100\n"
        "metronome = true  # Ticks\n"
        "voice = true  # Voice\n"
        "voice_volume = 100  # Loudness of the voice: 25 to 100\n"
        "voice_speed = 100  # Speed of the voice: 50 to 200\n"
        'voice_id = ""  # Which voice\n'
        'others = "leave"  # Music and films meanwhile: leave, lower, pause\n'
        "\n[hands_free]\n"
        "go_on_after = 0  # Go on by itself: 0 to 600\n"
        "\n[keys]\n"
        + "".join(f'{one.name} = ""  # {about(one).label}\n' for one in fields(Keys))
        + "\n[backup]\n"
        "daily = false  # Back-up every day\n"
        'folder = ""  # Folder of the daily back-up\n'
        "keep = 10  # Back-ups that stay: 2 to 1000\n"
    )


def test_a_line_left_out_has_its_usual_value(file: Path) -> None:
    """A file may hold only what differs."""
    settings, problems = load(written(file, '[appearance]\ntheme = "light"\n'))
    assert (settings, problems) == (Settings(Appearance(theme=Theme.LIGHT)), ())


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[appearance]\ntheme = "red"', f"“Colours” is 'red'; it can be {THEMES}."),
        ("[appearance]\ntheme = 3", f"“Colours” is 3; it can be {THEMES}."),
        ('[appearance]\ntext_scale = "big"', "“Text size” is 'big'; it is a whole number, 100 to 200."),
        ("[appearance]\ntext_scale = true", "“Text size” is True; it is a whole number, 100 to 200."),
        ("[appearance]\nless_motion = 1", "“Less motion” is 1; it can be true or false."),
        ("[appearance]\ncolour = 1", "Coach knows no setting named “appearance.colour”."),
        ("[sounds]\nloud = true", "Coach knows no setting named “sounds”."),
        ("[hearing]\nvoice_id = 7", "“Which voice” is 7; it is a text."),
        ("hands = 2", "“hands” should be a heading: [hands]."),
    ],
)
def test_what_cannot_be_used_is_said_and_has_its_usual_value(file: Path, text: str, problem: str) -> None:
    """One wrong value costs only itself, and there is a sentence about it."""
    assert load(written(file, text)) == (Settings(), (problem,))


@pytest.mark.parametrize(("given_", "used"), [(300, 200), (20, 100)])
def test_a_number_out_of_bounds_is_taken_to_the_nearest(file: Path, given_: int, used: int) -> None:
    """Someone who asks for very large text gets the largest there is."""
    settings, problems = load(written(file, f"[appearance]\ntext_scale = {given_}"))
    assert settings.appearance.text_scale == used
    assert problems == (f"“Text size” is {given_}; it can be 100 to 200.",)


def test_several_problems_are_said_at_once(file: Path) -> None:
    """What can be used is used, whatever else is wrong."""
    text = '[hands]\nwriting_side = "left"\naffected_side = "none"\n[appearance]\ntext_scale = 1.5\n'
    settings, problems = load(written(file, text))
    assert settings == Settings(hands=Hands(writing_side=WritingSide.LEFT))
    assert len(problems) == 2


@pytest.mark.parametrize(
    "broken",
    [
        b"[appearance\ntheme=",
        b"\xff\xfe\x00t",
        b"theme",
        b"[" * 5000,
        b"a = " + b"[" * 50_000,
        b"a = " + b"9" * 10_000,
    ],
)
def test_a_broken_file_never_stops_the_start(file: Path, broken: bytes) -> None:
    """Coach starts with the defaults, says so, and keeps the file before anything replaces it."""
    file.parent.mkdir()
    file.write_bytes(broken)
    settings, [problem] = load(file)
    assert settings == Settings()
    assert "settings.toml.bak" in problem
    save(file, CHOSEN)
    assert file.with_name("settings.toml.bak").read_bytes() == broken


def test_a_byte_order_mark_is_no_mistake(file: Path) -> None:
    """Windows' editor writes one."""
    assert load(written(file, "\ufeff[appearance]\nless_motion = true\n"))[1] == ()


def test_a_file_that_cannot_be_read_is_said(file: Path) -> None:
    """A folder in the file's place costs the settings, not the start."""
    file.mkdir(parents=True)
    settings, [problem] = load(file)
    assert settings == Settings()
    assert problem.startswith("Your settings could not be read (")


def test_saving_where_nothing_can_be_written_says_so_and_leaves_no_rest(tmp_path: Path) -> None:
    """The error is kind, and the old settings stand."""
    (tmp_path / "config").write_text("a file where the folder should be")
    with pytest.raises(CoachError, match="could not be saved") as caught:
        save(tmp_path / "config" / "settings.toml", CHOSEN)
    assert "until Coach is closed" in caught.value.advice
    assert [path.name for path in tmp_path.iterdir()] == ["config"]


def test_a_save_that_fails_half_way_leaves_the_old_settings(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk in mid-save costs the change, never what was there."""
    save(file, CHOSEN)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(CoachError, match="No space left"):
        save(file, Settings())
    assert load(file) == (CHOSEN, ())
    assert [path.name for path in file.parent.iterdir()] == ["settings.toml"]


def test_the_file_is_replaced_rather_than_written_over(file: Path) -> None:
    """Whoever is reading the settings meanwhile reads the old ones whole."""
    save(file, Settings())
    before = file.read_text(encoding="utf-8")
    with file.open(encoding="utf-8") as reader:
        save(file, CHOSEN)
        assert reader.read() == before
    assert load(file) == (CHOSEN, ())


def test_every_setting_says_what_it_is() -> None:
    """The settings page can be made from the fields alone."""
    for section in fields(Settings()):
        assert about(section).label
        usual = getattr(Settings(), section.name)
        for setting in fields(usual):
            told = about(setting)
            assert told.label
            assert told.help
            assert isinstance(setting.default, bool | str) or told.most > told.least
            choices = getattr(type(getattr(usual, setting.name)), "__members__", {})
            assert len(told.words) == len(choices)


def test_settings_are_values() -> None:
    """A change makes new settings and leaves the old ones alone."""
    assert replace(CHOSEN, hands=Hands()) != CHOSEN
    assert CHOSEN.hands.writing_side is WritingSide.LEFT


def test_settings_are_light_to_import() -> None:
    """Neither Qt nor pydantic nor the history comes along."""
    heavy = "{'PySide6', 'pydantic', 'sqlite3', 'yaml', 'numpy'}"
    code = f"import sys, coach.settings; print({heavy} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "set()\n"
