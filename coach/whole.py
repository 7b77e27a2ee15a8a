"""Writing a file whole or not at all: a crash or a full disk leaves the old one as it was."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def save(
    path: Path, content: str | bytes | Iterable[str], *, mode: int | None = None, lasting: bool = True
) -> None:
    """Put a file in place of whatever stands there, in one step; a link stays a link to the new content.

    What is too much to be in memory at once comes as pieces of text.
    Folders on the way are made, for this person only. `mode` are its rights; left out, those of the file that
    was there, or the usual ones. `lasting`: it is on the disk when this returns.

    Raises:
        OSError: It cannot be written; nothing has changed.
    """
    parts = (content,) if isinstance(content, (str, bytes)) else content
    path = path.resolve()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = path.with_name(path.name + ".new")
    try:
        new.unlink(missing_ok=True)
        rights = (path.stat().st_mode & 0o777 if path.exists() else 0o644) if mode is None else mode
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, rights), "wb") as file:
            for part in parts:
                file.write(part.encode() if isinstance(part, str) else part)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        new.chmod(rights)  # whatever the umask takes away
        new.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            new.unlink()
        raise
