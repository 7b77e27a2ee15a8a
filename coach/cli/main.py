"""The command line. `coach` alone opens the window; check, list and show work without a screen.

Imports are late on purpose: nothing here waits for Qt, YAML or pydantic unless a command needs them.
"""

from __future__ import annotations

import argparse
import difflib
import os
import re
import sys
from typing import TYPE_CHECKING, Final, NoReturn

from coach import __version__, paths
from coach.__main__ import PLACES
from coach.cli import (
    author,
    bundle,
    check,
    data,
    diary,
    doctor,
    figure,
    handout,
    history,
    programme,
    remind,
    routines,
    show,
    summary,
)
from coach.cli.routines import UsageError, add_person, add_routines, read_index, read_library, read_profile
from coach.errors import CoachError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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
    "diary",
    "history",
    "programme",
    *data.COMMANDS,
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
    except UsageError as error:
        print(f"coach: {error}", file=sys.stderr)
        return USAGE
    except BrokenPipeError:
        # The reader (`head`, a pager) has seen enough. Nothing is left to be said at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        return 130


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say what is wrong in a sentence, with what was probably meant."""
        raise UsageError(f"{_kindly(message)} `{self.prog} --help` says what there is.")


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
    r"argument \S+: (`.*)": "{}",
    r"argument (\S+): expected one argument": "`{}` needs a value after it.",
    r"the following arguments are required: (.*)": "Something is missing: {}.",
    r"unrecognized arguments: (.*)": "`{}` is not something this command knows.",
}


def _parser() -> _Parser:
    about = "Timed stretching, massage and strengthening routines for hands, feet and toes."
    parser = _Parser(prog="coach", description=about, epilog="`coach` alone opens the window.")
    parser.add_argument("--version", action="version", version=f"Coach {__version__}")
    add_routines(parser, "routines_first")
    speed = "N times as fast, for authors who rehearse a routine"
    parser.add_argument("--speed", type=float, default=1.0, metavar="N", help=speed)
    parser.set_defaults(routines=[], play=None)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")

    with_routines = [check.add(commands), *show.add(commands)]

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
    for family in (remind, doctor, diary, data):
        family.add(commands)
    paper = handout.add(commands)
    add_person(paper)
    with_routines += [play, rescue, figure.add(commands), paper, summary.add(commands)]
    with_routines += [history.add(commands), programme.add(commands)]
    with_routines += [*author.add(commands), *bundle.add(commands)]
    for command in with_routines:
        add_routines(command, "routines")
    return parser


def _check(options: argparse.Namespace) -> int:
    options.paths = options.paths or [paths.own_routines()]
    for path in options.paths:
        if not path.exists():
            raise UsageError(f"There is no file or folder `{path}`.")
    return OK if check.run(options, routines.all_folders(options)) else PROBLEMS


def _explain(options: argparse.Namespace) -> int:
    check.explain(options)
    return OK


def _author(options: argparse.Namespace) -> int:
    match options.command:
        case "schema":
            author.schema(options)
        case "migrate":
            author.migrate(options)
        case "fmt":
            return OK if author.fmt(options) else PROBLEMS
        case "diff":
            author.diff(options, read_library(options))
        case "new":
            author.new(options, read_library(options), _asking())
    return OK


def _bundle(options: argparse.Namespace) -> int:
    if options.command == "bundle":
        bundle.bundle(options, read_library(options))
        return OK
    return OK if bundle.install(options, read_library(options), _asking()) else PROBLEMS


def _asking() -> Callable[[str], str] | None:
    """How to put a question; `None` where nobody sits before the screen."""
    return input if sys.stdin.isatty() else None


def _handout(options: argparse.Namespace) -> int:
    shelf = routines.shelf_for(options, *options.ids)
    handout.run(options, shelf, routines.sides_of(options), routines.given_folders(options))
    return OK


def _summary(options: argparse.Namespace) -> int:
    from coach.clock import SystemClock  # noqa: PLC0415 - late on purpose
    from coach.history.store import Store  # noqa: PLC0415 - late on purpose
    from coach.safety.shelf import Shelf  # noqa: PLC0415 - late on purpose

    clock, shelf = SystemClock(), Shelf.of(read_library(options), read_profile())
    summary.run(options, shelf, lambda: Store.open(paths.database(), clock.wall()), clock)
    return OK


def _play(options: argparse.Namespace) -> int:
    index = read_index(options)
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
        raise routines.unknown(options.play, known)
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
        raise UsageError(f"`--speed {options.speed:g}` is outside {SLOWEST:g} to {FASTEST:g}.")
    from coach.launch import open_window  # noqa: PLC0415 - late on purpose

    return open_window(options.play, options.speed, routines.given_folders(options), rescue)


def _history(options: argparse.Namespace) -> int:
    return history.run(options, lambda: read_library(options), lambda: read_index(options))


def _programme(options: argparse.Namespace) -> int:
    return programme.run(options, lambda: read_index(options))


def _list(options: argparse.Namespace) -> int:
    show.listed(options)
    return OK


def _show(options: argparse.Namespace) -> int:
    show.shown(options)
    return OK


def _figure(options: argparse.Namespace) -> int:
    figure.run(options, read_library(options))
    return OK


_RUN: Final[dict[str | None, Callable[[argparse.Namespace], int]]] = {
    None: _window,
    "backup": data.backup,
    "break": _break,
    **dict.fromkeys(author.COMMANDS, _author),
    **dict.fromkeys(bundle.COMMANDS, _bundle),
    "check": _check,
    "diary": diary.run,
    "erase": data.erase,
    "doctor": lambda _options: doctor.run(),
    "explain": _explain,
    "figure": _figure,
    "handout": _handout,
    "summary": _summary,
    "history": _history,
    "list": _list,
    "play": _play,
    "programme": _programme,
    "remind": remind.remind,
    "rescue": _rescue,
    "resident": _resident,
    "restore": data.restore,
    "show": _show,
    "writing": remind.writing,
}
