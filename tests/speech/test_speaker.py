"""The speaking process by itself: real espeak-ng, recorded, interrupted, gone with its input."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import wave
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from screens.speech.utterance import utter
from screens.speech.voice import Voice

LONG = "请把身份证放在读卡区，平放，有照片的一面朝上。" * 20


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "spoken"


@pytest.fixture
def voice(folder: Path) -> Iterator[Voice]:
    made = Voice(("--record", str(folder)))
    yield made
    made.close()


def say(voice: Voice, words: str, language: str = "zh_CN") -> None:
    utterance = utter(words, language)
    assert utterance is not None
    voice.say(utterance, 175, 100)


def spoken(folder: Path) -> list[dict[str, Any]]:
    lines = (folder / "spoken.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def run(folder: Path, *wishes: dict[str, Any]) -> None:
    """Give the process these lines, one after another is done, and end its input."""
    command = [sys.executable, "-m", "screens.speech.speaker", "--record", str(folder)]
    lines = "".join(json.dumps(wish) + "\n" for wish in wishes)
    subprocess.run(command, input=lines, text=True, check=True, timeout=60)


def test_what_is_recorded_has_the_words_and_sound(voice: Voice, folder: Path) -> None:
    say(voice, "请把身份证放在读卡区")
    say(voice, "Please place your ID card on the reader.", "en")
    say(voice, "請把身分證放在讀卡區", "zh_TW")
    _until_said(folder, 3)
    assert [one["language"] for one in spoken(folder)] == ["zh_CN", "en", "zh_TW"]
    for one in spoken(folder):
        assert one["whole"]
        with wave.open(str(folder / one["wav"])) as sound:
            samples = array("h", sound.readframes(sound.getnframes()))
            assert sound.getnframes() > sound.getframerate()  # more than a second
        assert max(samples) > 2000  # not silence


def test_the_voice_is_of_the_language(folder: Path) -> None:
    """The same letters sound otherwise in Mandarin's voice and in the English one."""
    wish = {"say": "OK 2026", "rate": 175, "volume": 100}
    for language in ("zh_CN", "en"):
        voice = Voice(("--record", str(folder / language)))
        say(voice, str(wish["say"]), language)
        _until_said(folder / language, 1)
        voice.close()
    sounds = [(folder / language / "0001.wav").read_bytes() for language in ("zh_CN", "en")]
    assert sounds[0] != sounds[1]


def test_hush_drops_what_waits(voice: Voice, folder: Path) -> None:
    say(voice, "第一句")
    _until_said(folder, 1)
    for _ in range(200):
        say(voice, LONG)
    voice.hush()
    say(voice, "最后一句")
    _until(lambda: spoken(folder)[-1]["text"] == "最后一句")
    assert len(spoken(folder)) < 100


def test_it_ends_with_its_input_in_the_middle_of_a_sentence(folder: Path) -> None:
    run(folder, *({"say": LONG, "language": "zh_CN", "rate": 80, "volume": 100},) * 50)
    assert len(spoken(folder) if (folder / "spoken.jsonl").exists() else []) < 50


def test_without_a_sound_card_it_says_so_and_ends(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "screens.speech.speaker", "--device", "no-such-card"]
    ended = subprocess.run(command, input="", text=True, capture_output=True, timeout=60)
    assert ended.returncode == 1
    assert "no reading aloud: " in ended.stderr


def test_a_sound_card_takes_it(tmp_path: Path) -> None:
    """ALSA's own null device: everything of the way but the loudspeaker."""
    command = [sys.executable, "-m", "screens.speech.speaker", "--device", "null"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    line = json.dumps({"say": "可以", "language": "zh_CN", "rate": 300, "volume": 100})
    _out, errors = process.communicate(line + "\n", timeout=60)
    assert process.returncode == 0, errors


def _until_said(folder: Path, count: int) -> None:
    file = folder / "spoken.jsonl"
    _until(lambda: file.exists() and len(spoken(folder)) >= count)


def _until(wanted: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not wanted():
        assert time.monotonic() < end
        time.sleep(0.02)
