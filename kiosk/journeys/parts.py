"""A bundle (一件事): which of its parts are wanted, and what becomes of one withdrawn meanwhile.

`draft.parts` are the parts chosen, and `draft.item` is the bundle as far as it concerns them: form,
materials, review and papers know nothing else.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from kiosk.catalogue.bundles import reduced, serves
from kiosk.catalogue.model import Form, Item
from kiosk.conversation.questions import ChooseSome, Entry, Milestone, Row
from kiosk.dates import by_day
from kiosk.journeys import troubles
from kiosk.journeys.draft import Application, Draft
from kiosk.journeys.step_names import PARTS_STEP
from kiosk.journeys.wizard import GoTo, Step
from kiosk.onenetwork.models import Case
from kiosk.papers.receipts import PartMatter
from kiosk.session import Session
from kiosk.text import _, counted, listed

log = logging.getLogger(__name__)
_REFUSED = "parts."
"""How a defect names a part that the platform no longer takes."""


async def choose_parts(application: Application) -> None:
    """Any of them, one at least; the list says whose each is and how long it takes."""
    draft = application.draft
    known = parts_of(application.session, draft.item.code)
    offered = [one for one in known if one.code not in draft.gone]
    chosen = await application.session.conversation.ask(
        ChooseSome(
            service=application.service,
            title=_("要办哪几件？"),
            line=_("可以只选几件。没选的，以后随时能再办。"),
            entries=tuple(
                Entry(one.code, one.short_name, line_of(one), one.topic) for one in offered
            ),
            chosen=tuple(one.code for one in draft.parts if one in offered),
            too_few=_("请至少选一件，再按下一步。"),
        )
    )
    _take(application, chosen)


def parts_of(session: Session, code: str) -> tuple[Item, ...]:
    """The parts of a bundle that are offered now; none of what is no bundle."""
    catalogue = session.services.catalogue
    bundle = catalogue.item(code)
    known = (catalogue.item(part) for part in bundle.parts) if bundle is not None else ()
    return tuple(one for one in known if one is not None)


def line_of(part: Item) -> str:
    """Who does it, and how long that takes."""
    days = counted("{n} 个工作日", part.promised_limit.days)
    return _("{department}，{days}").format(department=part.department, days=days)


def _take(application: Application, chosen: Iterable[str]) -> None:
    """From here on the application is for these parts."""
    session, draft = application.session, application.draft
    bundle = session.services.catalogue.item(draft.item.code) or draft.item
    parts, wanted = parts_of(session, bundle.code), set(chosen)
    draft.parts = tuple(one for one in parts if one.code in wanted)
    draft.item = reduced(bundle, parts, wanted)


def while_parts_offered(application: Application, step: Step) -> Step:
    """The same step; a part that was withdrawn meanwhile is told first, and left out."""
    draft = application.draft

    async def run() -> None:
        catalogue = application.session.services.catalogue
        gone = [one for one in draft.parts if not catalogue.offers(one.code)]
        if gone:
            await _leave_out(application, gone)
            # What the step was for may have gone with the part.
            raise GoTo(step.name if draft.parts else PARTS_STEP)
        await step.run()

    return replace(step, run=run)


async def _leave_out(application: Application, gone: list[Item]) -> None:
    session, draft = application.session, application.draft
    names = listed(one.short_name for one in gone)
    why = "".join(session.services.catalogue.why_withdrawn(one.code) for one in gone)
    left = [one.code for one in draft.parts if one not in gone]
    trouble = troubles.part_withdrawn(session, application.service, names, why, left=bool(left))
    await troubles.ask(session, trouble)
    _take(application, left)


def take_form(draft: Draft, told: Mapping[str, Any]) -> None:
    """The platform's form of the parts chosen (一表申请) stands in place of our own merging.

    Args:
        told: the form as the platform words it; one without questions, or that is none, changes
            nothing.
    """
    if not draft.parts or not told.get("fields"):
        return
    try:
        form = Form.model_validate(told)
    except ValidationError as error:
        log.error("the platform's form of a bundle: %d mistakes", error.error_count())
        return
    draft.item = draft.item.model_copy(update={"form": form})


def leave_out_refused(draft: Draft, fields: Iterable[str]) -> bool:
    """Take note of the parts the platform no longer takes; whether there are any.

    Args:
        fields: of the defects it found, dotted.
    """
    refused = {one.removeprefix(_REFUSED) for one in fields if one.startswith(_REFUSED)}
    draft.gone |= refused
    return bool(refused)


def rows_of(draft: Draft) -> list[Row]:
    """The parts chosen, to be read over and changed."""
    if not draft.parts:
        return []
    return [Row(_("要办的"), listed(one.short_name for one in draft.parts), PARTS_STEP)]


def used_for(draft: Draft, kind: str, name: str) -> str:
    """For which of the parts this is asked; nothing where it is for all of them.

    Args:
        kind: field, material or situation.
    """
    parts = serves(draft.parts, kind, name)
    if not parts or len(parts) == len(draft.parts):
        return ""
    return _("用于{parts}").format(parts=listed(one.short_name for one in parts))


def milestones(draft: Draft, case: Case) -> tuple[Milestone, ...]:
    """When each part is done, and by whom."""
    days = {one.item_code: one.promised_date for one in case.parts}
    return tuple(
        Milestone(
            by_day(day, case.estimated)
            if (day := days.get(one.code)) is not None
            else counted("受理后 {n} 个工作日内", one.promised_limit.days),
            _("{part}，{department}").format(part=one.short_name, department=one.department),
        )
        for one in draft.parts
    )


def on_paper(draft: Draft, case: Case | None) -> tuple[PartMatter, ...]:
    """The parts as a receipt lists them; before the platform has the case, without days."""
    days = {one.item_code: one.promised_date for one in case.parts} if case else {}
    return tuple(
        PartMatter(
            name=one.plain_name,
            department=one.department,
            promised_days=one.promised_limit.days,
            promised_date=days.get(one.code),
            estimated=case.estimated if case else False,
        )
        for one in draft.parts
    )


def of_case(session: Session, bundle: Item, case: Case) -> tuple[PartMatter, ...]:
    """The same of a case that the platform has had for a while."""
    known = {one.item_code: session.services.catalogue.item(one.item_code) for one in case.parts}
    return tuple(
        PartMatter(
            name=one.item_name,
            department=one.department,
            promised_days=(known[one.item_code] or bundle).promised_limit.days,
            promised_date=one.promised_date,
            estimated=case.estimated,
        )
        for one in case.parts
    )


def still_to_do(session: Session, draft: Draft) -> str:
    """That the parts not chosen can be applied for later; nothing where all were."""
    left = len(parts_of(session, draft.item.code)) - len(draft.parts)
    return counted("还有 {n} 件没选，以后随时能在本机办。", left) if left > 0 else ""
