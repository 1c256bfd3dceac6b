"""`python -m simulators --run-dir DIR …`: the device simulators in a process of their own."""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

from simulators.io_board_kinds import KINDS
from simulators.main import SimulatorSettings, run
from simulators.rating_pad import MODELS as PADS
from simulators.scan_engine import MODELS


def _size(text: str) -> tuple[int, int]:
    width, height = text.split("x")
    return int(width), int(height)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m simulators", description=__doc__)
    parser.add_argument("--run-dir", type=Path, required=True, help="where ports and paths appear")
    parser.add_argument("--printer-port", type=int, default=9100, help="0: any free port")
    parser.add_argument("--camera-port", type=int, default=8081)
    parser.add_argument("--scanner-port", type=int, default=8082)
    parser.add_argument("--face-camera-port", type=int, default=8083)
    parser.add_argument("--panel-port", type=int, default=8090)
    parser.add_argument("--speed", type=float, default=1500.0, help="the printer's, mm/s")
    parser.add_argument("--page-seconds", type=float, default=0.3, help="the A4 printer's, a page")
    parser.add_argument("--unpaced", action="store_true", help="serial lines without wire time")
    parser.add_argument("--refind", action="store_true", help="find a card already selected")
    parser.add_argument("--pad-model", choices=sorted(PADS), default="default")
    parser.add_argument("--engine-model", choices=sorted(MODELS), default="triggered")
    parser.add_argument("--board-model", choices=sorted(KINDS), default="sixteen-out")
    parser.add_argument("--camera-size", type=_size, default=(1280, 720), metavar="WxH")
    chosen = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    run(
        SimulatorSettings(
            run_dir=chosen.run_dir.resolve(),
            printer_port=chosen.printer_port,
            camera_port=chosen.camera_port,
            scanner_port=chosen.scanner_port,
            face_camera_port=chosen.face_camera_port,
            panel_port=chosen.panel_port,
            seconds_a_page=chosen.page_seconds,
            mm_per_second=chosen.speed,
            paced=not chosen.unpaced,
            refind=chosen.refind,
            pad_model=chosen.pad_model,
            engine_model=chosen.engine_model,
            board_model=chosen.board_model,
            camera_size=chosen.camera_size,
        )
    )


if __name__ == "__main__":
    main()
