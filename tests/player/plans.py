"""Plans for tests, written as a person would say them."""

from __future__ import annotations

from hypothesis import strategies as st

from coach.routine.plan import Goal, Loop, Phase, Reps, Seconds, Side, Step, Timeline, UserDone


def plan(text: str, loop: tuple[int, int, float] | None = None) -> Timeline:
    """A timeline from lines such as `1 hold 10 left`: item, phase, seconds, side if any.

    `loop` is the places of a loop's first and last step, and its limit.

    `~20` instead of seconds makes a step that waits for the person and is estimated to take 20 s.
    """
    steps: list[Step] = []
    for line in text.strip().splitlines():
        item, phase, length, *side = line.split()
        steps.append(
            _step(
                steps,
                item=int(item),
                phase=Phase(phase),
                length=float(length.removeprefix("~")),
                waits=length.startswith("~"),
                side=Side(side[0]) if side else None,
            )
        )
    return _timeline(steps, loop and Loop(*loop, then="medical-help"))


def _step(
    steps: list[Step], *, item: int, phase: Phase, length: float, waits: bool, side: Side | None
) -> Step:
    goal: Goal = Seconds(length)
    if waits:
        goal = Reps(10) if phase is Phase.MOVE else UserDone()
    return Step(
        phase=phase,
        goal=goal,
        start=steps[-1].end if steps else 0.0,
        length=length,
        item=item,
        exercise=f"exercise-{item}" if side else "",
        title=f"Exercise {item}" if side else "",
        side=side,
        cue="Gently.",
        tempo=(3.0, 1.0) if phase is Phase.MOVE else (),
    )


def _timeline(steps: list[Step], loop: Loop | None = None) -> Timeline:
    return Timeline(routine="test", revision=3, title="A test", language="en", steps=tuple(steps), loop=loop)


TWO_SIDES = plan("""
    1 get-ready 5 left
    1 hold 10 left
    1 rest 3 left
    1 hold 10 left
    1 switch 4 right
    1 hold 10 right
    1 rest 3 right
    1 hold 10 right
    2 rest 8
    3 get-ready 5 both
    3 move ~30 both
    3 user-done ~20 both
    4 get-ready 5 left
    4 hold 10 left
""")
"""A stretch on both sides, a rest, work that waits for the person, a last hold: every phase there is."""


CRAMP = plan(
    """
    1 hold 10 both
    2 get-ready 5 left
    2 hold 20 left
    2 rest 5
    3 hold 10 right
    4 user-done ~30 both
    """,
    loop=(1, 4, 600.0),
)
"""Something first, a loop of two stretches with a limit of ten minutes, something afterwards."""


@st.composite
def plans(draw: st.DrawFn) -> Timeline:
    """Any timeline at all, sensible or not; some with a loop that takes a second or more."""
    steps: list[Step] = []
    item = 1
    for _ in range(draw(st.integers(1, 12))):
        item += draw(st.integers(0, 1))
        phase = draw(st.sampled_from(Phase))
        waits = phase is Phase.USER_DONE or (phase is Phase.MOVE and draw(st.booleans()))
        length = draw(st.integers(0, 20_000)) / 1000
        side = draw(st.sampled_from((Side.LEFT, Side.RIGHT, Side.BOTH)))
        steps.append(_step(steps, item=item, phase=phase, length=length, waits=waits, side=side))
    first = draw(st.integers(0, len(steps) - 1))
    last = draw(st.integers(first, len(steps) - 1))
    loops = draw(st.booleans()) and steps[last].end - steps[first].start >= 1
    limit = draw(st.integers(0, 90_000)) / 1000
    return _timeline(steps, Loop(first, last, limit, "medical-help") if loops else None)
