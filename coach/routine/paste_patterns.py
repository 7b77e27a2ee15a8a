"""The words and forms that therapists write an exercise in, and what each says. A table: the longest forms first.

Each pattern is tried once, on what the ones before it have left over.
"""

# ruff: noqa: E501, ISC004 - a pattern is read in one piece

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from coach.routine import meant

_NUMBER = r"(?<!\d)\d{1,4}(?!\d)"
_N = rf"({_NUMBER}|once|twice|thrice|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty)"
_R = rf"((?:{_N[1:-1]})(?:\s*(?:-|–|to)\s*{_NUMBER})?)"
_UNIT = (
    r"(?:s|sec|secs|second|seconds|sek|″|\"|min|mins|minute|minutes|"
    r"(?:m|h|hr|hour|hours)(?! (?:from|away|off|apart|long|high|wide)\b))"
)
_WORD = r"(?:one|two|three|four|five|ten|fifteen|twenty|thirty|forty|sixty|ninety)"
_T = (
    rf"((?:{_NUMBER}(?:[.,]\d{{1,3}})?(?:\s*(?:-|–|to)\s*{_NUMBER})?|{_WORD})\s*-?{_UNIT}\b\.?|{_NUMBER}:\d\d|"
    rf"half a minute|a minute|{_NUMBER}(?:''|[\"″])|{_NUMBER}'(?!['\w]))"
)
_X = r"\s*(?:x|×|\*|times|of|@)\s*"
_REPS = r"(?:reps?|repetitions?|repeats?)"
_PART = (
    r"(?:sides?|legs?|arms?|hands?|f[eo]{2}t|ankles?|wrists?|calf|calves|thumbs?|fingers?|toes?|way|directions?|"
    r"ear|shoulder|knees?|heels?)"
)
_EACH = r"(?:each|per|every|either|ea\.?)"
_ALONE = r"(?<![x×*]\s)(?<![x×*])(?<!of\s)(?<!\d)"
_NOT_AFTER = r"(?<!\d)(?<!\d\s)(?<!\ds\s)(?<!\d\ss\s)(?<!sec\s)(?<!secs\s)(?<!onds\s)(?<!min\s)(?<!mins\s)(?<!utes\s)(?<!hold\s)"
"""Of `2 x 10 daily` the ten is no frequency, nor the three of `30 s x 3 daily`."""
_EDGE = r"(?:(?<=^)|(?<=[,;:(.\n\x00–-])|(?<=[,;:(.\n\x00–-] ))"
_STOPS = r"(?=\s*(?:[,;.)\n\x00–-]|$))"
"""A side stands by itself: `place both hands on the wall` says nothing about sides."""

_BEFORE_AMOUNT = r"(?=\s*\x00)"
_ONE_SIDE = r"left|right|lt|rt|l|r"
SIDES: Final = {"l": "left", "r": "right"}
"""A side by its first letter."""

_MOVES = "squeezes|circles|turns|rolls|raises|lifts|curls|pulls|presses|taps|glides|bends|pumps|scrunches"
Reader = Callable[[re.Match[str]], list[tuple[str, str]]]
"""What a match says: keys and their values; an empty value says nothing, a key with `?` is a guess."""


def _count(text: str) -> str:
    return (
        re.sub(r"^Write (?:only the number: )?`(.+)`\.$", r"\1", meant.count(text))
        if not text.isdigit()
        else text
    )


def _time(text: str) -> str:
    if re.fullmatch(r"\d+:\d\d", text.strip()):
        return text.strip()
    text = re.sub(r"(\d)'$", r"\1 min", text.strip())
    said = meant.duration(re.sub(r"(\d),(\d)", r"\1.\2", text.replace("-s", " s")).replace("-m", " m"))
    found = re.match(r"Write `(.+?)`", said)
    return found[1] if found else ""


_WEEK_DAY: Final = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"


def _unclear(found: re.Match[str]) -> list[tuple[str, str]]:
    return [("unclear", found[0].strip(" (@)"))]


def _first(found: re.Match[str]) -> str:
    """The first group that has something."""
    return str(next(filter(None, found.groups())))


_BETWEEN: Final = r"\s*(?:in )?(?:between|btwn?|b/w)(?: (?:each|the|every))?"

PATTERNS: Final[tuple[tuple[str, Reader], ...]] = (
    # What Coach cannot count, or a programme and not an exercise says, is given back: it must not be taken for
    # an amount. Physiotherapists write 6/52 for six weeks and 5/7 for five days.
    (rf"\b(?:hold(?: for)? )?{_R}\s*(?:slow |deep |full )*breaths?\b", _unclear),
    (
        r"\b(?:every|each|per|an) (?:\d+ )?(?:waking )?(?:hour|hr|h)s?\b|\bhourly\b|/\s*(?:hour|hr|h)\b|\bq\d+h\b",
        _unclear,
    ),
    (r"(?:\b(?:for|x|×)\s*)?\b\d{1,2}(?:-\d{1,2})?/(?:7|52|12)\b", _unclear),
    (
        r"\bprogress(?:ion)?\s*:[^.;\n]*|\b(?:build|work|progress|increas)\w*\b(?: (?:it|this|up|gradually|slowly|reps?|sets?|hold|time))*(?: (?:by|to|until|from))\b[^.;\n]*",
        _unclear,
    ),
    (
        r"\b(?:to|until|till) (?:fatigue|failure|tired)\b|\bamrap\b|\bas many as (?:you can|possible)\b",
        _unclear,
    ),
    (
        r"(?:@|\(|\b(?:with|using) (?:an? )?)?\s*\b\d+(?:[.,]\d+)?(?:\s*(?:-|–|to)\s*\d+)?\s*(?:kgs?|lbs?|pounds?|g|cm|mm|inch(?:es)?|%)(?!\w)"
        r"(?:\s*(?:weights?|dumb-?bells?))?\)?",
        _unclear,
    ),
    # How often; before counts, which would take the numbers.
    (
        r"\bevery (?:other|second|2nd) day\b|\balternate days?\b|\bevery 2 days\b|\b(?:eod|q\.?o\.?d)\b\.?",
        lambda _: [("days", "every other day")],
    ),
    (
        rf"{_ALONE}{_R} ?(?:x|×|times|days)? ?(?:/|per|a|each|every) ?(?:week|wk)\b|{_ALONE}{_R} ?(?:x|×|times|days) ?(?:week(?:ly)?|wk)\b"
        rf"|{_NOT_AFTER}(?:x|×) ?{_R} ?(?:/|per|a|each)? ?(?:week(?:ly)?|wk)\b|\b(once|twice) weekly\b",
        lambda m: [("per_week", _count(_first(m)))],
    ),
    (
        rf"{_ALONE}{_R} ?(?:x|×|times|sets)? ?(?:/|per|a|each|every|in the) ?day\b|{_ALONE}{_R} ?(?:x|×|times|sets)? ?(?:daily|/d\b)"
        rf"|{_NOT_AFTER}(?:x|×) ?{_R} ?(?:/|per|a|each)? ?(?:day|daily)\b",
        lambda m: [("per_day", _count(_first(m))), ("days", "daily")],
    ),
    (r"\b(?:b\.?i\.?d|b\.?d)\b\.?", lambda _: [("per_day", "2"), ("days", "daily")]),
    (r"\b(?:t\.?i\.?d|t\.?d\.?s)\b\.?", lambda _: [("per_day", "3"), ("days", "daily")]),
    (r"\b(?:q\.?i\.?d|q\.?d\.?s)\b\.?", lambda _: [("per_day", "4"), ("days", "daily")]),
    (r"\b(?:o\.?d|q\.?d)\b\.?", lambda _: [("per_day", "1"), ("days", "daily")]),
    (
        r"\b(?:every |each |in the )?(?:morning|am|a\.m\.)s?,?\s*(?:and|&|\+|/)\s*(?:at |in the )?(?:every )?"
        r"(?:night|evening|pm|bedtime|p\.m\.)s?(?!\w)|\bmane\s*(?:and|et|&|\+|/|,)?\s*nocte\b",
        lambda _: [("per_day", "2"), ("days", "daily")],
    ),
    (r"\bm\s*[/,-]?\s*w\s*[/,-]?\s*f\b", lambda _: [("days", "mon, wed, fri")]),
    (
        rf"\b(?:on )?({_WEEK_DAY}(?:(?:\s*(?:,|and|&|/|\+)\s*)+{_WEEK_DAY})+)\b",
        lambda m: [("days", _days(m[1]))],
    ),
    (r"\b(?:on )?(?:weekdays|mon(?:day)?\s*(?:-|–|to)\s*fri(?:day)?)\b", lambda _: [("days", "weekdays")]),
    (r"\b(?:at|on) weekends\b", lambda _: [("days", "weekends")]),
    (
        r"\b(?:daily|every ?day|each day|(?:per|a|/) ?day|every (?:morning|evening|night))\b",
        lambda _: [("per_day", "1"), ("days", "daily")],
    ),
    (r"\bas (?:needed|required)\b|\bprn\b|\bwhen needed\b", lambda _: [("days", "as needed")]),
    (
        rf"\b(?:for|over|x|×)?\s*(?:the next )?{_R}\s*-?\s*(?:weeks?|wks?|months?|mths?|days?)\b(?! (?:a|per|each|every)\b|/)",
        _unclear,
    ),
    # Rest and tempo.
    (
        rf"\b(?:rest|pause|break|relax)\s*(?:for|of|:)?\s*{_T}({_BETWEEN} sets?)?(?:{_BETWEEN} {_REPS})?"
        rf"|{_T}\s*(?:rest|pause|break|relax)s?\b({_BETWEEN} sets?)?(?:{_BETWEEN} {_REPS})?",
        lambda m: [("rest_between_sets" if m[2] or m[4] else "rest", _time(m[1] or m[3]))],
    ),
    (r"\btempo:?\s*(\d+(?:\s*-\s*\d+)+)", lambda m: [("tempo", m[1].replace(" ", ""))]),
    # How much: first what has its name before it, as in a table, then the longest forms.
    (rf"\bsets?\s*[:=]\s*{_R}\b", lambda m: [("sets", _count(m[1]))]),
    (rf"\b{_REPS}\s*[:=]\s*{_R}\b(?!\s*sets)", lambda m: [("reps", _count(m[1]))]),
    (
        rf"{_N}\s*(?:sets?)?{_X}{_R}\s*{_REPS}?{_X}{_T}(?:\s*holds?\b)?",
        lambda m: [("sets", _count(m[1])), ("reps", _count(m[2])), ("hold", _time(m[3]))],
    ),
    (
        rf"{_N}\s*sets?\s*(?:of|x|×|,|:)?\s*{_T}(?:\s*holds?\b)?",
        lambda m: [("sets", _count(m[1])), ("reps", "1"), ("hold", _time(m[2]))],
    ),
    (
        rf"{_R}\s*sets?\s*(?:of|x|×|,|:|with)?\s*{_R}(?:\s*{_REPS}|\s*times)?\b(?!\s*{_UNIT}\b)",
        lambda m: [("sets", _count(m[1])), ("reps", _count(m[2]))],
    ),
    (
        rf"{_R}\s*(?:{_REPS}|times)?\s*(?:x|×|,|for|and|in)?\s*{_R}\s*sets?\b",
        lambda m: [("reps", _count(m[1])), ("sets", _count(m[2]))],
    ),
    (
        rf"{_R}\s*(?:{_REPS}\s*)?(?:x|×|\*|@|of|times|for|with)\s*(?:a\s*)?{_T}(?:\s*(?:each|holds?)\b(?! {_PART}))?",
        lambda m: [("reps", _count(m[1])), ("hold", _time(m[2]))],
    ),
    (
        rf"(?:\bhold (?:for )?)?{_T}(?:\s*holds?)?,?\s*(?:(?:x|×|\*)|(?:then )?repeat(?:ed)?(?: this)?(?:\s*x)?)\s*{_R}(?:\s*(?:times|x|×|{_REPS}))?(?![\w/])",
        lambda m: [("hold", _time(m[1])), ("reps", _count(m[2]))],
    ),
    (
        rf"{_N}\s*(?:x|×|\*)\s*{_R}(?:\s*{_REPS})?(?!\w)",
        lambda m: [("sets", _count(m[1])), ("reps", _count(m[2]))],
    ),
    (
        rf"\b(?:hold(?:ing)?|held|keep|maintain)(?: (?:it|this|the|each|for|stretch|position|there|about|here|at|end|range))*:?\s*{_T}",
        lambda m: [("hold", _time(m[1]))],
    ),
    (rf"{_T}\s*(?:isometric )?holds?\b", lambda m: [("hold", _time(m[1]))]),
    (
        r"\bhold(?: for)?:? (?:a (?:slow )?count of )?(\d+)\b(?! *(?:breath|rep|time|set|slow|deep|x\b|/))",
        lambda m: [("hold?", f"{m[1]} s")],
    ),
    (rf"\b{_REPS}\s*[:=x×]?\s*{_R}", lambda m: [("reps", _count(m[1]))]),
    (rf"\bsets?\s*[:=]?\s*{_N}|{_R}\s*sets?\b|\bx\s*{_N}\s*sets?\b", lambda m: [("sets", _count(_first(m)))]),
    (
        rf"(?:\bx\s*)?{_R}\s*(?:x\s*|times\s*)?(?:on )?{_EACH} {_PART}\b",
        lambda m: [("reps", _count(m[1])), ("side", "each")],
    ),
    (rf"{_R}(?=\s*(?:slow|full|gentle)(?:ly)? (?:{_MOVES})\b)", lambda m: [("reps", _count(m[1]))]),
    (rf"{_R}\s*(?:{_MOVES})\b", lambda m: [("reps", _count(m[1]))]),
    (rf"{_R}\s*(?:x\s*|times\s*)?(?:anti-?|counter-?)?clockwise\b", lambda m: [("reps", _count(m[1]))]),
    (
        rf"\b(?:repeat|do|perform|complete)\s*(?:it |this )?(?:x\s*)?{_R}(?:\s*(?:times|x|×))?\b",
        lambda m: [("reps", _count(m[1]))],
    ),
    (rf"{_R}\s*(?:{_REPS}|times|x|×)(?![\w])|(?:x|×)\s*{_R}\b", lambda m: [("reps", _count(_first(m)))]),
    (rf"(?:\bfor )?{_T}", lambda m: [("time", _time(m[1]))]),
    # Sides.
    (
        rf"\b(?:on |with |for |in )?{_EACH} {_PART}\b|/\s*side\b|\bboth sides\b|\b(?:l|left) ?(?:\+|&|and|/) ?(?:r|right)\b"
        rf"|\b(?:r|right) ?(?:\+|&|and|/) ?(?:l|left)\b"
        rf"|\b(?:(?:repeat|then|and|same)(?: (?:it|this|the same))? ?){{1,4}}(?:on |with |for )?(?:the |your )?(?:other|opposite) {_PART}\b"
        rf"|{_EDGE}(?:on |with )?(?:the )?(?:other|opposite) {_PART}{_STOPS}"
        rf"|\b(?:then )?(?:switch|change|swap) (?:sides|hands|legs|feet|arms)\b",
        lambda _: [("side", "each")],
    ),
    (
        rf"\balternat(?:e|ing|ely)(?: {_PART})?(?!\w)(?! (?:the|between|your|from)\b)",
        lambda _: [("side", "alternate")],
    ),
    (
        rf"{_EDGE}(?:on |with |using )?both {_PART}(?: together| at once| at the same time)?{_STOPS}|\bboth {_PART}{_BEFORE_AMOUNT}|\bbilat(?:eral(?:ly)?)?\b|\bb/l\b",
        lambda _: [("side", "both")],
    ),
    (
        rf"{_EDGE}(?:on |with )?(?:the |your )?(?:affected|sore|painful|injured|bad) {_PART}(?: only)?{_STOPS}",
        lambda _: [("side", "affected")],
    ),
    (
        rf"\b({_ONE_SIDE})\.? (?:{_PART} )?only\b|\(\s*({_ONE_SIDE})\.?(?: {_PART})?\s*\)"
        rf"|{_EDGE}(?:on |with )?(?:the |your )?({_ONE_SIDE})\.? {_PART}(?: only)?{_STOPS}"
        rf"|\b({_ONE_SIDE})\.? {_PART}(?: only)?{_BEFORE_AMOUNT}|{_EDGE}({_ONE_SIDE})\.?{_STOPS}",
        lambda m: [("side", SIDES[_first(m)[0]])],
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
        r"strength\w*|\braises?\b|squeez\w*|\bcurls?\b|\bpress(?:es)?\b|\bgrip\w*|\bgrasp\w*|(?:thera-?)?putty|thera-?band|resist\w*|isometric|"
        r"\bpinch\w*|scrunch\w*|short foot|balance|stance|step-?ups?|squats?",
    ),
    ("ergonomics", r"posture check|set[- ]?up|ergonomic\w*"),
    (
        "mobilise",
        r"glid\w*|circles?|pumps?|bends?|range of motion|a?a?rom\b|prom\b|mobili[sz]\w*|rotations?|opposition|alphabet|shak\w*|"
        r"\bturns?\b|\btilts?\b|\bspread\w*|\bfists?\b",
    ),
)
BODY: Final = (
    *(
        ("thumb", r"thumbs?"),
        ("fingers", r"fingers?|tendon glide|fists?|knuckles?"),
        ("wrist", r"wrists?|median nerve"),
    ),
    *(
        ("forearm", r"forearms?"),
        ("palm", r"palms?"),
        ("hand", r"hands?|grip|grasp|(?:thera-?)?putty"),
        ("elbow", r"elbows?"),
    ),
    *(("big-toe", r"big toes?"), ("toes", r"(?<!big )toes?"), ("arch", r"arch(?:es)?|plantar|short foot")),
    *(
        ("heel", r"heels?(?! (?:raise|drop))"),
        ("ankle", r"ankles?|(?:dorsi|plantar)[- ]?flexion|inversion|eversion"),
        ("calf", r"cal(?:f|ves)|heel (?:raise|drop)s?|achilles|gastroc\w*|soleus"),
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
        ("shoulders", r"shoulders?|scapular?"),
        ("back", r"(?:lower|upper|mid) back|back (?:stretch|extension|bend)s?"),
    ),
)
THINGS: Final = (
    r"towel|tennis ball|golf ball|ball(?! of (?:the|your))|thera-?band|resistance band|rubber band|band|(?:thera-?)?putty|hammer|dumb-?bells?|weights?|chair|wall|"
    r"(?<=\ba )step|(?<=the )step(?! (?:back|forward))|step(?=-?ups?)|bottle|marbles|pencil|peg"
)
POSITIONS: Final = (
    ("sitting", r"sit(?:ting)?\b|seated"),
    ("standing", r"stand(?:ing)?\b"),
    ("lying", r"lying|lie\b|supine|prone"),
    ("kneeling", r"kneel(?:ing)?\b|on all fours"),
)
