"""The joints of the mannequin, with their ranges and where these come from."""

from __future__ import annotations

from coach.figure.joints import (
    SIDES,
    Anatomy,
    Axis,
    Joint,
    Range,
    abduction,
    build,
    flexion,
    side_bend,
    turn,
)


def body() -> Anatomy:
    """The mannequin: where the pelvis stands, a spine, a neck, and two arms and legs.

    `pelvis` places the whole body (lean forward, list to the right, turn to the left) and has no anatomical
    range.
    """
    anywhere = Range(-180, 180, "default", "default")

    def recalled(low: float, high: float) -> Range:
        return Range(low, high, "RECALL", "unverified")

    joints = [
        Joint(
            "pelvis",
            (
                Axis("flexion", "lean", "recline", anywhere),
                Axis("abduction", "list", "list-left", anywhere),
                turn(anywhere),
            ),
        ),
        Joint(
            "spine",
            (
                flexion(-30, 90, "RECALL", "unverified"),
                side_bend(recalled(-35, 35)),
                turn(recalled(-45, 45)),
            ),
        ),
        Joint(
            "neck",
            (
                flexion(-60, 50, "RECALL", "unverified"),
                side_bend(recalled(-45, 45)),
                turn(recalled(-80, 80)),
            ),
        ),
    ]
    ankle = Axis(
        "flexion", "plantarflexion", "dorsiflexion", Range(-20, 50, "WJO-2017-ROM", "read"), recalled(-25, 70)
    )
    toes = Axis(
        "flexion", "flexion", "extension", Range(-40, 40, "ORTHO-EXAM-TOES", "second-hand"), recalled(-65, 40)
    )
    limb: tuple[tuple[str, tuple[Axis, ...]], ...] = (
        (
            "girdle",
            (
                Axis("abduction", "elevation", "depression", recalled(-10, 40)),
                Axis("flexion", "protraction", "retraction", recalled(-25, 25)),
            ),
        ),
        (
            "shoulder",
            (
                flexion(-60, 180, "RECALL", "unverified"),
                abduction(-50, 180, "RECALL", "unverified"),
                Axis("twist", "medial-rotation", "lateral-rotation", recalled(-90, 90)),
            ),
        ),
        ("elbow", (flexion(0, 150, "RECALL", "unverified"),)),
        ("forearm", (Axis("twist", "pronation", "supination", Range(-90, 90, "TM-ROM", "second-hand")),)),
        (
            "wrist",
            (
                flexion(-70, 80, "EATON-ROM, TM-ROM", "read"),
                Axis("abduction", "radial", "ulnar", Range(-35, 20, "EATON-ROM", "read")),
            ),
        ),
        ("fingers", (flexion(-45, 90, "EATON-ROM", "read"),)),
        (
            "hip",
            (
                flexion(-30, 125, "RECALL", "unverified"),
                abduction(-30, 50, "RECALL", "unverified"),
                Axis("twist", "medial-rotation", "lateral-rotation", recalled(-60, 45)),
            ),
        ),
        ("knee", (flexion(0, 140, "RECALL", "unverified", recalled(0, 155)),)),
        ("ankle", (ankle, Axis("twist", "inversion", "eversion", Range(-15, 35, "WJO-2017-ROM", "read")))),
        ("toes", (toes,)),
    )
    joints += [Joint(f"{side}.{name}", axes) for side in SIDES for name, axes in limb]
    groups = {f"both.{name}": tuple(f"{side}.{name}" for side in SIDES) for name, _axes in limb}
    return build("body", joints, groups)
