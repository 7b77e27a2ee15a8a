"""What a PDF tells a screen reader beyond what Qt writes: its language, and that it has a title to show."""

from __future__ import annotations

import re
from typing import Final

_TRAILER: Final = re.compile(rb"trailer\s*<<(.*)>>\s*startxref\s*([0-9]+)\s*%%EOF\s*$", re.DOTALL)
_ROOT: Final = re.compile(rb"/Root ([0-9]+) 0 R")
_LANGUAGE: Final = re.compile("[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def in_language(pdf: bytes, language: str) -> bytes:
    """The PDF with its language (WCAG 2.2, PDF16), as an update at its end (ISO 32000-1, 7.5.6).

    It comes back as it was if it is not built as Qt builds it, or if the language is no code such as `de-AT`.
    """
    trailer = _TRAILER.search(pdf)
    root = _ROOT.search(trailer[1]) if trailer else None
    if not trailer or not root or not _LANGUAGE.fullmatch(language):
        return pdf
    number = root[1]
    catalog = re.search(rb"(?:^|\n)%s 0 obj\s*<<(.*?)>>\s*endobj" % number, pdf, re.DOTALL)
    if not catalog:
        return pdf
    told = b"/Lang (%s)\n/ViewerPreferences <</DisplayDocTitle true>>\n" % language.encode()
    begin = len(pdf) + 1
    written = b"\n%s 0 obj\n<<%s%s>>\nendobj\n" % (number, catalog[1], told)
    table = b"xref\n0 1\n0000000000 65535 f \n%s 1\n%010d 00000 n \n" % (number, begin)
    end = b"trailer\n<<%s/Prev %s\n>>\nstartxref\n%d\n%%%%EOF\n" % (
        trailer[1],
        trailer[2],
        len(pdf + written),
    )
    return pdf + written + table + end
