"""What a bundle holds: files with their hashes, listed in a manifest. The bounds of what is accepted."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from typing import Any, Final

from coach.errors import CoachError
from coach.routine import pictures
from coach.routine.pictures import PICTURES, suffix

FORM: Final = 1
"""The version of the bundle's form; a newer one is refused."""
SUFFIX: Final = ".coach"
MANIFEST: Final = "manifest.json"
SIGNATURE: Final = "signature.json"
MOST_FILES: Final = 500
MOST_BYTES: Final = 64 * 1024 * 1024
"""All files together, unpacked."""
MOST_UNPACKED: Final = 50
"""Times its own size that a bundle unpacks to, beyond the first mebibyte. Texts pack to about a tenth."""
LARGEST_TEXT: Final = 1024 * 1024
LARGEST_MANIFEST: Final = 1024 * 1024
TEXTS: Final = frozenset((".yaml", ".yml"))
_NAME: Final = re.compile(r"(?:[a-z0-9][a-z0-9._-]{0,79}/){0,2}[a-z0-9][a-z0-9._-]{0,79}", re.IGNORECASE)
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)", re.IGNORECASE)
"""Names that Windows keeps for devices."""
_WRONG_FORM: Final = "This bundle's manifest is not one that Coach reads."


class BundleError(CoachError):
    """A bundle that is not put in place: what is wrong with it, in a kind sentence, and what to do."""


@dataclass(frozen=True, slots=True)
class Item:
    """One file of a bundle. `path` is relative, with forward slashes; `id` and `type` are a document's."""

    path: str
    sha256: str
    size: int
    type: str = ""
    id: str = ""
    title: str = ""

    @classmethod
    def of(cls, path: str, content: bytes, kind: str = "", identity: str = "", title: str = "") -> Item:
        """The entry for a file with this content."""
        return cls(path, hashlib.sha256(content).hexdigest(), len(content), kind, identity, title)

    def in_words(self) -> str:
        """What it is, for whoever looks into the bundle."""
        return f"{self.type} `{self.id}`, {self.title}" if self.id else self.path

    def matches(self, content: bytes) -> bool:
        """Whether a content is the one that the manifest speaks of."""
        return len(content) == self.size and hashlib.sha256(content).hexdigest() == self.sha256


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle says about itself. `name` is also that of the folder it is put into."""

    name: str
    title: str
    author: str
    made_by: str
    items: tuple[Item, ...]

    def as_bytes(self) -> bytes:
        """The manifest as it stands in the bundle, and as it is signed."""
        said = {"coach_bundle": FORM, **asdict(self)}
        return json.dumps(said, indent=1, ensure_ascii=False, sort_keys=True).encode()

    @classmethod
    def read(cls, content: bytes) -> Manifest:
        """The manifest in a bundle. Raises BundleError for anything else."""
        try:
            said: dict[str, Any] = json.loads(content)
            form = int(said["coach_bundle"])
            items = [Item(**item) for item in said["items"]]
            made = cls(said["name"], said["title"], said["author"], said["made_by"], tuple(items))
            texts: tuple[str, ...] = (made.name, made.title, made.author, made.made_by)
            texts += tuple(
                text for each in items for text in (each.path, each.sha256, each.type, each.id, each.title)
            )
            right = all(isinstance(text, str) for text in texts) and all(
                isinstance(each.size, int) for each in items
            )
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            raise BundleError(_WRONG_FORM, "Ask for it to be made again.") from None
        if form > FORM:
            raise BundleError("This bundle was made by a newer Coach.", "Update Coach to use it.")
        if not right or not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", made.name[:100]):
            raise BundleError(_WRONG_FORM, "Ask for it to be made again.")
        return made


def is_safe(path: str) -> bool:
    """Whether a path stays within the bundle's folder on every system, and is that of a text or a picture."""
    parts = path.split("/")
    dots = any(part.endswith(".") or ".." in part or _RESERVED.match(part) for part in parts)
    return bool(_NAME.fullmatch(path)) and not dots and suffix(path) in TEXTS | PICTURES


def largest(path: str) -> int:
    """How many bytes a file of this name may have."""
    return pictures.largest(path) if suffix(path) in PICTURES else LARGEST_TEXT
