from __future__ import annotations

from dataclasses import fields

import pytest

from coach.settings import Keys
from coach.ui.player_keys import KEYS, PEDAL, TAKEN, keys_of, refusal

pytestmark = pytest.mark.usefixtures("qapp")


def test_the_settings_hold_each_key_of_the_table() -> None:
    """Each action can be given another key, and the pedal has its own; there is nothing else."""
    assert {one.name for one in fields(Keys)} == {*(key.action for key in KEYS), PEDAL}


def test_no_key_does_two_things() -> None:
    """As they come all keys are different, and none is one that Coach needs elsewhere."""
    names = [name for key in KEYS for name in key.keys]
    assert len(names) == len(set(names))
    assert not set(names) & set(TAKEN)


def test_only_what_can_lose_ones_place_is_held() -> None:
    """Skip, back and start again are held; all else acts at once, and Stop asks."""
    assert {key.action for key in KEYS if key.held} == {"skip", "back", "restart_side"}


def test_what_was_chosen_stands_first_and_the_others_stay() -> None:
    """Another key for Stop leaves Escape as it is; the sheet shows both."""
    stop = next(key for key in keys_of(Keys(ask_stop="X")) if key.action == "ask_stop")
    assert (stop.keys, stop.shown) == (("X", "Escape"), "X or Esc")


def test_a_pedal_joins_the_main_key() -> None:
    """Both do the same."""
    main = next(key for key in keys_of(Keys(pedal="F13")) if key.action == "main")
    assert (main.keys, main.shown) == (("Space", "F13"), "Space or F13")


@pytest.mark.parametrize(
    ("action", "name", "why"),
    [
        ("skip", "P", "P is already the key for “It hurts”. Choose another, or change that one first."),
        ("skip", "Space", "Space is already the key for “Pause, Go on, Done”."),
        ("skip", "Escape", "Esc is already the key for “Stop”."),
        (PEDAL, "Right", "→ is already the key for “Skip”."),
        ("skip", "Tab", "Tab moves the keyboard from button to button. Choose another."),
        ("skip", "F1", "F1 is for a cramp, anywhere. Choose another."),
        ("skip", "nonsense", "“nonsense” is no key that Coach knows."),
    ],
)
def test_a_clash_is_told_kindly(action: str, name: str, why: str) -> None:
    """A key that does something already is not given away unasked; the sentence says what it does."""
    assert refusal(Keys(), action, name).startswith(why)


def test_a_key_that_was_given_up_can_be_had() -> None:
    """Once Skip has another key, the arrow is free."""
    assert refusal(Keys(skip="K"), "hurts", "Right") == ""
    assert refusal(Keys(skip="K"), "hurts", "K") != ""


@pytest.mark.parametrize(
    "chosen",
    [
        Keys(skip="Space"),
        Keys(skip="no key"),
        Keys(skip="K", back="K"),
        Keys(skip="Tab", main="Right"),
        Keys(skip="Space", main="Right", pedal="Space"),
    ],
)
def test_a_file_edited_by_hand_leaves_no_action_without_a_key(chosen: Keys) -> None:
    """What cannot be had is passed over, and every action still has a key of its own."""
    keys = keys_of(chosen)
    assert all(key.keys for key in keys)
    names = [name for key in keys for name in key.keys]
    assert len(names) == len(set(names))
