"""Where the terminal writes what happened: one rotating file, and standard error.

No personal data is logged, ever: modules log events, types and codes, never what a citizen is
called or typed. Library loggers that would tell addresses of requests are silenced here.
"""

from __future__ import annotations

import logging
import logging.handlers
from pathlib import Path

FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"
SIZE, FILES = 2_000_000, 5
CHATTY = ("httpx", "httpcore", "asyncio", "PIL")


def log_to(folder: Path) -> None:
    """Log to `folder`/terminal.log, and warnings to standard error as well."""
    folder.mkdir(parents=True, exist_ok=True)
    file = logging.handlers.RotatingFileHandler(
        folder / "terminal.log", maxBytes=SIZE, backupCount=FILES, encoding="utf-8"
    )
    console = logging.StreamHandler()
    console.setLevel(logging.WARNING)
    for handler in (file, console):
        handler.setFormatter(logging.Formatter(FORMAT))
    logging.basicConfig(level=logging.INFO, handlers=[file, console], force=True)
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
