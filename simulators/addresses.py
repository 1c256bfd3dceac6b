"""Where the running simulators are to be found: RUN/simulators.json."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

FILE_NAME: Final = "simulators.json"


@dataclass(frozen=True)
class Addresses:
    """Ports and paths of every simulated device, and of the testers' panel."""

    pid: int
    id_card: str
    rating_pad: str
    code_reader: str
    smart_card: str
    io_board: str
    printer_host: str
    printer_port: int
    printer_serial: str
    printer_device: str
    page_printer_server: str
    page_printer_queue: str
    camera_port: int
    camera_url: str
    scanner_port: int
    scanner_url: str
    face_camera_port: int
    face_camera_url: str
    panel_port: int
    panel_url: str

    def write(self, run_dir: Path) -> None:
        """Put the file there whole: who sees it may read it."""
        fresh = run_dir / f".{FILE_NAME}.new"
        fresh.write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")
        fresh.replace(run_dir / FILE_NAME)

    @classmethod
    def read(cls, run_dir: Path) -> Addresses:
        """Raises FileNotFoundError while the simulators are not ready."""
        return cls(**json.loads((run_dir / FILE_NAME).read_text(encoding="utf-8")))
