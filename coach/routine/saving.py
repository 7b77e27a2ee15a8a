"""Writing a file whole or not at all: a crash or a full disk leaves the old one as it was."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path


def save(path: Path, content: str | bytes) -> None:
    """Put a file in place of whatever stands there, in one step. Raises OSError; then nothing has changed.

    Folders on the way are made. The permissions of a file that was there before are kept.
    """
    data = content.encode() if isinstance(content, str) else content
    path = path.resolve()  # a link stays a link to the new content
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".new")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
