"""From one screen to the next, over a bare Kivy screen manager that draws the same.

python -m tests.bench.change kiosk|bare FILE   prints the processor time of a change, milliseconds;
                                               FILE: what the kiosk draws, for the bare one
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any, Final

from tests.bench.ground import COMPILED, HIGH, WIDE, Ground
from tests.bench.rows import Row, against

PROJECT: Final = Path(__file__).parents[2]
ROUNDS: Final = 3
VISITS: Final = 16
NAMES: Final = ("张示例", "李样本")
"""Two citizens in turns; as long, so that all the rest of the form stays as it is."""


def measure(ground: Ground) -> list[Row]:
    """Each in a process of its own, in turns."""
    taken: dict[str, list[float]] = {"kiosk": [], "bare": []}
    for _ in range(ROUNDS):
        for kind, times in taken.items():
            times.append(_told(ground.display, kind, ground.base / "screens.json"))
    title = "change to the next screen, processor time / bare Kivy's"
    return [against(title, median(taken["kiosk"]), median(taken["bare"]), "ms", 1.5)]


def _told(display: str, kind: str, file: Path) -> float:
    command = [sys.executable, "-m", "tests.bench.change", kind, str(file)]
    env = {**os.environ, **COMPILED, "DISPLAY": display}
    told = subprocess.run(command, env=env, cwd=PROJECT, check=True, capture_output=True)
    return float(told.stdout)


def _change(show: Callable[[int, int], None], screens: int) -> float:
    """Median of the processor time from asking for a screen until it is drawn, raster threads
    included; `show(screen, citizen)`."""
    from kivy.base import EventLoop

    times = []
    for visit in range(VISITS):
        for number in range(screens):
            begun = time.process_time()
            show(number, visit % 2)
            EventLoop.idle()
            if visit > 1:  # by then both citizens have been on every screen
                times.append(time.process_time() - begun)
            for _ in range(3):
                EventLoop.idle()
    return median(times) * 1000


def _kiosk(file: Path) -> float:
    from tests.soak.sessions import Sessions

    shell = Sessions()
    from tests.bench.drawing import Recorder

    recorder = Recorder()
    questions = [_questions(name) for name in NAMES]
    drawn: list[list[object]] = []
    for citizen in questions:
        drawn.append([])
        for question in citizen:
            shell.show(question)
            drawn[-1].append(recorder.marks(shell.screen))
    file.write_text(json.dumps(drawn), "utf-8")

    def show(number: int, citizen: int) -> None:
        shell.present(questions[citizen][number])

    return _change(show, len(questions[0]))


def _questions(name: str) -> list[Any]:
    """What somebody of that name is asked, one after another."""
    from kiosk.conversation.questions import Row as Read
    from tests.screens import samples_apply as apply
    from tests.screens import samples_find as find

    read = (Read("姓名", name), *apply.FORM.from_card[1:])
    return [find.GUIDE, find.CONSENT, replace(apply.FORM, from_card=read), apply.REVIEW]


def _bare(file: Path) -> float:
    from tests.bench.bare import configure

    configure(WIDE, HIGH)
    from kivy.base import EventLoop, runTouchApp
    from kivy.clock import Clock

    from screens.kit.theme import theme
    from tests.bench.bare_screens import Mark, manager

    told = json.loads(file.read_text("utf-8"))
    drawn = [[[Mark(*mark) for mark in screen] for screen in citizen] for citizen in told]
    shown = manager(drawn[0])
    EventLoop.ensure_window()
    EventLoop.window.clearcolor = theme.color.bg
    runTouchApp(shown, embedded=True)
    Clock._max_fps = 0

    def show(number: int, citizen: int) -> None:
        shown.get_screen(str(number)).write(drawn[citizen][number])
        shown.current = str(number)

    return _change(show, len(drawn[0]))


if __name__ == "__main__":
    sys.stdout.write(f"{ {'kiosk': _kiosk, 'bare': _bare}[sys.argv[1]](Path(sys.argv[2])):.3f}\n")
