"""Tell something: which kind, in own words, about what; look over it, send it, take the slip."""

from __future__ import annotations

import asyncio
from typing import cast

from drivers.driver import Health
from kiosk.conversation import Back
from kiosk.conversation.questions import (
    After,
    Choose,
    Chosen,
    Entry,
    Group,
    Option,
    ShowMatter,
)
from kiosk.journeys.held_up import held_up
from kiosk.journeys.report import machine
from kiosk.journeys.report.letter import Letter, form, kind_lines, kind_name, take
from kiosk.journeys.report.reply import read_reply
from kiosk.journeys.report.sending import send
from kiosk.journeys.wizard import Step, run_steps
from kiosk.onenetwork.voices import FeedbackKind
from kiosk.papers.shown_codes import CaseNumber, ReceiptCode
from kiosk.session import Session
from kiosk.text import _

REPLY, SEND, NONE = "reply", "send", "none"
GUESSES = 4
"""Services offered as what it may be about."""
FORM_STEP = "form"
WITHOUT_MATTER = ("suggestion", "praise", "machine_fault")
"""Kinds of which it is not asked what they are about."""


async def report(session: Session) -> After:
    """反映问题.

    Raises:
        Back: home.
        Leave, TimedOut, ToWindow: as the citizen chose.
    """
    while True:
        chosen = await session.conversation.ask(_kinds())
        try:
            if chosen.key == REPLY:
                return await read_reply(session)
            if chosen.key == "machine_fault":
                return await broken(session)
            return await _tell(session, Letter(cast(FeedbackKind, chosen.key)))
        except Back:
            continue


async def broken(session: Session) -> After:
    """机器坏了: which part, what about it; the operator is told, too.

    Raises:
        Back: to where one came from.
        Leave, TimedOut, ToWindow: as the citizen chose.
    """
    while True:
        part = (await session.conversation.ask(machine.parts(session))).key
        status = machine.status_of(session, part)
        seen = machine.state(status)[0] if status else _("机器自己看不出来")
        name = machine.part_name(part)
        letter = Letter(
            "machine_fault",
            part=_("{part}（机器看到的：{seen}）").format(part=name, seen=seen),
            fault=(part, status.health if status else Health.USER_ERROR),
        )
        try:
            return await _tell(session, letter)
        except Back:
            continue


def _kinds() -> Choose:
    return Choose(
        title=_("您想反映什么？"),
        line=_("有单位负责，有答复的日期，凭码看答复。不用留名字。"),
        entries=(
            *(
                Entry(kind, kind_name(kind), line, ICONS[kind])
                for kind, line in kind_lines().items()
            ),
            Entry(REPLY, _("看答复"), _("上次反映过的，凭回执上的码看"), "get"),
        ),
    )


ICONS = {
    "cannot_be_done": "complaint",
    "complaint": "complaint",
    "suggestion": "condition",
    "praise": "elder",
    "machine_fault": "fault",
}


async def _tell(session: Session, letter: Letter) -> After:
    """Raises Back, Leave, TimedOut, ToWindow."""
    ended: list[After] = []

    async def fill() -> None:
        take(letter, await session.conversation.ask(form(letter)))

    async def about() -> None:
        await _ask_about(session, letter)

    async def look_over() -> None:
        await session.conversation.ask(_draft(letter))
        ended.append(await send(session, letter, FORM_STEP))

    await run_steps(
        [
            Step(FORM_STEP, fill),
            Step("about", about, needed=lambda: letter.kind not in WITHOUT_MATTER),
            Step("check", look_over),
        ]
    )
    return ended[-1]


async def _ask_about(session: Session, letter: Letter) -> None:
    """A service that the words sound like, a receipt held up, or none."""
    catalogue = session.services.catalogue
    found = (await asyncio.to_thread(catalogue.find, letter.words, GUESSES)).hits
    scanned = session.services.hub.code_reader.configured
    if not found and not scanned:
        return
    question = Choose(
        service=kind_name(letter.kind),
        title=_("是哪件事？"),
        line=_("手里有回执，就把上面的码放到扫码口。") if scanned else "",
        entries=tuple(
            Entry(hit.item.code, hit.item.short_name, hit.item.department, hit.item.topic)
            for hit in found
        ),
        empty=_("没有找到相近的事项。可以不选。"),
        main=Option(NONE, _("都不是，不选")),
    )
    answer = await session.conversation.during(question, held_up(session, ReceiptCode, CaseNumber))
    letter.item_code, letter.case_no, letter.about = None, None, ""
    letter.supervise_phone = ""
    match answer:
        case ReceiptCode(case_no=number) | CaseNumber(case_no=number):
            letter.case_no = letter.about = number
        case Chosen(key=key) if key != NONE:
            item = next(hit.item for hit in found if hit.item.code == key)
            letter.item_code, letter.about = item.code, item.short_name
            whole = catalogue.item(item.code)
            letter.supervise_phone = whole.supervise_phone if whole else ""


def _draft(letter: Letter) -> ShowMatter:
    """Everything that will be sent, to look over."""
    lines = (letter.words,) if letter.words else (_("没有写"),)
    return ShowMatter(
        service=kind_name(letter.kind),
        title=_("看一看，没有问题就交"),
        groups=(
            Group(_("您说的"), lines=lines),
            Group(_("一起交上去的"), rows=letter.rows()),
            *((Group(_("也可以打电话"), rows=phones),) if (phones := letter.phones()) else ()),
        ),
        main=Option(SEND, _("交上去")),
    )
