"""The joints a pose can move: their axes, how a therapist names them, and how far they go.

Angles are degrees from anatomical zero: the hand flat with fingers and thumb together, the foot at a right
angle to the shin with toes flat, the body standing with arms hanging and palms to the thighs. A joint has
at most three kinds of axis, turned in the order abduction, flexion, twist. Each axis has one positive
direction; the opposite direction has a name of its own (`extension: 60` is flexion -60), so nobody has to
write a minus sign to say what they mean.

Ranges come from the sources named in each `Range` (ids of the project's source list). Where a source gives
none, the grade is `default`: a drawing limit of our own. The second, wider range is for joints pressed by a
hand or by body weight, which people cannot reach with their own muscles.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from coach.figure.body_joints import body
from coach.figure.foot_joints import foot
from coach.figure.hand_joints import hand
from coach.figure.joints import Anatomy, Axis, FigureName, Joint, Range

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ANATOMIES", "Anatomy", "Axis", "FigureName", "Joint", "Range"]

ANATOMIES: Mapping[str, Anatomy] = MappingProxyType({"hand": hand(), "foot": foot(), "body": body()})
