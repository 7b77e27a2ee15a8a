"""The joints of the hand and forearm, with their ranges and where these come from."""

from __future__ import annotations

from coach.figure.joints import FINGERS, Anatomy, Axis, Joint, Range, abduction, build, digit_groups, flexion


def hand() -> Anatomy:
    """Wrist, forearm, fingers, thumb and the two palm bones that cup.

    Finger abduction is away from the middle finger (the middle finger's own is towards the thumb). The
    thumb base at zero lies beside the index: extension there is the clinical radial abduction, in the plane
    of the palm.
    """
    joints = [
        Joint(
            "forearm", (Axis("twist", "pronation", "supination", Range(-90, 90, "TM-ROM", "second-hand")),)
        ),
        Joint(
            "wrist",
            (
                flexion(-70, 80, "EATON-ROM, TM-ROM", "read"),
                Axis("abduction", "radial", "ulnar", Range(-35, 20, "EATON-ROM", "read")),
            ),
        ),
    ]
    # Spread between neighbours (CHATZ-2024): index 17, ring 14, little 14 + 32 from the middle finger; one
    # finger alone up to 20 (TM-ROM). The web of two fingers eased apart by hand reaches 30 between them.
    spread = {"index": 20.0, "middle": 10.0, "ring": 20.0, "little": 46.0}
    for digit in FINGERS:
        by_hand = Range(-15, max(30.0, spread[digit]), "default", "default")
        joints += [
            Joint(
                f"{digit}.mcp",
                (
                    flexion(-45, 90, "EATON-ROM", "read"),
                    abduction(-10, spread[digit], "CHATZ-2024, TM-ROM", "read", by_hand),
                ),
            ),
            Joint(
                f"{digit}.pip",
                (flexion(0, 100, "EATON-ROM", "read", Range(-10, 105, "default", "default")),),
            ),
            Joint(
                f"{digit}.dip",
                (flexion(0, 90, "TM-ROM", "second-hand", Range(-15, 90, "default", "default")),),
            ),
        ]
    joints += [
        Joint(
            "thumb.cmc",
            (
                Axis(
                    "flexion",
                    "flexion",
                    "extension",
                    # The 15 degrees of TM-ROM count from a resting thumb, ours from one beside the index.
                    Range(-60, 30, "EATON-ROM, default", "default"),
                    aliases=(("radial-abduction", -1), ("adduction", 1)),
                ),
                Axis(
                    "abduction", "palmar-abduction", "retroposition", Range(-20, 70, "TM-ROM", "second-hand")
                ),
                Axis(
                    "twist",
                    "rotation",
                    "counter-rotation",
                    Range(-15, 45, "default", "default"),
                    None,
                    (("opposition", 1),),
                ),
            ),
        ),
        Joint("thumb.mcp", (flexion(-10, 55, "EATON-ROM", "read"),)),
        Joint("thumb.ip", (flexion(-20, 80, "EATON-ROM, TM-ROM", "read"),)),
        Joint("cmc4", (flexion(0, 15, "default", "default"),)),
        Joint("cmc5", (flexion(0, 30, "default", "default"),)),
    ]
    groups = digit_groups("fingers", FINGERS, ("mcp", "pip", "dip"))
    groups |= {f"{digit}.*": tuple(f"{digit}.{part}" for part in ("mcp", "pip", "dip")) for digit in FINGERS}
    groups["thumb.*"] = ("thumb.cmc", "thumb.mcp", "thumb.ip")
    return build("hand", joints, groups)
