from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QMessageBox, QPushButton

from coach import paths
from coach.routine.codes import Severity
from coach.safety.profile import Profile
from coach.ui.author.new_file import NewFile
from coach.ui.routine_view import RoutineView
from coach.whole import save
from tests.routine import texts
from tests.ui import own_pictures
from tests.ui.paper import PaperPainter

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from coach.ui.author.author_view import AuthorView
    from tests.ui.conftest import Opened

    Open = Callable[[], tuple[AuthorView, Opened]]


@pytest.fixture
def author(open_window: Callable[..., Opened], tmp_path: Path) -> Open:
    """The Author view with the routine of the test library open."""

    def make() -> tuple[AuthorView, Opened]:
        opened = open_window()
        opened.window.show_author()
        view = opened.window.author
        view.open(tmp_path / "routines" / "session.yaml")
        return view, opened

    return make


def pressed(parent: QWidget, name: str) -> None:
    """Press the button of this text."""
    [one for one in parent.findChildren(QPushButton) if one.text() == name][-1].click()


def put_cursor(view: AuthorView, before: str) -> None:
    """Put the cursor in front of a text."""
    cursor = view.editor.textCursor()
    cursor.setPosition(view.editor.toPlainText().index(before))
    view.editor.setTextCursor(cursor)


def test_files_are_listed_with_how_they_are(author: Open) -> None:
    """Every file of the library is there; what is open is marked."""
    view, _ = author()
    names = [item.text(0) for item in view.files._items()]
    assert names == ["▲ curl", "session", "wave"]
    current = view.files.tree.currentItem()
    assert current is not None
    assert current.text(0) == "session"
    view.files.filter.setText("cu")
    assert [item.text(0) for item in view.files._items() if not item.isHidden()] == ["▲ curl"]


def test_the_plan_shows_beside_the_text(author: Open) -> None:
    """The length, the strip, and the step on show are those of the text."""
    view, _ = author()
    assert view.preview.total.text() == "1 min 5 s"
    assert view.preview.strip.step_at(10) is not None
    assert "The wave" in view.preview.said.text()


def test_an_own_picture_shows_as_soon_as_it_is_written(author: Open, qtbot: QtBot, tmp_path: Path) -> None:
    """It is looked for beside the file; what keeps it from being shown is told until it can be."""
    view, _ = author()
    file = tmp_path / "routines" / "wave.yaml"
    view.open(file)
    paper = view.preview.figure.right._painter
    assert isinstance(paper, PaperPainter)
    paper.trouble = "There is no picture `wave.png` beside the exercise's file."
    put_cursor(view, "steps:")
    with qtbot.waitSignal(view.preview.figure.right.failed):
        view.editor.insertPlainText("picture: wave.png\n")
    assert view.preview.missing.text() == paper.trouble
    assert view.preview.missing.isVisible()
    assert view.preview.figure.slot.isVisible()
    paper.trouble = ""
    own_pictures.png(file.parent / "wave.png")
    put_cursor(view, "\n")
    with qtbot.waitSignal(view.preview.figure.right.drawn):
        view.editor.insertPlainText(" ")
    assert not view.preview.missing.isVisible()
    assert not view.preview.figure.slot.isVisible()
    assert (paper.orders[-1].picture, paper.orders[-1].beside) == ("wave.png", str(file.parent))


def test_what_is_typed_is_checked_as_it_stands(author: Open, qtbot: QtBot) -> None:
    """A mistake is underlined at its place, told below, and counted above; the plan stays as it last was."""
    view, _ = author()
    put_cursor(view, "wave}")
    with qtbot.waitSignal(view.driver.tried):
        QTest.keyClicks(view.editor, "x")
    (found,) = view.driver.trial.diagnostics  # type: ignore[union-attr]  # it has been tried
    assert found.code == "unknown-exercise"
    assert view.editor.severity_of(found.span.line) is Severity.ERROR
    assert "not saved · 1 error" in view.state.text()
    assert "Did you mean `wave`?" in view.editor.said_at(found.span.line, found.span.column)
    assert view.preview.total.text() == "The plan as it last was: there are errors."
    assert not view.preview.play.isEnabled()


def test_a_mistake_can_be_mended_by_a_button(author: Open, qtbot: QtBot) -> None:
    """The suggestion is carried out in the text, as one step that can be undone."""
    view, _ = author()
    put_cursor(view, "wave}")
    with qtbot.waitSignal(view.driver.tried):
        QTest.keyClicks(view.editor, "x")
    broken = view.editor.toPlainText()
    pressed(view.messages, "Mend it")
    assert view.driver.trial.errors == 0  # type: ignore[union-attr]  # it has been tried
    view.editor.undo()
    assert view.editor.toPlainText() == broken


def test_keys_and_ids_complete_themselves(author: Open) -> None:
    """While a word is typed, what fits is offered; Enter takes it, Escape leaves it."""
    view, _ = author()
    put_cursor(view, "use_when")
    QTest.keyClicks(view.editor, "not")
    assert view.editor.choices.isVisible()
    QTest.keyClick(view.editor, Qt.Key.Key_Escape)
    assert not view.editor.choices.isVisible()
    QTest.keyClick(view.editor, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    rows = [view.editor.choices.list.item(row).text() for row in range(view.editor.choices.list.count())]
    QTest.keyClick(view.editor, Qt.Key.Key_Return)
    assert rows[:2] == ["notes:", "not_when:"]
    assert "\nnotes: use_when" in view.editor.toPlainText()


def test_enter_keeps_the_indentation(author: Open) -> None:
    """A key with nothing behind it moves what follows in; an item moves its keys under its first."""
    view, _ = author()
    view.editor.open("steps:")
    view.editor.moveCursor(view.editor.textCursor().MoveOperation.End)
    QTest.keyClick(view.editor, Qt.Key.Key_Return)
    QTest.keyClicks(view.editor, "- rest: 5 s")
    QTest.keyClick(view.editor, Qt.Key.Key_Escape)
    QTest.keyClick(view.editor, Qt.Key.Key_Return)
    QTest.keyClicks(view.editor, "cue: Up")
    assert view.editor.toPlainText() == "steps:\n  - rest: 5 s\n    cue: Up"
    QTest.keyClick(view.editor, Qt.Key.Key_Backtab)
    assert view.editor.toPlainText().endswith("\n  cue: Up")
    QTest.keyClick(view.editor, Qt.Key.Key_Tab)
    assert len(view.editor.toPlainText().split("\n")[-1]) > len("  cue: Up")


def test_the_keyboard_is_not_caught_in_the_text(author: Open) -> None:
    """Escape goes on to what comes next; the text stays as it was, and Tab still moves in afterwards."""
    view, opened = author()
    before = view.editor.toPlainText()
    view.editor.setFocus()
    QTest.keyClick(view.editor, Qt.Key.Key_Escape)
    assert not view.editor.hasFocus()
    assert opened.window.focusWidget() is not None
    assert view.editor.toPlainText() == before
    QTest.keyClick(view.editor, Qt.Key.Key_Tab)
    assert view.editor.toPlainText() != before


def test_where_there_is_little_room_one_thing_shows_at_a_time(author: Open) -> None:
    """Text, preview and form are tabs, the files come when asked for, and what else can be done is a menu."""
    view, opened = author()
    opened.window.resize(640, 480)
    assert [view.tabs.tabText(at) for at in range(view.tabs.count())] == ["Text", "Preview", "Form"]
    assert view.editor.isVisible()
    assert not view.files.isVisible()
    view.browse.setChecked(True)
    assert view.files.isVisible()
    assert not view.editor.isVisible()
    menu = view.tools.more.menu()
    menu.aboutToShow.emit()
    can = {action.text(): action.isEnabled() for action in menu.actions()}
    assert can == {
        "New …": True,
        "Undo": False,
        "Redo": False,
        "Find …": True,
        "Pose studio …": False,
        "On paper …": True,
        "What changed …": True,
        "Share …": True,
        "Add from a bundle …": True,
    }
    opened.window.resize(1180, 800)
    assert view.editor.isVisible()
    assert view.files.isVisible()
    assert [view.tabs.tabText(at) for at in range(view.tabs.count())] == ["Preview", "Form"]
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == [*can][-3:]


def test_without_a_file_the_page_says_how_to_get_one(open_window: Callable[..., Opened]) -> None:
    """A new one or one from the list: both are a button; what needs a file cannot be pressed."""
    opened = open_window()
    opened.window.show_author()
    view = opened.window.author
    assert view.work.begin.isVisible()
    assert not view.editor.isVisible()
    assert not any(
        button.isEnabled() for button in (view.save, view.tools.look, view.tools.pose, view.tools.paper)
    )
    pressed(view.work.begin, "Choose a file")
    assert opened.window.focusWidget() is view.files.tree


def test_saving_writes_the_file_and_the_library_follows(author: Open, qtbot: QtBot, tmp_path: Path) -> None:
    """After Ctrl+S the file holds the text, and the whole app knows it."""
    view, opened = author()
    put_cursor(view, "The session")
    QTest.keyClicks(view.editor, "My ")
    with qtbot.waitSignal(opened.library.ready, timeout=10_000):
        view.save.click()
    assert "title: My The session" in (tmp_path / "routines" / "session.yaml").read_text()
    assert opened.library.library is not None
    assert opened.library.library.routines["session"].title == "My The session"
    assert "saved" in view.state.text()
    assert not view.save.isEnabled()


def test_what_comes_with_coach_is_copied_when_it_is_saved(
    author: Open, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The shipped file stays as it is; one's own stands in for it."""
    view, opened = author()
    monkeypatch.setattr(paths, "bundled_routines", lambda: tmp_path / "routines")
    put_cursor(view, "The session")
    QTest.keyClicks(view.editor, "My ")
    with qtbot.waitSignal(opened.library.ready, timeout=10_000):
        view.save.click()
    assert "My " not in (tmp_path / "routines" / "session.yaml").read_text()
    assert "My " in (paths.own_routines() / "session.yaml").read_text()
    assert view.driver.path == paths.own_routines() / "session.yaml"
    assert "Saved as yours" in view.notice.said.text()


def test_leaving_an_unsaved_text_is_asked_about(
    author: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Save, throw away, or stay: nothing happens unasked."""
    view, _ = author()
    put_cursor(view, "The session")
    QTest.keyClicks(view.editor, "My ")
    other = tmp_path / "routines" / "wave.yaml"
    answers = [QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Discard]
    monkeypatch.setattr(QMessageBox, "question", lambda *_: answers.pop(0))
    view.open(other)
    assert view.driver.path != other
    view.open(other)
    assert view.driver.path == other
    assert "My " not in (tmp_path / "routines" / "session.yaml").read_text()


def test_a_full_disk_loses_nothing(author: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page says that it could not be saved, and the text is still there."""
    view, _ = author()
    put_cursor(view, "The session")
    QTest.keyClicks(view.editor, "My ")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("coach.drivers.draft_driver.save", full)
    view.save.click()
    assert "No space left on device" in view.notice.said.text()
    assert "My " in view.editor.toPlainText()
    assert view.driver.is_changed


def test_a_draft_from_last_time_is_offered(open_window: Callable[..., Opened], tmp_path: Path) -> None:
    """After a crash one can go on with the text that was not saved, or throw it away."""
    opened = open_window()
    path = tmp_path / "routines" / "session.yaml"
    from coach.author.keeping import Drafts  # noqa: PLC0415  # named only here

    Drafts(paths.data_dir() / "drafts").keep(path, "coach: 1\n# mine\n")
    opened.window.show_author()
    view = opened.window.author
    assert "unsaved changes to session.yaml" in view.notice.said.text()
    pressed(view.notice, "Go on with them")
    assert view.editor.toPlainText() == "coach: 1\n# mine\n"
    assert view.driver.is_changed


def test_the_form_changes_its_place_in_the_text_only(author: Open, qtbot: QtBot) -> None:
    """What is filled in stands in the text; all other lines are as they were, and the plan follows."""
    view, _ = author()
    view.tabs.setCurrentWidget(view.form)
    before = view.editor.toPlainText().split("\n")
    field = view.form.fields["title",]
    assert isinstance(field, QLineEdit)
    assert field.text() == "The session"
    field.setText("Another: name")
    field.editingFinished.emit()
    after = view.editor.toPlainText().split("\n")
    assert [line for line in after if line not in before] == ['title: "Another: name"']
    assert len(after) == len(before)
    with qtbot.waitSignal(view.driver.tried):
        QTest.keyClicks(view.editor, " ")
    qtbot.waitUntil(lambda: not view.work._form_rest.isActive())
    assert field.text() == "Another: name"


def test_steps_are_added_moved_and_removed_in_the_form(author: Open) -> None:
    """Each step is a card; its order is the text's order."""
    view, _ = author()
    view.form.show_text(view.driver.text)
    pressed(view.form, "Add rest")
    assert view.driver.text.rstrip().endswith("- rest:")
    view.form.show_text(view.driver.text)
    next(
        one
        for one in view.form.findChildren(QPushButton)
        if one.accessibleName() == "Move 1. exercise: wave down"
    ).click()
    assert view.driver.text.index("exercise: curl") < view.driver.text.index("exercise: wave")
    view.form.show_text(view.driver.text)
    next(
        one
        for one in view.form.findChildren(QPushButton)
        if one.accessibleName() == "Remove 2. exercise: wave"
    ).click()
    assert "wave" not in view.driver.text


def test_a_text_that_cannot_be_read_rests_the_form(author: Open) -> None:
    """The form says what to do, and comes back."""
    view, _ = author()
    view.form.show_text("a: [")
    assert not view.form.said.isHidden()
    view.form.show_text(view.driver.text)
    assert view.form.said.isHidden()


@pytest.mark.parametrize(("kind", "text"), [("exercise", "type: exercise"), ("routine", "type: routine")])
def test_a_new_file_is_begun_with_a_few_answers(author: Open, kind: str, text: str) -> None:
    """A name and a kind make a file that can be read; it is not saved before one says so."""
    view, _ = author()
    view.ask_new()
    page = view.stack.currentWidget()
    assert isinstance(page, NewFile)
    page.make.click()
    assert page.said.text() == "It needs a name."
    page.types.choose(kind)
    page.title.setText("Finger fan")
    page.make.click()
    assert text in view.editor.toPlainText()
    assert view.driver.path == paths.own_routines() / "finger-fan.yaml"
    assert view.driver.is_changed
    assert not paths.own_routines().exists()


def test_a_pasted_text_becomes_a_file(author: Open) -> None:
    """What was understood is filled in; several exercises and their routine are written at once."""
    view, _ = author()
    view.ask_new()
    page = view.stack.currentWidget()
    assert isinstance(page, NewFile)
    page.types.choose("text")
    page.types.chosen.emit("text")
    page.pasted.setPlainText("1. Calf stretch 3 x 30 s each leg, slowly\n2. Toe curls 10 reps")
    page.make.click()
    assert "hold: 30 s" in view.editor.toPlainText()
    assert '# NOT UNDERSTOOD: "slowly"' in view.editor.toPlainText()
    assert "Not understood, and marked in the text: slowly" in view.notice.said.text()
    assert "3 files were written: calf-stretch, toe-curls, my-exercises." in view.notice.said.text()
    assert not view.driver.is_changed
    written = sorted(each.name for each in paths.own_routines().glob("*.yaml"))
    assert written == ["calf-stretch.yaml", "my-exercises.yaml", "toe-curls.yaml"]


def test_what_cannot_be_written_of_a_text_is_kept(author: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a full disk nothing that was pasted is lost."""
    view, _ = author()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("coach.ui.author.saving.save", full)
    written = {paths.own_routines() / "a.yaml": "a", paths.own_routines() / "b.yaml": "b"}
    assert not view.saving.write_new(written)
    assert view.notice.said.text() == (
        "a.yaml cannot be saved: No space left on device. b.yaml cannot be saved: No space left on device. "
        "They are kept as drafts."
    )
    assert {Path(each.path).name for each in view.drafts.lost()} == {"a.yaml", "b.yaml"}


def test_where_one_file_cannot_be_written_the_pasted_text_stays(
    author: Open, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """The library has what was written; to try again later writes the rest, and nothing twice."""
    view, opened = author()
    view.ask_new()
    page = view.stack.currentWidget()
    assert isinstance(page, NewFile)
    page.types.choose("text")
    page.types.chosen.emit("text")
    page.pasted.setPlainText("1. Calf stretch 3 x 30 s each leg\n2. Toe curls 10 reps")

    def fuller(path: Path, words: str) -> None:
        if path.stem == "toe-curls":
            raise OSError(28, "No space left on device")
        save(path, words)

    with monkeypatch.context() as context, qtbot.waitSignal(opened.library.ready, timeout=10_000):
        context.setattr("coach.ui.author.saving.save", fuller)
        page.make.click()
    assert view.stack.over is page
    assert view.notice.said.text() == (
        "toe-curls.yaml cannot be saved: No space left on device. It is kept as a draft."
    )
    shelf = opened.library.shelf
    assert shelf is not None
    assert "calf-stretch" in shelf.written.exercises
    page.make.click()
    assert view.stack.over is None
    assert view.drafts.lost() == ()
    found = sorted(each.name for each in paths.own_routines().glob("*.yaml"))
    assert found == ["calf-stretch.yaml", "my-exercises.yaml", "toe-curls.yaml"]


def test_one_page_at_a_time_lies_over_the_file(author: Open) -> None:
    """The keys for a new file leave the page that is open, and what was pasted into it, as it is."""
    view, _ = author()
    view.ask_new()
    page = view.stack.over
    assert isinstance(page, NewFile)
    page.pasted.setPlainText("Calf stretch 3 x 30 s")
    view.ask_new()
    assert view.stack.over is page
    page.left.emit()
    assert view.stack.over is None
    assert view.stack.count() == 1


def test_a_page_about_a_file_goes_with_it(author: Open, tmp_path: Path) -> None:
    """What is made in the studio cannot get into a file that was opened meanwhile."""
    view, _ = author()
    view.open(tmp_path / "routines" / "curl.yaml")
    view.tools.pose.click()
    assert view.stack.over is not None
    view.open(tmp_path / "routines" / "wave.yaml")
    assert view.stack.over is None
    assert view.stack.count() == 1
    assert not view.driver.is_changed


def test_finding_and_replacing(author: Open) -> None:
    """Enter finds the next, Replace all replaces every place as one step."""
    view, _ = author()
    before = view.editor.toPlainText()
    view.finding.begin()
    view.finding.what.setText("exercise")
    assert view.finding.find_next()
    assert view.finding.said.text() == "2 found"
    assert view.editor.textCursor().selectedText() == "exercise"
    view.finding.put.setText("thing")
    view.finding.replace_all()
    assert view.editor.toPlainText() == before.replace("exercise", "thing")
    view.editor.undo()
    assert view.editor.toPlainText() == before
    view.finding.what.setText("nowhere")
    assert not view.finding.find_next()


def test_playing_from_here_begins_at_the_item_on_show(author: Open) -> None:
    """The session starts with the exercise that the cursor is in."""
    view, opened = author()
    put_cursor(view, "- {exercise: curl")
    view.preview.strip.choose(len(view.driver.trial.timeline.steps) - 1)  # type: ignore[union-attr]  # it has a plan
    assert view.preview.item == 2
    view.preview.play.click()
    assert opened.window.session is not None
    assert opened.window.session.driver.timeline.steps[0].item == 2


def test_the_strip_is_walked_with_the_keyboard(author: Open) -> None:
    """Left and right go from step to step, and say which one it is."""
    view, _ = author()
    strip = view.preview.strip
    strip.choose(0)
    QTest.keyClick(strip, Qt.Key.Key_Right)
    assert strip.step == 1
    assert strip.accessibleDescription()
    QTest.keyClick(strip, Qt.Key.Key_Left)
    QTest.keyClick(strip, Qt.Key.Key_Left)
    assert strip.step == 0


def test_on_paper_shows_what_was_saved(author: Open) -> None:
    """The hand-out of the file in hand opens."""
    view, opened = author()
    view.tools.paper.click()
    assert opened.page.windowTitle() == "Hand-out: The session"


CONDITIONS = """\
coach: 1
type: conditions
conditions:
  NUMB: {name: Numb feet, group: Right now, question: Are your feet numb?, action: Coach hides some.}
"""


def test_what_is_not_for_the_person_is_not_printed(
    open_window: Callable[..., Opened], tmp_path: Path
) -> None:
    """Its page opens in place of the hand-out, and says why in a sentence."""
    files = {
        "conditions.yaml": CONDITIONS,
        "bend.yaml": texts.exercise("bend", dose="{duration: 10s}", avoid_if="[NUMB]"),
        "session.yaml": texts.routine("- {exercise: bend}"),
    }
    opened = open_window(files, profile=Profile(frozenset({"NUMB"}), seen=True))
    opened.window.show_author()
    view = opened.window.author
    view.open(tmp_path / "routines" / "session.yaml")
    view.tools.paper.click()
    assert isinstance(opened.page, RoutineView)
    shelf = opened.library.shelf
    assert shelf is not None
    reason = shelf.adapt("session").reason
    assert reason
    assert any(reason in label.text() for label in opened.page.findChildren(QLabel) if label.isVisible())


def test_messages_stay_in_place_while_one_types(author: Open, qtbot: QtBot) -> None:
    """Each says what it says now; one that is mended leaves, and the list says when there is nothing left."""
    view, _ = author()

    def said() -> list[str]:
        return [row._said.text() for row in view.messages._rows if not row.isHidden()]

    view.driver.replace(view.driver.text.replace("wave}", "wvae}").replace("curl}", "crul}"))
    rows = list(view.messages._rows)
    assert [words.split(".")[0] for words in said()] == [
        "There is no exercise `wvae`",
        "There is no exercise `crul`",
    ]
    put_cursor(view, "use_when")
    with qtbot.waitSignal(view.driver.tried):
        QTest.keyClick(view.editor, Qt.Key.Key_Return)
    assert view.messages._rows == rows
    assert "line 8" in rows[0]._head.text()
    pressed(rows[0], "Mend it")
    assert [words.split(".")[0] for words in said()] == ["There is no exercise `crul`"]
    pressed(rows[0], "Mend it")
    assert said() == []
    assert not view.messages._well.isHidden()
