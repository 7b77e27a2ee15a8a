"""Feed files, bundles and pasted texts with nonsense: `python -m tools.fuzz [NAME …] [--engine atheris]`.

What is looked for: an exception that is not one of ours, and a case of up to 20 KB that takes longer than
50 ms of processor time (a pasted text: 400 ms). hypothesis makes cases from what is known to break things;
atheris follows the code into its corners. What is found stands in `build/fuzz/found`, and `--again FILE …`
tries cases once more.
"""

from __future__ import annotations

import argparse
import importlib.util
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

from hypothesis import HealthCheck, given, settings

from tools.fuzz.findings import Findings
from tools.fuzz.made import cases
from tools.fuzz.targets import TARGETS, feed

ROUND: Final = 50
"""Cases between two looks at the clock."""
MISSING: Final = """\
atheris is not there. It is no part of Coach's own tools, for it exists for Linux and a few Pythons only:
    uv pip install atheris
or leave `--engine atheris` out."""


def main() -> int:
    """Feed what is asked for; 1 if something was found."""
    parser = argparse.ArgumentParser(prog="python -m tools.fuzz", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*TARGETS, []], help="which readers; left out: all")
    parser.add_argument("--minutes", type=float, default=10.0, help="for each reader")
    parser.add_argument("--engine", choices=("hypothesis", "atheris"), default="hypothesis")
    parser.add_argument("--folder", type=Path, default=Path("build/fuzz"), help="where findings are kept")
    parser.add_argument(
        "--again", type=Path, nargs="+", metavar="FILE", help="only try these cases of one reader"
    )
    options = parser.parse_args()
    if options.engine == "atheris" and importlib.util.find_spec("atheris") is None:
        parser.exit(2, f"{MISSING}\n")
    found = False
    for name in options.names or TARGETS:
        findings = Findings(options.folder, name)
        if options.again:
            _try_again(findings, options.again)
        elif options.engine == "atheris":
            guided = ["-m", "tools.fuzz.guided", name, str(round(options.minutes * 60)), str(options.folder)]
            subprocess.run([sys.executable, *guided], check=False)
            # Without the counters: all that was worth keeping, and what was found.
            kept = [options.folder / each / name for each in ("corpus", "found")]
            _try_again(findings, [each for folder in kept if folder.is_dir() for each in folder.iterdir()])
        else:
            _make(findings, name, options.minutes * 60)
        print(
            f"{name:8} {findings.count:8} cases, the slowest took {findings.slowest * 1000:.0f} ms",
            flush=True,
        )
        for label in findings.labels:
            found = True
            print(f"    {label}", flush=True)
    return int(found)


def _try(findings: Findings, content: bytes) -> None:
    took = findings.of(content, feed)
    if took > TARGETS[findings.name].longest:
        findings.keep("slow", content, took)


def _try_again(findings: Findings, files: list[Path]) -> None:
    for each in files:
        if each.suffix != ".txt":
            _try(findings, each.read_bytes())


def _make(findings: Findings, name: str, seconds: float) -> None:
    @settings(max_examples=ROUND, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(cases(name))
    def several(content: bytes) -> None:
        _try(findings, content)

    end = time.monotonic() + seconds
    while time.monotonic() < end:
        several()


if __name__ == "__main__":
    sys.exit(main())
