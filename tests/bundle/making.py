"""Bundles for tests: good ones, and ones that somebody has tampered with."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING, Any

from coach.bundle.contents import MANIFEST, Item, Manifest
from coach.bundle.packing import held, needed, packed
from tests.routine.texts import exercise, routine, write

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><g><path d="M0 0"/><use href="#a"/></g></svg>'


def own_files(folder: Path) -> Path:
    """A routine of one's own with two exercises, one easier than the other, a picture and a pose file."""
    return write(
        folder,
        {
            "session.yaml": routine(
                "- block: A\n  steps: [{exercise: wave}]\n- exercise: coachs-own", author="{name: Anna}"
            ),
            "deep/wave.yaml": exercise(picture="wave.png", easier="{id: gentle}", dose="{reps: 3}"),
            "deep/wave.png": PNG,
            "gentle.yaml": exercise("gentle", picture="gentle.svg"),
            "gentle.svg": SVG,
            "poses/hand.yaml": "coach: 1\ntype: poses\nfigure: hand\nposes: {}\n",
            "other.yaml": exercise("other"),
        },
    )


def a_bundle(folder: Path, sign: Callable[[bytes], bytes] | None = None, author: str = "") -> Path:
    """The bundle of that routine."""
    own = held(sorted(own_files(folder / "own").rglob("*.yaml")))
    taken = needed(["session"], own, {"coachs-own"})
    _, content = packed(taken, [folder / "own" / "poses" / "hand.yaml"], author, sign)
    path = folder / "session.coach"
    path.write_bytes(content)
    return path


def zipped(path: Path, files: Mapping[str, bytes], manifest: bytes | None = None, **entry: Any) -> Path:
    """A bundle of just these files, with a manifest that fits them; `entry` sets fields of every entry."""
    items = tuple(Item.of(name, content) for name, content in files.items())
    said = Manifest("made", "Made", "", "Coach", items).as_bytes() if manifest is None else manifest
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {MANIFEST: said, **files}.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            for key, value in entry.items() if name != MANIFEST else ():
                setattr(info, key, value)
            archive.writestr(info, content)
    return path


def changed(manifest: bytes, **said: Any) -> bytes:
    """A manifest with some of its keys said otherwise."""
    return json.dumps({**json.loads(manifest), **said}).encode()
