"""A4 papers that the terminal makes itself, typeset by typst in a process of its own (ADR 0007).

`python -m kiosk.papers.typeset TEMPLATE` reads JSON from standard input and writes the PDF to
standard output: nothing of a paper is written to disk, and what typst takes is given back.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import json
import logging
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent
TIME_LIMIT: Final = 30.0

log = logging.getLogger(__name__)


class NotTypesetError(Exception):
    """The paper could not be made; what the technician is told."""


async def typeset(template: str, data: Mapping[str, Any]) -> bytes:
    """The PDF of `template`.typ with `data`.

    Raises:
        NotTypesetError: it was not made.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        __name__,
        template,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(TIME_LIMIT):
            pdf, told = await process.communicate(json.dumps(data).encode())
    except TimeoutError as error:
        raise NotTypesetError(f"{template} took more than {TIME_LIMIT:g} s") from error
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    if process.returncode:
        raise NotTypesetError(f"{template}: {told.decode('utf-8', 'replace')[-500:]}")
    return pdf


def _fonts() -> list[Path]:
    """Where Noto Sans CJK SC lies, out of mpl-font, without importing that."""
    spec = importlib.util.find_spec("mpl_font")
    places = spec.submodule_search_locations if spec else None
    return [Path(place) / "fonts" / "noto" for place in places or ()]


def _main(template: str) -> None:
    import typst

    fonts = typst.Fonts(include_system_fonts=False, font_paths=_fonts())
    source = (HERE / f"{template}.typ").read_bytes()
    told = {"data": sys.stdin.read()}
    sys.stdout.buffer.write(typst.compile(source, font_paths=fonts, sys_inputs=told))


if __name__ == "__main__":
    _main(sys.argv[1])
