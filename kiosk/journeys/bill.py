"""What is due for water, gas, power or television (应缴费用): looked up by account, without a card.

Nothing is paid here: the provider's own page is a QR code for one's phone, and places that take the
money are named. Whoever has a bill in hand may ask; the platform names nobody in full.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import datetime

from drivers.code_reader.contract import Code
from kiosk.catalogue.model import Item
from kiosk.conversation import Back
from kiosk.conversation.questions import After, FillForm, Group, Option, Row, ShowMatter
from kiosk.journeys import fill, troubles
from kiosk.journeys.case_paper import imprint
from kiosk.journeys.hall.now import places
from kiosk.journeys.hand_over import print_meanwhile
from kiosk.journeys.held_up import any_code
from kiosk.journeys.offered import still_offered
from kiosk.journeys.reaching import reach
from kiosk.journeys.wizard import NotTaken
from kiosk.onenetwork.bills import AccountDue
from kiosk.onenetwork.problem import BackendProblem, ProblemCode
from kiosk.papers.bill_slip import bill_slip, is_late, pay_by, span, ways_to_pay, yuan
from kiosk.papers.pieces import in_beijing
from kiosk.session import Session
from kiosk.text import Words, _

SLIP, ANOTHER, DONE = "slip", "another", "done"
UNKNOWN = (ProblemCode.NOT_FOUND, ProblemCode.INVALID)
LONGEST = 512
"""Characters of a code that the contract takes."""


@dataclass
class Asking:
    """For an account: what was typed, and what nobody has an account under."""

    item: Item
    typed: str = ""
    unknown: str = ""
    strange: bool = False
    """The code that was held up last has no account in it."""
    answered: str = ""
    """That code, once the platform has answered what is in it."""

    def form(self, *, reads: bool) -> FillForm:
        """The number's box; `reads`: a code may be held up instead."""
        field = self.item.form.fields[0]
        return FillForm(
            service=self.item.short_name,
            title=self._title(field.label, reads=reads),
            from_card=(),
            fields=(fill.shown(field),),
            values={field.name: self.typed},
            check=lambda _name, value: self._wrong(value.strip()),
        )

    def _title(self, label: str, *, reads: bool) -> Words:
        if self.strange:
            return _("这个码里没有查到{label}，|请换一个，或者输{label}").format(label=label)
        if reads:
            return _("把缴费单上的码对准扫码口，|或者输{label}").format(label=label)
        return _("请输{label}").format(label=label)

    def _wrong(self, value: str) -> str | None:
        if value and value == self.unknown:
            return _("没有查到这个号码，请对着缴费单再看一看。")
        return fill.check(self.item.form.fields[0], value)


async def bill(session: Session, item: Item) -> After:
    """Account, what is due, perhaps another account.

    Raises:
        Back: back to the guide.
        Leave, TimedOut, ToWindow: as the citizen chose.
        NotTaken: the item was withdrawn meanwhile; the citizen was told.
    """
    asking = Asking(item)
    while True:
        await still_offered(session, item)
        due = await _due(session, asking)
        try:
            if await _shown(session, item, due) != ANOTHER:
                return After.ANOTHER
            asking = Asking(item, answered=asking.answered)
        except Back:
            continue


async def _due(session: Session, asking: Asking) -> AccountDue:
    """Ask until there is such an account."""
    reads = session.services.hub.code_reader.configured
    while True:
        held_up = _held_up(session, asking.answered)
        answer = await session.conversation.during(asking.form(reads=reads), held_up)
        if isinstance(answer, Code):
            account = _readable(answer.text)
        else:
            account = asking.typed = answer[asking.item.form.fields[0].name].strip()
        try:
            due = await _looked_up(session, asking.item, account) if account else None
        except Back:
            continue
        if isinstance(answer, Code):
            asking.answered = answer.text
        if due is not None:
            return due
        asking.strange = isinstance(answer, Code)
        asking.unknown = "" if asking.strange else account


async def _held_up(session: Session, answered: str) -> Code:
    """The code held up. One that was answered may lie there still, and is passed over once: whoever
    went back must not be led on by it; when it was taken away and shown again, it is meant."""
    seen = await any_code(session)
    return await any_code(session) if seen.text == answered else seen


def _readable(text: str) -> str:
    """The text of a code, as far as it can be a bill's; empty where it cannot."""
    text = text.strip()
    return text if text.isprintable() and len(text) <= LONGEST else ""


async def _looked_up(session: Session, item: Item, account: str) -> AccountDue | None:
    """What is due; None when there is no such account.

    Raises:
        Back, Leave, TimedOut, ToWindow: as the citizen chose.
        NotTaken: the item was withdrawn; the citizen was told.
    """
    bills = session.services.backend.bills
    try:
        return await reach(
            session,
            item.short_name,
            lambda: bills.due(item.code, account),
            refusals=(*UNKNOWN, ProblemCode.ITEM_WITHDRAWN),
        )
    except BackendProblem as problem:
        if problem.code in UNKNOWN:
            return None
        withdrawn = troubles.withdrawn(session, item.short_name, problem.user_message)
        await troubles.ask(session, withdrawn)
    raise NotTaken


async def _shown(session: Session, item: Item, due: AccountDue) -> str:
    """What is due, and on a slip if wished; the key of what comes next.

    Raises:
        Back, Leave, TimedOut, ToWindow: as the citizen chose.
    """
    can_print = session.services.hub.receipt_printer.configured and bool(due.bills)
    shown = matter(item, due, can_print=can_print)
    while (chosen := (await session.conversation.ask(shown)).key) == SLIP:
        came = await _print(session, item, due)
        where = session.services.settings.places.receipt_slot
        said = _("单子从{where}出来了，请取走。").format(where=where)
        away = _("单子没有印出来，已经通知工作人员。请用手机拍下这一屏。")
        shown = replace(matter(item, due, can_print=not came), line=said if came else away)
    return chosen


async def _print(session: Session, item: Item, due: AccountDue) -> bool:
    ref = uuid.uuid4().hex
    slip = bill_slip(due, item.short_name, item.consult_phone, imprint(session, ref))
    return await print_meanwhile(session, item.short_name, _("正在印单子"), ref, slip)


def matter(item: Item, due: AccountDue, *, can_print: bool) -> ShowMatter:
    """An account as it stands, and how what is due is paid."""
    today = in_beijing(datetime.now().astimezone()).date()
    holder = _("{provider}，户主 {holder}").format(provider=due.provider, holder=due.holder)
    late = any(is_late(one, today) for one in due.bills)
    each = tuple(
        Row(
            span(one),
            _("{amount}，{when}").format(amount=yuan(one.amount_fen), when=pay_by(one, today)),
        )
        for one in due.bills
    )
    slip = Option(SLIP, _("打印单子"), _("应缴费用和怎么交"), "receipt")
    another = Option(ANOTHER, _("再查一户"), _("换一个号码"), "qr")
    how = Group(_("怎么交"), lines=tuple(ways_to_pay(due, item.consult_phone)))
    groups = (Group(_("应缴的费用"), rows=each), how, Group(_("附近能交费的地方"), rows=_at(due)))
    return ShowMatter(
        service=item.short_name,
        title=_("应缴 {amount}").format(amount=yuan(due.total_fen))
        if due.bills
        else _("没有要交的费用"),
        line=holder if due.holder else due.provider,
        icon=item.topic,
        chip=(_("到期没交") if late else _("还没交")) if due.bills else _("不欠费"),
        chip_kind=("warn" if late else "info") if due.bills else "ok",
        code=due.account,
        code_label=item.form.fields[0].label,
        qr=due.pay_url,
        qr_line=_("手机扫码交费") if due.pay_url else "",
        groups=tuple(one for one in groups if one.rows or one.lines) if due.bills else (),
        options=(slip, another) if can_print else (another,),
        main=Option(DONE, _("知道了")),
    )


def _at(due: AccountDue) -> tuple[Row, ...]:
    return tuple(places(due.pay_at))
