"""Making a bundle: documents, with all that they lead to and that does not come with Coach."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from coach import __version__
from coach.bundle.contents import (
    MANIFEST,
    MOST_BYTES,
    MOST_FILES,
    SIGNATURE,
    BundleError,
    Item,
    Manifest,
    largest,
)
from coach.routine import pictures
from coach.routine.documents import parse
from coach.routine.meant import slug
from coach.routine.model import Block, Exercise, ExerciseStep, Programme, Routine
from coach.routine.pictures import PICTURES, suffix
from coach.routine.reader import read
from coach.routine.source import Source, decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from coach.routine.model import RoutineStep

_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)
"""The time of every file in a bundle, so that the same files make the same bundle."""

Shared = Exercise | Routine | Programme


@dataclass(frozen=True, slots=True)
class Held:
    """A document and the file it stands in."""

    document: Shared
    path: Path
    content: bytes


def held(paths: Iterable[Path]) -> dict[str, Held]:
    """The documents in files, by id; a later file stands in for an earlier one, one with errors for none."""
    found: dict[str, Held] = {}
    for path in paths:
        content = path.read_bytes()
        source = decode(path, content)
        if not isinstance(source, Source):
            continue
        root, wrong = read(source)
        document = parse(source, root)[0] if root is not None and not wrong else None
        if isinstance(document, Shared):
            found[document.id] = Held(document, path, content)
    return found


def needed(wanted: Sequence[str], own: Mapping[str, Held], elsewhere: Iterable[str]) -> dict[str, Held]:
    """What is wanted and all it leads to, from the `own` documents; `elsewhere` are ids that come with Coach.

    Raises BundleError for an id that is neither.
    """
    others, taken, waiting = set(elsewhere), dict[str, Held](), list(wanted)
    while waiting:
        identity = waiting.pop(0)
        if identity in taken:
            continue
        if identity in own:
            taken[identity] = own[identity]
            waiting += _led_to(own[identity].document)
        elif identity not in others:
            raise BundleError(f"There is no `{identity}` to put into the bundle.", "`coach list` lists all.")
        elif identity in wanted:
            raise BundleError(f"`{identity}` comes with Coach; everybody has it.", "Bundle what is your own.")
    return taken


def _led_to(document: Shared) -> Iterator[str]:
    if isinstance(document, Exercise):
        yield from (link.id for link in (document.easier, document.harder) if link and link.id)
        yield from document.instead.values()
    elif isinstance(document, Routine):
        yield from _used(document.steps)
    else:
        for item in document.items:
            yield str(getattr(item, "routine", None) or getattr(item, "exercise", ""))
            if item.then:
                yield item.then


def _used(steps: Iterable[RoutineStep]) -> Iterator[str]:
    for step in steps:
        if isinstance(step, ExerciseStep):
            yield step.exercise
        elif isinstance(step, Block):
            yield from _used(step.steps)


def packed(
    taken: Mapping[str, Held],
    poses: Iterable[Path] = (),
    author: str = "",
    sign: Callable[[bytes], bytes] | None = None,
) -> tuple[Manifest, bytes]:
    """A bundle of these documents, their pictures and pose files: its manifest and its bytes.

    `sign` makes the signature of a manifest. Raises BundleError for pictures that are none, or for too much.
    """
    files: dict[str, bytes] = {}
    items: list[Item] = []
    for identity, each in taken.items():
        document = each.document
        files[f"{identity}.yaml"] = each.content
        items.append(Item.of(f"{identity}.yaml", each.content, document.type, identity, document.title))
        if isinstance(document, Exercise) and document.picture:
            _add_picture(document.picture, each.path.parent / document.picture, files, items)
    for pose in poses:
        files[f"poses/{pose.name}"] = pose.read_bytes()
        items.append(Item.of(f"poses/{pose.name}", files[f"poses/{pose.name}"], "poses"))
    if len(files) > MOST_FILES or sum(map(len, files.values())) > MOST_BYTES:
        raise BundleError("This is too much for one bundle.", "Make several bundles.")
    first = next(iter(taken.values())).document
    name = author or (first.author.name if first.author else "")
    manifest = Manifest(slug(first.id), first.title, name, f"Coach {__version__}", tuple(items))
    said = manifest.as_bytes()
    if sign:
        files = {SIGNATURE: sign(said), **files}
    return manifest, _zipped({MANIFEST: said, **files})


def _add_picture(name: str, path: Path, files: dict[str, bytes], items: list[Item]) -> None:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BundleError(
            f"The picture {path} cannot be read.", "Put it beside the exercise's file."
        ) from error
    if suffix(name) not in PICTURES or len(content) > largest(name):
        raise BundleError(
            f"The picture {path} is no png, jpg, webp or svg, or is over 8 MiB (a drawing: 1).",
            "Make it smaller.",
        )
    if wrong := pictures.trouble(name, content):
        raise BundleError(f"The picture {path} {wrong}.", "Draw or export it anew.")
    if files.get(name, content) != content:
        raise BundleError(f"There are two different pictures called `{name}`.", "Rename one of them.")
    if name not in files:
        files[name] = content
        items.append(Item.of(name, content, "picture"))


def _zipped(files: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return written.getvalue()
