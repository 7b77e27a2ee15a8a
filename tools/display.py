"""A private X server with a window manager, for tests, benchmarks and pictures.

What a person's desktop shows is left alone, and every machine sees the same screen.
"""

from __future__ import annotations

import contextlib
import os
import select
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

START_SECONDS = 20.0


class PrivateDisplay:
    """An Xvfb on a free display number, and an openbox in it; both end with the `with` block.

    `name` is the display (":7"). Blocks until the window manager answers, about 0.3 s.
    Raises `RuntimeError` when a program is missing or does not start within 20 seconds.
    """

    def __init__(self, width: int = 1400, height: int = 1000) -> None:
        self.name = ""
        self._size = f"{width}x{height}x24"
        self._programs: list[subprocess.Popen[bytes]] = []
        self._home = Path()

    @property
    def environment(self) -> dict[str, str]:
        """This process's environment, turned to the private display; for `subprocess`."""
        kept = {
            key: value
            for key, value in os.environ.items()
            if key not in {"WAYLAND_DISPLAY", "QT_QPA_PLATFORMTHEME", "QT_SCALE_FACTOR", "QT_STYLE_OVERRIDE"}
        }
        return {**kept, "DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb", "XDG_SESSION_TYPE": "x11"}

    def __enter__(self) -> Self:
        """Start both programs."""
        self._home = Path(tempfile.mkdtemp(prefix="coach-display-"))
        try:
            self.name = self._start_server()
            self._start_window_manager()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End both programs."""
        self._stop()

    def _start_server(self) -> str:
        # The server picks a free number itself and writes it here once it listens: no race, no polling.
        read_end, write_end = os.pipe()
        try:
            self._start(
                [
                    "Xvfb",
                    "-displayfd",
                    str(write_end),
                    "-screen",
                    "0",
                    self._size,
                    "-nolisten",
                    "tcp",
                    "-noreset",
                ],
                pass_fds=(write_end,),
            )
        finally:
            os.close(write_end)
        with os.fdopen(read_end) as answer:
            ready, _, _ = select.select([answer], [], [], START_SECONDS)
            number = answer.readline().strip() if ready else ""
        if not number:
            raise RuntimeError(f"Xvfb did not start: {self._log()}")
        return f":{number}"

    def _start_window_manager(self) -> None:
        # openbox runs this command when it manages windows.
        started = self._home / "openbox-is-up"
        openbox = self._start(["openbox", "--sm-disable", "--startup", f"touch {started}"])
        deadline = time.monotonic() + START_SECONDS
        while not started.exists():
            if openbox.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"openbox did not start: {self._log()}")
            time.sleep(0.01)

    def _start(self, command: list[str], pass_fds: tuple[int, ...] = ()) -> subprocess.Popen[bytes]:
        if shutil.which(command[0]) is None:
            raise RuntimeError(f"{command[0]} is missing; tools/system_packages.sh test says how to get it")
        with (self._home / "log").open("ab") as log:
            program = subprocess.Popen(
                command,
                env={**self.environment, "HOME": str(self._home)},  # nobody's own openbox settings
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=pass_fds,
            )
        self._programs.append(program)
        return program

    def _log(self) -> str:
        return (self._home / "log").read_text(errors="replace").strip() or "it said nothing"

    def _stop(self) -> None:
        for program in reversed(self._programs):
            program.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                program.wait(5)
            if program.poll() is None:
                program.kill()
                program.wait()
        self._programs.clear()
        shutil.rmtree(self._home, ignore_errors=True)
