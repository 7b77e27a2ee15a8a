"""What holds for every text that comes with Coach: files, pages, what the window and the voice say."""

from __future__ import annotations

import ast
import re
import statistics
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
import textstat

from coach import paths
from coach.learn.book import Book
from coach.learn.telling import plain
from coach.routine import index
from coach.routine.folders import Folder
from coach.routine.library import Library
from coach.routine.lint import Subject, reading
from coach.routine.lint.references import BODY_PARTS
from coach.routine.lint.words import unsaid
from coach.routine.model import Conditions, Exercise, Programme, Routine

if TYPE_CHECKING:
    from collections.abc import Iterator

Texts = dict[str, list[str]]
"""What people read, by the name of the document it stands in."""

PROGRAM: Final = Path(paths.__file__).parent
MOST_WORDS: Final = 6
MEDIAN: Final = 6.0
HARDEST: Final = 9.0

NAMED_ON: Final = frozenset(
    {"body-salts", "causes", "evidence", "fast-breathing", "medicines", "toe-cramps", "treatment", "visit"}
)
"""Pages that may name a supplement or a medicine: to say what was found, what is tested, whom to ask."""
ADVICE: Final = re.compile(r"\b(?:take|try|use|add|buy|drink|swallow|start|stop|eat more)\b", re.IGNORECASE)
DENIED: Final = re.compile(r"\b(?:not|never|no|only if|ask|clinician|prescriber)\b", re.IGNORECASE)
SCOLDING: Final = re.compile(
    r"\b(?:you (?:missed|failed|forgot)|you should have|lazy|streaks?|shame|punish\w*|disappoint\w*)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def library() -> Library:
    """The exercises, routines, sources and conditions."""
    return Library.read([Folder(paths.bundled_routines(), "bundled")], pages=paths.pages())


@pytest.fixture(scope="module")
def subjects(library: Library) -> list[Subject]:
    """Every exercise, every routine and the conditions, as lint looks at them."""
    conditions = Conditions.model_construct(conditions=library.conditions)
    documents: list[Exercise | Routine | Programme | Conditions] = [
        *library.exercises.values(),
        *(each for each in library.routines.values() if "." not in each.id),  # not those of programmes
        *library.programmes.values(),
        conditions,
    ]
    return [Subject(document, library, Path("x.yaml")) for document in documents]


@pytest.fixture(scope="module")
def pages() -> Texts:
    """The sentences of each guidance page, without its marks of evidence and the targets of its links."""
    book = Book.read(paths.assets() / "learn")
    return {page.id: [page.summary, *_sentences(plain(page))] for page in book.pages.values()}


@pytest.fixture(scope="module")
def program() -> Texts:
    """What the modules of the program show: texts of three words and more that begin like a sentence."""
    return {
        str(path.relative_to(PROGRAM)): found
        for path in sorted(PROGRAM.rglob("*.py"))
        if path.relative_to(PROGRAM).parts[0] in {"app.py", "drivers", "learn", "safety", "ui"}
        if (found := list(_shown(ast.parse(path.read_text(encoding="utf-8")))))
    }


@pytest.fixture(scope="module")
def voice() -> Texts:
    """What is spoken, in English."""
    spoken = tomllib.loads((paths.assets() / "voice" / "en.toml").read_text(encoding="utf-8"))
    return {"voice": [str(each) for each in spoken.values()]}


def _sentences(markdown: str) -> Iterator[str]:
    """The lines of a page as sentences: headings, items and cells of tables each for themselves."""
    for line in markdown.splitlines():
        bare = re.sub(r"\[([^\[\]]+)\]\([^()]*\)|\*\*", r"\1", line)
        for cell in bare.strip("| ").split(" | "):
            text = re.sub(r"^[-#>\d. ]+", "", cell).strip()
            if re.search(r"\w", text):
                yield text


def _shown(module: ast.Module) -> Iterator[str]:
    """The texts of a module that are no docstrings; what is filled in later stands as `X`."""
    silent = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
    for node in ast.walk(module):
        if isinstance(node, ast.JoinedStr):
            parts = [part.value if isinstance(part, ast.Constant) else "X" for part in node.values]
            silent |= {id(part) for part in node.values}
            text = "".join(map(str, parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            text = node.value
        else:
            continue
        if re.match(r"[A-Z]\w* \S+ \S", text):
            yield text


def _grade(texts: list[str]) -> float:
    ended = [text if text[-1] in ".?!" else f"{text}." for text in texts]
    return float(textstat.flesch_kincaid_grade(" ".join(ended)))


def _named(texts: Texts, code: str = "") -> list[str]:
    return [
        f"{name}: {found.words}"
        for name, said in texts.items()
        for text in said
        for found in unsaid(text)
        if found.code.startswith(code)
    ]


def test_what_the_window_shows_is_found(program: Texts) -> None:
    """The texts of the program that these tests look at are there in earnest."""
    assert sum(map(len, program.values())) > 100
    assert any("Coach" in text for text in program["ui/safety_view.py"])


def test_no_routine_file_says_what_must_not_be_said(subjects: list[Subject]) -> None:
    """None promises, or names a medicine, a supplement or a lack, not even in its notes for authors."""
    texts = {}
    for subject in subjects:
        notes = getattr(subject.document, "notes", None) or ""
        name = getattr(subject.document, "id", "conditions")
        texts[name] = [notes, *(text for _, _, text in subject.texts)]
    assert _named(texts) == []


def test_nothing_that_coach_says_itself_promises_or_names_a_medicine(program: Texts, voice: Texts) -> None:
    """Neither the window nor the voice does."""
    assert _named(program | voice) == []


def test_no_page_promises(pages: Texts) -> None:
    """No page promises that something works."""
    assert _named(pages, "promised-cure") == []


def test_medicines_and_supplements_are_named_only_where_it_is_told_whom_to_ask(pages: Texts) -> None:
    """A few pages name them; there too, no sentence that does so says to take, start or stop one."""
    named = {each.partition(":")[0] for each in _named(pages, "named")}
    assert named <= NAMED_ON
    told = [
        sentence
        for said in pages.values()
        for text in said
        for sentence in re.split(r"(?<=[.?!:]) ", text)
        if any(found.code != "promised-cure" for found in unsaid(sentence))
        and ADVICE.search(sentence)
        and not DENIED.search(sentence)
    ]
    assert told == []


def test_nobody_is_scolded(subjects: list[Subject], pages: Texts, program: Texts, voice: Texts) -> None:
    """No text blames people, shames them or counts their streaks."""
    said = [text for subject in subjects for _, _, text in subject.texts]
    said += [text for texts in (pages, program, voice) for each in texts.values() for text in each]
    assert [text for text in said if SCOLDING.search(text)] == []


@pytest.mark.parametrize("kind", [Exercise, Routine, Programme])
def test_routine_files_are_easy_to_read(subjects: list[Subject], kind: type[Exercise | Routine]) -> None:
    """Exercises and routines: grade 6 or below at the median, none above grade 9."""
    texts = {
        subject.signed.id: [text for _, text in subject.prose]
        for subject in subjects
        if isinstance(subject.document, kind)
    }
    _are_easy(texts)


def test_safety_questions_are_easy_to_read(library: Library) -> None:
    """The question and the answer of Coach, for each condition by itself."""
    _are_easy({tag: [each.question, each.action] for tag, each in library.conditions.items()})


def test_pages_are_easy_to_read(pages: Texts) -> None:
    """Each guidance page as a whole."""
    _are_easy(pages)


def test_what_the_window_shows_is_easy_to_read(program: Texts) -> None:
    """The texts of each module of the program that has enough of them."""
    _are_easy({name: said for name, said in program.items() if reading.length(said) >= reading.FEWEST_WORDS})


def _are_easy(texts: Texts) -> None:
    grades = {name: _grade(said) for name, said in texts.items()}
    assert {name: grade for name, grade in grades.items() if grade > HARDEST} == {}
    assert statistics.median(grades.values()) <= MEDIAN


def test_cues_are_short_enough_to_be_spoken(subjects: list[Subject]) -> None:
    """Every spoken cue has at most six words, and every step of an exercise has one."""
    cues = [text for subject in subjects for _, key, text in subject.texts if key == "cue"]
    assert len(cues) > 300
    assert [cue for cue in cues if len(cue.split()) > MOST_WORDS] == []
    exercises = [subject.exercise for subject in subjects if isinstance(subject.document, Exercise)]
    assert [each.id for each in exercises if not all(step.cue for step in each.steps)] == []


def test_numbers_that_nobody_gave_or_checked_are_marked(library: Library) -> None:
    """Where the basis of a dose is our own choice, or was not read again, the note says of which numbers."""
    said = {"default": "our own choice", "unverified": "not checked again"}
    unsaid_of = [
        each.id
        for each in library.exercises.values()
        if each.dose.basis in said and said[each.dose.basis] not in (each.dose.note or "").lower()
    ]
    assert unsaid_of == []


def test_every_exercise_can_be_reached(library: Library) -> None:
    """Each exercise has a card of its own in the Library, found by every body part it names."""
    cards = {card.id: card for card in index.build(library).cards}
    assert {name: cards[name].body for name in library.exercises} == {
        name: each.body for name, each in library.exercises.items()
    }
    assert {part for each in library.exercises.values() for part in each.body} <= BODY_PARTS
