"""Write the golden timeline of every bundled routine, and the ledger of doses and of what is for whom.

`python -m tools.golden`; then read the difference.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from coach import paths
from coach.routine.library import Folder, Library
from coach.routine.printing import printed

if TYPE_CHECKING:
    from collections.abc import Mapping

TESTS = Path(__file__).parents[1] / "tests"
GOLDEN = TESTS / "routine" / "golden"
LEDGER = TESTS / "ledger.txt"
DOSE = (
    *("basis", "hold", "reps", "sets", "rest", "rest_between_sets", "tempo", "duration"),
    *("per_day", "per_week", "days"),
)
WHOM = ("avoid_if", "ask_first_if", "instead", "only_if")


def ledger(folder: Path) -> str:
    """A line for each exercise: its dose, whom it is not for. And one for what each condition hides."""
    lines: list[str] = []
    for path in sorted((folder / "exercises").rglob("*.yaml"), key=lambda path: path.stem):
        each = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506  # texts only
        told = {**{key: each["dose"].get(key) for key in DOSE}, **{key: each.get(key) for key in WHOM}}
        lines.append(f"{each['id']}:{_said(told)}")
    conditions = yaml.load((folder / "conditions.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506
    lines += [f"{tag}:{_said(each.get('hides', {}))}" for tag, each in conditions["conditions"].items()]
    return "\n".join(lines) + "\n"


def _said(values: Mapping[str, object]) -> str:
    return "".join(f" {key}={value}".replace("'", "") for key, value in values.items() if value)


def main() -> None:
    """Write all of them, and take away those of routines that are gone."""
    library = Library.read([Folder(paths.bundled_routines(), "bundled")])
    timelines = {identity: library.timelines(identity) for identity in library.routines}
    texts = {GOLDEN / f"{identity}.txt": printed(*each) for identity, each in timelines.items()}
    texts[LEDGER] = ledger(paths.bundled_routines())
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
