"""How an eSCL scanner is, asked of itself: GET ScannerStatus, which disturbs no scan.

Source: Mopria eSCL Technical Specification 2.97, 9.1. SANE has no way to ask this.
"""

from __future__ import annotations

import re
import socket
import time
from typing import Final
from urllib.parse import urlsplit

from drivers.driver import Health, NoDevice, Offline, Status, Supply

TIMEOUT: Final = 0.7
"""Seconds to connect, and again to answer: together less than a heartbeat may take."""
LONGEST: Final = 65536
"""Bytes read of an answer that may be noise."""
STATUS_LINE: Final = re.compile(rb"HTTP/1\.\d (\d{3})\b")
ADF_STATE: Final = re.compile(rb"<(?:\w+:)?AdfState>\s*(\w+)\s*<")
IS_STATUS: Final = re.compile(rb"<(?:\w+:)?ScannerStatus[\s>]")
FEEDER: Final = {
    b"ScannerAdfEmpty": (Health.ONLINE, "feeder empty", Supply.OUT),
    b"ScannerAdfLoaded": (Health.ONLINE, "feeder loaded", Supply.FULL),
    b"ScannerAdfProcessing": (Health.ONLINE, "scanning", Supply.UNKNOWN),
    b"ScannerAdfJam": (Health.USER_ERROR, "feeder jammed: take the sheets out", Supply.JAMMED),
    b"ScannerAdfDoorOpen": (Health.USER_ERROR, "feeder's cover open: shut it", Supply.UNKNOWN),
}


def ask(url: str) -> Status:
    """Health, and the supply "feeder" where there is one. `url`: the scanner's eSCL root.

    Raises:
        NoDevice: nothing listens there.
        Offline: it does not answer in time, or not as an eSCL scanner does.
    """
    code, body = _get(f"{url.rstrip('/')}/ScannerStatus")
    if code == 503:
        return Status(Health.BUSY, "the scanner says it is busy")
    status = read_status(body) if code == 200 else None
    if status is None:
        raise Offline(f"what answers at {url} is no eSCL scanner (HTTP {code})")
    return status


def read_status(body: bytes) -> Status | None:
    """What a ScannerStatus says; None for what is none."""
    if not IS_STATUS.search(body):
        return None
    told = ADF_STATE.search(body)
    health, detail, supply = FEEDER.get(told[1] if told else b"", (Health.ONLINE, "", None))
    return Status(health, detail, (("feeder", supply),) if supply else ())


def _get(url: str) -> tuple[int, bytes]:
    """Status code and body. By hand: http.client would double what the process holds at rest."""
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    place = parts.hostname or "", parts.port or (443 if secure else 80)
    try:
        connection = socket.create_connection(place, TIMEOUT)
    except OSError as error:
        raise NoDevice(f"no scanner listens at {url}: power, cable, address?") from error
    try:
        with connection, _secured(connection) if secure else connection as wire:
            wire.sendall(f"GET {parts.path} HTTP/1.0\r\nHost: {parts.netloc}\r\n\r\n".encode())
            answer = _read(wire)
    except OSError as error:
        raise Offline(f"the scanner at {url} does not answer: {error}") from error
    head, _, body = answer.partition(b"\r\n\r\n")
    told = STATUS_LINE.match(head)
    return (int(told[1]), body) if told else (0, b"")


def _read(wire: socket.socket) -> bytes:
    """All that comes until the other end closes, in time. Raises OSError."""
    answer = b""
    end = time.monotonic() + TIMEOUT
    while len(answer) < LONGEST and (data := wire.recv(4096)):
        answer += data
        wire.settimeout(max(0.001, end - time.monotonic()))
    return answer


def _secured(connection: socket.socket) -> socket.socket:
    """Scanners certify themselves, and airscan asks them for no better proof."""
    import ssl

    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context.wrap_socket(connection)
