"""一次性告知书 at the terminal: perhaps the situation, then the slip. Nobody says who they are."""

from __future__ import annotations

import uuid

from kiosk.catalogue.model import Item, Material, MaterialSource
from kiosk.conversation.questions import Accepted, After, Milestone, PaperStage
from kiosk.journeys.case_paper import imprint
from kiosk.journeys.draft import Application, Draft
from kiosk.journeys.hand_over import Slip, hand_over
from kiosk.journeys.situation import ask_situation
from kiosk.papers.checklist import Checklist, Needed, checklist_slip
from kiosk.session import Session
from kiosk.text import _, counted, listed


async def checklist(session: Session, item: Item) -> After:
    """Ask what decides the materials, then print them.

    Raises:
        Back, Leave, TimedOut: as the citizen chose.
    """
    asking = Application(session, Draft(item))
    if item.situations:
        await ask_situation(asking)
    answers = asking.draft.situation
    materials = tuple(one for one in item.materials if one.asked(answers))
    situation = tuple(
        choice.label
        for one in item.situations
        for choice in one.choices
        if answers.get(one.name) == choice.value
    )
    ref = uuid.uuid4().hex
    told = Checklist(
        service=item.plain_name,
        department=item.department,
        situation=situation,
        needed=tuple(_needed(one) for one in materials),
        then=(_when(item), _where(item), _fee(item)),
        consult_phone=item.consult_phone,
        supervise_phone=item.supervise_phone,
    )
    slip = checklist_slip(told, imprint(session, ref))
    return await hand_over(
        session,
        Slip(ref, item.short_name, item),
        Accepted(
            service=item.short_name,
            title=_("要带的材料"),
            line=_("都印在告知书上，一次说清。"),
            sent=True,
            code=counted("{n} 样", len(materials)),
            code_label=_("要带"),
            code_line=_("不清楚的，|打 {phone} 先问一问。").format(phone=item.consult_phone),
            qr=item.guide_url,
            qr_line=_("手机扫码看指南"),
            milestones=(
                Milestone(_("先备齐材料"), _("照着告知书，一样一样对")),
                Milestone(_("再来办"), item.place.hall + item.place.window),
                Milestone(_("开门时间"), item.place.hours),
            ),
            card_on_reader=session.card_on_reader,
            paper=PaperStage.PRINTING,
            paper_line=_("从{where}出来").format(
                where=session.services.settings.places.receipt_slot
            ),
        ),
        slip,
    )


def _needed(one: Material) -> Needed:
    """A material: how many, whether it may follow, and what to mind."""
    counts = (
        counted("原件 {n} 份", one.originals) if one.originals else "",
        counted("复印件 {n} 份", one.copies) if one.copies else "",
    )
    notes = (listed(count for count in counts if count), _must(one), one.hint)
    return Needed(one.name, tuple(note for note in notes if note))


def _must(one: Material) -> str:
    if one.may_follow:
        return counted("可以后补，{n} 个工作日内", one.defer_days)
    if one.source is MaterialSource.LICENCE or one.licence_kind:
        return _("有电子证照的不用带")
    return "" if one.is_must else _("没有可以不带")


def _when(item: Item) -> str:
    if not item.promised_limit.days:
        return _("材料齐了，当场办好。")
    return counted("材料齐了，{n} 个工作日内办好。", item.promised_limit.days)


def _where(item: Item) -> str:
    where = {"place": item.place.hall + item.place.window, "hours": item.place.hours}
    if item.can_apply:
        return _("在本机随时能办，也可以到{place}，{hours}。").format(**where)
    return _("到{place}，{hours}。").format(**where)


def _fee(item: Item) -> str:
    return _("不收费。") if item.fee.free else _("收费：{fee}。").format(fee=item.fee.text)
