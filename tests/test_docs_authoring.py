"""What the authors' guide shows is what Coach does."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from textwrap import dedent

import pytest
import yaml

from coach import paths
from coach.cli import main as cli
from coach.figure.grips import stored
from coach.figure.known_poses import known
from coach.figure.pose_file import bundled
from coach.figure.views import VIEWS
from coach.routine.codes import MEANINGS
from coach.routine.library import Library, check_text
from coach.routine.schema import NAME
from tests.routine.test_explain import WHOLE

DOCS = Path(__file__).parents[1] / "docs"
GUIDE = (DOCS / "authoring.md").read_text(encoding="utf-8")


def test_every_command_in_the_guide_exists() -> None:
    """No command is shown that the program does not have."""
    shown = set(re.findall(r"\bcoach ([a-z]+)\b(?! files)", GUIDE))
    assert shown
    assert shown <= set(cli.COMMANDS)


def test_every_authors_command_stands_in_the_guide() -> None:
    """What an author can do is told."""
    for command in ("new", "check", "explain", "fmt", "diff", "migrate", "schema", "bundle", "install"):
        assert f"coach {command}" in GUIDE


def test_the_guide_names_the_schema_and_real_codes() -> None:
    """The modeline is the one that `coach new` writes, and a silenced code is one that exists."""
    assert f"# yaml-language-server: $schema={NAME}" in GUIDE
    assert set(re.findall(r"allow: ([\w-]+)", GUIDE)) <= set(MEANINGS)


@pytest.mark.usefixtures("qapp")
def test_the_first_ten_minutes_go_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The commands of the first page, one after the other on a new computer, all do what they are said to."""
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (block,) = re.findall(r"^```sh\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    told = {}
    for line in block.splitlines():
        name, *words = shlex.split(line)
        assert name == "coach"
        assert cli.main(words) == 0, capsys.readouterr().err
        told[words[0]] = capsys.readouterr().out
    assert "2 files checked: all well." in told["check"]
    assert "My calf stretch" in told["show"]
    assert (tmp_path / "my-evening.pdf").is_file()
    assert "my-calf-stretch.yaml" in told["bundle"]


def test_the_first_lines_to_change_are_right(tmp_path: Path) -> None:
    """Each line of the first page's table fits into an exercise, and gives no error."""
    table = GUIDE.partition("What you will change most")[2].partition("\n\nThat is enough")[0]
    shown = [
        re.findall(r"`([^`]+)`", row.split(" | ")[0]) for row in table.splitlines() if row.startswith("| `")
    ]
    dose, often, (side,), (do, cue), (stop_if,), (caution,) = shown
    whole = {line.split(":")[0]: line for line in WHOLE["exercise"].splitlines()}
    lines = [whole[key] for key in ("coach", "type", "id", "title", "kind", "body")]
    lines += [side, stop_if, caution, "steps:", f"  {do}", f"    {cue}"]
    for each in often:
        text = "\n".join([*lines, dose[0].replace("}", f", {each}}}")]) + "\n"
        found = check_text(text, tmp_path / "a.yaml", Library())
        assert not [one for one in found if one.is_error], found


def _example(word: str) -> str:
    """The example that a word after `yaml` marks."""
    (found,) = re.findall(rf"^( *)```yaml {word}\n(.*?)^ *```$", GUIDE, re.MULTILINE | re.DOTALL)
    return dedent(found[1])


def test_a_pose_of_ones_own_works_as_the_guide_tells(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file of poses is well, the exercise finds its pose, and the commands beside them fit."""
    (tmp_path / "poses").mkdir()
    poses = tmp_path / "poses" / "my-poses.yaml"
    poses.write_text(_example("poses"), encoding="utf-8")
    exercise = WHOLE["exercise"].replace("mobilise", "mobilise\nstop_if: It hurts.")
    motion = _example("exercise").replace("motion:", "  - do: Make a hook.\nmotion:")
    (tmp_path / "mine.yaml").write_text(exercise + motion, encoding="utf-8")
    assert cli.main(["check", str(poses)]) == 0
    assert "1 file checked: all well." in capsys.readouterr().out
    assert cli.main(["check", str(tmp_path)]) == 0
    assert "2 files checked: all well." in capsys.readouterr().out
    (name,) = set(re.findall(r"coach figure ([\w-]+) -o", GUIDE)) - set(bundled("hand"))
    assert name in known("hand", (tmp_path,))
    (begin,) = re.findall(r"`coach (new pose .*?)`", GUIDE)
    assert cli.main([*shlex.split(begin), "-o", str(tmp_path / "begun" / "poses")]) == 0
    assert (tmp_path / "begun" / "poses" / f"{name}.yaml").is_file()
    assert f"`{name}.yaml`" in GUIDE
    assert f"pose: {name}" in motion


def test_every_view_stands_in_the_guide() -> None:
    """The table of views names those of each figure, and no other."""
    table = GUIDE.partition("### From where it is seen")[2].partition("\n\nHow the figures")[0]
    named: dict[str, set[str]] = {}
    figure = ""
    for first, views in re.findall(r"^\| *(\w*) *\| (`.*?) \|", table, re.MULTILINE):
        figure = first or figure
        if figure in VIEWS:
            named.setdefault(figure, set()).update(re.findall(r"`([\w-]+)`", views))
    assert named == {figure: set(views) for figure, views in VIEWS.items()}


def test_every_helping_hand_stands_in_the_guide_and_in_its_page() -> None:
    """The table names each grip with the poses it was worked out on; the page of `unknown-grip` each, too."""
    table = GUIDE.partition("### A helping hand")[2].partition("\n\nEach has been")[0]
    grips = yaml.safe_load((paths.bundled_routines() / "poses" / "grips.yaml").read_text("utf-8"))["grips"]
    told: dict[str, str] = {}
    figure = ""
    for first, hand, on, does, poses in re.findall(
        r"^\| *(\w*) *\| `\{hand: ([\w-]+), on: ([\w-]+)\}` \| (.+?) \| (.+?) \|$", table, re.MULTILINE
    ):
        figure = first or figure
        name = f"{figure}/{hand}/{on}"
        told[name] = does
        assert name in stored()
        fits = {fit["held"]["pose"] for fit in grips[name]["fits"]}
        assert set(re.findall(r"`([\w-]+)`", poses)) == fits
    assert told.keys() == stored().keys()
    page = (DOCS / "diagnostics" / "unknown-grip.md").read_text(encoding="utf-8")
    listed = re.findall(r"^- `\{hand: ([\w-]+), on: ([\w-]+)\}`: (.+)\.$", page, re.MULTILINE)
    assert [(f"{hand}/{on}", does) for hand, on, does in listed] == [
        (name.partition("/")[2], does) for name, does in told.items()
    ]


def test_links_of_the_guide_lead_somewhere() -> None:
    """Every file and every heading that the guide links to exists."""
    for file, heading in re.findall(r"\]\(([\w.-]*)(?:#([\w-]+))?\)", GUIDE):
        path = DOCS / (file or "authoring.md")
        assert path.is_file()
        headings = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert not heading or heading in {
            re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in headings
        }
