from __future__ import annotations

import pytest

from coach.player.change import Change, Reason
from coach.player.change import Kind as ChangeKind
from coach.player.rating import YES, Kind, Moment, Rating
from coach.routine.plan import Side
from coach.ui import told


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (
            Kind.PAIN,
            [
                "No pain",
                "A little pain",
                "A little pain",
                "Some pain",
                "A lot of pain",
                "The worst pain",
            ],
        ),
        (Kind.NUMBNESS, ["No", "Yes", "Yes", "Yes", "Yes", "Yes"]),
    ],
)
def test_every_number_has_words(kind: Kind, words: list[str]) -> None:
    """Nought and ten have words of their own, between them three each."""
    assert [told.level(kind, value) for value in (0, 1, 3, 4, 9, 10)] == words
    assert all(told.level(each, value) for each in Kind for value in range(YES + 1))


def test_ratings_are_told_with_their_moment() -> None:
    """What was rated, when, and what it means."""
    ratings = [
        Rating(Kind.PAIN, Moment.BEFORE, 2),
        Rating(Kind.SHARP, Moment.DURING, YES, 12.0),
        Rating(Kind.EFFORT, Moment.AFTER, 10, 60.0),
    ]
    assert told.ratings(ratings) == [
        "Pain before: 2 of 10, a little pain",
        "Sharp pain on the way: yes",
        "Effort after: 10 of 10, as hard as it gets",
    ]


def test_changes_are_told_as_sentences() -> None:
    """Each kind in its own words; what was undone is not told."""
    hold = Change(ChangeKind.HOLD, 1, 1, Side.LEFT, "Wrist stretch", seconds=5.0)
    changes = [
        Change(ChangeKind.EASIER, 1, 1, Side.LEFT, "Fist", "Half a fist"),
        Change(ChangeKind.EASIER, 0, 1),
        Change(ChangeKind.HARDER, 1, 1, None, "Fist"),
        hold,
        Change(ChangeKind.HOLD, 6, 1, Side.RIGHT, "Wrist stretch", seconds=-10.0),
        Change(ChangeKind.GET_READY, 1, 1, seconds=5.0),
        Change(ChangeKind.LEFT_OUT, 1, 1, Side.LEFT, "Fist", reason=Reason.PAIN),
        Change(ChangeKind.LEFT_OUT, 1, 1, None, "Fist"),
        Change(ChangeKind.TAKEN_UP, 1, 1, Side.LEFT, "Fist"),
        Change(ChangeKind.HOLD, 1, 2, None, "Other", seconds=5.0),
        Change(ChangeKind.HOLD, 2, 2, None, "Other", seconds=-5.0),
    ]
    assert told.changes(changes) == [
        "Fist: easier, Half a fist",
        "Easier from here on, wherever there is an easier way",
        "Fist: harder",
        "Wrist stretch: held 5 s shorter",
        "Getting ready: 5 s longer",
        "Fist, left: left out today (it hurt)",
        "Fist: left out today",
        "Fist, left: done after all",
    ]
