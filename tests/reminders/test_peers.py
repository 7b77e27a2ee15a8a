"""Rules out of the settings of other programs."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach import paths
from coach.desktop import peers as peers_found
from coach.reminders.peers import PROGRAMS, take
from coach.reminders.rule import Announce, Purpose

if TYPE_CHECKING:
    from pathlib import Path

WORKRAVE = """
[timers/micro-pause]
limit=1200
auto-reset=30

[timers/rest-break]
limit=2700
auto-reset=600

[breaks/daily-limit]
enabled=false

[gui/main-window]
x=4
"""
SAFE_EYES = {
    "short_break_interval": 15,
    "long_break_interval": 75,
    "short_break_duration": 15,
    "long_break_duration": 60,
    "strict_break": True,
    "short_breaks": [{"name": "Blink your eyes"}],
    "long_breaks": [{"name": "Walk for a while"}, {"name": "Lean back"}],
}


def test_workrave() -> None:
    """Its micro-pause and its rest break become rules of their own lengths, in a window as there."""
    taken = take("workrave", WORKRAVE)
    short, long = taken.rules
    assert (short.id, short.every, short.length) == ("workrave-short", 1200, 30)
    assert (long.purpose, long.every, long.length) == (Purpose.WRITING_LONG, 2700, 600)
    assert {rule.manner.announce for rule in taken.rules} == {Announce.WINDOW}
    assert long.manner.title == "Long break, as in Workrave"
    assert taken.left_out == ()


def test_workraves_own_file_and_its_usual_settings() -> None:
    """The ini file of other systems has other headings; what it does not name is as Workrave has it."""
    taken = take("workrave", "[timers/micro_pause]\nlimit=600\n[breaks/rest-break]\nenabled=false\n")
    assert [(rule.id, rule.every, rule.length) for rule in taken.rules] == [("workrave-short", 600, 30)]
    assert taken.left_out == ("Workrave's daily limit of work: Coach sets none.",)
    usual = take("workrave", "[general]\nusage-mode=1\n")
    assert usual.rules[0].every == 600
    assert usual.left_out[-1] == "Workrave's short break came every 3 min; in Coach it is 10 min."


def test_safe_eyes() -> None:
    """Minutes and seconds, strict as there; lengths that Coach does not allow are told of."""
    taken = take("safeeyes", json.dumps(SAFE_EYES))
    short, long = taken.rules
    assert (short.every, short.length, short.manner.strict) == (900, 20, True)
    assert (long.purpose, long.every, long.length) == (Purpose.WRITING_LONG, 4500, 120)
    assert taken.left_out == (
        "3 exercises of Safe Eyes: Coach plays its own routines.",
        "Safe Eyes's short break lasted 15 s; in Coach it is 20 s.",
        "Safe Eyes's long break lasted 1 min; in Coach it is 2 min.",
    )


def test_an_older_safe_eyes_counts_long_breaks_in_short_ones() -> None:
    """Every fifth break was the long one; without short ones there is no rule for them."""
    older = {**SAFE_EYES, "no_of_short_breaks_per_long_break": 4, "short_breaks": []}
    del older["long_break_interval"]
    taken = take("safeeyes", json.dumps(older))
    assert [(rule.id, rule.every) for rule in taken.rules] == [("safe-eyes-long", 3600)]


def test_stretchly() -> None:
    """Milliseconds; a long break comes after so many short ones."""
    settings = {
        "microbreakInterval": 900000,
        "breakInterval": 1,
        "breakStrictMode": True,
        "allScreens": False,
    }
    short, long = take("stretchly", json.dumps(settings)).rules
    assert (short.every, short.length, short.manner.everywhere) == (900, 20, False)
    assert (long.purpose, long.every, long.length) == (Purpose.MOVE, 1800, 300)
    assert (short.manner.strict, long.manner.strict) == (False, True)


def test_stretchly_with_long_breaks_only() -> None:
    """Without short breaks the interval is the long one's own."""
    settings = {"microbreak": False, "microbreakInterval": 1800000, "ideas": False}
    taken = take("stretchly", json.dumps(settings))
    assert [(rule.id, rule.every) for rule in taken.rules] == [("stretchly-long", 1800)]
    assert taken.left_out == ()


def test_the_routines_come_with_coach() -> None:
    """What is taken over can be played."""
    there = {path.stem for path in paths.bundled_routines().rglob("*.yaml")}
    texts = {"workrave": WORKRAVE, "safeeyes": json.dumps(SAFE_EYES), "stretchly": "{}"}
    assert {rule.routine for name, text in texts.items() for rule in take(name, text).rules} <= there


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize(
    "text", ["", "nonsense", "[]", '{"short_break_interval": "x"}', "[a]\nb=c", "[" * 9999]
)
def test_what_is_no_settings_is_refused(program: str, text: str) -> None:
    """Another file is told to be so, in a sentence."""
    if program == "stretchly" and text.startswith("{"):
        text = '{"microbreakInterval": "x"}'
    with pytest.raises(ValueError, match=f"no settings of {program}"):
        take(program, text)


def test_an_unknown_program_is_refused() -> None:
    """Only three can be read."""
    with pytest.raises(ValueError, match="workrave, safeeyes, stretchly"):
        take("rsibreak", "")


@given(
    st.dictionaries(
        st.sampled_from(("microbreakInterval", "microbreakDuration", "breakInterval", "break", "ideas")),
        st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.floats() | st.text(max_size=3),
    )
)
def test_whatever_the_file_says_a_rule_stays_in_its_bounds(settings: dict[str, object]) -> None:
    """A rule comes out that Coach allows, or a refusal."""
    try:
        taken = take("stretchly", json.dumps(settings))
    except ValueError as error:
        assert "no settings of stretchly" in str(error)  # noqa: PT017  # one of two ways
    else:
        assert len(taken.rules) <= 2


def test_files_are_found_where_the_programs_keep_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Linux, in the folders of the person's settings; what is not there is not found."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    assert peers_found.found() == ()
    file = tmp_path / ".config" / "Stretchly" / "config.json"
    file.parent.mkdir(parents=True)
    file.write_text("{}")
    assert peers_found.found() == (peers_found.Found("stretchly", str(file), "{}"),)


def test_workraves_settings_can_be_gnomes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Workrave keeps them with GNOME's, GNOME's own program reads them out."""
    program = tmp_path / "dconf"
    program.write_text("#!/bin/sh\necho '[timers/micro-pause]'\necho limit=900\n")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    (found,) = peers_found.found()
    assert (found.program, found.where) == ("workrave", "GNOME's settings")
    assert take("workrave", found.text).rules[0].every == 900
