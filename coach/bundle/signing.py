"""Who made a bundle: Ed25519 signatures (RFC 8032) over the manifest, which holds the hash of every file.

The key is the author's own, in their own folder, readable by them alone. There is no authority that vouches
for a name: the first bundle of a key is a stranger's, and what Coach can say later is that it is the same
key again. `cryptography` is loaded only here, and only for bundles that are, or are to be, signed.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from coach.bundle.contents import BundleError
from coach.whole import save

if TYPE_CHECKING:
    from pathlib import Path

_KEY: Final = "author.pem"
_KNOWN: Final = "known.json"
_PURPOSE: Final = b"coach bundle manifest 1\n"
"""Signed along, so that a signature cannot be passed off as one of something else."""


class Standing(StrEnum):
    """What is known of whoever signed a bundle."""

    UNSIGNED = "unsigned"
    KNOWN = "known"
    NEW = "new"
    OTHER_KEY = "other key"  # the name is known, with another key


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed: the name as the manifest gives it, the key's fingerprint, and what is known of the two."""

    name: str = ""
    fingerprint: str = ""
    standing: Standing = Standing.UNSIGNED

    def in_words(self) -> str:
        """A sentence for whoever is about to install the bundle."""
        key = f"key {self.fingerprint}"
        return {
            Standing.UNSIGNED: "Nobody has signed it, so nobody can say whom it comes from.",
            Standing.KNOWN: f"Signed by {self.name} ({key}), as bundles you have installed before.",
            Standing.NEW: f"Signed by {self.name} ({key}). You have nothing from this key yet: "
            "compare the key with what the author tells you.",
            Standing.OTHER_KEY: f"Careful: signed as {self.name}, but with another key than before ({key}). "
            "Ask the author whether they have a new key.",
        }[self.standing]


def sign(manifest: bytes, folder: Path) -> bytes:
    """The signature of a manifest with the key in `folder`, which is made if there is none yet."""
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415 - late on purpose

    key = _own_key(folder)
    public = key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    said = {
        "algorithm": "ed25519",
        "public_key": base64.b64encode(public).decode(),
        "signature": base64.b64encode(key.sign(_PURPOSE + manifest)).decode(),
    }
    return json.dumps(said, indent=1).encode()


def signer(manifest: bytes, signature: bytes, name: str, folder: Path) -> Signer:
    """Who signed a manifest. Raises BundleError if the signature is not one of this manifest."""
    if not signature:
        return Signer()
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - late on purpose
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415 - the same

    advice = "Nothing was installed. It may have been changed on its way: ask the author."
    try:
        said: dict[str, Any] = json.loads(signature)
        if said["algorithm"] != "ed25519":
            raise BundleError("Its signature is of a kind that Coach does not know.", advice)
        public = base64.b64decode(said["public_key"], validate=True)
        Ed25519PublicKey.from_public_bytes(public).verify(
            base64.b64decode(said["signature"], validate=True), _PURPOSE + manifest
        )
    except (InvalidSignature, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise BundleError("Its signature does not fit its contents.", advice) from None
    mark = fingerprint(public)
    known = _known(folder)
    if known.get(mark) == name:
        return Signer(name, mark, Standing.KNOWN)
    return Signer(name, mark, Standing.OTHER_KEY if name in known.values() else Standing.NEW)


def remember(who: Signer, folder: Path) -> None:
    """Know a signer from now on. Raises OSError if it cannot be written down."""
    if who.fingerprint:
        save(folder / _KNOWN, json.dumps({**_known(folder), who.fingerprint: who.name}, indent=1))


def has_key(folder: Path) -> bool:
    """Whether there is a key of one's own in `folder`."""
    return (folder / _KEY).exists()


def own_fingerprint(folder: Path) -> str:
    """The fingerprint of the key in `folder`, to be told to others; it is made if there is none yet."""
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415 - late on purpose

    public = _own_key(folder).public_key()
    return fingerprint(public.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw))


def fingerprint(public: bytes) -> str:
    """A key in twenty letters that can be read out: `ABCD-EFGH-…`, 100 bits of its SHA-256."""
    letters = base64.b32encode(hashlib.sha256(public).digest()).decode()[:20]
    return "-".join(letters[place : place + 4] for place in range(0, 20, 4))


def _own_key(folder: Path) -> Any:  # noqa: ANN401 - loaded late
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415 - late on purpose
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415 - the same
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415 - the same

    path = folder / _KEY
    advice = "Move it away, and Coach makes a new one; tell people your new key then."
    if path.exists():
        try:
            key = serialization.load_pem_private_key(path.read_bytes(), password=None)
        except (ValueError, TypeError, UnsupportedAlgorithm):
            raise BundleError(f"Your key {path} cannot be read.", advice) from None
        if not isinstance(key, Ed25519PrivateKey):
            raise BundleError(f"Your key {path} is of another kind.", advice)
        return key
    made = Ed25519PrivateKey.generate()
    pem = made.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    # Readable by nobody else from its first byte on.
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(pem)
    return made


def _known(folder: Path) -> dict[str, str]:
    try:
        said = json.loads((folder / _KNOWN).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    pairs = said.items() if isinstance(said, dict) else ()
    return {key: name for key, name in pairs if isinstance(name, str)}
