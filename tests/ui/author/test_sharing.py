from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton

from coach import paths
from coach.bundle import exchange, reading, signing
from coach.routine.folders import Folder
from coach.ui.author.receive_page import ReceivePage
from coach.ui.author.share_page import SharePage
from tests.bundle.making import a_bundle
from tests.routine import texts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from coach.ui.author.author_view import AuthorView
    from tests.ui.conftest import Opened


@pytest.fixture
def mine(open_window: Callable[..., Opened]) -> tuple[AuthorView, Opened]:
    """The Author view with a routine of one's own open, that uses an exercise of one's own."""
    files: dict[str, str | bytes] = {
        "evening.yaml": texts.routine("- {exercise: roll}", "evening"),
        "roll.yaml": texts.exercise("roll", dose="{reps: 3}"),
    }
    texts.write(paths.own_routines(), files)
    opened = open_window()
    opened.library.include(Folder(paths.own_routines(), "own"))
    opened.library.read_now()
    opened.window.show_author()
    view = opened.window.author
    view.open(paths.own_routines() / "evening.yaml")
    return view, opened


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path | None], None]:
    """What the person chooses when they are asked for a file; None: they let it be."""

    def chosen(path: Path | None) -> None:
        answer = (str(path or ""), "")
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: answer)
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: answer)

    return chosen


def shared(view: AuthorView) -> SharePage:
    """The page that `Share …` opens."""
    view.tools.share.click()
    page = view.stack.currentWidget()
    assert isinstance(page, SharePage)
    return page


def offered(view: AuthorView) -> ReceivePage:
    """The page that `Add from a bundle …` opens."""
    view.tools.receive.click()
    page = view.stack.currentWidget()
    assert isinstance(page, ReceivePage)
    return page


def test_a_routine_is_shared_with_all_it_needs(
    mine: tuple[AuthorView, Opened], choose: Callable[[Path | None], None], tmp_path: Path
) -> None:
    """The page names what goes along; the file that is written is a bundle of just that."""
    view, _ = mine
    page = shared(view)
    assert page.items.text() == "• routine `evening`, The evening\n• exercise `roll`, The roll"
    assert not page.sign.isChecked()
    choose(tmp_path / "evening")
    page.make.click()
    assert set(reading.read(tmp_path / "evening.coach").files) == {"evening.yaml", "roll.yaml"}
    assert f"Saved: {tmp_path / 'evening.coach'}." in page.told.said.text()
    page.back.click()
    assert view.stack.currentWidget() is view.work


def test_what_is_shared_can_be_signed(
    mine: tuple[AuthorView, Opened], choose: Callable[[Path | None], None], tmp_path: Path
) -> None:
    """It needs a name; whoever has a key already finds it ticked, and their fingerprint on the page."""
    view, _ = mine
    page = shared(view)
    page.sign.setChecked(True)
    choose(tmp_path / "evening.coach")
    page.make.click()
    assert "A signature needs a name." in page.told.said.text()
    assert not (tmp_path / "evening.coach").exists()
    page.author.setText("Anna")
    page.make.click()
    key = signing.own_fingerprint(exchange.keys())
    assert f"Signed by Anna, key {key}." in page.told.said.text()
    page.back.click()
    again = shared(view)
    assert again.sign.isChecked()
    assert key in again.sign.accessibleDescription()


def test_what_cannot_be_written_is_told(
    mine: tuple[AuthorView, Opened], choose: Callable[[Path | None], None], tmp_path: Path
) -> None:
    """A folder that is a file takes nothing."""
    (tmp_path / "full").write_text("")
    page = shared(mine[0])
    choose(tmp_path / "full" / "x.coach")
    page.make.click()
    assert "cannot be written" in page.told.said.text()


def test_what_comes_with_coach_is_not_shared(
    mine: tuple[AuthorView, Opened], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Everybody has it: the page says so instead."""
    view, _ = mine
    view.open(tmp_path / "routines" / "session.yaml")
    monkeypatch.setattr(paths, "bundled_routines", lambda: tmp_path / "routines")
    view.tools.share.click()
    assert "`session` comes with Coach; everybody has it." in view.notice.said.text()
    assert view.stack.currentWidget() is view.work


def test_a_bundle_is_added_once_the_person_has_seen_it(
    mine: tuple[AuthorView, Opened], choose: Callable[[Path | None], None], tmp_path: Path, qtbot: QtBot
) -> None:
    """By whom, what is new, what stands in for what; then it is in the library and open."""
    view, opened = mine
    (tmp_path / "sent").mkdir()
    choose(a_bundle(tmp_path / "sent", lambda said: signing.sign(said, tmp_path / "theirs")))
    page = offered(view)
    assert page.signer.text().startswith("Signed by Anna")
    assert page.take.text() == "Add it"
    page.leave.click()
    assert not (paths.own_routines() / "session").exists()
    page = offered(view)
    with qtbot.waitSignal(opened.library.ready, timeout=10_000):
        page.take.click()
    assert "“The session” is here: 6 files added." in view.notice.said.text()
    assert opened.library.library is not None
    assert "gentle" in opened.library.library.exercises
    assert view.driver.path == paths.own_routines() / "session" / "session.yaml"


def test_what_would_be_replaced_is_named(
    mine: tuple[AuthorView, Opened], choose: Callable[[Path | None], None], tmp_path: Path, qtbot: QtBot
) -> None:
    """The button says so, and what was there is kept and can be compared with."""
    view, opened = mine
    choose(tmp_path / "evening.coach")
    page = shared(view)
    page.make.click()
    page.back.click()
    view.driver.replace(view.driver.text.replace("The evening", "Later"))
    with qtbot.waitSignal(opened.library.ready, timeout=10_000):
        view.save.click()
    receiving = offered(view)
    assert receiving.take.text() == "Add and replace"
    with qtbot.waitSignal(opened.library.ready, timeout=10_000):
        receiving.take.click()
    assert "title: The evening" in (paths.own_routines() / "evening.yaml").read_text()
    assert "title: Later" in (paths.own_routines() / "evening.yaml.replaced").read_text()
    qtbot.waitUntil(lambda: "title: The evening" in view.driver.text)


def test_what_is_no_bundle_is_refused_in_a_sentence(
    mine: tuple[AuthorView, Opened], choose: Callable[[Path | None], None], tmp_path: Path
) -> None:
    """Nothing opens, nothing is added; whoever chooses no file is left alone."""
    view, _ = mine
    (tmp_path / "x.coach").write_text("no")
    choose(None)
    view.tools.receive.click()
    assert view.notice.isHidden()
    choose(tmp_path / "x.coach")
    view.tools.receive.click()
    assert "`x.coach` is not a bundle of Coach." in view.notice.said.text()
    assert view.stack.currentWidget() is view.work


def test_what_one_has_already_can_only_be_left(
    mine: tuple[AuthorView, Opened], choose: Callable[[Path | None], None], tmp_path: Path
) -> None:
    """There is nothing to add."""
    view, _ = mine
    choose(tmp_path / "evening.coach")
    page = shared(view)
    page.make.click()
    page.back.click()
    receiving = offered(view)
    assert receiving.take.isHidden()
    assert receiving.leave.text() == "Back"


def test_a_bundle_can_be_the_beginning(
    open_window: Callable[..., Opened], choose: Callable[[Path | None], None], tmp_path: Path
) -> None:
    """Where no file is open yet, what somebody has sent is one of the ways to one."""
    opened = open_window()
    opened.window.show_author()
    view = opened.window.author
    choose(a_bundle(tmp_path))
    buttons = {one.text(): one for one in view.work.begin.findChildren(QPushButton)}
    buttons["Add from a bundle …"].click()
    page = view.stack.currentWidget()
    assert isinstance(page, ReceivePage)
    assert page.signer.text() == "Nobody has signed it, so nobody can say whom it comes from."
    assert opened.window.focusWidget() is page.leave


def test_what_was_said_goes_when_one_goes_on(
    mine: tuple[AuthorView, Opened], choose: Callable[[Path | None], None], tmp_path: Path
) -> None:
    """A notice that asks nothing leaves at the next key; one that asks something stays."""
    view, _ = mine
    choose(tmp_path / "nothing.coach")
    view.tools.receive.click()
    assert "`nothing.coach` cannot be read" in view.notice.said.text()
    QTest.keyClicks(view.editor, "#")
    assert view.notice.isHidden()
    view.notice.say("Which?", ("This one", view.notice.hide))
    QTest.keyClicks(view.editor, "#")
    assert not view.notice.isHidden()


def test_what_is_still_a_draft_is_said_before_it_is_shared(mine: tuple[AuthorView, Opened]) -> None:
    """The page names the file that has places marked as guessed, and can be saved all the same."""
    view, _ = mine
    path = paths.own_routines() / "roll.yaml"
    path.write_text(path.read_text() + "# NOT UNDERSTOOD: slowly\n")
    page = shared(view)
    assert "roll.yaml" in page.drafts.text()
    assert page.make.isEnabled()
