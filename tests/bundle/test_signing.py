from __future__ import annotations

import json
import os
import stat
from typing import TYPE_CHECKING

import pytest

from coach.bundle import signing
from coach.bundle.contents import BundleError
from coach.bundle.reading import read
from coach.bundle.signing import Standing
from tests.bundle.making import a_bundle

if TYPE_CHECKING:
    from pathlib import Path

WORDS = b"what the manifest says"


def test_a_key_is_made_once_and_is_ones_own(tmp_path: Path) -> None:
    """The first signature makes the key, which nobody else may read; the next uses it again."""
    keys = tmp_path / "keys"
    first, second = signing.sign(WORDS, keys), signing.sign(WORDS, keys)
    assert first == second
    if os.name == "posix":
        assert stat.S_IMODE((keys / "author.pem").stat().st_mode) == 0o600
        assert stat.S_IMODE(keys.stat().st_mode) == 0o700


def test_a_signer_is_new_then_known(tmp_path: Path) -> None:
    """A key is a stranger's until something of it was installed; then it is the same person again."""
    theirs, mine = tmp_path / "theirs", tmp_path / "mine"
    signed = signing.sign(WORDS, theirs)
    who = signing.signer(WORDS, signed, "Anna", mine)
    assert (who.name, who.standing) == ("Anna", Standing.NEW)
    assert who.fingerprint == signing.own_fingerprint(theirs)
    assert who.fingerprint in who.in_words()
    signing.remember(who, mine)
    assert signing.signer(WORDS, signed, "Anna", mine).standing is Standing.KNOWN


def test_a_known_name_with_another_key_is_a_warning(tmp_path: Path) -> None:
    """Somebody who signs with a name that is known by another key may be somebody else."""
    mine = tmp_path / "mine"
    signing.remember(signing.signer(WORDS, signing.sign(WORDS, tmp_path / "a"), "Anna", mine), mine)
    other = signing.signer(WORDS, signing.sign(WORDS, tmp_path / "b"), "Anna", mine)
    assert other.standing is Standing.OTHER_KEY
    assert other.in_words().startswith("Careful")


def test_without_a_signature_nobody_is_named(tmp_path: Path) -> None:
    """An unsigned bundle can be installed; Coach says that nobody vouches for it."""
    who = signing.signer(WORDS, b"", "Anna", tmp_path)
    assert who.standing is Standing.UNSIGNED
    assert "Anna" not in who.in_words()
    signing.remember(who, tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_signature_of_something_else_is_refused(tmp_path: Path) -> None:
    """Changed words, a changed signature, another algorithm, or no signature's form at all."""
    signed = signing.sign(WORDS, tmp_path)
    wrong = json.loads(signed)
    said = [
        (b"other words", signed),
        (WORDS, json.dumps({**wrong, "algorithm": "none"}).encode()),
        (WORDS, json.dumps({**wrong, "signature": wrong["public_key"]}).encode()),
        (WORDS, json.dumps({**wrong, "public_key": "AAAA"}).encode()),
        (WORDS, json.dumps({**wrong, "public_key": "not base 64"}).encode()),
        (WORDS, b"[]"),
        (WORDS, b"\xff"),
    ]
    for words, signature in said:
        with pytest.raises(BundleError, match="signature"):
            signing.signer(words, signature, "Anna", tmp_path)


def test_a_damaged_key_is_told_kindly(tmp_path: Path) -> None:
    """A key that cannot be read is not written over."""
    (tmp_path / "author.pem").write_bytes(b"nothing")
    with pytest.raises(BundleError, match="cannot be read"):
        signing.sign(WORDS, tmp_path)
    assert (tmp_path / "author.pem").read_bytes() == b"nothing"


def test_a_bundle_carries_its_signature(tmp_path: Path) -> None:
    """What was signed is the manifest that is read, so that no file can be changed afterwards."""
    made = read(a_bundle(tmp_path, lambda said: signing.sign(said, tmp_path / "keys")))
    who = signing.signer(made.manifest_bytes, made.signature, made.manifest.author, tmp_path / "mine")
    assert (who.name, who.standing) == ("Anna", Standing.NEW)
