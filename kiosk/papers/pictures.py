"""What a PDF looks like: pages drawn by poppler's pdftoppm, in a process of its own.

poppler draws here what CUPS' filter draws for the printer, and a crafted file ends that process,
not the terminal. Nothing of the document is written to disk.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re

from kiosk.conversation.questions import Picture

DPI = 110
"""An A4 page fills a portrait glass of 1080 pixels in width."""
MOST_PAGES = 4
TIME_LIMIT = 20.0
PAGES = re.compile(rb"^Pages: +(\d+)", re.MULTILINE)
PPM_HEAD = re.compile(rb"P6\s(\d+)\s(\d+)\s255\s")

log = logging.getLogger(__name__)


async def pictures_of(pdf: bytes) -> tuple[Picture, ...]:
    """The first pages, at most MOST_PAGES; none where they cannot be drawn."""
    pages = ("-r", str(DPI), "-f", "1", "-l", str(MOST_PAGES))
    return tuple(_parsed(await _poppler(pdf, "pdftoppm", *pages, "-")))


async def page_count(pdf: bytes) -> int:
    """How many pages there are; 1 where nobody can tell."""
    told = PAGES.search(await _poppler(pdf, "pdfinfo", "-"))
    return int(told[1]) if told else 1


async def _poppler(pdf: bytes, *command: str) -> bytes:
    """What one of poppler's programs says of `pdf`; nothing when it fails."""
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
    except OSError as error:
        log.error("%s: %s", command[0], error.strerror)
        return b""
    try:
        async with asyncio.timeout(TIME_LIMIT):
            said, _ = await process.communicate(pdf)
    except TimeoutError:
        log.error("%s took more than %g s", command[0], TIME_LIMIT)
        return b""
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    return said


def _parsed(drawn: bytes) -> list[Picture]:
    """The pictures of a stream of binary PPMs, one after another."""
    pictures = []
    at = 0
    while head := PPM_HEAD.match(drawn, at):
        wide, high = int(head[1]), int(head[2])
        end = head.end() + wide * high * 3
        if end > len(drawn):
            break
        pictures.append(Picture(wide, high, drawn[head.end() : end]))
        at = end
    return pictures
