"""What must never happen with what comes with Coach, tried out for every condition and every pair."""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from coach import paths
from coach.routine.asking import ways
from coach.routine.folders import Folder
from coach.routine.library import Library
from coach.routine.model import Block, ExerciseStep, Routine
from coach.routine.plan import Sides
from coach.routine.timeline import outline
from coach.safety.profile import FLUID, Profile
from coach.safety.shelf import Shelf
from coach.safety.verdict import Allowed, Swapped, Warned, verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.routine.model import RoutineStep

BUNDLED = Library.read([Folder(paths.bundled_routines(), "bundled")])
TAGS = tuple(BUNDLED.conditions)
FEW = [*((tag,) for tag in TAGS), TAGS]
GROUPS = [*FEW, *combinations(TAGS, 2)]
NOBODY = Profile()


def _caught_by(tag: str) -> frozenset[str]:
    """What a condition hides, read from the files alone and not through the code under test."""
    hides = BUNDLED.conditions[tag].hides
    return frozenset(
        each.id
        for each in BUNDLED.exercises.values()
        if tag in each.avoid_if
        or (hides is not None and (each.kind in hides.kinds or set(hides.body) & set(each.body)))
        or (hides is not None and any(word in " ".join(each.equipment).lower() for word in hides.equipment))
    )


HIDDEN = {tag: _caught_by(tag) for tag in TAGS}

CLOSED = frozenset(
    each.id for each in (*BUNDLED.exercises.values(), *BUNDLED.routines.values()) if each.only_if
)
"""What is hidden until the person has said yes to its question."""


@cache
def _shelf(group: tuple[str, ...], confirmed: frozenset[str] = frozenset()) -> Shelf:
    return Shelf.of(BUNDLED, Profile(frozenset(group), confirmed=confirmed))


def _used(steps: Sequence[RoutineStep]) -> Iterator[str]:
    for step in steps:
        if isinstance(step, Block):
            yield from _used(step.steps)
        elif isinstance(step, ExerciseStep):
            yield step.exercise


def _is_hidden(identity: str, ticked: frozenset[str]) -> bool:
    return any(identity in HIDDEN[tag] for tag in ticked)


def test_every_single_condition_and_every_pair_is_tried() -> None:
    """The 22 conditions of the research and the limit on drinking, each with a name, a heading and a page."""
    assert len(TAGS) == 23
    assert len(set(map(frozenset, GROUPS))) == 23 + 23 * 22 / 2 + 1
    for condition in BUNDLED.conditions.values():
        assert condition.group
        assert condition.learn


def test_no_condition_ever_shows_what_it_hides() -> None:
    """With any one condition ticked, any two, or all: no routine has what they hide, nor has the library.

    Every way through a routine's questions still compiles, and holds nothing else than the routine says.
    """
    for group in GROUPS:
        ticked = frozenset(group)
        shelf = _shelf(group)
        for routine in shelf.library.routines.values():
            used = set(_used(routine.steps))
            assert not [each for each in used if _is_hidden(each, ticked)], (group, routine.id)
            assert CLOSED.isdisjoint({routine.id, *used})
            for answers in ways(routine):
                turns = outline(routine, shelf.library.exercises, Sides(), answers).turns
                played = {turn.exercise.id for turn in turns if turn.exercise}
                assert played <= set(_used(routine.steps))
        assert not [each for each in shelf.library.exercises if _is_hidden(each, ticked)], group


def test_every_card_that_is_open_can_be_opened() -> None:
    """The cards that are not ruled out are those of the person's own library: all there is to do."""
    for group in FEW:
        shelf = _shelf(group)
        open_cards = {card.id for card in shelf.index.cards if not card.barred}
        suits = {name for name in (*shelf.library.routines, *shelf.library.exercises) if "." not in name}
        assert open_cards == suits | {each.id for each in shelf.index.regimens if not each.barred}


def test_what_is_swapped_in_is_never_hidden() -> None:
    """A replacement is itself allowed for every condition, every pair and all together."""
    for group in GROUPS:
        profile = Profile(frozenset(group))
        for exercise in BUNDLED.exercises.values():
            found = verdict(exercise, profile, BUNDLED)
            if isinstance(found, Swapped):
                other = verdict(BUNDLED.exercises[found.by], profile, BUNDLED)
                assert isinstance(other, Allowed | Warned), (group, exercise.id)


def test_what_the_source_hides_is_hidden_until_the_person_says_yes() -> None:
    """The ulnar nerve glide and the rescue for fast breathing are closed for everybody at first.

    A yes opens nothing that any condition, pair of conditions or all of them hide.
    """
    assert sorted(CLOSED) == ["rescue-breathing-spasm", "ulnar-nerve-glide"]
    for group in [(), *GROUPS]:
        shelf, opened = _shelf(group), _shelf(group, CLOSED)
        assert not CLOSED & {*shelf.library.exercises, *shelf.library.routines}
        found = {*opened.library.exercises, *opened.library.routines} & CLOSED
        allowed = {"rescue-breathing-spasm", "ulnar-nerve-glide"}
        if _is_hidden("ulnar-nerve-glide", frozenset(group)):
            allowed -= {"ulnar-nerve-glide"}
        assert found <= allowed, group
        for routine in opened.library.routines.values():
            assert not [each for each in _used(routine.steps) if _is_hidden(each, frozenset(group))], group
    assert {*_shelf((), CLOSED).library.exercises, *_shelf((), CLOSED).library.routines} >= CLOSED


def _changed_by(tag: str) -> set[str]:
    ticked = Profile(frozenset({tag}))
    return {
        each.id
        for each in BUNDLED.exercises.values()
        if verdict(each, ticked, BUNDLED) != verdict(each, NOBODY, BUNDLED)
    }


@pytest.mark.parametrize("tag", [tag for tag in TAGS if tag != FLUID])
def test_each_condition_changes_something(tag: str) -> None:
    """Ticking any condition hides, swaps or warns about at least one exercise that was open before."""
    assert HIDDEN[tag] <= _changed_by(tag) | CLOSED
    assert _changed_by(tag)


def test_a_limit_on_drinking_changes_no_exercise() -> None:
    """It is about the reminders to drink alone, and they know of it."""
    assert _changed_by(FLUID) == set()
    assert Profile(frozenset({FLUID})).limits_fluid
    assert not NOBODY.limits_fluid


@pytest.mark.parametrize(
    ("tag", "left_out"),
    [
        ("DVT", {"calf-wall-straight-knee", "calf-stroking", "ankle-pumps", "heel-raise-double"}),
        ("NEUROPATHY", {"warm-foot-soak", "cold-bottle-roll", "ball-roll-sole", "marble-pick-up"}),
        ("VASC", {"cold-bottle-roll", "feet-up-rest"}),
        (
            "ANTICOAG",
            {"palm-thumb-circles", "palm-ball-roll", "ball-roll-sole", "arch-thumb-sweep", "calf-stroking"},
        ),
        ("TRIGGER", {"soft-ball-squeeze", "putty-full-grip", "putty-hook-squeeze", "relief-hand-open"}),
        ("THUMBOA", {"putty-key-pinch"}),
        ("DEQ", {"wrist-side-to-side", "thumb-across-palm"}),
        ("WRISTLOAD", {"palm-table-press", "prayer-stretch"}),
        ("ACHILLES", {"calf-step-drop", "heel-raise-single"}),
        ("HALLUX", {"kneeling-toe-tuck", "big-toe-three-way"}),
        ("KNEE", {"kneeling-toe-tuck"}),
        ("NECK", {"neck-turn-tilt"}),
        ("BP", {"isometric-wrist-hold"}),
        ("DYSTONIA", {"grip-reset", "alternate-pen-grip", "forearm-glide", "large-letters-line"}),
        ("PREG", {"calf-stroking", "kneeling-toe-tuck", "calf-step-drop"}),
        ("BALANCE", {"single-leg-balance", "calf-step-drop", "marble-pick-up", "relief-calf-standing"}),
    ],
)
def test_what_the_research_names_is_left_out(tag: str, left_out: set[str]) -> None:
    """What table D2 names for a condition is hidden from people who tick it."""
    shelf = _shelf((tag,), CLOSED)
    used = {each for routine in shelf.library.routines.values() for each in _used(routine.steps)}
    assert left_out.isdisjoint({*shelf.library.exercises, *used})


def test_who_has_a_sore_thumb_base_pinches_round() -> None:
    """In place of the key pinch stands the round pinch, as table D2 says."""
    found = verdict(BUNDLED.exercises["putty-key-pinch"], Profile(frozenset({"THUMBOA"})), BUNDLED)
    assert isinstance(found, Swapped)
    assert found.by == "round-pinch-control"


def test_nobody_unsteady_stands_unwarned() -> None:
    """Every exercise that is done standing is left out, swapped or asked about for people who may fall."""
    standing = {each.id for each in BUNDLED.exercises.values() if each.position == "standing"}
    assert len(standing) > 10
    assert standing <= _changed_by("BALANCE")


def test_who_may_be_led_into_standing_is_told_to_be_steady() -> None:
    """A harder form that is done standing says: only if you are steady."""
    unsaid = [
        each.id
        for each in BUNDLED.exercises.values()
        if each.harder
        and re.search(r"\bstand|\bon one leg", (each.harder.note or "").lower())
        and "Only if you are steady." not in (each.harder.note or "")
    ]
    assert unsaid == []


@pytest.mark.parametrize(
    ("kind", "tags"),
    [
        ("massage", {"DVT", "ANTICOAG", "SKIN", "INJURY", "INFLAMED", "NEUROPATHY"}),
        ("heat", {"HEAT", "NEUROPATHY", "SKIN", "VASC", "INFLAMED", "DVT"}),
        ("stretch", {"DVT", "INFLAMED", "INJURY", "HYPERMOB"}),
        ("strengthen", {"DVT", "INFLAMED", "INJURY"}),
        ("nerve-glide", {"NERVE", "INFLAMED", "INJURY"}),
    ],
)
def test_every_exercise_of_a_kind_speaks_of_whom_the_kind_is_not_for(kind: str, tags: set[str]) -> None:
    """What table D3 names for a kind hides each exercise of it, or is asked about first."""
    for each in BUNDLED.exercises.values():
        if each.kind == kind:
            assert not [tag for tag in tags if tag not in each.ask_first_if and each.id not in HIDDEN[tag]]


def test_no_leg_is_massaged_in_pregnancy() -> None:
    """The sources disagree about it, so every massage of a leg or foot is left out."""
    legs = {"calf", "leg", "foot", "sole", "arch", "heel", "toes", "ankle"}
    massages = {
        each.id for each in BUNDLED.exercises.values() if each.kind == "massage" and legs & set(each.body)
    }
    assert len(massages) == 6
    assert massages <= HIDDEN["PREG"]


def test_nothing_is_hidden_without_a_reason() -> None:
    """Each barred card says why in a sentence that names what was ticked, and offers only what is open."""
    for group in FEW:
        shelf = _shelf(group)
        titles = {card.title for card in shelf.index.cards if not card.barred}
        for card in shelf.index.cards:
            if card.barred and card.type != "programme":
                named = [BUNDLED.conditions[tag].name for tag in shelf.adapt(card.id).tags]
                named = named or [shelf.adapt(card.id).question]
                assert named[0]
                assert f"“{named[0]}”" in card.barred
                assert not card.instead or card.instead in titles


def test_what_is_offered_instead_fits_the_person() -> None:
    """Nobody who is not pregnant is offered the care in pregnancy; with an injury or a hot joint, nothing is.

    Coach does not know which part is hurt, so it cannot tell what would be fine in its place (D2, D3).
    """
    offered = {
        (tag, found.instead)
        for tag in TAGS
        for each in BUNDLED.routines.values()
        if (found := _shelf((tag,)).adapt(each.id)).instead
    }
    assert ("HEAT", "hand-massage-5") in offered
    assert not [tag for tag, other in offered if tag in {"INJURY", "INFLAMED"}]
    assert not [tag for tag, other in offered if tag != "PREG" and other == "pregnancy-legs"]


def test_every_change_is_told() -> None:
    """Whatever a routine lost or gained against its file stands in its changes, and nothing else does."""
    for group in GROUPS:
        shelf = _shelf(group)
        for identity, routine in shelf.library.routines.items():
            before, after = set(_used(BUNDLED.routines[identity].steps)), set(_used(routine.steps))
            changes = shelf.adapt(identity).changes
            assert {change.exercise for change in changes} - {""} == before - after
            assert after - before <= {change.by for change in changes} - {""} <= after


def test_each_page_to_read_is_there() -> None:
    """Where a condition says what to read, that page comes with Coach."""
    pages = {path.stem for path in (paths.assets() / "learn").glob("*.md")}
    assert {condition.learn for condition in BUNDLED.conditions.values()} <= pages


def test_rescues_are_never_swapped_for_another() -> None:
    """A rescue that is ruled out offers nothing in its place: what helps one cramp may not help another."""
    for group in GROUPS:
        shelf = _shelf(group)
        rescues = [each for each in BUNDLED.routines.values() if each.rescues]
        assert not [each.id for each in rescues if shelf.adapt(each.id).instead]
        left = [shelf.adapt(each.id).document for each in rescues]
        assert all(isinstance(each, Routine) for each in left if each is not None)


def test_a_rescue_is_offered_with_every_answer_or_not_at_all() -> None:
    """No condition, pair or all of them takes only the fitting answer away and leaves the wrong ones."""
    for group in GROUPS:
        shelf = _shelf(group, CLOSED)
        for routine in shelf.library.routines.values():
            if routine.rescues:
                written = BUNDLED.routines[routine.id]
                assert list(ways(routine)) == list(ways(written)), (group, routine.id)
                assert routine.rescues == written.rescues


@pytest.mark.parametrize(
    ("tag", "kinds"),
    [
        ("DVT", {"massage", "heat", "stretch", "strengthen", "nerve-glide"}),
        ("INFLAMED", {"heat", "stretch", "strengthen", "nerve-glide"}),
        ("INJURY", {"massage", "stretch", "strengthen", "nerve-glide"}),
        ("SKIN", {"massage", "heat"}),
        ("NEUROPATHY", {"heat"}),
        ("HEAT", {"heat"}),
        ("VASC", {"heat"}),
    ],
)
def test_whole_kinds_are_left_out(tag: str, kinds: set[str]) -> None:
    """Nothing of a kind that a condition rules out is left, neither by itself nor in any routine."""
    shelf = _shelf((tag,), CLOSED)
    used = {each for routine in shelf.library.routines.values() for each in _used(routine.steps)}
    assert not [each for each in used if BUNDLED.exercises[each].kind in kinds]
    assert not [each.id for each in shelf.library.exercises.values() if each.kind in kinds]


@pytest.mark.parametrize(
    ("tag", "left"),
    [
        ("DVT", set[str]()),
        ("INFLAMED", {"rescue-calf"}),
        ("TRIGGER", {"rescue-arch", "rescue-calf", "rescue-toe"}),
        ("INJURY", {"rescue-arch", "rescue-calf", "rescue-hand", "rescue-toe"}),
        ("NEUROPATHY", {"rescue-arch", "rescue-calf", "rescue-hand", "rescue-toe"}),
        ("BALANCE", {"rescue-arch", "rescue-calf", "rescue-hand", "rescue-toe"}),
    ],
)
def test_which_cramp_rescues_are_left(tag: str, left: set[str]) -> None:
    """An injury only asks first; a hot joint, a locking finger or a possible clot closes the rescue."""
    rescues = {each.id for each in _shelf((tag,)).library.routines.values() if each.rescues}
    assert rescues == left


@pytest.mark.parametrize("tag", ["BALANCE", "INJURY"])
def test_who_must_not_load_a_leg_stretches_the_calf_sitting(tag: str) -> None:
    """After an injury, or unsteady, both answers of the calf rescue lead to the seated stretch."""
    rescue = _shelf((tag,)).library.routines["rescue-calf"]
    assert "relief-calf-standing" not in set(_used(rescue.steps))
    assert "relief-calf-seated" in set(_used(rescue.steps))
