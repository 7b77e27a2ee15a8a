"""What fuzzing found once, and the good cases that it begins with: `tools/fuzz` says what is looked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tools.fuzz.findings import Findings
from tools.fuzz.made import cases
from tools.fuzz.targets import TARGETS, feed, seeds

FUZZED = Path(__file__).with_name("fuzzed")
FOUND = sorted(path.relative_to(FUZZED) for path in FUZZED.glob("*/*"))
SLACK = 4
"""A computer that runs other tests at the same time takes longer; what was slow took many times as long."""


@pytest.mark.parametrize("path", FOUND, ids=str)
def test_what_was_found_once_goes_well(path: Path) -> None:
    """No exception, nothing wrong with what comes of it, and in time."""
    name = path.parts[0]
    assert feed(name, (FUZZED / path).read_bytes()) < SLACK * TARGETS[name].longest


@pytest.mark.parametrize("name", TARGETS)
def test_good_cases_go_well(name: str) -> None:
    """What fuzzing begins with is read without a finding."""
    for seed in seeds(name):
        feed(name, seed)


@pytest.mark.parametrize("name", TARGETS)
def test_a_little_nonsense_goes_well(name: str) -> None:
    """A taste of what `python -m tools.fuzz` does for minutes."""

    @settings(max_examples=10, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(cases(name))
    def several(content: bytes) -> None:
        feed(name, content)

    several()


def test_a_finding_is_kept_once_with_its_smallest_case(tmp_path: Path) -> None:
    """Cases that fail at the same place are one finding; the smallest is kept, with what it did."""

    def fails(_name: str, content: bytes) -> float:
        if b"x" in content:
            raise ValueError("There is an x.")
        return 0.01

    findings = Findings(tmp_path, "files")
    for content in (b"good", b"xxxx", b"x", b"xx"):
        findings.of(content, fails)
    assert findings.labels == ["ValueError-here"]
    assert (tmp_path / "found" / "files" / "ValueError-here").read_bytes() == b"x"
    assert "There is an x." in (tmp_path / "found" / "files" / "ValueError-here.txt").read_text()
    assert (findings.count, findings.slowest) == (4, 0.01)
