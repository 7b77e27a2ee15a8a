"""The joints of the foot and ankle, with their ranges and where these come from."""

from __future__ import annotations

from coach.figure.joints import (
    LESSER_TOES,
    Anatomy,
    Axis,
    Joint,
    Range,
    abduction,
    build,
    digit_groups,
    flexion,
)


def foot() -> Anatomy:
    """Ankle, hindfoot, midfoot and toes.

    Toe abduction is away from the second toe (the second toe's own is towards the big toe). The lesser toes
    reach 40 degrees of extension alone; the 65 for toes pressed by a hand or body weight is unverified.
    """
    by_weight = Range(-65, 40, "ORTHO-EXAM-TOES, default", "unverified")
    fanned = abduction(-10, 15, "default", "default", Range(-10, 20, "default", "default"))
    joints = [
        Joint(
            "ankle",
            (
                Axis(
                    "flexion",
                    "plantarflexion",
                    "dorsiflexion",
                    Range(-20, 50, "WJO-2017-ROM", "read"),
                    Range(-20, 70, "PODIATRY101", "read"),
                ),
            ),
        ),
        Joint("subtalar", (Axis("twist", "inversion", "eversion", Range(-15, 35, "WJO-2017-ROM", "read")),)),
        Joint("midtarsal", (flexion(-5, 15, "default", "default"),)),
        Joint(
            "hallux.mtp",
            (
                flexion(-65, 45, "MMT-TOES", "second-hand", Range(-70, 45, "RECALL", "unverified")),
                fanned,
            ),
        ),
        Joint("hallux.ip", (flexion(0, 90, "ORTHO-EXAM-TOES", "second-hand"),)),
    ]
    for digit in LESSER_TOES:
        joints += [
            Joint(f"{digit}.mtp", (flexion(-40, 40, "ORTHO-EXAM-TOES", "second-hand", by_weight), fanned)),
            Joint(f"{digit}.pip", (flexion(0, 35, "ORTHO-EXAM-TOES", "second-hand"),)),
            Joint(f"{digit}.dip", (flexion(-30, 60, "ORTHO-EXAM-TOES", "second-hand"),)),
        ]
    groups = digit_groups("lesser-toes", LESSER_TOES, ("mtp", "pip", "dip"))
    groups |= {
        f"{digit}.*": tuple(f"{digit}.{part}" for part in ("mtp", "pip", "dip")) for digit in LESSER_TOES
    }
    groups["hallux.*"] = ("hallux.mtp", "hallux.ip")
    groups["toes.mtp"] = ("hallux.mtp", *groups["lesser-toes.mtp"])
    groups["toes.*"] = (*groups["hallux.*"], *groups["lesser-toes.*"])
    return build("foot", joints, groups)
