"""Why a value was refused, in an author's words: the code, what is wrong, and what to write instead."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final, get_args

from pydantic import BaseModel

from coach.routine.codes import MEANINGS
from coach.routine.model import STEPS, Document, Exercise
from coach.routine.reader import Listing, Mapping, Scalar
from coach.routine.synonyms import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.routine.reader import Node

Path = tuple[str | int, ...]
"""Keys and list places from the root down to a value."""

MOST_LISTED: Final = 14
"""Keys named in a hint; a longer list is no help."""
_LINES: Final = {
    "coach": "coach: 1",
    "id": "id: my-{type}",
    "kind": "kind: stretch",
    "body": "body: [hand]",
    "side": "side: each",
    "then": "then: stop",
    "because": "because: The source says so.",
    "do": "do: Make a fist.",
    "figure": "figure: hand",
    "dose": "dose: {sets: 2, reps: 10, hold: 5 s}",
    "author": "author: {name: %s}",
    "evidence": "evidence: {label: expert advice, note: …}",
    "easier": "easier: {note: %s}",
    "harder": "harder: {note: %s}",
    "rate": "rate: {before: [pain], after: [pain]}",
    "when": 'when: {pain: ">3"}',
    "poses": "poses: {my-pose: {joints: {wrist: {extension: 20}}}}",
}
"""A line as it should be; `%s` is what stands there now."""
_ITEMS: Final = {
    "steps": "- do: Make a fist.",
    "rules": '- when: {pain: ">3"}',
    "lint": "- allow: hold-too-long",
    "frames": "- pose: straight",
    "answers": "- answer: Left",
    "items": "- routine: my-routine",
}
"""How an item of a list of keys begins."""
_BULLET: Final = re.compile(r"^(?:[–—•·*‣▪-]|[0-9]+[.)]) *")


@dataclass(frozen=True, slots=True)
class Refusal:
    """One error of the model: its kind, the path to it, what pydantic adds, and the node it is about.

    `siblings` are the keys of the mapping it stands in; `has_colon` is False for a key that a comma made.
    """

    kind: str
    place: Path
    context: dict[str, Any]
    model: type[Document]
    node: Node
    siblings: Sequence[str] = ()
    has_colon: bool = True

    @property
    def name(self) -> str:
        """The key it is about."""
        return next(
            (
                part
                for part in reversed(self.place)
                if isinstance(part, str) and not part.startswith(("<", "["))
            ),
            "",
        )

    @property
    def text(self) -> str:
        """What stands there; empty for a list or a mapping."""
        return self.node.text.strip() if isinstance(self.node, Scalar) else ""

    @property
    def _is_item(self) -> bool:
        return isinstance(self.place[-1], int)

    @property
    def _item(self) -> str:
        """How an item of this list begins; empty for a list of words."""
        if self.name == "steps" and self.model is not Exercise:
            return "- exercise: pen-down-shake-out"
        return _ITEMS.get(self.name, "")

    def words(self) -> tuple[str, str, str]:
        """(code, message, hint)."""
        if self.kind in MEANINGS:
            return self._own()
        return _WORDINGS.get(self.kind, Refusal.wrong_shape)(self)

    def _own(self) -> tuple[str, str, str]:
        """What our own fields have said, put better where the key says what was meant."""
        message, hint = self.context.get("message", _NOT_A_STEP), self.context.get("hint", _STEP_HINT)
        if self.kind == "not-a-step" and self.text and re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)+", self.text):
            hint = f"Write `exercise: {self.text}`."
        elif self.kind == "bad-id" and self.name in {"exercise", "routine"}:
            hint = f"Write the id of the {self.name}, not its title. `coach list` shows both."
        elif self.name == "coach":
            hint = "Write `coach: 1`."
        return self.kind, message, hint

    def unknown_key(self) -> tuple[str, str, str]:
        """A key that does not belong where it stands."""
        name, known = self.name, fields_at(self.model, self.place[:-1])
        if not self.has_colon:
            hint = "The comma before it ended the text. Put the whole text in quotes."
            return "unknown-key", f"`{name}` was read as a key.", hint
        others = [key for key in _STEP_KINDS if key in self.siblings and key != name]
        if name in _STEP_KINDS and others:
            message = f"`{name}` and `{others[0]}` cannot stand in one step."
            hint = "Each needs a hyphen of its own. The steps of a block are indented below its `steps:`."
            return "unknown-key", message, hint
        return "unknown-key", f"`{name}` is not a key that belongs here.", self._where_it_belongs(known)

    def _where_it_belongs(self, known: Sequence[str]) -> str:
        name = self.name
        free = [key for key in known if key not in self.siblings]
        own = suggestion(name, free)
        if not own and (same := difflib.get_close_matches(name[:80], known, n=1, cutoff=0.8)):
            own = f"Did you mean `{same[0]}`?"
        elsewhere = _holders(self.model, name) if name not in known else []
        if elsewhere and len(self.place) == 1:
            return f"It belongs under `{elsewhere[0]}:`, two spaces further in."
        if name in fields_at(self.model, ()) and len(self.place) > 1 and not own:
            return f"It belongs to the whole {self.model.__name__.lower()}: begin it at the left edge."
        if own:
            return own
        if len(known) > MOST_LISTED:
            return "`coach schema` and the guide list the keys that there are."
        return f"The keys here are {', '.join(f'`{word}`' for word in known)}."

    def missing_key(self) -> tuple[str, str, str]:
        """A key that must be there is not."""
        line = _LINES.get(self.name, f"{self.name}: …").replace("%s", "…")
        line = line.replace("{type}", self.model.__name__.lower())
        if item := self._item:
            hint = f"Add `{self.name}:`, and below it a line for each: `{item}`."
            return "missing-key", f"`{self.name}` is missing.", hint
        return "missing-key", f"`{self.name}` is missing.", f"Add a line `{line}`."

    def bad_word(self) -> tuple[str, str, str]:
        """A word that is not among those allowed."""
        known = re.findall(r"'([^']*)'", self.context["expected"])
        on_key = self.place[-1] == "[key]"
        given, name = (str(self.place[-2]), str(self.place[-3])) if on_key else (self.text, self.name)
        message = f"`{given}` is not one of the words for `{name}`." if given else f"`{name}` needs one word."
        choices = ", ".join(f"`{word}`" for word in known)
        return "bad-value", message, f"{suggestion(given, known)} Choose from {choices}.".strip()

    def too_long(self) -> tuple[str, str, str]:
        """A text with too many characters."""
        message = f"`{self.name}` is longer than {self.context['max_length']} characters."
        return "too-long", message, "Shorten it."

    def empty(self) -> tuple[str, str, str]:
        """Nothing where something should be."""
        return "empty-value", f"`{self.name}` is empty.", ""

    def wrong_shape(self) -> tuple[str, str, str]:
        """A list, keys or a text where another of these belongs."""
        if isinstance(self.node, Scalar) and not self.text:
            return self.empty()
        wanted = {"tuple_type": "a list", "string_type": "a text"}.get(self.kind, "keys with values")
        shape = "a list" if isinstance(self.node, Listing) else "a text" if self.text else "keys with values"
        if self.kind == "string_type" and isinstance(self.node, Mapping) and self._is_item:
            key, value = next(iter(self.node.values.items()), ("", None))
            if isinstance(value, Scalar):
                return "wrong-shape", "A text with `: ` in it needs quotes.", f'Write "{key}: {value.text}".'
        subject = f"An item of `{self.name}`" if self._is_item else f"`{self.name}`"
        return "wrong-shape", f"{subject} must be {wanted}, not {shape}.", self._shaped(wanted)

    def _shaped(self, wanted: str) -> str:  # noqa: PLR0911 - one return for each shape
        """What to write in place of a value of the wrong shape; empty if that cannot be said."""
        item = self._item
        bare = _BULLET.sub("", self.text)
        if self._is_item:
            return f"Write `{item.split(':')[0]}: {bare}`." if item and bare else ""
        if wanted == "a list":
            if item:
                return f"Write each on a line of its own: `{item}`."
            if bare != self.text:
                return f"Begin each item with a hyphen: `- {bare}`."
            return f"Write `{self.name}: [{bare.strip('()')}]`." if bare else ""
        if wanted == "keys with values" and isinstance(self.node, Listing):
            return "Take the hyphens out."
        if self.place[:-1] == ("poses",) and bare:
            return f"Write `{self.name}: {{from: {bare}}}`."
        if wanted == "keys with values" and self.name in _LINES:
            return f"Write `{_LINES[self.name].replace('%s', bare)}`."
        return ""


_STEP_KINDS: Final = ("block", "ask", "exercise")
_NOT_A_STEP: Final = "This step is neither an exercise, a rest, a block nor a question."
_STEP_HINT: Final = "Begin it with `exercise: id`, `rest: 10 s`, `block: name` or `ask: …?`."
_WORDINGS: Final = {
    "extra_forbidden": Refusal.unknown_key,
    "missing": Refusal.missing_key,
    "literal_error": Refusal.bad_word,
    "string_too_long": Refusal.too_long,
    "string_too_short": Refusal.empty,
    "too_short": Refusal.empty,
}


def fields_at(model: type[BaseModel], place: Path) -> list[str]:
    """The keys that are known at a place."""
    here: Sequence[type[BaseModel]] = [model]
    for part in place:
        if isinstance(part, str) and part.startswith("<"):
            here = [STEPS[part]]
        elif isinstance(part, str):
            here = [inner for each in here for inner in _below(each).get(part, ())] or here
    return sorted({name for each in here for name in _names(each)})


def _holders(model: type[BaseModel], key: str) -> list[str]:
    """The keys of a document under which another key may stand, straight below them."""
    below = _below(model)
    return [
        name
        for name in _names(model)
        if name != "steps" and any(key in _names(inner) for inner in below[name])
    ]


# A file with a mistake in every line asks these hundreds of times, and the models do not change.


@cache
def _names(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(field.alias or name for name, field in model.model_fields.items())


@cache
def _below(model: type[BaseModel]) -> dict[str, tuple[type[BaseModel], ...]]:
    """The models that may stand below each key, by the key and by the field's own name."""
    below: dict[str, tuple[type[BaseModel], ...]] = {}
    for name, field in model.model_fields.items():
        inner = tuple(_models_in(field.annotation))
        below |= {name: inner, field.alias or name: inner}
    return below


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)


def every_key(model: type[BaseModel]) -> set[str]:
    """The keys of a model and of everything in it, at any depth."""
    found: set[str] = set()
    waiting, seen = [model], {model}
    while waiting:
        here = waiting.pop()
        found.update(_names(here))
        inner = {each for models in _below(here).values() for each in models}
        waiting += inner - seen
        seen |= inner
    return found
