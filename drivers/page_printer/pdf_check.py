"""Is it a PDF that this terminal prints? poppler's pdfinfo looks, in a process of its own: a
broken document must not break the driver."""

from __future__ import annotations

import re
from typing import Final

from drivers.driver import WrongSettings

TIME_LIMIT: Final = 10.0  # seconds
LATEST_HEADER: Final = 1024
"""Bytes before `%PDF-` that readers put up with (ISO 32000-1, annex H.3.4.1)."""


class BadDocumentError(ValueError):
    """Not a document to print; the message says why, without quoting it."""


def count_pages(document: bytes, max_bytes: int, max_pages: int) -> int:
    """How many pages it has.

    Raises:
        BadDocumentError: not a PDF, damaged, encrypted, or too large.
        WrongSettings: pdfinfo is not installed.
    """
    import subprocess

    if len(document) > max_bytes:
        raise BadDocumentError(f"{len(document)} bytes are more than {max_bytes}")
    if b"%PDF-" not in document[: LATEST_HEADER + 5]:
        raise BadDocumentError("no PDF")
    try:
        told = subprocess.run(
            ["pdfinfo", "-"], input=document, capture_output=True, timeout=TIME_LIMIT, check=False
        )
    except FileNotFoundError:
        raise WrongSettings("pdfinfo is missing: apt-get install poppler-utils") from None
    except subprocess.TimeoutExpired:
        raise BadDocumentError(f"it cannot be read within {TIME_LIMIT:g} s") from None
    if told.returncode != 0:
        encrypted = b"password" in told.stderr.lower()
        raise BadDocumentError("it is locked by a password" if encrypted else "a damaged PDF")
    fields = dict(re.findall(rb"^(Pages|Encrypted): +(\S+)", told.stdout, re.MULTILINE))
    if fields.get(b"Encrypted", b"no") != b"no":
        raise BadDocumentError("it is encrypted")
    pages = int(fields.get(b"Pages", b"0"))
    if not 1 <= pages <= max_pages:
        raise BadDocumentError(f"{pages} pages, not 1 to {max_pages}")
    return pages
