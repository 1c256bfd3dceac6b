"""The far end of every wire at once: device simulators and backend, on loopback.

`python -m simulators.far_ends` serves them until Ctrl-C, on the ports of the simulated profile.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from simulators.addresses import FILE_NAME, Addresses
from simulators.children import Children
from simulators.display import free_port

BACKEND_PORT: Final = 8070
PORTS: Final = {
    "printer": 9100,
    "camera": 8081,
    "scanner": 8082,
    "face-camera": 8083,
    "panel": 8090,
}
"""Of the device simulators, by the name of their option."""


@dataclass(frozen=True)
class FarEnds:
    """Where everything is to be found."""

    devices: Addresses
    backend_url: str

    def overrides(self) -> list[str]:
        """`kiosk run` options that point the simulated profile at these far ends."""
        settings = {
            "backend.url": self.backend_url,
            "devices.id_card.port": self.devices.id_card,
            "devices.receipt_printer.port": str(self.devices.printer_port),
            "devices.page_printer.server": self.devices.page_printer_server,
            "devices.document_camera.source": self.devices.camera_url,
            "devices.face_camera.source": self.devices.face_camera_url,
            "devices.rating_pad.port": self.devices.rating_pad,
            "devices.code_reader.port": self.devices.code_reader,
            "devices.scanner.device": self.devices.scanner_url,
            "devices.smart_card.socket": self.devices.smart_card,
            "devices.io_board.port": self.devices.io_board,
        }
        return [word for key, value in settings.items() for word in ("--set", f"{key}={value}")]


def start(children: Children, run_dir: Path, data_dir: Path, *options: str) -> FarEnds:
    """Start both programs and wait until they serve; `options` are for the device simulators.

    Raises ChildEndedError or TimeoutError.
    """
    run_dir.mkdir(parents=True, exist_ok=True)
    ready = run_dir / "backend.json"
    for stale in (ready, run_dir / FILE_NAME):
        stale.unlink(missing_ok=True)
    ports = [f"--{device}-port={free_port(port)}" for device, port in PORTS.items()]
    python = [sys.executable, "-m"]
    children.start("devices", [*python, "simulators", "--run-dir", str(run_dir), *ports, *options])
    where = ["--port", str(free_port(BACKEND_PORT)), "--data-dir", str(data_dir)]
    children.start("backend", [*python, "simulators.backend", *where, "--ready-file", str(ready)])
    children.wait_for(run_dir / FILE_NAME)
    children.wait_for(ready)
    port = json.loads(ready.read_text("utf-8"))["port"]
    return FarEnds(Addresses.read(run_dir), f"http://127.0.0.1:{port}")


def main() -> int:
    """Serve until Ctrl-C; the addresses go to standard output."""
    parser = argparse.ArgumentParser(prog="kiosk simulate", description=__doc__)
    parser.add_argument("--var", type=Path, default=Path("var"), help="where data and logs go")
    var = parser.parse_args().var.resolve()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with Children(var / "log") as children:
            ends = start(children, var / "run", var / "backend")
            sys.stdout.write(f"Simulated hardware: {ends.devices.panel_url}\n")
            sys.stdout.write(f"kiosk run {' '.join(ends.overrides())}\n")
            sys.stdout.flush()
            while True:
                children.check()
                time.sleep(1)
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
