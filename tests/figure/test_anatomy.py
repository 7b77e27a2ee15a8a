from __future__ import annotations

import pytest

from coach.figure.anatomy import ANATOMIES, Anatomy, Axis

EVERY = [
    pytest.param(axis, id=f"{anatomy.figure}-{joint.name}-{axis.kind}")
    for anatomy in ANATOMIES.values()
    for joint in anatomy.joints.values()
    for axis in joint.axes
]


@pytest.mark.parametrize("axis", EVERY)
def test_ranges(axis: Axis) -> None:
    """Every range holds zero, names its source, and its pressed range is not narrower."""
    active, pressed = axis.range(pressed=False), axis.range(pressed=True)
    assert 0 in active
    assert active.source
    assert active.low in pressed
    assert active.high in pressed


@pytest.mark.parametrize("anatomy", ANATOMIES.values(), ids=ANATOMIES)
def test_directions_are_unambiguous(anatomy: Anatomy) -> None:
    """No joint knows one direction name for two movements."""
    for joint in anatomy.joints.values():
        names = [name for axis in joint.axes for name in axis.directions]
        assert len(names) == len(set(names))


@pytest.mark.parametrize("anatomy", ANATOMIES.values(), ids=ANATOMIES)
def test_groups_name_joints(anatomy: Anatomy) -> None:
    """Every group stands for joints that exist, each once, and no group is named like a joint."""
    for group, members in anatomy.groups.items():
        assert group not in anatomy.joints
        assert len(members) == len(set(members))
        assert set(members) <= set(anatomy.joints)


@pytest.mark.parametrize(
    ("figure", "joint", "direction", "kind", "sign"),
    [
        ("hand", "wrist", "extension", "flexion", -1),
        ("hand", "wrist", "radial", "abduction", 1),
        ("hand", "wrist", "ulnar", "abduction", -1),
        ("hand", "forearm", "supination", "twist", -1),
        ("hand", "thumb.cmc", "radial-abduction", "flexion", -1),
        ("hand", "thumb.cmc", "palmar-abduction", "abduction", 1),
        ("hand", "thumb.cmc", "opposition", "twist", 1),
        ("foot", "ankle", "dorsiflexion", "flexion", -1),
        ("foot", "subtalar", "eversion", "twist", -1),
        ("foot", "hallux.mtp", "spread", "abduction", 1),
        ("body", "right.hip", "lateral-rotation", "twist", -1),
    ],
)
def test_named_directions(figure: str, joint: str, direction: str, kind: str, sign: int) -> None:
    """A therapist's word for a movement means one axis and one sign."""
    found = ANATOMIES[figure].joints[joint].resolve(direction)
    assert found is not None
    assert (found[0].kind, found[1]) == (kind, sign)


def test_toes_go_further_when_pressed() -> None:
    """Lesser toes lift 40 degrees by themselves and 65 under a hand or body weight."""
    foot = ANATOMIES["foot"]
    assert foot.range("toe3.mtp", "flexion").low == -40
    assert foot.range("toe3.mtp", "flexion", pressed=True).low == -65


def test_unknown_names() -> None:
    """An unknown joint expands to nothing, an unknown direction resolves to nothing."""
    hand = ANATOMIES["hand"]
    assert hand.expand("elbow") == ()
    assert hand.joints["wrist"].resolve("dorsiflexion") is None
    with pytest.raises(KeyError):
        hand.joints["wrist"].axis("twist")


def test_groups_of_digits() -> None:
    """`fingers.pip` is four joints in order, `toes.mtp` includes the big toe, `index.*` is one finger."""
    assert ANATOMIES["hand"].expand("fingers.pip") == ("index.pip", "middle.pip", "ring.pip", "little.pip")
    assert ANATOMIES["foot"].expand("toes.mtp")[0] == "hallux.mtp"
    assert ANATOMIES["hand"].expand("index.*") == ("index.mcp", "index.pip", "index.dip")
    assert "thumb.cmc" in ANATOMIES["hand"].expand("thumb.*")
