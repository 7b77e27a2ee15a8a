"""What the authors' guide shows is what Coach does."""

from __future__ import annotations

import re
from pathlib import Path

from coach import cli
from coach.routine.codes import MEANINGS
from coach.routine.schema import NAME

GUIDE = (Path(__file__).parents[1] / "docs" / "authoring.md").read_text(encoding="utf-8")


def test_every_command_in_the_guide_exists() -> None:
    """No command is shown that the program does not have."""
    shown = set(re.findall(r"\bcoach ([a-z]+)\b(?! files)", GUIDE))
    assert shown
    assert shown <= set(cli.COMMANDS)


def test_every_authors_command_stands_in_the_guide() -> None:
    """What an author can do is told."""
    for command in ("new", "check", "explain", "fmt", "diff", "migrate", "schema", "bundle", "install"):
        assert f"coach {command}" in GUIDE


def test_the_guide_names_the_schema_and_real_codes() -> None:
    """The modeline is the one that `coach new` writes, and a silenced code is one that exists."""
    assert f"# yaml-language-server: $schema={NAME}" in GUIDE
    assert set(re.findall(r"allow: ([\w-]+)", GUIDE)) <= set(MEANINGS)
