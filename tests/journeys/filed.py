"""Cases that are at the platform before anybody comes to the terminal, and its officials."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime

from kiosk.onenetwork.client import OneNetwork
from kiosk.onenetwork.models import Applicant, CaseChoices
from kiosk.onenetwork.submission import CREATE, SUBMIT, Submission, create, hand_in, submit
from kiosk.settings import Settings
from simulators.card_layouts import with_check_character
from tests.journeys.conftest import Bench

NAME, NUMBER = "张示例", with_check_character("99010119900307002")
"""Whose card the panel calls zhang."""
PHONE = "13800000000"
REVIEWED = "990501010004"  # 失业保险金申领: accepted after review, one page
CERTIFICATE = "992001010002"  # 个人参保证明: decided by rule
RESIDENCE = "990702030002"  # 居住证申领: the photograph may follow
FORMS = {
    REVIEWED: {"bank_account": "6200000000000000", "phone": PHONE},
    CERTIFICATE: {},
    RESIDENCE: {"address": "示例路 1 号", "ground": "home", "phone": PHONE},
}
PAGES = {REVIEWED: ("bank_card",), CERTIFICATE: (), RESIDENCE: ("tenancy",)}
DEFERRED = {RESIDENCE: ("recent_photo",)}
JPEG = b"\xff\xd8\xff\xe0" + b"page" * 64
PNG = b"\x89PNG\r\n\x1a\n" + b"ink"


async def filed(settings: Settings, item_code: str = REVIEWED, form: Mapping[str, str] = {}) -> str:
    """Number of a case that was handed in at this terminal on another day."""
    client = OneNetwork(
        settings.backend.url, settings.terminal.id, settings.backend.secret.encode()
    )
    session = await client.open_session(
        name=NAME, id_number=NUMBER, card_kind="citizen", valid_to=None
    )
    submission = Submission(
        terminal_case_ref=uuid.uuid4().hex,
        item_code=item_code,
        applicant=Applicant(
            name=NAME, id_number=NUMBER, card_kind="citizen", phone=PHONE, address="示例路 1 号"
        ),
        form={**FORMS[item_code], **form},
        choices=CaseChoices(deferred=DEFERRED.get(item_code, ())),
        materials=dict.fromkeys(PAGES[item_code], JPEG),
        signature=PNG,
        declaration="以上情况属实。",
        assertion=session.assertion,
        created_at=datetime.now().astimezone(),
    )
    case_no = (await create(client, submission)).case_no
    for step in submission.steps:
        if step not in (CREATE, SUBMIT):
            await hand_in(client, submission, step, case_no)
    await submit(client, submission, case_no)
    await client.close()
    return case_no


def office(bench: Bench, case_no: str, *acts: str, **order: object) -> None:
    """Officials do this with the case, one after another; `order` goes with the last."""
    for act in acts:
        told = {"act": act, **(order if act == acts[-1] else {})}
        bench.platform.ask("POST", f"/sim/office/cases/{case_no}", told)


def case_of(bench: Bench, case_no: str) -> dict[str, object]:
    """The case as the platform has it."""
    return next(one for one in bench.platform.cases() if one["case_no"] == case_no)
