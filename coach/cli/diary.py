"""`coach diary`: cramps written down, corrected, taken out and listed.

Imports are late on purpose, as in `coach.cli`.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from coach.cli import records
from coach.errors import CoachError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from coach.history.cramp import Cramp
    from coach.history.store import Store

_PAGES: Final = {
    "now": "a cramp that goes on: open the window, where its time runs",
    "write": "open the window at an empty form",
}
_SIDES: Final = ("left", "right", "both")
_YES_NO: Final = ("yes", "no")
_FLAGS: Final = {
    "woke": "it woke you",
    "sick": "vomiting or diarrhoea that day",
    "alcohol": "alcohol that day",
    "numbness": "numb or tingling",
    "weakness": "weak",
    "twitching": "twitching",
    "swelling": "swollen",
    "colour": "another colour",
}
_TEXTS: Final = {
    "way": "which way it pulled",
    "doing": "what you were doing",
    "shoes": "your shoes",
    "warmth": "heat or cold",
    "fluids": "what you had drunk that day",
    "medicines": "new or changed medicines",
    "supplements": "supplements",
    "helped": "what helped",
    "cycle": "day of the cycle, or week of pregnancy",
    "note": "anything else",
}


def add(commands: Any) -> None:  # noqa: ANN401  # argparse does not name its class
    """Describe the command to the parser."""
    from coach.history.cramp import PLACES  # noqa: PLC0415 - late on purpose

    diary = commands.add_parser("diary", help="the cramp diary")
    within = diary.add_subparsers(dest="diary", metavar="WHAT", required=True)
    added = within.add_parser("add", help="write a cramp down")
    added.add_argument("place", choices=PLACES, metavar="PLACE", help=", ".join(PLACES))
    correct = within.add_parser("correct", help="write an entry anew; what is left out stays")
    correct.add_argument("id", type=int, metavar="NUMBER")
    correct.add_argument("--place", choices=PLACES, metavar="PLACE")
    for parser in (added, correct):
        parser.add_argument("--at", metavar="TIME", help="when it began: 03:20, or 2026-11-23T03:20")
        parser.add_argument("--side", choices=_SIDES)
        parser.add_argument("--lasted", metavar="LENGTH", help="such as `3 min`")
        parser.add_argument("--doing-for", metavar="LENGTH", help="for how long you had been doing that")
        parser.add_argument("--helped-after", metavar="LENGTH", help="how long until it helped")
        parser.add_argument("--pain", type=int, choices=range(11), metavar="0-10")
        parser.add_argument("--let-go", choices=_YES_NO, metavar="yes|no", help="it has let go")
        parser.add_argument("--done", action="append", metavar="WORDS", help="what you did; several times")
        for name, about in _FLAGS.items():
            parser.add_argument(f"--{name}", choices=_YES_NO, metavar="yes|no", help=about)
        for name, about in _TEXTS.items():
            parser.add_argument(f"--{name}", metavar="WORDS", help=about)
    remove = within.add_parser("remove", help="take an entry out; its earlier versions are kept")
    remove.add_argument("id", type=int, metavar="NUMBER")
    remove.add_argument("--for-good", action="store_true", help="with all its versions")
    for page, about in _PAGES.items():
        within.add_parser(page, help=about)
    listing = within.add_parser("list", help="the entries")
    records.add_span(listing)
    listing.add_argument("--format", choices=("text", "csv"), default="text")


def run(options: argparse.Namespace) -> int:
    """`coach diary`."""
    if options.diary in _PAGES:
        from coach.launch import open_window  # noqa: PLC0415 - late on purpose

        return open_window(diary=options.diary)
    now = records.now()
    with closing(records.opened(now)) as store:
        _DIARY[options.diary](options, store, now)
    return 0


def _diary_add(options: argparse.Namespace, store: Store, now: datetime) -> None:
    from coach.history.cramp import Cramp  # noqa: PLC0415 - late on purpose

    identity = store.note_cramp(_filled(Cramp(_began(options.at, now) or now, options.place), options))
    print(f"Written down as {identity}. `coach diary correct {identity}` adds to it.")


def _diary_correct(options: argparse.Namespace, store: Store, now: datetime) -> None:
    cramp = _filled(_entry(store, options.id), options)
    began = _began(options.at, now)
    store.correct_cramp(replace(cramp, place=options.place or cramp.place, began=began or cramp.began), now)
    print(f"Entry {options.id} is written anew. What stood there before is kept.")


def _diary_remove(options: argparse.Namespace, store: Store, now: datetime) -> None:
    _entry(store, options.id, gone_too=options.for_good)
    if options.for_good:
        store.forget_cramp(options.id)
        print(f"Entry {options.id} and all its versions are gone.")
    else:
        store.withdraw_cramp(options.id, now)
        print(f"Entry {options.id} is out of the diary. `coach diary correct {options.id}` brings it back.")


def _diary_list(options: argparse.Namespace, store: Store, now: datetime) -> None:
    from coach.history import as_csv  # noqa: PLC0415 - late on purpose

    last = options.last or now.date()
    cramps = store.cramps_between(options.first or date.min, last)
    if options.format == "csv":
        print(as_csv.diary(cramps), end="")
        return
    for cramp in cramps:
        print(f"{cramp.began:%Y-%m-%d %H:%M}  {line(cramp)}")
    if not cramps:
        print("Nothing in the diary. `coach diary add calf` begins it.")


def _entry(store: Store, identity: int, *, gone_too: bool = True) -> Cramp:
    versions = store.cramp_versions(identity)
    if not versions or (versions[-1].withdrawn and not gone_too):
        raise CoachError(f"There is no entry {identity} in the diary.", "`coach diary list` shows them.")
    return versions[-1].cramp


def _began(text: str | None, now: datetime) -> datetime | None:
    """A time of today, or of yesterday if that has not come yet; or a day and a time."""
    from coach.routine import quantity  # noqa: PLC0415 - late on purpose

    if text is None:
        return None
    try:
        if "T" not in text and "-" not in text:
            clock = quantity.time_of_day(text)
            at = now.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
            return at if at <= now else at - timedelta(days=1)
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise CoachError(f"`{text}` is no time.", "Write `03:20`, or `2026-11-23T03:20`.") from error
    return at if at.tzinfo is not None else at.astimezone()


def _filled(cramp: Cramp, options: argparse.Namespace) -> Cramp:
    """An entry with what was given on the command line."""
    from coach.routine.plan import Side  # noqa: PLC0415 - late on purpose

    given: dict[str, Any] = {name: getattr(options, name) for name in ("pain", *_TEXTS)}
    given |= {name: _flag(getattr(options, name)) for name in _FLAGS}
    given |= {name: _seconds(getattr(options, name)) for name in ("lasted", "doing_for", "helped_after")}
    given["side"] = Side(options.side) if options.side else None
    given["done"] = tuple(options.done) if options.done else None
    given["let_go"] = _flag(options.let_go)
    if given["let_go"] is None and given["lasted"] is not None:
        given["let_go"] = True  # who says how long it lasted says that it is over
    return replace(cramp, **{name: value for name, value in given.items() if value is not None})


def _flag(text: str | None) -> bool | None:
    return None if text is None else text == "yes"


def _seconds(text: str | None) -> float | None:
    from coach.routine import quantity  # noqa: PLC0415 - late on purpose

    if text is None:
        return None
    try:
        return quantity.length(text)
    except quantity.QuantityError as error:
        raise CoachError(str(error), error.hint) from error


_DIARY: Final[dict[str, Callable[[argparse.Namespace, Store, datetime], None]]] = {
    "add": _diary_add,
    "correct": _diary_correct,
    "list": _diary_list,
    "remove": _diary_remove,
}


def line(cramp: Cramp) -> str:
    """An entry on one line, without its time."""
    facts = [
        f"{cramp.side} side" if cramp.side in _SIDES[:2] else "both sides" if cramp.side else "",
        cramp.way,
        f"{round(cramp.lasted / 60, 1):g} min" if cramp.lasted is not None else "",
        f"pain {cramp.pain}" if cramp.pain is not None else "",
        f"helped: {cramp.helped}" if cramp.helped else "",
        cramp.note,
    ]
    return f"cramp {cramp.id}: " + " · ".join([cramp.place, *filter(None, facts)])
