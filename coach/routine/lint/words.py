"""What must not be said, and how it is said: promises, medicines, lacks, claims, colours, hard words.

The lists are English, so texts in other languages are not judged by them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from coach.routine.lint import reading
from coach.routine.lint.subject import Finding
from coach.routine.model import Conditions, Exercise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.routine.lint.subject import Subject

_PROMISES: Final = """
    cure, cures, cured, heals, miracle, proven, guarantee, guarantees, guaranteed, prevent, prevents,
    prevention, eliminate, eliminates, relieves, fixes, gets rid of, get rid of, always works, always helps,
    never fails, will help, will stop, will ease, will end, will work, will heal, will go away
"""
_MEDICINES: Final = """
    ibuprofen, naproxen, diclofenac, paracetamol, acetaminophen, aspirin, quinine, baclofen, diazepam,
    gabapentin, botulinum, botox, cortisone, steroid, steroids, opioid, opioids, benzodiazepine,
    benzodiazepines, statin, statins, diuretic, diuretics, antidepressant, antidepressants, muscle relaxant,
    muscle relaxants, painkiller, painkillers, pill, pills, supplement, supplements, magnesium, calcium,
    potassium, sodium, electrolyte, electrolytes, mineral, minerals, vitamin, vitamins, herbal, herbs,
    turmeric, glucosamine, collagen, creatine, cannabidiol, cbd, lactic acid, tonic water, pickle juice,
    salt tablets
"""
_DEFICIENCIES: Final = "deficiency, deficiencies, deficient"
_UNSAID: Final = {
    code: [phrase.strip() for phrase in listed.split(",")]
    for code, listed in (
        ("promised-cure", _PROMISES),
        ("named-medicine", _MEDICINES),
        ("named-deficiency", _DEFICIENCIES),
    )
}
_FIRST_WORDS: Final = frozenset(phrase.split()[0] for phrases in _UNSAID.values() for phrase in phrases)
_ANY: Final = re.compile(
    "|".join(
        rf"(?P<{code.replace('-', '_')}>\b(?:{'|'.join(phrases)})\b)" for code, phrases in _UNSAID.items()
    ),
    re.IGNORECASE,
)
_DENIED: Final = re.compile(
    r"\b(?:not|no|never|nothing|nobody|cannot|without|neither|nor)\b|n[’']t\b", re.IGNORECASE
)
"""A denial before the word, in the same part of the sentence: no promise, but the opposite of one."""
_PART_ENDS: Final = re.compile(r"[.!?;:,]")

FEWEST_SHOWN: Final = 6
"""Words that a text needs to be shown as the hardest; \"Hyperventilation.\" alone says little."""

_ABOUT: Final = {
    "promised-cure": ("`{}` promises more than anybody can.", "Say what one does, or that it `may help`."),
    "named-medicine": (
        "`{}`: a routine is no place for medicines or supplements.",
        "Leave them to the person's own prescriber.",
    ),
    "named-deficiency": ("`{}` names what only a test can tell.", "Leave it to a clinician."),
}


class Unsaid(NamedTuple):
    """Something that must not be said: the code, the words, and where they begin."""

    code: str
    words: str
    start: int


def unsaid(text: str) -> Iterator[Unsaid]:
    """Every promise, medicine, supplement and deficiency in an English text; a denied promise is none."""
    for match in _ANY.finditer(text):
        code = (match.lastgroup or "").replace("_", "-")
        before = _PART_ENDS.split(text[: match.start()])[-1]
        if code != "promised-cure" or not _DENIED.search(before):
            yield Unsaid(code, match[0], match.start())


def forbidden(subject: Subject) -> Iterator[Finding]:
    """Nothing is promised, and no medicine, supplement or lack is named."""
    if _is_foreign(subject):
        return
    if _FIRST_WORDS.isdisjoint(subject.words):
        return
    for place, key, text in subject.texts:
        for found in unsaid(text):
            message, hint = _ABOUT[found.code]
            yield Finding((*place, key), found.code, message.format(found.words), hint)


def readable(subject: Subject) -> Iterator[Finding]:
    """A document is not harder to read than grade 9; the hardest of its texts is shown."""
    if _is_foreign(subject):
        return
    texts = [text for _, text in subject.prose]
    if reading.length(texts) < reading.FEWEST_WORDS:
        return
    if (level := reading.grade(texts)) > reading.HARDEST:
        long = [each for each in subject.prose if reading.length([each[1]]) >= FEWEST_SHOWN]
        place, _ = max(long or subject.prose, key=lambda each: reading.grade([each[1]]))
        message = f"The texts of this document are as hard to read as grade {level:.0f}; this is the hardest."
        yield Finding(place, "hard-to-read", message, "Use shorter sentences and everyday words.")


def _is_foreign(subject: Subject) -> bool:
    return not isinstance(subject.document, Conditions) and not subject.document.language.startswith("en")


_STUDIES: Final = frozenset({"study", "studies", "trial", "trials", "research", "researchers", "scientists"})


def claims(subject: Subject) -> Iterator[Finding]:
    """What is claimed names its source."""
    document = subject.signed
    if document.sources:
        return
    hint = "Add `sources: […]`."
    if document.evidence and document.evidence.label in {"may help", "studies disagree"}:
        message = f"`{document.evidence.label}` is claimed without a source."
        yield Finding(("evidence", "label"), "no-source", message, hint)
    if isinstance(document, Exercise) and document.dose.basis in {"read", "2nd", "seed"}:
        message = f"`basis: {document.dose.basis}` names a source, but none is given."
        yield Finding(("dose", "basis"), "no-source", message, hint)
    if _STUDIES.isdisjoint(subject.words):
        return
    for place, text in subject.prose:
        if spoken := [word for word in reading.words(text) if word.lower() in _STUDIES]:
            yield Finding(place, "no-source", f"`{spoken[0]}` is spoken of, but no source is given.", hint)


MAKERS: Final = re.compile(r"thera-?band|thera-?putty|can-?do|rolyan|sanctband|sissel", re.IGNORECASE)
_DYED: Final = frozenset({"band", "putty", "tubing", "tube"})
_COLOURED: Final = re.compile(
    r"\b(?:tan|yellow|red|green|blue|black|silver|gold|white|pink|purple)(?: exercise| rubber| therapy)?"
    rf" (?:{'|'.join(sorted(_DYED))})",
)


def colours(subject: Subject) -> Iterator[Finding]:
    """The colour of a band or of putty stands with its maker."""
    if _DYED.isdisjoint(subject.words) or MAKERS.search("\n".join(text for _, text in subject.told)):
        return
    for place, text in subject.told:
        if match := _COLOURED.search(text.lower()):
            message = f"`{match[0]}` says little: colours differ between makers."
            yield Finding(place, "colour-without-brand", message, "Name the maker beside the colour.")
