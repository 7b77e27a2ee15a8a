"""A file of poses in the Author view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach import paths

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.conftest import Opened

POSES = """\
coach: 1
type: poses
figure: foot
poses:
  up:
    title: Big toe up
    joints: {hallux: {mtp: {extension: 40}}}
  down: {title: Big toe down, joints: {hallux: {mtp: 10}}}
"""


def test_the_pose_under_the_cursor_is_on_show(open_window: Callable[..., Opened]) -> None:
    """Each pose has its place in the strip; there is nothing to play, and a slip is told at its place."""
    file = paths.own_routines() / "poses" / "toes.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(POSES, encoding="utf-8")
    opened = open_window()
    opened.window.show_author()
    view = opened.window.author
    view.open(file)
    assert view.preview.total.text() == "The poses of the foot, one after another"
    assert view.preview.said.text() == "Big toe up"
    assert not view.preview.play.isEnabled()
    cursor = view.editor.textCursor()
    cursor.setPosition(POSES.index("down"))
    view.editor.setTextCursor(cursor)
    assert view.preview.said.text() == "Big toe down"
    view.driver.replace(POSES.replace("hallux: {mtp: 10}", "hallux: {mpt: 10}"))
    trial = view.driver.trial
    assert trial is not None
    assert [(each.path, each.span.line, each.span.column) for each in trial.diagnostics] == [(file, 8, 49)]
