"""What the simulator asks its own printer over IPP: whether a job is to stop, and to run a job.

RFC 8010 (encoding) and RFC 8011 (operations), as little of them as is needed.
"""

from __future__ import annotations

import http.client
import struct
from collections.abc import Iterator
from typing import Final

PRINT_JOB: Final = 0x0002
GET_JOB_ATTRIBUTES: Final = 0x0009
GET_PRINTER_ATTRIBUTES: Final = 0x000B
IDLE: Final = struct.pack(">i", 3)
OPERATION_GROUP, END = 0x01, 0x03
INTEGER, NAME, KEYWORD, URI, CHARSET, LANGUAGE, MIME = 0x21, 0x42, 0x44, 0x45, 0x47, 0x48, 0x49
TIME_LIMIT: Final = 3.0  # seconds
PATH: Final = "/ipp/print"

Attribute = tuple[int, str, bytes]


class IppClient:
    """Questions to the printer on a loopback port; a new connection for each."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._uri = f"ipp://localhost:{port}{PATH}".encode()

    def is_to_stop(self, job: int) -> bool:
        """Whether somebody cancelled `job`. Raises OSError when the printer is gone."""
        answer = self._ask(
            GET_JOB_ATTRIBUTES,
            (INTEGER, "job-id", struct.pack(">i", job)),
            (KEYWORD, "requested-attributes", b"job-state-reasons"),
        )
        reasons = {value for _, name, value in _attributes(answer) if name == "job-state-reasons"}
        return b"processing-to-stop-point" in reasons

    def is_idle(self) -> bool:
        """Whether the printer works on nothing. Raises OSError when it is gone."""
        answer = self._ask(
            GET_PRINTER_ATTRIBUTES, (KEYWORD, "requested-attributes", b"printer-state")
        )
        states = [value for _, name, value in _attributes(answer) if name == "printer-state"]
        return states == [IDLE]

    def run_job(self, name: str) -> bool:
        """Have the printer run its command for an empty job; False when it is busy."""
        answer = self._ask(
            PRINT_JOB,
            (NAME, "requesting-user-name", b"hand"),
            (NAME, "job-name", name.encode()),
            (MIME, "document-format", b"application/pdf"),
            document=b"%PDF-hand",
        )
        return answer[2:4] < b"\x01\x00"

    def _ask(self, operation: int, *attributes: Attribute, document: bytes = b"") -> bytes:
        first: tuple[Attribute, ...] = (
            (CHARSET, "attributes-charset", b"utf-8"),
            (LANGUAGE, "attributes-natural-language", b"en"),
            (URI, "printer-uri", self._uri),
        )
        body = struct.pack(">BBHIB", 2, 0, operation, 1, OPERATION_GROUP)
        body += b"".join(map(_encode, first + attributes)) + bytes((END,)) + document
        connection = http.client.HTTPConnection("localhost", self._port, timeout=TIME_LIMIT)
        try:
            connection.request("POST", PATH, body, {"Content-Type": "application/ipp"})
            return connection.getresponse().read()
        except http.client.HTTPException as error:
            raise ConnectionError("the printer broke off its answer") from error
        finally:
            connection.close()


def _encode(attribute: Attribute) -> bytes:
    tag, name, value = attribute
    return (
        struct.pack(">BH", tag, len(name)) + name.encode() + struct.pack(">H", len(value)) + value
    )


def _attributes(message: bytes) -> Iterator[Attribute]:
    """Every value of an answer; further values of one attribute keep its name."""
    place, name = 8, ""
    while place < len(message) and message[place] != END:
        tag = message[place]
        place += 1
        if tag < 0x10:  # a group begins
            continue
        (size,) = struct.unpack_from(">H", message, place)
        name = message[place + 2 : place + 2 + size].decode() or name
        place += 2 + size
        (size,) = struct.unpack_from(">H", message, place)
        yield tag, name, message[place + 2 : place + 2 + size]
        place += 2 + size
