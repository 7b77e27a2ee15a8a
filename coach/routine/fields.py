"""The kinds of value a field can hold: each reads the author's text and says kindly what it wanted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from coach.routine import meant, quantity
from coach.routine.comparison import Comparison
from coach.routine.quantity import Days, QuantityError, Range

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_ID: Final = 60


class Record(BaseModel):
    """The base of everything in a file: cannot be changed, knows all its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


def refuse(code: str, message: str, hint: str = "", path: tuple[str | int, ...] = ()) -> PydanticCustomError:
    """An error that carries one of our codes; `path` leads further down from the field it is about."""
    details: dict[str, Any] = {"message": message, "hint": hint, "path": path}
    return PydanticCustomError(code, "{message}", details)


def _text_of(value: object) -> str:
    if not isinstance(value, str):
        shape = "a list" if isinstance(value, list) else "keys and values"
        raise refuse("wrong-shape", f"A text was expected here, not {shape}.")
    if not value.strip():
        raise refuse("empty-value", "The value is missing.")
    return value


def reader(
    function: Callable[[str], object], *, json: tuple[str, ...]
) -> tuple[PlainValidator, WithJsonSchema]:
    """Read a field's text with a function of `quantity`; `json` names the types an editor sees it as."""

    def read(value: object) -> object:
        try:
            return function(_text_of(value))
        except QuantityError as error:
            raise refuse(error.code, str(error), error.hint) from None

    return PlainValidator(read), WithJsonSchema({"type": list(json)})


def _days(value: object) -> object:
    return ", ".join(_text_of(day) for day in value) if isinstance(value, list) else value


_duration = reader(quantity.duration, json=("string", "number"))
_length = reader(quantity.length, json=("string", "number"))
_count = reader(quantity.count, json=("string", "integer"))
_whole = reader(quantity.whole, json=("integer",))
_tempo = reader(quantity.tempo, json=("string",))
_days_reader = reader(quantity.days, json=("string", "array"))
_comparison = reader(quantity.comparison, json=("string",))

Duration = Annotated[Range[float], *_duration]
"""A length of time, or from a shorter to a longer one; seconds."""
Length = Annotated[float, *_length]
"""One length of time; seconds."""
Count = Annotated[Range[int], *_count]
"""A count, or from a smaller to a larger one."""
Whole = Annotated[int, *_whole]
"""One count."""
Tempo = Annotated[tuple[float, ...], *_tempo]
"""Pairs of (move, pause) seconds."""
OnDays = Annotated[Days, *_days_reader, BeforeValidator(_days)]
"""Days to do something on."""
When = Annotated[Comparison, *_comparison]
"""A comparison with a rating from 0 to 10."""


def _yes_or_no(value: object) -> bool:
    text = _text_of(value).strip()
    if text not in {"true", "false"}:
        raise refuse("bad-value", f"`{text[:80]}` is neither true nor false.", "Write `true` or `false`.")
    return text == "true"


Flag = Annotated[bool, PlainValidator(_yes_or_no), WithJsonSchema({"type": "boolean"})]
"""True or false."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
"""A sentence or a short paragraph."""
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
"""A few words on one line."""


_ID_HINT: Final = "Write small letters, digits and single hyphens, up to 60, such as `wrist-stretch-2`."


def _id(text: str) -> str:
    if len(text) > LONGEST_ID or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text):
        hint = f"Write `{name}`." if (name := meant.slug(text)) else _ID_HINT
        raise refuse("bad-id", f"`{text[:80]}` cannot be an id.", hint)
    return text


Id = Annotated[str, StringConstraints(min_length=1), AfterValidator(_id)]
"""The name other files use."""


def _picture(text: str) -> str:
    if any(part in {"", ".", ".."} for part in text.split("/")) or "\\" in text or ":" in text:
        raise refuse(
            "bad-picture", "The picture must stand beside the file.", "Write only its name: `wrist.png`."
        )
    return text


Picture = Annotated[str, StringConstraints(min_length=1), AfterValidator(_picture)]
"""The name of a picture file beside the document."""
