"""Whether somebody records: a microphone or a camera in use is the surest sign of a call."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Final

from coach.desktop.focus.told import Told

PATIENCE: Final = 0.5
ALSA: Final = Path("/proc/asound")
PROCESSES: Final = Path("/proc")
DEVICES: Final = Path("/dev")
NO_SOUND: Final = "No sound system answers here."


def microphone() -> Told:
    """Through PulseAudio or PipeWire, or else the kernel's own list."""
    return of_sound_server() or of_kernel() or Told(None, NO_SOUND)


def camera(processes: Path = PROCESSES, devices: Path = DEVICES) -> Told:
    """Whether a program of the person's own has a camera open. What others run nobody may see."""
    if not any(devices.glob("video*")):
        return Told(False, "no camera")
    prefix = str(devices / "video")
    for process in processes.glob("[0-9]*"):
        if process.name != str(os.getpid()) and _has_open(process / "fd", prefix):
            return Told(True, "the list of open files")
    return Told(False, "the list of open files")


def _has_open(folder: Path, prefix: str) -> bool:
    try:
        entries = os.listdir(folder)  # noqa: PTH208 - thousands in all: no objects in between
    except OSError:  # another person's, or it has just ended
        return False
    for entry in entries:
        try:
            if os.readlink(f"{folder}/{entry}").startswith(prefix):  # noqa: PTH115 - the same
                return True
        except OSError:
            continue
    return False


def of_sound_server() -> Told | None:
    """Who records, as PulseAudio or PipeWire's stand-in for it tells; None where neither runs."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if not (os.environ.get("PULSE_SERVER") or (runtime and (Path(runtime) / "pulse" / "native").exists())):
        return None  # asking would start a server
    recordings = _pactl("list", "source-outputs")
    sources = _pactl("list", "short", "sources")
    if recordings is None or sources is None:
        return None
    monitors = {line.split()[0] for line in sources.splitlines() if ".monitor" in line.split("\t")[1]}
    blocks = re.split(r"^Source Output #", recordings, flags=re.MULTILINE)[1:]
    return Told(any(_records(block, monitors) for block in blocks), "the sound server")


def _records(block: str, monitors: set[str]) -> bool:
    """Whether a recording is one of a voice.

    Not one that stands still, listens to what the loudspeakers play, or only moves the needle of a meter.
    """
    source = re.search(r"^\s*Source: (\d+)", block, flags=re.MULTILINE)
    if source and source[1] in monitors:
        return False
    return not re.search(
        r'^\s*(Corked: yes|Resample method: peaks|media\.name = "Peak detect")', block, flags=re.MULTILINE
    )


def _pactl(*words: str) -> str | None:
    try:
        done = subprocess.run(  # noqa: S603 - the sound server's own program
            ["pactl", *words],  # noqa: S607
            env={**os.environ, "LC_ALL": "C"},
            capture_output=True,
            text=True,
            check=True,
            timeout=PATIENCE,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout


def of_kernel(alsa: Path = ALSA) -> Told | None:
    """Whether a sound card records; None without one. Bluetooth's microphones are no sound cards."""
    if not alsa.is_dir():
        return None
    for status in alsa.glob("card*/pcm*c/sub*/status"):
        try:
            if "state: RUNNING" in status.read_text():
                return Told(True, "the sound card")
        except OSError:
            continue
    return Told(False, "the sound card")
