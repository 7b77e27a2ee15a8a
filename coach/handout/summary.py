"""The summary for a visit as values: what was asked for, done and felt in a span of days.

Paper and plain text are both made from it, so they cannot disagree. It counts and compares, and judges
nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final

from coach.handout.often import rhythm
from coach.handout.summary_cramps import cramps_in
from coach.handout.summary_values import Section, Summary, Table, told
from coach.handout.words import words
from coach.history.totals import by_side
from coach.player.change import Kind as ChangeKind
from coach.player.change import Reason
from coach.player.rating import Kind, Moment
from coach.routine.amount import amount, where
from coach.routine.programme_adherence import Count, weeks
from coach.routine.programme_course import Event, course

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from coach.history.session import SessionDetail
    from coach.history.store import Store
    from coach.history.totals import Felt
    from coach.routine.index import Index
    from coach.routine.plan import Timeline
    from coach.routine.programme import Item, Regimen
    from coach.routine.programme_course import Course, CourseEvent
    from coach.routine.programme_doses import Performed

BY_WEEK: Final = 120
"""Of up to so many days, pain stands week by week; of more, month by month."""
EVENTS: Final = {
    Event.BEGUN: "taken up",
    Event.LEFT: "ended",
    Event.PAUSED: "paused",
    Event.RESUMED: "went on",
    Event.MOVED_ON: "went on to the next thing",
    Event.MOVED_BACK: "went back to the earlier one",
    Event.NOT_YET: "stayed, though the next was proposed",
}
"""What is told of a course; days of rest are counted instead."""
WHY: Final = {Reason.PAIN: "because it hurt", Reason.TIRED: "tired", Reason.OTHER: "for another reason"}


def summary(
    store: Store,
    index: Index,
    first: date,
    last: date,
    conditions: Sequence[str] = (),
    questions: Sequence[str] = (),
    most_cramps: int = 20,
) -> Summary:
    """Everything between two days. `last` is today at the latest.

    `conditions` are those that the person ticked, in words; `questions` what they want to ask. Of the cramps
    the latest `most_cramps` are listed; all are counted.
    """
    performed = store.performed(first, last)
    details = [each for each in store.details_between(first, last) if each.session.speed == 1]
    events = store.course_events()
    followed = [(one, course(one, events)) for one in index.regimens]
    followed = [(one, taken) for one, taken in followed if taken.begun is not None and taken.begun <= last]
    pain, effort = store.felt(first, last), store.felt(first, last, Kind.EFFORT)
    cramps = store.cramps_between(first, last)
    sections = (
        _asked_for(followed, events, first, last),
        _changed(details),
        _done(followed, performed, details, by_side(store.work(first, last)), (first, last)),
        _felt(pain, effort, (last - first).days),
        *cramps_in(cramps, most_cramps),
        _signs(details, conditions),
        _adapted(details, followed),
        Section("Questions to ask", tuple(questions), space=0 if questions else 4),
    )
    return Summary(first, last, tuple(each for each in sections if each is not None))


def _asked_for(
    followed: Sequence[tuple[Regimen, Course]], events: Sequence[CourseEvent], first: date, last: date
) -> Section:
    lines: list[str] = []
    for regimen, taken in followed:
        begun = taken.begun
        days = f", day {taken.number(last)} of {regimen.length}" if regimen.length else ""
        state = (
            f"since {told(begun)}{days}" if begun and taken.is_on(last, regimen.length) else "not any more"
        )
        lines.append(f"{regimen.title}, revision {regimen.revision}, {state}")
        items = [item for item in regimen.items if taken.has(item, last) and not item.barred]
        lines += [f"– {item.title}: {rhythm(item, words('en'))}" for item in items]
        own = [each for each in events if each.programme == regimen.id and first <= each.day <= last]
        lines += [f"– {told(each.day)}: {_event(each, regimen)}" for each in own if each.event in EVENTS]
    return Section("What was asked for", tuple(lines) or ("No programme was followed.",))


def _event(event: CourseEvent, regimen: Regimen) -> str:
    item = regimen.item(event.item)
    parts = [
        EVENTS[event.event],
        f"from {item.title}" if item is not None and event.event is Event.MOVED_ON else "",
        f"({event.reason})" if event.reason else "",
        f"approved by {event.by}" if event.by else "",
    ]
    return " ".join(filter(None, parts))


def _changed(details: Iterable[SessionDetail]) -> Section | None:
    """What became different between the revisions that were done, as it was timed."""
    seen: dict[str, dict[int, tuple[date, Timeline]]] = {}
    for detail in details:
        if not detail.changes:
            revisions = seen.setdefault(detail.session.routine, {})
            when = detail.session.started.date(), detail.timeline
            revisions.setdefault(detail.session.revision, when)
    lines = []
    for revisions in seen.values():
        for (_, (_, old)), (number, (day, new)) in pairwise(sorted(revisions.items())):
            differences = "; ".join(_differences(_amounts(old), _amounts(new))) or "the same amounts"
            lines.append(f"{new.title}, revision {number}, from {told(day)}: {differences}")
    return Section("What changed", tuple(lines)) if lines else None


def _amounts(timeline: Timeline) -> dict[str, str]:
    """What is done of each exercise, in words."""
    said, found = words("en").amounts, dict[str, str]()
    for _, group in groupby(timeline.steps, key=lambda step: step.item):
        work = [step for step in group if step.phase.is_work]
        if work:
            found[work[0].title] = " ".join((said.amount(amount(work)), said.where(where(work)))).strip()
    return found


def _differences(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    for title, much in new.items():
        if title not in old:
            yield f"new: {title} ({much})"
        elif old[title] != much:
            yield f"{title} {old[title]} → {much}"
    yield from (f"left out: {title}" for title in old if title not in new)


def _done(
    followed: Sequence[tuple[Regimen, Course]],
    performed: Sequence[Performed],
    details: Sequence[SessionDetail],
    seconds: Mapping[str, float],
    days: tuple[date, date],
) -> Section:
    rows, named, kept = [], set[str](), 0
    for regimen, taken in followed:
        kept += sum(week.free for week in weeks(regimen, taken, performed, *days))
        for item in regimen.items:
            named.add(item.id)
            if (row := _row(regimen, item, taken, performed, days)) is not None:
                rows.append(row)
    others = Counter(each.session.title for each in details if each.session.routine not in named)
    rows += [(title, str(count), "", "", "") for title, count in others.most_common(8)]
    active = len({each.session.started.date() for each in details})
    left, right = (round(seconds.get(side, 0.0) / 60) for side in ("left", "right"))
    whole = round(sum(seconds.values()) / 60)
    lines = [
        f"{len(details)} sessions on {active} days; {whole} minutes of work (left {left}, right {right})."
    ]
    if kept:
        lines.append(f"{kept} {'day' if kept == 1 else 'days'} of rest or pause, which count as kept.")
    table = Table(("What", "Done", "Asked for", "Left", "Right"), tuple(rows)) if rows else None
    return Section("What was done", tuple(lines), table)


def _row(
    regimen: Regimen, item: Item, taken: Course, performed: Sequence[Performed], days: tuple[date, date]
) -> tuple[str, ...] | None:
    found = weeks(replace(regimen, items=(item,)), taken, performed, *days)
    planned = sum(week.planned for week in found)
    if not planned:
        return None
    sides = [[week.sides.get(side, Count(0, 0)) for week in found] for side in ("left", "right")]
    by = [
        str(sum(each.done for each in side)) if any(each.planned for each in side) else "" for side in sides
    ]
    return (item.title, str(sum(week.done for week in found)), str(planned), *by)


def _felt(pain: Sequence[Felt], effort: Sequence[Felt], days: int) -> Section:
    def group(each: Felt) -> date:
        day = each.began.date()
        return day.fromordinal(day.toordinal() - day.weekday()) if days <= BY_WEEK else day.replace(day=1)

    if not pain and not effort:
        return Section("Pain and effort", ("None was told.",))
    efforts: dict[date, list[int]] = {}
    for each in effort:
        if each.after is not None:
            efforts.setdefault(group(each), []).append(each.after)
    keys = sorted({*map(group, pain), *efforts})
    rows = []
    for key in keys:
        these = [each for each in pain if group(each) == key]
        before = _mean(each.before for each in these)
        after = _mean(each.after for each in these)
        when = f"{key.day} {key:%b}" if days <= BY_WEEK else f"{key:%b %Y}"
        rows.append((when, before, after, _mean(efforts.get(key, []))))
    whole = [f"{_mean(each.before for each in pain)} before", f"{_mean(each.after for each in pain)} after"]
    line = f"Means of what was told, 0 to 10. In all: pain {' and '.join(whole)}, over {len(pain)} sessions."
    head = ("Week of" if days <= BY_WEEK else "Month", "Pain before", "Pain after", "Effort")
    return Section("Pain and effort", (line,), Table(head, tuple(rows)), is_trend=bool(pain))


def _mean(values: Iterable[int | None]) -> str:
    known = [each for each in values if each is not None]
    return f"{sum(known) / len(known):.1f}" if known else "–"


def _signs(details: Sequence[SessionDetail], conditions: Sequence[str]) -> Section | None:
    sharp = _sessions_with(details, Kind.SHARP)
    numb = _sessions_with(details, Kind.NUMBNESS)
    lines = [f"Ticked: {each}" for each in conditions]
    lines += [f"Sharp or electric pain was told in {_times(sharp, 'session')}."] if sharp else []
    lines += [f"Numbness or tingling was told in {_times(numb, 'session')}."] if numb else []
    return Section("Ticked and told about safety", tuple(lines)) if lines else None


def _sessions_with(details: Iterable[SessionDetail], kind: Kind) -> int:
    return sum(
        any(each.kind is kind and each.value and each.moment in Moment for each in detail.ratings)
        for detail in details
    )


def _times(count: int, what: str) -> str:
    return f"{count} {what}{'s' if count != 1 else ''}"


def _adapted(details: Iterable[SessionDetail], followed: Iterable[tuple[Regimen, Course]]) -> Section | None:
    found: Counter[str] = Counter()
    for detail in details:
        said = set()
        for each in detail.changes:
            why = f", {WHY[each.reason]}" if each.reason in WHY else ""
            if each.kind in {ChangeKind.EASIER, ChangeKind.HARDER}:
                by = f" ({each.by})" if each.by else ""
                said.add(f"{each.title or 'From there on'}: {each.kind}{by}{why}")
            elif each.kind is ChangeKind.LEFT_OUT:
                side = f", {each.side}" if each.side else ""
                said.add(f"{each.title}{side}: left out{why}")
        found.update(said)
    lines = [f"{what}: {_times(count, 'time')}" for what, count in found.most_common(10)]
    for regimen, _ in followed:
        lines += [f"{item.title}: always left out. {item.barred}" for item in regimen.items if item.barred]
    return Section("Changed on the way", tuple(lines)) if lines else None
