"""The daemons: Debian's ippeveprinter as the printer, and a cupsd with a queue to it.

Source: ippeveprinter(1), cupsd.conf(5), cups-files.conf(5). All listen on loopback or on sockets
in a folder of their own, need no systemd, and touch nothing of the machine's own cupsd.
ippeveprinter wants a D-Bus daemon even when it advertises nothing (`-r off`): a private one.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Final

from simulators.page_printer.daemon import Daemon, DaemonError

PREFIX: Final = "one-network-page-printer-"
QUEUE: Final = "A4"
IPPEVEPRINTER: Final = "/usr/sbin/ippeveprinter"
CUPSD: Final = "/usr/sbin/cupsd"
LPADMIN: Final = "/usr/sbin/lpadmin"
RELAY: Final = Path(__file__).with_name("relay.py")
TRAYS: Final = {"main": 1, "by-pass-tray": 3}
"""ippeveprinter's own trays, and their numbers in its forms."""
BUS_CONFIG: Final = """<busconfig><type>system</type><listen>unix:path={socket}</listen>
<auth>EXTERNAL</auth><policy context="default"><allow user="*"/><allow own="*"/>
<allow send_destination="*" eavesdrop="false"/><allow receive_sender="*"/></policy></busconfig>
"""
CUPSD_CONFIG: Final = """Listen {socket}
LogLevel warn
Browsing No
DirtyCleanInterval 0
DefaultAuthType None
WebInterface No
PreserveJobHistory Yes
PreserveJobFiles {keep_files}
JobRetryInterval 2
ErrorPolicy retry-current-job
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  SubscriptionPrivateAccess all
  SubscriptionPrivateValues none
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""
FOLDERS: Final = ("root", "spool", "cache", "state", "temp", "printer")
CUPS_FILES_CONFIG: Final = """ServerRoot {where}/root
RequestRoot {where}/spool
CacheDir {where}/cache
StateDir {where}/state
TempDir {where}/temp
AccessLog {where}/access.log
ErrorLog {where}/error.log
PageLog {where}/page.log
Sandboxing relaxed
"""


class FarEnd:
    """Both daemons in a folder of their own, wiped at the end. `keep_files`: cupsd keeps what it
    has printed, as Debian's does by default."""

    def __init__(self, keep_files: bool = False) -> None:
        _sweep()
        self._where = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
        # cupsd's helpers run as another user and must get through; nobody can list it.
        self._where.chmod(0o711)
        self.cups_socket = self._where / "cups.sock"
        self.mechanism_socket = self._where / "mechanism.sock"
        self.printer_port = _free_port()
        self._write_configs(keep_files)
        self._bus = self._daemon("dbus-daemon", "dbus", self._bus_answers, *self._bus_options())
        self.printer = self._daemon(
            IPPEVEPRINTER,
            "cups-ipp-utils",
            self._printer_answers,
            *self._printer_options(),
        )
        self.cupsd = self._daemon(CUPSD, "cups-daemon", self._cupsd_answers, *self._cupsd_options())

    def start(self) -> None:
        """Everything serves when this returns. Raises DaemonError."""
        self._bus.start()
        self.printer.start()
        self.cupsd.start()
        self._make_queue()

    def close(self) -> None:
        """End everything and wipe the folder, spools and all."""
        for daemon in (self.cupsd, self.printer, self._bus):
            daemon.stop()
        shutil.rmtree(self._where, ignore_errors=True)

    def set_levels(self, sheets: int, toner: int) -> None:
        """What the printer reports of its trays (sheets) and its toner (percent).

        Raises OSError when the printer is off.
        """
        trays = "&".join(f"size{n}=iso_a4_210x297mm&level{n}={sheets}" for n in TRAYS.values())
        for form in (f"media?{trays}", f"supplies?supply0=25&supply1={toner}"):
            url = f"http://127.0.0.1:{self.printer_port}/{form}"
            with urllib.request.urlopen(url, timeout=3) as answer:
                answer.read()

    def _daemon(
        self, program: str, package: str, ready: Callable[[], bool], *options: str
    ) -> Daemon:
        env = {"DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={self._where}/bus", "LC_ALL": "C"}
        log = self._where / f"{Path(program).name}.log"
        return Daemon([program, *options], package, log, ready, env)

    def _write_configs(self, keep_files: bool) -> None:
        for folder in FOLDERS:
            (self._where / folder).mkdir()
        bus = BUS_CONFIG.format(socket=self._where / "bus")
        (self._where / "bus.conf").write_text(bus, "utf-8")
        cupsd = CUPSD_CONFIG.format(
            socket=self.cups_socket, keep_files="Yes" if keep_files else "No"
        )
        (self._where / "cupsd.conf").write_text(cupsd, "utf-8")
        files = CUPS_FILES_CONFIG.format(where=self._where)
        (self._where / "cups-files.conf").write_text(files, "utf-8")
        command = self._where / "print"
        relay = f'exec "{sys.executable}" -IS "{RELAY}" "{self.mechanism_socket}" "$1"'
        command.write_text(f"#!/bin/sh\n{relay}\n", "utf-8")
        command.chmod(0o755)

    def _bus_options(self) -> tuple[str, ...]:
        return (f"--config-file={self._where}/bus.conf", "--nofork", "--nopidfile")

    def _printer_options(self) -> tuple[str, ...]:
        spool, command, port = self._where / "printer", self._where / "print", self.printer_port
        places = ("-d", str(spool), "-c", str(command), "-n", "localhost", "-p", str(port))
        return ("-2", "-s", "30", "-r", "off", *places, "-f", "application/pdf", "Simulated A4")

    def _cupsd_options(self) -> tuple[str, ...]:
        where = self._where
        return ("-f", "-c", str(where / "cupsd.conf"), "-s", str(where / "cups-files.conf"))

    def _bus_answers(self) -> bool:
        return _listens(self._where / "bus")

    def _printer_answers(self) -> bool:
        with socket.socket() as client:
            return client.connect_ex(("127.0.0.1", self.printer_port)) == 0

    def _cupsd_answers(self) -> bool:
        return _listens(self.cups_socket)

    def _make_queue(self) -> None:
        device = f"ipp://localhost:{self.printer_port}/ipp/print"
        options = ("-p", QUEUE, "-E", "-v", device, "-m", "everywhere", "-o", "PageSize=A4")
        made = subprocess.run(
            [LPADMIN, "-h", str(self.cups_socket), *options], capture_output=True, text=True
        )
        if made.returncode != 0:
            raise DaemonError(f"lpadmin: {made.stderr.strip()}")


def _listens(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as client:
        return client.connect_ex(str(path)) == 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _sweep() -> None:
    """Wipe what a killed simulator left behind: its spools hold documents."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        owner = folder.name.removeprefix(PREFIX).split("-")[0]
        if not Path(f"/proc/{owner}").exists():
            shutil.rmtree(folder, ignore_errors=True)
