"""The hall as it is now; times there: slots, appointments (预约), queue tickets (取号)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import Field, TypeAdapter, ValidationError

from kiosk.onenetwork.calls import NOBODY, Calls, Proof, piece
from kiosk.onenetwork.problem import BackendProblem
from kiosk.onenetwork.wire_model import WireModel

APPOINTMENT, TICKET = "B", "T"
"""What the contract's names of appointments and of tickets begin with. Six digits follow, and these
are what people read on paper and type."""
Need = Literal["assistant", "wheelchair", "sign_language", "elder_company", "large_print"]
Priority = Literal["none", "elder", "disabled", "pregnant", "veteran"]


class Site(WireModel):
    """A hall (政务服务大厅)."""

    code: str
    name: str
    address: str


class Zone(WireModel):
    """A zone of the hall (功能区); its room in shares of the plan's width and height."""

    name: str
    about: str
    left: float
    top: float
    width: float
    height: float


class Spot(WireModel):
    """A place on the plan, in shares of its width and height from the upper left."""

    left: float
    top: float


class QueueNow(WireModel):
    """The queue that a number taken now would stand in."""

    window: str
    people: int
    estimated_minutes: int


class Helper(WireModel):
    """Somebody on the public list of helpers (帮办代办人员名单); `phone` is the post's."""

    name: str
    does: str
    hours: str
    phone: str


class Point(WireModel):
    """Another place nearby where things can be done (15 分钟政务服务圈)."""

    name: str
    address: str
    walk_minutes: int
    hours: str


class HallNow(WireModel):
    """A hall as it is now. `waiting` is None without an item, and while no numbers are given."""

    site: Site
    zones: tuple[Zone, ...]
    here: Spot | None
    waiting: QueueNow | None
    helpers: tuple[Helper, ...]
    points: tuple[Point, ...]


class Slot(WireModel):
    """A time at a window; `left` of `capacity` places are free."""

    slot_id: str
    site: Site
    window: str
    starts_at: datetime
    ends_at: datetime
    capacity: int
    left: int


class SlotList(WireModel):
    """Slots in order of time; `estimated` when a year's calendar is not published yet (预计)."""

    slots: tuple[Slot, ...]
    estimated: bool


class NewAppointment(WireModel):
    """A place to book; `remind` needs a phone.

    `replaces` names the appointment of the same item that is given back for it, in one act.
    """

    slot_id: str
    item_code: str
    phone: str = Field(default="", repr=False)
    remind: bool = False
    needs: tuple[Need, ...] = ()
    replaces: str | None = None


class Appointment(WireModel):
    """A booked place (预约). `code` checks in, between the two times."""

    appointment_id: str
    code: str = Field(repr=False)
    state: Literal["booked", "checked_in", "cancelled", "missed"]
    item_code: str
    item_name: str
    slot: Slot
    bring: tuple[str, ...]
    check_in_from: datetime
    check_in_until: datetime
    ticket_id: str | None


class AppointmentList(WireModel):
    """A page of appointments, the next one first."""

    appointments: tuple[Appointment, ...]
    next_cursor: str | None


class CheckIn(WireModel):
    """Proof of an appointment: its code."""

    code: str = Field(repr=False)


class NewTicket(WireModel):
    """A number to take."""

    item_code: str
    priority: Priority = "none"


class Ticket(WireModel):
    """A place in the queue (排队号).

    `estimated_minutes` of waiting; `left` numbers can still be served today.
    """

    ticket_id: str
    number: str
    item_code: str
    item_name: str
    site: Site
    window: str
    state: Literal["waiting", "called", "served", "missed"]
    people_ahead: int
    estimated_minutes: int
    left: int
    priority: Priority
    appointment_id: str | None
    issued_at: datetime
    called_at: datetime | None


def free_instead(problem: BackendProblem) -> tuple[Slot, ...]:
    """With slot_full: the nearest free slots; empty when the platform named none."""
    try:
        return TypeAdapter(tuple[Slot, ...]).validate_python(problem.told("alternatives"))
    except ValidationError:
        return ()


def opens_at(problem: BackendProblem) -> datetime | None:
    """With closed: the next opening, if the platform named it."""
    try:
        return TypeAdapter(datetime).validate_python(problem.told("opens_at"))
    except ValidationError:
        return None


class Hall:
    """Calls of this area."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def now(self, item_code: str | None = None) -> HallNow:
        """The hall as it is now; with an item, how long one would wait for it."""
        return await self._calls.get(HallNow, "/v1/hall", NOBODY, item_code=item_code)

    async def slots(self, item_code: str, first: date | None = None, days: int = 7) -> SlotList:
        """Times that can be booked for an item, the full ones too."""
        query = {"item_code": item_code, "from": first, "days": days}
        return await self._calls.get(SlotList, "/v1/slots", NOBODY, **query)

    async def book(self, token: str, wanted: NewAppointment, *, key: str) -> Appointment:
        """Book a place; problem `slot_full` names the nearest free slots."""
        return await self._calls.post(
            Appointment, "/v1/appointments", wanted, Proof(token), key=key
        )

    async def appointments(self, token: str, cursor: str | None = None) -> AppointmentList:
        """The citizen's appointments."""
        return await self._calls.get(
            AppointmentList, "/v1/appointments", Proof(token), cursor=cursor
        )

    async def cancel(self, token: str, appointment_id: str) -> None:
        """Give the place back."""
        await self._calls.delete(f"/v1/appointments/{piece(appointment_id)}", Proof(token))

    async def check_in(self, appointment_id: str, code: str, *, key: str) -> Ticket:
        """Here I am: the appointment becomes a ticket that is called first."""
        path = f"/v1/appointments/{piece(appointment_id)}/checkin"
        return await self._calls.post(Ticket, path, CheckIn(code=code), key=key)

    async def take_ticket(self, wanted: NewTicket, *, key: str) -> Ticket:
        """Take a number; problem `closed` says when the hall opens."""
        return await self._calls.post(Ticket, "/v1/tickets", wanted, key=key)

    async def ticket(self, ticket_id: str) -> Ticket:
        """How far the queue has come."""
        return await self._calls.get(Ticket, f"/v1/tickets/{piece(ticket_id)}")
