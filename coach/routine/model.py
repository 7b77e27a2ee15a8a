"""The documents of the routine format, version 1, as values. The editor's schema is made from these models.

A document's values mean what `docs/routine-format.md` says; times are seconds.
"""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - pydantic reads the annotations
from typing import Annotated, Any, Final, Literal, Self

from pydantic import AfterValidator, Discriminator, Field, Tag, model_validator

from coach.routine.diagnostics import did_you_mean
from coach.routine.fields import (
    Count,
    Duration,
    Flag,
    Id,
    Length,
    Line,
    OnDays,
    Picture,
    Record,
    Tempo,
    Text,
    When,
    Whole,
    refuse,
)
from coach.routine.motion import Motion, Pose  # noqa: TC001 - pydantic reads the annotations
from coach.routine.programme_fields import AtTimes, Between, CalendarDay, Period  # noqa: TC001 - the same
from coach.routine.question import MOST_ANSWERS

FORMAT: Final = 1
"""The version of the format that this Coach writes, and the newest it reads."""
FEWEST_ANSWERS: Final = 2

Kind = Literal["stretch", "mobilise", "strengthen", "massage", "nerve-glide", "ergonomics", "heat", "relief"]
SideWord = Literal["each", "either", "both", "alternate", "left", "right", "affected", "writing", "none"]
Position = Literal["sitting", "standing", "lying", "kneeling", "walking", "any"]
Occasion = Literal[
    "writing-break",
    "desk-break",
    "set-up",
    "warm-up",
    "cool-down",
    "morning",
    "bedtime",
    "training",
    "relaxing",
    "travel",
    "rescue",
    "any",
]
EvidenceLabel = Literal["may help", "studies disagree", "expert advice", "untested"]
Basis = Literal["read", "2nd", "seed", "default", "unverified"]
Place = Literal["hand", "thumb", "arch", "toes", "calf", "breathing"]
_UpperPart = Literal["fingers", "thumb", "thumb-web", "palm", "hand", "wrist", "forearm", "elbow"]
_Trunk = Literal["neck", "shoulders", "upper-back", "back", "whole-body"]
_LowerPart = Literal["hip", "thigh", "knee", "calf", "shin", "leg"]
_FootPart = Literal["ankle", "heel", "arch", "sole", "forefoot", "foot", "big-toe", "toes"]
BodyPart = Literal[_UpperPart, _Trunk, _LowerPart, _FootPart]
Rating = Literal["pain", "effort", "stiffness", "numbness"]
RuleRating = Literal["pain", "pain_rise", "effort", "stiffness", "numbness"]


class Allowance(Record):
    """A warning the author has looked at and keeps, with the reason."""

    allow: Line = Field(description="The code of the warning.")
    because: Text = Field(description="Why it is right here.")


class Evidence(Record):
    """How well an exercise or routine is supported."""

    label: EvidenceLabel = Field(description="How sure it is.")
    note: Text | None = Field(default=None, description="What was studied, in a sentence.")


class Author(Record):
    """Who wrote a document."""

    name: Line = Field(description="The author's name.")
    credential: Line | None = Field(default=None, description="Profession or qualification.")


class Work(Record):
    """How much: what the dose of an exercise and a step of a routine have in common."""

    sets: Count | None = Field(default=None, description="How many sets; one if left out.")
    reps: Count | None = Field(default=None, description="Repetitions in a set, on each side.")
    hold: Duration | None = Field(default=None, description="How long one repetition is held.")
    rest: Duration | None = Field(default=None, description="Rest between repetitions.")
    rest_between_sets: Duration | None = Field(
        default=None, description="Rest between sets; as `rest` if left out."
    )
    tempo: Tempo | None = Field(
        default=None, description="Seconds of move and pause for each position: 3-1-2-0."
    )


class Dose(Work):
    """The usual amount of an exercise."""

    duration: Duration | None = Field(
        default=None, description="Working time on each side where nothing is counted."
    )
    per_day: Count | None = Field(default=None, description="Times a day.")
    per_week: Count | None = Field(default=None, description="Days a week.")
    days: OnDays | None = Field(
        default=None, description="Days: daily, weekdays, every other day, mon, thu …"
    )
    basis: Basis | None = Field(default=None, description="Where the numbers come from.")
    note: Text | None = Field(default=None, description="What the numbers leave out.")


class Instruction(Record):
    """One thing to do within an exercise."""

    do: Text = Field(description="The whole sentence.")
    cue: Line | None = Field(default=None, description="The few words said while doing it.")


class Link(Record):
    """An easier or harder way."""

    id: Id | None = Field(default=None, description="Another exercise.")
    note: Text | None = Field(default=None, description="What to change.")


class Document(Record):
    """What every document has."""

    coach: Whole = Field(description="The version of the format: 1.")
    type: Line = Field(description="What the document is.")


def _a_question(text: str) -> str:
    if not text.endswith("?"):
        message = "`only_if` is a question that the person answers with yes, so it ends with `?`."
        raise refuse("not-a-question", message, "Ask it: `Has a clinician shown you this?`")
    return text


class _Signed(Document):
    """What documents for people have."""

    id: Id = Field(description="The name other files use: small letters, digits, hyphens.")
    title: Line = Field(description="The name people read.")
    language: Line = Field(default="en", description="The language of the text, such as `en` or `de`.")
    author: Author | None = Field(default=None, description="Who wrote it.")
    revision: Whole = Field(default=1, description="Counts up with every change that matters.")
    licence: Line | None = Field(default=None, description="Under which licence it may be shared.")
    avoid_if: tuple[Line, ...] = Field(
        default=(), description="Hidden from people who ticked these conditions."
    )
    ask_first_if: tuple[Line, ...] = Field(default=(), description="Asks people with these conditions first.")
    only_if: Annotated[Line, AfterValidator(_a_question)] | None = Field(
        default=None, description="A question. Hidden until the person has answered it with yes on its page."
    )
    evidence: Evidence | None = Field(default=None, description="How well it is supported.")
    sources: tuple[Line, ...] = Field(
        default=(), description="Where it comes from: ids from the lists of sources."
    )
    notes: Text | None = Field(
        default=None, description="For authors and therapists; not shown while exercising."
    )
    lint: tuple[Allowance, ...] = Field(
        default=(), description="Warnings that are right here, each with its reason."
    )


class Exercise(_Signed):
    """One exercise with its usual dose."""

    type: Literal["exercise"] = Field(description="What the document is.")
    kind: Kind = Field(description="What it does.")
    body: tuple[Line, ...] = Field(min_length=1, description="The parts of the body, for searching.")
    structures: tuple[Line, ...] = Field(default=(), description="Muscles, tendons, nerves, joints.")
    position: Position = Field(default="any", description="How one sits, stands or lies.")
    start: Text | None = Field(default=None, description="How to get ready; said in the get-ready phase.")
    equipment: tuple[Line, ...] = Field(default=(), description="What one needs.")
    side: SideWord = Field(description="On which side it is done.")
    steps: tuple[Instruction, ...] = Field(min_length=1, description="What to do, in order.")
    dose: Dose = Field(default=Dose(), description="The usual amount.")
    motion: Motion | None = Field(default=None, description="How the figure shows it.")
    picture: Picture | None = Field(
        default=None, description="A picture beside the file, instead of the figure."
    )
    stop_if: Text | None = Field(default=None, description="When to stop.")
    caution: Text | None = Field(default=None, description="What to take care of.")
    mistakes: tuple[Text, ...] = Field(default=(), description="What often goes wrong.")
    easier: Link | None = Field(default=None, description="An easier way.")
    harder: Link | None = Field(default=None, description="A harder way.")
    instead: Mapping[Line, Id] = Field(
        default={},
        description="What is offered in its place to people with a condition in `avoid_if`: {TAG: exercise}.",
    )

    @model_validator(mode="after")
    def _replaced_only_where_hidden(self) -> Self:
        for tag in self.instead:
            if tag not in self.avoid_if:
                message = f"`{tag}` does not stand in `avoid_if`, so nothing would ever be offered instead."
                hint = did_you_mean(tag, self.avoid_if) or f"Add `{tag}` there, or take this line out."
                raise refuse("instead-not-hidden", message, hint, ("instead", tag))
        return self

    @property
    def positions(self) -> int:
        """How many positions one repetition goes through: the frames, or else the steps."""
        frames = len(self.motion.frames) if self.motion else 0
        return frames if frames > 1 else len(self.steps)


class ExerciseStep(Work):
    """An exercise within a routine. Without `for`, what it leaves out is taken from the exercise's dose."""

    exercise: Id = Field(description="The id of the exercise.")
    side: SideWord | None = Field(default=None, description="The side, if not as the exercise says.")
    slot: Length | None = Field(
        default=None, alias="for", description="The whole time for one side, getting ready included."
    )
    get_ready: Length | None = Field(
        default=None, description="Time to get ready; also the time to switch sides."
    )
    cue: Line | None = Field(default=None, description="The few words said while doing it.")
    note: Text | None = Field(default=None, description="For the person, on the routine's page.")
    until: Literal["done"] | None = Field(default=None, description="`done`: the person says when.")


class RestStep(Record):
    """A rest between exercises."""

    rest: Duration = Field(description="How long.")
    cue: Line | None = Field(default=None, description="The few words said meanwhile.")


class Answer(Record):
    """One of the answers to a question, and the block it leads to."""

    answer: Line = Field(description="The words on the button.")
    then: Line = Field(description="The name of the block that is played if this is chosen.")
    rescues: Place | None = Field(
        default=None, description="The place for which this answer is given by itself: `coach rescue PLACE`."
    )


def _two_to_six(answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
    if not FEWEST_ANSWERS <= len(answers) <= MOST_ANSWERS:
        message = f"A question has two to six answers, not {len(answers)}."
        raise refuse("bad-answers", message, "Leave out the question if there is nothing to choose.")
    return answers


class AskStep(Record):
    """A question before the routine begins. Only the block of the chosen answer is played."""

    ask: Line = Field(description="The question.")
    answers: Annotated[tuple[Answer, ...], AfterValidator(_two_to_six)] = Field(
        description="Two to six answers; the first is taken where nobody is asked."
    )


class Block(Record):
    """Steps that belong together and may be done several times, or until a cramp lets go."""

    block: Line = Field(description="Its name.")
    rounds: Whole = Field(default=1, description="How many times.")
    rest: Duration | None = Field(default=None, description="Rest between rounds.")
    loop: Literal["until it lets go"] | None = Field(
        default=None, description="Done again and again until the person says that it has let go."
    )
    limit: Length | None = Field(
        default=None, description="Time from the start of the session after which the loop leads to `then`."
    )
    then: Literal["medical-help", "emergency-help"] | None = Field(
        default=None, description="What comes at the limit of a loop: medical-help, or emergency-help."
    )
    steps: tuple[RoutineStep, ...] = Field(min_length=1, description="The steps of a round.")


_STEP_TAGS: Final = {"exercise": "<exercise>", "block": "<block>", "rest": "<rest>", "ask": "<ask>"}
"""What begins a step. A tag is no possible key, so it is never mistaken for one in an error's path."""


def _step_kind(value: Any) -> str | None:  # noqa: ANN401 - whatever stands in the file
    if not isinstance(value, dict):
        return None
    return next((tag for kind, tag in _STEP_TAGS.items() if kind in value), None)


RoutineStep = Annotated[
    Annotated[ExerciseStep, Tag("<exercise>")]
    | Annotated[RestStep, Tag("<rest>")]
    | Annotated[Block, Tag("<block>")]
    | Annotated[AskStep, Tag("<ask>")],
    Discriminator(
        _step_kind,
        custom_error_type="not-a-step",
        custom_error_message="not a step",
    ),
]


class Rate(Record):
    """What the person is asked to rate from 0 to 10."""

    before: tuple[Rating, ...] = Field(default=(), description="Before starting.")
    after: tuple[Rating, ...] = Field(default=(), description="At the end.")


class Rule(Record):
    """What a rating leads to, during the routine or after it."""

    when: Mapping[RuleRating, When] = Field(min_length=1, description='Ratings and bounds: {pain: ">3"}.')
    then: Literal["stop", "easier", "note"] = Field(description="What Coach does.")
    say: Text | None = Field(default=None, description="What the person is told.")


class Routine(_Signed):
    """Exercises in order, with their times."""

    type: Literal["routine"] = Field(description="What the document is.")
    occasion: tuple[Occasion, ...] = Field(default=(), description="When it is offered.")
    use_when: Text | None = Field(default=None, description="When it helps to do it.")
    not_when: Text | None = Field(default=None, description="When to leave it.")
    rescues: tuple[Place, ...] = Field(
        default=(), description="The places whose cramp it helps with, if it is a rescue."
    )
    get_ready: Length = Field(
        default=5.0, description="Time to get ready for each exercise, and to switch sides."
    )
    steps: tuple[RoutineStep, ...] = Field(min_length=1, description="What is done, in order.")
    rate: Rate | None = Field(default=None, description="What the person rates.")
    rules: tuple[Rule, ...] = Field(default=(), description="What ratings lead to.")
    max_length: Length | None = Field(default=None, description="The compiled routine must not be longer.")


class ProgressWhen(Record):
    """When it is time for the next thing: bounds on ratings, and over how many sessions or how long."""

    pain: When | None = Field(default=None, description="A bound on the pain told in every session.")
    effort: When | None = Field(default=None, description="A bound on the effort told in every session.")
    stiffness: When | None = Field(default=None, description="A bound on the stiffness told.")
    numbness: When | None = Field(default=None, description="A bound on the numbness told.")
    sessions: Whole | None = Field(default=None, description="In so many sessions, the last ones.")
    lasting: Period | None = Field(default=None, alias="for", description="For so long: `2 weeks`.")


class _Often(Record):
    """How often something is done: what all items of a programme have in common."""

    per_day: Count | None = Field(default=None, description="Times a day; once if left out.")
    per_week: Count | None = Field(default=None, description="Days a week, chosen by the person.")
    days: OnDays | None = Field(default=None, description="Days: daily, weekdays, every other day, mon …")
    at_least_apart: Length | None = Field(
        default=None, description="Time from the end of one to the beginning of the next."
    )
    between: Between | None = Field(default=None, description='The window of the day: "08:00-21:00".')
    at: AtTimes = Field(default=(), description='Times of day, instead of `per_day`: ["09:00", "15:00"].')
    note: Line | None = Field(default=None, description="For the person, beside the item.")
    progress_when: ProgressWhen | None = Field(
        default=None, description="When it is time to go on to `then`."
    )
    then: Id | None = Field(default=None, description="The routine that takes its place.")
    needs_approval: Flag = Field(
        default=False, description="`true`: going on waits until the person says who approved."
    )


class RoutineItem(_Often):
    """A routine within a programme."""

    routine: Id = Field(description="The id of the routine.")


class ExerciseItem(_Often, Work):
    """An exercise within a programme; what it leaves out is taken from the exercise's own dose."""

    exercise: Id = Field(description="The id of the exercise.")
    side: SideWord | None = Field(default=None, description="The side, if not as the exercise says.")
    slot: Length | None = Field(
        default=None, alias="for", description="The whole time for one side, getting ready included."
    )
    cue: Line | None = Field(default=None, description="The few words said while doing it.")


_ITEM_TAGS: Final = {"routine": "<routine-item>", "exercise": "<exercise-item>"}


def _item_kind(value: Any) -> str | None:  # noqa: ANN401 - whatever stands in the file
    if not isinstance(value, dict):
        return None
    return next((tag for kind, tag in _ITEM_TAGS.items() if kind in value), None)


ProgrammeItem = Annotated[
    Annotated[RoutineItem, Tag("<routine-item>")] | Annotated[ExerciseItem, Tag("<exercise-item>")],
    Discriminator(
        _item_kind,
        custom_error_type="not-an-item",
        custom_error_message="not an item",
        custom_error_context={
            "message": "This item names neither a routine nor an exercise.",
            "hint": "Begin it with `routine: id` or `exercise: id`.",
        },
    ),
]


class Programme(_Signed):
    """What is to be done how often, over days and weeks: a prescription."""

    type: Literal["programme"] = Field(description="What the document is.")
    use_when: Text | None = Field(default=None, description="Whom or what it is for.")
    not_when: Text | None = Field(default=None, description="When to leave it.")
    starts: CalendarDay | None = Field(
        default=None, description="The first day, 2026-11-23. Left out: the day on which it is taken up."
    )
    lasting: Period | None = Field(
        default=None, alias="for", description="How long it goes on: `4 weeks`. Left out: without end."
    )
    items: tuple[ProgrammeItem, ...] = Field(min_length=1, description="What is done, and how often.")


class SourceNote(Record):
    """A publication and how it was read."""

    name: Text = Field(description="Author, title, where published.")
    year: Line | None = Field(default=None, description="The year.")
    where: Text | None = Field(default=None, description="A link or a place.")
    how: Text | None = Field(default=None, description="What was read: the whole text, an abstract, a page.")


class Sources(Document):
    """A list of sources."""

    type: Literal["sources"] = Field(description="What the document is.")
    sources: Mapping[Line, SourceNote] = Field(description="The sources by their ids.")


class Hides(Record):
    """What a condition rules out in any exercise: one of these kinds, body parts or things is enough."""

    kinds: tuple[Kind, ...] = Field(default=(), description="Kinds of exercise.")
    body: tuple[BodyPart, ...] = Field(default=(), description="Parts of the body.")
    equipment: tuple[Line, ...] = Field(default=(), description="Words of `equipment`.")


class Condition(Record):
    """A safety condition that a person can tick."""

    name: Line = Field(description="A few plain words, for lists.")
    group: Line | None = Field(default=None, description="The heading it stands under on the safety page.")
    question: Text = Field(description="What the person is asked, for the safety page.")
    action: Text = Field(description="What Coach does if it is ticked, in words.")
    today: Flag = Field(
        default=False,
        description="`true`: it may come from one day to the next, and is asked again each day it matters.",
    )
    urgent: Flag = Field(
        default=False, description="`true`: who ticks it is shown when to get help, before anything else."
    )
    hides: Hides | None = Field(default=None, description="What it rules out in any exercise.")
    learn: Id | None = Field(default=None, description="The page about it in `assets/learn`.")


class Conditions(Document):
    """The safety conditions."""

    type: Literal["conditions"] = Field(description="What the document is.")
    conditions: Mapping[Line, Condition] = Field(description="The conditions by their tags.")


class Poses(Document):
    """Named poses of one figure."""

    type: Literal["poses"] = Field(description="What the document is.")
    figure: Literal["hand", "foot", "body"] = Field(description="Whose poses these are.")
    poses: Mapping[Id, Pose] = Field(description="The poses by their ids.")


Block.model_rebuild()

STEPS: Final[Mapping[str, type[Record]]] = {
    "<exercise>": ExerciseStep,
    "<rest>": RestStep,
    "<block>": Block,
    "<ask>": AskStep,
    "<routine-item>": RoutineItem,
    "<exercise-item>": ExerciseItem,
}
DOCUMENTS: Final[Mapping[str, type[Document]]] = {
    "exercise": Exercise,
    "routine": Routine,
    "programme": Programme,
    "sources": Sources,
    "conditions": Conditions,
    "poses": Poses,
}
