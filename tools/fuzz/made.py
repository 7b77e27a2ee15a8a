"""What hypothesis makes: bytes, texts of the pieces that break things, good cases with pieces cut out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from tests.routine.test_any_file import PIECES
from tools.fuzz.targets import LARGEST, seeds

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

_MORE = (
    *(
        "for: ",
        "side: each\n",
        "dose: {reps: 3, hold: 30 s}\n",
        "motion:\n",
        "poses:\n",
        "- exercise: ",
        "...",
    ),
    *(
        "3 x 30 s",
        " each leg",
        ", twice daily",
        "\n\n",
        "1. ",
        "10-12",
        "\n--- 120777 ",
        "../",
        ".svg\n",
        "<g>",
    ),
)
_pieces = st.sampled_from([*PIECES, *_MORE]) | st.text(max_size=8)
_texts = st.lists(_pieces, max_size=200).map("".join)


@st.composite
def _long(draw: st.DrawFn) -> str:
    """The same few pieces over and over, as long as may be: what takes too long takes longest here."""
    again = "".join(draw(st.lists(_pieces, min_size=1, max_size=4))) or "a"
    return (draw(_texts) + again * LARGEST)[:LARGEST]


@st.composite
def _slipped(draw: st.DrawFn, name: str) -> bytes:
    """A good case with a few pieces cut out or doubled, and something else typed there."""
    content = draw(st.sampled_from(seeds(name)))
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(content)))
        typed = (
            draw(_pieces).encode(errors="surrogatepass")
            if draw(st.booleans())
            else draw(st.binary(max_size=4))
        )
        content = content[:start] + typed + content[start + draw(st.integers(-40, 40)) :]
    return content


def cases(name: str) -> SearchStrategy[bytes]:
    """Cases for a reader."""
    texts = (_texts | _long()).map(lambda text: text.encode(errors="surrogatepass"))
    return st.binary(max_size=2000) | _slipped(name) | (_slipped(name) if name == "bundles" else texts)
