"""The same mistake read a second time, by PyYAML's own parser: slower than the one in C, in better words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import yaml

if TYPE_CHECKING:
    from coach.routine.source import Source

_LARGEST: Final = 4 * 1024
"""Characters; this parser takes 30 ms for so many."""
FAR: Final = 1000
"""Lines above an error that may have to do with it."""
_MARGIN: Final = re.compile(r"[\w-]+:(?: |$)")
"""A key of the document itself."""


def in_pure_words(source: Source, error: yaml.YAMLError) -> yaml.YAMLError:
    """The error in the words of the pure-Python parser, which is given only the lines that lead to it."""
    marks = [each for each in (getattr(error, f"{of}_mark", None) for of in ("problem", "context")) if each]
    above = min((each.line for each in marks if each.line), default=0)
    lines = source.text.splitlines(keepends=True)
    begin = next(
        (
            number
            for number in range(above - 1, max(above - FAR, 0), -1)
            if _MARGIN.match(source.line(number + 1))
        ),
        0,
    )
    if sum(map(len, lines[begin : above + 1])) > _LARGEST:
        return error
    whole = "".join(lines[begin:])
    part = whole[:_LARGEST]
    is_part = bool(begin) or part != whole
    try:
        for _ in yaml.parse(part, Loader=yaml.SafeLoader):
            pass
    except yaml.MarkedYAMLError as clearer:
        return _moved(clearer, begin, error) if is_part else clearer
    except yaml.YAMLError as clearer:
        return error if is_part else clearer
    return error


def _moved(clearer: yaml.MarkedYAMLError, lines: int, error: yaml.YAMLError) -> yaml.YAMLError:
    """An error of a part of a text as one of the whole; `error`, if that tells of another place."""

    def moved(mark: yaml.Mark | None) -> yaml.Mark | None:
        return mark and yaml.Mark(mark.name, mark.index, mark.line + lines, mark.column, None, 0)

    context, problem = clearer.context_mark, moved(clearer.problem_mark)
    begins_here = context is not None and context.line == context.column == 0
    opened = getattr(error, "context_mark", None) if begins_here else moved(context)
    told = getattr(error, "problem_mark", None)
    same = problem and told and abs(problem.line - told.line) <= 1  # an end of a text is one line or the next
    return type(clearer)(clearer.context, opened, clearer.problem, problem) if same else error
