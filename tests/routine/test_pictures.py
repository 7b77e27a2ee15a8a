"""Drawings that are small to look at and endless to draw."""

from __future__ import annotations

import pytest

from coach.routine.pictures import trouble


def _drawing(*parts: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(parts)}</svg>'.encode()


def _tenfold(levels: int, use: str) -> bytes:
    """Parts that each use the one before ten times."""
    groups = (
        f'<g id="p{level}">{10 * use.format(level - 1)}</g>' if level else '<path id="p0" d="M0 0"/>'
        for level in range(levels)
    )
    return _drawing("<defs>", *groups, "</defs>", use.format(levels - 1))


@pytest.mark.parametrize("use", ['<use href="#p{}"/>', '<rect style="fill: url(#p{})"/>'])
def test_parts_used_tenfold_are_counted_as_often_as_they_are_drawn(use: str) -> None:
    """What would draw a hundred thousand parts may, ten million may not, however few are written."""
    assert trouble("x.svg", _tenfold(5, use)) == ""
    assert trouble("x.svg", _tenfold(8, use)) == "draws too many parts by using them again and again"


@pytest.mark.parametrize(
    "parts",
    [
        '<g id="a"><use href="#a"/></g>',
        '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
        '<pattern id="a"><rect fill="url(#a)"/></pattern>',
    ],
)
def test_a_part_that_holds_itself_has_no_end(parts: str) -> None:
    """It is refused, whichever way it leads back."""
    assert trouble("x.svg", _drawing(parts)) == "uses parts within themselves, or is too deep"


def test_signs_used_again_and_names_that_nobody_has_are_well() -> None:
    """Letters drawn once and used often, as programs write them; a gradient for two; a use of nothing."""
    letters = "".join(f'<path id="l{number}" d="M0 0"/>' for number in range(30))
    used = "".join(f'<use href="#l{number % 30}"/>' for number in range(2000))
    two = (
        '<linearGradient id="a"/><linearGradient id="b" href="#a"/><rect fill="url(#b)"/><use href="#none"/>'
    )
    assert trouble("x.svg", _drawing("<defs>", letters, "</defs>", used, two)) == ""
