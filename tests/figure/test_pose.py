from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from coach import paths
from coach.figure.anatomy import ANATOMIES
from coach.figure.pose import Pose, joints_yaml
from coach.figure.pose_file import Fault, bundled, read_joints, read_poses

HAND_POSES = """
straight rest-functional tabletop hook-fist full-fist straight-fist soft-fist spread
tip-to-tip-index tip-to-tip-middle tip-to-tip-ring tip-to-tip-little ok-sign key-pinch
three-point-pinch thumb-out thumb-up-off-palm thumb-across prayer reverse-prayer wrist-flexion
wrist-extension wrist-radial wrist-ulnar pen-tripod pen-in-web shake-out cramp-hand tetany-hand
"""
FOOT_POSES = """
neutral point flex toe-curl toe-lift big-toe-up small-toes-up splay short-foot toes-pulled-back
toe-tuck-kneel step-back-toe-bend inversion eversion heel-raise heel-raise-windlass heel-drop
calf-lean cramp-arch cramp-toes-up
"""
ALL = [pytest.param(figure, name, id=f"{figure}-{name}") for figure in ANATOMIES for name in bundled(figure)]


def read(text: str) -> tuple[Pose, list[Fault]]:
    """The joints of a YAML mapping, laid over the zero hand."""
    return read_joints(Pose.zero("hand"), yaml.safe_load(text))


def any_pose(figure: str) -> st.SearchStrategy[Pose]:
    """Poses with every angle somewhere in its active range."""
    anatomy = ANATOMIES[figure]
    limits = [anatomy.range(*freedom) for freedom in anatomy.freedoms]
    angles = [st.floats(limit.low, limit.high) for limit in limits]
    return st.tuples(*angles).map(lambda degrees: Pose(anatomy.figure, degrees))


def test_every_clinical_pose_is_there() -> None:
    """The bundled files hold every named hand and foot pose of the clinical list."""
    assert set(HAND_POSES.split()) <= set(bundled("hand"))
    assert set(FOOT_POSES.split()) <= set(bundled("foot"))


@pytest.mark.parametrize("figure", ANATOMIES)
def test_bundled_files_have_no_faults(figure: str) -> None:
    """The bundled pose files read without a word."""
    document = yaml.safe_load((paths.bundled_routines() / "poses" / f"{figure}.yaml").read_text("utf-8"))
    assert read_poses(document)[1] == []


@pytest.mark.parametrize(("figure", "name"), ALL)
def test_bundled_poses_are_in_range(figure: str, name: str) -> None:
    """Every bundled pose is inside its ranges, has a view, a title and a basis."""
    named = bundled(figure)[name]
    assert named.pose.beyond(pressed=named.pressed) == ()
    assert named.view
    assert named.title
    assert named.basis


def test_named_directions_make_signs() -> None:
    """`extension: 60` is flexion -60, a bare number is flexion, a list goes to a group in order."""
    pose, faults = read("{wrist: {extension: 60, ulnar: 10}, fingers.pip: 95, fingers.dip: [1, 2, 3, 4]}")
    assert faults == []
    assert pose["wrist"] == {"flexion": -60, "abduction": -10}
    assert pose.angle("ring.pip") == 95
    assert pose.angle("ring.dip") == 3


def test_text_numbers() -> None:
    """The file reader hands over every scalar as text, and poses read the same from it."""
    assert read("{wrist: {extension: '60'}}")[0] == read("{wrist: {extension: 60}}")[0]


def test_nested_by_digit_and_later_wins() -> None:
    """`index: {mcp: 20}` is `index.mcp: 20`, and a later line wins over an earlier one."""
    pose, faults = read("{fingers.mcp: 90, index: {mcp: 20}}")
    assert faults == []
    assert (pose.angle("index.mcp"), pose.angle("middle.mcp")) == (20, 90)


@pytest.mark.parametrize(
    ("text", "code", "path", "suggestion"),
    [
        ("{indx.mcp: 3}", "unknown-joint", ("indx.mcp",), "index.mcp"),
        ("{wrist: {extention: 3}}", "unknown-axis", ("wrist", "extention"), "extension"),
        ("{wrist: {extension: lots}}", "bad-number", ("wrist", "extension"), ""),
        ("{fingers.pip: [1, 2]}", "bad-number", ("fingers.pip",), ""),
        ("{index: {mpc: 2}}", "unknown-joint", ("index", "mpc"), "index.mcp"),
        ("{wrist: [1, 2, 3]}", "bad-number", ("wrist",), ""),
        ("[1]", "wrong-shape", (), ""),
    ],
)
def test_slips_are_reported_at_their_place(
    text: str, code: str, path: tuple[str, ...], suggestion: str
) -> None:
    """Each slip gives one fault with the path to it and the known names to suggest from."""
    pose, faults = read(text)
    assert pose == Pose.zero("hand")
    assert [(fault.code, fault.path) for fault in faults] == [(code, path)]
    assert not suggestion or suggestion in faults[0].known


def test_beyond_the_range_is_drawn_at_its_end() -> None:
    """An angle beyond its range is drawn at the end of it, with one warning that names range and source."""
    pose, faults = read("{fingers.pip: 130}")
    assert pose.angle("little.pip") == 100
    assert [fault.code for fault in faults] == ["angle-range"]
    assert "100" in faults[0].message
    assert "EATON-ROM" in faults[0].message


def test_pressed_widens() -> None:
    """Toes pressed up may bend further than toes lifted."""
    base = Pose.zero("foot")
    joints = {"lesser-toes.mtp": {"extension": 60}}
    assert read_joints(base, joints, pressed=True)[0].angle("toe2.mtp") == -60
    assert read_joints(base, joints)[0].angle("toe2.mtp") == -40


def test_inheritance() -> None:
    """A pose takes angles, view and pressing from its parent, wherever that stands in the file."""
    poses, faults = read_poses(
        yaml.safe_load("""
        figure: foot
        poses:
          child: {from: parent, joints: {ankle: {dorsiflexion: 5}}}
          parent: {view: inner, pressed: yes, joints: {hallux.mtp: {extension: 68}}}
        """)
    )
    assert faults == []
    assert list(poses) == ["child", "parent"]
    child = poses["child"]
    assert (child.view, child.pressed, child.pose.angle("hallux.mtp")) == ("inner", True, -68)
    assert child.pose.angle("ankle") == -5


@pytest.mark.parametrize(
    ("poses", "code"),
    [
        ("{a: {from: b}, b: {from: a}}", "pose-loop"),
        ("{a: {from: a}}", "pose-loop"),
        ("{a: {from: c}, b: {}}", "unknown-pose"),
        ("{a: 3}", "wrong-shape"),
        ("3", "wrong-shape"),
    ],
)
def test_bad_documents(poses: str, code: str) -> None:
    """Loops, unknown parents and wrong shapes are reported, never raised."""
    _poses, faults = read_poses(yaml.safe_load(f"{{figure: hand, poses: {poses}}}"))
    assert [fault.code for fault in faults] == [code]


def test_unknown_figure() -> None:
    """A pose file for no known figure says which figures there are."""
    poses, faults = read_poses({"figure": "paw", "poses": {}})
    assert (poses, faults[0].code) == ({}, "unknown-figure")
    assert "hand" in faults[0].known


@pytest.mark.parametrize("figure", ANATOMIES)
@given(data=st.data())
def test_poses_survive_being_written(figure: str, data: st.DataObject) -> None:
    """A pose written as YAML reads back the same to a tenth of a degree, from zero or from any base."""
    pose, base = data.draw(any_pose(figure)), data.draw(any_pose(figure))
    for start in (Pose.zero(pose.figure), base):
        joints = yaml.safe_load(joints_yaml(pose, start)) or {}
        again, faults = read_joints(start, joints)
        assert faults == []
        assert again.distance(pose) <= 0.11


def test_writing_is_in_a_therapists_words() -> None:
    """Equal fingers are written once, and a negative angle by the name of its direction."""
    pose = Pose.zero("hand").changed(
        {
            ("wrist", "flexion"): -60,
            **{(f"{f}.pip", "flexion"): 95 for f in ("index", "middle", "ring", "little")},
        }
    )
    assert joints_yaml(pose, indent=2) == "  wrist: {extension: 60}\n  fingers.pip: {flexion: 95}\n"


@given(a=any_pose("hand"), b=any_pose("hand"), weight=st.floats(0, 1))
def test_blends_stay_between(a: Pose, b: Pose, weight: float) -> None:
    """A blend of two poses in range is in range, and its ends are the poses themselves."""
    assert a.blended(b, weight).distance(a) <= a.distance(b) + 1e-9
    assert a.blended(b, 0) == a
    assert a.blended(b, 1).distance(b) < 1e-9


def test_poses_are_values() -> None:
    """Equal poses hash alike, list every joint, and refuse an unknown one."""
    one, two = Pose.zero("hand"), Pose.zero("hand").changed({("wrist", "flexion"): 0.0})
    assert hash(one) == hash(two)
    assert one == two
    assert len(one) == len(list(one)) == len(ANATOMIES["hand"].joints)
    with pytest.raises(KeyError):
        one.angle("elbow")
