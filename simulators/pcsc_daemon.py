"""A pcscd of our own: Debian's, with its virtual reader (vpcd), private and on loopback.

Source: pcscd(8), reader.conf(5), vsmartcard's vpcd. Nothing of the machine's own pcscd is touched
(see pcscd_shim.c), no root and no systemd are needed, and it dies with this process.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

PROGRAM: Final = "/usr/sbin/pcscd"
READER_LIBRARY: Final = Path("/usr/lib/pcsc/drivers/serial/libifdvpcd.so")
READER_SONAME: Final = "libifdvpcd.so.0"
SHIM: Final = Path(__file__).with_name("pcscd_shim.c")
FIRST_PORT: Final = 35963
SLOTS: Final = 2  # built into vpcd
READER_NAME: Final = "Simulated Card Reader (SN990101)"
START_LIMIT: Final = 10.0
STOP_LIMIT: Final = 3.0
LOOKED_AFTER: Final = 0.15
"""Seconds in which pcscd has looked at every slot (pcscd_shim.c)."""
LONGEST_SOCKET_PATH: Final = 107  # bytes, sockaddr_un


class PcscdError(RuntimeError):
    """pcscd cannot be started here; the message says what is missing."""


class PcscDaemon:
    """pcscd on the socket `DIR/pcscd.comm`; cards are put in at `ports`, one for each slot."""

    def __init__(self, where: Path) -> None:
        self.socket_path = where / "pcscd.comm"
        self._where = where
        self._log = where / "pcscd.log"
        self._shim = where / "shim.so"
        self._config = where / "readers"
        self._unplugged = where / "unplugged"
        self._readerless = False
        self._changing = threading.RLock()
        self._slots: list[socket.socket] = []
        self._process: subprocess.Popen[bytes] | None = None
        # pcscd ends with the thread that started it (PR_SET_PDEATHSIG): one that stays.
        self._keeper = ThreadPoolExecutor(1, "pcscd-keeper")

    @property
    def ports(self) -> list[int]:
        """Where a card of each slot connects, on 127.0.0.1; they outlive a restart."""
        return [int(slot.getsockname()[1]) for slot in self._slots]

    @property
    def running(self) -> bool:
        return self._process is not None

    def prepare(self) -> None:
        """Take ports, build the shim. Raises PcscdError."""
        if len(os.fsencode(self.socket_path)) > LONGEST_SOCKET_PATH:
            raise PcscdError(f"{self.socket_path}: too long for a socket, use a shorter folder")
        for needed, package in ((Path(PROGRAM), "pcscd"), (READER_LIBRARY, "vsmartcard-vpcd")):
            if not needed.exists():
                raise PcscdError(f"{needed} is missing: apt-get install {package}")
        shutil.rmtree(self._where, ignore_errors=True)
        self._config.mkdir(parents=True)
        (self._config / "vpcd").write_text(self._reader_conf(), encoding="ascii")
        self._build_shim()
        for _ in range(SLOTS):
            slot = socket.socket()
            slot.bind(("127.0.0.1", 0))
            self._slots.append(slot)

    def start(self) -> None:
        """Serves when this returns; harmless when it does already.

        Raises PcscdError with the end of its log.
        """
        with self._changing:
            if self._process is None:
                self._readerless = self._unplugged.exists()
                self._process = self._keeper.submit(self._spawn).result()
                self._wait_until_it_answers(self._process)

    def _wait_until_it_answers(self, process: subprocess.Popen[bytes]) -> None:
        end = time.monotonic() + START_LIMIT
        while not self._answers():
            if process.poll() is not None or time.monotonic() > end:
                self.stop()
                words = self._log.read_text(encoding="utf-8", errors="replace")[-500:]
                raise PcscdError(f"pcscd did not start: {words}")
            time.sleep(0.01)

    def unplug(self) -> None:
        """Pull the reader's cable; returns when pcscd has noticed."""
        self._unplugged.touch()
        time.sleep(LOOKED_AFTER)

    def plug(self) -> None:
        """Put it back; returns when pcscd has noticed. Raises PcscdError."""
        if not self._unplugged.exists():
            return
        self._unplugged.unlink(missing_ok=True)
        if self._readerless and self.running:
            # For readers that are not on USB, pcscd looks only when it starts.
            self.restart()
        time.sleep(LOOKED_AFTER)

    def stop(self) -> None:
        """End it, as `systemctl stop pcscd` does; harmless when it does not run."""
        with self._changing:
            process, self._process = self._process, None
            if process is None:
                return
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(STOP_LIMIT)
            except subprocess.TimeoutExpired:
                process.kill()  # a reader that waits for a silent card keeps it from ending
                process.wait()
            self.socket_path.unlink(missing_ok=True)

    def restart(self) -> None:
        """Stopped and started again. Raises PcscdError."""
        with self._changing:
            self.stop()
            self.start()

    def close(self) -> None:
        """Stop it for good and free its ports."""
        self.stop()
        self._keeper.shutdown()
        for slot in self._slots:
            slot.close()
        shutil.rmtree(self._where, ignore_errors=True)

    def _spawn(self) -> subprocess.Popen[bytes]:
        slots = [slot.fileno() for slot in self._slots]
        private = {
            "LD_PRELOAD": str(self._shim),
            "PCSCD_DIR": str(self._where),
            "PCSCD_SLOTS": ",".join(map(str, slots)),
        }
        with self._log.open("ab") as log:
            return subprocess.Popen(
                [PROGRAM, "--foreground", "--critical", "--config", str(self._config)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, **private},
                pass_fds=slots,
            )

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as client:
            return client.connect_ex(str(self.socket_path)) == 0

    def _build_shim(self) -> None:
        # Linked to the reader's library: what the shim does not define is found there.
        # Debian's package has no link of that library's own name.
        (self._where / READER_SONAME).symlink_to(READER_LIBRARY)
        linking = f"-Wl,--no-as-needed,-rpath,{self._where.resolve()}"
        parts = [str(SHIM), str(READER_LIBRARY), "-I/usr/include/PCSC"]
        command = ["gcc", "-shared", "-fPIC", linking, "-o", str(self._shim), *parts]
        try:
            subprocess.run(command, check=True, capture_output=True, text=True)
        except FileNotFoundError:
            raise PcscdError("gcc is missing: apt-get install gcc") from None
        except subprocess.CalledProcessError as error:
            raise PcscdError(f"{SHIM.name} does not compile: {error.stderr[-500:]}") from None

    def _reader_conf(self) -> str:
        return (
            f'FRIENDLYNAME "{READER_NAME}"\n'
            f"DEVICENAME /dev/null:{FIRST_PORT:#x}\n"
            f"LIBPATH {self._shim}\n"
            f"CHANNELID {FIRST_PORT:#x}\n"
        )
