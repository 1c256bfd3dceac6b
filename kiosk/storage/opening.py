"""Everything the terminal keeps on disk, opened together; what keeps it from that is one error."""

from __future__ import annotations

import contextlib
import fcntl
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kiosk.storage.database import Database, NewerDatabase
from kiosk.storage.files import empty_folder
from kiosk.storage.keys import KeyProblem
from kiosk.storage.signer import Signer
from kiosk.storage.vault import Vault


class AlreadyRunning(Exception):  # noqa: N818 - says what is wrong
    """Another terminal uses the data folder; the message names it and the mend."""


class StorageUnusable(Exception):  # noqa: N818 - says what is wrong
    """The disk is full, read-only or broken, or a key or the database cannot be used.

    The message is for the technician and names no person. Once mended, opening goes well.
    """


@dataclass(frozen=True)
class Storage:
    """What is kept, and the keys it is kept under."""

    database: Database
    vault: Vault
    signer: Signer


@contextlib.contextmanager
def storage(data: Path, temp: Path) -> Iterator[Storage]:
    """The terminal's storage, for one terminal only; blocking. What a crash left in `temp` goes.

    Raises:
        AlreadyRunning: another terminal has the data folder.
        StorageUnusable: see its message.
    """
    with contextlib.ExitStack() as parts:
        try:
            opened = _opened(data, temp, parts)
        except (OSError, sqlite3.Error, KeyProblem, NewerDatabase) as error:
            raise StorageUnusable(f"{data}: {error}") from error
        yield opened


def _opened(data: Path, temp: Path, parts: contextlib.ExitStack) -> Storage:
    data.mkdir(parents=True, exist_ok=True)
    parts.enter_context(_alone(data))
    # Only the one terminal there is may do that: it is another's citizen's otherwise.
    empty_folder(temp)
    database = Database(data / "terminal.db")
    database.open()
    parts.callback(database.close)
    return Storage(database, Vault.open(data), Signer.open(data))


@contextlib.contextmanager
def _alone(data: Path) -> Iterator[None]:
    """One terminal for one data folder: two would print each other's jobs and send them twice."""
    with (data / "terminal.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(
                f"{data}: another terminal runs on this folder; stop it, or set paths.data"
            ) from None
        yield
