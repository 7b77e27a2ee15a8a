"""What the person has chosen: one frozen tree, kept in a TOML file that is pleasant to edit by hand.

Each field carries its default and an `About`: label, help, bounds, words for its choices. Loading, checking,
saving and the settings page all derive from it.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from coach import tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from dataclasses import Field
    from pathlib import Path


class Theme(StrEnum):
    """Which colours the window has."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST_LIGHT = "contrast-light"
    CONTRAST_DARK = "contrast-dark"


class FigureStyle(StrEnum):
    """How the figure is drawn."""

    TOON = "toon"
    LINE = "line"


class WritingSide(StrEnum):
    """The hand the person writes with."""

    LEFT = "left"
    RIGHT = "right"


class AffectedSide(StrEnum):
    """The side that hurts or cramps."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


class OtherPlayers(StrEnum):
    """What music and films do during a session."""

    LEAVE = "leave"
    LOWER = "lower"
    PAUSE = "pause"


@dataclass(frozen=True, slots=True)
class About:
    """What to say about a setting. `least` and `most` bound numbers, both included."""

    label: str
    help: str
    least: int = 0
    most: int = 0
    unit: str = ""
    zero: str = ""
    """What 0 means, where it is no number like the others."""
    steps: tuple[int, ...] = ()
    """The numbers that the settings page offers, where it does not offer all."""
    words: tuple[str, ...] = ()
    """The choices of an enumeration in words, in its order."""


def _about(label: str, help_: str = "", **more: Any) -> dict[str, About]:  # noqa: ANN401  # as About has them
    return {"about": About(label, help_, **more)}


@dataclass(frozen=True, slots=True)
class Appearance:
    """How things look."""

    theme: Theme = field(
        default=Theme.SYSTEM,
        metadata=_about(
            "Colours",
            "Light or dark, or as your computer has it. High contrast draws the figure in lines.",
            words=(
                "As my computer",
                "Light",
                "Dark",
                "High contrast, light",
                "High contrast, dark",
            ),
        ),
    )
    text_scale: int = field(
        default=100,
        metadata=_about(
            "Text size",
            "How large all text is, against the usual size.",
            least=100,
            most=200,
            unit="%",
            steps=(100, 125, 150, 175, 200),
        ),
    )
    large_targets: bool = field(
        default=False,
        metadata=_about(
            "Large buttons in sessions",
            "Few, and so high that an elbow, a foot or a hand that shakes hits them.",
        ),
    )
    less_motion: bool = field(
        default=False,
        metadata=_about("Less motion", "The figure shows its key positions instead of moving through them."),
    )
    breathing: bool = field(
        default=True,
        metadata=_about(
            "Breathing guide",
            "In long holds a disc grows and shrinks slowly, to breathe along with. Not with less motion.",
        ),
    )
    figure_style: FigureStyle = field(
        default=FigureStyle.TOON,
        metadata=_about(
            "Figure",
            "Painted, or as plain lines for the strongest contrast.",
            words=("Painted", "Lines"),
        ),
    )
    skin_tone: int = field(
        default=3,
        metadata=_about("Skin tone of the figure", "From pale to deep.", least=1, most=7),
    )
    long_second_toe: bool = field(
        default=False,
        metadata=_about("Longer second toe", "The figure's second toe is longer than its big toe."),
    )

    @property
    def builds(self) -> tuple[str, ...]:
        """How the figure differs from the average one, in the words of `coach.figure.build`."""
        return ("long-second-toe",) if self.long_second_toe else ()


@dataclass(frozen=True, slots=True)
class Hands:
    """Which side is which, for routines that say "writing" or "affected"."""

    writing_side: WritingSide = field(
        default=WritingSide.RIGHT,
        metadata=_about("Writing hand", "Routines for writers use this hand.", words=("Left", "Right")),
    )
    affected_side: AffectedSide = field(
        default=AffectedSide.BOTH,
        metadata=_about(
            "Affected side",
            "Some routines treat only the side that troubles you.",
            words=("Left", "Right", "Both"),
        ),
    )


@dataclass(frozen=True, slots=True)
class Hearing:
    """What is heard of a session."""

    chimes: bool = field(
        default=True, metadata=_about("Chimes", "A soft sound when a part begins, is half over, and ends.")
    )
    chime_volume: int = field(
        default=75,
        metadata=_about(
            "Loudness of the chimes",
            "Against the loudness of your computer.",
            least=25,
            most=100,
            unit="%",
            steps=(25, 50, 75, 100),
        ),
    )
    metronome: bool = field(
        default=True, metadata=_about("Ticks", "A tick at each movement, and three before work begins.")
    )
    voice: bool = field(
        default=True,
        metadata=_about("Voice", "Says what to do, on which side, and what comes next."),
    )
    voice_volume: int = field(
        default=100,
        metadata=_about(
            "Loudness of the voice",
            "Against the loudness of your computer.",
            least=25,
            most=100,
            unit="%",
            steps=(25, 50, 75, 100),
        ),
    )
    voice_speed: int = field(
        default=100,
        metadata=_about(
            "Speed of the voice",
            "Against its usual speed.",
            least=50,
            most=200,
            unit="%",
            steps=(75, 100, 125, 150, 200),
        ),
    )
    voice_id: str = field(
        default="",
        metadata=_about("Which voice", "Used for routines in its language; others take the usual voice."),
    )
    others: OtherPlayers = field(
        default=OtherPlayers.LEAVE,
        metadata=_about(
            "Music and films meanwhile",
            "Put back as they were when the session pauses or ends.",
            words=("Leave them", "Lower them", "Pause them"),
        ),
    )


@dataclass(frozen=True, slots=True)
class HandsFree:
    """How a session runs while both hands are busy."""

    go_on_after: int = field(
        default=0,
        metadata=_about(
            "Go on by itself",
            "A step at your own pace ends so long after the time it usually takes. You see it count.",
            most=600,
            unit="s",
            zero="Off",
            steps=(0, 5, 10, 20, 30, 60),
        ),
    )


@dataclass(frozen=True, slots=True)
class Backup:
    """The back-up that Coach makes by itself."""

    daily: bool = field(
        default=False,
        metadata=_about("Back-up every day", "Made while Coach is open or its reminders run."),
    )
    folder: str = field(
        default="",
        metadata=_about("Folder of the daily back-up", "Any will do, such as one that is synchronised."),
    )
    keep: int = field(
        default=10,
        metadata=_about(
            "Back-ups that stay",
            "When there is one more, the oldest goes. Other files in the folder are left alone.",
            least=2,
            most=1000,
            unit="days",
            steps=(5, 10, 30, 100),
        ),
    )


def _key(label: str) -> Any:  # noqa: ANN401  # a dataclass field stands for its value
    """One key of the player; its usual one stands in the player's own table."""
    return field(
        default="", metadata=_about(label, "A key such as Space, F13 or Ctrl+K; empty for the usual one.")
    )


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys in a session, by what they do."""

    pedal: str = _key("Foot pedal: a second key for Pause, Go on and Done")
    main: str = _key("Pause, Go on, Done")
    skip: str = _key("Skip")
    back: str = _key("Back")
    let_go: str = _key("It has let go")
    restart_side: str = _key("This side again")
    tell: str = _key("Say where I am")
    hurts: str = _key("It hurts")
    change: str = _key("Change for today")
    longer: str = _key("Hold longer")
    shorter: str = _key("Hold shorter")
    ask_stop: str = _key("Stop")
    small: str = _key("Small window")
    sound: str = _key("Sound")
    full_screen: str = _key("Full screen")
    larger: str = _key("Larger text")
    smaller: str = _key("Smaller text")
    get_help: str = _key("When to get help")
    help: str = _key("List of keys")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the person can choose."""

    appearance: Appearance = field(default_factory=Appearance, metadata=_about("Appearance"))
    hands: Hands = field(default_factory=Hands, metadata=_about("Hands and feet"))
    hearing: Hearing = field(default_factory=Hearing, metadata=_about("Sound and voice"))
    hands_free: HandsFree = field(default_factory=HandsFree, metadata=_about("While your hands are busy"))
    keys: Keys = field(default_factory=Keys, metadata=_about("Keys in a session"))
    backup: Backup = field(default_factory=Backup, metadata=_about("Back-up"))


def about(setting: Field[Any]) -> About:
    """What to say about a section or a setting in it."""
    found: About = setting.metadata["about"]
    return found


def load(path: Path) -> tuple[Settings, tuple[str, ...]]:
    """Read the settings, and one kind sentence about each thing in the file that cannot be used.

    Never raises: what cannot be used has its default. A file that is not TOML at all is also kept as
    `….bak`, since the next `save` replaces it. Tables that Coach does not know are kept by `save`.
    """
    try:
        found = tables.read(path)
    except OSError as error:
        return Settings(), (
            f"Your settings could not be read ({error.strerror}), so the usual ones are used.",
        )
    except ValueError as error:  # not UTF-8, or not TOML
        kept = path.with_name(path.name + ".bak")
        with contextlib.suppress(OSError):
            kept.write_bytes(path.read_bytes())
        problem = f"Your settings could not be understood ({error}), so the usual ones are used."
        return Settings(), (f"{problem} The file is kept as {kept.name}.",)
    problems: list[str] = []
    own = {name: value for name, value in found.items() if name not in ELSEWHERE}
    return _read(Settings(), own, "", problems), tuple(problems)


ELSEWHERE: Final = ("reminders", "favourites")
"""The tables of the file that other rooms of Coach read and write."""


def _read(defaults: Any, found: Mapping[str, Any], inside: str, problems: list[str]) -> Any:  # noqa: ANN401
    """The dataclass `defaults` with what was found in the file; the same for each section in it."""
    known = {one.name: one for one in fields(defaults)}
    problems += [f"Coach knows no setting named “{inside}{name}”." for name in found if name not in known]
    chosen = {}
    for name in (name for name in known if name in found):
        default, value = getattr(defaults, name), found[name]
        if hasattr(default, "__dataclass_fields__"):
            if isinstance(value, dict):
                chosen[name] = _read(default, value, f"{inside}{name}.", problems)
            else:
                problems.append(f"“{name}” should be a heading: [{name}].")
        else:
            chosen[name] = _value(default, value, about(known[name]), problems)
    return replace(defaults, **chosen)


def _value(default: Any, value: Any, told: About, problems: list[str]) -> Any:  # noqa: ANN401
    """A value that the setting allows: the one found if possible, else the nearest bound or the default."""
    if isinstance(default, bool):
        if isinstance(value, bool):
            return value
        problems.append(f"“{told.label}” is {value!r}; it can be true or false.")
    elif isinstance(default, int):
        if isinstance(value, int) and not isinstance(value, bool):
            if not told.least <= value <= told.most:
                problems.append(f"“{told.label}” is {value}; it can be {told.least} to {told.most}.")
            return min(max(value, told.least), told.most)
        problems.append(f"“{told.label}” is {value!r}; it is a whole number, {told.least} to {told.most}.")
    elif isinstance(default, StrEnum):
        choices = [str(choice) for choice in type(default)]
        if value in choices:
            return type(default)(value)
        problems.append(f"“{told.label}” is {value!r}; it can be {', '.join(choices)}.")
    elif isinstance(value, str):
        return value
    else:
        problems.append(f"“{told.label}” is {value!r}; it is a text.")
    return default


def save(path: Path, settings: Settings) -> None:
    """Write the settings, and keep the other tables of the file as they are in it now.

    Raises:
        CoachError: The folder cannot be written or the disk is full; the old file stands.
    """
    with tables.alone(path):
        tables.replace_file(path, _text(settings, _others(path)))


def save_table(path: Path, name: str, change: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> None:
    """Write one of the tables of `ELSEWHERE`; `change` makes it of what the file holds at this moment.

    Raises:
        CoachError: As for `save`.
    """
    with tables.alone(path):
        settings, _ = load(path)
        others = _others(path)
        others[name] = change(others)[name]
        tables.replace_file(path, _text(settings, others))


def _others(path: Path) -> dict[str, Any]:
    """The tables of the file that are not of these settings."""
    known = {one.name for one in fields(Settings)}
    with contextlib.suppress(OSError, ValueError):
        found = tables.read(path).items()
        return {name: one for name, one in found if name not in known and isinstance(one, dict)}
    return {}


def _text(settings: Settings, others: Mapping[str, Mapping[str, Any]]) -> str:
    further = (line for name, table in others.items() for line in tables.lines(name, table))
    return "\n".join((*_lines(settings), *further)) + "\n"


def _lines(settings: Settings) -> Iterator[str]:
    yield "# Coach's settings. Change them here or in the app; delete a line to have the usual value."
    for section in fields(settings):
        yield f"\n[{section.name}]"
        chosen = getattr(settings, section.name)
        for one in fields(chosen):
            value = getattr(chosen, one.name)
            yield f"{one.name} = {tables.value(value)}  # {about(one).label}{_range(value, about(one))}"


def _range(value: bool | int | str, told: About) -> str:
    if isinstance(value, StrEnum):
        return ": " + ", ".join(type(value))
    return f": {told.least} to {told.most}" if told.most else ""
