"""What the look beforehand found, on paper to take along (一次性告知书); the journey goes on."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from kiosk.journeys.case_paper import imprint
from kiosk.journeys.draft import Application, Draft
from kiosk.journeys.hand_over import print_meanwhile
from kiosk.journeys.region import department, phone
from kiosk.journeys.situation import NOT_HERE
from kiosk.onenetwork.case_details import CaseDefect
from kiosk.papers.defects_slip import Defect, Told, defects_slip
from kiosk.text import _


async def print_notice(application: Application, defects: Iterable[CaseDefect]) -> str:
    """Print it; what became of it, in a sentence.

    Raises:
        Leave, TimedOut: the citizen left; what has begun comes out.
    """
    session, ref = application.session, uuid.uuid4().hex
    slip = defects_slip(told_of(application.draft, defects), imprint(session, ref))
    where = session.services.settings.places.receipt_slot
    if await print_meanwhile(session, application.service, _("正在印告知书"), ref, slip):
        return _("告知书从{where}出来了，请取走。").format(where=where)
    return _("告知书没有印出来，已经通知工作人员。请用手机拍下这一屏。")


def told_of(draft: Draft, defects: Iterable[CaseDefect]) -> Told:
    """The paper's words: nothing that was filled in."""
    item = draft.item
    return Told(
        service=item.plain_name,
        department=department(item, draft.region),
        defects=tuple(Defect(one.message, _todo(draft, one)) for one in defects),
        place=item.place.hall + item.place.window,
        hours=item.place.hours,
        consult_phone=phone(item, draft.region),
        supervise_phone=item.supervise_phone,
    )


def _todo(draft: Draft, defect: CaseDefect) -> str:
    area, _dot, name = defect.field.partition(".")
    if area == "form":
        labels = (one.label for one in draft.item.form.fields if one.name == name)
        return "".join(_("填“{label}”时改正。").format(label=label) for label in labels)
    if area != "materials":
        return ""
    named = (one.name for one in draft.item.materials if one.code == name)
    missing = draft.at_hand.get(name) == NOT_HERE
    said = _("请带上：{name}。") if missing else _("请带上原件，重新拍：{name}。")
    return "".join(said.format(name=one) for one in named)
