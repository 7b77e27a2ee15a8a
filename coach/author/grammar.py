"""What may stand where in a routine file, read from the schema that is made from the models."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Schema = dict[str, Any]
Path = tuple[str | int, ...]


class Kind(StrEnum):
    """What a field holds, as far as a form has to know."""

    TEXT = "text"
    CHOICE = "choice"
    FLAG = "flag"
    WORDS = "words"
    """A list of texts."""
    RECORD = "record"
    """Keys and values that are all known."""
    RECORDS = "records"
    """A list of records."""
    FREE = "free"
    """Whatever the author writes: told apart only when it is read."""


@dataclass(frozen=True, slots=True)
class Field:
    """One key that may stand in a place. `choices` are all it can be, where there are only so many."""

    name: str
    about: str
    kind: Kind
    choices: tuple[str, ...] = ()
    required: bool = False


class Grammar:
    """The schema, asked by place. Places that no schema knows have no fields."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._definitions: Mapping[str, Schema] = schema["definitions"]
        self._documents = {one["if"]["properties"]["type"]["const"]: one["then"] for one in schema["allOf"]}

    @property
    def types(self) -> tuple[str, ...]:
        """The types of documents there are."""
        return tuple(self._documents)

    def fields(self, document: str, path: Path, present: Sequence[str] = ()) -> tuple[Field, ...]:
        """The keys that may stand at a place of a document of this type.

        `present` are the keys that stand there already: they tell one kind of step from another.
        """
        part = self._at(document, path)
        if part is None:
            return ()
        part = self._narrowed(part, present)
        needed = set(part.get("required", ()))
        return tuple(self._field(name, one, name in needed) for name, one in self._properties(part).items())

    def field(self, document: str, path: Path, name: str, present: Sequence[str] = ()) -> Field | None:
        """One of `fields`, by its name."""
        return next((one for one in self.fields(document, path, present) if one.name == name), None)

    def _field(self, name: str, part: Schema, needed: bool) -> Field:
        about = part.get("description", "")
        part = self._plain(part)
        about = about or part.get("description", "")
        kind, choices = Kind.FREE, tuple(str(one) for one in part.get("enum", ()))
        types = part.get("type")
        types = {types} if isinstance(types, str) else set(types or ())
        if "const" in part:
            choices = (str(part["const"]),)
        if choices:
            kind = Kind.CHOICE
        elif "boolean" in types and types <= {"boolean", "string"}:
            kind, choices = Kind.FLAG, ("true", "false")
        elif types == {"array"}:
            item = self._plain(part.get("items", {}))
            is_record = bool(item.get("properties"))
            kind = Kind.RECORDS if is_record else Kind.WORDS
            choices = tuple(str(one) for one in item.get("enum", ()))
        elif part.get("properties"):
            kind = Kind.RECORD
        elif types and not types & {"array", "object"}:
            kind = Kind.TEXT
        return Field(name, about, kind, choices, needed)

    def _at(self, document: str, path: Path) -> Schema | None:
        if document not in self._documents:
            return None if path else self._schema
        part: Schema | None = self._plain(self._documents[document])
        for step in path:
            if part is None:
                return None
            part = self._items(part) if isinstance(step, int) else self._value(part, step)
        return part

    def _items(self, part: Schema) -> Schema | None:
        items = part.get("items")
        return self._plain(items) if isinstance(items, dict) else None

    def _value(self, part: Schema, name: str) -> Schema | None:
        for one in (part, *self._alternatives(part)):
            properties = self._properties(one)
            if name in properties and (len(properties[name]) > 1 or one is not part):
                return self._plain(properties[name])
        more = part.get("additionalProperties")
        return self._plain(more) if isinstance(more, dict) else None

    def _alternatives(self, part: Schema) -> Iterator[Schema]:
        """The kinds of step, one after another."""
        while "then" in part:
            yield self._plain(part["then"])
            part = part.get("else", {})

    def _narrowed(self, part: Schema, present: Sequence[str]) -> Schema:
        """The kind of step that the keys tell; all keys of all kinds where they do not."""
        if "then" not in part:
            return part
        rest = part
        while "then" in rest:
            if set(rest["if"]["required"]) <= set(present):
                return self._plain(rest["then"])
            rest = rest.get("else", {})
        return part

    def _properties(self, part: Schema) -> Mapping[str, Schema]:
        found: Mapping[str, Schema] = part.get("properties", {})
        return found

    def _plain(self, part: Schema) -> Schema:
        """A part with its references followed."""
        while True:
            references = [part] if "$ref" in part else [one for one in part.get("allOf", ()) if "$ref" in one]
            if not references:
                return part
            name = references[0]["$ref"].rpartition("/")[2]
            part = self._definitions[name]
