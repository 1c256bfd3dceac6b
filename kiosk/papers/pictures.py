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
PPM_HEAD = re.compile(rb"P6\s(\d+)\s(\d+)\s255\s")

log = logging.getLogger(__name__)


async def pictures_of(pdf: bytes) -> tuple[Picture, ...]:
    """The first pages, at most MOST_PAGES; none where they cannot be drawn."""
    pages = ("-r", str(DPI), "-f", "1", "-l", str(MOST_PAGES))
    try:
        process = await asyncio.create_subprocess_exec(
            "pdftoppm",
            *pages,
            "-",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
    except OSError as error:
        log.error("papers cannot be shown: pdftoppm: %s", error.strerror)
        return ()
    try:
        async with asyncio.timeout(TIME_LIMIT):
            drawn, _ = await process.communicate(pdf)
    except TimeoutError:
        log.error("a paper could not be shown within %g s", TIME_LIMIT)
        return ()
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    return tuple(_parsed(drawn))


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
