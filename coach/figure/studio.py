"""A movement in the making, as a value: key positions with their angles, and the `motion:` that a file holds.

Every change gives a new `Sketch`. What an author wrote and the studio does not know is kept as it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, cast

from coach.figure.pose import NamedPose, Pose, joints_yaml
from coach.figure.pose_file import read_joints, truth

if TYPE_CHECKING:
    from coach.figure.anatomy import FigureName

Words = Mapping[str, object]
WORDS: Final = ("view", "assist", "prop", "stroke", "arrow")
"""What a frame or a whole motion may say besides its joints, in the order in which it is written."""
HARD: Final = frozenset(",[]{}#&*!|>'\"%@`:")


@dataclass(frozen=True, slots=True)
class Key:
    """One key position: the named pose it is based on (empty: anatomical zero), and its angles."""

    base: str
    pose: Pose
    said: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sketch:
    """The movement. It has at least one key position; `said` holds for all of them, `marked` glows."""

    figure: FigureName
    poses: Mapping[str, NamedPose]
    keys: tuple[Key, ...]
    said: Words = field(default_factory=dict)
    marked: tuple[str, ...] = ()

    @classmethod
    def new(cls, figure: FigureName, poses: Mapping[str, NamedPose]) -> Sketch:
        """A figure at rest."""
        first = "straight" if "straight" in poses else "neutral" if "neutral" in poses else ""
        return cls(figure, poses, (_at(first, figure, poses),))

    @classmethod
    def read(cls, raw: Words, poses: Mapping[str, NamedPose]) -> Sketch:
        """A file's `motion:`; what cannot be read in it is left out, as when it is drawn."""
        figure = cast("FigureName", str(raw.get("figure", "hand")))
        keys = tuple(
            _key(one, figure, poses) for one in _several(raw.get("frames")) if isinstance(one, Mapping)
        )
        said = {name: raw[name] for name in WORDS if raw.get(name) is not None}
        marked = tuple(str(one) for one in _several(raw.get("highlight")))
        made = cls.new(figure, poses)
        return replace(made, keys=keys or made.keys, said=said, marked=marked)

    # -- changes ----------------------------------------------------------------------------------

    def turned(self, at: int, joint: str, kind: str, degrees: float) -> Sketch:
        """One axis of one joint at another angle, kept within what a hand or body weight can press it to."""
        key = self.keys[at]
        limits = key.pose.anatomy.range(joint, kind, pressed=True)
        return self._with(at, replace(key, pose=key.pose.changed({(joint, kind): limits.clamp(degrees)})))

    def posed(self, at: int, pose: Pose) -> Sketch:
        """A key position with all its angles at once."""
        return self._with(at, replace(self.keys[at], pose=pose))

    def based(self, at: int, name: str) -> Sketch:
        """A key position taken from a named pose; its own angles are gone. KeyError if there is none."""
        if name:
            self.poses[name]
        return self._with(at, replace(_at(name, self.figure, self.poses), said=self.keys[at].said))

    def told(self, at: int | None, name: str, words: object) -> Sketch:
        """What a key position (None: all) says of its view, helping hand, thing or arrow; empty: nothing."""
        said = dict(self.said if at is None else self.keys[at].said)
        if words in ("", None):
            said.pop(name, None)
        else:
            said[name] = words
        return replace(self, said=said) if at is None else self._with(at, replace(self.keys[at], said=said))

    def marking(self, regions: Sequence[str]) -> Sketch:
        """Other regions glow."""
        return replace(self, marked=tuple(regions))

    def doubled(self, at: int) -> Sketch:
        """The same position once more, after itself."""
        return replace(self, keys=(*self.keys[: at + 1], *self.keys[at:]))

    def without(self, at: int) -> Sketch:
        """One position less; the last one stays."""
        return self if len(self.keys) == 1 else replace(self, keys=(*self.keys[:at], *self.keys[at + 1 :]))

    def moved(self, at: int, to: int) -> Sketch:
        """A position at another place."""
        keys = list(self.keys)
        keys.insert(to, keys.pop(at))
        return replace(self, keys=tuple(keys))

    def _with(self, at: int, key: Key) -> Sketch:
        return replace(self, keys=(*self.keys[:at], key, *self.keys[at + 1 :]))

    # -- what a file holds ------------------------------------------------------------------------

    def raw(self) -> dict[str, object]:
        """The `motion:` as plain values, for drawing."""
        frames = [
            {
                **({"pose": key.base} if key.base else {}),
                **({"pressed": True} if self._needs_pressing(key) else {}),
                "joints": _degrees(key, self.poses),
                **key.said,
            }
            for key in self.keys
        ]
        return {"figure": self.figure, "frames": frames, **self.said, "highlight": list(self.marked)}

    def lines(self) -> list[str]:
        """The `motion:` as lines of a file, from its second on: what stands below the key."""
        out = [f"figure: {self.figure}"]
        out += [f"{name}: {_written(self.said[name])}" for name in WORDS if name in self.said]
        out.append("frames:")
        for key in self.keys:
            own = _own(key, self.poses)
            parts = [f"pose: {key.base}"] if key.base else []
            joints = joints_yaml(key.pose, own).splitlines()
            if joints:
                parts.append("joints: {" + ", ".join(joints) + "}")
            parts += ["pressed: true"] if self._needs_pressing(key) else []
            parts += [f"{name}: {_written(key.said[name])}" for name in WORDS if name in key.said]
            parts = parts or ["joints: {}"]
            out += [f"  {'- ' if number == 0 else '  '}{part}" for number, part in enumerate(parts)]
        if self.marked:
            out.append(f"highlight: [{', '.join(self.marked)}]")
        return out

    def pose_lines(self, at: int, name: str) -> list[str]:
        """One key position as an entry of a pose file."""
        key = self.keys[at]
        out = [f"{name}:"]
        if key.base:
            out.append(f"  from: {key.base}")
        view = key.said.get("view", self.said.get("view"))
        if view and isinstance(view, str):  # a direction of one's own is for motions only
            out.append(f"  view: {_written(view)}")
        out += ["  pressed: true"] if self._needs_pressing(key) else []
        joints = joints_yaml(key.pose, _own(key, self.poses), indent=4)
        return [*out, "  joints:", *joints.splitlines()] if joints else [*out, "  joints: {}"]

    def _needs_pressing(self, key: Key) -> bool:
        """Whether it has to be said that the joints go further than they do alone; the base may say so."""
        return bool(key.pose.beyond()) and not (key.base and self.poses[key.base].pressed)


def _at(name: str, figure: FigureName, poses: Mapping[str, NamedPose]) -> Key:
    return Key(name, poses[name].pose) if name else Key("", Pose.zero(figure))


def _key(raw: Words, figure: FigureName, poses: Mapping[str, NamedPose]) -> Key:
    name = str(raw.get("pose") or "")
    key = _at(name if name in poses else "", figure, poses)
    pressed = bool(name in poses and poses[name].pressed) or truth(raw.get("pressed"))
    pose, _ = read_joints(key.pose, raw.get("joints") or {}, pressed=pressed)
    return Key(key.base, pose, {word: raw[word] for word in WORDS if raw.get(word) is not None})


def _own(key: Key, poses: Mapping[str, NamedPose]) -> Pose | None:
    return poses[key.base].pose if key.base else None


def _degrees(key: Key, poses: Mapping[str, NamedPose]) -> dict[str, dict[str, float]]:
    """Every angle that is not the base's, in named directions."""
    base = _own(key, poses) or Pose.zero(key.pose.figure)
    out: dict[str, dict[str, float]] = {}
    for joint in key.pose.anatomy.joints.values():
        for axis in joint.axes:
            degrees = key.pose.angle(joint.name, axis.kind)
            if round(degrees - base.angle(joint.name, axis.kind), 1):
                name = axis.negative if degrees < 0 else axis.positive
                out.setdefault(joint.name, {})[name] = round(abs(degrees), 1)
    return out


def _several(value: object) -> tuple[object, ...]:
    if value is None:
        return ()
    return tuple(value) if isinstance(value, Sequence) and not isinstance(value, str) else (value,)


def _written(words: object) -> str:
    """Words and nests of words on one line."""
    if isinstance(words, Mapping):
        return "{" + ", ".join(f"{name}: {_written(one)}" for name, one in words.items()) + "}"
    if isinstance(words, Sequence) and not isinstance(words, str):
        return "[" + ", ".join(map(_written, words)) + "]"
    text = str(words)
    return f'"{text}"' if not text or HARD & set(text) else text
