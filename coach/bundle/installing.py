"""Putting a bundle in place: first a plan that can be shown, then, when the person has agreed, the files.

Nothing is overwritten that the plan does not name, and what is replaced is kept beside the new file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from coach.bundle.contents import TEXTS
from coach.routine.pictures import suffix
from coach.routine.reader import Mapping, Scalar, read
from coach.routine.source import Source, decode
from coach.whole import save

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Mapping as MappingType
    from pathlib import Path

    from coach.bundle.contents import Item
    from coach.bundle.packing import Held
    from coach.bundle.reading import Bundle

KEPT: Final = ".replaced"
"""What is added to the name of a file that was replaced; it is not read as a routine any more."""

Deed = Literal["add", "replace", "same"]


@dataclass(frozen=True, slots=True)
class Placing:
    """One file of a bundle: where it goes, and what happens there. `covers`: its id comes with Coach too."""

    item: Item
    target: Path
    deed: Deed
    covers: bool = False

    def in_words(self) -> str:
        """A line for whoever is asked."""
        extra = " (in place of the one that comes with Coach)" if self.covers else ""
        deeds = {"add": "adds", "replace": "REPLACES", "same": "has already"}
        return f"{deeds[self.deed]} {self.item.in_words()}{extra}"


def plan(
    bundle: Bundle, folder: Path, own: MappingType[str, Held], with_coach: Iterable[str]
) -> list[Placing]:
    """Where each file of a bundle goes within the person's own folder.

    A document whose id the person has already goes where that one stands, and its pictures beside it; all
    others into a folder with the bundle's name. Poses go where poses are looked for.
    """
    others, home = set(with_coach), folder / bundle.manifest.name
    documents: list[Placing] = []
    for item in bundle.manifest.items:
        if item.path.startswith("poses/"):
            target = folder / "poses" / f"{bundle.manifest.name}-{item.path.removeprefix('poses/')}"
        elif suffix(item.path) in TEXTS:
            mine = own.get(item.id) if item.id else None
            inside = mine is not None and folder.resolve() in mine.path.resolve().parents
            target = mine.path if mine is not None and inside else home / item.path
        else:
            continue
        documents.append(_placing(item, target, bundle.files[item.path], covers=item.id in others))
    return [*documents, *_pictures(bundle, home, documents)]


def _pictures(bundle: Bundle, home: Path, documents: Iterable[Placing]) -> Iterator[Placing]:
    """Each picture beside every document that shows it; beside the others, if none does."""
    folders: dict[str, dict[Path, None]] = {}
    for each in documents:
        if shown := _picture_of(bundle.files[each.item.path], each.target):
            folders.setdefault(shown, {})[each.target.parent] = None
    for item in bundle.manifest.items:
        if suffix(item.path) not in TEXTS:
            for folder in folders.get(item.path, {home: None}):
                yield _placing(item, folder / item.path, bundle.files[item.path], covers=False)


def _picture_of(content: bytes, path: Path) -> str:
    source = decode(path, content)
    root = read(source)[0] if isinstance(source, Source) else None
    node = root.values.get("picture") if isinstance(root, Mapping) else None
    return node.text if isinstance(node, Scalar) else ""


def _placing(item: Item, target: Path, content: bytes, *, covers: bool) -> Placing:
    if not target.exists():
        return Placing(item, target, "add", covers)
    same = target.is_file() and target.read_bytes() == content
    return Placing(item, target, "same" if same else "replace", covers)


def install(bundle: Bundle, placings: Iterable[Placing]) -> list[Path]:
    """Carry a plan out; the files written. Raises OSError, with everything written so far in place.

    Pictures come first, so that no document is ever without its picture.
    """
    written = []
    for each in sorted(placings, key=lambda each: suffix(each.item.path) in TEXTS):
        if each.deed == "same":
            continue
        if each.deed == "replace":
            save(each.target.with_name(each.target.name + KEPT), each.target.read_bytes())
        save(each.target, bundle.files[each.item.path])
        written.append(each.target)
    return written
