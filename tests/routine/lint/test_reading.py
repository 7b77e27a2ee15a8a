from __future__ import annotations

import statistics
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import textstat

from coach import paths
from coach.routine.library import Folder, Library
from coach.routine.lint import Subject, reading

if TYPE_CHECKING:
    from coach.routine.model import Exercise, Routine


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *(("make", 1), ("makes", 1), ("hole", 1), ("table", 2), ("circles", 2), ("little", 2)),
        *(("pulled", 1), ("rested", 2), ("pinches", 2), ("lonely", 2), ("soreness", 2), ("movement", 2)),
        *(("doing", 2), ("area", 2), ("people", 2), ("surgeon", 2), ("muscle", 2), ("motion", 2)),
        *(("the", 1), ("rhythm", 1), ("10", 1), ("end-range", 2), ("don't", 1), ("hand's", 1), ("BP", 1)),
    ],
)
def test_syllables(word: str, count: int) -> None:
    """Silent endings do not count, vowels spoken apart count twice, and every word has at least one."""
    assert reading.syllables(word) == count


def test_sentences() -> None:
    """A sentence ends with a mark before a space; the last one needs none, and a decimal point is no end."""
    assert reading.sentences("Sit down. Is it 1.5 m? “Stop!” Go on") == 4
    assert reading.sentences("Hold. ") == 1


def test_texts_do_not_run_into_each_other() -> None:
    """Two texts are two sentences, whether or not they end with a full stop."""
    assert reading.grade(["Sit down", "Lift your toes"]) == reading.grade(["Sit down.", "Lift your toes."])
    assert reading.grade(["Sit down. Lift your toes."]) == reading.grade(["Sit down", "Lift your toes"])


def test_nothing_has_no_grade() -> None:
    """No words, no grade."""
    assert reading.grade([]) == reading.grade([" ", "…"]) == 0.0


@pytest.fixture(scope="module")
def texts() -> list[list[str]]:
    """The sentences of every exercise and routine that comes with Coach."""
    library = Library.read([Folder(paths.bundled_routines(), "bundled")])
    documents: list[Exercise | Routine] = [
        *library.exercises.values(),
        *(each for each in library.routines.values() if "." not in each.id),
    ]
    return [[text for _, text in Subject(each, library, Path("x.yaml")).prose] for each in documents]


def test_syllables_agree_with_a_pronouncing_dictionary(texts: list[list[str]]) -> None:
    """Of the words that Coach's own texts use, 19 in 20 have as many syllables as textstat looks up."""
    used = Counter(word.lower() for text in texts for word in reading.words(" ".join(text)) if word.isalpha())
    same = sum(reading.syllables(word) == textstat.syllable_count(word) for word in used)
    assert len(used) > 500
    assert same / len(used) > 0.95


def test_the_grade_agrees_with_textstat(texts: list[list[str]]) -> None:
    """The grade is textstat's: to 0.3 at the median, to 1.5 always, for textstat skips short sentences."""
    theirs = [textstat.flesch_kincaid_grade(" ".join(map(_ended, text))) for text in texts]
    apart = [abs(reading.grade(text) - other) for text, other in zip(texts, theirs, strict=True)]
    assert statistics.median(apart) < 0.3
    assert max(apart) < 1.5


def _ended(text: str) -> str:
    return text if text[-1] in ".?!" else f"{text}."
