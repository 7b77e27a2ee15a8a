from __future__ import annotations

import re
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from coach.handout.paper import Choice
from coach.handout.summary import summary
from coach.handout.summary_paper import SummaryPaper
from coach.handout.summary_text import FOOT, as_text
from coach.history.cramp import Cramp
from coach.history.store import Store
from coach.player import change
from coach.player.change import Change, Reason
from coach.player.rating import Kind, Moment, Rating
from coach.routine.plan import Side
from coach.routine.programme_course import CourseEvent, Event
from tests.history.records import done
from tests.routine import texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coach.handout.summary_values import Section, Summary
    from coach.safety.shelf import Shelf
    from tests.handout.conftest import Shelve

NOW = datetime(2026, 11, 22, 19, 30, tzinfo=timezone(timedelta(hours=1)))
TODAY, FIRST = NOW.date(), NOW.date() - timedelta(days=27)
PROGRAMME = """coach: 1
type: programme
id: weeks
title: Six weeks
for: 6 weeks
items:
  - routine: session
    per_day: 1
    progress_when: {pain: "<=2", sessions: 2}
    then: next-one
    needs_approval: true
"""


@pytest.fixture
def shelf(shelve: Shelve) -> Shelf:
    """A programme of one routine, with another to go on to."""
    return shelve(
        texts.exercise("wave"),
        texts.routine("- {exercise: wave, for: 30 s}"),
        texts.routine("- {exercise: wave, for: 60 s}", "next-one"),
        PROGRAMME,
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty history."""
    with closing(Store.open(tmp_path / "history.sqlite3", NOW)) as opened:
        yield opened


def made(store: Store, shelf: Shelf, *questions: str, conditions: tuple[str, ...] = ()) -> Summary:
    """The summary of the last four weeks."""
    return summary(store, shelf.index, FIRST, TODAY, conditions, questions)


def section(found: Summary, heading: str) -> Section:
    """The section with this heading."""
    return next(each for each in found.sections if each.heading == heading)


def days_ago(days: int, hour: int = 9) -> datetime:
    """A time of a day before today."""
    return (NOW - timedelta(days=days)).replace(hour=hour, minute=0)


def test_an_empty_history_makes_a_summary_too(store: Store, shelf: Shelf) -> None:
    """It says that nothing was asked for, done or told, and leaves room for questions."""
    found = made(store, shelf)
    assert [each.heading for each in found.sections] == [
        *("What was asked for", "What was done", "Pain and effort", "Cramps", "Questions to ask")
    ]
    assert section(found, "What was asked for").lines == ("No programme was followed.",)
    assert section(found, "Questions to ask").space > 0


def test_it_says_what_was_asked_for_and_decided(store: Store, shelf: Shelf) -> None:
    """Each programme with its revision, its days and times, and what was decided when, why and by whom."""
    begun = days_ago(20)
    for event in (
        CourseEvent("weeks", Event.BEGUN, begun.date(), begun),
        CourseEvent("weeks", Event.PAUSED, days_ago(10).date(), days_ago(10), reason="flare-up"),
        CourseEvent("weeks", Event.RESUMED, days_ago(8).date(), days_ago(8)),
        CourseEvent("weeks", Event.MOVED_ON, days_ago(1).date(), days_ago(1), item="session", by="Ada"),
    ):
        store.tell_course(event)
    assert section(made(store, shelf), "What was asked for").lines == (
        "Six weeks, revision 1, since 2 November 2026, day 19 of 42",
        "– The next-one: Every day · 08:00–21:00",
        "– 2 November 2026: taken up",
        "– 12 November 2026: paused (flare-up)",
        "– 14 November 2026: went on",
        "– 21 November 2026: went on to the next thing from The session approved by Ada",
    )


def test_done_stands_beside_asked_for_by_side_and_rest_counts_as_kept(store: Store, shelf: Shelf) -> None:
    """Doses by item and side; days of a pause ask for nothing."""
    store.tell_course(CourseEvent("weeks", Event.BEGUN, days_ago(6).date(), days_ago(6)))
    store.tell_course(CourseEvent("weeks", Event.RESTED, days_ago(2).date(), days_ago(6)))
    for day in (6, 5, 1):
        store.note_done(shelf.library.timeline("session"), days_ago(day), "1")
    found = section(made(store, shelf), "What was done")
    assert found.table is not None
    assert found.table.rows == (("The session", "3", "5", "3", "3"),)
    assert found.lines == (
        "3 sessions on 3 days; 2 minutes of work (left 1, right 1).",
        "1 day of rest or pause, which count as kept.",
    )


def test_what_changed_between_revisions_stands_in_words(store: Store, shelf: Shelf, shelve: Shelve) -> None:
    """The amounts of a revision that was done are compared with those of the one before."""
    old = shelf.library.timeline("session")
    later = shelve(
        texts.exercise("wave"),
        texts.exercise("curl"),
        texts.routine("- {exercise: wave, for: 45 s}\n- {exercise: curl, for: 20 s}", revision=2),
        PROGRAMME.replace("then: next-one", "then: session").replace("routine: session", "exercise: curl"),
    )
    store.note_done(old, days_ago(9), "1")
    store.note_done(later.library.timeline("session"), days_ago(2), "1")
    # A slot of 30 s has 5 s to get ready in it.
    changed = "The wave 25 s each side → 40 s each side; new: The curl (15 s each side)"
    assert section(made(store, shelf), "What changed").lines == (
        f"The session, revision 2, from 20 November 2026: {changed}",
    )


def test_pain_and_effort_are_means_by_week(store: Store, shelf: Shelf) -> None:
    """What was not told is a dash, never a zero."""
    plan = shelf.library.timeline("session")
    store.note_done(plan, days_ago(8), "1", [Rating(Kind.PAIN, Moment.BEFORE, 6)])
    told = [Rating(Kind.PAIN, Moment.BEFORE, 4), Rating(Kind.PAIN, Moment.AFTER, 1)]
    store.note_done(plan, days_ago(1), "1", [*told, Rating(Kind.EFFORT, Moment.AFTER, 3)])
    found = section(made(store, shelf), "Pain and effort")
    assert found.table is not None
    assert found.table.rows == (("9 Nov", "6.0", "–", "–"), ("16 Nov", "4.0", "1.0", "3.0"))
    assert found.is_trend


def test_cramps_are_counted_and_the_latest_listed(store: Store, shelf: Shelf) -> None:
    """How many, where, at night, what was done; and the signs and new medicines that were told."""
    for number in range(3):
        store.note_cramp(
            Cramp(
                days_ago(number, hour=3),
                "calf",
                Side.LEFT,
                lasted=700.0 if number == 0 else 60.0,
                let_go=number > 0,
                done=("Stand on it",),
                pain=5,
                woke=True,
                numbness=number == 0,
                medicines="A new tablet" if number == 1 else "",
            )
        )
    found = summary(store, shelf.index, FIRST, TODAY, most_cramps=2)
    cramps = section(found, "Cramps")
    assert cramps.lines == (
        "3 written down; 3 between 22:00 and 6:00; 3 woke the person.",
        "Where: left calf 3.",
        "What was done: Stand on it 3 × (let go after 1:00).",
        "The latest 2 are listed; 1 more are in the diary.",
    )
    assert cramps.table is not None
    assert cramps.table.rows[0] == (
        *("2026-11-22 03:00", "left calf", "11:40 +", "5", "numb or tingling", "Stand on it"),
    )
    assert section(found, "Signs told with cramps").lines == (
        "Numb or tingling: with 1 of 3 cramps",
        "Ten minutes or longer: 1 of 3 cramps",
        "New or changed medicines: A new tablet",
    )


def test_what_was_changed_on_the_way_has_its_reason(store: Store, shelf: Shelf) -> None:
    """The same change of several sessions is one line with its count; what was ticked stands by itself."""
    detail = done(shelf.library.timeline("session"), days_ago(2))
    easier = Change(change.Kind.EASIER, 0, 1, title="The wave", by="smaller", reason=Reason.PAIN)
    left_out = Change(change.Kind.LEFT_OUT, 0, 1, Side.LEFT, "The wave", reason=Reason.TIRED)
    sharp = Rating(Kind.SHARP, Moment.DURING, 10)
    store.keep(replace(detail, changes=(easier, left_out), ratings=(sharp,)))
    store.keep(replace(done(shelf.library.timeline("session"), days_ago(1)), changes=(easier,)))
    found = made(store, shelf, conditions=("Numb feet",))
    assert section(found, "Changed on the way").lines == (
        "The wave: easier (smaller), because it hurt: 2 times",
        "The wave, left: left out, tired: 1 time",
    )
    assert section(found, "Ticked and told about safety").lines == (
        "Ticked: Numb feet",
        "Sharp or electric pain was told in 1 session.",
    )


def test_the_text_has_every_line_and_cell(store: Store, shelf: Shelf) -> None:
    """Plain text holds all that the values hold, questions included."""
    store.note_cramp(Cramp(days_ago(1, hour=3), "arch", Side.RIGHT, lasted=60.0, let_go=True))
    store.note_done(shelf.library.timeline("session"), days_ago(1), "1", [Rating(Kind.PAIN, Moment.AFTER, 1)])
    found = made(store, shelf, "May I run again?")
    text = as_text(found)
    assert "May I run again?" in text
    assert text.endswith(f"{FOOT}\n")
    for each in found.sections:
        assert all(line in text for line in each.lines)
        for row in each.table.rows if each.table else ():
            assert all(cell in text for cell in row)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_a_busy_month_stays_on_two_pages(store: Store, shelf: Shelf, tmp_path: Path, size: str) -> None:
    """The list of cramps is cut until it fits, and says how many more there are; text can be read back."""
    for number in range(80):
        began = days_ago(number % 27, hour=number % 24)
        store.note_cramp(Cramp(began, "calf", Side.LEFT, lasted=60.0, let_go=True, helped="Stand on it"))
        told = [Rating(Kind.PAIN, Moment.AFTER, 3)]
        store.note_done(shelf.library.timeline("session"), began, "1", told)

    def of(most: int) -> Summary:
        questions = [f"Question {number}?" for number in range(12)]
        return summary(store, shelf.index, FIRST, TODAY, (), questions, most)

    choice = Choice("Letter" if size == "Letter" else "A4")
    SummaryPaper(of, choice, None).write(tmp_path / "visit.pdf")
    pages = PdfReader(BytesIO((tmp_path / "visit.pdf").read_bytes())).pages
    said = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))
    assert len(pages) <= 2
    assert "80 written down" in said
    assert re.search(r"The latest \d+ are listed; \d+ more are in the diary", said)
    assert "Question 11?" in said


@pytest.mark.usefixtures("qapp")
def test_nothing_of_a_page_lies_outside_it(store: Store, shelf: Shelf) -> None:
    """Every part fits between the margins, however long a cell is."""
    store.note_cramp(Cramp(days_ago(1), "calf", way="very far " * 20, helped="Standing on it for long " * 9))
    paper = SummaryPaper(lambda _: made(store, shelf), Choice(), None)
    height = paper.size.height()
    for _, parts in paper._pages:
        assert all(top + part.height(paper._width) < height for top, part in parts)
