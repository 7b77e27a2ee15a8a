"""A bundle that somebody has sent, opened with care: nothing is believed, and nothing is written to disk.

Refused: names that lead out of the folder, links, devices, encrypted or strangely packed files, files that
come to more than they say, too many or too large files, files without an entry in the manifest or with
another hash, pictures that are none, drawings that run or fetch something.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from coach.bundle import as_text
from coach.bundle.contents import (
    LARGEST_MANIFEST,
    LARGEST_TEXT,
    MANIFEST,
    MOST_BYTES,
    MOST_FILES,
    MOST_UNPACKED,
    SIGNATURE,
    BundleError,
    Manifest,
    is_safe,
    largest,
)
from coach.routine import pictures
from coach.routine.pictures import PICTURES, suffix

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_AGAIN: Final = "Nothing was installed. Ask whoever sent it to make it again with `coach bundle`."
_METHODS: Final = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
_ENCRYPTED: Final = 0x1


@dataclass(frozen=True, slots=True)
class Bundle:
    """What a bundle holds, every file checked against the manifest. `signature` is empty if it has none."""

    manifest: Manifest
    files: Mapping[str, bytes]
    manifest_bytes: bytes
    signature: bytes = b""


def read(path: Path) -> Bundle:
    """Open a bundle, or the text of one. Raises BundleError for anything that is wrong with it."""
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise BundleError(f"`{path.name}` is too large.", _AGAIN)
        content = path.read_bytes()
        if content.lstrip().startswith(as_text.PREFIX.encode()):
            content = as_text.from_text(content.decode("ascii", errors="replace"))
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _opened(archive, len(content))
    except zipfile.BadZipFile:
        raise BundleError(f"`{path.name}` is not a bundle of Coach.", _AGAIN) from None
    except (zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OverflowError):
        raise BundleError(f"`{path.name}` is damaged.", _AGAIN) from None
    except OSError as error:
        raise BundleError(f"`{path.name}` cannot be read: {error.strerror or error}.", "") from error


def _opened(archive: zipfile.ZipFile, size: int) -> Bundle:
    entries = archive.infolist()
    _check_entries(entries, size)
    by_name = {entry.filename: entry for entry in entries}
    if MANIFEST not in by_name:
        raise BundleError("There is no manifest in it.", _AGAIN)
    said = _content(archive, by_name.pop(MANIFEST), LARGEST_MANIFEST)
    signed = by_name.pop(SIGNATURE, None)
    signature = _content(archive, signed, LARGEST_MANIFEST) if signed else b""
    manifest = Manifest.read(said)
    listed = {item.path: item for item in manifest.items}
    if len(listed) != len(manifest.items) or set(listed) != set(by_name):
        raise BundleError("Its files are not those that its manifest lists.", _AGAIN)
    files: dict[str, bytes] = {}
    for name, entry in by_name.items():
        content = _content(archive, entry, largest(name))
        if not listed[name].matches(content):
            raise BundleError(f"`{name}` is not as it was when the bundle was made.", _AGAIN)
        if suffix(name) in PICTURES and (wrong := pictures.trouble(name, content)):
            raise BundleError(f"The picture `{name}` {wrong}.", _AGAIN)
        files[name] = content
    return Bundle(manifest, files, said, signature)


def _check_entries(entries: list[zipfile.ZipInfo], size: int) -> None:
    if len(entries) > MOST_FILES:
        raise BundleError(f"It holds more than {MOST_FILES} files.", _AGAIN)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MOST_BYTES:
        raise BundleError("Its files come to more than 64 MiB.", _AGAIN)
    if unpacked > LARGEST_TEXT and unpacked > MOST_UNPACKED * size:
        raise BundleError("It holds little, and would become very much.", _AGAIN)
    folded = [entry.filename.casefold() for entry in entries]
    if len(set(folded)) != len(folded):
        raise BundleError("Two of its files have the same name.", _AGAIN)
    for entry in entries:
        name, mode = entry.filename, entry.external_attr >> 16
        if name not in {MANIFEST, SIGNATURE} and not is_safe(name):
            raise BundleError(f"A file in it has a name that is not allowed: `{name[:80]}`.", _AGAIN)
        if mode and not stat.S_ISREG(mode) and stat.S_IFMT(mode):
            raise BundleError(f"`{name[:80]}` is a link or no ordinary file.", _AGAIN)
        if entry.flag_bits & _ENCRYPTED or entry.compress_type not in _METHODS:
            raise BundleError(f"`{name[:80]}` is packed in a way that Coach does not open.", _AGAIN)


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """A file's bytes; never more are unpacked than it may have."""
    if entry.file_size > most:
        raise BundleError(f"`{entry.filename[:80]}` is too large.", _AGAIN)
    with archive.open(entry) as file:
        content = file.read(most + 1)
    if len(content) != entry.file_size:
        raise BundleError(f"`{entry.filename[:80]}` is not as large as it says.", _AGAIN)
    return content
