"""What is fed, and what is looked for: exceptions that are not ours, and cases that take too long."""

from __future__ import annotations

import contextlib
import io
import re
import signal
import tempfile
import time
import zipfile
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coach import paths
from coach.author.trial import tried
from coach.bundle import installing, reading, signing
from coach.bundle.contents import MANIFEST, SIGNATURE, BundleError, Item, Manifest
from coach.figure.check import check_all
from coach.routine import imported, paste_sheet, quickfix
from coach.routine.fmt import UnreadableError, formatted
from coach.routine.library import Folder, Library, read_text
from coach.routine.migrate import migrated
from coach.routine.source import Source, decode
from tests.bundle.making import PNG, SVG
from tests.routine.test_paste import TABLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LARGEST: Final = 20_000
HANGS: Final = 5.0
"""Seconds of processor time after which a case is given up."""
AGAIN: Final = 4
"""Times that a slow case is tried again; its shortest time counts, for the computer does other things too."""

_library = Library.read([Folder(paths.bundled_routines(), "bundled")], pages=paths.pages())
_here = Path("x.yaml")
_names = count()


class Fault(Exception):  # noqa: N818 - a finding, not an error of ours
    """A case that went wrong without an exception."""


@dataclass(frozen=True, slots=True)
class Target:
    """A reader. `timed` is what a person waits for; `after` is what else is done with what was read.

    `longest` are the seconds of processor time that a case of up to `LARGEST` bytes may take, on a computer
    with nothing else to do.
    """

    timed: Callable[[bytes], object]
    after: Callable[[bytes], object] = len
    longest: float = 0.05


def feed(name: str, content: bytes) -> float:
    """Give a case to a reader; the seconds of processor time that it took. Raises whatever goes wrong.

    Raises:
        TimeoutError: The case was given up.
    """
    target, content = TARGETS[name], content[:LARGEST]
    with _given_up_at(HANGS):
        took = _seconds(target, content)
        for _ in range(AGAIN if took > target.longest else 0):
            took = min(took, _seconds(target, content))
    with _given_up_at(HANGS):
        target.after(content)
    return took


def _seconds(target: Target, content: bytes) -> float:
    begin = time.process_time()
    target.timed(content)
    return time.process_time() - begin


@contextlib.contextmanager
def _given_up_at(seconds: float) -> Iterator[None]:
    """A TimeoutError within, after so much processor time; nothing where the system has no such alarm."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def late(*_: object) -> None:
        raise TimeoutError(f"not done after {seconds:g} s")

    before = signal.signal(signal.SIGVTALRM, late)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


# -- files: exercises, routines, programmes, conditions, poses --------------------------------------------


def _check(content: bytes) -> None:
    """Read and check, as an editor does with every key; under a new name, for what is read last is kept."""
    source = decode(Path(f"{next(_names)}.yaml"), content)
    if isinstance(source, Source):
        check_all(source, _library)


def _use(content: bytes) -> None:
    """Show what was found, mend it, compile it, lay it out."""
    source = decode(_here, content)
    if not isinstance(source, Source):
        return
    for each in check_all(source, _library)[:5]:
        quickfix.mended(source.text, each)
    tried(migrated(source.text), _here, _library)
    with contextlib.suppress(UnreadableError):
        once = formatted(source)
        if formatted(Source(_here, once)) != once:
            raise Fault("laid out once more, the file changes again")


# -- texts that somebody pastes ---------------------------------------------------------------------------


def _read_text(content: bytes) -> paste_sheet.Sheet:
    return paste_sheet.sheet(content.decode(errors="replace"))


_TOO_MUCH: Final = frozenset(("too-many-phases",))


def _use_text(content: bytes) -> None:
    """A pasted text becomes files without errors, which lead to one another."""
    sheet, library = _read_text(content), _library
    imported.told_of(sheet)
    for _, text in imported.files(sheet):
        checked = read_text(text, _here, library)
        library = checked.library
        # Who asks for a thousand repetitions is told that this is too much, as of any file.
        if wrong := [each for each in checked.diagnostics if each.is_error and each.code not in _TOO_MUCH]:
            raise Fault(f"a draft with errors: {wrong[0].code}: {wrong[0].message}")


# -- bundles ----------------------------------------------------------------------------------------------

_folder = Path(tempfile.mkdtemp(prefix="coach-fuzz-"))


def _open(content: bytes) -> None:
    path = _folder / "x.coach"
    path.write_bytes(content)
    with contextlib.suppress(BundleError):
        reading.read(path)


def _plan(content: bytes) -> None:
    """What would be installed, and whether it stays in its folder."""
    path = _folder / "x.coach"
    path.write_bytes(content)
    with contextlib.suppress(BundleError):
        bundle = reading.read(path)
        home = _folder / "own"
        for each in installing.plan(bundle, home, {}, ["wave"]):
            each.in_words()
            if home.resolve() not in each.target.resolve().parents:
                raise Fault(f"{each.target} lies outside")
        signing.signer(bundle.manifest_bytes, bundle.signature, bundle.manifest.author, home)


def zipped(content: bytes) -> bytes:
    """A bundle of what is in the bytes, with a manifest that fits: the way past the first few checks.

    The parts stand one after another, each in front of a line `--- MODE NAME`; the first may be the manifest.
    """
    parts: dict[str, tuple[int, bytes]] = {}
    for part in content.split(b"\n--- ")[:30]:
        head, _, body = part.removeprefix(b"--- ").partition(b"\n")
        mode, _, name = head.decode(errors="replace").partition(" ")
        bits = int(mode, 8) & 0o177777 if re.fullmatch("[0-7]{1,6}", mode) else 0
        parts[name[:200] or "x.yaml"] = bits, body
    items = [Item.of(name, body) for name, (_, body) in parts.items() if name not in {MANIFEST, SIGNATURE}]
    said = {MANIFEST: (0, Manifest("made", "Made", "", "Coach", tuple(items)).as_bytes())}
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, (bits, body) in {**said, **parts}.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = bits << 16
            archive.writestr(entry, body)
    return written.getvalue()


TARGETS: Final = {
    "files": Target(_check, _use),
    # Forty patterns are tried on each word: a page of 3,000 letters takes 30 ms, two pages twice as long.
    "texts": Target(_read_text, _use_text, longest=0.4),
    "bundles": Target(_open, _plan),
    "packed": Target(lambda content: _open(zipped(content)), lambda content: _plan(zipped(content))),
}


_SMALL: Final = 4_000
"""Bytes of a good file to begin with: small ones are changed and tried more often."""


@cache
def seeds(name: str) -> list[bytes]:
    """Good cases to begin with."""
    if name == "files":
        found = [path.read_bytes() for path in sorted(paths.bundled_routines().rglob("*.yaml"))]
        return [each for each in found if len(each) < _SMALL][::4] + [each[:_SMALL] for each in found[-12:]]
    if name == "texts":
        texts = [row[0] for row in TABLE]
        return [each.encode() for each in (*texts, "\n\n".join(texts), "\n- ".join(["", *texts[:30]]))]
    exercise = seeds("files")[0]
    files = {"session.yaml": exercise, "wave.png": PNG, "gentle.svg": SVG, "poses/hand.yaml": b"coach: 1\n"}
    parts = [f"--- 100644 {name}\n".encode() + body for name, body in files.items()]
    cases = [*parts, b"\n".join(parts), b"--- 0 manifest.json\n{}", b"--- 0 signature.json\n{}"]
    return cases if name == "packed" else [zipped(each) for each in cases]


for _each in TARGETS:  # what is loaded at first use is not the fault of the case that comes first
    for _seed in seeds(_each):
        TARGETS[_each].timed(_seed)
