"""The JSON Schema of routine files, for editors: made from the models, so it says what they say.

Draft 7, which the YAML language server prefers. A document's `type` and a step's first key choose what
applies, by `if` and `then`: of a list of alternatives an editor would say that all fail. As every scalar is
read as the text it was written as, a number is as good as a text wherever a text may stand.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

from pydantic.json_schema import models_json_schema

from coach.routine.model import DOCUMENTS, FORMAT

NAME: Final = f"coach-{FORMAT}.schema.json"
MODELINE: Final = "# yaml-language-server: $schema={}"
"""The comment by which an editor finds the schema of a file."""

Schema = dict[str, Any]


def schema() -> Schema:
    """The whole schema, as plain data."""
    _, made = models_json_schema([(model, "validation") for model in DOCUMENTS.values()], by_alias=True)
    parts = {name: _plain(part) for name, part in made["$defs"].items()}
    chosen = [
        {
            "if": {"properties": {"type": {"const": kind}}, "required": ["type"]},
            "then": {"$ref": f"#/definitions/{model.__name__}"},
        }
        for kind, model in DOCUMENTS.items()
    ]
    about = "Exercises, routines, programmes, poses, sources and safety conditions for Coach."
    used = _reachable(parts, [model.__name__ for model in DOCUMENTS.values()])
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"Coach routine files, format {FORMAT}",
        "description": about,
        "type": "object",
        "properties": {
            "coach": {"const": FORMAT, "description": "The version of the format."},
            "type": {"enum": list(DOCUMENTS), "description": "What the document is."},
        },
        "required": ["coach", "type"],
        "allOf": chosen,
        "definitions": {name: parts[name] for name in sorted(used)},
    }


def _reachable(parts: Schema, start: list[str]) -> set[str]:
    """The definitions that documents lead to; pydantic also names the values that texts are read into."""
    waiting, seen = list(start), set(start)
    while waiting:
        named = re.findall(r'"#/definitions/(\w+)"', json.dumps(parts[waiting.pop()]))
        waiting += set(named) - seen
        seen |= set(named)
    return seen


def as_json() -> str:
    """The schema as a file holds it."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


_NOT_SHOWN: Final = frozenset({"title", "discriminator"})


def _plain(part: Any) -> Any:  # noqa: ANN401 - JSON
    """A part of pydantic's schema as an editor wants it: without `null`, names made up, or alternatives."""
    if isinstance(part, list):
        return [_plain(each) for each in part]
    if not isinstance(part, dict):
        return part
    if "properties" in part:
        properties = {name: _plain(each) for name, each in part["properties"].items()}
        return {
            **_plain({key: each for key, each in part.items() if key != "properties"}),
            "properties": properties,
        }
    kept = {key: each for key, each in part.items() if key not in _NOT_SHOWN}
    if kept.get("default", ...) is None:
        del kept["default"]
    if "anyOf" in kept:
        others = [each for each in kept["anyOf"] if each != {"type": "null"}]
        if len(others) == 1:
            del kept["anyOf"]
            kept = {**others[0], **kept}
    if "oneOf" in kept:
        kept = {**kept, **_chosen(kept.pop("oneOf"))}
    if "$ref" in kept:
        return _reference(kept)
    if kept.get("type") == "string" and not {"enum", "const", "pattern"} & kept.keys():
        kept["type"] = ["string", "number"]
    return {key: _plain(each) for key, each in kept.items()}


def _reference(part: Schema) -> Schema:
    """A reference; in draft 7 nothing beside it counts, so the description comes round it."""
    reference = {"$ref": part["$ref"].replace("#/$defs/", "#/definitions/")}
    beside = {key: each for key, each in part.items() if key not in {"$ref", "default"}}
    return {**beside, "allOf": [reference]} if beside else reference


_FIRST_KEYS: Final = {
    "ExerciseStep": "exercise",
    "Block": "block",
    "RestStep": "rest",
    "AskStep": "ask",
    "RoutineItem": "routine",
    "ExerciseItem": "exercise",
}
"""The key that says what a step or an item is, in the order in which they are looked for."""


def _chosen(alternatives: list[Schema]) -> Schema:
    """One of several kinds of step, by the key that it begins with."""
    names = {each["$ref"].rpartition("/")[2] for each in alternatives}
    keys = {key: name for name, key in _FIRST_KEYS.items() if name in names}
    if len(keys) != len(alternatives):
        raise ValueError(f"It is not said how to tell {sorted(names)} apart.")
    made: Schema = {}
    for key, name in reversed(keys.items()):
        then = {"$ref": f"#/definitions/{name}"}
        made = {"if": {"required": [key]}, "then": then, **({"else": made} if made else {})}
    starts = {key: {"description": f"Begins a step of this kind: {key}."} for key in keys}
    return {"type": "object", "properties": starts, "anyOf": [{"required": [key]} for key in keys], **made}
