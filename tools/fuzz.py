"""Feed files, bundles and pasted texts with nonsense: `python -m tools.fuzz [MINUTES] [WHAT …]`.

Each of the three is fed for so many minutes (10, unless said otherwise) with what hypothesis makes: bytes,
texts of the pieces that break things, good files with pieces cut out. What is looked for: an exception that
is not one of ours, and a text of up to 20 KB that takes longer than `LONGEST`. A case that fails is made as
small as possible and printed.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach import paths
from coach.bundle import reading
from coach.bundle.contents import BundleError
from coach.figure.check import check_all
from coach.routine import drafting, paste, quickfix
from coach.routine.fmt import UnreadableError, formatted
from coach.routine.library import Folder, Library
from coach.routine.source import Source, decode
from tests.bundle.making import a_bundle
from tests.routine.test_any_file import PIECES

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST: Final = 0.05
"""Seconds of processor time for a file of 20 KB, on a computer with nothing else to do."""
LARGEST: Final = 20_000
ROUND: Final = 500
"""Cases between two looks at the clock."""

_library = Library.read([Folder(paths.bundled_routines(), "bundled")], pages=paths.pages())
_good = [path.read_text(encoding="utf-8") for path in sorted(paths.bundled_routines().rglob("*.yaml"))[::8]]
_texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=200).map("".join)
for _each in _good:  # what is loaded at first use is not the fault of the file that comes first
    check_all(Source(Path("x.yaml"), _each), _library)
_slowest = {"files": 0.0, "bundles": 0.0, "texts": 0.0}


@st.composite
def _slipped(draw: st.DrawFn) -> str:
    """A good file with a few pieces cut out and something else typed there."""
    text = draw(st.sampled_from(_good))
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(text)))
        typed = draw(st.sampled_from(PIECES) | st.text(max_size=3))
        text = text[:start] + typed + text[start + draw(st.integers(0, 20)) :]
    return text


def _timed(what: str, work: Callable[[], object]) -> None:
    begin = time.process_time()
    work()
    _slowest[what] = max(_slowest[what], time.process_time() - begin)


@given(
    st.binary(max_size=2000) | (_texts | _slipped()).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
def files(content: bytes) -> None:
    """A file is read, checked, mended and laid out."""
    source = decode(Path("x.yaml"), content[:LARGEST])
    if not isinstance(source, Source):
        return
    _timed("files", lambda: check_all(source, _library))
    for each in check_all(source, _library)[:5]:
        quickfix.mended(source.text, each)
    try:
        formatted(source)
    except UnreadableError:
        return


@given(_texts | st.text(max_size=2000))
def texts(text: str) -> None:
    """A pasted text becomes drafts without errors."""
    _timed("texts", lambda: paste.drafts(text[:LARGEST]))
    for draft in paste.drafts(text):
        found = check_all(Source(Path("x.yaml"), drafting.from_draft(draft)), _library)
        if any(each.is_error for each in found):
            raise ValueError(f"A draft with errors: {found}")


_folder = Path(tempfile.mkdtemp(prefix="coach-fuzz-"))
_bundle = a_bundle(_folder).read_bytes()


@given(st.data())
def bundles(data: st.DataObject) -> None:
    """A bundle with bytes changed is opened as it was made, or refused."""
    content = bytearray(_bundle)
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = _folder / "x.coach"
    path.write_bytes(
        content[: data.draw(st.integers(0, len(content)))] if data.draw(st.booleans()) else content
    )

    def opened() -> None:
        try:
            reading.read(path)
        except BundleError:
            return

    _timed("bundles", opened)


KINDS: Final[dict[str, Callable[[], None]]] = {"files": files, "texts": texts, "bundles": bundles}


def main() -> int:
    """Feed them; 1 if something took too long. What fails is raised."""
    given_words = sys.argv[1:]
    minutes = float(given_words[0]) if given_words else 10.0
    for name in given_words[1:] or KINDS:
        feed = settings(
            max_examples=ROUND, deadline=None, suppress_health_check=list(HealthCheck), database=None
        )(KINDS[name])
        end, rounds = time.monotonic() + minutes * 60, 0
        while time.monotonic() < end:
            feed()
            rounds += 1
        print(f"{name:8} {rounds * ROUND:8} cases, the slowest took {_slowest[name] * 1000:.0f} ms")
    return int(max(_slowest.values()) > LONGEST)


if __name__ == "__main__":
    sys.exit(main())
