"""A real certificate of the platform's, and a terminal with a citizen before it."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

import httpx
from asn1crypto import pem, x509
from pyhanko_certvalidator import ValidationContext

from kiosk.conversation.asking import Conversation
from kiosk.onenetwork.client import OneNetwork
from kiosk.onenetwork.models import Applicant, CitizenSession, NewCase, SubmitOrder
from kiosk.onenetwork.prints import Print
from kiosk.session import Session
from kiosk.settings import Settings
from kiosk.terminal import terminal
from simulators.backend_launch import RunningBackend
from tests.journeys.robot import Robot

CERTIFICATE = "992001010002"
"""个人参保证明."""
NAME, NUMBER = "张示例", "990101199003070023"


@asynccontextmanager
async def session_at(settings: Settings, robot: Robot) -> AsyncIterator[Session]:
    """A citizen's session at a terminal that serves nobody else."""
    async with terminal(settings, robot) as running:
        services = running._services
        async with Session(services, Conversation(robot)) as session:
            yield session


@asynccontextmanager
async def at_the_terminal(settings: Settings, robot: Robot) -> AsyncIterator[Session]:
    """The same, once its A4 printer works."""
    async with session_at(settings, robot) as session:
        printer = session.services.hub.page_printer
        await robot.outcome_of(printer.until(lambda status: status.health == "online"))
        yield session


async def certificate(backend: OneNetwork) -> tuple[Print, CitizenSession]:
    """A certificate that the platform has made, and the session of its owner."""
    session = await backend.open_session(
        name=NAME, id_number=NUMBER, card_kind="citizen", valid_to=None
    )
    case = NewCase(
        item_code=CERTIFICATE,
        applicant=Applicant(
            name=NAME,
            id_number=NUMBER,
            card_kind="citizen",
            phone="13800000000",
            address="示例市示例路1号",
        ),
        form={},
        terminal_case_ref=uuid.uuid4().hex,
        occurred_at=datetime.now().astimezone(),
    )
    proof = session.assertion
    draft = await backend.create_case(case, assertion=proof, key=uuid.uuid4().hex)
    order = SubmitOrder(declaration="属实。", signed_at=datetime.now().astimezone())
    done = await backend.submit_case(draft.case_no, order, assertion=proof, key=uuid.uuid4().hex)
    assert done.result is not None
    listed = await backend.prints.of_citizen(session.token, case_no=done.case_no)
    return next(one for one in listed.prints if one.kind == "certificate"), session


def authority(platform: RunningBackend) -> ValidationContext:
    """Who vouches for the seals of this platform double."""
    raw = httpx.get(platform.url + "/sim/seal/ca.pem", trust_env=False).content
    return ValidationContext(trust_roots=[x509.Certificate.load(pem.unarmor(raw)[2])])
