"""A document scanner on the network: eSCL over HTTP, a flatbed and a duplex feeder.

`GET /eSCL/ScannerCapabilities`, `GET /eSCL/ScannerStatus`, `POST /eSCL/ScanJobs` → 201 with the
job's Location, `GET …/NextDocument` until 404, `DELETE …`. One job at a time: others get 503.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import uuid4

from simulators import escl_documents
from simulators.device import Hands
from simulators.escl_documents import BadTicketError, Model, Ticket
from simulators.faults import FaultBook
from simulators.http_request import Request, answer, read_request
from simulators.scan_sheets import View, scanned
from simulators.tcp_listener import Connection, TcpListener

ROOT: Final = "/eSCL/"
GLASS_SHEET: Final = 100
"""The number of the sheet on the glass; those in the feeder count from 1."""
FEED_SECONDS: Final = 0.1
"""Seconds before each picture. With none, a whole job may be over before the other end has looked
at its beginning: no scanner is as fast, and sane-airscan then forgets the pages."""
SLOW_SECONDS: Final = 2.0
FORGOTTEN_AFTER: Final = 4.0
"""Seconds nobody asks for a job's pictures until it is given up; real scanners wait a minute."""
STRIKES_AT: Final = {"jam": 2, "dies_mid_page": 1, "garbage": 1}
"""The picture of a job that a fault strikes when it is armed without a value."""
GARBAGE: Final = bytes(range(256)) * 40
FAULTS: Final = {
    "jam": "卡纸 · the feeder jams at picture `value` (2); clear to mend, the sheets are taken out",
    "cover_open": "盖子打开 · the feeder's cover is open",
    "busy": "正忙 · `times` jobs are refused with 503",
    "slow": "慢 · `value` seconds before each picture",
    "dies_mid_page": "扫描中断线 · the connection breaks half-way through picture `value` (1)",
    "garbage": "坏图像 · picture `value` (1) of a job is none",
    "nonsense": "乱答 · every answer is noise",
    "hang": "不动 · from picture `value` (1) of a job on none comes while it is armed",
    "unplug": "拔线 · nothing listens any more",
}


class _BreaksError(Exception):
    """The cable breaks when `sent` has gone."""

    def __init__(self, sent: bytes) -> None:
        super().__init__("the cable breaks")
        self.sent = sent


@dataclass
class _Job:
    """A scan under way: how many pictures it gave, and which side of the sheet comes next."""

    ticket: Ticket
    id: str = field(default_factory=lambda: uuid4().hex)
    done: int = 0
    back_next: bool = False
    asked_at: float = field(default_factory=time.monotonic)


class EsclScanner:
    """Sheets lie in the feeder or on the glass; hands put them there and break things."""

    name = "scanner"

    def __init__(self, host: str, port: int, *, model: Model | None = None) -> None:
        self.model = model or Model()
        self._host = host
        self._listener = TcpListener(host, port, self._serve)
        self._faults = FaultBook(FAULTS)
        self._change = threading.Condition()
        self._feeder: list[int] = []
        self._on_glass = True
        self._jammed = False
        self._job: _Job | None = None
        self._jobs = 0
        self._plugged = False

    # -- any thread ---------------------------------------------------------------------------

    @property
    def port(self) -> int:
        return self._listener.port

    @property
    def url(self) -> str:
        return f"http://{self._host}:{self.port}/eSCL"

    def start(self) -> None:
        self._plug(True)

    def stop(self) -> None:
        self._plug(False)

    def load(self, sheets: int) -> None:
        """Put so many sheets, numbered from 1, in the feeder in place of what is there."""
        with self._change:
            self._feeder = list(range(1, sheets + 1))

    def lay(self, there: bool) -> None:
        """Lay a sheet on the glass, or take it off: then the glass is scanned blank."""
        with self._change:
            self._on_glass = there

    def fault(self, kind: str, times: int | None, value: float | None) -> None:
        self._faults.arm(kind, times, value)
        if kind == "unplug":
            self._plug(False)

    def clear(self, kind: str | None = None) -> None:
        self._faults.clear(kind)
        with self._change:
            if kind in (None, "jam") and self._jammed:
                self._jammed, self._feeder = False, []
            self._change.notify_all()
        if kind in (None, "unplug"):
            self._plug(True)

    def hands(self) -> Hands:
        return {
            "mend": self._mend,
            "unplug": lambda: self.fault("unplug", None, None),
            "plug": self.clear,
            "lay": lambda: self.lay(True),
            "load": self.load,
            "jam": lambda: self.fault("jam", None, None),
            "open_cover": lambda: self.fault("cover_open", None, None),
        }

    def _mend(self) -> None:
        self.clear()
        self.load(0)
        self.lay(False)

    def state(self) -> dict[str, Any]:
        with self._change:
            return {
                "feeder": len(self._feeder),
                "on_glass": self._on_glass,
                "jammed": self._jammed,
                "scanning": self._job is not None,
                "jobs": self._jobs,
                "plugged": self._plugged,
                "faults": self._faults.snapshot(),
                "fault_kinds": FAULTS,
            }

    def _plug(self, there: bool) -> None:
        with self._change:
            if self._plugged == there:
                return
            self._plugged = there
            self._job = None
            self._change.notify_all()
        if there:
            self._listener.open()
        else:
            self._listener.close()

    # -- the listener's threads ---------------------------------------------------------------

    def _serve(self, connection: Connection) -> None:
        request = read_request(connection)
        if request is None:
            return
        if self._faults.take("nonsense"):
            connection.send(GARBAGE)
            return
        try:
            reply = self._reply(request)
            if not self._plugged:  # pulled out meanwhile: nobody hears it
                raise _BreaksError(b"")
            connection.send(reply)
        except _BreaksError as breaks:
            connection.send(breaks.sent)
            connection.reset()

    def _reply(self, request: Request) -> bytes:
        """Raises _BreaksError when the cable is to break in the middle of it."""
        match request.method, *request.path.removeprefix(ROOT).split("/"):
            case "GET", "ScannerCapabilities":
                return answer(200, escl_documents.capabilities(self.model), "text/xml")
            case "GET", "ScannerStatus":
                return answer(200, self._status(), "text/xml")
            case "POST", "ScanJobs":
                return self._begin(request.body)
            case "GET", "ScanJobs", job, "NextDocument":
                return self._next_picture(job)
            case "DELETE", "ScanJobs", job:
                return self._end(job)
            case _:
                return answer(404)

    def _status(self) -> bytes:
        with self._change:
            if not self.model.feeder:
                adf = None
            elif self._faults.get("cover_open"):
                adf = "ScannerAdfDoorOpen"
            elif self._jammed:
                adf = "ScannerAdfJam"
            else:
                adf = "ScannerAdfLoaded" if self._feeder else "ScannerAdfEmpty"
            return escl_documents.status("Processing" if self._job else "Idle", adf)

    def _begin(self, body: bytes) -> bytes:
        try:
            ticket = escl_documents.ticket(body, self.model)
        except BadTicketError:
            return answer(409)
        with self._change:
            forgotten = self._job is None or time.monotonic() - self._job.asked_at > FORGOTTEN_AFTER
            if not forgotten or self._faults.take("busy"):
                return answer(503)
            if ticket.feeder and (
                not self._feeder or self._jammed or self._faults.get("cover_open")
            ):
                return answer(409)
            self._job = _Job(ticket)
            self._jobs += 1
            return answer(201, location=f"{self.url}/ScanJobs/{self._job.id}")

    def _next_picture(self, job_id: str) -> bytes:
        slow = self._faults.get("slow")
        with self._change:
            # A job that is deleted, or a scanner unplugged, ends the wait.
            self._change.wait_for(
                lambda: self._gone(job_id),
                (slow.value or SLOW_SECONDS) if slow else FEED_SECONDS,
            )
            self._change.wait_for(lambda: self._gone(job_id) or not self._hangs())
            job = self._job
            if job is None or job.id != job_id:
                return answer(404)
            view = self._pull(job)
            if view is None:
                return answer(409 if self._jammed or self._faults.get("cover_open") else 404)
        broken = self._strikes("garbage", job.done)
        reply = answer(200, GARBAGE if broken else scanned(view, job.ticket.mime), job.ticket.mime)
        if self._strikes("dies_mid_page", job.done):
            raise _BreaksError(reply[: len(reply) // 2])
        return reply

    def _strikes(self, kind: str, picture: int) -> bool:
        """Whether the fault armed for this picture of a job happens now."""
        fault = self._faults.get(kind)
        return (
            fault is not None
            and picture == (fault.value or STRIKES_AT[kind])
            and self._faults.take(kind) is not None
        )

    def _hangs(self) -> bool:
        """Whether the next picture of the job under way is held back."""
        fault = self._faults.get("hang")
        return (
            fault is not None and self._job is not None and self._job.done + 1 >= (fault.value or 1)
        )

    def _gone(self, job_id: str) -> bool:
        return not self._plugged or self._job is None or self._job.id != job_id

    def _pull(self, job: _Job) -> View | None:
        """The next picture of the job; None, and the job is over, when there is none."""
        sheet = self._feed(job) if job.ticket.feeder else self._glass(job)
        if sheet is None:
            self._job = None
            return None
        job.done += 1
        job.asked_at = time.monotonic()
        ticket = job.ticket
        return View(*sheet, ticket.dpi, ticket.colour, ticket.region)

    def _glass(self, job: _Job) -> tuple[int, bool] | None:
        if job.done:
            return None
        return (GLASS_SHEET if self._on_glass else 0), False

    def _feed(self, job: _Job) -> tuple[int, bool] | None:
        """Number and side of what the feeder draws in next."""
        if self._strikes("jam", job.done + 1):
            self._jammed = True
        if self._jammed or not self._feeder or self._faults.get("cover_open"):
            return None
        sheet, back = self._feeder[0], job.back_next
        job.back_next = job.ticket.duplex and not back
        if not job.back_next:
            del self._feeder[0]
        return sheet, back

    def _end(self, job_id: str) -> bytes:
        with self._change:
            if self._job is None or self._job.id != job_id:
                return answer(404)
            self._job = None
            self._change.notify_all()
            return answer(200)
