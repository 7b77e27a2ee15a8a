from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach import paths
from coach.player.cues import Chime, Cue, at_limit, closing, cues
from coach.player.phrases import Phrases, phrases
from coach.routine.folders import Folder
from coach.routine.library import Library
from coach.routine.plan import EMERGENCY_HELP, Loop, Phase, Seconds, Side, Step, Timeline, UserDone

ENGLISH = phrases("en")


def speaking(text: str) -> float:
    """A voice of fifteen letters a second."""
    return 0.25 + len(text) / 15


def silence(_text: str) -> float:
    """No voice."""
    return inf


def timeline(*steps: Step) -> Timeline:
    """A plan of these steps, one after another."""
    laid, now = [], 0.0
    for step in steps:
        laid.append(replace(step, start=now))
        now += step.length
    return Timeline("r", 1, "R", "en", tuple(laid))


def a(phase: Phase, length: float, **more: object) -> Step:
    """A step of one exercise."""
    base = Step(
        phase, Seconds(length), 0.0, length, 1, "calf", "Calf stretch", Side.LEFT, cue="Hold and breathe"
    )
    return replace(base, **more)  # type: ignore[arg-type]


def heard(*steps: Step, index: int = 0, words: Phrases = ENGLISH, voice: object = speaking) -> list[str]:
    """What is heard in a step, as `at what`."""
    found = cues(timeline(*steps), index, words, voice)  # type: ignore[arg-type]
    return [f"{cue.at:.1f} {cue.chime or cue.text}" for cue in found]


LOOP = (
    a(Phase.HOLD, 12, item=1),
    a(Phase.GET_READY, 10, item=2, title="Pull up", cue="Sit down."),
    a(Phase.HOLD, 12, item=2, rep=1, reps=2),
    a(Phase.REST, 6, item=2, rep=1, reps=2, exercise="", cue=""),
    a(Phase.HOLD, 12, item=2, rep=2, reps=2),
    a(Phase.REST, 6, item=2, exercise="", cue=""),
    a(Phase.HOLD, 12, item=3, title="Afterwards"),
)
"""A step, a loop of one stretch with a rest at its end, and what comes afterwards."""


def looped(index: int, *, again: bool = False) -> list[str]:
    """What is said in a step of `LOOP`."""
    plan = replace(timeline(*LOOP), loop=Loop(1, 5, 600.0, "medical-help"))
    return [cue.text for cue in cues(plan, index, ENGLISH, speaking, again=again) if cue.text]


def test_at_the_end_of_a_loop_it_goes_on() -> None:
    """The rest at its end names nothing that comes after the loop: it may be long before that comes."""
    assert looped(5)[0] == "Rest. Again, until it lets go."
    assert looped(3)[0] == "Rest."


def test_no_repetition_of_a_loop_is_called_the_last() -> None:
    """Nobody knows whether it is."""
    assert looped(4) == ["Again."]


def test_a_loop_that_begins_anew_says_so() -> None:
    """From the second pass on, its first step says that it goes on; what one does is said as before."""
    assert looped(1)[0] == "Pull up. Left side. Sit down."
    assert looped(1, again=True)[0] == "Again, until it lets go. Left side. Sit down."
    assert looped(2, again=True) == looped(2)
    assert looped(6, again=True) == looped(6)


def test_a_loop_that_begins_with_work_says_so_too() -> None:
    """Without a time to get ready, the words come with the first movement."""
    plan = replace(timeline(a(Phase.HOLD, 12), a(Phase.HOLD, 12, item=2)), loop=Loop(0, 0, 600.0, "x"))
    said = [cue.text for cue in cues(plan, 0, ENGLISH, speaking, again=True) if cue.text]
    assert said == ["Again, until it lets go."]


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_limit_is_heard(language: str) -> None:
    """A chime, then where to turn to, in both languages; an emergency is never said to wait until later."""
    words = phrases(language)
    for then, said in (("medical-help", words.limit), (EMERGENCY_HELP, words.limit_now)):
        chime, sentence = at_limit(Loop(1, 5, 600.0, then), words, speaking)
        assert chime.chime is Chime.END
        assert sentence.text == said != ""
        assert sentence.at >= chime.end


def test_getting_ready_names_the_exercise_and_the_side_and_counts_in() -> None:
    """Getting ready says what and which side, how to begin, and counts down the last three seconds."""
    assert heard(a(Phase.GET_READY, 10, cue="Stand at a wall.")) == [
        "0.0 ready",
        "0.5 Calf stretch. Left side. Stand at a wall.",
        "7.0 Three",
        "8.0 Two",
        "9.0 One",
    ]


def test_how_to_begin_goes_before_the_name() -> None:
    """Where there is no time for both, the side and how to begin are said rather than the name."""
    ready = a(
        Phase.GET_READY, 5, title="Seated calf and hamstring stretch", cue="Sit. This leg out straight."
    )
    assert heard(ready)[1] == "0.5 Left side. Sit. This leg out straight."


def test_a_sentence_that_does_not_fit_is_shortened() -> None:
    """In four seconds there is time for the name and the side, but not for how to begin."""
    long = a(Phase.GET_READY, 4, cue="Stand an arm's length from a wall, one foot behind the other.")
    assert heard(long) == ["0.0 ready", "0.5 Calf stretch. Left side.", "3.0 tick"]


def test_a_note_is_said_while_getting_ready_if_there_is_time() -> None:
    """The routine's note follows how to begin; where time is short the name goes first, then the note."""
    ready = a(Phase.GET_READY, 12, cue="Stand at a wall.", note="Light on, and hold on.")
    assert heard(ready)[1] == "0.5 Calf stretch. Left side. Stand at a wall. Light on, and hold on."
    shorter = [heard(replace(ready, goal=Seconds(length), length=length))[1] for length in (5, 4)]
    assert shorter == [
        "0.5 Left side. Stand at a wall. Light on, and hold on.",
        "0.5 Calf stretch. Left side. Stand at a wall.",
    ]


def test_a_note_that_did_not_fit_is_said_as_soon_as_it_does() -> None:
    """Getting ready, the first hold and the rest are too short for it: the second hold says it, once."""
    note = "Not if the calf is warm, red or swollen."
    steps = (
        a(Phase.GET_READY, 3, note=note),
        a(Phase.HOLD, 3, rep=1, reps=3, note=note),
        a(Phase.REST, 6, rep=1, reps=3, cue="", note=note),
        a(Phase.HOLD, 20, rep=2, reps=3, note=note),
        a(Phase.REST, 6, rep=2, reps=3, cue="", note=note),
    )
    said = [any(note in each for each in heard(*steps, index=index)) for index in range(len(steps))]
    assert said == [False, False, False, True, False]


def test_every_note_of_every_routine_is_heard() -> None:
    """Nobody looks at the screen at night: what to take care of is said, once in its step of the routine."""
    library = Library.read([Folder(paths.bundled_routines(), "bundled")])
    silent = []
    for identity in library.routines:
        for plan in library.timelines(identity):
            said = [
                " ".join(cue.text for cue in cues(plan, at, ENGLISH, speaking))
                for at in range(len(plan.steps))
            ]
            notes = {(step.item, step.note) for step in plan.steps if step.note}
            for item, note in notes:
                times = sum(note in said[at] for at, step in enumerate(plan.steps) if step.item == item)
                silent += [(identity, item, note, times)] if times != 1 else []
    assert silent == []


def test_without_time_to_get_ready_the_note_is_said_at_the_start() -> None:
    """Work that begins an item says its note after its cue; work that follows does not say it again."""
    hold = a(Phase.HOLD, 15, note="Light on.")
    assert heard(hold) == ["0.0 start", "0.4 Hold and breathe. Light on."]
    assert heard(a(Phase.GET_READY, 4, note="Light on."), hold, index=1) == [
        "0.0 start",
        "0.4 Hold and breathe.",
    ]


def test_a_sentence_that_never_fits_is_left_out() -> None:
    """In a second there is time for the chime only."""
    assert heard(a(Phase.GET_READY, 1)) == ["0.0 ready"]


def test_without_a_voice_the_count_in_is_ticked() -> None:
    """With no voice, chimes and ticks carry on at the same moments."""
    assert heard(a(Phase.GET_READY, 10), voice=silence) == ["0.0 ready", "7.0 tick", "8.0 tick", "9.0 tick"]


def test_switching_says_which_side_comes() -> None:
    """A switch has its own chime and names the new side."""
    assert heard(a(Phase.SWITCH, 5, side=Side.RIGHT))[:2] == [
        "0.0 switch",
        "0.7 Switch sides. Now the right.",
    ]
    assert heard(a(Phase.SWITCH, 5, side=Side.LEFT))[1] == "0.7 Switch sides. Now the left."


def test_a_long_hold_says_half_way() -> None:
    """From twenty seconds on a hold says when half of it is over."""
    assert heard(a(Phase.HOLD, 30)) == ["0.0 start", "0.4 Hold and breathe.", "15.0 half", "15.4 Half-way."]
    assert heard(a(Phase.HOLD, 15)) == ["0.0 start", "0.4 Hold and breathe."]


def test_the_last_repetition_is_said() -> None:
    """The first repetition says what to do, the next "again", and the last that it is the last."""
    reps = [a(Phase.HOLD, 10, rep=number, reps=3) for number in (1, 2, 3)]
    assert [heard(*reps, index=index)[1] for index in range(3)] == [
        "0.4 Hold and breathe.",
        "0.4 Again.",
        "0.4 Last one.",
    ]


def test_a_rest_names_what_comes_next() -> None:
    """A rest before another exercise names it; one between repetitions counts in instead."""
    rest, other = (
        a(Phase.REST, 6, cue=""),
        a(Phase.GET_READY, 5, item=2, title="Toe wave", exercise="toe-wave"),
    )
    assert heard(rest, other) == ["0.0 end", "0.5 Rest. Next: Toe wave."]
    assert heard(rest, a(Phase.HOLD, 5)) == ["0.0 end", "0.5 Rest.", "3.0 Three", "4.0 Two", "5.0 One"]
    assert heard(rest) == ["0.0 end", "0.5 Rest."]


def test_what_is_to_be_done_in_a_rest_is_said() -> None:
    """A rest with a cue of its own says that, and what comes next."""
    rest, other = a(Phase.REST, 9, cue="Dry your feet"), a(Phase.GET_READY, 5, item=2, title="Toe wave")
    assert heard(rest, other)[1] == "0.5 Dry your feet. Next: Toe wave."


def test_a_tempo_is_ticked_and_each_movement_has_its_word() -> None:
    """With a tempo every movement begins with a tick and its own word."""
    glide = a(Phase.MOVE, 8, cue="Hook · Fist", tempo=(1.0, 3.0, 1.0, 3.0), rep=1, reps=10)
    assert heard(glide) == ["0.0 start", "0.4 Hook.", "4.0 tick", "4.1 Fist."]


def test_in_the_middle_repetitions_a_tempo_is_only_ticked() -> None:
    """After two times through the words, the ticks are enough until the last."""
    glide = a(Phase.MOVE, 8, cue="Hook · Fist", tempo=(1.0, 3.0, 1.0, 3.0), rep=5, reps=10)
    assert heard(a(Phase.MOVE, 8), glide, index=1) == ["0.0 Again.", "4.0 tick"]


def test_a_movement_too_quick_for_words_is_ticked() -> None:
    """Words that would still be spoken when the next movement begins are left out."""
    quick = a(Phase.MOVE, 2, cue="Lift as high as you can · Lower", tempo=(0.5, 0.5, 0.5, 0.5), rep=1, reps=3)
    assert heard(a(Phase.MOVE, 2), quick, index=1) == ["0.0 tick", "1.0 tick", "1.1 Lower."]


def test_what_the_person_ends_says_how() -> None:
    """A step that waits for the person says how to go on."""
    waiting = a(Phase.USER_DONE, 30, goal=UserDone(), cue="Roll the ball")
    assert heard(waiting) == [
        "0.0 start",
        "0.4 Roll the ball. Press the space bar when you are done.",
    ]


def test_a_language_without_phrases_speaks_the_routines_own_words() -> None:
    """In a language that Coach has no words of its own for, the file's words are spoken, and no others."""
    assert phrases("tlh") == Phrases()
    step = a(Phase.GET_READY, 10, title="Wadenstrecken", cue="An die Wand.")
    assert heard(step, words=Phrases()) == [
        "0.0 ready",
        "0.5 Wadenstrecken. An die Wand.",
        "7.0 tick",
        "8.0 tick",
        "9.0 tick",
    ]


def test_a_region_takes_its_languages_phrases() -> None:
    """`de-AT` speaks German."""
    assert phrases("de-AT") == phrases("de") != Phrases()


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_language_has_every_phrase(language: str) -> None:
    """A translation is complete, and names the exercise that comes next."""
    words = phrases(language)
    assert all(getattr(words, name) for name in Phrases.__slots__)
    assert "{title}" in words.next


def test_the_end_has_its_own_sound() -> None:
    """At the end there is a chime, and a word of it; after a cramp nothing is praised."""
    assert closing(ENGLISH, speaking)[0] == Cue(0.0, 1.2, Chime.DONE)
    assert closing(ENGLISH, speaking)[1].text == "All done."
    assert closing(ENGLISH, speaking, Loop(0, 0, 600.0, "medical-help"))[1].text == "Rest now."


steps = st.builds(
    a,
    st.sampled_from([phase for phase in Phase if phase is not Phase.USER_DONE]),
    st.integers(50, 90_000).map(lambda milliseconds: milliseconds / 1000),
    cue=st.sampled_from(
        ["", "Hold", "Out · In", "Lean in · Hold · Let go", "Stand with your feet flat on the floor."]
    ),
    tempo=st.sampled_from([(), (1.0, 1.0), (0.4, 0.2, 0.4, 0.2), (2.0, 0.0, 3.0, 1.0)]),
    rep=st.integers(0, 3),
    reps=st.integers(0, 3),
    side=st.sampled_from([*Side, None]),
)


@given(
    st.lists(steps, min_size=1, max_size=4),
    st.sampled_from([speaking, silence]),
    st.sampled_from(["en", "de", "x"]),
)
def test_nothing_overlaps_and_nothing_is_late(plan: list[Step], voice: object, language: str) -> None:
    """In any plan, every sound begins and ends within its step, after the one before has ended."""
    whole = timeline(*plan)
    for index, step in enumerate(whole.steps):
        found = cues(whole, index, phrases(language), voice)  # type: ignore[arg-type]
        assert all(cue.at >= 0 and cue.end <= step.length for cue in found)
        assert all(one.end <= other.at for one, other in pairwise(found))
