from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest

from coach.clock import FakeClock, SystemClock
from coach.desktop.sound import open_sound
from coach.desktop.speech.espeak import EspeakEngine
from coach.desktop.speech.speaker import Speaker
from coach.drivers.cue_driver import CueDriver
from coach.drivers.player_driver import PlayerDriver
from coach.player.amend import HoldFor, Instead
from coach.player.change import Kind
from coach.player.cues import closing, cues
from coach.player.phrases import phrases
from coach.player.voice import Manner, Voice
from coach.routine.tail import spliced
from coach.settings import Hearing
from tests.player.plans import TWO_SIDES, plan

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from coach.routine.plan import Timeline
    from tools.loudspeaker import PrivateLoudspeaker

pytestmark = pytest.mark.usefixtures("qapp")


@dataclass
class Ears:
    """A loudspeaker and a voice that note what they are asked for and when; a sentence takes a second."""

    clock: FakeClock
    trouble: str = ""
    engine: str = "ears"
    manner: Manner = field(default_factory=Manner)
    voices: tuple[Voice, ...] = (Voice("Anna", "Anna", "de"), Voice("Vera", "Vera", "en-gb"))
    prepared: list[str] = field(default_factory=list)
    heard: list[tuple[float, str]] = field(default_factory=list)

    def note(self, what: str) -> None:
        """Note something and its moment."""
        self.heard.append((round(self.clock.monotonic(), 3), what))

    def play(self, wav: Path, volume: float = 1.0) -> None:
        """A chime."""
        self.note(f"{wav.stem} {volume}")

    def say(self, text: str) -> None:
        """A sentence."""
        self.note(text)

    def prepare(self, texts: Iterable[str]) -> None:
        """What will be said."""
        self.prepared += texts

    def hush(self, _wav: Path | None = None) -> None:
        """Silence."""
        self.note("hush")

    def adopt(self, manner: Manner) -> None:
        """How to speak."""
        self.manner = manner

    def seconds(self, _text: str) -> float:
        """Every sentence is as long."""
        return 1.0

    def close(self) -> None:
        """Nothing to let go of."""


class Heard:
    """A session with ears on it."""

    def __init__(self, timeline: Timeline, hearing: Hearing | None = None, speed: float = 1.0) -> None:
        self.clock = FakeClock()
        self.ears = Ears(self.clock)
        self.player = PlayerDriver(timeline, self.clock, speed=speed)
        self.cues = CueDriver(self.player, self.ears, self.ears, hearing or Hearing(), speed)
        self.start = self.clock.monotonic()

    def run(self, seconds: float) -> None:
        """Let time pass, with both timers' slots called every tenth of a second."""
        for _ in range(round(seconds * 10)):
            self.clock.advance(0.1)
            self.player.tick()
            self.cues.tick()

    def since_start(self) -> list[str]:
        """What was heard, with seconds since the start."""
        return [f"{at - self.start:.1f} {what}" for at, what in self.ears.heard]


SHORT = plan(
    """
    1 get-ready 5 left
    1 hold 6 left
    1 switch 5 right
    1 hold 6 right
    """
)


LOOPED = plan(
    """
    1 get-ready 5 left
    1 hold 6 left
    2 hold 6 both
    """,
    loop=(0, 1, 20.0),
)
"""A loop of eleven seconds with a limit of twenty, and something afterwards."""


def test_a_loop_that_begins_anew_and_its_limit_are_heard(qtbot: QtBot) -> None:
    """The second pass says that it goes on; at the limit comes silence, and then where to turn to."""
    heard = Heard(LOOPED)
    words = phrases("en")
    assert words.limit in heard.ears.prepared
    assert any(text.startswith(words.until) for text in heard.ears.prepared)
    heard.player.start()
    heard.run(11)
    assert not [what for what in heard.since_start() if words.until in what]
    heard.run(5)
    (again,) = [what for what in heard.since_start() if words.until in what]
    assert again.startswith("11.")
    heard.run(6)
    assert words.limit not in "".join(heard.since_start())
    qtbot.waitUntil(lambda: any(words.limit in what for what in heard.since_start()))
    assert [what.split(" ", 1)[1] for what in heard.since_start()][-3:] == ["hush", "end 0.75", words.limit]


def test_a_session_is_heard_at_its_moments() -> None:
    """Every chime and sentence of a plan comes at its moment, in order, and the end has its own."""
    heard = Heard(SHORT)
    heard.player.start()
    heard.run(22)
    assert heard.since_start() == [
        "0.0 ready 0.75",
        "0.5 Exercise 1. Left side. Gently.",
        "2.0 tick 0.75",
        "3.0 tick 0.75",
        "4.0 tick 0.75",
        "5.0 start 0.75",
        "5.4 Gently.",
        "11.0 switch 0.75",
        "11.7 Switch sides. Now the right.",
        "13.0 tick 0.75",
        "14.0 tick 0.75",
        "15.0 tick 0.75",
        "16.0 start 0.75",
        "16.4 Gently.",
        "22.0 done 0.75",
    ]


def test_a_pause_is_silent_at_once_and_nothing_is_said_twice() -> None:
    """Pausing hushes voice and chimes; going on says only what is still to come."""
    heard = Heard(SHORT)
    heard.player.start()
    heard.run(1)
    heard.player.pause()
    heard.run(10)
    heard.player.resume()
    heard.run(4)
    said = [what for _, what in heard.ears.heard]
    assert said.count("Exercise 1. Left side. Gently.") == 1
    assert said[2:4] == ["hush", "hush"]
    assert said[-1] == "start 0.75"


def test_skipping_cuts_off_what_was_being_said() -> None:
    """A skip hushes the voice before the next step's own words."""
    heard = Heard(TWO_SIDES)
    heard.player.start()
    heard.run(0.6)
    heard.player.skip()
    said = [what for _, what in heard.ears.heard]
    assert said.index("hush") < said.index("switch 0.75")


def test_a_hold_made_longer_silences_what_is_no_longer_true() -> None:
    """What is said of a hold stops when a change makes it untrue; a cue that still holds goes on."""
    heard = Heard(plan("1 get-ready 5 left\n1 hold 20 left"))
    words = phrases("en")
    heard.player.start()
    heard.run(5.6)
    assert heard.since_start()[-1] == "5.4 Gently."
    heard.player.amend(HoldFor(5.0))
    assert heard.since_start()[-1] == "5.4 Gently."
    heard.run(12.8)
    assert heard.since_start()[-1].endswith(words.half)
    heard.player.amend(HoldFor(5.0))
    assert heard.since_start()[-1].endswith("hush")
    heard.run(3)
    assert heard.since_start()[-1].endswith(words.half)


def test_an_easier_way_from_the_next_step_on_silences_nothing_of_this_one() -> None:
    """What is being said of the step in hand is said to its end if that step stays as it is."""
    heard = Heard(SHORT)
    heard.player.start()
    heard.run(0.6)
    heard.player.amend(Instead(Kind.EASIER, lambda timeline, kept: spliced(timeline, kept, SHORT.steps[3:])))
    assert len(heard.player.timeline.steps) == 2
    assert "hush" not in "".join(heard.since_start())


def test_the_person_chooses_what_is_heard() -> None:
    """Without voice only chimes are heard, without ticks no ticks, without chimes only the voice."""
    only_chimes = Heard(SHORT, Hearing(voice=False, metronome=False, chime_volume=50))
    only_chimes.player.start()
    only_chimes.run(6)
    chimes = [one for one in only_chimes.since_start() if not one.endswith("hush")]
    assert chimes == ["0.0 ready 0.5", "5.0 start 0.5"]
    assert only_chimes.ears.prepared == []
    only_voice = Heard(SHORT, Hearing(chimes=False))
    only_voice.player.start()
    only_voice.run(6)
    assert [what for _, what in only_voice.ears.heard if what != "hush"] == [
        "Exercise 1. Left side. Gently.",
        "Gently.",
    ]


def test_all_sentences_are_made_ready_beforehand() -> None:
    """The voice can prepare every sentence of the session before it starts, each once."""
    heard = Heard(SHORT)
    assert heard.ears.prepared == [
        "Exercise 1. Left side. Gently.",
        "Gently.",
        "Switch sides. Now the right.",
        "All done.",
    ]


def test_a_chosen_voice_speaks_only_its_own_language() -> None:
    """An English routine is spoken by the chosen English voice; a chosen German one is left out of it."""
    assert Heard(SHORT, Hearing(voice_id="Vera", voice_speed=150)).ears.manner == Manner(
        "en", "Vera", 50, 100
    )
    assert Heard(SHORT, Hearing(voice_id="Anna")).ears.manner == Manner("en", "", 0, 100)
    german = Heard(replace(SHORT, language="de"), Hearing(voice_id="Anna"))
    assert german.ears.manner == Manner("de", "Anna", 0, 100)
    assert "Seitenwechsel. Jetzt rechts." in german.ears.prepared


def test_a_rehearsal_does_not_gabble() -> None:
    """At twenty times the speed no sentence fits, and none is said."""
    heard = Heard(SHORT, speed=20)
    heard.player.start()
    heard.run(2)
    assert not [what for _, what in heard.ears.heard if what[0].isupper()]


def test_a_session_without_a_voice_has_chimes_only() -> None:
    """Where no voice was found, sentences are left out and the chimes come as planned."""
    heard = Heard(SHORT)
    heard.ears.trouble = "none here"
    heard.player.start()
    heard.run(6)
    assert [what for _, what in heard.ears.heard] == [
        "ready 0.75",
        "tick 0.75",
        "tick 0.75",
        "tick 0.75",
        "start 0.75",
    ]


def test_after_lost_time_nothing_is_said_late() -> None:
    """After a stall the session waits; what would have been heard meanwhile is not made up for."""
    heard = Heard(SHORT)
    heard.player.start()
    heard.clock.advance(60)
    heard.player.tick()
    heard.cues.tick()
    assert [what for _, what in heard.ears.heard] == ["ready 0.75", "hush", "hush"]


def test_what_is_really_heard_comes_when_planned(loudspeaker: PrivateLoudspeaker, qtbot: QtBot) -> None:
    """With a real voice and a recorded loudspeaker, all is heard within a quarter of a second of its moment.

    Every planned chime and sentence sounds at its moment, and nothing sounds at any other.
    """
    timeline = plan("1 get-ready 6 left\n1 hold 4 left\n1 switch 5 right\n1 hold 4 right")
    opened, ready = threading.Event(), threading.Event()
    sound = open_sound(opened.set)
    assert opened.wait(10)
    speaker = Speaker([lambda: EspeakEngine(sound)], on_ready=ready.set)
    assert ready.wait(10)
    player = PlayerDriver(timeline, SystemClock())
    CueDriver(player, sound, speaker, Hearing())
    words = phrases("en")
    qtbot.waitUntil(lambda: (speaker.manner, words.finished) in speaker._lengths, timeout=10_000)
    planned = [
        (step.start + cue.at, step.start + cue.end)
        for index, step in enumerate(timeline.steps)
        for cue in cues(timeline, index, words, speaker.seconds)
    ]
    planned += [(19 + cue.at, 19 + cue.end) for cue in closing(words, speaker.seconds)]
    with qtbot.waitSignal(player.finished, timeout=30_000):
        player.start()
    qtbot.waitUntil(lambda: any(began > 19 for began, _ in loudspeaker.heard(0)), timeout=5_000)
    heard = loudspeaker.heard(1_000, quiet=0.06, within=3)
    zero = heard[0][0]
    heard = [(began - zero, ended - zero) for began, ended in heard]
    assert len(planned) > 10
    for at, _ in planned:
        assert any(began - 0.05 <= at + 0.25 and at <= ended + 0.05 for began, ended in heard), at
    for began, ended in heard:
        assert any(at - 0.05 <= began and ended <= until + 0.25 for at, until in joined(planned)), began
    speaker.close()
    sound.close()


def joined(stretches: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Stretches that follow one another within a quarter of a second, as one."""
    whole: list[tuple[float, float]] = []
    for began, ended in stretches:
        if whole and began - whole[-1][1] < 0.25:
            whole[-1] = (whole[-1][0], ended)
        else:
            whole.append((began, ended))
    return whole
