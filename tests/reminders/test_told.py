"""What is told of the reminders, through a file."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.reminders import answers, saved, status
from coach.reminders.chosen import Chosen
from coach.reminders.told import Probe, Told, tell
from tests.reminders.test_planner import MICRO, WATER, work, world

if TYPE_CHECKING:
    from pathlib import Path

    from tests.reminders.days import World

PROBES = (Probe("Microphone", "in use (PulseAudio)"), Probe("Camera", "Nobody can tell.", known=False))


def told(one: World) -> Told:
    """All there is to say now."""
    chosen = Chosen(on=True, reminders=one.reminders)
    return tell(one.state, one.sample(), chosen, PROBES, pid=12)


def busy() -> World:
    """A pause is open, another is named, handwriting mode is on."""
    one = world(MICRO, WATER).live([work(20.2)])
    one.state, _ = answers.pause(one.state, one.sample(), "lunch", 1800.0, frozenset({"water"}))
    one.state, _ = answers.start_writing(one.state, one.sample())
    return one


def test_everything_a_screen_shows_is_told() -> None:
    """The offer with its reason, the pauses and their ends, what is next, what was decided and found."""
    one = busy()
    found = told(one)
    now = one.sample().wall.timestamp()
    assert found.offer is not None
    assert (found.offer.rule, found.offer.routine, found.offer.announce) == ("micro", "m", "notification")
    assert found.offer.reason == "you have worked for a while"
    assert [(pause.name, pause.until, pause.rules) for pause in found.pauses] == [
        ("lunch", now + 1800, ("water",))
    ]
    assert found.writing_until == now + 3600
    assert [(rule.rule, rule.open) for rule in found.expected] == [("micro", True), ("water", False)]
    assert found.doing == "writing"
    assert found.decisions[1].endswith("Short pause from the keyboard offered: you have worked for a while")
    assert found.probes == PROBES


def test_it_comes_through_a_file_unchanged(tmp_path: Path) -> None:
    """Who reads the file knows what was told, and can go on with the counts."""
    one = busy()
    path = tmp_path / "state" / "reminders.json"
    status.write(path, saved.dump(one.state, one.sample()), told(one))
    state, found = status.read(path)
    assert found == told(one)
    assert saved.load(state, one.reminders, one.sample())[1]
    assert [file.name for file in path.parent.iterdir()] == ["reminders.json"]


def test_the_lines_say_it_all() -> None:
    """What `coach remind next` prints: handwriting, pauses, each rule."""
    lines = list(told(busy()).lines())
    assert lines[0] == "Handwriting mode, for 1 h more."
    assert lines[1] == "Paused: water, for 30 min more (lunch)."
    assert lines[2] == "Short pause from the keyboard: open now"
    one = world(MICRO)
    one.state, _ = answers.pause(one.state, one.sample(), "flare-up")
    assert next(told(one).lines()) == "Paused: All reminders, until it is ended (flare-up)."


def test_a_profile_without_rules_says_so() -> None:
    """Nothing to say is said."""
    assert list(told(world()).lines()) == ["No reminder holds in the profile “desk”."]


def test_what_is_old_or_was_ended_is_not_fresh() -> None:
    """After two and a half minutes without a word, or a good-bye, nobody is taken to plan."""
    found = told(world(MICRO))
    assert found.is_fresh(found.at + 100)
    assert not found.is_fresh(found.at + 200)
    assert not replace(found, pid=0).is_fresh(found.at)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"told": 3}', '{"told": {"version": 1}}', "[" * 100000])
def test_what_is_no_status_tells_nothing(tmp_path: Path, content: str) -> None:
    """A damaged file is as none."""
    path = tmp_path / "reminders.json"
    path.write_text(content)
    assert status.read(path)[1] is None
    assert status.read(tmp_path / "none") == (None, None)


@given(st.data())
def test_damage_is_never_more_than_nothing_told(data: st.DataObject) -> None:
    """Whatever stands in the place of a value, reading it raises nothing."""
    values: Any = json.loads(json.dumps(told(busy()).dump()))
    key = data.draw(st.sampled_from(sorted(values)))
    values[key] = data.draw(
        st.none() | st.integers() | st.just([3]) | st.just({"a": 1}) | st.text(max_size=3)
    )
    found = Told.load(values)
    assert found is None or not found.is_fresh(1e12)


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was saved before stands, and nothing half written lies about."""
    path = tmp_path / "reminders.json"
    one = busy()
    status.write(path, {"a": 1}, told(one))

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        status.write(path, {"a": 2}, told(one))
    assert status.read(path)[0] == {"a": 1}
    assert [file.name for file in tmp_path.iterdir()] == ["reminders.json"]
