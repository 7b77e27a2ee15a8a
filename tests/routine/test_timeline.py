from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.routine.plan import Phase, Reps, Seconds, Side, Sides, Step, Timeline, UserDone
from coach.routine.timeline import sides_for
from coach.routine.trouble import TimelineError
from tests.routine.texts import codes, exercise, routine, the_exercise, timeline, told

if TYPE_CHECKING:
    from coach.routine.model import Exercise

HELD = {"kind": "stretch", "stop_if": "It hurts."}
GLIDE = "[{do: One., cue: One}, {do: Two., cue: Two}, {do: Three., cue: Three}]"


def says(made: Timeline) -> list[str]:
    """The phases with their lengths and sides, as one would write them on paper."""
    letters = {Side.LEFT: " L", Side.RIGHT: " R", Side.BOTH: " LR", Side.EITHER: " L/R", None: ""}
    return [f"{step.phase} {step.length:g}{letters[step.side]}" for step in made.steps]


def refusal(steps: str, *exercises: Exercise) -> list[str]:
    """Why a routine cannot be compiled."""
    with pytest.raises(TimelineError) as caught:
        timeline(steps, *exercises)
    return [trouble.code for trouble in caught.value.troubles]


# Sides


@pytest.mark.parametrize(
    ("side", "phases"),
    [
        ("each", ["get-ready 5 L", "hold 10 L", "switch 5 R", "hold 10 R"]),
        ("both", ["get-ready 5 LR", "hold 10 LR"]),
        ("either", ["get-ready 5 L/R", "hold 10 L/R"]),
        ("left", ["get-ready 5 L", "hold 10 L"]),
        ("right", ["get-ready 5 R", "hold 10 R"]),
        ("writing", ["get-ready 5 R", "hold 10 R"]),
        ("affected", ["get-ready 5 L", "hold 10 L", "switch 5 R", "hold 10 R"]),
        ("none", ["get-ready 5", "hold 10"]),
        ("alternate", ["get-ready 5 LR", "hold 10 L", "hold 10 R"]),
    ],
)
def test_sides(side: str, phases: list[str]) -> None:
    """Each side is done in full, with a switch between; alternating sides have no switch."""
    made = timeline("- exercise: bend", the_exercise("bend", dose="{hold: 10 s}", side=side, **HELD))
    assert says(made) == phases


def test_the_steps_side_wins() -> None:
    """A routine may give another side than the exercise."""
    made = timeline("- exercise: bend\n  side: left", the_exercise("bend", dose="{hold: 10 s}", **HELD))
    assert says(made) == ["get-ready 5 L", "hold 10 L"]


def test_writing_and_affected_are_the_persons_own() -> None:
    """Which hand writes and which side hurts is asked of the person, not written in the file."""
    mine = Sides(writing=Side.LEFT, affected=Side.RIGHT)
    assert sides_for("writing", mine) == (Side.LEFT,)
    assert sides_for("affected", mine) == (Side.RIGHT,)
    assert sides_for("affected", Sides(affected=Side.EITHER)) == (Side.EITHER,)
    assert sides_for("writing", Sides(writing=Side.BOTH)) == (Side.LEFT, Side.RIGHT)


def test_the_switch_says_the_side() -> None:
    """The cue of getting ready is the exercise's start; the cue of the switch is the side."""
    made = timeline("- exercise: bend", the_exercise("bend", start="Sit tall.", dose="{hold: 10 s}", **HELD))
    assert [step.cue for step in made.steps] == ["Sit tall.", "Wave", "Now the right side.", "Wave"]


def test_alternating_reps_count_for_each_side() -> None:
    """Three alternating repetitions are three on the left and three on the right, in turn."""
    made = timeline(
        "- exercise: bend", the_exercise("bend", dose="{reps: 3, hold: 2 s, rest: 1 s}", side="alternate")
    )
    assert says(made)[1:6] == ["hold 2 L", "rest 1 LR", "hold 2 R", "rest 1 LR", "hold 2 L"]
    assert [step.rep for step in made.steps if step.phase is Phase.HOLD] == [1, 1, 2, 2, 3, 3]


# Getting ready


def test_get_ready_can_be_set_for_a_routine_and_for_a_step() -> None:
    """A routine sets the time to get ready, a step may change it, and 0 s leaves it out."""
    made = timeline(
        """
        - exercise: wave
          for: 10 s
        - exercise: wave
          for: 10 s
          get_ready: 2 s
        - exercise: wave
          for: 10 s
          get_ready: 0 s
        """,
        the_exercise(side="both"),
        get_ready="4 s",
    )
    assert says(made) == ["get-ready 4 LR", "move 6 LR", "get-ready 2 LR", "move 8 LR", "move 10 LR"]


# Holds, reps and sets


def test_holds_reps_and_sets_with_both_kinds_of_rest() -> None:
    """Rest stands between repetitions and, of its own length, between sets; never after the last."""
    dose = "{sets: 2, reps: 2, hold: 10 s, rest: 3 s, rest_between_sets: 20 s}"
    made = timeline("- exercise: bend", the_exercise("bend", dose=dose, side="both", **HELD))
    once = ["hold 10 LR", "rest 3 LR", "hold 10 LR"]
    assert says(made) == ["get-ready 5 LR", *once, "rest 20 LR", *once]
    holds = [step for step in made.steps if step.phase is Phase.HOLD]
    assert [(step.rep, step.reps, step.set, step.sets) for step in holds] == [
        (1, 2, 1, 2),
        (2, 2, 1, 2),
        (1, 2, 2, 2),
        (2, 2, 2, 2),
    ]


@pytest.mark.parametrize(
    ("dose", "rest"),
    [
        ("{sets: 2, hold: 5 s, rest: 7 s}", 7),
        ("{sets: 2, hold: 5 s}", 30),
        ("{sets: 2, hold: 5 s, rest: 0 s}", 0),
    ],
)
def test_rest_between_sets_has_a_default(dose: str, rest: float) -> None:
    """Without a rest between sets the rest between repetitions is used, and without that 30 s."""
    made = timeline("- exercise: bend", the_exercise("bend", dose=dose, side="both", **HELD))
    assert sum(step.length for step in made.steps if step.phase is Phase.REST) == rest


def test_ranges_take_the_cautious_end() -> None:
    """Of a range the fewer sets, fewer repetitions, the shorter hold and the longer rest are used."""
    dose = "{sets: 1-3, reps: 2-10, hold: 10-30 s, rest: 5-15 s}"
    made = timeline("- exercise: bend", the_exercise("bend", dose=dose, side="both", **HELD))
    assert says(made) == ["get-ready 5 LR", "hold 10 LR", "rest 15 LR", "hold 10 LR"]


def test_a_step_changes_single_numbers_of_the_dose() -> None:
    """What the step leaves out is taken from the exercise."""
    bend = the_exercise("bend", dose="{reps: 3, hold: 10 s, rest: 5 s}", side="both", **HELD)
    assert says(timeline("- exercise: bend\n  reps: 1", bend)) == ["get-ready 5 LR", "hold 10 LR"]
    made = timeline("- exercise: bend\n  hold: 4 s\n  reps: 2", bend)
    assert says(made) == ["get-ready 5 LR", "hold 4 LR", "rest 5 LR", "hold 4 LR"]


# Tempo and glides


def test_a_tempo_times_every_repetition() -> None:
    """A repetition at a tempo is one movement as long as the tempo's sum."""
    made = timeline(
        "- exercise: lift",
        the_exercise("lift", kind="strengthen", dose="{reps: 2, tempo: 3-1-2-0}", side="both"),
    )
    assert says(made) == ["get-ready 5 LR", "move 6 LR", "move 6 LR"]
    assert made.steps[1].tempo == (3, 1, 2, 0)


@pytest.mark.parametrize(
    ("dose", "step", "tempo"),
    [
        ("{tempo: 2-0-2-0, hold: 5 s}", "", (2, 5, 2, 0)),
        ("{tempo: 2-5-2-0, hold: 5 s}", "", (2, 5, 2, 0)),
        ("{tempo: 2-5-2-0}", "hold: 3 s", (2, 3, 2, 0)),
        ("{tempo: 2-0-2-0, hold: 5 s}", "tempo: 1-1-1-1", (1, 1, 1, 1)),
        ("{hold: 5 s}", "tempo: 1-0-1-0", (1, 0, 1, 0)),
        ("{}", "{tempo: 1-0-1-0, hold: 4 s}", (1, 4, 1, 0)),
    ],
)
def test_a_hold_fills_the_tempos_first_pause(dose: str, step: str, tempo: tuple[float, ...]) -> None:
    """A hold is the first pause of the tempo; a step's tempo brings its own pauses."""
    more = "".join(f"\n  {line}" for line in step.strip("{}").split(", ") if line)
    made = timeline(f"- exercise: lift{more}", the_exercise("lift", kind="strengthen", dose=dose))
    assert made.steps[1].tempo == tempo


@pytest.mark.parametrize("kind", ["mobilise", "nerve-glide"])
def test_a_glide_moves_through_all_positions(kind: str) -> None:
    """A glide holds each of its positions, with a second to move to each."""
    glide = the_exercise(
        "glide", kind=kind, steps=GLIDE, dose="{reps: 2, hold: 3-5 s}", side="both", stop_if="x"
    )
    made = timeline("- exercise: glide", glide)
    assert says(made) == ["get-ready 5 LR", "move 12 LR", "move 12 LR"]
    assert made.steps[1].tempo == (1, 3, 1, 3, 1, 3)
    assert made.steps[1].cue == "One · Two · Three"


def test_the_frames_count_the_positions_where_there_are_several() -> None:
    """A motion with two frames has two positions, whatever the number of steps."""
    motion = "{figure: hand, frames: [{pose: a}, {pose: b}]}"
    glide = the_exercise("glide", steps=GLIDE, dose="{hold: 3 s}", motion=motion)
    assert timeline("- exercise: glide", glide).steps[1].tempo == (1, 3, 1, 3)


def test_other_kinds_hold_once() -> None:
    """A stretch in three steps is held once, with the cue of the last step."""
    bend = the_exercise("bend", steps=GLIDE, dose="{hold: 10 s}", side="both", **HELD)
    made = timeline("- exercise: bend", bend)
    assert says(made) == ["get-ready 5 LR", "hold 10 LR"]
    assert made.steps[1].cue == "Three"


def test_a_hold_that_contradicts_the_tempo_is_refused() -> None:
    """One file cannot give two lengths for the same pause."""
    lift = the_exercise("lift", kind="strengthen", stop_if="x")
    assert refusal("- exercise: lift\n  tempo: 2-1-2-0\n  hold: 5 s", lift) == ["hold-against-tempo"]
    assert codes(exercise(dose="{tempo: 2-1-2-0, hold: 5 s}")) == ["hold-against-tempo"]


# At one's own pace


def test_reps_without_a_time_wait_for_the_person() -> None:
    """Repetitions that nobody times end when the person says so; 4 s each are estimated."""
    made = timeline(
        "- exercise: lift",
        the_exercise("lift", dose="{sets: 2, reps: 8, rest_between_sets: 10 s}", side="both"),
    )
    assert says(made) == ["get-ready 5 LR", "user-done 32 LR", "rest 10 LR", "user-done 32 LR"]
    assert made.steps[1].goal == Reps(8)
    assert not made.steps[1].is_timed


def test_alternating_reps_at_ones_own_pace_are_estimated_for_both_sides() -> None:
    """Eight a side, in turn, are one phase of sixteen movements."""
    made = timeline("- exercise: lift", the_exercise("lift", dose="{reps: 8}", side="alternate"))
    assert says(made) == ["get-ready 5 LR", "user-done 64 LR"]


@pytest.mark.parametrize(
    ("step", "length"), [("until: done", 30), ("until: done\n  for: 20 s", 15), ("", 30)]
)
def test_until_done(step: str, length: float) -> None:
    """`until: done`, or no numbers at all, waits for the person; `for` is an estimate then."""
    made = timeline(f"- exercise: wave\n  {step}", the_exercise(side="both"))
    assert says(made) == ["get-ready 5 LR", f"user-done {length} LR"]
    assert made.steps[1].goal == UserDone()


@pytest.mark.parametrize(
    "more", ["reps: 3", "hold: 5 s", "sets: 2", "tempo: 1-0-1-0", "rest: 1 s", "for: 20 s\n  reps: 2"]
)
def test_until_done_stands_alone(more: str) -> None:
    """`until: done` together with numbers says two things at once."""
    assert refusal(f"- exercise: wave\n  until: done\n  {more}") == ["timing-unclear"]


def test_a_duration_is_working_time() -> None:
    """A dose that counts nothing gives a working time; getting ready is added to it."""
    rub = the_exercise("rub", kind="massage", dose="{duration: 45-60 s, sets: 2, rest: 5 s}", side="both")
    assert says(timeline("- exercise: rub", rub)) == [
        "get-ready 5 LR",
        "move 45 LR",
        "rest 5 LR",
        "move 45 LR",
    ]
    made = timeline("- exercise: rub\n  reps: 3", rub)
    assert made.steps[1].goal == Reps(3)


def test_a_duration_beside_a_hold_is_refused() -> None:
    """A dose cannot both count holds and give a working time."""
    assert codes(exercise(dose="{duration: 45 s, hold: 5 s}")) == ["timing-unclear"]


# `for`: the slot of one side


@pytest.mark.parametrize(("kind", "phase"), [("stretch", "hold"), ("mobilise", "move"), ("heat", "move")])
def test_for_is_the_whole_time_of_one_side(kind: str, phase: str) -> None:
    """`for` holds getting ready as well; the rest of it is one phase, and the dose is left aside."""
    bend = the_exercise("bend", kind=kind, dose="{reps: 9, hold: 60 s}", stop_if="x")
    made = timeline("- exercise: bend\n  for: 30 s", bend)
    assert says(made) == ["get-ready 5 L", f"{phase} 25 L", "switch 5 R", f"{phase} 25 R"]


def test_for_with_reps_shows_the_reps() -> None:
    """Repetitions in a slot are shown, and the time is not divided."""
    made = timeline("- exercise: wave\n  for: 18 s\n  reps: 4", the_exercise(side="both"))
    assert says(made) == ["get-ready 5 LR", "move 13 LR"]
    assert (made.steps[1].reps, made.steps[1].rep, made.steps[1].goal) == (4, 0, Seconds(13))


@pytest.mark.parametrize(
    ("step", "phases"),
    [
        ("for: 30 s\n  hold: 12 s\n  reps: 2", ["get-ready 5", "hold 12", "rest 1", "hold 12"]),
        ("for: 29 s\n  hold: 12 s\n  reps: 2", ["get-ready 5", "hold 12", "hold 12"]),
        (
            "for: 40 s\n  hold: 5 s\n  reps: 4",
            ["get-ready 5", "hold 5", "rest 5", "hold 5", "rest 5", "hold 5", "rest 5", "hold 5"],
        ),
        ("for: 30 s\n  hold: 5 s\n  reps: 2\n  rest: 3 s", ["get-ready 5", "hold 5", "rest 15", "hold 5"]),
        ("for: 20 s\n  hold: 12 s", ["get-ready 8", "hold 12"]),
        ("for: 30 s\n  hold: 12 s", ["get-ready 10", "hold 12", "rest 8"]),
        ("for: 20 s\n  hold: 12 s\n  get_ready: 0 s", ["hold 12", "rest 8"]),
        ("for: 30 s\n  hold: 12 s\n  get_ready: 12 s", ["get-ready 12", "hold 12", "rest 6"]),
        ("for: 20 s\n  tempo: 2-0-2-0\n  reps: 3", ["get-ready 5", "move 4", "move 4", "move 4", "rest 3"]),
        ("for: 17 s\n  tempo: 2-0-2-0\n  reps: 3", ["get-ready 5", "move 4", "move 4", "move 4"]),
    ],
)
def test_spare_time_in_a_slot(step: str, phases: list[str]) -> None:
    """Spare time goes into the rests between holds, into a calmer start, or into a rest at the end."""
    made = timeline(f"- exercise: bend\n  {step}", the_exercise("bend", side="none", **HELD))
    assert says(made) == phases
    assert made.total == sum(float(phase.split()[1]) for phase in phases)


def test_spare_time_that_cannot_be_shared_equally_goes_to_the_first_rests() -> None:
    """Not a millisecond of the slot is lost."""
    made = timeline(
        "- exercise: bend\n  for: 16 s\n  hold: 2 s\n  reps: 4", the_exercise("bend", side="none", **HELD)
    )
    assert [step.length for step in made.steps if step.phase is Phase.REST] == [1, 1, 1]
    made = timeline(
        "- exercise: bend\n  for: 15 s\n  hold: 2 s\n  reps: 4", the_exercise("bend", side="none", **HELD)
    )
    assert [step.length for step in made.steps if step.phase is Phase.REST] == [0.667, 0.667, 0.666]
    assert made.total == 15


def test_a_slot_that_is_too_short_says_the_numbers() -> None:
    """Work that does not fit is refused with what it takes, what there is, and what to write."""
    bend = exercise("bend", **HELD)
    steps = "- exercise: bend\n  for: 20 s\n  hold: 12 s\n  reps: 2"
    (found,) = told(routine(steps), bend)
    assert (found.code, found.span.line, found.span.column) == ("time-does-not-fit", 7, 8)
    assert found.message == "The work takes 24 s, but `for` leaves 15 s after 5 s of getting ready."
    assert found.hint == "Write `for: 29 s` or fewer reps."


def test_a_glide_that_is_too_long_for_its_slot_explains_itself() -> None:
    """Where every position is held, the message tells how to hold only one."""
    glide = exercise("glide", steps=GLIDE)
    text = "coach: 1\ntype: routine\nid: x\ntitle: X\nsteps:\n  - {exercise: glide, for: 20 s, hold: 9 s}\n"
    (found,) = told(text, glide)
    assert "All 3 positions are held; `tempo: 1-5-1-0` holds one." in found.hint


@pytest.mark.parametrize("step", ["for: 5 s", "for: 3 s\n  hold: 1 s", "for: 5 s\n  until: done"])
def test_a_slot_no_longer_than_getting_ready_is_refused(step: str) -> None:
    """There must be time for the exercise itself."""
    assert refusal(f"- exercise: wave\n  {step}") == ["time-does-not-fit"]


@pytest.mark.parametrize("more", ["sets: 2", "rest: 2 s", "rest_between_sets: 2 s"])
def test_a_slot_without_holds_cannot_be_divided(more: str) -> None:
    """A rest or sets within `for` need a hold or a tempo to stand between."""
    assert refusal(f"- exercise: wave\n  for: 30 s\n  {more}") == ["timing-unclear"]


# Rests, blocks and rounds


def test_blocks_are_done_in_rounds_with_rests_between() -> None:
    """Every round has all steps; the block's rest stands between rounds; item numbers stay the same."""
    made = timeline(
        """
        - exercise: wave
          for: 10 s
        - block: Strength
          rounds: 2
          rest: 20 s
          steps:
            - exercise: wave
              for: 10 s
            - rest: 5 s
              cue: Breathe
            - exercise: wave
              for: 10 s
        """,
        the_exercise(side="none"),
    )
    assert says(made) == [
        *("get-ready 5", "move 5"),
        *("get-ready 5", "move 5", "rest 5", "get-ready 5", "move 5", "rest 20"),
        *("get-ready 5", "move 5", "rest 5", "get-ready 5", "move 5"),
    ]
    work = [step for step in made.steps if step.phase is Phase.MOVE]
    assert [(step.item, step.block, step.round, step.rounds) for step in work] == [
        (1, "", 0, 0),
        (2, "Strength", 1, 2),
        (3, "Strength", 1, 2),
        (2, "Strength", 2, 2),
        (3, "Strength", 2, 2),
    ]
    assert made.items == 3
    rests = [step for step in made.steps if step.phase is Phase.REST]
    assert [(step.item, step.cue, step.title, step.exercise) for step in rests] == [
        (2, "Breathe", "Rest", ""),
        (3, "", "Rest", ""),
        (2, "Breathe", "Rest", ""),
    ]


def test_a_rest_at_the_beginning_belongs_to_the_first_item() -> None:
    """Item numbers begin at 1, even before the first exercise; a rest of no length is left out."""
    made = timeline("- rest: 10 s\n- rest: 0 s\n- exercise: wave\n  for: 10 s", the_exercise(side="none"))
    assert [(step.phase, step.item) for step in made.steps] == [
        (Phase.REST, 1),
        (Phase.GET_READY, 1),
        (Phase.MOVE, 1),
    ]


def test_left_and_right_as_two_steps_are_two_items() -> None:
    """Items are what the author wrote as steps."""
    made = timeline("- {exercise: wave, side: left, for: 9 s}\n- {exercise: wave, side: right, for: 9 s}")
    assert [step.item for step in made.steps] == [1, 1, 2, 2]


def test_a_routine_needs_an_exercise() -> None:
    """Only rests are no routine."""
    assert refusal("- rest: 10 s") == ["nothing-to-do"]


@pytest.mark.parametrize(
    "steps",
    [
        "- block: A\n  rounds: 1000\n  steps:\n  - {block: B, rounds: 1000, steps: [{rest: 0 s}]}",
        "- block: A\n  rounds: 1000\n  steps:\n    - {exercise: wave, reps: 10, hold: 1 s}",
        "- {exercise: wave, reps: 1000, sets: 1000, hold: 1 s}",
    ],
)
def test_endless_routines_are_refused_at_once(steps: str) -> None:
    """A routine of millions of phases is refused without being built."""
    assert refusal(steps) == ["too-many-phases"]


def test_every_trouble_is_named_once() -> None:
    """All steps that do not fit are told together; a block's rounds do not repeat them."""
    steps = "- block: A\n  rounds: 3\n  steps:\n    - {exercise: wave, for: 1 s}\n    - exercise: nobody"
    assert refusal(steps) == ["time-does-not-fit", "unknown-exercise"]


def test_without_cues_the_title_is_said() -> None:
    """An exercise without cues is called by its title."""
    plain = the_exercise("plain", steps="[{do: Wave your hand about.}]", side="none")
    assert [step.cue for step in timeline("- exercise: plain\n  for: 9 s", plain).steps] == ["The plain"] * 2


def test_a_note_goes_with_every_phase_of_its_step_but_its_rests() -> None:
    """The author's note is there on both sides, from getting ready on; the next step has its own or none."""
    steps = "- {exercise: wave, hold: 5s, reps: 2, rest: 2s, note: Hold on.}\n- {exercise: wave, hold: 5s}"
    made = timeline(steps, the_exercise(kind="stretch"))
    first = [step for step in made.steps if step.item == 1]
    assert {step.phase for step in first if not step.note} == {Phase.REST}
    assert {step.phase for step in first if step.note} == {Phase.GET_READY, Phase.HOLD, Phase.SWITCH}
    assert {step.note for step in made.steps if step.item == 2} == {""}


def test_a_timeline_knows_its_routine() -> None:
    """Title, revision and language go with the plan."""
    made = timeline("- exercise: wave\n  for: 9 s", revision="4", language="de")
    assert (made.routine, made.revision, made.title, made.language) == ("session", 4, "The session", "de")


# Any routine

seconds = st.integers(1, 40).map(lambda number: f"{number} s") | st.integers(1, 9).map(
    lambda number: f"{number}.125 s"
)
work = st.fixed_dictionaries(
    {},
    optional={
        "hold": seconds,
        "reps": st.integers(1, 6),
        "sets": st.integers(1, 3),
        "rest": seconds,
        "rest_between_sets": seconds,
        "get_ready": st.integers(0, 9).map(lambda number: f"{number} s"),
        "side": st.sampled_from(["each", "both", "either", "alternate", "affected", "none"]),
    },
)
slots = st.fixed_dictionaries(
    {"for": st.integers(10, 90).map(lambda number: f"{number} s")},
    optional={
        "side": st.sampled_from(["each", "alternate", "both"]),
        "reps": st.integers(1, 6),
        "hold": st.just("1 s"),
    },
)
exercise_steps = (work | slots).map(lambda given_: {"exercise": "wave", **given_})
any_steps = st.lists(
    st.recursive(
        exercise_steps | seconds.map(lambda rest: {"rest": rest}),
        lambda inner: st.builds(
            lambda rounds, rest, steps: {"block": "B", "rounds": rounds, "rest": rest, "steps": steps},
            st.integers(1, 3),
            seconds,
            st.lists(inner, min_size=1, max_size=3),
        ),
        max_leaves=5,
    ),
    min_size=1,
    max_size=5,
)


def flow(value: object) -> str:
    """A value as YAML in brackets and braces."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(below)}" for key, below in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return str(value)


def milliseconds(step: Step) -> int:
    """A length in whole milliseconds."""
    return round(step.length * 1000)


@given(any_steps, st.sampled_from(["{reps: 3, hold: 5 s, rest: 2 s}", "{}", "{reps: 4, tempo: 1-0-2-0.5}"]))
def test_any_routine_adds_up(steps: list[dict[str, object]], dose: str) -> None:
    """Steps follow without gaps, the total is their exact sum, and both sides get the same work."""
    wave, troubles = the_exercise(dose=dose), set[str]()
    try:
        made = timeline("\n".join(f"- {flow(step)}" for step in steps), wave)
    except TimelineError as error:
        troubles = {trouble.code for trouble in error.troubles}
    if troubles:
        assert troubles <= {"nothing-to-do", "time-does-not-fit", "timing-unclear"}
        return
    now = 0
    for step in made.steps:
        assert round(step.start * 1000) == now
        assert milliseconds(step) > 0
        now += milliseconds(step)
    assert round(made.total * 1000) == now
    sides = [
        sum(milliseconds(step) for step in made.steps if step.phase.is_work and step.side is side)
        for side in Side
    ]
    assert sides[0] == sides[1]
