"""Codes found in what a scan engine sends: lines of text, `]cm` before each where it is set so.

Source of the prefix: ISO/IEC 15424 (AIM symbology identifiers): `]`, a letter for the symbology,
a modifier.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from drivers.code_reader.contract import Code, Symbology

LONGEST: Final = 7200
"""Bytes of the longest line kept; the largest QR code holds 7089 digits."""
AIM_PREFIX: Final = re.compile(rb"\][A-Za-z][0-9A-Za-z]")
SYMBOLOGIES: Final = {b"Q": Symbology.QR, b"C": Symbology.CODE_128}
BEFORE_A_CODE: Final = bytes(range(0x21))
"""An engine's acknowledgement of a command (06), and what is left of the last line's end."""
WITHIN_A_CODE: Final = "\t\n\r\x1d"
"""The control characters that codes do hold; 1D parts the fields of GS1."""


class LineParser:
    """Cuts lines out of what arrives, in any pieces; what is too long is dropped, never kept.

    `garbage` counts what was thrown away since the last sound code.
    """

    def __init__(self, terminator: bytes) -> None:
        self._terminator = terminator
        self._held = bytearray()
        self._skipping = False
        self.garbage = 0

    def reset(self) -> None:
        """Forget everything."""
        self._held.clear()
        self._skipping = False
        self.garbage = 0

    def feed(self, data: bytes) -> list[bytes]:
        """Take bytes in; gives the lines that are now whole, without their ends."""
        self._held += data
        lines = []
        while (end := self._held.find(self._terminator)) >= 0:
            line = bytes(self._held[:end])
            del self._held[: end + len(self._terminator)]
            if self._skipping or end > LONGEST:
                self._skipping = False
                self.garbage += 1
            else:
                lines.append(line)
        if len(self._held) > LONGEST:
            # Its end is still to come, and may lie on the edge of what arrived.
            del self._held[: -len(self._terminator)]
            self._skipping = True
        return lines

    def give_up(self) -> None:
        """The rest of the line that has begun will not come."""
        if self._held or self._skipping:
            self.garbage += 1
        self._held.clear()
        self._skipping = False


def decode(line: bytes, encodings: Sequence[str], aim_prefix: bool) -> Code | None:
    """The code in a line; None for what cannot be one: no text, or its beginning lost."""
    line = line.lstrip(BEFORE_A_CODE)
    symbology = Symbology.OTHER
    if aim_prefix:
        prefix = AIM_PREFIX.match(line)
        if prefix is None:
            return None
        symbology = SYMBOLOGIES.get(line[1:2], Symbology.OTHER)
        line = line[prefix.end() :]
    text = as_text(line, encodings)
    return Code(text, symbology, line) if text else None


def as_text(raw: bytes, encodings: Sequence[str]) -> str:
    """The text in `raw` by the first encoding that fits; empty when it is none."""
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text if all(_belongs(sign) for sign in text) else ""
    return ""


def _belongs(sign: str) -> bool:
    return unicodedata.category(sign) != "Cc" or sign in WITHIN_A_CODE
