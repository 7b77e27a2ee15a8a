from __future__ import annotations

import json
import os
import stat
import time
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.bundle import contents
from coach.bundle.contents import BundleError, Item, Manifest
from coach.bundle.reading import read
from coach.routine import pictures
from tests.bundle.making import PNG, SVG, a_bundle, changed, zipped

if TYPE_CHECKING:
    from pathlib import Path

GOOD = {"a.yaml": b"coach: 1\n"}


def refused(path: Path) -> str:
    """What is said of a bundle that is refused."""
    with pytest.raises(BundleError) as told:
        read(path)
    return str(told.value)


def test_a_bundle_holds_what_was_put_into_it(tmp_path: Path) -> None:
    """Documents by their ids, pictures beside them, poses in their folder; each as it was."""
    made = read(a_bundle(tmp_path))
    assert sorted(made.files) == [
        "gentle.svg",
        "gentle.yaml",
        "poses/hand.yaml",
        "session.yaml",
        "wave.png",
        "wave.yaml",
    ]
    assert made.files["wave.png"] == PNG
    assert (made.manifest.name, made.manifest.title, made.manifest.author) == (
        "session",
        "The session",
        "Anna",
    )


def test_the_same_files_make_the_same_bundle(tmp_path: Path) -> None:
    """Nothing of the time or the computer is in a bundle."""
    assert a_bundle(tmp_path / "one").read_bytes() == a_bundle(tmp_path / "two").read_bytes()


@pytest.mark.parametrize(
    "name",
    [
        *(
            "../a.yaml",
            "/a.yaml",
            "a/../../b.yaml",
            "C:/a.yaml",
            "a\\b.yaml",
            "a//b.yaml",
            ".hidden.yaml",
            "a/.b.yaml",
        ),
        *(
            "con.yaml",
            "aux/x.yaml",
            "a.exe",
            "a.yaml.",
            "a",
            "a/b/c/d.yaml",
            "x.yaml\n",
            "å.yaml",
            "a b.yaml",
        ),
        *("a.html", "manifest.json/x.yaml/..", "x" * 100 + ".yaml", "a./b.yaml"),
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(name: str, tmp_path: Path) -> None:
    """A name out of the folder, hidden, reserved, or not of a routine or a picture, installs nothing."""
    assert "name that is not allowed" in refused(zipped(tmp_path / "x.coach", {name: b"coach: 1\n"}))


def test_links_and_devices_are_refused(tmp_path: Path) -> None:
    """Only ordinary files are taken."""
    for mode in (stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR):
        path = zipped(tmp_path / "x.coach", GOOD, external_attr=(mode | 0o644) << 16)
        assert "is a link or no ordinary file" in refused(path)


def test_names_that_differ_only_in_capitals_are_refused(tmp_path: Path) -> None:
    """On many systems one would be written over the other."""
    assert "same name" in refused(zipped(tmp_path / "x.coach", {"a.yaml": b"1", "A.yaml": b"2"}))


def test_a_bomb_is_refused_at_once(tmp_path: Path) -> None:
    """A small file that unpacks to a very large one is refused before it is unpacked."""
    path = zipped(tmp_path / "x.coach", {"a.yaml": bytes(contents.MOST_BYTES + 1)})
    assert path.stat().st_size < 100_000
    begin = time.perf_counter()
    assert "more than 64 MiB" in refused(path)
    assert time.perf_counter() - begin < 1
    little = zipped(tmp_path / "y.coach", {f"{name}.yaml": bytes(contents.LARGEST_TEXT) for name in "abc"})
    assert "would become very much" in refused(little)


@pytest.mark.parametrize("name", ["a.yaml", "a.svg"])
def test_a_text_that_is_too_large_is_refused(name: str, tmp_path: Path) -> None:
    """A routine, or a drawing, of more than a mebibyte is none that somebody has written."""
    content = os.urandom(contents.LARGEST_TEXT + 1)  # it must not pack
    assert "too large" in refused(zipped(tmp_path / "x.coach", {name: content}))


SIZES = {"`a.yaml` is not as large as it says.", "`a.yaml` is not as it was when the bundle was made."}


def test_a_file_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    """What unpacks to more, or to less, than it says is damaged or meant to harm."""
    path = zipped(tmp_path / "x.coach", {"a.yaml": b"coach: 1\n" * 100})
    data = path.read_bytes()
    for size in (10, 100_000):
        (tmp_path / "y.coach").write_bytes(
            data.replace((900).to_bytes(4, "little"), size.to_bytes(4, "little"))
        )
        assert (
            refused(tmp_path / "y.coach")
            in {"`y.coach` is damaged.", "`y.coach` is not a bundle of Coach."} | SIZES
        )


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    """Five hundred are more than any collection needs."""
    files = {f"f{number}.yaml": b"coach: 1\n" for number in range(contents.MOST_FILES)}
    assert "more than 500 files" in refused(zipped(tmp_path / "x.coach", files))


def test_what_was_changed_on_the_way_is_refused(tmp_path: Path) -> None:
    """A file with another hash than in the manifest, one more or one less than it lists."""
    said = Manifest("made", "Made", "", "Coach", (Item.of("a.yaml", b"one"),)).as_bytes()
    assert "not as it was" in refused(zipped(tmp_path / "x.coach", {"a.yaml": b"two"}, said))
    assert "not those that its manifest lists" in refused(zipped(tmp_path / "x.coach", {}, said))
    more = {"a.yaml": b"one", "b.yaml": b"two"}
    assert "not those that its manifest lists" in refused(zipped(tmp_path / "x.coach", more, said))


def test_what_is_no_bundle_is_told_kindly(tmp_path: Path) -> None:
    """Another file, an empty one, one without a manifest, a damaged one, none at all."""
    path = tmp_path / "x.coach"
    path.write_bytes(b"coach: 1\n")
    assert refused(path) == "`x.coach` is not a bundle of Coach."
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.yaml", "coach: 1\n")
    assert refused(path) == "There is no manifest in it."
    assert "cannot be read" in refused(tmp_path / "none.coach")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr(contents.MANIFEST, "{}")
    assert "does not open" in refused(path)


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"coach_bundle": 2}, "newer Coach"),
        ({"coach_bundle": "x"}, "not one that Coach reads"),
        ({"name": "../x"}, "not one that Coach reads"),
        ({"name": 3}, "not one that Coach reads"),
        ({"items": 3}, "not one that Coach reads"),
        ({"items": [{"path": "a"}]}, "not one that Coach reads"),
        ({"items": [{"path": "a.yaml", "sha256": 1, "size": "x"}]}, "not one that Coach reads"),
    ],
)
def test_a_manifest_of_another_form_is_refused(said: dict[str, object], says: str, tmp_path: Path) -> None:
    """A manifest that a later Coach wrote, or nobody did."""
    good = Manifest("made", "Made", "", "Coach", ()).as_bytes()
    assert says in refused(zipped(tmp_path / "x.coach", {}, changed(good, **said)))
    assert "not one that Coach reads" in refused(zipped(tmp_path / "y.coach", {}, b"[" * 100_000))


def _svg(inside: str, about: str = "") -> bytes:
    return f'{about}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{inside}</svg>'.encode()


@pytest.mark.parametrize(
    "drawing",
    [
        _svg("<script>alert(1)</script>"),
        _svg('<path onload="x()"/>'),
        _svg('<image href="https://example.org/x.png"/>'),
        _svg('<use xlink:href="other.svg#a"/>'),
        _svg('<use href="javascript:x()"/>'),
        _svg("<foreignObject/>"),
        _svg('<animate attributeName="href"/>'),
        _svg('<a href="#x"/>'),
        _svg("<style>@import 'x.css';</style>"),
        _svg("<style>path {fill: url(https://example.org/x)}</style>"),
        _svg("<style>path {fill: \\75rl(x)}</style>"),
        _svg("<style>@im<!-- -->port 'x.css';</style>"),
        _svg("<style><g/>@import 'x.css';</style>"),
        _svg(f"<style>{' ' * 8190}@import 'x.css';</style>"),
        _svg("<style>@im<style/>port 'x.css';</style>"),
        _svg('<path style="fill: url(//example.org)"/>'),
        _svg("", '<!DOCTYPE svg [<!ENTITY a "b">]>'),
        _svg("", '<?xml-stylesheet href="x.css"?>'),
        _svg("<g>" * 100 + "</g>" * 100),
        b"<svg><g></svg>",
        b"\xff\xfe",
    ],
)
def test_a_drawing_that_does_more_than_draw_is_refused(drawing: bytes, tmp_path: Path) -> None:
    """Scripts, handlers, links, things from elsewhere, entities, and what is no drawing at all."""
    assert "The picture `a.svg`" in refused(zipped(tmp_path / "x.coach", {"a.svg": drawing}))


def test_pictures_are_what_their_names_say() -> None:
    """A program does not become a picture by its name; pictures and plain drawings are let in."""
    assert pictures.trouble("a.png", b"MZ") == "is not the kind of picture that its name says"
    assert pictures.trouble("a.webp", b"RIFF0000AVI ")
    assert pictures.trouble("a.png", PNG) == ""
    assert pictures.trouble("a.JPG", b"\xff\xd8\xff\xe0") == ""
    assert pictures.trouble("a.webp", b"RIFF0000WEBP") == ""
    assert pictures.trouble("a.svg", SVG) == ""
    assert pictures.trouble("a.svg", _svg("<style>path {fill: url(#a)}</style>")) == ""
    assert pictures.trouble("a.svg", _svg("<path fill=\"url( '#a' )\"/>")) == ""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_bundle_with_any_bytes_changed_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    """Whatever happens to a bundle on its way: it is read as it was made, or refused, and nothing else."""
    good = a_bundle(tmp_path)
    content = bytearray(good.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "changed.coach"
    path.write_bytes(
        content[: data.draw(st.integers(0, len(content)))] if data.draw(st.booleans()) else content
    )
    try:
        made = read(path)
    except BundleError:
        return
    assert json.loads(made.manifest_bytes)
    assert all(item.matches(made.files[item.path]) for item in made.manifest.items)
