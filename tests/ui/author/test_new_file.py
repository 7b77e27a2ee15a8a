from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from coach import paths
from coach.author.completion import Names
from coach.author.grammar import Grammar
from coach.figure.check import check_all
from coach.figure.vocabulary import Vocabulary
from coach.routine.library import Library
from coach.routine.schema import schema
from coach.routine.source import Source
from coach.ui.author.new_file import NewFile

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Made = list[list[tuple[str, str]]]


@pytest.fixture
def page(qtbot: QtBot) -> NewFile:
    """The page that asks what a new file is to be, in a library with two exercises and a programme."""
    exercises = {"curl": "Curl", "wave": "Wave"}
    taken = {*exercises, "six-weeks"}
    made = NewFile(Grammar(schema()), Names(exercises=exercises, taken=taken, figures=Vocabulary()))
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def made(page: NewFile) -> Made:
    """What the page has made."""
    kept: Made = []
    page.made.connect(kept.append)
    return kept


def said(page: NewFile) -> list[str]:
    """The words of every label that shows."""
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def test_an_exercise_is_made_of_the_answers(page: NewFile, made: Made) -> None:
    """Name, parts of the body, amount and sentences stand in the file as they were meant."""
    page.title.setText("Wrist bend")
    page.body.setText("Wrists, hand")
    page.dose.setText("3 x 20 s, not if it hurts")
    page.steps.setPlainText("Bend the wrist.\n\nHold it there.")
    page.make.click()
    ((name, text),) = made[0]
    assert name == "wrist-bend"
    assert "body: [wrist, hand]" in text
    assert "  reps: 3\n  hold: 20 s\n" in text
    assert "caution: Not if it hurts." in text
    assert text.count("  - do: ") == 2


@pytest.mark.parametrize(
    ("field", "answer", "words"),
    [
        ("body", "wirst", "There is no part of the body `wirst`. Did you mean `wrist`?"),
        ("dose", "a lot", "`a lot` is not understood here. Write for example: 3 x 30 s, twice daily."),
    ],
)
def test_an_answer_that_is_not_understood_is_said(
    page: NewFile, made: Made, field: str, answer: str, words: str
) -> None:
    """Nothing is made; the keyboard is where the answer can be mended."""
    page.title.setText("Wrist bend")
    getattr(page, field).setText(answer)
    page.make.click()
    assert page.said.text() == words
    assert made == []


def test_a_part_of_the_body_that_was_not_said_is_a_guess(page: NewFile, made: Made) -> None:
    """And is marked as one."""
    page.title.setText("Bend")
    page.make.click()
    assert "body: [hand]   # guessed: please look" in made[0][0][1]


def test_what_is_put_in_for_a_beginning_is_marked(page: NewFile, made: Made) -> None:
    """A routine begins with some exercise, which says that another belongs there."""
    page.types.buttons[1].click()
    page.title.setText("My break")
    page.make.click()
    assert "  - exercise: curl   # put yours here" in made[0][0][1]


def test_what_is_read_in_a_text_shows_before_it_is_written(page: NewFile, made: Made, qtbot: QtBot) -> None:
    """Soon after the last key: what was understood, guessed and not, exercise by exercise."""
    page.types.buttons[3].click()
    page.pasted.setPlainText(
        "Hand plan\nfor 6 weeks\n- Wrist stretch 3 x 30 s, slowly, not if it hurts\n- Fist 10 x"
    )
    qtbot.waitUntil(lambda: "Wrist stretch" in said(page))
    told = said(page)
    assert "Understood: stretch, wrist, repetitions 3, hold 30 s" in told
    assert "Not understood: slowly" in told
    assert "Take care: not if it hurts" in told
    assert "Guessed, please look: side each, the pose, what to do is missing" in told
    assert "for 6 weeks" in told
    assert made == []
    page.make.click()
    assert [name for name, _ in made[0]] == ["wrist-stretch", "fist", "hand-plan"]
    assert page.not_understood == "slowly · for 6 weeks"


def test_a_text_without_words_is_not_written(page: NewFile, made: Made) -> None:
    """The page says so."""
    page.types.buttons[3].click()
    page.make.click()
    assert page.said.text() == "There is no text to read yet."
    assert made == []


@pytest.mark.parametrize("figure", ["hand", "foot", "body"])
def test_a_pose_begins_in_the_folder_of_poses(page: NewFile, made: Made, figure: str) -> None:
    """It has the name it was given, is of the figure that was chosen, and is well."""
    page.types.choose("pose")
    page.types.chosen.emit("pose")
    assert page.figure.isVisible()
    assert not page.side.isVisible()
    page.figure.choose(figure)
    page.title.setText("Ring finger up")
    page.make.click()
    ((name, words),) = made[0]
    assert name == "poses/ring-finger-up"
    assert f"figure: {figure} " in words
    path = paths.own_routines() / f"{name}.yaml"
    assert check_all(Source(path, words), Library()) == []


def test_an_id_that_is_taken_is_left_alone(page: NewFile, made: Made) -> None:
    """A new exercise does not stand in for another one unnoticed."""
    page.title.setText("Wave")
    page.make.click()
    ((name, text),) = made[0]
    assert name == "my-wave"
    assert "id: my-wave " in text


@pytest.mark.parametrize("kind", ["exercise", "routine", "programme"])
def test_the_id_of_a_programme_is_taken_too(page: NewFile, made: Made, kind: str) -> None:
    """Whatever is new: all documents share their ids."""
    page.types.choose(kind)
    page.title.setText("Six weeks")
    page.make.click()
    ((name, text),) = made[0]
    assert name == "my-six-weeks"
    assert "id: my-six-weeks " in text


@pytest.mark.parametrize(("figure", "name"), [("hand", "my-hook-fist"), ("foot", "hook-fist")])
def test_a_new_pose_does_not_stand_in_for_another(page: NewFile, made: Made, figure: str, name: str) -> None:
    """File and pose get a name that no pose of this figure has."""
    page.types.choose("pose")
    page.figure.choose(figure)
    page.title.setText("Hook fist")
    page.make.click()
    ((file, words),) = made[0]
    assert file == f"poses/{name}"
    assert f"\n  {name}:   #" in words
