"""`coach new`, `fmt`, `migrate`, `diff` and `schema`: writing routine files with any editor."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from coach.errors import CoachError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from coach.routine.library import Library
    from coach.routine.model import Document
    from coach.routine.source import Source

COMMANDS: Final = ("new", "fmt", "migrate", "diff", "schema")
KINDS: Final = ("exercise", "routine", "programme", "pose")

Ask = "Callable[[str], str]"


def add(commands: Any) -> tuple[argparse.ArgumentParser, ...]:  # noqa: ANN401  # argparse does not name its class
    """Describe the commands to the parser; returns those that look at routines."""
    new: argparse.ArgumentParser = commands.add_parser("new", help="write a file to begin with")
    new.add_argument("kind", nargs="?", choices=KINDS, metavar="exercise|routine|programme|pose")
    new.add_argument("--title", help="what people call it")
    new.add_argument("--id", help="the name that other files use; made from the title if left out")
    new.add_argument(
        "--does", dest="purpose", metavar="KIND", help="stretch, mobilise, strengthen, massage …"
    )
    new.add_argument("--body", help="parts of the body, with commas: wrist, forearm")
    new.add_argument("--side", help="each, both, alternate, left, right, affected, writing …")
    new.add_argument("--dose", help="how much, in words: 3 x 30 s, twice daily")
    new.add_argument("--do", action="append", metavar="SENTENCE", help="what to do; once for each step")
    use = "an exercise of the routine, or a routine of the programme; once for each"
    new.add_argument("--use", action="append", metavar="ID", help=use)
    new.add_argument("--weeks", metavar="LENGTH", help="how long a programme goes on: 6 weeks")
    new.add_argument("--figure", help="whose pose it is: hand, foot or body")
    new.add_argument("--from", dest="origin", metavar="POSE", help="the pose that a new one is a change of")
    new.add_argument("--from-text", metavar="FILE", help="make a draft of plain text; - reads what is typed")
    new.add_argument(
        "-o", "--output", type=Path, metavar="PATH", help="a file or a folder; else your routines"
    )
    fmt = commands.add_parser("fmt", help="lay routine files out plainly; comments and meaning stay")
    fmt.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a routine file or a folder")
    fmt.add_argument("--check", action="store_true", help="only say which files would change")
    migrate = commands.add_parser("migrate", help="bring files of an older format up to date")
    migrate.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a routine file or a folder")
    migrate.add_argument("--write", action="store_true", help="write them, after showing what changes")
    diff: argparse.ArgumentParser = commands.add_parser("diff", help="say in words what has changed")
    diff.add_argument("old", metavar="OLD", help="a file, or an id")
    diff.add_argument("new", metavar="NEW", help="a file, or an id")
    schema = commands.add_parser("schema", help="the JSON Schema of routine files, for editors")
    schema.add_argument("-o", "--output", type=Path, metavar="FILE", help="where to write it")
    return (new, diff)


def schema(options: argparse.Namespace) -> None:
    """Print the schema, or write it. Raises CoachError if it cannot be written."""
    from coach.routine import schema as made  # noqa: PLC0415 - late on purpose

    if options.output is None:
        print(made.as_json(), end="")
        return
    _write(options.output, made.as_json())
    print(options.output)


def diff(options: argparse.Namespace, library: Library) -> None:
    """Print what has changed between two files or documents. Raises CoachError for what cannot be read."""
    from coach.routine.difference import differences  # noqa: PLC0415 - late on purpose

    old, new = (_document(each, library) for each in (options.old, options.new))
    lines = differences(old, new, library.exercises, library.routines, library.conditions)
    print(*(lines or ["Nothing has changed for the person."]), sep="\n")


def _document(name: str, library: Library) -> Document:
    from coach.routine.documents import parse  # noqa: PLC0415 - late on purpose
    from coach.routine.reader import read  # noqa: PLC0415 - the same

    if not Path(name).exists():
        for known in (library.routines, library.exercises, library.programmes):
            if name in known:
                return known[name]
        raise CoachError(f"There is no file and no routine `{name}`.", "`coach list` lists all.")
    source = _source(Path(name))
    root, found = read(source)
    document = parse(source, root)[0] if root is not None and not found else None
    if document is None:
        raise CoachError(f"`{name}` has errors.", f"`coach check {name}` says which.")
    return document


def fmt(options: argparse.Namespace) -> bool:
    """Lay files out; whether all could be, or, with `--check`, none would change."""
    from coach.routine.fmt import UnreadableError, formatted  # noqa: PLC0415 - late on purpose

    well = True
    for path in _files(options.paths):
        source = _source(path)
        try:
            made = formatted(source)
        except UnreadableError as error:
            print(f"{path}: {error} `coach check {path}` says which.", file=sys.stderr)
            well = False
            continue
        if made != path.read_bytes().decode("utf-8"):
            print(f"{path}: would change" if options.check else path)
            well = well and not options.check
            if not options.check:
                _write(path, made)
    return well


def migrate(options: argparse.Namespace) -> None:
    """Show how files of an older format change, and write them if that is wanted."""
    from coach.routine.migrate import migrated  # noqa: PLC0415 - late on purpose
    from coach.routine.model import FORMAT  # noqa: PLC0415 - the same

    changed = []
    for path in _files(options.paths):
        text = _source(path).text
        made = migrated(text)
        if made != text:
            lines = difflib.unified_diff(text.splitlines(True), made.splitlines(True), str(path), str(path))
            print(*lines, sep="", end="")
            changed.append((path, made))
    for path, made in changed if options.write else ():
        _write(path, made)
    if not changed:
        print(f"Every file is in format {FORMAT}, the newest.")
    elif not options.write:
        print(f"`--write` writes {len(changed)} files.")


def new(options: argparse.Namespace, library: Library, ask: Callable[[str], str] | None) -> None:
    """Write a new file. What the options leave out is asked; answers may also come through a pipe.

    `ask` puts a question and gives the answer; `None` where nobody sits before the screen.

    Raises:
        UsageError: An option says something that is not understood, or does not belong to what is written.
        CoachError: A file would be overwritten, or a question has no good answer. Nothing is written.
    """
    from coach.cli import questions  # noqa: PLC0415 - late on purpose

    if options.from_text:
        kind = "text"
        questions.check_options(options, kind)
        texts, told = _from_text(options, questions.not_own(library))
    else:
        asker = questions.Asker(ask) if ask else questions.piped(sys.stdin)
        kind = options.kind or questions.kind(asker)
        questions.check_options(options, kind)
        identity, text, told = questions.WRITERS[kind](options, library, asker)
        texts = [(identity, text)]
    paths_of = [questions.place(options.output, kind, each, several=len(texts) > 1) for each, _ in texts]
    for path in paths_of:
        questions.refuse_taken(path)
    for path, (_, text) in zip(paths_of, texts, strict=True):
        _write(path, text)
        _write_schema(path.parent)
        print(path)
    print(*told, sep="\n", end="\n" if told else "")
    print("Open it with any text editor. `coach check --watch PATH` tells you at each save what is wrong.")


def _from_text(options: argparse.Namespace, taken: set[str]) -> tuple[list[tuple[str, str]], list[str]]:
    """The files made of a text, one for each exercise and a routine of several; and what is told of them."""
    from coach.routine import imported, paste_sheet  # noqa: PLC0415 - late on purpose

    typed = options.from_text == "-"
    text = sys.stdin.read() if typed else _source(Path(options.from_text)).text
    sheet = paste_sheet.sheet(text)
    if not sheet.drafts:
        raise CoachError(
            "There is nothing to read in this text.", "Write for example: Calf stretch 3 x 30 s."
        )
    told = imported.told_of(sheet)
    return imported.files(sheet, options.title or "", options.id or "", taken), told


def _write_schema(folder: Path) -> None:
    """The schema beside the file, where its first line says that it is; an older one is replaced."""
    from coach.routine import schema as made  # noqa: PLC0415 - late on purpose

    path = folder / made.NAME
    if not path.exists() or path.read_bytes() != made.as_json().encode():
        _write(path, made.as_json())


def _write(path: Path, text: str) -> None:
    from coach.whole import save  # noqa: PLC0415 - late on purpose

    try:
        save(path, text)
    except OSError as error:
        raise CoachError(f"{path} cannot be written: {error.strerror or error}.") from error


def _source(path: Path) -> Source:
    from coach.routine.source import Source, decode  # noqa: PLC0415 - late on purpose

    try:
        source = decode(path, path.read_bytes())
    except OSError as error:
        raise CoachError(f"{path} cannot be read: {error.strerror or error}.") from error
    if not isinstance(source, Source):
        raise CoachError(f"{path}: {source.message}", source.hint)
    return source


def _files(given: Iterable[Path]) -> Iterator[Path]:
    """The routine files among these, and those in the folders among these, poses too."""
    for path in given:
        yield from _within(path) if path.is_dir() else [path]


def _within(folder: Path) -> Sequence[Path]:
    found = (
        path for path in folder.rglob("*") if path.suffix.lower() in {".yaml", ".yml"} and path.is_file()
    )
    return sorted(path for path in found if not any(part.startswith(".") for part in path.parts))
