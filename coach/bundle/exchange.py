"""Routines for somebody else, and those of somebody else put in place: one set of rules for all who ask."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from coach import paths
from coach.bundle import as_text, installing, packing, reading, signing
from coach.bundle.contents import BundleError
from coach.errors import CoachError
from coach.routine.lint import drafts
from coach.routine.source import Source, decode

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from coach.bundle.contents import Manifest
    from coach.bundle.packing import Held
    from coach.bundle.reading import Bundle
    from coach.bundle.signing import Signer
    from coach.routine.library import Library


def keys() -> Path:
    """The folder of the person's own key and of the keys they know."""
    return paths.data_dir() / "keys"


@dataclass(frozen=True, slots=True)
class Parcel:
    """Documents with all that they need and that does not come with Coach, ready to be packed."""

    taken: dict[str, Held]
    poses: tuple[Path, ...]

    @classmethod
    def of(cls, ids: Sequence[str], library: Library) -> Parcel:
        """What has to go along with documents of the person's own.

        Raises:
            BundleError: There is no such document, it comes with Coach, or a file cannot be read.
        """
        taken = packing.needed(ids, _own(library), library.origins)
        folders = {each.path.parent for each in taken.values()} | {paths.own_routines()}
        poses = sorted({pose for folder in folders for pose in (folder / "poses").glob("*.yaml")})
        return cls(taken, tuple(poses))

    @property
    def drafts(self) -> str:
        """Which of the files still have places marked as guessed or not understood, in a line; empty if none.

        A document that allows this, with a reason, is none of them.
        """
        contents = {
            each.path: each.content
            for each in self.taken.values()
            if drafts.CODE not in {allowance.allow for allowance in each.document.lint}
        } | {path: path.read_bytes() for path in self.poses}
        sources = (decode(path, content) for path, content in contents.items())
        found = (drafts.unfinished(each) for each in sources if isinstance(each, Source))
        return drafts.in_a_line(filter(None, found))

    def packed(self, author: str = "", *, is_signed: bool = False) -> tuple[Manifest, bytes]:
        """The manifest and the bytes of the bundle; `author` stands in for the name in the first file.

        Signed with the person's own key, which is made at the first time.

        Raises:
            BundleError: A picture is none, it is too much, or there is no name for the signature.
        """
        manifest, content = packing.packed(self.taken, self.poses, author)
        if not is_signed:
            return manifest, content
        if not manifest.author:
            raise BundleError("A signature needs a name.", "Say your name, or write `author:` into the file.")
        return packing.packed(self.taken, self.poses, author, lambda said: signing.sign(said, keys()))


@dataclass(frozen=True, slots=True)
class Offer:
    """A bundle that has been opened, whose it is, and what it would add and replace. Nothing is done yet."""

    bundle: Bundle
    signer: Signer
    placings: tuple[installing.Placing, ...]
    folder: Path

    @classmethod
    def of(cls, path: Path, library: Library) -> Offer:
        """Look into a bundle.

        Raises:
            BundleError: Anything is wrong with it, or with its signature.
        """
        bundle = reading.read(path)
        signer = signing.signer(bundle.manifest_bytes, bundle.signature, bundle.manifest.author, keys())
        folder = paths.own_routines()
        with_coach = {name for name, origin in library.origins.items() if origin == "bundled"}
        placings = installing.plan(bundle, folder, _own(library), with_coach)
        return cls(bundle, signer, tuple(placings), folder)

    @property
    def replaces(self) -> bool:
        """Whether something of the person's own would be replaced."""
        return any(each.deed == "replace" for each in self.placings)

    @property
    def is_known(self) -> bool:
        """Whether the person has all of it already."""
        return all(each.deed == "same" for each in self.placings)

    def install(self) -> tuple[Path, ...]:
        """Put it in place, once the person has agreed, and know the signer from now on; the files written.

        Raises:
            CoachError: Not everything could be written; what was written stays.
        """
        try:
            written = installing.install(self.bundle, self.placings)
            signing.remember(self.signer, keys())
        except OSError as error:
            raise CoachError(f"Not everything could be written: {error.strerror or error}.") from error
        return tuple(written)


def _own(library: Library) -> dict[str, Held]:
    """The documents that do not come with Coach."""
    bundled = paths.bundled_routines().resolve()
    try:
        return packing.held(path for path in library.files if bundled not in path.resolve().parents)
    except OSError as error:
        raise BundleError(
            f"{error.filename} cannot be read: {error.strerror or error}.", "Have Coach read the files again."
        ) from error


def code(identity: str, library: Library) -> str:
    """The text of one document's bundle, for a code on paper.

    Raises:
        BundleError: It comes with Coach or is not there, or there is too much of it for a code.
    """
    parcel = Parcel.of([identity], library)
    return as_text.to_text(parcel.packed()[1])


def code_of(identity: str, library: Library) -> Callable[[], str] | None:
    """What makes that text when it is wanted; None for what comes with Coach, which everybody has."""
    return None if library.origins.get(identity) == "bundled" else partial(code, identity, library)
