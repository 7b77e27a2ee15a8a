from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
import yaml

from coach.routine import reader
from coach.routine.reader import Listing, Mapping, Node, Scalar, data, locate, read
from coach.routine.source import Source
from tests.routine.texts import HERE

if TYPE_CHECKING:
    from coach.routine.diagnostics import Diagnostic


def root_of(text: str) -> Node:
    """The root of a text without faults."""
    root, found = read(Source(HERE, text))
    assert root is not None
    assert found == []
    return root


def faults(text: str) -> list[Diagnostic]:
    """What is wrong with the form of a text."""
    return read(Source(HERE, text))[1]


def test_every_scalar_stays_what_was_written() -> None:
    """Nothing becomes a number, a date, a yes or a nothing: the field decides."""
    text = "a: no\nb: 1:30\nc: 010\nd: 2026-11-22\ne: ~\nf: 'x'\ng: [On, {h: 1.50}]\n"
    wanted = {
        "a": "no",
        "b": "1:30",
        "c": "010",
        "d": "2026-11-22",
        "e": "~",
        "f": "x",
        "g": ["On", {"h": "1.50"}],
    }
    assert data(root_of(text)) == wanted


def test_every_node_knows_its_place() -> None:
    """Keys and values have lines and columns from 1, in code points, with an exclusive end."""
    root = root_of("# ä\nä😀: {b: [x, 'yz']}\n")
    assert isinstance(root, Mapping)
    assert root.span.line == 2
    node, key = locate(root, ("ä😀", "b", 1))
    assert isinstance(node, Scalar)
    assert (node.plain, key) == (False, None)
    assert (node.span.line, node.span.column, node.span.end_column) == (2, 13, 17)
    _, key = locate(root, ("ä😀", "b"))
    assert key is not None
    assert (key.span.column, key.span.end_column) == (6, 7)


def test_a_path_that_leads_nowhere_ends_at_the_nearest_node() -> None:
    """A missing key or place gives the last node that exists."""
    root = root_of("a: [1]\n")
    assert isinstance(root, Mapping)
    assert locate(root, ("a", 7, "x"))[0] is root.values["a"]
    assert isinstance(root.values["a"], Listing)
    assert locate(root, ("z",)) == (root, None)


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: &x 1\n", "anchor", 1, 4),
        ("a: *x\n", "alias", 1, 4),
        ("a: !!str 1\n", "tag", 1, 4),
        ("a: !!python/object:os.system [x]\n", "tag", 1, 4),
        ("a: 1\n<<: {b: 2}\n", "merge-key", 2, 1),
        ("a: 1\nb: 2\na: 3\n", "duplicate-key", 3, 1),
        ("[a]: 1\n", "key-not-text", 1, 1),
        ("{a: 1}: 1\n", "key-not-text", 1, 1),
        ("a: 1\n---\nb: 2\n", "several-documents", 2, 1),
        ("", "empty-file", 1, 1),
        ("# only a comment\n", "empty-file", 1, 1),
        ("\ta: 1\n", "tab", 1, 1),
    ],
)
def test_what_yaml_allows_and_routine_files_do_not(text: str, code: str, line: int, column: int) -> None:
    """Each surprise of YAML is refused where it stands."""
    found = faults(text)[0]
    assert (found.code, found.span.line) == (code, line)
    assert found.span.column == column


def test_a_duplicate_key_names_both_places() -> None:
    """The message about a second key tells where the first one is."""
    (found,) = faults("steps: 1\ntitle: x\nsteps: 2\n")
    assert found.span.line == 3
    assert "line 1, column 1" in found.message


def test_all_faults_are_told_at_once() -> None:
    """Reading goes on after a fault that does not hide the rest."""
    assert [each.code for each in faults("a: &x 1\nb: *x\nc: !t [1]\nd: 1\nd: 2\n")] == [
        "anchor",
        "alias",
        "tag",
        "duplicate-key",
    ]


@pytest.mark.parametrize("brackets", ["[" * 1000, "{a: " * 1000, "- " * 1000, "[" * 100_000])
def test_deep_nesting_ends_after_sixteen_levels(brackets: str) -> None:
    """A thousand nested brackets are one message, even on a thread with a small stack."""
    found: list[Diagnostic] = []
    before = threading.stack_size(256 * 1024)
    thread = threading.Thread(target=lambda: found.extend(faults(brackets)))
    thread.start()
    thread.join()
    threading.stack_size(before)
    assert [each.code for each in found] == ["too-deep"]


def test_sixteen_levels_are_enough() -> None:
    """Sixteen levels are read."""
    assert isinstance(root_of("[" * 16 + "]" * 16), Listing)


def test_an_alias_bomb_does_not_go_off() -> None:
    """Aliases are refused, never followed."""
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    found = faults("\n".join(lines))
    assert {each.code for each in found} == {"anchor", "alias", "more-problems"}


def test_without_the_c_library_the_same_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyYAML comes without its C part, the pure parser gives the same nodes and faults."""
    text = "a: [1, {b: 'c'}]\nd: |\n  e\n"
    fast = data(root_of(text))
    monkeypatch.setattr(reader, "_Loader", yaml.SafeLoader)
    assert data(root_of(text)) == fast
    assert [each.code for each in faults("a: 1\n---\nb: 2\n")] == ["several-documents"]
    assert [each.code for each in faults("a: 'x\n")] == ["syntax"]


def test_of_a_file_full_of_mistakes_the_first_hundred_are_told() -> None:
    """There is one cause for all of them; the reader stops, and says that there are more."""
    found = faults("".join(f"a{number}: &b{number} x\n" for number in range(5000)))
    assert [each.code for each in found] == ["anchor"] * reader.MOST_SHOWN + ["more-problems"]
    assert found[-1].span.line == reader.MOST_SHOWN + 1


def test_what_is_done_with_the_messages_stays_with_whoever_does_it() -> None:
    """The same text gives the same messages again."""
    faults("a: &b x\n").clear()
    assert [each.code for each in faults("a: &b x\n")] == ["anchor"]
