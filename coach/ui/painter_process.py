"""The process that paints the figure: orders come in, a line each; pictures go out through shared memory.

    coach _paint FILE

FILE is as large as the largest picture and belongs to nobody else. Each order is answered with one line of
JSON: `width`, `height` and `tag` of the picture that now stands at the beginning of the file; or only the
`tag`, where it would be the one on show; or `recorded`, the bytes of a recording for paper that stand there;
or `trouble`, one sentence. The process ends when its input does,
and so never outlives the window.
"""

from __future__ import annotations

import contextlib
import json
import mmap
import os
import signal
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from coach.errors import CoachError
from coach.figure.order import Manner, Order

if TYPE_CHECKING:
    from typing import BinaryIO

    from coach.ui.easel import Easel

NICE: Final = 5
"""How far it stands back. A busy computer halves its pictures; what is heard and the window come first."""
_BELOW_NORMAL: Final = 0x4000


def main(path: str) -> int:
    """Answer orders until there are no more; returns the exit code."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is meant for Coach
    _stand_back()
    answers = os.dup(1)
    with contextlib.suppress(OSError):  # a program without a console has no place for messages
        os.dup2(2, 1)  # what a library prints is no answer
    try:
        with open(path, "r+b") as file:  # noqa: PTH123 - a plain file for mmap
            memory = mmap.mmap(file.fileno(), 0)
    except FileNotFoundError:  # let go of before it has begun
        return 0
    _remove(path)
    with memory, contextlib.suppress(OSError):  # an answer that cannot be given: the window has gone
        _serve(sys.stdin.buffer, answers, memory)
    _remove(path)
    return 0


def _remove(path: str) -> None:
    """Memory stays memory without its file; Windows removes it only once nobody has it open."""
    with contextlib.suppress(OSError):
        Path(path).unlink()


def _serve(orders: BinaryIO, answers: int, memory: mmap.mmap) -> None:
    easel, missing = _easel()  # before the first order: the process may have been started early
    for line in orders:
        try:
            answer = _paint(easel, Order.read(line), memory) if easel else {"trouble": missing}
        except CoachError as error:
            answer = {"trouble": str(error)}
        except Exception:  # noqa: BLE001 - the edge of this loop: a bug leaves words instead of a figure
            traceback.print_exc()
            answer = {"trouble": "The figure cannot be drawn."}
        os.write(answers, json.dumps(answer).encode() + b"\n")


def _easel() -> tuple[Easel | None, str]:
    """An easel, or what is missing for one."""
    try:
        from coach.ui.easel import Easel  # noqa: PLC0415 - what is missing becomes an answer
    except ImportError as error:
        return None, f"The moving figure needs {error.name or 'a module'}, which is not there."
    return Easel(), ""


def _paint(easel: Easel, order: Order, memory: mmap.mmap) -> dict[str, Any]:
    if order.manner is Manner.PAPER:
        recorded = easel.record(order)
        if len(recorded) > len(memory):
            raise CoachError("The figure is too large for paper.")
        memory[: len(recorded)] = recorded
        return {"recorded": len(recorded)}
    image, tag = easel.paint(order)
    if image is None:
        return {"tag": tag}
    pixels = image.constBits()
    memory[: len(pixels)] = pixels
    return {"width": image.width(), "height": image.height(), "tag": tag}


def _stand_back() -> None:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only there

        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), _BELOW_NORMAL)
    else:
        os.nice(NICE)
