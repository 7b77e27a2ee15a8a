"""Write the golden timeline of every bundled routine: `python -m tools.golden`; then read the difference."""

from __future__ import annotations

from pathlib import Path

from coach import paths
from coach.routine.library import Folder, Library
from coach.routine.printing import printed

GOLDEN = Path(__file__).parents[1] / "tests" / "routine" / "golden"


def main() -> None:
    """Write all of them, and take away those of routines that are gone."""
    library = Library.read([Folder(paths.bundled_routines(), "bundled")])
    timelines = {identity: library.timelines(identity) for identity in library.routines}
    texts = {GOLDEN / f"{identity}.txt": printed(*each) for identity, each in timelines.items()}
    GOLDEN.mkdir(exist_ok=True)
    for gone in set(GOLDEN.iterdir()) - set(texts):
        gone.unlink()
        print(f"gone    {gone.name}")
    for path, text in texts.items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(f"written {path.name}")


if __name__ == "__main__":
    main()
