"""Pictures that are only pictures: each is what its name says, and a drawing neither runs nor fetches."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from coach.errors import CoachError

if TYPE_CHECKING:
    from pathlib import Path

PICTURES: Final = frozenset((".png", ".jpg", ".jpeg", ".webp", ".svg"))
LARGEST_PICTURE: Final = 8 * 1024 * 1024
LARGEST_DRAWING: Final = 1024 * 1024
_STARTS: Final = {
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".webp": (b"RIFF",),
}
_DRAWING: Final = frozenset(
    """
    svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textpath title desc
    metadata lineargradient radialgradient stop clippath mask pattern marker filter fegaussianblur
    feoffset femerge femergenode feblend fecolormatrix feflood fecomposite style view switch
    """.split()  # noqa: SIM905 - names in rows are read more easily
)
_DEEPEST: Final = 64
_MOST_PARTS: Final = 50_000
_MOST_DRAWN: Final = 200_000
"""Parts, each as often as others use it: few that use one another ten times over would draw for hours."""
_LONGEST_WAY: Final = 200
"""Parts within or used by one another."""
_LOCAL: Final = re.compile(r"\s*#[\w.:-]+\s*")
_USED: Final = re.compile(r"url\(\s*+['\"]?+\s*+#([\w.:-]+)")
_FETCHING: Final = re.compile(
    r"url\(\s*+['\"]?+\s*+(?!#)|@import|expression\(|javascript:|data:", re.IGNORECASE
)


def read(folder: Path, name: str) -> bytes:
    """A picture's bytes, `name` below `folder`, if it may be shown.

    Raises:
        CoachError: It is not there, not within the folder, too large, or more than a picture.
    """
    if suffix(name) not in PICTURES:
        raise CoachError(f"The picture `{name}` is no png, jpg, webp or svg.", "Export it as one of these.")
    path = folder / name
    beside = "Put the picture into the same folder."
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            raise CoachError(f"The picture `{name}` does not stand beside the exercise's file.", beside)
        if not path.is_file():
            raise CoachError(f"There is no picture `{name}` beside the exercise's file.", beside)
        if path.stat().st_size > largest(name):
            most = f"The picture `{name}` is larger than {largest(name) // 1024**2} MiB."
            raise CoachError(most, "Make it smaller.")
        content = path.read_bytes()
    except OSError as error:
        raise CoachError(f"The picture `{name}` cannot be read.", beside) from error
    if wrong := _known_trouble(name, content):
        raise CoachError(f"The picture `{name}` {wrong}.", "Draw or export it anew.")
    return content


def suffix(path: str) -> str:
    """The end of a file's name, in small letters."""
    return "." + path.rpartition(".")[2].lower()


def largest(path: str) -> int:
    """How many bytes a picture of this name may have. A drawing is a text."""
    return LARGEST_DRAWING if suffix(path) == ".svg" else LARGEST_PICTURE


def trouble(path: str, content: bytes) -> str:
    """What is wrong with a picture, as a clause; empty if it may be shown."""
    end = suffix(path)
    if end == ".svg":
        return _drawing(content)
    right = content.startswith(_STARTS[end]) and (end != ".webp" or content[8:12] == b"WEBP")
    return "" if right else "is not the kind of picture that its name says"


_known_trouble = lru_cache(maxsize=4)(trouble)
"""As an author types, the same picture is asked about again and again."""


class _ActiveError(ValueError):
    """Something in a drawing that does more than draw."""


class _Guard:
    """Follows a drawing's parts and stops at the first that does more than draw."""

    def __init__(self) -> None:
        self._depth = self._parts = self._style = 0
        self._way = [0]
        """The parts around the one that is read, from the drawing itself on, by their numbers."""
        self._within: dict[int, list[int]] = {}
        self._uses: dict[int, list[str]] = {}
        self._named: dict[str, list[int]] = {}
        self._said: list[str] = []
        """The text of the style that began at depth `_style`; it may come in pieces, between comments."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._parts += 1
        local = name.rpartition(":")[2].lower()
        if local == "style" and not self._style:
            self._style = self._depth
        if local not in _DRAWING:
            raise _ActiveError(f"holds `<{name[:40]}>`, which does more than draw")
        if self._depth > _DEEPEST or self._parts > _MOST_PARTS:
            raise _ActiveError("is too deep or has too many parts")
        self._within.setdefault(self._way[-1], []).append(self._parts)
        self._way.append(self._parts)
        for key, value in attributes.items():
            self._attribute(key.rpartition(":")[2].lower(), value)

    def _attribute(self, key: str, value: str) -> None:
        if key == "id":
            self._named.setdefault(value, []).append(self._parts)
        used = [value.strip()[1:]] if key == "href" else _USED.findall(value)
        if used:
            self._uses.setdefault(self._parts, []).extend(used)
        if key.startswith("on"):
            raise _ActiveError(f"runs something (`{key[:40]}`)")
        if key in {"href", "src"} and not _LOCAL.fullmatch(value):
            raise _ActiveError("leads to something outside of it")
        if _FETCHING.search(value):
            raise _ActiveError("fetches something from elsewhere")

    def end(self, _name: str) -> None:
        if self._depth == self._style:
            said, self._said, self._style = "".join(self._said), [], 0
            if _FETCHING.search(said) or "\\" in said:
                raise _ActiveError("has a style that fetches something")
        self._depth -= 1
        self._way.pop()

    def finish(self) -> None:
        """Stop at a drawing that is small only to look at."""
        if self._drawn(0, {}, 0) > _MOST_DRAWN:
            raise _ActiveError("draws too many parts by using them again and again")

    def _drawn(self, part: int, known: dict[int, int], way: int) -> int:
        """How many parts are drawn for one, itself among them."""
        if way > _LONGEST_WAY:
            raise _ActiveError("uses parts within themselves, or is too deep")
        if part not in known:
            used = (number for name in self._uses.get(part, ()) for number in self._named.get(name, ()))
            below = (*self._within.get(part, ()), *used)
            known[part] = 1 + sum(self._drawn(number, known, way + 1) for number in below)
        return known[part]

    def text(self, text: str) -> None:
        if self._style:
            self._said.append(text)

    def refuse(self, *_about: object) -> None:
        raise _ActiveError("declares a document type or runs an instruction")


def _drawing(content: bytes) -> str:
    guard, parser = _Guard(), expat.ParserCreate("utf-8")
    parser.StartElementHandler, parser.EndElementHandler = guard.start, guard.end
    parser.CharacterDataHandler = guard.text
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = guard.refuse
    parser.ProcessingInstructionHandler = guard.refuse
    try:
        parser.Parse(content, True)
        guard.finish()
    except _ActiveError as active:
        return str(active)
    except (expat.ExpatError, ValueError):
        return "is not a well-formed drawing"
    return ""
