"""One thing that has changed, in words: `hold 20 s → 30 s`, `twice → 3 times a day`, `left side added`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from coach.routine.quantity import Days, Range
from coach.times import length

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import time

    from coach.routine.comparison import Comparison
    from coach.routine.model import Condition, Rate, Rule

AMOUNTS: Final = {
    "sets": "sets {}",
    "reps": "repetitions {}",
    "hold": "hold {}",
    "rest": "rest {}",
    "rest_between_sets": "rest between sets {}",
    "tempo": "speed: {}",
    "duration": "time on each side {}",
    "slot": "time on each side {}",
    "get_ready": "time to get ready {}",
    "per_day": "{} a day",
    "per_week": "{} a week",
    "days": "{}",
    "at_least_apart": "at least {} apart",
    "between": "between {}",
    "at": "at {}",
    "rounds": "rounds {}",
    "loop": "{}",
    "limit": "at most {}",
    "until": "{}",
    "cue": "said meanwhile: {}",
    "note": "remark: {}",
}
"""How much and how often, by the fields that say it, in the order that it is told."""
TOLD: Final = {
    "kind": "what it does: {}",
    "position": "position: {}",
    "start": "how to start: {}",
    "stop_if": "stop if: {}",
    "caution": "take care: {}",
    "only_if": "only if the answer is yes: {}",
    "use_when": "when to do it: {}",
    "not_when": "when to leave it: {}",
    "max_length": "no longer than {}",
    "starts": "starts on {}",
    "lasting": "goes on for {}",
}
"""What else the person is told."""
LISTED: Final = {
    "equipment": "what is needed",
    "avoid_if": "not for people with",
    "ask_first_if": "asks first, with",
    "mistakes": "common mistakes",
    "occasion": "offered for",
    "rescues": "helps with a cramp of",
}
"""The same, of which there may be several."""
SIDES: Final = {
    "each": "one side after the other",
    "either": "either side",
    "both": "both sides at once",
    "alternate": "sides in turn",
    "left": "left side only",
    "right": "right side only",
    "affected": "the side that hurts",
    "writing": "the writing hand",
    "none": "no side",
}
_BOTH: Final = frozenset(("each", "both", "alternate"))
_SECONDS: Final = frozenset(
    (
        "hold",
        "rest",
        "rest_between_sets",
        "duration",
        "slot",
        "get_ready",
        "max_length",
        "at_least_apart",
        "limit",
    )
)
_SENTENCES: Final = frozenset(
    ("start", "stop_if", "caution", "only_if", "use_when", "not_when", "cue", "note", "mistakes")
)
_TIMES: Final = {1: "once", 2: "twice"}
_BOUNDS: Final = {">": "above", ">=": "at least", "<": "below", "<=": "at most", "=": "exactly"}
_THEN: Final = {"stop": "stop", "easier": "do the easier way", "note": "Coach tells you"}
_NOTHING: Final[tuple[object, ...]] = (None, (), {})


def changes(words: Mapping[str, str], old: object, new: object) -> Iterator[str]:
    """What has changed of these fields: before → after, `(new)`, or `no longer`."""
    for name, template in words.items():
        before, after = getattr(old, name, None), getattr(new, name, None)
        if before == after:
            continue
        if before in _NOTHING:
            yield f"{template.format(said(name, after))} (new)"
        elif after in _NOTHING:
            yield f"no longer {template.format(said(name, before))}"
        else:
            yield template.format(f"{said(name, before)} → {said(name, after)}")


def lists(old: object, new: object, conditions: Mapping[str, Condition]) -> Iterator[str]:
    """What has come to the lists of a document, and what has gone; conditions by their names."""
    for name, word in LISTED.items():
        before, after = getattr(old, name, ()), getattr(new, name, ())
        for one in after:
            if one not in before:
                yield f"{word}: {_named(name, one, conditions)} (new)"
        for one in before:
            if one not in after:
                yield f"{word}: no longer {_named(name, one, conditions)}"


def rules(old: tuple[Rule, ...], new: tuple[Rule, ...]) -> Iterator[str]:
    """Rules that have come and gone."""
    yield from (f"new rule: {_rule(rule)}" for rule in new if rule not in old)
    yield from (f"no longer: {_rule(rule)}" for rule in old if rule not in new)


def rated(old: Rate | None, new: Rate | None) -> Iterator[str]:
    """What the person is asked to rate."""
    for when in ("before", "after"):
        before, after = getattr(old, when, ()), getattr(new, when, ())
        if before != after:
            told = " → ".join(", ".join(each) or "nothing" for each in (before, after))
            yield f"asked to rate {when} it: {told}"


def side(old: str | None, new: str | None) -> Iterator[str]:
    """`left side added` rather than `right → each`."""
    if old == new:
        return
    if old in {"left", "right"} and new in _BOTH:
        added = "right" if old == "left" else "left"
        yield f"{added} side added" + (f" ({SIDES[new or '']})" if new != "each" else "")
    elif new in {"left", "right"} and old in _BOTH:
        yield f"{'right' if new == 'left' else 'left'} side left out"
    elif old and new:
        yield f"{SIDES[old]} → {SIDES[new]}"
    else:
        yield SIDES[new or old or "none"] + ("" if new else " no longer said")


def described(amount: object) -> list[str]:
    """All of an amount, for something new."""
    return [
        template.format(said(name, getattr(amount, name)))
        for name, template in AMOUNTS.items()
        if getattr(amount, name) not in _NOTHING and name not in {"cue", "note"}
    ]


def said(name: str, value: Any) -> str:  # noqa: ANN401, C901, PLR0911 - a field of any kind
    """The value of a field as one says it."""
    if name in {"per_day", "per_week"}:
        unit = "times" if name == "per_day" else "days"
        plain = value.high == value.low and name == "per_day" and _TIMES.get(value.low)
        return plain or f"{_range(value)} {'day' if (unit, value.high) == ('days', 1) else unit}"
    if name in _SECONDS:
        return "–".join(length(each) for each in _ends(value))
    if name == "tempo":
        pairs = zip(value[::2], value[1::2], strict=True)
        return ", ".join(f"move {move:g} s" + (f", pause {rest:g} s" if rest else "") for move, rest in pairs)
    if isinstance(value, Range):
        return _range(value)
    if isinstance(value, Days):
        return value.word
    if name == "lasting":
        weeks, rest = divmod(value, 7)
        return f"{value} days" if rest else f"{weeks} week{'s' if weeks > 1 else ''}"
    if name == "until":
        return "until you say that it is done"
    if name == "between":
        return " and ".join(map(_clock, value))
    if name == "at":
        return ", ".join(map(_clock, value))
    if name == "starts":
        return f"{value.day} {value:%B %Y}"
    return f"“{value}”" if name in _SENTENCES else str(value)


def _ends(value: Any) -> list[float]:  # noqa: ANN401 - a range, or one length
    if not isinstance(value, Range):
        return [value]
    return [value.low] if value.low == value.high else [value.low, value.high]


def _range(value: Range[Any]) -> str:
    return "–".join(str(each) for each in _ends(value))


def _clock(value: time) -> str:
    return f"{value:%H:%M}"


def _named(name: str, value: str, conditions: Mapping[str, Condition]) -> str:
    if value in conditions and name in {"avoid_if", "ask_first_if"}:
        text = conditions[value].name
        return text[:1].lower() + text[1:]
    return said(name, value)


def _rule(rule: Rule) -> str:
    felt = " and ".join(f"{_felt(rating)} {_bound(bound)}" for rating, bound in rule.when.items())
    return f"if {felt}, {_THEN[rule.then]}" + (f": “{rule.say}”" if rule.say else "")


def _felt(rating: str) -> str:
    return "pain grows by" if rating == "pain_rise" else f"{rating} is"


def _bound(bound: Comparison) -> str:
    return f"{_BOUNDS[bound.sign]} {bound.value:g}"
