"""What the robot makes of what it is told."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from simulators.tour.eye import Eye, NotSeenError, Sight

TOLD: dict[str, Any] = {
    "question": "ReadGuide",
    "dialog": "",
    "size": [1080, 1920],
    "pieces": [
        {"role": "text", "text": "社会保障卡补领", "rect": [40, 200, 500, 60]},
        {"role": "button", "text": "退出办理", "rect": [10, 1800, 200, 90], "off": False},
        {"role": "button", "text": "退出", "rect": [300, 1800, 200, 90], "off": False},
    ],
}


@contextmanager
def terminal(path: Path, *answers: dict[str, Any]) -> Iterator[None]:
    """Answers looks with these, then closes."""
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(path))
    server.listen(1)

    def serve() -> None:
        client, _ = server.accept()
        with client, client.makefile("rw", encoding="utf-8") as wire:
            for answer in answers:
                wire.readline()
                wire.write(json.dumps(answer) + "\n")
                wire.flush()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield
    finally:
        thread.join(60)
        server.close()


def alive() -> None:
    """The terminal runs."""


def test_exact_words_come_before_words_that_contain_them() -> None:
    sight = Sight.of(TOLD)
    piece = sight.find("退出", "button")
    assert piece is not None
    assert piece.centre == (400, 1845)


def test_a_look_brings_the_next_sight(tmp_path: Path) -> None:
    home = {**TOLD, "question": "Home"}
    with terminal(tmp_path / "hands", TOLD, home), Eye(tmp_path / "hands", alive) as eye:
        assert eye.until(lambda now: now.question == "Home", "home").question == "Home"


def test_what_does_not_come_is_named_with_what_was_there(tmp_path: Path) -> None:
    with (
        terminal(tmp_path / "hands", TOLD),
        Eye(tmp_path / "hands", alive) as eye,
        pytest.raises(NotSeenError, match=r"Home.*ReadGuide.*社会保障卡补领"),
    ):
        eye.until(lambda now: now.question == "Home", "Home", seconds=0.0)


def test_a_screen_that_does_not_answer_is_told(tmp_path: Path) -> None:
    with (
        terminal(tmp_path / "hands", {"error": "the screen does not answer"}),
        Eye(tmp_path / "hands", alive) as eye,
        pytest.raises(NotSeenError, match="does not answer"),
    ):
        eye.look()


def test_a_terminal_that_has_gone_is_told(tmp_path: Path) -> None:
    with (
        terminal(tmp_path / "hands"),
        Eye(tmp_path / "hands", alive) as eye,
        pytest.raises(NotSeenError, match="any more"),
    ):
        eye.look()


def test_the_last_words_of_a_terminal_that_broke_are_told(tmp_path: Path) -> None:
    looks = iter(range(3))

    def ended() -> None:
        if next(looks, None) is None:
            raise RuntimeError("Traceback of the terminal")

    with (
        terminal(tmp_path / "hands"),
        Eye(tmp_path / "hands", ended) as eye,
        pytest.raises(RuntimeError, match="Traceback"),
    ):
        eye.look()
