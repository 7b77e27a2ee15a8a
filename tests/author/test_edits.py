from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach import paths
from coach.author.edits import add_item, move_item, remove, set_lines, set_value, set_words
from coach.author.places import EditError, find, root_of
from coach.routine.reader import Listing, Mapping, Scalar, data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.routine.reader import Data, Node

    Place = tuple[str | int, ...]

FILES = sorted(paths.bundled_routines().rglob("*.yaml"))

TEXT = """\
# Ours.
coach: 1
type: routine
id: session   # the name
steps:
  # First the hand.
  - exercise: wave
    side: each
    # Slowly!
    hold: 5 s
  - {exercise: curl, reps: 3}
  - rest: 10 s  # breathe

body: [hand, wrist]   # parts
sources:
  - A-1  # read
  - B-2
evidence:
  label: untested
"""


def held(text: str) -> Data:
    """What a text means."""
    return data(root_of(text))


def comments(text: str) -> list[str]:
    """The comments of a text, in order."""
    return re.findall(r"#.*", text)


def places(node: Node, at: Place = ()) -> Iterator[Place]:
    """The places of all texts in a document."""
    if isinstance(node, Scalar):
        yield at
    elif isinstance(node, Listing):
        for number, item in enumerate(node.items):
            yield from places(item, (*at, number))
    elif isinstance(node, Mapping):
        for key, value in node.values.items():
            yield from places(value, (*at, key))


def put(whole: Data, at: Place, value: str) -> Data:
    """The meaning of a document with one text changed."""
    if not at:
        return value
    first, *rest = at
    if isinstance(whole, list):
        return [put(one, tuple(rest), value) if number == first else one for number, one in enumerate(whole)]
    assert isinstance(whole, dict)
    return {key: put(one, tuple(rest), value) if key == first else one for key, one in whole.items()}


@pytest.mark.parametrize("value", ["\\", "C:\\temp", "\\n", '"\\'])
def test_a_backslash_is_a_backslash(value: str) -> None:
    """What stood in double quotes can hold one afterwards."""
    assert held(set_value('a: "No"\n', ("a",), value)) == {"a": value}


@given(st.data())
def test_any_text_of_any_file_can_be_changed_alone(draw: st.DataObject) -> None:
    """One text is new, whatever it is; all else means what it did, and every comment is still there."""
    path = draw.draw(st.sampled_from(FILES))
    text = path.read_text(encoding="utf-8")
    at = draw.draw(st.sampled_from(list(places(root_of(text)))))
    value = draw.draw(
        st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12)
    )
    changed = set_value(text, at, value)
    assert held(changed) == put(held(text), at, value)
    assert len(comments(changed)) >= len(comments(text))


@given(st.data())
def test_any_key_of_any_file_can_be_taken_out(draw: st.DataObject) -> None:
    """What is taken out is gone, and what is left still means what it did."""
    path = draw.draw(st.sampled_from(FILES))
    text = path.read_text(encoding="utf-8")
    root = root_of(text)
    assert isinstance(root, Mapping)
    key = draw.draw(st.sampled_from([name for name in root.values if name != "coach"]))
    before = held(text)
    assert isinstance(before, dict)
    assert held(remove(text, (key,))) == {name: one for name, one in before.items() if name != key}


@given(st.data())
def test_what_is_added_and_taken_out_again_leaves_no_trace(draw: st.DataObject) -> None:
    """A new key at the top of any file, taken out again, gives the file as it was."""
    path = draw.draw(st.sampled_from(FILES))
    text = path.read_text(encoding="utf-8")
    added = set_value(text, ("zz-new",), "x y")
    assert held(added) == {**held(text), "zz-new": "x y"}  # type: ignore[dict-item]  # a document is a mapping
    assert remove(added, ("zz-new",)) == text


@pytest.mark.parametrize(
    ("at", "value", "line"),
    [
        (("id",), "other", "id: other   # the name"),
        (("steps", 0, "hold"), "10 s", "    hold: 10 s"),
        (("steps", 1, "reps"), "4", "  - {exercise: curl, reps: 4}"),
        (("steps", 1, "cue"), "Up, down", '  - {exercise: curl, reps: 3, cue: "Up, down"}'),
        (("steps", 0, "cue"), "Wave", "    cue: Wave"),
        (("steps", 2, "rest"), "20 s", "  - rest: 20 s  # breathe"),
        (("evidence", "note"), "One study: small.", '  note: "One study: small."'),
        (("author", "name"), "Ada", "author: {name: Ada}"),
        (("body", 1), "palm", "body: [hand, palm]   # parts"),
        (("title",), "no", "title: no"),
    ],
)
def test_a_text_is_written_in_the_manner_of_its_place(at: Place, value: str, line: str) -> None:
    """The changed line reads as the author would have written it; no other line changes."""
    changed = set_value(TEXT, at, value)
    assert line in changed.split("\n")
    assert comments(changed) == comments(TEXT)
    assert len(set(changed.split("\n")) - set(TEXT.split("\n"))) == 1


def test_quotes_stay_as_they_were() -> None:
    """A text in quotes keeps its kind of quotes."""
    assert set_value("a: 'x'\n", ("a",), "it's") == "a: 'it''s'\n"
    assert set_value('a: "x"\n', ("a",), "y") == 'a: "y"\n'


def test_a_key_without_a_value_gets_one() -> None:
    """A value is put behind the colon, with a blank."""
    assert set_value("a:\nb: 1\n", ("a",), "x") == "a: x\nb: 1\n"
    assert set_value("a: \nb: 1\n", ("a",), "x") == "a: x\nb: 1\n"


@pytest.mark.parametrize(
    ("at", "gone"),
    [
        (
            ("steps", 0),
            ["  # First the hand.", "  - exercise: wave", "    side: each", "    # Slowly!", "    hold: 5 s"],
        ),
        (("steps", 1), ["  - {exercise: curl, reps: 3}"]),
        (("steps", 0, "side"), ["    side: each"]),
        (("evidence", "label"), ["evidence:", "  label: untested"]),
        (("sources", 0), ["  - A-1  # read"]),
        (("nothing",), []),
    ],
)
def test_what_is_taken_out_takes_its_lines_along(at: Place, gone: list[str]) -> None:
    """Nothing but the lines of what was taken out is gone."""
    left = remove(TEXT, at).split("\n")
    assert [line for line in TEXT.split("\n") if line not in left] == gone


def test_the_first_key_of_an_item_hands_its_hyphen_on() -> None:
    """The next key moves up to the hyphen."""
    changed = remove(TEXT, ("steps", 0, "exercise"))
    assert "  - side: each\n    # Slowly!\n    hold: 5 s" in changed


def test_within_brackets_a_comma_goes_too() -> None:
    """No comma is left over, wherever the item stood."""
    assert "body: [hand]   # parts" in remove(TEXT, ("body", 1))
    assert "body: [wrist]   # parts" in remove(TEXT, ("body", 0))
    assert "  - {exercise: curl}" in remove(TEXT, ("steps", 1, "reps"))


@pytest.mark.parametrize(
    ("at", "words", "lines"),
    [
        (("sources",), ["B-2", "A-1"], ["sources:", "  - B-2", "  - A-1  # read"]),
        (("sources",), ["A-1", "C-3", "B-2"], ["  - A-1  # read", "  - C-3", "  - B-2"]),
        (("sources",), ["C-3"], ["sources:", "  - C-3"]),
        (("sources",), ["C-3", "D-4"], ["  - C-3", "  - D-4"]),
        (("body",), ["toes"], ["body: [toes]   # parts"]),
        (("occasion",), ["any", "travel"], ["occasion: [any, travel]"]),
    ],
)
def test_a_list_of_words_is_changed_word_by_word(at: Place, words: list[str], lines: list[str]) -> None:
    """Words that stay keep their lines and comments; a new list is written in brackets."""
    changed = set_words(TEXT, at, words)
    assert "\n".join(lines) in changed
    found = find(root_of(changed), at)
    assert found is not None
    assert data(found) == words


def test_an_empty_list_takes_its_key_along() -> None:
    """No words: no key."""
    assert "sources" not in set_words(TEXT, ("sources",), [])


def test_an_item_is_put_where_it_is_wanted() -> None:
    """Before another, at the end, into a list that is missing, into one in brackets, below a bare key."""
    assert "  - rest: 5 s\n  - {exercise: curl" in add_item(TEXT, ("steps",), ["rest: 5 s"], 1)
    assert "# breathe\n  - exercise: a\n    side: both\n" in add_item(
        TEXT, ("steps",), ["exercise: a", "side: both"]
    )
    assert 'rules:\n  - when: {pain: ">3"}\n' in add_item(TEXT, ("rules",), ['when: {pain: ">3"}'])
    assert "body:\n  - hand\n  - wrist   # parts\n  - palm\n" in add_item(TEXT, ("body",), ["palm"])
    assert held(add_item("a: 1\nsteps:\n", ("steps",), ["rest: 5 s"])) == {
        "a": "1",
        "steps": [{"rest": "5 s"}],
    }


def test_an_item_moves_with_the_comments_above_it() -> None:
    """Order changes, nothing else: the same lines are all still there."""
    changed = move_item(TEXT, ("steps",), 2, 0)
    steps = find(root_of(changed), ("steps",))
    assert steps is not None
    assert data(steps) == [
        {"rest": "10 s"},
        {"exercise": "wave", "side": "each", "hold": "5 s"},
        {"exercise": "curl", "reps": "3"},
    ]
    assert sorted(changed.split("\n")) == sorted(TEXT.split("\n"))


@pytest.mark.parametrize(
    ("text", "at"),
    [("a: [", ("a",)), ("a: {b: 1}\n", ("a",)), ("a: [1]\n", ("a", 3)), ("- 1\n", ("a",))],
)
def test_what_cannot_be_changed_is_refused(text: str, at: Place) -> None:
    """A broken text, a record, an item that is not there: an error, and no new text."""
    with pytest.raises(EditError):
        set_value(text, at, "x")


def test_moving_what_is_not_there_is_refused() -> None:
    """Neither an item too many nor a list in brackets moves."""
    with pytest.raises(EditError):
        move_item(TEXT, ("steps",), 0, 9)
    with pytest.raises(EditError):
        move_item(TEXT, ("body",), 0, 1)


def test_a_block_is_written_in_the_place_of_another() -> None:
    """The lines below a key are new; everything else is as it was; a missing key comes last."""
    changed = set_lines(TEXT, "evidence", ["label: may help", "note: One study."])
    assert changed == TEXT.replace("  label: untested\n", "  label: may help\n  note: One study.\n")
    assert set_lines(TEXT, "motion", ["figure: hand"]) == TEXT + "motion:\n  figure: hand\n"
    assert "body:\n  - palm\nsources:" in set_lines(TEXT, "body", ["- palm"])
    with pytest.raises(EditError):
        set_lines("- 1\n", "a", ["b"])
