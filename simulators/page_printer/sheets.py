"""The paper that came out, and what it looks like. Pages are counted and drawn by poppler."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from typing import Final

DPI: Final = 90
TIME_LIMIT: Final = 20.0  # seconds


@dataclass
class Sheet:
    """A sheet in the output tray. `pages` of `document`, counted from 1: front, then back.

    `job` is the job's name as the printer was told it.
    """

    number: int
    job: str
    document: bytes
    pages: tuple[int, ...]
    media_source: str
    taken: bool = False

    def text(self) -> str:
        """What can be read on it, front then back."""
        return "".join(
            _poppler("pdftotext", self.document, "-f", str(page), "-l", str(page), "-", "-")
            .decode("utf-8", "replace")
            .replace("\f", "\n")
            for page in self.pages
        )

    def png(self, side: int = 0) -> bytes:
        """The front (0) or the back (1) as a picture. Raises IndexError without such a side."""
        page = str(self.pages[side])
        # Without a root for file names it writes to standard output.
        return _poppler("pdftoppm", self.document, "-r", str(DPI), "-f", page, "-l", page, "-png")


def count_pages(document: bytes) -> int:
    """How many pages a PDF has. Raises ValueError for what is none."""
    try:
        told = _poppler("pdfinfo", document, "-").decode("utf-8", "replace")
    except subprocess.CalledProcessError as error:
        raise ValueError("not a PDF") from error
    return next(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pages:"))


def _poppler(program: str, document: bytes, *options: str) -> bytes:
    return subprocess.run(
        [program, *options], input=document, capture_output=True, check=True, timeout=TIME_LIMIT
    ).stdout
