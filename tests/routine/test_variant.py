from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach.routine.plan import Phase, Side, Sides
from coach.routine.variant import Way, easier, way, with_ways
from tests.routine.texts import the_exercise, timeline

if TYPE_CHECKING:
    from coach.routine.plan import Timeline

HARD = the_exercise("hard", kind="stretch", dose="{reps: 3, hold: 20 s, rest: 5 s}", easier="{id: soft}")
SOFT = the_exercise(
    "soft", kind="stretch", dose="{reps: 3, hold: 10 s, rest: 2 s}", start="Sit down.", harder="{id: hard}"
)
BOTH = the_exercise("both", kind="stretch", side="both", dose="{hold: 30 s}")
NOTED = the_exercise("noted", kind="stretch", dose="{hold: 10 s}", easier="{note: Pull less.}")
PLAN = timeline("- {exercise: hard}\n- rest: 4 s\n- {exercise: noted}", HARD, NOTED)
FIRST_HOLD, SECOND_HOLD, LAST_HOLD, SWITCH = 1, 3, 5, 6


def told(plan: Timeline, first: int = 0) -> list[tuple[str, str, float, str, int]]:
    """The steps as exercise, phase, seconds, side and repetition."""
    steps = plan.steps[first:]
    return [(step.exercise, str(step.phase), step.length, str(step.side or ""), step.rep) for step in steps]


def test_an_easier_way_is_named_by_the_exercise() -> None:
    """It is another exercise, a note, both, or nothing; what is not in the library is not offered."""
    library = {each.id: each for each in (HARD, SOFT, NOTED)}
    assert way(HARD, library) == Way(SOFT)
    assert way(SOFT, library, harder=True) == Way(HARD)
    assert way(NOTED, library) == Way(None, "Pull less.")
    assert not way(SOFT, library)
    assert not way(HARD, {"hard": HARD})
    assert not way(None, library)
    assert easier(PLAN, library) == {"hard": Way(SOFT), "noted": Way(None, "Pull less.")}


def test_what_is_done_or_begun_keeps_its_place() -> None:
    """Everything up to the step in hand is as it was; the rest follows without gaps."""
    new = with_ways(PLAN, SECOND_HOLD + 1, {"hard": Way(SOFT)}, Sides())
    assert new.steps[: SECOND_HOLD + 1] == PLAN.steps[: SECOND_HOLD + 1]
    assert [step.start for step in new.steps[1:]] == [step.end for step in new.steps[:-1]]


def test_repetitions_done_or_begun_count_on_the_side_in_hand() -> None:
    """In the second of three, one of the other exercise is left; the other side gets all three."""
    new = with_ways(PLAN, SECOND_HOLD + 1, {"hard": Way(SOFT)}, Sides())
    assert told(new, SECOND_HOLD + 1)[:9] == [
        ("soft", "get-ready", 5.0, "left", 0),
        ("soft", "hold", 10.0, "left", 3),
        ("soft", "switch", 5.0, "right", 0),
        ("soft", "hold", 10.0, "right", 1),
        ("soft", "rest", 2.0, "right", 1),
        ("soft", "hold", 10.0, "right", 2),
        ("soft", "rest", 2.0, "right", 2),
        ("soft", "hold", 10.0, "right", 3),
        ("", "rest", 4.0, "", 0),
    ]
    assert new.steps[SECOND_HOLD + 1].cue == "Sit down."
    assert {step.item for step in new.steps[SECOND_HOLD + 1 : -4]} == {1}


def test_from_the_last_repetition_on_only_the_other_side_changes() -> None:
    """Where nothing is left on this side, the other exercise begins with the other one."""
    new = with_ways(PLAN, LAST_HOLD + 1, {"hard": Way(SOFT)}, Sides())
    assert told(new, LAST_HOLD + 1)[0] == ("soft", "get-ready", 5.0, "right", 0)


def test_before_the_start_the_whole_plan_changes() -> None:
    """With nothing done yet, every step is of the easier way."""
    new = with_ways(PLAN, 0, {"hard": Way(SOFT), "noted": Way(None, "Pull less.")}, Sides())
    assert {step.exercise for step in new.steps} == {"soft", "", "noted"}
    assert (new.total, new.steps[0].start) == (112.0, 0.0)


def test_while_getting_ready_everything_is_still_to_do() -> None:
    """The step in hand is kept, and the other exercise follows with its own time to get ready."""
    new = with_ways(PLAN, 1, {"hard": Way(SOFT)}, Sides())
    assert [(step.phase, step.rep) for step in new.steps[:3]] == [
        (Phase.GET_READY, 0),
        (Phase.GET_READY, 0),
        (Phase.HOLD, 1),
    ]


def test_a_note_becomes_the_cue() -> None:
    """An easier way without an exercise of its own changes what is said, and nothing else."""
    new = with_ways(PLAN, 1, {"noted": Way(None, "Pull less.")}, Sides())
    assert told(new) == told(PLAN)
    assert [step.cue for step in new.steps if step.exercise == "noted" and step.phase.is_work] == [
        "Pull less.",
        "Pull less.",
    ]


@pytest.mark.parametrize("kept", [0, FIRST_HOLD + 1])
def test_what_is_done_on_both_sides_at_once_is_done_once(kept: int) -> None:
    """An exercise for both sides takes the place of what is left of both, one after the other."""
    new = with_ways(PLAN, kept, {"hard": Way(BOTH)}, Sides())
    work = [step for step in new.steps[kept:] if step.exercise == "both" and step.phase.is_work]
    assert [(step.side, step.length) for step in work] == [(Side.BOTH, 30.0)]


def test_in_turn_means_both_sides_at_the_other_dose() -> None:
    """Where sides alternate, the other exercise follows with its own order of sides."""
    turns = the_exercise("turns", kind="stretch", side="alternate", dose="{reps: 2, hold: 5 s}")
    plan = timeline("- {exercise: turns}", turns, HARD)
    new = with_ways(plan, 2, {"turns": Way(HARD)}, Sides())
    work = [step.side for step in new.steps[2:] if step.phase.is_work]
    assert work == [Side.LEFT] * 2 + [Side.RIGHT] * 3
    back = with_ways(PLAN, 0, {"hard": Way(turns)}, Sides())
    assert [step.side for step in back.steps if step.exercise == "turns" and step.phase.is_work] == [
        Side.LEFT,
        Side.RIGHT,
        Side.LEFT,
        Side.RIGHT,
    ]


def test_a_rest_with_no_work_after_it_stays() -> None:
    """What is left of an exercise may be a rest; that is nobody's to make easier."""
    plan = timeline("- {exercise: hard, side: left, for: 60 s, tempo: 5-0-5-0}", HARD)
    assert plan.steps[-1].phase is Phase.REST
    assert with_ways(plan, len(plan.steps) - 1, {"hard": Way(SOFT)}, Sides()) == plan


def test_every_round_changes() -> None:
    """In a block the other exercise is done in all rounds to come, each with its number."""
    plan = timeline("- block: Twice\n  rounds: 2\n  steps:\n    - {exercise: hard, side: left}", HARD)
    new = with_ways(plan, FIRST_HOLD + 1, {"hard": Way(SOFT)}, Sides())
    work = [(step.round, step.rep) for step in new.steps[2:] if step.phase.is_work]
    assert work == [(1, 2), (1, 3), (2, 1), (2, 2), (2, 3)]


def test_sets_that_have_no_counterpart_end_with_the_last() -> None:
    """Of an exercise with fewer repetitions than have been done, one is left while any was."""
    many = the_exercise("many", kind="stretch", side="left", dose="{reps: 9, hold: 5 s}")
    plan = timeline("- {exercise: many}", many, SOFT)
    new = with_ways(plan, 8, {"many": Way(SOFT)}, Sides())
    assert [(step.exercise, step.rep) for step in new.steps[8:]] == [("soft", 0), ("soft", 3)]
