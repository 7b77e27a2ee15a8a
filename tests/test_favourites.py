"""Favourites: what a person comes back to, in the settings file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach import favourites, settings, tables
from coach.favourites import Favourites
from coach.reminders import chosen_file
from coach.reminders.chosen import Chosen

if TYPE_CHECKING:
    from pathlib import Path

IDS = st.sampled_from(("wave", "curl", "session", "weeks"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the settings are."""
    return tmp_path / "settings.toml"


@given(st.lists(st.tuples(IDS, st.booleans())), IDS, st.booleans())
def test_each_is_there_once_and_the_newest_first(
    before: list[tuple[str, bool]], identity: str, kept: bool
) -> None:
    """Whatever was pressed before, a press decides about one; the others stay in their order."""
    were = Favourites()
    for one, on in before:
        were = were.put(one, kept=on)
    now = were.put(identity, kept=kept)
    assert (identity in now) is kept
    assert len(set(now.ids)) == len(now.ids)
    assert [one for one in now.ids if one != identity] == [one for one in were.ids if one != identity]
    if kept and identity not in were:
        assert now.ids[0] == identity


def test_they_are_kept_in_the_settings_file(file: Path) -> None:
    """Those of which there is no document stay, and so do the settings and what is chosen of reminders."""
    settings.save(file, settings.Settings(hands=settings.Hands(writing_side=settings.WritingSide.LEFT)))
    chosen_file.save(file, lambda _: Chosen(on=True))
    favourites.save(file, "gone", kept=True)
    assert favourites.save(file, "wave", kept=True) == Favourites(("wave", "gone"))
    assert favourites.load(file) == (Favourites(("wave", "gone")), ())
    found, problems = settings.load(file)
    assert found.hands.writing_side is settings.WritingSide.LEFT
    assert problems == ()
    assert chosen_file.load(file)[0].on
    settings.save(file, settings.Settings())
    assert favourites.load(file)[0].ids == ("wave", "gone")


def test_what_else_is_in_their_table_stays(file: Path) -> None:
    """A later version of Coach may know more of favourites."""
    file.write_text('[favourites]\nids = ["wave", "wave"]\nsince = 2026-01-01\n', encoding="utf-8")
    assert favourites.save(file, "wave", kept=False) == Favourites()
    assert set(tables.read(file)["favourites"]) == {"ids", "since"}


@pytest.mark.parametrize("text", ["favourites = 1", "[favourites]\nids = 'wave'", "[favourites]\nids = [1]"])
def test_what_cannot_be_understood_is_said(file: Path, text: str) -> None:
    """One kind sentence with the form they have, and no favourites; the next one can be kept all the same."""
    file.write_text(text, encoding="utf-8")
    found, problems = favourites.load(file)
    assert found == Favourites()
    assert len(problems) == 1
    assert 'ids = ["wave"]' in problems[0]
    assert favourites.save(file, "wave", kept=True) == Favourites(("wave",))
    assert favourites.load(file) == (Favourites(("wave",)), ())


def test_a_file_that_cannot_be_read_is_left_to_the_settings(tmp_path: Path) -> None:
    """They tell of it once, and that is enough."""
    file = tmp_path / "settings.toml"
    file.write_text("[[[", encoding="utf-8")
    assert favourites.load(file) == (Favourites(), ())
    assert len(settings.load(file)[1]) == 1
