"""`coach remind` and `coach writing`: the reminders from the command line.

What is asked goes to the process that plans, if one runs; otherwise it is done to what that has saved.
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from coach import paths
from coach.errors import CoachError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Mapping, Sequence

    from coach.reminders.chosen import Chosen
    from coach.reminders.rule import Rule
    from coach.reminders.told import Told

STARTS_WITHIN: Final = 15.0
"""Seconds to wait for the process that plans to start."""
FIELDS: Final = """\
FIELD=VALUE are the names and values of the settings file, such as every="30 min" length="2 min"
routine=desk-foot-2 times=11:40,16:00 days=mon,thu window=09:00-17:00 announce=window strict=true.
A value of `none` is as usual again."""


def add(commands: Any) -> None:  # noqa: ANN401  # argparse does not name its class
    """Describe the commands to the parser."""
    remind = commands.add_parser("remind", help="reminders: what there is, what is next, and why")
    does = remind.add_subparsers(dest="remind", metavar="WHAT", required=True, title="what")
    does.add_parser("list", help="the rules, and what each does")
    does.add_parser("on", help="turn reminders on")
    does.add_parser("off", help="turn them off")
    new = does.add_parser("add", help="a new rule", epilog=FIELDS)
    new.add_argument("id", metavar="NAME", help="a name of your own: small letters, figures and hyphens")
    new.add_argument("kind", choices=("active-time", "clock", "dose", "hydration"), metavar="KIND")
    new.add_argument("fields", nargs="*", metavar="FIELD=VALUE")
    edit = does.add_parser("edit", help="change a rule", epilog=FIELDS)
    edit.add_argument("id", metavar="NAME")
    edit.add_argument("fields", nargs="+", metavar="FIELD=VALUE")
    does.add_parser("remove", help="remove a rule").add_argument("id", metavar="NAME")
    profile = does.add_parser("profile", help="choose a profile, such as desk, writing or travel")
    profile.add_argument("profile", metavar="NAME")
    pause = does.add_parser("pause", help="pause them for a while; pauses do not end one another")
    pause.add_argument(
        "how_long", nargs="?", default="", metavar="LENGTH", help="1h, 30min, or until-tomorrow"
    )
    pause.add_argument("--name", default="command line", help="what the pause is called")
    pause.add_argument("--only", action="append", default=[], metavar="RULE", help="only this rule")
    resume = does.add_parser("resume", help="end a pause, or all of them")
    resume.add_argument("name", nargs="?", default="", metavar="NAME", help="of the pause")
    does.add_parser("next", help="what comes next, and what holds it back")
    does.add_parser("why", help="the last decisions, each with its reason")
    take = does.add_parser("import", help="take over rules of Workrave, Safe Eyes or Stretchly")
    take.add_argument("program", nargs="?", choices=("workrave", "safeeyes", "stretchly"), metavar="PROGRAM")

    writing = commands.add_parser("writing", help="handwriting mode: pen work counts as work")
    how = writing.add_subparsers(dest="writing", metavar="WHAT", required=True, title="what")
    begin = how.add_parser("start", help="begin it")
    begin.add_argument(
        "how_long", nargs="?", default="", metavar="LENGTH", help="10 min to 4 h, such as 90min"
    )
    how.add_parser("stop", help="end it")
    how.add_parser("status", help="say whether it is on")


def remind(options: argparse.Namespace) -> int:
    """Run `coach remind`."""
    _DOES[options.remind](options)
    return 0


def writing(options: argparse.Namespace) -> int:
    """Run `coach writing`."""
    from coach.reminders import asked  # noqa: PLC0415 - late on purpose
    from coach.reminders.rule import WRITING_FOR  # noqa: PLC0415 - late on purpose

    if options.writing == "status":
        told = _told()
        until = told.writing_until if told else None
        print("Handwriting mode is on." if until is not None else "Handwriting mode is off.")
    elif options.writing == "stop":
        _ask(asked.stop_writing())
        print("Handwriting mode is off.")
    else:
        seconds = _length(options.how_long) if options.how_long else WRITING_FOR.usual
        with _kindly():
            WRITING_FOR.check("handwriting mode", seconds)
        _ask_for_certain(asked.writing(seconds))
        print(f"Handwriting mode is on for {WRITING_FOR.in_words(seconds)}. `coach writing stop` ends it.")
    return 0


def _list(_options: argparse.Namespace) -> None:
    from coach.reminders.telling import name, sentence  # noqa: PLC0415 - late on purpose

    chosen = _chosen()
    print(f"Reminders are {'on' if chosen.on else 'off'}; the profile is {chosen.reminders.profile}.")
    live = chosen.reminders.live()
    width = max((len(rule.id) for rule in chosen.reminders.rules), default=0)
    for rule in chosen.reminders.rules:
        only = ", ".join(sorted(rule.manner.profiles))
        note = "" if rule in live else " (switched off)" if not rule.manner.enabled else f" (only: {only})"
        print(f"  {rule.id:{width}}  {name(rule)}. {sentence(rule)}{note}")


def _on(_options: argparse.Namespace) -> None:
    from coach.desktop.processes import start_resident  # noqa: PLC0415 - late on purpose

    _change(lambda now: replace(now, on=True))
    start_resident()
    print("Reminders are on.")


def _off(_options: argparse.Namespace) -> None:
    _change(lambda now: replace(now, on=False))
    print("Reminders are off.")


def _add(options: argparse.Namespace) -> None:
    def put(now: Chosen) -> Chosen:
        if now.rule(options.id) is not None:
            raise CoachError(
                f"There is a rule `{options.id}` already.", f"`coach remind edit {options.id}` changes it."
            )
        return now.with_rule(_made({"id": options.id, "kind": options.kind}, options.fields))

    _say(_change(put), options.id)


def _edit(options: argparse.Namespace) -> None:
    from coach.reminders.chosen import write_rule  # noqa: PLC0415 - late on purpose

    def put(now: Chosen) -> Chosen:
        return now.with_rule(_made(write_rule(_rule(now, options.id)), options.fields))

    _say(_change(put), options.id)


def _remove(options: argparse.Namespace) -> None:
    _change(lambda now: now.without_rule(_rule(now, options.id).id))
    print(f"`{options.id}` is removed.")


def _profile(options: argparse.Namespace) -> None:
    def choose(now: Chosen) -> Chosen:
        if options.profile not in now.profiles:
            raise CoachError(
                f"There is no profile `{options.profile}`.", f"There are {', '.join(now.profiles)}."
            )
        return replace(now, reminders=replace(now.reminders, profile=options.profile))

    _change(choose)
    print(f"The profile is {options.profile}.")


def _pause(options: argparse.Namespace) -> None:
    from coach.reminders import asked  # noqa: PLC0415 - late on purpose

    chosen = _chosen()
    rules = tuple(_rule(chosen, rule).id for rule in options.only)
    if options.how_long == asked.UNTIL_TOMORROW:
        line = asked.pause_until_tomorrow(options.name)
    elif options.how_long:
        seconds = _length(options.how_long)
        if not asked.SHORTEST <= seconds <= asked.LONGEST:
            raise CoachError(
                "A pause lasts from a minute to a day.", "Without a length it lasts until it is ended."
            )
        line = asked.pause(options.name, seconds, rules)
    else:
        line = asked.pause(options.name, rules=rules)
    _ask(line)
    name = "" if options.name == "command line" else f" {options.name!r}"
    print(f"Paused. `coach remind resume{name}` ends it.")


def _resume(options: argparse.Namespace) -> None:
    from coach.reminders import asked  # noqa: PLC0415 - late on purpose

    told = _told()
    names = [pause.name for pause in told.pauses] if told else []
    if options.name and options.name not in names:
        there = f"There is {', '.join(names)}." if names else "Nothing is paused."
        raise CoachError(f"There is no pause named `{options.name}`.", there)
    for name in [options.name] if options.name else names:
        _ask(asked.resume(name))
    print("The pause is over." if names else "Nothing is paused.")


def _next(_options: argparse.Namespace) -> None:
    told = _told()
    if told is None or not told.is_fresh(time.time()):
        chosen = _chosen()
        print(f"Reminders are {'on, but nobody keeps them: is Coach running?' if chosen.on else 'off.'}")
    if told is not None:
        print("\n".join(told.lines()))


def _why(_options: argparse.Namespace) -> None:
    told = _told()
    decisions = told.decisions if told else ()
    print("\n".join(decisions) if decisions else "Nothing has been decided yet.")


def _import(options: argparse.Namespace) -> None:
    from coach.desktop.peers import found  # noqa: PLC0415 - late on purpose
    from coach.reminders.peers import take  # noqa: PLC0415 - late on purpose

    there = [one for one in found() if options.program in {None, one.program}]
    if not there:
        who = options.program or "Workrave, Safe Eyes or Stretchly"
        raise CoachError(f"No settings of {who} were found.", "`coach remind add` makes rules of your own.")
    for one in there:
        with _kindly():
            taken = take(one.program, one.text)
        chosen = _change(partial(_with_all, rules=taken.rules))
        print(f"From {one.where}:")
        for rule in taken.rules:
            _say(chosen, rule.id)
        for sentence in taken.left_out:
            print(f"  {sentence}")


_DOES: Final[Mapping[str, Callable[[argparse.Namespace], None]]] = {
    "list": _list,
    "on": _on,
    "off": _off,
    "add": _add,
    "edit": _edit,
    "remove": _remove,
    "profile": _profile,
    "pause": _pause,
    "resume": _resume,
    "next": _next,
    "why": _why,
    "import": _import,
}


def _with_all(now: Chosen, rules: Sequence[Rule]) -> Chosen:
    for rule in rules:
        now = now.with_rule(rule)
    return now


def _say(chosen: Chosen, identity: str) -> None:
    """What a rule does, now that it is so."""
    from coach.reminders.telling import name, sentence  # noqa: PLC0415 - late on purpose

    rule = _rule(chosen, identity)
    print(f"  {rule.id}: {name(rule)}. {sentence(rule)}")


def _rule(chosen: Chosen, identity: str) -> Rule:
    rule = chosen.rule(identity)
    if rule is None:
        known = ", ".join(one.id for one in chosen.reminders.rules)
        raise CoachError(f"There is no rule `{identity}`.", f"There are {known}." if known else "")
    return rule


def _made(table: dict[str, Any], given: Sequence[str]) -> Rule:
    """A rule out of its table and some changes to it."""
    from coach.reminders.chosen import read_rule  # noqa: PLC0415 - late on purpose
    from coach.reminders.values import of_words  # noqa: PLC0415 - late on purpose

    for one in given:
        name, equals, value = one.partition("=")
        if not equals or name in {"id", "kind"}:
            raise CoachError(f"`{one}` is no FIELD=VALUE.", "`coach remind add --help` has examples.")
        if value == "none":
            table.pop(name, None)
        else:
            table[name] = of_words(name, value)
    with _kindly():
        return read_rule(table)


class _kindly:  # noqa: N801  # reads as what it does
    """What a person has asked for and cannot be: a sentence, no traceback."""

    def __enter__(self) -> None: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, ValueError):
            said = str(error).rstrip(".")
            raise CoachError(f"{said[:1].upper()}{said[1:]}.") from error


def _length(text: str) -> float:
    from coach.reminders.values import read_length  # noqa: PLC0415 - late on purpose

    with _kindly():
        return read_length(text)


def _chosen() -> Chosen:
    from coach.reminders import chosen_file  # noqa: PLC0415 - late on purpose

    chosen, problems = chosen_file.load(paths.settings_file())
    for problem in problems:
        print(f"coach: {problem}", file=sys.stderr)
    return chosen


def _change(edit: Callable[[Chosen], Chosen]) -> Chosen:
    """Change the settings, and tell the process that plans."""
    from coach.desktop.single_instance import RESIDENT, ask_running  # noqa: PLC0415 - late on purpose
    from coach.reminders import asked, chosen_file  # noqa: PLC0415 - late on purpose

    chosen = chosen_file.save(paths.settings_file(), edit)
    ask_running(asked.RELOAD, who=RESIDENT)
    return chosen


def _told() -> Told | None:
    """What is to be said: as told last, or as the saved counts have it now where nobody keeps them."""
    from coach.reminders import status  # noqa: PLC0415 - late on purpose

    _, told = status.read(paths.reminders_file())
    return told if told is not None and told.is_fresh(time.time()) else _act(None)


def _ask(line: str) -> None:
    """Ask the process that plans; where none runs, answer in its place."""
    from coach.desktop.single_instance import RESIDENT, ask_running  # noqa: PLC0415 - late on purpose

    if not ask_running(line, who=RESIDENT):
        _act(line)


def _ask_for_certain(line: str) -> None:
    """Ask the process that plans, and start it first if it does not run."""
    from coach.desktop.processes import start_resident  # noqa: PLC0415 - late on purpose
    from coach.desktop.single_instance import RESIDENT, ask_running  # noqa: PLC0415 - late on purpose

    if ask_running(line, who=RESIDENT):
        return
    if not sys.platform.startswith("linux") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY"))):
        start_resident()
        if ask_running(line, patience=STARTS_WITHIN, who=RESIDENT):
            return
    raise CoachError(
        "The reminders could not be started.", "They need your desktop: try it in a terminal there."
    )


def _act(line: str | None) -> Told:
    """Answer in the place of a process that plans, to what one has saved; the answer is kept."""
    from coach.clock import SystemClock, local_zone  # noqa: PLC0415 - late on purpose
    from coach.reminders import asked, saved, status  # noqa: PLC0415 - late on purpose
    from coach.reminders.sample import Sample  # noqa: PLC0415 - late on purpose
    from coach.reminders.told import tell  # noqa: PLC0415 - late on purpose

    clock, chosen, path = SystemClock(), _chosen(), paths.reminders_file()
    # Nobody is there to whom anything could be offered.
    is_away = line is not None
    sample = Sample(clock.monotonic(), clock.wall().astimezone(local_zone()), None, locked=is_away)
    state, _ = saved.load(status.read(path)[0], chosen.reminders, sample)
    if line is not None:
        state, _ = asked.answer(state, sample, line) or (state, ())
    told = tell(state, sample, chosen)
    if line is not None:
        try:
            status.write(path, saved.dump(state, sample), told)
        except OSError as error:
            raise CoachError(f"That could not be saved: {error.strerror or error}.") from error
    return told
