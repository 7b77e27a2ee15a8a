"""What the person has chosen about reminders, as the tables of the settings file and back.

    [reminders]
    on = true
    quiet = "21:00-08:00"

    [[reminders.rule]]
    id = "keyboard-micro"
    kind = "active-time"
    purpose = "keyboard-micro"
    every = "20 min"

Every name is that of a field of `Reminders`, of the rule or of its `Manner`; what is not named is as usual.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Final

from coach.reminders.rule import (
    PURPOSES,
    USUAL,
    ActiveTime,
    ClockTime,
    Dose,
    Hydration,
    Manner,
    Reminders,
    Rule,
)
from coach.reminders.values import read_value, written_value

PROFILES: Final = ("desk", "writing", "travel")
"""The profiles that come with Coach."""
LONGEST: Final = 30
"""Letters in the name of a profile, so that it fits on a button and in the tray."""
KINDS: Final[Mapping[str, type[Rule]]] = {
    "active-time": ActiveTime,
    "clock": ClockTime,
    "dose": Dose,
    "hydration": Hydration,
}
ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Chosen:
    """All that is chosen about reminders. They are off until the person turns them on."""

    on: bool = False
    start_at_login: bool = False
    reminders: Reminders = USUAL
    profiles: tuple[str, ...] = PROFILES
    broken: tuple[Mapping[str, Any], ...] = ()
    """The tables of rules that cannot be used: kept as they are, for the person to mend."""
    others: Mapping[str, Any] = field(default_factory=dict)
    """What stands under `[reminders]` and Coach does not know."""

    def rule(self, identity: str) -> Rule | None:
        """The rule of that id."""
        return next((rule for rule in self.reminders.rules if rule.id == identity), None)

    def with_rule(self, rule: Rule) -> Chosen:
        """The same with a rule put in, in the place of the one of its id if there is one."""
        rules = self.reminders.rules
        if self.rule(rule.id) is None:
            return self._with((*rules, rule))
        return self._with(tuple(rule if one.id == rule.id else one for one in rules))

    def without_rule(self, identity: str) -> Chosen:
        """The same without the rule of that id."""
        return self._with(tuple(one for one in self.reminders.rules if one.id != identity))

    @property
    def own_profiles(self) -> tuple[str, ...]:
        """The profiles that the person has made."""
        return tuple(name for name in self.profiles if name not in PROFILES)

    def with_profile(self, name: str) -> Chosen:
        """The same with one profile more, of the person's own.

        Raises:
            ValueError: It has no name, a long one, or one that there is.
        """
        return replace(self, profiles=(*self.profiles, self._new_name(name)))

    def with_profile_renamed(self, old: str, new: str) -> Chosen:
        """The same with one of the person's own profiles under another name, in its rules too.

        Raises:
            ValueError: As `with_profile`, or `old` is none of their own.
        """
        self._look_for(old)
        name = self._new_name(new, instead_of=old)
        renamed = self._with(tuple(_renamed(rule, old, name) for rule in self.reminders.rules))
        return replace(
            renamed,
            profiles=tuple(name if one == old else one for one in self.profiles),
            reminders=replace(
                renamed.reminders, profile=name if self.reminders.profile == old else self.reminders.profile
            ),
        )

    def without_profile(self, name: str) -> Chosen:
        """The same without one of the person's own profiles. A rule that held only there is switched off.

        Raises:
            ValueError: It is none of their own.
        """
        self._look_for(name)
        left = self._with(tuple(_without(rule, name) for rule in self.reminders.rules))
        profile = USUAL.profile if self.reminders.profile == name else self.reminders.profile
        return replace(
            left,
            profiles=tuple(one for one in self.profiles if one != name),
            reminders=replace(left.reminders, profile=profile),
        )

    def _look_for(self, name: str) -> None:
        if name not in self.own_profiles:
            raise ValueError(f"“{name}” is no place of your own")

    def _new_name(self, name: str, instead_of: str = "") -> str:
        name = " ".join(name.split())
        if not name:
            raise ValueError("it needs a name")
        if len(name) > LONGEST:
            raise ValueError(f"its name has at most {LONGEST} letters")
        if name.casefold() in {one.casefold() for one in self.profiles if one != instead_of}:
            raise ValueError(f"there is one called “{name}”")
        return name

    def for_person(self, *, fluid_limited: bool) -> Reminders:
        """The reminders of somebody whose safety answers are known."""
        return replace(self.reminders, fluid_limited=fluid_limited)

    def _with(self, rules: tuple[Rule, ...]) -> Chosen:
        return replace(self, reminders=replace(self.reminders, rules=rules))


def _renamed(rule: Rule, old: str, new: str) -> Rule:
    profiles = rule.manner.profiles
    if old not in profiles:
        return rule
    return replace(rule, manner=replace(rule.manner, profiles=profiles - {old} | {new}))


def _without(rule: Rule, name: str) -> Rule:
    """With no profile left a rule would hold in all of them; it is switched off instead."""
    profiles = rule.manner.profiles
    if name not in profiles:
        return rule
    enabled = rule.manner.enabled and profiles != {name}
    return replace(rule, manner=replace(rule.manner, profiles=profiles - {name}, enabled=enabled))


def read(tables: Mapping[str, Any]) -> tuple[Chosen, tuple[str, ...]]:
    """What the settings file says (all its tables), and a kind sentence for each thing that is wrong in it.

    Never raises. A rule that cannot be used is left out and kept; of anything else the usual is used.
    """
    found = tables.get("reminders", {})
    if not isinstance(found, Mapping):
        return Chosen(), ("“reminders” should be a heading: [reminders].",)
    problems: list[str] = []
    chosen, reminders = Chosen(), USUAL
    others = {}
    for name, value in found.items():
        try:
            if name == "rule":
                continue
            if name in _OF_CHOSEN:
                chosen = replace(chosen, **{name: read_value(name, value)})
            elif name in _OF_REMINDERS:
                reminders = replace(reminders, **{name: read_value(name, value)})
            else:
                others[name] = value
                problems.append(f"Coach knows no setting named “reminders.{name}”.")
        except ValueError as error:
            problems.append(f"In [reminders], {error}.")
    rules, broken = _rules(found.get("rule"), problems)
    profiles = tuple(dict.fromkeys((*PROFILES, *chosen.profiles)))
    if reminders.profile not in profiles:
        problems.append(f"In [reminders], there is no profile “{reminders.profile}”.")
        reminders = replace(reminders, profile=USUAL.profile)
    reminders = replace(reminders, rules=rules)
    return replace(chosen, profiles=profiles, reminders=reminders, broken=broken, others=others), tuple(
        problems
    )


_OF_CHOSEN: Final = ("on", "start_at_login", "profiles")
_OF_REMINDERS: Final = tuple(
    one.name for one in fields(Reminders) if one.name not in {"rules", "fluid_limited"}
)
"""Whether fluid is limited is one of the safety answers, and kept there."""


def _rules(tables: object, problems: list[str]) -> tuple[tuple[Rule, ...], tuple[Mapping[str, Any], ...]]:
    if tables is None:
        return USUAL.rules, ()
    if not isinstance(tables, list):
        problems.append("“reminders.rule” should be headings: [[reminders.rule]].")
        return USUAL.rules, ()
    rules: dict[str, Rule] = {}
    broken = []
    for place, table in enumerate(tables, 1):
        try:
            rule = read_rule(table)
            if rule.id in rules:
                raise ValueError("there is another rule with its id")  # noqa: TRY301  # told like all the others
        except ValueError as error:
            called = f" (“{table['id']}”)" if isinstance(table, Mapping) and "id" in table else ""
            problems.append(
                f"The reminder in [[reminders.rule]] number {place}{called} is left out: {error}."
            )
            broken.append(table if isinstance(table, Mapping) else {"unreadable": table})
        else:
            rules[rule.id] = rule
    return tuple(rules.values()), tuple(broken)


def read_rule(table: object) -> Rule:
    """The rule in one table.

    Raises:
        ValueError: It cannot be used; the message says why.
    """
    if not isinstance(table, Mapping):
        raise ValueError("it should be a heading: [[reminders.rule]]")  # noqa: TRY004  # whatever the file holds
    kind, identity = table.get("kind"), table.get("id")
    if not isinstance(kind, str) or kind not in KINDS:
        raise ValueError(f"kind is {kind!r}; it can be {', '.join(KINDS)}")
    if not isinstance(identity, str) or not ID.fullmatch(identity):
        raise ValueError("id is missing; it has small letters, figures and hyphens")
    form = KINDS[kind]
    own = {one.name for one in fields(form)} - {"manner"}
    common = {one.name for one in fields(Manner)}
    if unknown := table.keys() - own - common - {"kind"}:
        raise ValueError(f"there is no “{min(unknown)}” in a reminder of the kind {kind}")
    chosen = {name: read_value(name, table[name]) for name in table.keys() & own}
    manner = {name: read_value(name, table[name]) for name in table.keys() & common}
    if "profiles" in manner:
        manner["profiles"] = frozenset(manner["profiles"])
    if form is not Hydration and "routine" not in chosen:
        raise ValueError("routine is missing; it is the id of a routine or an exercise")
    return form(**_usual_times(form, chosen), **chosen, manner=replace(_usual_manner(form), **manner))


def _usual_times(form: type[Rule], chosen: Mapping[str, Any]) -> dict[str, Any]:
    """The interval and the length of a pause for its purpose, where they are not chosen."""
    if form is not ActiveTime:
        return {}
    if "purpose" not in chosen:
        raise ValueError(f"purpose is missing; it can be {', '.join(PURPOSES)}")
    bounds = PURPOSES[chosen["purpose"]]
    usual = {"every": bounds.every.usual, "length": bounds.length.usual}
    return {name: value for name, value in usual.items() if name not in chosen}


def _usual_manner(form: type[Rule]) -> Manner:
    """Pauses from work belong into the working hours, where there are any."""
    return Manner(working_hours_only=form is ActiveTime)


def write(chosen: Chosen) -> dict[str, Any]:
    """The tables of the settings file; `read` reads them back."""
    table: dict[str, Any] = {name: written_value(name, getattr(chosen, name)) for name in _OF_CHOSEN}
    table |= {
        name: written_value(name, value)
        for name in _OF_REMINDERS
        if (value := getattr(chosen.reminders, name)) is not None or name == "quiet"
    }
    table |= dict(chosen.others)
    rules = [write_rule(rule) for rule in chosen.reminders.rules]
    table["rule"] = [*rules, *(dict(one) for one in chosen.broken)]
    return {"reminders": table}


def write_rule(rule: Rule) -> dict[str, Any]:
    """The table of one rule. How it comes is named only where it is not as usual."""
    kind = next(kind for kind, form in KINDS.items() if isinstance(rule, form))
    table: dict[str, Any] = {"id": rule.id, "kind": kind}
    own = {one.name: getattr(rule, one.name) for one in fields(rule) if one.name not in {"id", "manner"}}
    usual = _usual_manner(type(rule))
    manner = {one.name: getattr(rule.manner, one.name) for one in fields(Manner)}
    named = {name: value for name, value in manner.items() if value != getattr(usual, name)}
    written = {
        name: written_value(name, value) for name, value in {**own, **named}.items() if value is not None
    }
    return table | {name: value for name, value in written.items() if value not in ("", [])}
