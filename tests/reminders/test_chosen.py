"""What is chosen, as the settings file has it."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach import settings, tables
from coach.errors import CoachError
from coach.reminders import chosen_file, lengths, values
from coach.reminders.chosen import KINDS, PROFILES, Chosen, read, read_rule, write, write_rule
from coach.reminders.daytime import Window
from coach.reminders.rule import (
    PURPOSES,
    USUAL,
    ActiveTime,
    Announce,
    ClockTime,
    Dose,
    Hydration,
    Ignored,
    Manner,
    Purpose,
    Reminders,
    Rule,
)
from coach.reminders.sample import Inhibitor
from coach.routine.quantity import length

if TYPE_CHECKING:
    from pathlib import Path

TIMES = st.builds(time, st.integers(0, 23), st.integers(0, 59))
WINDOWS = st.builds(Window, TIMES, TIMES)
DAYS = st.frozensets(st.integers(0, 6), min_size=1)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
MANNERS = st.builds(
    Manner,
    announce=st.sampled_from(Announce),
    ignored=st.sampled_from(Ignored),
    patience=st.integers(15, 600).map(float),
    strict=st.booleans(),
    everywhere=st.booleans(),
    working_hours_only=st.booleans(),
    in_quiet_hours=st.booleans(),
    profiles=st.frozensets(st.sampled_from(PROFILES)),
    enabled=st.booleans(),
    title=st.just("") | TEXTS,
)


@st.composite
def pauses(draw: st.DrawFn) -> ActiveTime:
    """A pause within the bounds of its purpose."""
    purpose = draw(st.sampled_from(Purpose))
    bounds = PURPOSES[purpose]
    every = draw(st.integers(int(bounds.every.least), int(bounds.every.most)))
    long = draw(st.integers(int(bounds.length.least), int(bounds.length.most)))
    return ActiveTime("a", draw(TEXTS), purpose, float(every), float(long), draw(MANNERS))


RULES = st.one_of(
    pauses(),
    st.builds(
        ClockTime,
        st.just("b"),
        TEXTS,
        st.lists(TIMES, min_size=1, max_size=3).map(tuple),
        st.lists(WINDOWS, max_size=2).map(tuple),
        DAYS,
        st.integers(0, 60).map(lambda minutes: minutes * 60.0),
        st.integers(5, 720).map(lambda minutes: minutes * 60.0),
        MANNERS,
    ),
    st.builds(
        Dose,
        st.just("c"),
        TEXTS,
        st.integers(1, 12),
        st.integers(0, 12 * 3600).map(float),
        st.sampled_from((Window(time(8), time(21)), Window(time(9, 30), time()), Window(time(), time()))),
        DAYS,
        MANNERS,
    ),
    st.builds(
        Hydration,
        st.just("d"),
        st.integers(3600, 14400).map(float),
        st.integers(100, 300).map(float),
        st.none() | st.integers(1000, 3000).map(float),
        st.none() | st.integers(1, 3000).map(float),
        MANNERS,
    ),
)
REMINDERS = st.builds(
    Reminders,
    rules=st.lists(RULES, max_size=4, unique_by=lambda rule: rule.id).map(tuple),
    profile=st.sampled_from(PROFILES),
    quiet=st.none() | WINDOWS,
    working_hours=st.none() | st.tuples(*[st.lists(WINDOWS, max_size=2).map(tuple)] * 7),
    hourly_cap=st.integers(1, 6),
    daily_cap=st.none() | st.integers(1, 20),
    snoozes=st.lists(st.integers(60, 3600).map(float), min_size=1, max_size=3).map(tuple),
    natural_pause=st.integers(120, 300).map(float),
    holds=st.frozensets(st.sampled_from(Inhibitor)),
    freezes=st.frozensets(st.sampled_from(Inhibitor)),
    asks_about_writing=st.booleans(),
    ask_after=st.integers(600, 7200).map(float),
)


@hypothesis.settings(max_examples=50)
@given(st.builds(Chosen, on=st.booleans(), start_at_login=st.booleans(), reminders=REMINDERS))
def test_everything_that_can_be_chosen_comes_back(chosen: Chosen) -> None:
    """Written as TOML and read again, all of it is the same and nothing is complained about."""
    text = "\n".join(tables.lines("reminders", write(chosen)["reminders"]))
    import tomllib  # noqa: PLC0415  # as the settings do

    assert read(tomllib.loads(text)) == (chosen, ())


def test_nobody_has_chosen_anything() -> None:
    """Without a table reminders are off, with the usual rules ready."""
    assert read({}) == (Chosen(), ())
    assert Chosen().on is False
    assert Chosen().reminders is USUAL


def test_it_reads_pleasantly() -> None:
    """Lengths, times, days and windows are written as people write them."""
    rule = ClockTime("tea", "r", (time(11, 40),), (Window(time(14), time()),), frozenset({0, 3}), late=5400)
    assert write_rule(rule) == {
        "id": "tea",
        "kind": "clock",
        "routine": "r",
        "times": ["11:40"],
        "windows": ["14:00-24:00"],
        "days": ["mon", "thu"],
        "before": "0 s",
        "late": "1 h 30 min",
    }


def test_a_pause_needs_only_its_purpose() -> None:
    """What is not named is as the evidence suggests for that purpose, within the working hours."""
    rule = read_rule({"id": "a", "kind": "active-time", "purpose": "move", "routine": "desk-foot-2"})
    assert rule == ActiveTime.usual(Purpose.MOVE, "desk-foot-2", id="a")


GOOD: dict[str, Any] = {"id": "good", "kind": "hydration"}


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ("text", "it should be a heading"),
        ({"kind": "hydration"}, "id is missing"),
        ({"id": "No Good", "kind": "hydration"}, "id is missing"),
        ({"id": "x", "kind": "alarm"}, "it can be active-time, clock, dose, hydration"),
        ({"id": "x", "kind": ["clock"]}, "it can be active-time"),
        ({"id": "x", "kind": "dose"}, "routine is missing"),
        ({"id": "x", "kind": "active-time", "routine": "r"}, "purpose is missing"),
        ({"id": "x", "kind": "active-time", "routine": "r", "purpose": "fun"}, "it can be writing-micro"),
        (
            {"id": "x", "kind": "active-time", "routine": "r", "purpose": "move", "every": "9 min"},
            "every is 9 min; it can be 20 min to 1 h",
        ),
        ({"id": "x", "kind": "active-time", "routine": "r", "purpose": "move", "evry": "9 min"}, "no “evry”"),
        ({"id": "x", "kind": "clock", "routine": "r", "times": "11:40"}, "list in square brackets"),
        ({"id": "x", "kind": "clock", "routine": "r", "times": ["25:40"]}, "time of day such as 22:30"),
        ({"id": "x", "kind": "clock", "routine": "r", "times": [1140]}, "text in quotation marks"),
        ({"id": "x", "kind": "clock", "routine": "r", "times": []}, "name a time or a window"),
        ({"id": "x", "kind": "clock", "routine": "r", "days": ["mo", "xyz"]}, "name the days"),
        ({"id": "x", "kind": "dose", "routine": "r", "window": "9-17-18"}, "from one time to another"),
        ({"id": "x", "kind": "dose", "routine": "r", "times_a_day": "3"}, "whole number"),
        ({"id": "x", "kind": "dose", "routine": "r", "apart": "soon"}, "not a length of time"),
        ({"id": "x", "kind": "hydration", "cup": "big"}, "number of millilitres"),
        ({"id": "x", "kind": "hydration", "cup": 500}, "it can be 100 ml to 300 ml"),
        ({"id": "x", "kind": "hydration", "strict": "yes"}, "true or false"),
        ({"id": "good", "kind": "hydration"}, "another rule with its id"),
    ],
)
def test_a_broken_rule_is_told_of_and_kept(table: object, why: str) -> None:
    """It is named with its place and left out; the others work, and saving does not lose it."""
    chosen, problems = read({"reminders": {"rule": [GOOD, table]}})
    assert [rule.id for rule in chosen.reminders.rules] == ["good"]
    assert len(problems) == 1
    assert "number 2" in problems[0]
    assert why in problems[0]
    kept = table if isinstance(table, dict) else {"unreadable": table}
    assert write(chosen)["reminders"]["rule"][-1] == kept


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ({"on": 1}, "on is 1: it can be true or false"),
        ({"hourly_cap": 9}, "hourly_cap is 9; it can be 1 to 6"),
        ({"quiet": "always"}, "from one time to another"),
        ({"holds": ["noise"]}, "it can be do-not-disturb"),
        ({"profile": "moon"}, "there is no profile “moon”"),
        ({"working_hours": {"someday": []}}, "give each day its hours"),
        ({"snoozes": ["1 s"]}, "at least a minute"),
        ({"rule": {}}, "should be headings: [[reminders.rule]]"),
    ],
)
def test_anything_else_that_is_wrong_is_as_usual(table: dict[str, Any], why: str) -> None:
    """A broken setting is told of, and the usual one is in force."""
    chosen, problems = read({"reminders": table})
    assert chosen == Chosen()
    assert len(problems) == 1
    assert why in problems[0]


def test_what_a_newer_coach_has_written_is_kept() -> None:
    """A name that is not known is told of and written again."""
    chosen, problems = read({"reminders": {"moon_phase": "full"}})
    assert problems == ("Coach knows no setting named “reminders.moon_phase”.",)
    assert write(chosen)["reminders"]["moon_phase"] == "full"
    assert read({"reminders": 3})[1] == ("“reminders” should be a heading: [reminders].",)


def test_own_profiles_come_after_the_usual_ones() -> None:
    """The person's own names for places stand beside desk, writing and travel."""
    chosen, _ = read({"reminders": {"profiles": ["studio", "desk"], "profile": "studio"}})
    assert chosen.profiles == (*PROFILES, "studio")
    assert chosen.reminders.profile == "studio"


def _only(*profiles: str) -> Chosen:
    """Somebody with a rule that holds there."""
    rule = replace(USUAL.rules[0], id="mine", manner=Manner(profiles=frozenset(profiles)))
    return Chosen(profiles=(*PROFILES, "studio", "lessons")).with_rule(rule)


def test_a_profile_of_ones_own_is_made_renamed_and_taken_away() -> None:
    """It is in force no sooner than one is there; rules and where one is follow its name."""
    chosen = Chosen().with_profile("  Choir   practice ")
    assert chosen.own_profiles == ("Choir practice",)
    assert chosen.reminders.profile == "desk"
    chosen = _only("studio", "desk")
    there = replace(chosen, reminders=replace(chosen.reminders, profile="studio"))
    renamed = there.with_profile_renamed("studio", "Atelier")
    assert renamed.own_profiles == ("Atelier", "lessons")
    assert renamed.reminders.profile == "Atelier"
    assert renamed.rule("mine").manner.profiles == {"Atelier", "desk"}  # type: ignore[union-attr]  # it is there
    assert read(write(renamed)) == (renamed, ())
    left = renamed.without_profile("Atelier")
    assert (left.own_profiles, left.reminders.profile) == (("lessons",), "desk")
    assert left.rule("mine").manner == Manner(profiles=frozenset({"desk"}))  # type: ignore[union-attr]  # the same


def test_a_rule_for_a_place_that_is_gone_does_not_hold_everywhere() -> None:
    """It is switched off, and can be switched on for other places."""
    rule = _only("studio").without_profile("studio").rule("mine")
    assert rule is not None
    assert rule.manner == Manner(enabled=False)
    other = _only("lessons").without_profile("studio").rule("mine")
    assert other == _only("lessons").rule("mine")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        (" ", "it needs a name"),
        ("x" * 31, "at most 30 letters"),
        ("Studio", "there is one called “Studio”"),
        ("desk", "there is one called “desk”"),
    ],
)
def test_a_profile_has_a_name_that_no_other_has(name: str, why: str) -> None:
    """Not an empty one, not one too long for a button, and none that differs by capitals alone."""
    with pytest.raises(ValueError, match=why):
        _only().with_profile(name)
    with pytest.raises(ValueError, match=why):
        _only().with_profile_renamed("lessons", name)


def test_the_profiles_that_come_with_coach_stay() -> None:
    """They can be neither renamed nor taken away; one's own may change only its capitals."""
    with pytest.raises(ValueError, match="no place of your own"):
        Chosen().with_profile_renamed("desk", "table")
    with pytest.raises(ValueError, match="no place of your own"):
        Chosen().without_profile("desk")
    assert _only().with_profile_renamed("studio", "Studio").own_profiles == ("Studio", "lessons")


def test_rules_are_put_in_replaced_and_taken_out() -> None:
    """Of two rules with one id the newer holds, in the same place."""
    water = Hydration("water", cup=100)
    chosen = Chosen().with_rule(water)
    assert [rule.id for rule in chosen.reminders.rules] == [rule.id for rule in USUAL.rules]
    assert chosen.rule("water") == water
    assert chosen.with_rule(replace(water, id="more")).rule("more") is not None
    assert chosen.without_rule("water").rule("water") is None


def test_every_field_of_every_rule_can_be_read_and_written() -> None:
    """No field of a rule is without its form in the file."""
    forms: tuple[type[Rule], ...] = tuple(KINDS.values())
    names = {name for form in (*forms, Manner) for name in form.__dataclass_fields__} - {"manner"}
    assert names <= set(values.FORMS)


@given(st.integers(0, 86400).map(float) | st.floats(0.001, 10000).map(lambda one: round(one, 3)))
def test_a_length_in_words_is_read_back(seconds: float) -> None:
    """Whatever is written is understood again, to the second."""
    words = lengths.in_words(seconds)
    assert length(words) == pytest.approx(seconds, abs=0.01)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"),
        (45, "45 s"),
        (90, "90 s"),
        (120, "2 min"),
        (1200, "20 min"),
        (3600, "1 h"),
        (5430, "1 h 30 min 30 s"),
    ],
)
def test_lengths_in_words(seconds: float, words: str) -> None:
    """Short ones in seconds, longer ones in minutes and hours."""
    assert lengths.in_words(seconds) == words


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("strict", "yes", True),
        ("strict", "maybe", "maybe"),
        ("times", "11:40, 16:00", ["11:40", "16:00"]),
        ("times_a_day", "3", 3),
        ("times_a_day", "three", "three"),
        ("cup", "200", 200.0),
        ("every", "20 min", "20 min"),
    ],
)
def test_words_of_a_command_line_are_as_in_the_file(name: str, text: str, value: object) -> None:
    """Commas make a list, and numbers are numbers; what is wrong stays as it is, to be told of."""
    assert values.of_words(name, text) == value


def test_two_processes_change_the_same_file(tmp_path: Path) -> None:
    """A change is made to what the file holds now, so none undoes the other's; other tables stay."""
    file = tmp_path / "settings.toml"
    settings.save(file, settings.Settings())
    with file.open("a") as more:
        more.write("\n[later]\nx = [1, 2]\n")
    chosen_file.save(file, lambda now: replace(now, on=True))
    chosen_file.save(file, lambda now: now.without_rule("feet"))
    settings.save(file, settings.Settings(appearance=settings.Appearance(text_scale=150)))
    chosen, problems = chosen_file.load(file)
    assert (chosen.on, chosen.rule("feet"), problems) == (True, None, ())
    assert tables.read(file)["later"] == {"x": [1, 2]}
    assert settings.load(file)[0].appearance.text_scale == 150


def test_a_file_that_is_no_settings_is_off(tmp_path: Path) -> None:
    """Damaged beyond reading, reminders are off and nothing is raised."""
    file = tmp_path / "settings.toml"
    file.write_text("[[[")
    assert chosen_file.load(file) == (Chosen(), ())


def test_a_change_that_cannot_be_saved_is_said(tmp_path: Path) -> None:
    """Where the folder cannot be made, a kind sentence says so."""
    (tmp_path / "config").write_text("a file where the folder should be")
    with pytest.raises(CoachError, match="could not be saved"):
        chosen_file.save(tmp_path / "config" / "settings.toml", lambda now: replace(now, on=True))
