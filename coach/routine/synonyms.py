"""Words that people write for the format's own: other names, other languages, other habits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coach.routine.diagnostics import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection

_LISTED: Final = """
    reps: repetitions, repeats, repeat, rep, repetisjoner, wiederholungen, répétitions, times
    sets: set, series, serier, sätze, runder
    hold: holds, hold_time, held, halten, hold_for, holdtid, seconds, secs, time
    duration: length, time, dauer, varighet, minutes
    per_day: frequency, daily, times_per_day, times_a_day, a_day, freq, ganger
    per_week: weekly, days_per_week, times_per_week, times_a_week
    rest: pause, break, hvile, rast, relax
    title: name, heading, tittel, titel, exercise_name, label
    steps: instructions, how, instruction, exercises, items, trinn, schritte, method
    do: exercise, text, step, instruction, action, say, description
    cue: cues, say, prompt, hint
    side: sides, laterality, limb
    body: whole body, full body, torso, body_part, body_parts, part, parts, area, region, muscles
    structures: muscle, muscles, tendons, nerves, anatomy
    equipment: props, tools, needs, material, utstyr
    stop_if: stop, stop_when, stop_rule, stops
    caution: warning, warnings, precautions, cautions, precaution
    avoid_if: contraindications, contraindication, not_for, avoid, avoid_when
    ask_first_if: ask_first, ask_if, relative_contraindications
    sources: source, reference, references, literature, citation
    evidence: evidence_level
    kind: category, class, exercise_type
    picture: image, photo, img, figure
    position: posture, starting_position, start_position
    start: starting_position, setup, set_up, start_position, preparation
    notes: comment, comments, note, remark, remarks
    note: notes, comment, remark, weight, load, resistance
    licence: license
    author: authors, therapist, by
    use_when: when, indication, indications, use_if
    not_when: not_if
    max_length: max_time, max_duration, time_limit, maximum
    for: duration, time, slot, length, seconds
    rounds: repeat, repeats, times, sets, loops
    exercise: id, name, exercises, title, exercize, oefening, øvelse, übung
    language: lang
    when: if, condition
    then: action
    because: reason, why
    allow: code, warning, rule, ignore
    mistakes: errors, common_mistakes
    revision: version
    stretch: tøyning, tøye, tøy, dehnen, dehnung, étirement, flexibility
    mobilise: mobility, mobilize, mobilization, mobilisation, movement, rom, mobilisering, glide
    strengthen: strength, strengthening, styrke, resistance, kräftigung, isometric
    massage: self-massage, release, massasje
    nerve-glide: neural glide, nerve gliding, nerve mobilisation, nerve floss, flossing
    heat: warmth, warming, varme
    each: both sides, each side, l+r, r+l, left and right, right and left, each leg, each hand, begge
    both: bilateral, together, at once, both hands, both feet, beidseitig
    either: unilateral, one, any, one side
    alternate: alternating, alternately, in turn, vekselvis
    left: l, venstre, links, gauche, left side, left hand, left foot
    right: r, høyre, rechts, droite, right side, right hand, right foot
    affected: painful, injured, sore, worse, bad side, involved
    writing: dominant, writing hand, dominant hand
    none: no, nei, ingen, n/a, na, keine
    sitting: seated, sit, chair, sittende, sitzend
    standing: stand, upright, stående, stehend
    lying: supine, prone, lie, lying down, side-lying, liggende, liegend
    kneeling: kneel, four-point, all fours
    writing-break: writing, pen break, writing break
    desk-break: office, desk, micro-break, break, computer
    stop: end, quit
    hand: wrist, fingers, thumb, palm, hands
    foot: ankle, toes, feet, leg, calf
    routine: session, workout, plan, circuit, rutine
    programme: program, prescription, plan, home programme
    index: index finger, pointer, forefinger, zeigefinger, pekefinger
    middle: middle finger, long finger, mittelfinger, langfinger
    ring: ring finger, ringfinger
    little: little finger, small finger, pinky, pinkie, lillefinger
    thumb: daumen, tommel
    hallux: big toe, great toe, bigtoe, toe1, stortå
    toe2: second toe
    toe3: third toe, middle toe
    toe4: fourth toe
    toe5: fifth toe, little toe, small toe
    fingers.*: fingers, finger, all fingers
    toes.*: all toes
    lesser-toes.*: lesser toes, small toes, toes2-5, toes 2-5, other toes
    extension: extend, ext, hyperextension, dorsiflexion, reverse
    flexion: flex, bend, palmar flexion, palmarflexion, volar flexion, curl
    radial: radial deviation, radial abduction
    ulnar: ulnar deviation
    abduction: abd, spreading
    adduction: add
    plantarflexion: plantar flexion, plantar, pf, point
    dorsiflexion: dorsal flexion, dorsi, df
    palm: palmar, volar
    back: dorsal, posterior
    thumb-side: radial, thumb
    little-side: ulnar, little finger side
    inner: medial, inside
    outer: lateral, outside
    sole: plantar, bottom, below, underneath
    top: above, from above, dorsal
    behind: posterior, heel
    front: anterior, from the front
    side: profile, from the side, lateral
"""


def _joined(word: str) -> str:
    return word.strip().lower().replace("-", "_").replace(" ", "_")


_MEANINGS: Final = {
    word: {_joined(part) for part in others.split(",")}
    for word, _, others in (line.strip().partition(":") for line in _LISTED.strip().splitlines())
}


def meant(word: str, known: Collection[str]) -> str:
    """The word of the format that another one stands for, among those known here; empty if none does."""
    given = _joined(word)
    for own in known:
        if given in _MEANINGS.get(own, ()):
            return own
    return ""


def suggestion(word: str, known: Collection[str]) -> str:
    """`Did you mean …?` for what a word stands for or is near to; empty if there is nothing like it."""
    own = meant(word, known)
    return f"Did you mean `{own}`?" if own else did_you_mean(word, known)
