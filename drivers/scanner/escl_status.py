"""How an eSCL scanner is, asked of itself: GET ScannerStatus, which disturbs no scan.

Source: Mopria eSCL Technical Specification 2.97, 9.1. SANE has no way to ask this.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drivers.driver import Health, NoDevice, Offline, Status, Supply

if TYPE_CHECKING:
    from ssl import SSLContext

TIMEOUT: Final = 0.7
"""Seconds to connect, and again to answer: together less than a heartbeat may take."""
LONGEST: Final = 65536
"""Bytes read of an answer that may be noise."""
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
    from http.client import HTTPConnection, HTTPException, HTTPSConnection
    from urllib.parse import urlsplit

    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port
    connection = HTTPConnection(host, port, timeout=TIMEOUT)
    if parts.scheme == "https":
        connection = HTTPSConnection(host, port, timeout=TIMEOUT, context=_unverified())
    try:
        connection.connect()
    except OSError as error:
        raise NoDevice(f"no scanner listens at {url}: power, cable, address?") from error
    try:
        connection.request("GET", parts.path)
        answer = connection.getresponse()
        return answer.status, answer.read(LONGEST)
    except (OSError, HTTPException) as error:
        raise Offline(f"the scanner at {url} does not answer as one: {error!r}") from error
    finally:
        connection.close()


def _unverified() -> SSLContext:
    """Scanners certify themselves, and airscan asks them for no better proof."""
    import ssl

    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
