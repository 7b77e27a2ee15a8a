"""What is wrong with the poses and motions of files, at the right line and with the nearest known word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from coach.figure import furnish
from coach.figure.anatomy import ANATOMIES
from coach.figure.broken_poses import broken_poses
from coach.figure.furniture import FURNITURE
from coach.figure.grips import grip_name, stored
from coach.figure.known_poses import FOLDER, around, known
from coach.figure.motion import read_motion
from coach.figure.pose_file import Fault, bundled, bundled_file, read_poses
from coach.figure.structures import words
from coach.routine.codes import Severity, severity_of
from coach.routine.diagnostics import Diagnostic, Span, nearest
from coach.routine.library import check_text
from coach.routine.lint import drafts
from coach.routine.reader import MOST_SHOWN, Scalar, data, from_key, locate, read
from coach.routine.source import Source, decode
from coach.routine.synonyms import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from coach.figure.anatomy import FigureName
    from coach.figure.motion import Motion
    from coach.routine.library import Library
    from coach.routine.reader import Node


def check(source: Source) -> list[Diagnostic]:
    """Everything to say about the poses of a pose file, or about the motion of an exercise.

    Other documents, and files that are no well-formed YAML, give nothing: `coach.routine` speaks about those.
    """
    root, _ = read(source)
    plain = data(root) if root is not None else None
    if root is None or not isinstance(plain, Mapping):
        return []
    if plain.get("type") == FOLDER:
        figure = str(plain.get("figure"))
        others = known(figure, around(source.path)) if figure in ANATOMIES else {}
        faults = [*read_poses(plain, others)[1], *_misplaced(source.path), *_stands_in(source.path, plain)]
        return [*located(source, root, faults), *filter(None, [drafts.unfinished(source)])]
    if plain.get("type") != "exercise":
        return []
    motion = plain.get("motion")
    if isinstance(motion, Mapping):
        figure = str(motion.get("figure"))
        folders = around(source.path)
        poses = known(figure, folders) if figure in ANATOMIES else {}
        made, faults = read_motion(motion, str(plain.get("kind", "")), poses)
        faults = _with_broken(faults, motion, figure, folders)
        faults = [*faults, *_marks(made), *_drawn(made.figure, motion)] if made else faults
        found = located(source, root, faults, ("motion",))
        return [each for each in found if each.is_error or each.code not in _silenced(plain)]
    if "picture" in plain:
        return []
    hint = "Add `motion:` with a figure and its poses, or `picture:`."
    return located(source, root, [Fault("no-motion", ("id",), "Nothing shows this exercise.", hint=hint)])


def check_all(source: Source, library: Library) -> list[Diagnostic]:
    """Everything there is to say about a text, figures included, in reading order: what an editor shows.

    Where both the document and its figure find the same place wrong, the document's words are enough.
    """
    found = check_text(source.text, source.path, library)
    # What is no YAML has been read twice already, for the words about it.
    return found if any(each.code == "syntax" for each in found) else beside(found, check(source))


def pose_diagnostics(path: Path, library: Library) -> list[Diagnostic]:
    """Everything there is to say about a file in a folder of poses, which should hold nothing else."""
    try:
        source = decode(path, path.read_bytes())
    except OSError as error:
        why = f"This cannot be read: {error.strerror or error}."
        return [Diagnostic("unreadable", path, Span(), why)]
    if not isinstance(source, Source):
        return [source]
    if _GRIPS.search(source.text):
        return read(source)[1]
    if _POSES.search(source.text) or read(source)[0] is None:
        return check_all(source, library)
    message = "A file in a folder `poses` holds poses, and does not say so."
    return [source.diagnostic("unknown-type", Span(), message, "Add a line `type: poses`.")]


_POSES: Final = re.compile(r"^type: *poses\b", re.MULTILINE)
_GRIPS: Final = re.compile(r"^type: *grips\b", re.MULTILINE)
"""Grips are written by a tool, and stand among the poses."""


def beside(found: Iterable[Diagnostic], figures: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Messages about documents and about their figures together, without saying the same thing twice."""
    told = list(found)
    places = {(each.path, each.span) for each in told if each.is_error}
    told += [each for each in figures if (each.path, each.span) not in places]
    return sorted(told, key=lambda each: each.sort_key)


def _misplaced(path: Path) -> Iterator[Fault]:
    """A file of poses where no exercise looks for it; one that is not saved yet may go anywhere."""
    if path.resolve().parent.name != FOLDER and path.exists():
        message = "No exercise finds the poses of a file that stands here."
        hint = "Move it into a folder `poses` in your routines folder."
        yield Fault("poses-elsewhere", ("type",), message, hint=hint)


def _stands_in(path: Path, plain: Mapping[str, object]) -> Iterator[Fault]:
    """Poses with the name of one of Coach's."""
    figure, poses = str(plain.get("figure")), plain.get("poses")
    if (
        figure in ANATOMIES
        and isinstance(poses, Mapping)
        and path.resolve() != bundled_file(figure).resolve()
    ):
        for name in sorted(bundled(figure).keys() & poses.keys()):
            message = f"This stands in for Coach's own pose `{name}` in every exercise."
            yield Fault("overrides", ("poses", name), message)


def _with_broken(
    faults: Iterable[Fault], motion: Mapping[str, object], figure: str, folders: Sequence[Path]
) -> list[Fault]:
    """The faults of a motion, with a word about each pose it names whose own file has errors."""
    broken = broken_poses(figure, folders)
    frames = motion.get("frames")
    about = {
        ("frames", number, "pose"): broken[str(frame["pose"])]
        for number, frame in enumerate(frames if isinstance(frames, list) else [])
        if isinstance(frame, Mapping) and str(frame.get("pose")) in broken
    }
    told = [
        Fault(
            "pose-has-errors",
            path,
            f"This pose has errors in its own file, {FOLDER}/{file.name}, line {line}.",
            hint="Put that file right first.",
        )
        for path, (file, line) in about.items()
    ]
    return [each for each in faults if each.path not in about] + told


def _silenced(plain: Mapping[str, object]) -> set[object]:
    """The codes that the document's `lint` allows, as far as it is well-formed."""
    lint = plain.get("lint")
    allowances = lint if isinstance(lint, list) else []
    return {each.get("allow") for each in allowances if isinstance(each, Mapping)}


def _marks(motion: Motion) -> Iterator[Fault]:
    """Words of `highlight` that mark nothing."""
    regions = words(motion.figure)
    for number, word in enumerate(motion.highlight):
        if word not in regions:
            message = f"The {motion.figure} has no region `{word}`, so nothing would be marked."
            hint = f"It has {', '.join(sorted(regions))}."
            yield Fault("unknown-structure", ("highlight", number), message, tuple(regions), hint=hint)


def _drawn(figure: FigureName, motion: Mapping[str, object]) -> Iterator[Fault]:
    """Things and helping hands that cannot be drawn, where the motion or one of its frames names them."""
    frames = motion.get("frames")
    listed = frames if isinstance(frames, list) else []
    places: list[tuple[tuple[str | int, ...], object]] = [((), motion)]
    places += [(("frames", number), frame) for number, frame in enumerate(listed)]
    things = tuple(FURNITURE) if figure == "body" else furnish.known(figure)
    for path, said in places:
        if not isinstance(said, Mapping):
            continue
        word = said.get("prop")
        for number, thing in enumerate(word if isinstance(word, list) else [word]):
            name = thing.get("kind") if isinstance(thing, Mapping) else thing
            if name not in (None, "none") and name not in things:
                at = (*path, "prop", number) if isinstance(word, list) else (*path, "prop")
                message = f"The {figure} has no thing `{name}`, so it is not drawn."
                yield Fault("unknown-prop", at, message, things, f"It has {', '.join(things)}.")
        yield from _helping(figure, said.get("assist"), (*path, "assist"))


def _helping(figure: FigureName, assist: object, path: tuple[str | int, ...]) -> Iterator[Fault]:
    """A helping hand that nobody has solved.

    Only a slip of the pen is mended: words that look alike may be opposite movements (`push-back` and
    `pull-back`, `unfold` and `fold`), so otherwise all hands are listed.
    """
    name = grip_name(figure, assist)
    hands = [each.partition("/")[2] for each in stored() if each.startswith(f"{figure}/")]
    hand = name.partition("/")[2]
    if not name or hand in hands:
        return
    deed, _, place = hand.partition("/")
    places = [each.partition("/")[2] for each in hands if each.startswith(f"{deed}/")]
    word, key, known = (
        (place, "on", places) if places else (deed, "hand", [each.split("/")[0] for each in hands])
    )
    message = f"Nobody has solved a helping hand for `{hand}`, so none is drawn."
    near = nearest(word, known)
    if isinstance(assist, Mapping) and near and SequenceMatcher(None, word, near).ratio() >= _SLIP:
        yield Fault("unknown-grip", (*path, key), message, hint=f"Did you mean `{near}`?")
        return
    hint = f"There are {', '.join(hands)}; `coach explain unknown-grip` says what each does."
    hint = f"`{deed}` goes on {', '.join(places)}." if places else hint if hands else ""
    yield Fault("unknown-grip", path, message, hint=hint)


_SLIP: Final = 0.85
"""How like two words are that differ by a slip of the pen, from 0 to 1; `unfold` and `fold` are 0.8."""


def located(
    source: Source, root: Node, faults: Iterable[Fault], prefix: tuple[str | int, ...] = ()
) -> list[Diagnostic]:
    """Faults as messages about places in a text; of very many the first, those that are errors before all."""
    told = list(faults)
    if len(told) > MOST_SHOWN:
        told.sort(key=lambda fault: severity_of(fault.code) is not Severity.ERROR)
    found = [_located(source, root, fault, prefix) for fault in told[:MOST_SHOWN]]
    if len(told) > MOST_SHOWN:
        rest = f"There are {len(told) - MOST_SHOWN} more problems in this file."
        found.append(source.diagnostic("more-problems", found[-1].span, rest))
    return found


def _located(source: Source, root: Node, fault: Fault, prefix: tuple[str | int, ...]) -> Diagnostic:
    """A wrong key is underlined itself, a wrong value too."""
    node, key = locate(root, (*prefix, *fault.path))
    on_key = key is not None and (not isinstance(node, Scalar) or fault.code in _ABOUT_KEYS)
    span = key.span if key is not None and on_key else node.span
    if key is not None and fault.code == "no-colon":
        span = from_key(node, key)
    hint = (suggestion(_said(fault), fault.known) if fault.known else "") or fault.hint
    return source.diagnostic(fault.code, source.first_line_of(span), fault.message, hint)


_ABOUT_KEYS = frozenset({"unknown-joint", "unknown-axis", "empty-value"})


def _said(fault: Fault) -> str:
    """The wrong word: the one the message quotes last."""
    return fault.message.rpartition("`")[0].rpartition("`")[2]
