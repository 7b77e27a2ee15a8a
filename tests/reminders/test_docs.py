"""The guide says what is so."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from coach.cli import main as cli
from coach.reminders.chosen import KINDS, read
from coach.reminders.lengths import in_words
from coach.reminders.rule import PURPOSES, Manner, Purpose

GUIDE = (Path(__file__).parents[2] / "docs" / "reminders.md").read_text("utf-8")


def test_the_example_of_the_settings_file_is_understood() -> None:
    """All of it is read, without a complaint, and every way of coming is named in it."""
    block = re.search(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
    assert block is not None
    chosen, problems = read(tomllib.loads(block[1]))
    assert problems == ()
    assert [rule.id for rule in chosen.reminders.rules] == ["lunch-walk"]
    assert all(f"\n{name} = " in block[1] for name in Manner.__dataclass_fields__)


@pytest.mark.parametrize("purpose", Purpose)
def test_the_usual_pauses_are_those_of_the_rules(purpose: Purpose) -> None:
    """The table of purposes has each with what it usually is."""
    bounds = PURPOSES[purpose]
    usual = f"{in_words(bounds.length.usual)} after {in_words(bounds.every.usual)}"
    assert re.search(rf"\| `{purpose}` \|.*\| {usual} \|", GUIDE)


def test_every_kind_of_rule_and_every_command_is_there() -> None:
    """Nothing that can be chosen or typed is missing."""
    assert all(f"| `{kind}` |" in GUIDE for kind in KINDS)
    what = (
        "list",
        "on",
        "off",
        "next",
        "why",
        "add",
        "edit",
        "remove",
        "profile",
        "pause",
        "resume",
        "import",
    )
    assert all(re.search(rf"coach remind .*\b{one}\b", GUIDE) for one in what)
    assert {"remind", "writing"} <= set(cli.COMMANDS)
