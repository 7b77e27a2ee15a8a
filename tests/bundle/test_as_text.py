from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from coach.bundle.as_text import MOST, PREFIX, from_text, to_text
from coach.bundle.contents import BundleError
from coach.bundle.reading import read

if TYPE_CHECKING:
    from pathlib import Path


@given(st.binary(max_size=MOST))
def test_a_bundle_comes_back_from_its_text(content: bytes) -> None:
    """Byte for byte, also where a message has broken the line or put blanks around it."""
    text = to_text(content)
    assert from_text(f"  {text}\n") == content
    assert from_text(text[:40] + "\r\n" + text[40:]) == content


@pytest.mark.parametrize(
    ("content", "text"), [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"base-45", "UJCLQE7W581"), (b"", "")]
)
def test_the_text_is_base_45(content: bytes, text: str) -> None:
    """The examples of RFC 9285."""
    assert to_text(content) == PREFIX + text


@pytest.mark.parametrize("text", ["GGW", "A", "AB8C", "a", ":::", "ÄÖÜ"])
def test_a_text_that_is_not_whole_is_refused(text: str) -> None:
    """In a sentence."""
    with pytest.raises(BundleError, match="not whole"):
        from_text(PREFIX + text)


def test_what_is_too_large_for_a_code_is_told() -> None:
    """With the numbers, and another way."""
    with pytest.raises(BundleError, match="1,201 bytes; a code on paper holds up to 1,200") as told:
        to_text(bytes(MOST + 1))
    assert "link" in told.value.advice


def test_the_largest_fits_into_a_code() -> None:
    """With the alphabet of QR codes, at a size that a telephone reads."""
    code = segno.make(to_text(bytes(range(240)) * 5), error="l", micro=False)
    assert code.mode == "alphanumeric"
    assert len(code.matrix) == 117


def test_a_file_may_hold_the_text(tmp_path: Path) -> None:
    """What a telephone has read and sent on is a bundle as any other; a text that is none says so."""
    file = tmp_path / "scanned.txt"
    file.write_text(to_text(b"not a zip"), encoding="utf-8")
    with pytest.raises(BundleError, match="is not a bundle of Coach"):
        read(file)
    file.write_text(f"{PREFIX}GGW", encoding="utf-8")
    with pytest.raises(BundleError, match="not whole"):
        read(file)
