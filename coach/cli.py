"""The command line. `coach` alone opens the window; check, list and show work without a screen.

Imports are late on purpose: nothing here waits for Qt, YAML or pydantic unless a command needs them.
"""

from __future__ import annotations

import argparse
import difflib
import json
import os
import re
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from coach import (
    __version__,
    cli_author,
    cli_bundle,
    cli_check,
    cli_doctor,
    cli_figure,
    cli_handout,
    cli_history,
    cli_remind,
    cli_summary,
    paths,
)
from coach.__main__ import PLACES
from coach.errors import CoachError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from coach.routine.folders import Folder
    from coach.routine.index import Index
    from coach.routine.library import Library
    from coach.routine.plan import Sides
    from coach.safety.profile import Profile
    from coach.safety.shelf import Shelf

OK, PROBLEMS, USAGE = 0, 1, 2
COMMANDS: Final = (
    "break",
    "bundle",
    "check",
    "diff",
    "doctor",
    "explain",
    "figure",
    "fmt",
    "handout",
    "summary",
    "install",
    "list",
    "migrate",
    "new",
    "play",
    "remind",
    "rescue",
    "resident",
    "schema",
    "show",
    "writing",
    *cli_history.COMMANDS,
)
SLOWEST: Final = 0.1
FASTEST: Final = 100.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns 0 if all is well, 1 if something is wrong, 2 if the command makes no sense."""
    try:
        options = _parser().parse_args(arguments)
        return _RUN[options.command](options)
    except CoachError as error:
        print(f"coach: {error}", *filter(None, [error.advice]), file=sys.stderr)
        return PROBLEMS
    except _UsageError as error:
        print(f"coach: {error}", file=sys.stderr)
        return USAGE
    except BrokenPipeError:
        # The reader (`head`, a pager) has seen enough. Nothing is left to be said at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        return 130


class _UsageError(Exception):
    """A command that makes no sense; the message says so kindly."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say what is wrong in a sentence, with what was probably meant."""
        raise _UsageError(f"{_kindly(message)} `{self.prog} --help` says what there is.")


def _kindly(message: str) -> str:
    """The words of `argparse`, as a sentence."""
    for pattern, sentence in _KINDLY.items():
        if match := re.match(pattern, message):
            said = sentence.format(*match.groups())
            near = difflib.get_close_matches(match[1], COMMANDS, n=1)
            return f"{said} Did you mean `{near[0]}`?" if near else said
    return f"{message[:1].upper()}{message[1:]}."


_KINDLY: Final = {
    r"argument COMMAND: invalid choice: '(.*?)'": "There is no command `{}`.",
    r"argument (\S+): invalid choice: '(.*?)' \(choose from (.*)\)": "`{} {}` is not possible; choose {}.",
    r"argument (\S+): invalid \S+ value: '(.*?)'": "`{1}` is not a number for `{0}`.",
    r"argument (\S+): expected one argument": "`{}` needs a value after it.",
    r"the following arguments are required: (.*)": "Something is missing: {}.",
    r"unrecognized arguments: (.*)": "`{}` is not something this command knows.",
}


def _parser() -> _Parser:
    about = "Timed stretching, massage and strengthening routines for hands, feet and toes."
    parser = _Parser(prog="coach", description=about, epilog="`coach` alone opens the window.")
    parser.add_argument("--version", action="version", version=f"Coach {__version__}")
    _add_routines(parser, "routines_first")
    speed = "N times as fast, for authors who rehearse a routine"
    parser.add_argument("--speed", type=float, default=1.0, metavar="N", help=speed)
    parser.set_defaults(routines=[], play=None)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")

    check = cli_check.add(commands)

    listing = commands.add_parser("list", help="list routines and exercises")
    listing.add_argument("--kind", help="only of this kind, such as stretch or massage")
    listing.add_argument("--body", help="only for this part of the body, such as thumb or calf")
    listing.add_argument("--json", action="store_true", help="for programs")

    show = commands.add_parser("show", help="show a routine or an exercise")
    show.add_argument("id", metavar="ID")
    show.add_argument("--timeline", action="store_true", help="every phase with its time")
    _add_person(show)

    play = commands.add_parser("play", help="open the window and begin")
    play.add_argument("play", metavar="ID")
    # Suppressed, so that `coach --speed 2 play ID` keeps the 2.
    play.add_argument("--speed", type=float, default=argparse.SUPPRESS, metavar="N", help=speed)

    rescue = commands.add_parser("rescue", help="a cramp right now: open the window and help")
    where = ", ".join(PLACES)
    rescue.add_argument("place", nargs="?", choices=PLACES, metavar="PLACE", help=where)
    rescue.add_argument("--speed", type=float, default=argparse.SUPPRESS, metavar="N", help=speed)

    pause = commands.add_parser("break", help="the pause of a reminder, in a window that fills the screen")
    pause.add_argument("rule", metavar="RULE", help="its id, as `coach remind list` has it")

    commands.add_parser("resident", help="keep the reminders, without a window; Coach starts it by itself")
    cli_remind.add(commands)
    cli_doctor.add(commands)
    figure = cli_figure.add(commands)
    further = (*cli_author.add(commands), *cli_bundle.add(commands))
    handout = cli_handout.add(commands)
    _add_person(handout)
    summary = cli_summary.add(commands)
    told = cli_history.add(commands)
    for command in (check, listing, show, play, rescue, figure, handout, summary, *told, *further):
        _add_routines(command, "routines")
    return parser


def _add_person(parser: argparse.ArgumentParser) -> None:
    """For whom: their sides, and whether their safety answers count."""
    parser.add_argument("--as-written", action="store_true", help="without regard to your safety answers")
    parser.add_argument("--side-writing", choices=("left", "right"), default="right", help="the writing hand")
    affected = ("left", "right", "both")
    parser.add_argument("--side-affected", choices=affected, default="both", help="the side that hurts")


def _add_routines(parser: argparse.ArgumentParser, name: str) -> None:
    text = "a further folder with routine files; may be given several times"
    parser.add_argument(
        "--routines", dest=name, action="append", type=Path, default=[], metavar="FOLDER", help=text
    )


def _folders(options: argparse.Namespace) -> list[Folder]:
    """Where routines come from: Coach's own, the person's, then the folders named here."""
    from coach.routine.folders import Folder  # noqa: PLC0415 - late on purpose

    own = [Folder(paths.own_routines(), "own")] if paths.own_routines().is_dir() else []
    return [Folder(paths.bundled_routines(), "bundled"), *own, *(Folder(path) for path in _given(options))]


def _given(options: argparse.Namespace) -> list[Path]:
    given = [*options.routines_first, *options.routines]
    for path in given:
        if not path.is_dir():
            raise _UsageError(f"There is no folder `{path}`.")
    return given


def _library(options: argparse.Namespace) -> Library:
    from coach.routine.library import Library  # noqa: PLC0415 - late on purpose

    return Library.read(_folders(options))


def _index(options: argparse.Namespace) -> Index:
    """The cards: as last kept if no file has changed, which needs neither YAML nor pydantic."""
    from coach.routine import index  # noqa: PLC0415 - late on purpose

    cache, folders, profile = paths.cache_dir() / "library.json", _folders(options), _profile()
    cards = index.load_cached(cache, folders, profile.key)
    if cards is None:
        from coach.safety.shelf import Shelf  # noqa: PLC0415 - late on purpose

        cards = Shelf.of(_library(options), profile).index
        index.save(cards, cache, folders, profile.key)
    return cards


def _profile() -> Profile:
    """The person's safety answers."""
    from coach.safety import profile  # noqa: PLC0415 - late on purpose

    answers, problems = profile.load(paths.safety_file())
    for problem in problems:
        print(f"coach: {problem}", file=sys.stderr)
    return answers


def _check(options: argparse.Namespace) -> int:
    options.paths = options.paths or [paths.own_routines()]
    for path in options.paths:
        if not path.exists():
            raise _UsageError(f"There is no file or folder `{path}`.")
    return OK if cli_check.run(options, _folders(options)) else PROBLEMS


def _explain(options: argparse.Namespace) -> int:
    cli_check.explain(options)
    return OK


def _author(options: argparse.Namespace) -> int:
    match options.command:
        case "schema":
            cli_author.schema(options)
        case "migrate":
            cli_author.migrate(options)
        case "fmt":
            return OK if cli_author.fmt(options) else PROBLEMS
        case "diff":
            cli_author.diff(options, _library(options))
        case "new":
            cli_author.new(options, _library(options), _asking())
    return OK


def _bundle(options: argparse.Namespace) -> int:
    if options.command == "bundle":
        cli_bundle.bundle(options, _library(options))
        return OK
    return OK if cli_bundle.install(options, _library(options), _asking()) else PROBLEMS


def _asking() -> Callable[[str], str] | None:
    """How to put a question; `None` where nobody sits before the screen."""
    return input if sys.stdin.isatty() else None


def _list(options: argparse.Namespace) -> int:
    index = _index(options)
    cards = [
        card
        for card in index.cards
        if (not options.kind or options.kind in card.kinds)
        and (not options.body or options.body in card.body)
    ]
    if options.json:
        print(json.dumps([asdict(card) for card in cards], indent=1, ensure_ascii=False))
        return OK
    width = max((len(card.id) for card in cards), default=0)
    for kind, title in (("routine", "Routines"), ("programme", "Programmes"), ("exercise", "Exercises")):
        chosen = [card for card in cards if card.type == kind]
        if chosen:
            print(title)
        for card in chosen:
            about = "~" if card.about else ""
            length = "–" if card.barred else about + _minutes(card.seconds)
            note = ": not for you now" if card.barred else " (changed for you)" if card.changes else ""
            print(f"  {card.id:{width}}  {length:>6}  {card.title}{note}")
    if not cards:
        print("Nothing fits. `coach list` alone lists everything.")
    if index.problems:
        files = "1 file has" if len(index.problems) == 1 else f"{len(index.problems)} files have"
        print(f"{files} problems; `coach check` says which:", file=sys.stderr)
        for path, message, _ in index.problems:
            print(f"  {path}: {message}", file=sys.stderr)
    return OK


def _minutes(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"


def _show(options: argparse.Namespace) -> int:
    from coach.routine import printing  # noqa: PLC0415 - late on purpose
    from coach.safety.telling import told_cautions, told_changes  # noqa: PLC0415 - late on purpose

    shelf, sides = _shelf(options, options.id), _sides(options)
    if regimen := shelf.index.regimen(options.id) if options.id in shelf.written.programmes else None:
        from coach.routine import programme_printing  # noqa: PLC0415 - late on purpose

        print(programme_printing.described(regimen), end="")
        return OK
    adapted, library = shelf.adapt(options.id), shelf.library
    if adapted.document is None:
        advice = f"`coach show --as-written {options.id}` shows it all the same."
        raise CoachError(f"`{options.id}` is not for you now. {adapted.reason}", advice)
    timelines = library.timelines(options.id, sides)
    described = printing.described(adapted.document, timelines[0], library)
    for heading, lines in (
        ("Changed for you", told_changes(adapted.changes)),
        ("Ask your therapist or doctor first about", told_cautions(adapted.warnings)),
    ):
        for line in lines:
            print(f"{heading}: {line}")
    print(printing.printed(*timelines) if options.timeline else described, end="")
    return OK


def _shelf(options: argparse.Namespace, *wanted: str) -> Shelf:
    """The library as this person's safety answers leave it; everything wanted is known and has no errors."""
    from coach.safety.profile import Profile  # noqa: PLC0415 - late on purpose
    from coach.safety.shelf import Shelf  # noqa: PLC0415 - late on purpose

    library = _library(options)
    for identity in wanted:
        if identity in library.broken:
            path = library.broken[identity]
            raise CoachError(f"`{identity}` has errors.", f"`coach check {path}` says which.")
        if identity not in library.origins:
            raise _unknown(identity, library.origins)
    return Shelf.of(library, Profile() if options.as_written else _profile())


def _sides(options: argparse.Namespace) -> Sides:
    from coach.routine.plan import Side, Sides  # noqa: PLC0415 - late on purpose

    return Sides(Side(options.side_writing), Side(options.side_affected))


def _handout(options: argparse.Namespace) -> int:
    shelf = _shelf(options, *options.ids)
    cli_handout.run(options, shelf, _sides(options), _given(options))
    return OK


def _summary(options: argparse.Namespace) -> int:
    from coach.clock import SystemClock  # noqa: PLC0415 - late on purpose
    from coach.history.store import Store  # noqa: PLC0415 - late on purpose
    from coach.safety.shelf import Shelf  # noqa: PLC0415 - late on purpose

    clock, shelf = SystemClock(), Shelf.of(_library(options), _profile())
    cli_summary.run(options, shelf, lambda: Store.open(paths.database(), clock.wall()), clock)
    return OK


def _unknown(identity: str, known: Iterable[str]) -> _UsageError:
    near = difflib.get_close_matches(identity, list(known), n=1)
    guess = f" Did you mean `{near[0]}`?" if near else " `coach list` lists all."
    return _UsageError(f"There is no routine or exercise `{identity}`.{guess}")


def _play(options: argparse.Namespace) -> int:
    index = _index(options)
    if index.regimen(options.play):
        advice = (
            f"`coach programme follow {options.play}` takes it up; then `coach programme` says what is due."
        )
        raise CoachError(f"`{options.play}` is a programme: it is spread over days.", advice)
    known = {card.id: card for card in index.cards}
    items = {item.id: item.barred for regimen in index.regimens for item in regimen.items}
    if options.play in items and not items[options.play]:
        return _window(options)
    card = known.get(options.play)
    if card is None:
        raise _unknown(options.play, known)
    if card.barred:
        instead = f"Do this instead: {card.instead}. " if card.instead else ""
        advice = f"{instead}Your safety answers are in Coach, under Settings."
        raise CoachError(f"`{card.id}` is not for you now. {card.barred}", advice)
    return _window(options)


def _break(options: argparse.Namespace) -> int:
    from coach.launch import open_window  # noqa: PLC0415 - late on purpose

    return open_window(pause=options.rule)


def _resident(_options: argparse.Namespace) -> int:
    from coach.launch import keep_reminders  # noqa: PLC0415 - late on purpose

    return keep_reminders("resident")


def _rescue(options: argparse.Namespace) -> int:
    return _window(options, options.place or "")


def _window(options: argparse.Namespace, rescue: str | None = None) -> int:
    """Open the window, or ask the Coach that is already there to come forward."""
    if not SLOWEST <= options.speed <= FASTEST:
        raise _UsageError(f"`--speed {options.speed:g}` is outside {SLOWEST:g} to {FASTEST:g}.")
    from coach.launch import open_window  # noqa: PLC0415 - late on purpose

    return open_window(options.play, options.speed, _given(options), rescue)


def _history(options: argparse.Namespace) -> int:
    return cli_history.history(options, lambda: _library(options), lambda: _index(options))


def _programme(options: argparse.Namespace) -> int:
    return cli_history.programme(options, lambda: _index(options))


def _figure(options: argparse.Namespace) -> int:
    cli_figure.run(options, _library(options))
    return OK


_RUN: Final[dict[str | None, Callable[[argparse.Namespace], int]]] = {
    None: _window,
    "backup": cli_history.backup,
    "break": _break,
    **dict.fromkeys(cli_author.COMMANDS, _author),
    **dict.fromkeys(cli_bundle.COMMANDS, _bundle),
    "check": _check,
    "diary": cli_history.diary,
    "erase": cli_history.erase,
    "doctor": lambda _options: cli_doctor.run(),
    "explain": _explain,
    "figure": _figure,
    "handout": _handout,
    "summary": _summary,
    "history": _history,
    "list": _list,
    "play": _play,
    "programme": _programme,
    "remind": cli_remind.remind,
    "rescue": _rescue,
    "resident": _resident,
    "restore": cli_history.restore,
    "show": _show,
    "writing": cli_remind.writing,
}
