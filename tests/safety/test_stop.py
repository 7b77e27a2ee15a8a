"""The rule that holds for every exercise, whatever its own file says."""

from __future__ import annotations

import re

from coach import paths
from coach.safety.stop import STOP_RULE


def test_the_stop_rule_is_that_of_the_guidance_page() -> None:
    """What stands under "Stop the exercise at once" on the page of red flags is in it, with its limit."""
    page = (paths.assets() / "learn" / "get-help.md").read_text(encoding="utf-8")
    found = re.search(r"## Stop the exercise at once[^\n]*\n\n((?:- .*\n)+)\n(.*)", page)
    assert found is not None
    listed = re.findall(r"- (?:an? )?(.*)", found[1])
    assert len(listed) == 5
    words = [set(re.findall(r"\w+", sign)) - {"the", "or", "skin"} for sign in listed]
    told = set(re.findall(r"\w+", STOP_RULE.replace("change of", "changes")))
    assert [sign for sign, each in zip(listed, words, strict=True) if not each <= told] == []
    assert "not hurt more than 3 out of 10" in found[2]
    assert "not hurt more than 3 out of 10" in STOP_RULE
