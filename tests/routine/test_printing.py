from __future__ import annotations

import pytest

from coach.routine.library import Library
from coach.routine.model import Routine
from coach.routine.printing import basis, clock, described, length, printed
from tests.routine.texts import document, routine, the_exercise, timeline


@pytest.mark.parametrize(
    ("seconds", "on_the_clock", "said"),
    [
        (0, "0:00", "0 s"),
        (5, "0:05", "5 s"),
        (65, "1:05", "1 min 5 s"),
        (120, "2:00", "2 min"),
        (65.25, "1:05.250", "1 min 5.25 s"),
        (0.001, "0:00.001", "0.001 s"),
        (59.9996, "1:00", "1 min"),
        (3600, "60:00", "60 min"),
    ],
)
def test_times(seconds: float, on_the_clock: str, said: str) -> None:
    """Times are shown to the millisecond, and only where there are some."""
    assert (clock(seconds), length(seconds)) == (on_the_clock, said)


def test_a_timeline_is_a_page_to_read() -> None:
    """Items have headlines; phases their start, length, side, count and cue; the total is at both ends."""
    steps = """
    - {exercise: bend, for: 31 s, hold: 12 s, reps: 2}
    - rest: 1:30
      cue: Breathe
    - block: Strength
      rounds: 2
      steps:
        - {exercise: lift, sets: 2, reps: 8, rest: 1 s, cue: Up}
        - {exercise: lift, tempo: 2-1-2-0, reps: 2}
    - {exercise: lift, for: 9 s, reps: 3}
    - {exercise: lift, until: done}
    """
    bend = the_exercise("bend", kind="stretch", side="each", stop_if="x", start="Sit.", dose="{rest: 3 s}")
    lift = the_exercise("lift", side="none")
    assert printed(timeline(steps, bend, lift)).splitlines() == [
        "The session",
        "session, revision 1: about 6 min 6 s, 5 steps",
        "",
        "1. The bend",
        "     0:00  get ready           5 s  left                        Sit.",
        "     0:05  hold               12 s  left    rep 1/2             Wave",
        "     0:17  rest                2 s  left",
        "     0:19  hold               12 s  left    rep 2/2             Wave",
        "     0:31  switch              5 s  right                       Now the right side.",
        "     0:36  hold               12 s  right   rep 1/2             Wave",
        "     0:48  rest                2 s  right",
        "     0:50  hold               12 s  right   rep 2/2             Wave",
        "     1:02  rest         1 min 30 s                              Breathe",
        "",
        "2. The lift, Strength, round 1 of 2",
        "     2:32  get ready           5 s                              The lift",
        "     2:37  your pace         ~32 s          8 reps, set 1/2     Up",
        "     3:09  rest                1 s",
        "     3:10  your pace         ~32 s          8 reps, set 2/2     Up",
        "",
        "3. The lift, Strength, round 1 of 2",
        "     3:42  get ready           5 s                              The lift",
        "     3:47  move                5 s          rep 1/2, 2-1-2-0    Wave",
        "     3:52  move                5 s          rep 2/2, 2-1-2-0    Wave",
        "",
        "2. The lift, Strength, round 2 of 2",
        "     3:57  get ready           5 s                              The lift",
        "     4:02  your pace         ~32 s          8 reps, set 1/2     Up",
        "     4:34  rest                1 s",
        "     4:35  your pace         ~32 s          8 reps, set 2/2     Up",
        "",
        "3. The lift, Strength, round 2 of 2",
        "     5:07  get ready           5 s                              The lift",
        "     5:12  move                5 s          rep 1/2, 2-1-2-0    Wave",
        "     5:17  move                5 s          rep 2/2, 2-1-2-0    Wave",
        "",
        "4. The lift",
        "     5:22  get ready           5 s                              The lift",
        "     5:27  move                4 s          3 reps              Wave",
        "",
        "5. The lift",
        "     5:31  get ready           5 s                              The lift",
        "     5:36  your pace         ~30 s          until done          Wave",
        "",
        "     6:06  end",
    ]


def test_equal_positions_are_printed_once() -> None:
    """A glide with three equal positions is not a row of six numbers."""
    glide = the_exercise("glide", steps="[{do: a}, {do: b}, {do: c}]", dose="{hold: 3 s}", side="none")
    line = printed(timeline("- exercise: glide", glide)).splitlines()[5]
    assert line == "     0:05  move               12 s          3 × 1-3             The glide"


def test_a_note_stands_once_under_its_headline() -> None:
    """What the author adds for the person is read before the phases it is about."""
    lines = printed(timeline("- {exercise: wave, hold: 5 s, note: Hold on.}", the_exercise())).splitlines()
    assert lines[3:5] == ["1. The wave", "           Note: Hold on."]
    assert sum("Hold on." in line for line in lines) == 1


def test_what_is_done_once_is_not_counted() -> None:
    """A phase without repetitions has no count."""
    made = printed(timeline("- {exercise: wave, for: 9 s}", the_exercise(side="none")))
    assert "     0:05  move                4 s                              Wave" in made.splitlines()


def test_an_exercise_in_words() -> None:
    """What it is, how to begin, when to stop, what to do, step by step, and where it comes from."""
    lift = the_exercise(
        "lift",
        kind="strengthen",
        start="Sit.",
        stop_if="It hurts.",
        caution="Gently.",
        evidence="{label: may help, note: One study.}",
        sources="[X-1, X-2]",
        avoid_if="[NERVE]",
        dose="{reps: 2, hold: 5 s, per_day: 2, days: every other day, basis: default}",
    )
    source = document("coach: 1\ntype: sources\nsources: {X-1: {name: Someone}}\n")
    nerve = "{NERVE: {name: Numbness, question: Is it numb?, action: A milder range.}}"
    tags = document(f"coach: 1\ntype: conditions\nconditions: {nerve}\n")
    library = Library(
        exercises={"lift": lift},
        sources=source.sources,  # type: ignore[attr-defined]
        conditions=tags.conditions,  # type: ignore[attr-defined]
    )
    assert described(lift, library.timeline("lift"), library).splitlines() == [
        "The lift",
        "exercise lift, revision 1: 30 s",
        "Kind: strengthen",
        "Body: hand",
        "Start: Sit.",
        "Stop if: It hurts.",
        "Caution: Gently.",
        "Side: each",
        "Dose: 2 × hold 5 s, twice a day, every other day",
        "Usual amount: our own choice, near published ranges",
        "Evidence: may help. One study.",
        "Leave out if: Is it numb?",
        "",
        "1. Wave your hand.",
        "",
        "Sources:",
        "- Someone",
        "- X-2",
    ]


@pytest.mark.parametrize(
    ("dose", "told"),
    [
        ("{basis: default}", "our own choice, near published ranges"),
        ("{basis: unverified}", "from general knowledge, not checked against a source"),
        ("{basis: read, note: Our own choice the count.}", "Our own choice the count."),
        ("{reps: 3}", ""),
    ],
)
def test_where_the_numbers_come_from(dose: str, told: str) -> None:
    """The note of a dose tells it number by number; without one, the basis tells it in a few words."""
    assert basis(the_exercise(dose=dose).dose) == told


def test_a_routine_in_words() -> None:
    """What it is for, and its items with their whole times."""
    made = document(
        routine("- {exercise: wave, for: 9 s}\n- rest: 3 s", use_when="Often.", ask_first_if="[PREG]")
    )
    assert isinstance(made, Routine)
    library = Library(exercises={"wave": the_exercise()}, routines={"session": made})
    assert described(made, library.timeline("session"), library).splitlines() == [
        "The session",
        "routine session, revision 1: 21 s",
        "Use when: Often.",
        "Ask first if: PREG",
        "",
        "1. The wave, 18 s (wave)",
    ]


def test_questions_and_a_loop_are_printed_in_words() -> None:
    """What is asked, the way of the first answers with its loop, then that of each other answer."""
    steps = """
    - {ask: Which way?, answers: [{answer: Down, then: Curling}, {answer: Up, then: Lifting}]}
    - {exercise: wave, for: 12 s, get_ready: 0 s}
    - {block: Curling, loop: until it lets go, limit: 10 min, steps: [{exercise: wave, for: 20 s}]}
    - {block: Lifting, steps: [{exercise: wave, for: 30 s, get_ready: 0 s}]}
    """
    made = document(routine(steps, rescues="[toes]"))
    wave = the_exercise(side="none", dose="{reps: 3, hold: 2 s}")
    library = Library(routines={"session": made}, exercises={"wave": wave})  # type: ignore[dict-item]
    timelines = library.timelines("session")
    assert printed(*timelines).splitlines() == [
        "The session",
        "session, revision 1: about 32 s, 2 steps",
        "",
        "First Coach asks",
        "  Which way? Down / Up",
        "",
        "1. The wave",
        "     0:00  move               12 s                              Wave",
        "",
        "Again and again until it lets go; 10 min after the start of the session comes medical help.",
        "",
        "2. The wave, Curling",
        "     0:12  get ready           5 s                              The wave",
        "     0:17  move               15 s                              Wave",
        "     0:32  again from 0:12",
        "",
        "     0:32  end",
        "",
        "",
        "If the answer is Up: 42 s, 2 steps",
        "",
        "1. The wave",
        "     0:00  move               12 s                              Wave",
        "",
        "2. The wave, Lifting",
        "     0:12  move               30 s                              Wave",
        "",
        "     0:42  end",
    ]
    assert described(made, timelines[0], library).splitlines()[2:5] == [  # type: ignore[arg-type]
        "Rescues: toes",
        "Asks: Which way? Down / Up",
        "Loop: Again and again until it lets go; 10 min after the start of the session comes medical help.",
    ]
