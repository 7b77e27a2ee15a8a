from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach import paths
from coach.bundle import signing
from coach.bundle.contents import BundleError
from coach.bundle.exchange import Offer, Parcel, keys
from coach.bundle.signing import Standing
from coach.errors import CoachError
from coach.routine.folders import Folder
from coach.routine.library import Library
from tests.bundle.making import a_bundle, own_files
from tests.routine.texts import exercise, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """An exercise that comes with Coach, and files of the person's own."""
    write(tmp_path / "coach", {"coachs-own.yaml": exercise("coachs-own")})
    monkeypatch.setattr(paths, "bundled_routines", lambda: tmp_path / "coach")
    own_files(paths.own_routines())
    return Library.read([Folder(tmp_path / "coach", "bundled"), Folder(paths.own_routines(), "own")])


def test_a_parcel_holds_all_that_is_needed(library: Library) -> None:
    """The exercises of a routine, their pictures and poses go along; what comes with Coach does not."""
    manifest, _ = Parcel.of(["session"], library).packed()
    assert [item.path for item in manifest.items] == [
        *("session.yaml", "wave.yaml", "wave.png", "gentle.yaml", "gentle.svg", "poses/hand.yaml"),
    ]
    assert manifest.author == "Anna"
    assert not signing.has_key(keys())
    with pytest.raises(BundleError, match="comes with Coach"):
        Parcel.of(["coachs-own"], library)


def test_a_signature_needs_a_name(library: Library) -> None:
    """Without one nothing is signed, and no key is made."""
    parcel = Parcel.of(["other"], library)
    with pytest.raises(BundleError, match="needs a name"):
        parcel.packed(is_signed=True)
    assert not signing.has_key(keys())
    manifest, _ = parcel.packed("Berit", is_signed=True)
    assert manifest.author == "Berit"
    assert signing.has_key(keys())


def test_a_file_that_has_gone_is_told(library: Library) -> None:
    """What was there when the files were read may not be there now."""
    (paths.own_routines() / "other.yaml").unlink()
    with pytest.raises(BundleError, match=r"other\.yaml cannot be read"):
        Parcel.of(["session"], library)


def test_an_offer_does_nothing_until_it_is_taken(tmp_path: Path) -> None:
    """It says what would be added; taken, it is there, and the signer is known the next time."""
    path = a_bundle(tmp_path, lambda said: signing.sign(said, tmp_path / "theirs"))
    offer = Offer.of(path, Library())
    assert offer.signer.standing is Standing.NEW
    assert (offer.replaces, offer.is_known) == (False, False)
    assert not paths.own_routines().exists()
    written = offer.install()
    assert paths.own_routines() / "session" / "session.yaml" in written
    again = Offer.of(path, Library.read([Folder(paths.own_routines(), "own")]))
    assert again.signer.standing is Standing.KNOWN
    assert again.is_known


def test_a_disk_that_takes_nothing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said in a sentence, and nobody is known for it."""
    path = a_bundle(tmp_path, lambda said: signing.sign(said, tmp_path / "theirs"))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("coach.bundle.installing.save", full)
    with pytest.raises(CoachError, match="No space left on device"):
        Offer.of(path, Library()).install()
    assert Offer.of(path, Library()).signer.standing is Standing.NEW


def test_a_parcel_says_what_is_still_a_draft(library: Library) -> None:
    """Files with places that were guessed are named in a line; without any, nothing is said."""
    assert Parcel.of(["session"], library).drafts == ""
    path = library.paths["wave"]
    path.write_text(path.read_text() + "# NOT UNDERSTOOD: slowly\n")
    line = len(path.read_text().splitlines())
    assert f"{path} (line {line})." in Parcel.of(["session"], library).drafts
