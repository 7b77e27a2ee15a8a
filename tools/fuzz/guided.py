"""What atheris finds: cases that reach lines which no case before has reached.

`python -m tools.fuzz.guided NAME SECONDS FOLDER`: a process of its own, for libFuzzer ends the one it is in.
Coach is loaded with a counter at every branch here, which takes longer: what seems slow is only kept, to be
measured again without.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris  # type: ignore[import-untyped,import-not-found,unused-ignore]  # installed only to fuzz

with atheris.instrument_imports(include=["coach", "yaml"], exclude=["coach.ui", "coach.desktop"]):
    from tools.fuzz.findings import Findings
    from tools.fuzz.targets import LARGEST, TARGETS, feed, seeds


def main(name: str, seconds: str, folder: str) -> None:
    """Feed one reader for so long; findings and what is worth keeping go to the folder. Does not return."""
    corpus = Path(folder) / "corpus" / name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(name)):
        (corpus / f"seed-{number}").write_bytes(seed[:LARGEST])
    findings = Findings(Path(folder), name)

    def one(content: bytes) -> None:
        took = findings.of(content, feed)
        if took > TARGETS[name].longest:
            findings.keep("slow", content, took)

    found = Path(folder) / "found" / name
    found.mkdir(parents=True, exist_ok=True)
    options = [f"-max_total_time={seconds}", f"-max_len={LARGEST}", "-timeout=60", "-rss_limit_mb=2000"]
    atheris.Setup([sys.argv[0], *options, f"-artifact_prefix={found}/", str(corpus)], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
