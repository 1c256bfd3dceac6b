"""A list of a thousand services under the finger, over Kivy's own list of as many rows.

python -m tests.bench.scroll kiosk|bare   prints the processor time of a frame in milliseconds
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Final

from tests.bench.ground import COMPILED, HIGH, WIDE, Ground
from tests.bench.rows import Row, against

PROJECT: Final = Path(__file__).parents[2]
ROUNDS: Final = 3
ITEMS: Final = 1000
STEPS: Final = 100
STEP_PX: Final = 24
ROW_PX: Final = 128
NAME: Final = "第 {} 项：社会保障卡补领、换领、换发"
LINE: Final = "约 6 分钟，免费，本机当场办好"


def measure(ground: Ground) -> list[Row]:
    """Each in a process of its own, in turns."""
    taken: dict[str, list[float]] = {"kiosk": [], "bare": []}
    for _ in range(ROUNDS):
        for kind, times in taken.items():
            times.append(_told(ground.display, kind))
    title = f"frame of a list of {ITEMS} that scrolls, processor time / Kivy's own list"
    return [against(title, median(taken["kiosk"]), median(taken["bare"]), "ms", 1.3)]


def _told(display: str, kind: str) -> float:
    command = [sys.executable, "-m", "tests.bench.scroll", kind]
    env = {**os.environ, **COMPILED, "DISPLAY": display}
    told = subprocess.run(command, env=env, cwd=PROJECT, check=True, capture_output=True)
    return float(told.stdout)


def _frame(scroll: Callable[[int], None]) -> float:
    """Median of the processor time of a step and its frame, raster threads included."""
    from kivy.base import EventLoop

    times = []
    for step in range(1, STEPS + 1):
        begun = time.process_time()
        scroll(step * STEP_PX)
        EventLoop.idle()
        times.append(time.process_time() - begun)
    return median(times) * 1000


def _kiosk() -> float:
    from kiosk.conversation.questions import FindService, ServiceCard
    from tests.soak.sessions import Sessions

    cards = tuple(ServiceCard(str(n), NAME.format(n), LINE, "card") for n in range(ITEMS))
    citizens = Sessions()
    citizens.show(FindService(title="全部事项", keyboard=False, results=cards))
    return _frame(citizens.screen.scroll.scroll_to)


def _bare() -> float:
    from tests.bench.bare import configure

    configure(WIDE, HIGH)
    from kivy.base import EventLoop, runTouchApp
    from kivy.clock import Clock

    from tests.bench.bare_list import thousand

    listed = thousand(ITEMS, ROW_PX, NAME, LINE)
    EventLoop.ensure_window()
    runTouchApp(listed, embedded=True)
    Clock._max_fps = 0
    for _ in range(5):
        EventLoop.idle()
    hidden = ITEMS * ROW_PX - HIGH

    def scroll(pixels: int) -> None:
        listed.scroll_y = 1 - pixels / hidden

    return _frame(scroll)


if __name__ == "__main__":
    sys.stdout.write(f"{ {'kiosk': _kiosk, 'bare': _bare}[sys.argv[1]]():.3f}\n")
