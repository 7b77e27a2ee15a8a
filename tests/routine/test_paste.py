"""What therapists write, and what is read of it: each phrasing was looked at and found right."""

# ruff: noqa: E501 - a phrasing stands in one piece

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach.routine import paste

if TYPE_CHECKING:
    from coach.routine.paste import Draft

TABLE = [
    (
        "Calf stretch 3 x 30 s each leg, twice daily",
        "Calf stretch",
        "kind=stretch | body=calf | side=each | reps=3 | hold=30 s | per_day=2 | days=daily",
        [],
        [],
    ),
    (
        "Calf stretch: hold 30 seconds, repeat 3 times, each leg, 2x/day",
        "Calf stretch",
        "kind=stretch | body=calf | side=each | reps=3 | hold=30 s | per_day=2 | days=daily",
        [],
        [],
    ),
    (
        "Wrist flexor stretch 3x30sec each side BID",
        "Wrist flexor stretch",
        "kind=stretch | body=wrist | side=each | reps=3 | hold=30 s | per_day=2 | days=daily",
        [],
        [],
    ),
    ("Heel raises 3 x 10", "Heel raises", "kind=strengthen | body=calf | sets=3 | reps=10", [], []),
    (
        "Heel raises - 3 sets of 10, daily",
        "Heel raises",
        "kind=strengthen | body=calf | sets=3 | reps=10 | per_day=1 | days=daily",
        [],
        [],
    ),
    (
        "Heel raises 3 sets of 8-12 reps, 3 times a week",
        "Heel raises",
        "kind=strengthen | body=calf | sets=3 | reps=8-12 | per_week=3",
        [],
        [],
    ),
    (
        "Putty squeeze 10 reps x 2 sets every other day",
        "Putty squeeze",
        "kind=strengthen | body=hand | sets=2 | reps=10 | days=every other day | equipment=putty",
        [],
        [],
    ),
    (
        "Tendon glides 10 times, 3 times a day",
        "Tendon glides",
        "kind=mobilise | reps=10 | per_day=3 | days=daily",
        [],
        [],
    ),
    ("Tendon glides x 10 tds", "Tendon glides", "kind=mobilise | reps=10 | per_day=3 | days=daily", [], []),
    ("Thumb opposition 10 reps", "Thumb opposition", "kind=mobilise | body=thumb | reps=10", [], []),
    (
        "Towel scrunches, 2 sets of 15, both feet",
        "Towel scrunches",
        "kind=strengthen | body=foot | side=both | sets=2 | reps=15 | equipment=towel",
        [],
        [],
    ),
    (
        "Ankle circles 10 each direction",
        "Ankle circles",
        "kind=mobilise | body=ankle | side=each | reps=10",
        [],
        [],
    ),
    (
        "Ankle pumps 20 reps every hour",
        "Ankle pumps",
        "kind=mobilise | body=ankle | reps=20",
        [],
        ["every hour"],
    ),
    (
        "Short foot exercise: hold 5 s, 10 reps, 3 sets",
        "Short foot exercise",
        "kind=strengthen | body=arch+foot | sets=3 | reps=10 | hold=5 s",
        [],
        [],
    ),
    (
        "Short foot 3 x 10 x 5 s",
        "Short foot",
        "kind=strengthen | body=arch+foot | sets=3 | reps=10 | hold=5 s",
        [],
        [],
    ),
    (
        "Plantar fascia stretch 10 x 10 sec, 3x per day",
        "Plantar fascia stretch",
        "kind=stretch | body=arch | reps=10 | hold=10 s | per_day=3 | days=daily",
        [],
        [],
    ),
    (
        "Hold 15 s x 5, wrist extension stretch",
        "wrist extension stretch",
        "kind=stretch | body=wrist | reps=5 | hold=15 s",
        [],
        [],
    ),
    (
        "Roll a tennis ball under the foot for 2 minutes each foot",
        "Roll a tennis ball under the foot",
        "kind=massage | body=foot | side=each | duration=2 min | equipment=tennis ball",
        [],
        [],
    ),
    (
        "Massage the thumb web 1 min, morning and evening",
        "Massage the thumb web",
        "kind=massage | body=thumb | duration=1 min | per_day=2 | days=daily",
        [],
        [],
    ),
    (
        "Warm soak 10 minutes daily",
        "Warm soak",
        "kind=heat | duration=10 min | per_day=1 | days=daily",
        [],
        [],
    ),
    (
        "Neck stretch 20-30 seconds each side",
        "Neck stretch",
        "kind=stretch | body=neck | side=each | reps=1 | hold=20-30 s",
        [],
        [],
    ),
    ("Neck turns 5x each way", "Neck turns", "kind=mobilise | body=neck | side=each | reps=5", [], []),
    (
        "Isometric grip 5 x 5 s hold, rest 10 s",
        "Isometric grip",
        "kind=strengthen | body=hand | reps=5 | hold=5 s | rest=10 s",
        [],
        [],
    ),
    (
        "Wrist curls 3x12, rest 60 s between sets",
        "Wrist curls",
        "kind=strengthen | body=wrist | sets=3 | reps=12 | rest_between_sets=60 s",
        [],
        [],
    ),
    (
        "Median nerve glide 5 reps, stop if tingling increases",
        "Median nerve glide",
        "kind=nerve-glide | body=wrist | reps=5 | stop_if=tingling increases",
        [],
        [],
    ),
    ("Calf stretch 30s", "Calf stretch", "kind=stretch | body=calf | reps=1 | hold=30 s", [], []),
    (
        "Calf stretch 30 s hold x 3 both sides",
        "Calf stretch",
        "kind=stretch | body=calf | side=each | reps=3 | hold=30 s",
        [],
        [],
    ),
    (
        "Finger spread with rubber band 2 x 15",
        "Finger spread with rubber band",
        "kind=mobilise | body=fingers | sets=2 | reps=15 | equipment=rubber band",
        [],
        [],
    ),
    (
        "Big toe stretch, hold for 10 seconds, 5 reps, left foot",
        "Big toe stretch",
        "kind=stretch | body=big-toe | side=left | reps=5 | hold=10 s",
        [],
        [],
    ),
    ("Shoulder rolls 10x", "Shoulder rolls", "body=shoulders | reps=10", [], []),
    ("Shake out hands 15 seconds", "Shake out hands", "kind=mobilise | body=hand | duration=15 s", [], []),
    (
        "Single leg balance 30 sec each leg, Mon, Wed, Fri",
        "Single leg balance",
        "kind=strengthen | side=each | duration=30 s | days=mon, wed, fri",
        [],
        [],
    ),
    (
        "Single leg balance: stand on one leg for 30 seconds. Repeat on the other leg.",
        "Single leg balance",
        "kind=strengthen | side=each | duration=30 s | position=standing",
        ["Stand on one leg."],
        [],
    ),
    (
        "Heel drops off a step 3 x 15, twice a day, 7 days a week",
        "Heel drops off a step",
        "body=calf | sets=3 | reps=15 | per_day=2 | per_week=7 | days=daily | equipment=step",
        [],
        [],
    ),
    (
        "Seated calf stretch with towel. Loop the towel round the foot. Pull gently. Hold 20 s, 4 reps.",
        "Seated calf stretch with towel",
        "kind=stretch | body=calf | reps=4 | hold=20 s | position=sitting | equipment=towel",
        ["Loop the towel round the foot.", "Pull gently."],
        [],
    ),
    ("Towel pull: 4 x 20 seconds", "Towel pull", "reps=4 | hold=20 s | equipment=towel", [], []),
    (
        "Wrist stretch 2 min total",
        "Wrist stretch",
        "kind=stretch | body=wrist | reps=1 | hold=2 min",
        [],
        ["total"],
    ),
    ("Toe yoga 10 reps, alternating feet", "Toe yoga", "body=toes | side=alternate | reps=10", [], []),
    (
        "Grip ball 10 squeezes, 3 s hold",
        "Grip ball",
        "kind=strengthen | body=hand | reps=10 | hold=3 s | equipment=ball",
        [],
        [],
    ),
    (
        "Squeeze ball: 3 sets, 10 reps, 5 second hold",
        "Squeeze ball",
        "kind=strengthen | sets=3 | reps=10 | hold=5 s | equipment=ball",
        [],
        [],
    ),
    (
        "Finger extension with band: sets 3 reps 10",
        "Finger extension with band",
        "body=fingers | sets=3 | reps=10 | equipment=band",
        [],
        [],
    ),
    (
        "Calf raises, 15 reps, 2 sets, tempo 3-1-3-0",
        "Calf raises",
        "kind=strengthen | body=calf | sets=2 | reps=15 | tempo=3-1-3-0",
        [],
        [],
    ),
    (
        "Forearm massage 2-3 minutes",
        "Forearm massage",
        "kind=massage | body=forearm | duration=2-3 min",
        [],
        [],
    ),
    (
        'Hamstring stretch 3x30" R+L',
        "Hamstring stretch",
        "kind=stretch | body=thigh | side=each | reps=3 | hold=30 s",
        [],
        [],
    ),
    (
        "Prayer stretch - hold 30 sec - 3 reps - 2 times a day",
        "Prayer stretch",
        "kind=stretch | reps=3 | hold=30 s | per_day=2 | days=daily",
        [],
        [],
    ),
    (
        "Prayer stretch; 30 second hold; repeat 3; 2-3 times daily",
        "Prayer stretch",
        "kind=stretch | reps=3 | hold=30 s | per_day=2-3 | days=daily",
        [],
        [],
    ),
    (
        "Fist to fan 10 reps on weekdays",
        "Fist to fan",
        "kind=mobilise | body=fingers | reps=10 | days=weekdays",
        [],
        [],
    ),
    ("Thumb stretch 5 breaths", "Thumb stretch", "kind=stretch | body=thumb", [], ["5 breaths"]),
    (
        "Wrist stretch hold 5 breaths each side",
        "Wrist stretch",
        "kind=stretch | body=wrist | side=each",
        [],
        ["hold 5 breaths"],
    ),
    ("Knuckle bends ten times", "Knuckle bends", "kind=mobilise | body=fingers | reps=10", [], []),
    ("Do 10 heel raises", "heel raises", "kind=strengthen | body=calf | reps=10", [], []),
    (
        "Ankle alphabet once a day",
        "Ankle alphabet",
        "kind=mobilise | body=ankle | per_day=1 | days=daily",
        [],
        [],
    ),
    ("Pen shake out as needed", "Pen shake out", "kind=mobilise | days=as needed", [], []),
    ("Chin tucks 10 x 5 sec", "Chin tucks", "body=neck | reps=10 | hold=5 s", [], []),
    (
        "Calf stretch (R) 3 x 30 s",
        "Calf stretch",
        "kind=stretch | body=calf | side=right | reps=3 | hold=30 s",
        [],
        [],
    ),
    (
        "Calf stretch 3x30s affected leg only",
        "Calf stretch",
        "kind=stretch | body=calf | side=affected | reps=3 | hold=30 s",
        [],
        [],
    ),
    (
        "Toe spread bilaterally 10 reps 5 s holds",
        "Toe spread",
        "kind=mobilise | body=toes | side=both | reps=10 | hold=5 s",
        [],
        [],
    ),
    ("Hand in warm water 10 min", "Hand in warm water", "kind=heat | body=hand | duration=10 min", [], []),
    (
        "Step-ups 3x10 per leg",
        "Step-ups",
        "kind=strengthen | side=each | sets=3 | reps=10 | equipment=step",
        [],
        [],
    ),
    (
        "Theraband ankle eversion 3x15 reps, 2-3x/week, red band",
        "Theraband ankle eversion",
        "kind=strengthen | body=ankle | sets=3 | reps=15 | per_week=2-3 | equipment=theraband+band",
        [],
        ["red band"],
    ),
    (
        "Wrist circles, ten each way, twice a day",
        "Wrist circles",
        "kind=mobilise | body=wrist | side=each | reps=10 | per_day=2 | days=daily",
        [],
        [],
    ),
    (
        "Squeeze putty for 5 s, relax, repeat 10 times",
        "Squeeze putty",
        "kind=strengthen | body=hand | reps=10 | hold=5 s | equipment=putty",
        [],
        ["relax"],
    ),
    (
        "Nerve floss 10 reps, 2 x daily, painfree",
        "Nerve floss",
        "kind=nerve-glide | reps=10 | per_day=2 | days=daily | caution=painfree",
        [],
        [],
    ),
    (
        "Roll out arch with golf ball 3 min every evening",
        "Roll out arch with golf ball",
        "kind=massage | body=arch | duration=3 min | per_day=1 | days=daily | equipment=golf ball",
        [],
        [],
    ),
    (
        "Stretch calves against wall 2 sets of 30 seconds, each leg, after every run",
        "Stretch calves against wall",
        "kind=stretch | body=calf | side=each | sets=2 | reps=1 | hold=30 s | equipment=wall",
        [],
        ["after every run"],
    ),
    (
        "Stretch fingers back gently, 20 s, repeat other hand",
        "Stretch fingers back gently",
        "kind=stretch | body=fingers | side=each | reps=1 | hold=20 s",
        [],
        [],
    ),
    ("Calf raises 3x10", "Calf raises", "kind=strengthen | body=calf | sets=3 | reps=10", [], []),
    ("Heel raises 10 reps x 2 sets", "Heel raises", "kind=strengthen | body=calf | sets=2 | reps=10", [], []),
    (
        "Ankle pumps x10 BD",
        "Ankle pumps",
        "kind=mobilise | body=ankle | reps=10 | per_day=2 | days=daily",
        [],
        [],
    ),
    (
        "Wrist extensor stretch: hold 15 sec, repeat 5 times each side, TID",
        "Wrist extensor stretch",
        "kind=stretch | body=wrist | side=each | reps=5 | hold=15 s | per_day=3 | days=daily",
        [],
        [],
    ),
    (
        'Gastroc stretch - 30" x 3, R/L, 2x/day',
        "Gastroc stretch",
        "kind=stretch | body=calf | side=each | reps=3 | hold=30 s | per_day=2 | days=daily",
        [],
        [],
    ),
    (
        "Towel curls 3 sets x 10 reps x 5 sec hold",
        "Towel curls",
        "kind=strengthen | sets=3 | reps=10 | hold=5 s | equipment=towel",
        [],
        [],
    ),
    (
        "Theraputty gross grasp 2 x 10 reps, rest 30 s between sets",
        "Theraputty gross grasp",
        "kind=strengthen | body=hand | sets=2 | reps=10 | rest_between_sets=30 s | equipment=theraputty",
        [],
        [],
    ),
    (
        "Tendon glides x5 reps, x3 daily for 6 weeks",
        "Tendon glides",
        "kind=mobilise | reps=5 | per_day=3 | days=daily",
        [],
        ["for 6 weeks"],
    ),
    (
        "Ankle alphabet x2 daily",
        "Ankle alphabet",
        "kind=mobilise | body=ankle | per_day=2 | days=daily",
        [],
        [],
    ),
    (
        "Heel raises 3×10, alternate legs",
        "Heel raises",
        "kind=strengthen | body=calf | side=alternate | sets=3 | reps=10",
        [],
        [],
    ),
    (
        "Calf stretch – hold 20–30 seconds – 3 reps – each leg",
        "Calf stretch",
        "kind=stretch | body=calf | side=each | reps=3 | hold=20-30 s",
        [],
        [],
    ),
    (
        "Wrist flexion AROM 10 reps 3-4 times per day as tolerated",
        "Wrist flexion AROM",
        "kind=mobilise | body=wrist | reps=10 | per_day=3-4 | days=daily | caution=as tolerated",
        [],
        [],
    ),
    (
        "Putty pinch 3x10, stop if pain > 4/10",
        "Putty pinch",
        "kind=strengthen | body=hand | sets=3 | reps=10 | stop_if=pain > 4/10 | equipment=putty",
        [],
        [],
    ),
    (
        "Resisted wrist extension 2-3 sets of 10-15 reps every other day",
        "Resisted wrist extension",
        "kind=strengthen | body=wrist | sets=2-3 | reps=10-15 | days=every other day",
        [],
        [],
    ),
    (
        "Soleus stretch. Sets: 3. Reps: 2. Hold: 30 seconds. Frequency: daily",
        "Soleus stretch",
        "kind=stretch | body=calf | sets=3 | reps=2 | hold=30 s | per_day=1 | days=daily",
        [],
        [],
    ),
    (
        "Finger abduction Sets: 2 Reps: 15 Hold: 3 sec",
        "Finger abduction",
        "body=fingers | sets=2 | reps=15 | hold=3 s",
        [],
        [],
    ),
    (
        "Fist clench, hold 5 seconds, relax 5 seconds, repeat 10 times",
        "Fist clench",
        "kind=mobilise | body=fingers | reps=10 | hold=5 s | rest=5 s",
        [],
        [],
    ),
    (
        "Ankle dorsiflexion stretch w/ towel 3 x 30 sec, pain-free range",
        "Ankle dorsiflexion stretch w/ towel",
        "kind=stretch | body=ankle | reps=3 | hold=30 s | caution=pain-free range | equipment=towel",
        [],
        [],
    ),
    ("Wrist AROM 10x/hr", "Wrist AROM", "kind=mobilise | body=wrist | reps=10", [], ["/hr"]),
    ("Thumb abduction 10 reps q2h", "Thumb abduction", "body=thumb | reps=10", [], ["q2h"]),
    (
        "Calf raise: start with 2 sets of 8, build up to 3 sets of 15",
        "Calf raise",
        "kind=strengthen | body=calf | sets=2 | reps=8",
        [],
        ["build up to 3 sets of 15"],
    ),
    (
        "Heel raises, 3 x 12, progress to single leg when able",
        "Heel raises",
        "kind=strengthen | body=calf | sets=3 | reps=12",
        [],
        ["progress to single leg when able"],
    ),
    (
        "Eccentric heel drops 3 x 15 twice daily 7 days/week for 12 weeks",
        "Eccentric heel drops",
        "body=calf | sets=3 | reps=15 | per_day=2 | per_week=7 | days=daily",
        [],
        ["for 12 weeks"],
    ),
    (
        "Single leg stance 3 x 30s ea side",
        "Single leg stance",
        "kind=strengthen | side=each | reps=3 | hold=30 s",
        [],
        [],
    ),
    (
        "Plantar fascia release with frozen bottle 5 mins, nocte",
        "Plantar fascia release with frozen bottle",
        "body=arch | duration=5 min | equipment=bottle",
        [],
        ["nocte"],
    ),
    (
        "Short foot 10 x 10 secs, 5/7",
        "Short foot",
        "kind=strengthen | body=arch+foot | reps=10 | hold=10 s",
        [],
        ["5/7"],
    ),
    (
        "Wrist curls 3x10 @ 2 kg",
        "Wrist curls",
        "kind=strengthen | body=wrist | sets=3 | reps=10",
        [],
        ["2 kg"],
    ),
    (
        "Hammer curls 2 sets of 12 with 1 lb weight, MWF",
        "Hammer curls",
        "kind=strengthen | sets=2 | reps=12 | days=mon, wed, fri | equipment=hammer+weight",
        [],
        ["with 1 lb weight"],
    ),
    (
        "Prayer stretch hold for a count of 10, 5 reps",
        "Prayer stretch",
        "kind=stretch | reps=5 | hold=10 s",
        [],
        [],
    ),
    (
        "Wrist flexor stretch hold 30, x3, BID",
        "Wrist flexor stretch",
        "kind=stretch | body=wrist | reps=3 | hold=30 s | per_day=2 | days=daily",
        [],
        [],
    ),
    (
        "Left wrist flexor stretch 3x30s",
        "Left wrist flexor stretch",
        "kind=stretch | body=wrist | side=left | reps=3 | hold=30 s",
        [],
        [],
    ),
    (
        "Calf stretch 3 x 30 sec (R)",
        "Calf stretch",
        "kind=stretch | body=calf | side=right | reps=3 | hold=30 s",
        [],
        [],
    ),
    (
        "Calf stretch 3x30 sec AM/PM",
        "Calf stretch",
        "kind=stretch | body=calf | reps=3 | hold=30 s | per_day=2 | days=daily",
        [],
        [],
    ),
    (
        "Hamstring stretch three times for thirty seconds each leg",
        "Hamstring stretch",
        "kind=stretch | body=thigh | side=each | reps=3 | hold=30 s",
        [],
        [],
    ),
    (
        "Nerve glides: 10 reps, do not push into tingling",
        "Nerve glides",
        "kind=nerve-glide | reps=10 | stop_if=tingling | caution=do not push into tingling",
        [],
        [],
    ),
    (
        "Ball squeeze 10 reps, don't squeeze if it hurts",
        "Ball squeeze",
        "kind=strengthen | reps=10 | stop_if=it hurts | caution=don't squeeze if it hurts | equipment=ball",
        [],
        [],
    ),
    (
        "Toe spreads 10 reps, not if painful",
        "Toe spreads",
        "kind=mobilise | body=toes | reps=10 | stop_if=it is painful | caution=not if painful",
        [],
        [],
    ),
    (
        "Neck rotation 10 reps each way, never force",
        "Neck rotation",
        "kind=mobilise | body=neck | side=each | reps=10 | caution=never force",
        [],
        [],
    ),
    (
        "Marble pick-ups 2 x 20 marbles per foot",
        "Marble pick-ups",
        "body=foot | side=each | sets=2 | reps=20 | equipment=marbles",
        [],
        ["marbles"],
    ),
    (
        "Intrinsic plus 10 reps, 5 sec hold, 4x/day, avoid making a full fist",
        "Intrinsic plus",
        "kind=mobilise | body=fingers | reps=10 | hold=5 s | per_day=4 | days=daily | caution=avoid making a full fist",
        [],
        [],
    ),
    (
        "Calf stretch at wall, 1 min each leg, daily (unless it hurts)",
        "Calf stretch at wall",
        "kind=stretch | body=calf | side=each | reps=1 | hold=1 min | per_day=1 | days=daily | stop_if=it hurts | caution=unless it hurts | equipment=wall",
        [],
        [],
    ),
    ("Ice massage 5-7 min prn", "Ice massage", "kind=massage | duration=5-7 min | days=as needed", [], []),
    ("Contrast bath 10 min before bed", "Contrast bath", "duration=10 min", [], ["before bed"]),
    (
        "Dorsiflexion mobs 2 sets 10 reps B/L",
        "Dorsiflexion mobs",
        "body=ankle | side=both | sets=2 | reps=10",
        [],
        [],
    ),
    (
        "Seated heel raises, 20 reps, 2 sets, 1 min rest between sets",
        "Seated heel raises",
        "kind=strengthen | body=calf | sets=2 | reps=20 | rest_between_sets=1 min | position=sitting",
        [],
        [],
    ),
    (
        "Scapular squeezes 10 x 5s every hour",
        "Scapular squeezes",
        "kind=strengthen | body=shoulders | reps=10 | hold=5 s",
        [],
        ["every hour"],
    ),
    (
        "Towel scrunches – 3 sets to fatigue",
        "Towel scrunches",
        "kind=strengthen | sets=3 | equipment=towel",
        [],
        ["to fatigue"],
    ),
    (
        "Big toe extension: place foot flat. Lift big toe only. Hold 3 s. Repeat 10 times. 2 x daily.",
        "Big toe extension",
        "body=big-toe | reps=10 | hold=3 s | per_day=2 | days=daily",
        ["Place foot flat.", "Lift big toe only."],
        [],
    ),
    (
        "Wrist extension stretch: Use the other hand to bend the wrist back. Hold 20 s, 3 times on each side.",
        "Wrist extension stretch",
        "kind=stretch | body=wrist | side=each | reps=3 | hold=20 s",
        ["Use the other hand to bend the wrist back."],
        [],
    ),
    (
        "Place both hands on the wall. Lean in. 3 x 30 s",
        "Place both hands on the wall",
        "body=hand | reps=3 | hold=30 s | equipment=wall",
        ["Lean in."],
        [],
    ),
    (
        "Finger walks up the wall, 5 x each hand",
        "Finger walks up the wall",
        "body=fingers | side=each | reps=5 | equipment=wall",
        [],
        [],
    ),
    (
        "Hold 30 seconds. Repeat 3 times. Calf stretch.",
        "Calf stretch",
        "kind=stretch | body=calf | reps=3 | hold=30 s",
        [],
        [],
    ),
    (
        "3 x 30 sec calf stretch bilaterally",
        "calf stretch",
        "kind=stretch | body=calf | side=both | reps=3 | hold=30 s",
        [],
        [],
    ),
    (
        "2 sets of 10 heel raises, daily",
        "heel raises",
        "kind=strengthen | body=calf | sets=2 | reps=10 | per_day=1 | days=daily",
        [],
        [],
    ),
    (
        "Toe raises 2x10 (alternate feet), M/W/F",
        "Toe raises",
        "kind=strengthen | body=toes | side=alternate | sets=2 | reps=10 | days=mon, wed, fri",
        [],
        [],
    ),
    (
        "Foam roll calves 60-90 seconds each side, once daily",
        "Foam roll calves",
        "kind=massage | body=calf | side=each | duration=60-90 s | per_day=1 | days=daily",
        [],
        [],
    ),
    (
        "Wrist circles 10 clockwise, 10 anticlockwise",
        "Wrist circles",
        "kind=mobilise | body=wrist | reps=10",
        [],
        [],
    ),
    (
        "Forearm rotation 10x with hammer, elbow at side",
        "Forearm rotation",
        "kind=mobilise | body=forearm | reps=10 | equipment=hammer",
        [],
        ["with hammer, elbow at side"],
    ),
    (
        "Wrist flexor stretch 3 reps; 30-second hold; 1-2x/day, 5-7 days/week",
        "Wrist flexor stretch",
        "kind=stretch | body=wrist | reps=3 | hold=30 s | per_day=1-2 | per_week=5-7",
        [],
        [],
    ),
    (
        "Grip strengthening 3 x 10 max effort",
        "Grip strengthening",
        "kind=strengthen | body=hand | sets=3 | reps=10",
        [],
        ["max effort"],
    ),
    (
        "Ankle inversion with red band 3x15, 60 sec rest b/w sets",
        "Ankle inversion with red band",
        "body=ankle | sets=3 | reps=15 | rest_between_sets=60 s | equipment=band",
        [],
        [],
    ),
    (
        "Tibial nerve slider 10-15 reps x 2-3 sets OD",
        "Tibial nerve slider",
        "kind=nerve-glide | sets=2-3 | reps=10-15 | per_day=1 | days=daily",
        [],
        [],
    ),
    (
        "Walk 20 min daily, stop if limping",
        "Walk",
        "duration=20 min | per_day=1 | days=daily | stop_if=limping",
        [],
        [],
    ),
    (
        "Toe curls w/ towel x 20, 2x/d",
        "Toe curls w/ towel",
        "kind=strengthen | body=toes | reps=20 | per_day=2 | days=daily | equipment=towel",
        [],
        [],
    ),
    (
        "Wrist flexor stretch, 30'' hold, 3 reps, L/R, q.d.",
        "Wrist flexor stretch",
        "kind=stretch | body=wrist | side=each | reps=3 | hold=30 s | per_day=1 | days=daily",
        [],
        [],
    ),
    (
        "AROM wrist flex/ext 2x15, BID, no resistance",
        "AROM wrist flex/ext",
        "kind=mobilise | body=wrist | sets=2 | reps=15 | per_day=2 | days=daily",
        [],
        ["no resistance"],
    ),
    (
        "Achilles stretch 3 x 30secs. Hold. Do not bounce. Repeat opposite side.",
        "Achilles stretch",
        "kind=stretch | body=calf | side=each | reps=3 | hold=30 s | caution=Do not bounce",
        [],
        [],
    ),
    (
        "Finger extension with rubber band, 10 reps - 2 sets - 3 times per week (Mon/Wed/Fri)",
        "Finger extension with rubber band",
        "body=fingers | sets=2 | reps=10 | per_week=3 | days=mon, wed, fri | equipment=rubber band",
        [],
        [],
    ),
    (
        "Calf stretch 30 sec x 3 reps x 2/day",
        "Calf stretch",
        "kind=stretch | body=calf | reps=3 | hold=30 s | per_day=2 | days=daily",
        [],
        [],
    ),
    (
        "Hand putty: 5-10 minutes, once a day, stop if your hand aches",
        "Hand putty",
        "kind=strengthen | body=hand | duration=5-10 min | per_day=1 | days=daily | stop_if=your hand aches | equipment=putty",
        [],
        [],
    ),
    ("Toe yoga 2 x 10 daily", "Toe yoga", "body=toes | sets=2 | reps=10 | per_day=1 | days=daily", [], []),
    (
        "Calf stretch 30 sec x 3 daily",
        "Calf stretch",
        "kind=stretch | body=calf | reps=3 | hold=30 s | per_day=1 | days=daily",
        [],
        [],
    ),
    (
        "Ankle pumps 10 reps x 3 daily",
        "Ankle pumps",
        "kind=mobilise | body=ankle | reps=10 | per_day=3 | days=daily",
        [],
        [],
    ),
    (
        "Heel raises 3 x 10 per day",
        "Heel raises",
        "kind=strengthen | body=calf | sets=3 | reps=10 | per_day=1 | days=daily",
        [],
        [],
    ),
    (
        "Heel raises 3 sets of 10 a day",
        "Heel raises",
        "kind=strengthen | body=calf | sets=3 | reps=10 | per_day=1 | days=daily",
        [],
        [],
    ),
    (
        "Heel raises 3x10 2x daily",
        "Heel raises",
        "kind=strengthen | body=calf | sets=3 | reps=10 | per_day=2 | days=daily",
        [],
        [],
    ),
    ("Short foot 10/day", "Short foot", "kind=strengthen | body=arch+foot | per_day=10 | days=daily", [], []),
    (
        "Wrist curls 3x12 3x/week",
        "Wrist curls",
        "kind=strengthen | body=wrist | sets=3 | reps=12 | per_week=3",
        [],
        [],
    ),
    (
        "Wrist curls 3 x 12 3 times weekly",
        "Wrist curls",
        "kind=strengthen | body=wrist | sets=3 | reps=12 | per_week=3",
        [],
        [],
    ),
    (
        "Fist making 3x10 BD (R only)",
        "Fist making",
        "kind=mobilise | body=fingers | side=right | sets=3 | reps=10 | per_day=2 | days=daily",
        [],
        [],
    ),
    (
        "Fist making 3x10 BD, L only",
        "Fist making",
        "kind=mobilise | body=fingers | side=left | sets=3 | reps=10 | per_day=2 | days=daily",
        [],
        [],
    ),
    (
        "Fist making 3x10 Rt hand",
        "Fist making",
        "kind=mobilise | body=fingers | side=right | sets=3 | reps=10",
        [],
        [],
    ),
    (
        "Fist making Lt hand 3x10",
        "Fist making",
        "kind=mobilise | body=fingers | side=left | sets=3 | reps=10",
        [],
        [],
    ),
    (
        "Rt wrist flexor stretch 3x30s",
        "Rt wrist flexor stretch",
        "kind=stretch | body=wrist | side=right | reps=3 | hold=30 s",
        [],
        [],
    ),
    (
        "Fist making (left) 3x10",
        "Fist making",
        "kind=mobilise | body=fingers | side=left | sets=3 | reps=10",
        [],
        [],
    ),
    (
        "Fist making 3x10 (R hand)",
        "Fist making",
        "kind=mobilise | body=fingers | side=right | sets=3 | reps=10",
        [],
        [],
    ),
    (
        "Fist making both hands 3x10",
        "Fist making",
        "kind=mobilise | body=fingers | side=both | sets=3 | reps=10",
        [],
        [],
    ),
    (
        "Fist making 3x10 BD (both hands)",
        "Fist making",
        "kind=mobilise | body=fingers | side=both | sets=3 | reps=10 | per_day=2 | days=daily",
        [],
        [],
    ),
    (
        "Tendon glides 10x\nStraight - hook - full fist - tabletop - straight fist",
        "Tendon glides",
        "kind=mobilise | body=fingers | reps=10",
        ["Straight.", "Hook.", "Full fist.", "Tabletop.", "Straight fist."],
        [],
    ),
    (
        "Tendon glides: straight, hook, fist, 5 reps",
        "Tendon glides",
        "kind=mobilise | body=fingers | reps=5",
        ["Straight.", "Hook.", "Fist."],
        [],
    ),
    (
        "Tendon glides x10. Straight → hook → flat fist → full fist",
        "Tendon glides",
        "kind=mobilise | body=fingers | reps=10",
        ["Straight.", "Hook.", "Flat fist.", "Full fist."],
        [],
    ),
    (
        "Tendon glides x10 -> straight -> hook fist",
        "Tendon glides",
        "kind=mobilise | body=fingers | reps=10",
        ["Straight.", "Hook fist."],
        [],
    ),
    (
        "Putty squeeze 3x10 QOD",
        "Putty squeeze",
        "kind=strengthen | body=hand | sets=3 | reps=10 | days=every other day | equipment=putty",
        [],
        [],
    ),
    (
        "Putty squeeze 3x10 QOD for 6/52",
        "Putty squeeze",
        "kind=strengthen | body=hand | sets=3 | reps=10 | days=every other day | equipment=putty",
        [],
        ["for 6/52"],
    ),
    (
        "Wrist flexor stretch 3 x 10'' OD, 2/7",
        "Wrist flexor stretch",
        "kind=stretch | body=wrist | reps=3 | hold=10 s | per_day=1 | days=daily",
        [],
        ["2/7"],
    ),
    (
        "Warm soak 10' mane",
        "Warm soak",
        "kind=heat | duration=10 min",
        [],
        ["mane"],
    ),
    (
        "Wrist stretch 3 x 30 s mane/nocte",
        "Wrist stretch",
        "kind=stretch | body=wrist | reps=3 | hold=30 s | per_day=2 | days=daily",
        [],
        [],
    ),
    (
        "Ankle 10 slow circles prn",
        "Ankle",
        "kind=mobilise | body=ankle | reps=10 | days=as needed",
        [],
        ["slow circles"],
    ),
    (
        "Wrist circles 10 reps slow",
        "Wrist circles",
        "kind=mobilise | body=wrist | reps=10",
        [],
        ["slow"],
    ),
    (
        "Thumb stretch 3 x 30 s\nSplint on at night",
        "Thumb stretch",
        "kind=stretch | body=thumb | reps=3 | hold=30 s",
        [],
        ["Splint on at night"],
    ),
    (
        "Thumb stretch 3 x 30 s, both hands. Bend it with the other hand.",
        "Thumb stretch",
        "kind=stretch | body=thumb | side=each | reps=3 | hold=30 s",
        ["Bend it with the other hand."],
        [],
    ),
]
LISTS = {"body", "equipment", "caution", "stop_if"}
ORDER = [
    *("kind", "body", "side", "sets", "reps", "hold", "rest", "rest_between_sets", "tempo", "duration"),
    *("per_day", "per_week", "days", "stop_if", "caution", "position", "equipment"),
]


def understood(draft: Draft) -> str:
    """What was understood, in a line: `key=value`, lists joined by `+`."""
    said = {key: "+".join(draft.values(key)) if key in LISTS else draft.value(key) for key in ORDER}
    return " | ".join(f"{key}={value}" for key, value in said.items() if value)


def test_there_are_more_than_a_hundred_phrasings() -> None:
    """The table is large, and no phrasing stands in it twice."""
    assert len({text for text, *_ in TABLE}) == len(TABLE) >= 100


@pytest.mark.parametrize(("text", "title", "said", "steps", "unclear"), TABLE)
def test_a_phrasing_is_read_as_meant(
    text: str, title: str, said: str, steps: list[str], unclear: list[str]
) -> None:
    """Title, amount, side and frequency are what the writer meant; what was not understood is given back."""
    draft = paste.draft(text)
    assert draft.title == title
    assert understood(draft) == said
    assert draft.steps == steps
    assert draft.unclear == unclear


def test_a_line_is_a_sentence_and_the_first_is_the_title() -> None:
    """A title does not run on into the next line; a line broken for its length is one with the next."""
    draft = paste.draft(
        "Calf stretch\nStand facing a wall with both hands on it and step\none leg back\nKeep the heel down"
    )
    assert draft.title == "Calf stretch"
    assert draft.steps == [
        "Stand facing a wall with both hands on it and step one leg back.",
        "Keep the heel down.",
    ]


@pytest.mark.parametrize(
    ("sentence", "side"),
    [
        ("Use the other hand to bend the wrist.", ""),
        ("Place both hands on the wall.", ""),
        ("Put the left hand under the right elbow.", ""),
        ("Repeat on the other hand.", "each"),
        ("Both hands.", "both"),
        ("Left hand only.", "left"),
    ],
)
def test_a_hand_in_a_sentence_is_not_the_side(sentence: str, side: str) -> None:
    """Only words that stand by themselves say on which side it is done; a sentence stays whole."""
    draft = paste.draft(f"Wrist stretch\n{sentence}")
    assert draft.value("side") == side
    assert draft.steps == ([] if side else [sentence])


def test_a_guess_is_told_from_what_was_said() -> None:
    """Who says putty may mean strength, and who says heel raises the calf: these are guesses."""
    assert set(paste.draft("Putty squeeze 3x10").guessed) == {"kind", "body"}
    assert paste.draft("Calf stretch 3 x 30 s").guessed == []
    assert set(paste.draft("Calf stretch, hold 30").guessed) == {"hold"}


def test_an_amount_by_itself_has_no_title() -> None:
    """Of an answer to "How much?" every word that is no amount is not understood; cautions are kept."""
    said = paste.amount("3 x 30 s, slowly, not if it hurts")
    assert understood(said) == "reps=3 | hold=30 s | stop_if=it hurts | caution=not if it hurts"
    assert said.unclear == ["slowly"]
    assert understood(paste.amount("30 s", holds=True)) == "reps=1 | hold=30 s"
    assert understood(paste.amount("30 s")) == "duration=30 s"


def test_left_over_words_know_their_place() -> None:
    """What was not understood remembers after which step it stood."""
    draft = paste.draft("Calf stretch\nStand up.\nslowly\nStep one leg back.\ngently")
    assert [(each.words, each.after) for each in draft.left] == [("slowly", 1), ("gently", 2)]


def test_prose_without_an_end_is_a_step_and_no_title() -> None:
    """A title is never longer than a line; the sentence it was taken from is kept as a step."""
    draft = paste.draft("slowly " * 700)
    assert len(draft.title) <= paste.LONGEST_TITLE
    assert draft.steps[0].lower().count("slowly") == 700
