"""The print service, through pycups: a queue, jobs in it, and what goes wrong there.

libcups keeps server and user for the whole process: one device has a process of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from drivers.driver import DeviceFault, InUse, Offline, WrongSettings

NOT_FOUND: Final = 0x0406
NOT_POSSIBLE: Final = 0x0404
FORBIDDEN: Final = (0x0401, 0x0402, 0x0403)
NOT_ACCEPTING: Final = 0x0506
BUSY, DISABLED = 4, 5
"""IPP printer-state `processing` and `stopped`."""
ABOUT_QUEUE: Final = [
    "printer-state",
    "printer-is-accepting-jobs",
    "device-uri",
    "printer-state-reasons",
]
ABOUT_JOB: Final = [
    "job-state",
    "job-name",
    "job-impressions-completed",
    "job-printer-state-reasons",
    "job-preserved",
]


class QueueClosedError(Exception):
    """The queue takes no jobs; the message says how to open it."""


@dataclass(frozen=True)
class QueueView:
    """The queue as cupsd tells it. `reasons`: of its printer, as the last job left them."""

    enabled: bool
    busy: bool
    accepting: bool
    device_uri: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class CupsJob:
    """A job in cupsd. `kept`: its document lies in the spool after its end."""

    number: int
    name: str
    state: int
    pages: int
    reasons: tuple[str, ...]
    kept: bool


class CupsLink:
    """One queue of one cupsd; libcups connects anew when cupsd was restarted."""

    def __init__(self, server: str, queue: str, user: str) -> None:
        self._server = server
        self._queue = queue
        self._user = user
        self._connection: Any = None

    def open(self) -> None:
        """Raises Offline when no cupsd answers there."""
        import cups

        # For libcups a queue of any but its own server is a printer to be asked itself.
        if self._server:
            cups.setServer(self._server)
        cups.setUser(self._user)
        cups.setPasswordCB(lambda _: None)  # nobody is there to be asked
        try:
            self._connection = cups.Connection()
        except RuntimeError as error:
            raise self._silent() from error

    def close(self) -> None:
        """Harmless when not open."""
        self._connection = None

    def queue(self) -> QueueView:
        """Raises Offline, or WrongSettings when there is no such queue."""
        with self._asking() as connection:
            told = connection.getPrinterAttributes(self._queue, requested_attributes=ABOUT_QUEUE)
        return QueueView(
            told.get("printer-state") != DISABLED,
            told.get("printer-state") == BUSY,
            bool(told.get("printer-is-accepting-jobs", True)),
            str(told.get("device-uri", "")),
            _words(told.get("printer-state-reasons")),
        )

    def submit(self, title: str, document: bytes, options: dict[str, str]) -> int:
        """The number of the new job, its document sent.

        Raises:
            Offline, WrongSettings: as `queue`.
            QueueClosedError: the queue takes no jobs.
        """
        with self._asking() as connection:
            number = int(connection.createJob(self._queue, title, options))
            connection.startDocument(self._queue, number, title, "application/pdf", 1)
            connection.writeRequestData(document, len(document))
            connection.finishDocument(self._queue)
        return number

    def job(self, number: int) -> CupsJob | None:
        """None when cupsd does not know it (any more). Raises Offline."""
        with self._asking() as connection:
            try:
                told = connection.getJobAttributes(number, requested_attributes=ABOUT_JOB)
            except Exception as error:
                if _status(error) == NOT_FOUND:
                    return None
                raise
        return _job(number, told)

    def jobs(self) -> list[CupsJob]:
        """Every job that this user has, over or not. Raises Offline."""
        with self._asking() as connection:
            told = connection.getJobs(
                which_jobs="all",
                my_jobs=True,
                requested_attributes=["job-id", *ABOUT_JOB],
            )
        return [_job(number, attributes) for number, attributes in told.items()]

    def cancel(self, number: int, *, purge: bool = False) -> None:
        """Stop a job, so that its printer is told; `purge`: wipe every trace of it at once.

        A job that is over or unknown is left as it is. Raises Offline.
        """
        with self._asking() as connection:
            try:
                connection.cancelJob(number, purge_job=purge)
            except Exception as error:
                if _status(error) not in (NOT_FOUND, NOT_POSSIBLE):
                    raise

    @contextmanager
    def _asking(self) -> Iterator[Any]:
        import cups

        if self._connection is None:
            raise Offline("the print service is not open")
        try:
            yield self._connection
        except cups.IPPError as error:
            raise self._meaning(error) from error
        except (cups.HTTPError, RuntimeError) as error:
            raise self._silent() from error

    def _meaning(self, error: Exception) -> DeviceFault | QueueClosedError:
        status = _status(error)
        if status == NOT_FOUND or "No such file" in str(error):
            return WrongSettings(
                f"cupsd has no queue {self._queue!r}: `lpstat -a` lists them, `lpadmin` makes one"
            )
        if status == NOT_ACCEPTING:
            return QueueClosedError(f"the queue takes no jobs: cupsaccept {self._queue}")
        if status in FORBIDDEN:
            return InUse(f"cupsd does not let {self._user!r} use {self._queue!r}: see cupsd.conf")
        return self._silent()

    def _silent(self) -> Offline:
        where = self._server or "its usual place"
        return Offline(f"no print service answers at {where}: systemctl status cups")


def _status(error: Exception) -> int | None:
    """The IPP status of pycups' IPPError(status, message)."""
    return error.args[0] if error.args and isinstance(error.args[0], int) else None


def _words(told: object) -> tuple[str, ...]:
    """One keyword or a list of them."""
    if isinstance(told, str):
        return (told,)
    return tuple(str(word) for word in told) if isinstance(told, list) else ()


def _job(number: int, told: dict[str, Any]) -> CupsJob:
    return CupsJob(
        number,
        str(told.get("job-name", "")),
        int(told.get("job-state", 0)),
        int(told.get("job-impressions-completed", 0)),
        _words(told.get("job-printer-state-reasons")),
        bool(told.get("job-preserved", False)),
    )
