"""A terminal's machine whose disk fills up and whose clock jumps (see bad_machine.c)."""

from __future__ import annotations

import errno
import mmap
import os
import struct
import subprocess
from pathlib import Path

SOURCE = Path(__file__).with_name("bad_machine.c")
LAYOUT = struct.Struct("=qq")
FULL, READ_ONLY, WELL = errno.ENOSPC, errno.EROFS, 0


def build(folder: Path) -> Path:
    """The library to preload."""
    library = folder / "bad_machine.so"
    command = ["gcc", "-shared", "-fPIC", "-O1", str(SOURCE), "-o", str(library), "-ldl"]
    subprocess.run(command, check=True, timeout=60)
    return library


class BadMachine:
    """What goes wrong below one process, which is to be started with `environment`.

    `disk` is the folder whose disk goes bad; the control file `control` lies elsewhere.
    """

    def __init__(self, library: Path, disk: Path, control: Path) -> None:
        control.write_bytes(bytes(LAYOUT.size))
        with control.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), LAYOUT.size)
        self._disk, self._clock = WELL, 0
        self.environment = {
            **os.environ,
            "LD_PRELOAD": str(library),
            "BAD_MACHINE": str(control),
            "BAD_MACHINE_FOLDER": str(disk.resolve()),
        }

    def disk(self, condition: int) -> None:
        """FULL, READ_ONLY or WELL, from now on."""
        self._disk = condition
        self._write()

    def clock(self, ahead_s: int) -> None:
        """Set the clock to so many seconds ahead of the true time; negative: behind."""
        self._clock = ahead_s
        self._write()

    def _write(self) -> None:
        self._map[:] = LAYOUT.pack(self._disk, self._clock)
