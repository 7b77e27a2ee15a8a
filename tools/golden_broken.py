"""Write what is said about every broken file: `python -m tools.golden_broken`; then read the difference."""

from __future__ import annotations

from coach.routine import report
from tests.routine.test_broken import BROKEN, NAMES, found


def main() -> None:
    """Write all messages, and take away those of files that are gone."""
    for gone in (path for path in BROKEN.glob("*.txt") if path.stem not in NAMES):
        gone.unlink()
        print(f"gone    {gone.name}")
    for name in NAMES:
        path, text = BROKEN / f"{name}.txt", report.as_text(found(name))
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(f"written {path.name}")


if __name__ == "__main__":
    main()
