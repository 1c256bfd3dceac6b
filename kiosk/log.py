"""Where the terminal writes what happened: one rotating file, and standard error.

No personal data is logged, ever: modules log events, types and codes, never what a citizen is
called or typed. Library loggers that would tell addresses of requests are silenced here.
"""

from __future__ import annotations

import logging
import logging.handlers
import sys
import traceback
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncio

FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"
SIZE, FILES = 2_000_000, 5
CHATTY = ("httpx", "httpcore", "asyncio", "PIL", "stamina")


class _LogFile(logging.handlers.RotatingFileHandler):
    """Opened when there is something to write, again and again while the disk takes nothing.

    Meanwhile standard error has the warnings: the service manager keeps them.
    """

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        return super()._open()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        if not isinstance(sys.exception(), OSError):
            super().handleError(record)


def log_to(folder: Path) -> None:
    """Log to `folder`/terminal.log, and warnings to standard error as well."""
    file = _LogFile(
        folder / "terminal.log", maxBytes=SIZE, backupCount=FILES, encoding="utf-8", delay=True
    )
    console = logging.StreamHandler()
    console.setLevel(logging.WARNING)
    for handler in (file, console):
        handler.setFormatter(logging.Formatter(FORMAT))
    logging.basicConfig(level=logging.INFO, handlers=[file, console], force=True)
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.ERROR)


def places(error: BaseException) -> str:
    """What broke, and where: type and traceback of an exception and of those before it.

    Never its words: an exception may quote what a citizen is called or typed.
    """
    told = []
    link: BaseException | None = error
    while link is not None:
        told.append("".join(traceback.format_tb(link.__traceback__)) + type(link).__name__)
        link = link.__cause__ or link.__context__
    return "\nafter\n".join(told)


def tell_if_broken(task: asyncio.Task[object]) -> None:
    """For `add_done_callback`: a task nobody waits for must not fail unseen."""
    if not task.cancelled() and (error := task.exception()) is not None:
        logging.getLogger(__name__).critical("%s broke:\n%s", task.get_name(), places(error))
