"""Plans and sessions as JSON: for the store's plan column, and for files a person keeps elsewhere."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from coach.routine.comparison import Comparison
from coach.routine.plan import (
    Asked,
    Goal,
    Loop,
    Phase,
    Reps,
    Rule,
    Seconds,
    Side,
    Step,
    Timeline,
    UserDone,
)

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from coach.history.session import SessionDetail

_GOALS: dict[str, type[Seconds | Reps | UserDone]] = {"seconds": Seconds, "reps": Reps, "user-done": UserDone}
_NAMES = {kind: name for name, kind in _GOALS.items()}


def by_name(record: DataclassInstance) -> dict[str, Any]:
    """The fields of a record by name, as they are: `asdict` copies deep and takes ten times as long."""
    return {field.name: getattr(record, field.name) for field in fields(record)}


@lru_cache(maxsize=512)
def plan_text(timeline: Timeline) -> str:
    """A plan as one line of JSON; the same plan always gives the same text."""
    return json.dumps(_plan(timeline), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@lru_cache(maxsize=512)
def plan_from(text: str) -> Timeline:
    """The plan in a text that `plan_text` wrote. The same text gives the same plan, not an equal one."""
    plan = json.loads(text)
    loop, answers = plan.get("loop"), plan.get("answers", ())
    return Timeline(
        **{
            **plan,
            "steps": tuple(_step_from(step) for step in plan["steps"]),
            "loop": loop and Loop(**loop),
            "answers": tuple((question, answer) for question, answer in answers),
            "asked": _asked_from(plan.get("asked", {})),
        }
    )


def session_text(detail: SessionDetail) -> str:
    """A whole session as readable JSON."""
    session = by_name(detail.session)
    del session["owner"]  # means something to running programs only
    for moment in ("started", "ended"):
        session[moment] = session[moment] and session[moment].isoformat()
    whole = {
        "coach-session": 1,
        "session": session,
        "phases": [by_name(phase) for phase in detail.phases],
        "ratings": [by_name(rating) for rating in detail.ratings],
        "changes": [by_name(change) for change in detail.changes],
        "plan": _plan(detail.timeline),
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _plan(timeline: Timeline) -> dict[str, Any]:
    plan = {
        **by_name(timeline),
        "steps": [{**by_name(step), "goal": _goal(step.goal)} for step in timeline.steps],
        "loop": timeline.loop and by_name(timeline.loop),
        "asked": asdict(timeline.asked),
    }
    if timeline.asked == Asked():
        del plan["asked"]
    # What asks nothing and has no loop is written as it was before there were any, and shares its old plan.
    return {name: value for name, value in plan.items() if value or name not in {"loop", "answers"}}


def _asked_from(asked: dict[str, Any]) -> Asked:
    rules = (
        Rule(tuple((name, Comparison(**bound)) for name, bound in rule["when"]), rule["then"], rule["say"])
        for rule in asked.get("rules", ())
    )
    return Asked(tuple(asked.get("before", ())), tuple(asked.get("after", ())), tuple(rules))


def _goal(goal: Goal) -> dict[str, Any]:
    return {"until": _NAMES[type(goal)], **by_name(goal)}


def _step_from(step: dict[str, Any]) -> Step:
    goal = dict(step["goal"])
    return Step(
        **{
            **step,
            "phase": Phase(step["phase"]),
            "side": step["side"] and Side(step["side"]),
            "goal": _GOALS[goal.pop("until")](**goal),
            "tempo": tuple(step["tempo"]),
        }
    )
