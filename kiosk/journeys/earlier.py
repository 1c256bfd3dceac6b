"""Pages of an earlier case used again (材料复用): offered one by one, one permission each.

The platform has them and keeps them: no picture comes here. What is not wanted is photographed.
"""

from __future__ import annotations

import uuid

from kiosk.conversation.questions import Group, Option, Row, ShowMatter
from kiosk.dates import full_date
from kiosk.journeys.draft import Application, Draft, Granted
from kiosk.journeys.paperless import PHOTOGRAPH, USE, after_agreeing, agreement, if_there
from kiosk.journeys.situation import on_paper
from kiosk.journeys.wizard import Step, run_steps
from kiosk.onenetwork.licences import Authorisation, EarlierPage
from kiosk.text import _


def may_be_there(draft: Draft) -> bool:
    """Whether an earlier page could stand for a material of this case, and nobody has looked."""
    # The platform has what the card's holder handed in, who is another than the applicant here.
    return not draft.for_another and draft.handed_in is None and bool(_wanted(draft))


def _wanted(draft: Draft) -> set[str]:
    """Codes of the materials that an earlier page would save, and for which no licence stands."""
    return {
        one.code
        for one in on_paper(draft)
        if one.reuse_days and ((used := draft.granted_for(one)) is None or used.earlier)
    }


async def look_up(application: Application) -> None:
    """Ask once what there is for this item. Away, it costs nobody the application."""
    draft, library = application.draft, application.session.services.backend.licences

    async def found(token: str) -> tuple[EarlierPage, ...]:
        return await library.earlier_pages(token, draft.item.code)

    draft.handed_in = await if_there(application, _("以前交的材料暂时取不到"), found) or ()


def offers(draft: Draft) -> list[EarlierPage]:
    """What to show: the pages that this case can use."""
    wanted = _wanted(draft)
    return [one for one in draft.handed_in or () if one.code in wanted]


async def offer(application: Application) -> None:
    """One after another."""

    def step(page: EarlierPage) -> Step:
        async def ask() -> None:
            await _offer(application, page)

        return Step(page.page_id, ask)

    await run_steps([step(page) for page in offers(application.draft)])


async def _offer(application: Application, page: EarlierPage) -> None:
    session, draft = application.session, application.draft
    chosen = await session.conversation.ask(_question(application, page))
    if chosen.key != USE:
        draft.granted.pop(page.page_id, None)
    elif page.page_id not in draft.granted:
        await _authorise(application, page)


async def _authorise(application: Application, page: EarlierPage) -> None:
    """Fetch the permission; where the platform does not give it, it is photographed."""
    session, draft = application.session, application.draft
    library, key = session.services.backend.licences, uuid.uuid4().hex
    agreed = agreement(draft.item)

    async def asked(token: str) -> Authorisation:
        return await library.authorise_page(token, page.page_id, agreed, key=key)

    given = await if_there(application, _("以前交的材料暂时取不到"), asked)
    if given is not None:
        name = _("用以前交的：{service}").format(service=page.item_name)
        draft.granted[page.page_id] = Granted(
            given.authorisation_id, name, given.satisfies, earlier=True
        )
        await session.record("page.authorised")


def _question(application: Application, page: EarlierPage) -> ShowMatter:
    return ShowMatter(
        service=application.service,
        progress=application.progress(2),
        title=_("这份材料以前交过，|这次还用它？"),
        line=_("用了它，就不用交：{materials}。").format(materials=page.name),
        icon="copy",
        chip=_("还能用"),
        chip_kind="ok",
        groups=(
            Group(
                page.name,
                rows=(
                    Row(_("那次办的事"), page.item_name),
                    Row(_("哪天交的"), full_date(page.handed_in)),
                    Row(_("能用到"), full_date(page.good_until)),
                ),
            ),
            after_agreeing(application.draft.item),
        ),
        options=(Option(PHOTOGRAPH, _("不用，我重新交"), _("不取以前那一份"), "copy"),),
        main=Option(USE, _("同意使用")),
    )
