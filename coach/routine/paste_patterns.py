"""The words and forms that therapists write an exercise in, and what each says. A table: the longest forms first.

Each pattern is tried once, on what the ones before it have left over.
"""

# ruff: noqa: E501, ISC004 - a pattern is read in one piece

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from coach.routine import meant

_N = r"(\d+|once|twice|thrice|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty)"
_R = rf"((?:{_N[1:-1]})(?:\s*(?:-|–|to)\s*\d+)?)"
_UNIT = r"(?:s|sec|secs|second|seconds|sek|″|\"|min|mins|minute|minutes|m|h|hr|hour|hours)"
_T = rf"(\d+(?:[.,]\d+)?(?:\s*(?:-|–|to)\s*\d+)?\s*-?{_UNIT}\b\.?|\d+:\d\d|half a minute|a minute|\d+[\"″])"
_X = r"\s*(?:x|×|\*|times|of|@)\s*"
_REPS = r"(?:reps?|repetitions?|repeats?)"
_PART = r"(?:sides?|legs?|arms?|hands?|f[eo]{2}t|ankles?|wrists?|calf|calves|thumbs?|way|directions?|ear|shoulder)"

_MOVES = "squeezes|circles|turns|rolls|raises|lifts|curls|pulls|presses|taps|glides|bends|pumps|scrunches"
Reader = Callable[[re.Match[str]], list[tuple[str, str]]]
"""What a match says: keys and their values; an empty value says nothing."""


def _count(text: str) -> str:
    return (
        re.sub(r"^Write (?:only the number: )?`(.+)`\.$", r"\1", meant.count(text))
        if not text.isdigit()
        else text
    )


def _time(text: str) -> str:
    if re.fullmatch(r"\d+:\d\d", text.strip()):
        return text.strip()
    said = meant.duration(re.sub(r"(\d),(\d)", r"\1.\2", text.replace("-s", " s")).replace("-m", " m"))
    found = re.match(r"Write `(.+?)`", said)
    return found[1] if found else ""


_WEEK_DAY: Final = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"

PATTERNS: Final[tuple[tuple[str, Reader], ...]] = (
    # Stop rules take the rest of their sentence.
    (
        r"\bstop (?:if|when)\b[^.;\n]*",
        lambda m: [("stop_if", m[0][len("stop if") :].removeprefix("n").strip())],
    ),
    # What Coach cannot count is given back, so that it does not stay in the title.
    (rf"\b(?:hold(?: for)? )?{_R}\s*(?:slow |deep |full )*breaths?\b", lambda m: [("unclear", m[0])]),
    (r"\b(?:every|each|per|an) (?:\d+ )?(?:hour|hr|h)s?\b|\bhourly\b", lambda m: [("unclear", m[0])]),
    # How often; before counts, which would take the numbers.
    (
        r"\bevery (?:other|second) day\b|\balternate days?\b|\bevery 2 days\b",
        lambda _: [("days", "every other day")],
    ),
    (
        rf"{_R}\s*(?:x|×|times|days)?\s*(?:/|per|a|each|every)\s*(?:week|wk)\b|{_R}\s*(?:x|×|times)\s*weekly\b",
        lambda m: [("per_week", _count(m[1] or m[2]))],
    ),
    (
        rf"{_R}\s*(?:x|×|times|sets)?\s*(?:/|per|a|each|every|in the)\s*day\b|{_R}\s*(?:x|×|times|sets)?\s*daily\b",
        lambda m: [("per_day", _count(m[1] or m[2])), ("days", "daily")],
    ),
    (r"\b(?:b\.?i\.?d|b\.?d)\b\.?", lambda _: [("per_day", "2"), ("days", "daily")]),
    (r"\b(?:t\.?i\.?d|t\.?d\.?s)\b\.?", lambda _: [("per_day", "3"), ("days", "daily")]),
    (r"\b(?:q\.?i\.?d|q\.?d\.?s)\b\.?", lambda _: [("per_day", "4"), ("days", "daily")]),
    (
        r"\b(?:every |each |in the )?(?:morning|am|a\.m\.)s?,? (?:and|&) (?:at |in the )?(?:every )?(?:night|evening|pm|bedtime|p\.m\.)s?\b",
        lambda _: [("per_day", "2"), ("days", "daily")],
    ),
    (
        rf"\b(?:on )?({_WEEK_DAY}(?:(?:\s*(?:,|and|&|/|\+)\s*){_WEEK_DAY})+)\b",
        lambda m: [("days", _days(m[1]))],
    ),
    (r"\b(?:on )?(?:weekdays|mon(?:day)?\s*(?:-|–|to)\s*fri(?:day)?)\b", lambda _: [("days", "weekdays")]),
    (r"\b(?:at|on) weekends\b", lambda _: [("days", "weekends")]),
    (
        r"\b(?:daily|every day|each day|every (?:morning|evening|night))\b",
        lambda _: [("per_day", "1"), ("days", "daily")],
    ),
    (r"\bas needed\b|\bprn\b|\bwhen needed\b", lambda _: [("days", "as needed")]),
    # Rest and tempo.
    (
        rf"\b(?:rest|pause|break)\s*(?:for|of|:)?\s*{_T}(\s*between sets)?|{_T}\s*(?:rest|pause|break)s?\b(\s*between sets)?",
        lambda m: [("rest_between_sets" if m[2] or m[4] else "rest", _time(m[1] or m[3]))],
    ),
    (r"\btempo:?\s*(\d+(?:\s*-\s*\d+)+)", lambda m: [("tempo", m[1].replace(" ", ""))]),
    # How much: the longest forms first.
    (
        rf"{_N}\s*(?:sets?)?{_X}{_R}\s*{_REPS}?{_X}{_T}(?:\s*holds?\b)?",
        lambda m: [("sets", _count(m[1])), ("reps", _count(m[2])), ("hold", _time(m[3]))],
    ),
    (
        rf"{_N}\s*sets?\s*(?:of|x|×|,|:)?\s*{_T}(?:\s*holds?\b)?",
        lambda m: [("sets", _count(m[1])), ("reps", "1"), ("hold", _time(m[2]))],
    ),
    (
        rf"{_N}\s*sets?\s*(?:of|x|×|,|:|with)?\s*{_R}(?:\s*{_REPS}|\s*times)?\b(?!\s*{_UNIT}\b)",
        lambda m: [("sets", _count(m[1])), ("reps", _count(m[2]))],
    ),
    (
        rf"{_R}\s*(?:{_REPS}|times)?\s*(?:x|×|,|for|and|in)?\s*{_N}\s*sets?\b",
        lambda m: [("reps", _count(m[1])), ("sets", _count(m[2]))],
    ),
    (
        rf"{_R}\s*(?:{_REPS}\s*)?(?:x|×|\*|@|of|times|for|with)\s*(?:a\s*)?{_T}(?:\s*(?:each|holds?)\b(?! {_PART}))?",
        lambda m: [("reps", _count(m[1])), ("hold", _time(m[2]))],
    ),
    (
        rf"(?:\bhold (?:for )?)?{_T}(?:\s*holds?)?\s*(?:x|×|\*|,? ?repeat(?:ed)?)\s*{_R}(?:\s*(?:times|{_REPS}))?\b",
        lambda m: [("hold", _time(m[1])), ("reps", _count(m[2]))],
    ),
    (
        rf"{_N}\s*(?:x|×|\*)\s*{_R}(?:\s*{_REPS})?\b",
        lambda m: [("sets", _count(m[1])), ("reps", _count(m[2]))],
    ),
    (
        rf"\b(?:hold(?:ing)?|held|keep|maintain)(?: (?:it|this|the|each|for|stretch|position|there|about))*:?\s*{_T}",
        lambda m: [("hold", _time(m[1]))],
    ),
    (rf"{_T}\s*(?:isometric )?holds?\b", lambda m: [("hold", _time(m[1]))]),
    (r"\bhold(?: for)? (\d+)\b(?! *(?:breath|rep|time|set|slow|deep))", lambda m: [("hold", f"{m[1]} s")]),
    (rf"\b(?:reps?|repetitions?)\s*[:=]?\s*{_R}", lambda m: [("reps", _count(m[1]))]),
    (rf"\bsets?\s*[:=]?\s*{_N}|{_N}\s*sets?\b", lambda m: [("sets", _count(m[1] or m[2]))]),
    (
        rf"{_R}\s*(?:each|per|every|either) {_PART}\b",
        lambda m: [("reps", _count(m[1])), ("side", "each")],
    ),
    (rf"{_R}\s*(?:slow |full |gentle )?(?:{_MOVES})\b", lambda m: [("reps", _count(m[1]))]),
    (
        rf"\b(?:repeat|do|perform)\s*(?:it |this )?{_R}(?:\s*(?:times|x|×))?\b",
        lambda m: [("reps", _count(m[1]))],
    ),
    (rf"{_R}\s*(?:{_REPS}|times|x|×)(?![\w])|(?:x|×)\s*{_R}\b", lambda m: [("reps", _count(m[1] or m[2]))]),
    (rf"(?:\bfor )?{_T}", lambda m: [("time", _time(m[1]))]),
    # Sides.
    (
        rf"\b(?:on |with |for |in )?(?:each|per|every|either) {_PART}\b|/\s*side\b|\bboth sides\b|\b(?:l|left) ?(?:\+|&|and|/) ?(?:r|right)\b"
        rf"|\b(?:r|right) ?(?:\+|&|and|/) ?(?:l|left)\b|\b(?:repeat |then |and )*(?:on |with )?(?:the )?(?:other|opposite) {_PART}\b"
        rf"|\b(?:then )?(?:switch|change|swap) sides\b",
        lambda _: [("side", "each")],
    ),
    (rf"\balternat(?:e|ing|ely)(?: {_PART})?\b", lambda _: [("side", "alternate")]),
    (
        rf"\bboth {_PART}(?: together| at once| at the same time)?\b|\bbilateral(?:ly)?\b",
        lambda _: [("side", "both")],
    ),
    (rf"\b(?:affected|sore|painful|injured|bad) {_PART}(?: only)?\b", lambda _: [("side", "affected")]),
    (rf"\b(?:on |with )?(?:the |your )?(left|right) {_PART}(?: only)?\b", lambda m: [("side", m[1].lower())]),
    (
        r"\b(left|right) only\b|\((l|r)\)",
        lambda m: [("side", (m[1] or "").lower() or {"l": "left", "r": "right"}[m[2].lower()])],
    ),
)


def _days(text: str) -> str:
    said = re.match(r"Write `(.+)`\.", meant.days(re.sub(r"[&/+]", ",", text)))
    return said[1] if said else ""


KINDS: Final = (
    ("nerve-glide", r"nerve (?:glid|slid|floss)\w*|neural \w+|nerve mobili\w+"),
    (
        "massage",
        r"massag\w*|self-release|foam roll\w*|ball roll\w*|roll (?:out|the|your|a|under|sole|foot|ball)|rub\b|knead\w*|friction",
    ),
    ("stretch", r"stretch\w*"),
    ("heat", r"\bheat\b|warm (?:soak|bath|water)\w*|\bsoak\w*|paraffin"),
    (
        "strengthen",
        r"strength\w*|\braises?\b|squeez\w*|\bcurls?\b|\bpress(?:es)?\b|\bgrip\w*|putty|thera-?band|resist\w*|isometric|"
        r"\bpinch\w*|scrunch\w*|short foot|balance|step-?ups?|squats?",
    ),
    ("ergonomics", r"posture check|set[- ]?up|ergonomic\w*"),
    (
        "mobilise",
        r"glid\w*|circles?|pumps?|bends?|range of motion|\brom\b|mobili[sz]\w*|rotations?|opposition|alphabet|shak\w*|"
        r"\bturns?\b|\btilts?\b|\bspread\w*|\bfists?\b",
    ),
)
BODY: Final = (
    *(
        ("thumb", r"thumbs?"),
        ("fingers", r"fingers?|tendon glide|fists?|knuckles?"),
        ("wrist", r"wrists?|median nerve"),
    ),
    *(("forearm", r"forearms?"), ("palm", r"palms?"), ("hand", r"hands?|grip|putty"), ("elbow", r"elbows?")),
    *(("big-toe", r"big toes?"), ("toes", r"(?<!big )toes?"), ("arch", r"arch(?:es)?|plantar|short foot")),
    *(
        ("heel", r"heels?(?! (?:raise|drop))"),
        ("ankle", r"ankles?"),
        ("calf", r"cal(?:f|ves)|heel (?:raise|drop)s?|achilles"),
    ),
    *(
        ("shin", r"shins?"),
        ("foot", r"f[eo]{2}t|sole"),
        ("knee", r"knees?"),
        ("thigh", r"thighs?|hamstrings?|quads?|quadriceps"),
    ),
    *(
        ("hip", r"hips?"),
        ("neck", r"necks?|chin tucks?"),
        ("shoulders", r"shoulders?"),
        ("back", r"(?:lower|upper|mid) back|back (?:stretch|extension|bend)s?"),
    ),
)
THINGS: Final = r"towel|tennis ball|golf ball|ball|thera-?band|resistance band|rubber band|band|putty|chair|wall|step|bottle|marbles"
POSITIONS: Final = (
    ("sitting", r"sit(?:ting)?\b|seated"),
    ("standing", r"stand(?:ing)?\b"),
    ("lying", r"lying|lie\b|supine|prone"),
    ("kneeling", r"kneel(?:ing)?\b|on all fours"),
)
