from __future__ import annotations

import threading
from dataclasses import dataclass, field

from coach.desktop.speech.speaker import LATE, NONE_FOUND, Speaker
from coach.player.voice import Manner, Voice, estimated_seconds


@dataclass
class Recorded:
    """An engine that notes what it is told, and may break."""

    name: str = "recorded"
    breaks_at: str = ""
    known: dict[str, float] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    done: threading.Event = field(default_factory=threading.Event)

    def adopt(self, manner: Manner) -> None:
        """Note the manner."""
        self.told.append(f"adopt {manner.language} {manner.rate}")

    def say(self, text: str) -> None:
        """Note the sentence, or break."""
        if text == self.breaks_at:
            raise TimeoutError("wedged")
        self.told.append(f"say {text}")
        if text == "end":
            self.done.set()

    def prepare(self, text: str) -> None:
        """Note it; its length is known from then on."""
        self.told.append(f"prepare {text}")
        self.known[text] = 2.5

    def hush(self) -> None:
        """Note it."""
        self.told.append("hush")

    def seconds(self, text: str) -> float | None:
        """Known once prepared."""
        return self.known.get(text)

    def voices(self) -> tuple[Voice, ...]:
        """One voice."""
        return (Voice("v", "Vera", "en"),)

    def close(self) -> None:
        """Note it."""
        self.told.append("close")
        self.done.set()


def missing() -> Recorded:
    """An engine that is not installed."""
    raise FileNotFoundError("none here")


def ready(*engines: object) -> Speaker:
    """A speaker whose engine has been found, or not."""
    known = threading.Event()
    speaker = Speaker(engines, on_ready=known.set)  # type: ignore[arg-type]
    assert known.wait(10)
    return speaker


def test_sentences_reach_the_engine_in_order() -> None:
    """What is said, hushed and changed is done in that order, on the engine's own thread."""
    engine = Recorded()
    speaker = ready(lambda: engine)
    speaker.say("one")
    speaker.hush()
    speaker.adopt(Manner("de", rate=20))
    speaker.say("end")
    assert engine.done.wait(10)
    assert engine.told == ["adopt en 0", "say one", "hush", "adopt de 20", "say end"]
    assert (speaker.engine, speaker.voices[0].name, speaker.trouble) == ("recorded", "Vera", "")


def test_the_first_engine_there_is_is_taken() -> None:
    """Engines that are not installed are passed over."""
    engine = Recorded()
    assert ready(missing, lambda: engine).engine == "recorded"


def test_an_engine_that_stops_answering_is_replaced() -> None:
    """When an engine falls silent in mid-session, the next one speaks from then on."""
    broken, whole = Recorded("broken", breaks_at="hello"), Recorded("whole")
    speaker = ready(lambda: broken, lambda: whole)
    speaker.say("hello")
    assert broken.done.wait(10)
    speaker.say("end")
    assert whole.done.wait(10)
    assert whole.told == ["adopt en 0", "say end"]
    assert speaker.engine == "whole"


def test_without_any_engine_the_trouble_says_how_to_get_one() -> None:
    """With no engine, nothing is raised or waited for, and the reason names what to install."""
    speaker = ready(missing, missing)
    speaker.say("hello")
    assert speaker.trouble == NONE_FOUND
    assert "espeak-ng" in speaker.trouble
    assert speaker.seconds("hello") == estimated_seconds("hello", Manner())


def test_a_prepared_sentence_has_its_true_length() -> None:
    """Once an engine has prepared a sentence its own length is reckoned with, in that manner only."""
    engine = Recorded()
    speaker = ready(lambda: engine)
    speaker.prepare(["hello"])
    speaker.say("end")
    assert engine.done.wait(10)
    speaker.close()
    engine.done.clear()
    assert engine.done.wait(10)
    assert speaker.seconds("hello") in {2.5, estimated_seconds("hello", Manner())}
    speaker.manner = Manner(rate=50)
    assert speaker.seconds("hello") == estimated_seconds("hello", Manner(rate=50))


def test_a_sentence_whose_moment_has_passed_is_not_said() -> None:
    """What reaches an engine too late (it was busy, or only just found) is left unsaid."""
    engine, opened = Recorded(), threading.Event()

    def slow() -> Recorded:
        assert opened.wait(10)
        return engine

    known = threading.Event()
    speaker = Speaker([slow], on_ready=known.set)
    speaker.say("too late")
    threading.Event().wait(LATE + 0.05)  # real time: the limit is of the clock on the wall
    opened.set()
    assert known.wait(10)
    speaker.say("end")
    assert engine.done.wait(10)
    assert engine.told == ["adopt en 0", "say end"]


def test_a_faster_manner_takes_less_time() -> None:
    """Twice as fast takes half as long, but for the quiet before and after."""
    usual, twice = (estimated_seconds("x" * 140, Manner(rate=rate)) for rate in (0, 100))
    assert usual - 0.25 == 2 * (twice - 0.25) == 10
