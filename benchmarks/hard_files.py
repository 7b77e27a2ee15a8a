"""Files of 20 KB that are hard to check: each is one thing over and over: a mistake, a paste, an attack."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

SIZE: Final = 20_000
"""Characters; the longest file that comes with Coach has a third of them."""
ROUTINE: Final = "coach: 1\ntype: routine\nid: hard\ntitle: Hard\nsteps:\n"
EXERCISE: Final = (
    "coach: 1\ntype: exercise\nid: hard\ntitle: Hard\nkind: mobilise\nside: each\nsteps: [{do: Go.}]\n"
)
_STEP: Final = "  - exercise: wrist-flexor-stretch\n"


def _lines(line: str | Callable[[int], str], head: str = ROUTINE) -> str:
    """A head and as many lines as fit; `line` may depend on its number."""
    made, room, number = [head], SIZE - len(head), 0
    while True:
        one = line if isinstance(line, str) else line(number)
        room, number = room - len(one), number + 1
        if room < 0:
            return "".join(made)
        made.append(one)


def hard_files() -> dict[str, str]:
    """Every one, by what is hard about it."""
    body = f"{EXERCISE}body: [hand]\n"
    return {
        "nothing: a good routine": _lines(lambda at: f"{_STEP}    side: each\n    for: {20 + at % 40} s\n"),
        "nothing: a good exercise": _lines("  - do: Stretch it.\n", body.replace(" [{do: Go.}]", "")),
        "blocks that repeat": _lines(
            lambda at: f"  - block: B{at}\n    rounds: 9\n    steps: [{{exercise: walk-break}}]\n"
        ),
        "questions": _lines(
            lambda at: f"  - ask: Which {at}?\n    answers: [{{answer: A}}, {{answer: B}}]\n"
        ),
        "ids nearly right": _lines(lambda at: f"  - exercise: wrist-flexr-strech-{at}\n"),
        "ids like nothing": _lines(lambda at: f"  - exercise: q{at * 7919}zz{at}\n"),
        "keys nearly right": _lines(lambda at: f"{_STEP}    cuee{at}: x\n"),
        "words nearly right": _lines(lambda at: f"{_STEP}    side: bothe{at}\n"),
        "times in another language": _lines(lambda at: f"{_STEP}    for: {at} sekundos\n"),
        "steps that are none": _lines(lambda at: f"  - x{at}: y\n"),
        "steps that are words": _lines(lambda at: f"  - word{at}\n"),
        "the same key": _lines(lambda at: f"title: {at}\n"),
        "body parts nearly right": f"{EXERCISE}body: [{'hant, ' * 3000}]\n",
        "sources nobody knows": f"{body}sources: [{', '.join(f'src-{at}' for at in range(2000))}]\n",
        "conditions nobody knows": f"{body}avoid_if: [{', '.join(f'COND{at}' for at in range(2000))}]\n",
        "rules that are wrong": _lines(
            lambda at: f"  - when: {{pain: '>{at}'}}\n    then: stopp\n",
            f"{ROUTINE} [{{exercise: walk-break}}]\nrules:\n",
        ),
        "motion that is wrong": _lines(
            lambda at: f"  - pose: strait{at}\n    joints: {{wrst: {{flexon: {at}}}}}\n",
            f"{body}motion:\n  figure: hand\n  frames:\n",
        ),
        "poses that are wrong": _lines(
            lambda at: f"  p{at}: {{from: strait{at}, joints: {{wrst: {{flexon: {at}}}}}}}\n",
            "coach: 1\ntype: poses\nfigure: hand\nposes:\n",
        ),
        "a programme that is wrong": _lines(
            lambda at: f"  - exercise: wrist-flexr-{at}\n    days: mann\n    then: nex-{at}\n",
            "coach: 1\ntype: programme\nid: hard\ntitle: Hard\nitems:\n",
        ),
        "anchors": _lines(lambda at: f"  - &a{at} x\n"),
        "aliases": _lines(lambda at: f"  - *a{at}\n"),
        "tags": _lines(lambda at: f"  - !t{at} x\n"),
        "merge keys": _lines("  - <<: x\n"),
        "open brackets": "a: " + "[" * (SIZE - 3),
        "open braces": "a: " + "{b: " * (SIZE // 4 - 1),
        "lines further and further in": "".join(f"{' ' * at}k{at}:\n" for at in range(195)),
        "lists in lists": "- " * (SIZE // 2),
        "one long line": f"{ROUTINE}  - cue: {'word ' * 3900}",
        "one long line in quotes": f'{ROUTINE}  - cue: "{"word " * 3900}"\n',
        "quotes that never close": _lines(f"{_STEP}    side: each\n", f'{ROUTINE}  - cue: "\n'),
        "brackets that never close": _lines(f"{_STEP}    side: each\n") + "x: [",
        "a colon too many": _lines(f"{_STEP}    cue: Slowly: now\n"),
        "tabs": _lines("\t- x\n"),
        "odd spaces": _lines("  a\u00a0\u2003: x\n"),
        "colons": "a" + ":" * (SIZE - 1),
        "question marks": "? " * (SIZE // 2),
        "hyphens": "-" * SIZE,
        "quotation marks": '"' * SIZE,
        "blanks": f"{ROUTINE}{' ' * 19_900}x",
        "empty lines": ROUTINE + "\n" * 19_900 + "x",
        "a page of prose": _lines("Stretch the hand, please, and hold it for a while.\n", ""),
        "comments": _lines("# word word word\n", ""),
    }
