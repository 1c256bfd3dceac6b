"""Licences instead of paper (免提交): what the library has is offered, one permission each.

What the citizen does not want used, and what is expired or revoked, is photographed.
"""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial
from typing import TypeVar

from kiosk.catalogue.model import Item
from kiosk.conversation.questions import Group, Option, Row, ShowMatter
from kiosk.dates import full_date
from kiosk.journeys import troubles
from kiosk.journeys.as_citizen import is_over, known_to_backend
from kiosk.journeys.draft import Application, Draft, Granted
from kiosk.journeys.reaching import patiently
from kiosk.journeys.situation import on_paper
from kiosk.journeys.wizard import Step, run_steps
from kiosk.onenetwork.licences import Authorisation, Licence, NewAuthorisation
from kiosk.onenetwork.problem import BackendError
from kiosk.text import Words, _, listed

T = TypeVar("T")

USE, PHOTOGRAPH = "use", "photograph"


def may_save_paper(draft: Draft) -> bool:
    """Whether a licence could stand for a material of this case, and nobody has looked yet."""
    # The library shows what the card's holder has, who is another than the applicant here.
    return (
        not draft.for_another
        and draft.library is None
        and any(one.licence_kind for one in on_paper(draft))
    )


async def look_up(application: Application) -> None:
    """Ask the library once what it has for this item. Away, it costs nobody the application."""
    draft, library = application.draft, application.session.services.backend.licences

    async def found(token: str) -> tuple[Licence, ...]:
        return await library.of_citizen(token, draft.item.code)

    draft.library = await if_there(application, _("电子证照暂时取不到"), found) or ()


async def if_there(
    application: Application, away: Words, call: Callable[[str], Awaitable[T]]
) -> T | None:
    """What the platform answers to `call`, which takes the token of the citizen's session.

    None: it does not, which is told under the title `away`, and there will be photographs.

    Raises:
        Back, Leave, TimedOut, ToWindow: as the citizen chose.
    """
    session = application.session
    renewed = False
    while True:
        token = (await known_to_backend(application)).token
        try:
            return await patiently(session, application.service, partial(call, token))
        except BackendError as error:
            if is_over(error):
                session.establish()
            if is_over(error) and not renewed:
                renewed = True
            elif not await _again(application, away, error):
                return None


async def _again(application: Application, away: Words, error: BackendError) -> bool:
    """Say that there will be photographs; whether to ask the platform once more."""
    session = application.session
    kept = _("不耽误办事：拍照交材料也一样。您填的内容都还在。")
    trouble = troubles.library_away(session, application.service, error, away, kept)
    return await troubles.ask(session, trouble) != troubles.GO_ON


def offers(draft: Draft) -> list[Licence]:
    """What to show: each usable licence, and of the others those in whose place there is none."""
    found = [one for one in draft.library or () if _saved(draft, one)]
    good = [one for one in found if one.status == "valid"]
    saved = {code for one in good for code in one.satisfies}
    return [*good, *(one for one in found if one not in good and not saved & {*one.satisfies})]


def _saved(draft: Draft, licence: Licence) -> list[str]:
    """Names of the materials that it saves in this case."""
    return [one.name for one in on_paper(draft) if one.code in licence.satisfies]


async def offer_licences(application: Application) -> None:
    """One after another; of two for the same material the second only if the first is not used."""
    draft = application.draft

    def step(licence: Licence) -> Step:
        async def offer() -> None:
            await _offer(application, licence)

        def needed() -> bool:
            others = [one for key, one in draft.granted.items() if key != licence.licence_id]
            covered = {code for one in others for code in one.satisfies}
            return not {*licence.satisfies} <= covered

        return Step(licence.licence_id, offer, needed=needed)

    await run_steps([step(licence) for licence in offers(draft)])


async def _offer(application: Application, licence: Licence) -> None:
    session, draft = application.session, application.draft
    usable = licence.status == "valid"
    question = _question(application, licence) if usable else _told(application, licence)
    chosen = await session.conversation.ask(question)
    if chosen.key != USE:
        draft.granted.pop(licence.licence_id, None)
    elif licence.licence_id not in draft.granted:
        await _authorise(application, licence)


async def _authorise(application: Application, licence: Licence) -> None:
    """Fetch the permission; where the platform does not give it, it is photographed."""
    session, draft = application.session, application.draft
    library, key = session.services.backend.licences, uuid.uuid4().hex
    agreed = agreement(draft.item)

    async def asked(token: str) -> Authorisation:
        return await library.authorise(token, licence.licence_id, agreed, key=key)

    given = await if_there(application, _("电子证照暂时取不到"), asked)
    if given is not None:
        draft.granted[licence.licence_id] = granted(licence, given)
        await session.record("licence.authorised")


def agreement(item: Item) -> NewAuthorisation:
    """What the citizen agrees to now, one licence or page at a time."""
    return NewAuthorisation(
        item_code=item.code, purpose=item.short_name, agreed_at=datetime.now().astimezone()
    )


def granted(licence: Licence, given: Authorisation) -> Granted:
    """The permission, under the licence's name."""
    name = _("用电子证照：{name}").format(name=licence.name)
    return Granted(given.authorisation_id, name, given.satisfies)


def _question(application: Application, licence: Licence) -> ShowMatter:
    item = application.draft.item
    saved = listed(_saved(application.draft, licence))
    return ShowMatter(
        service=application.service,
        progress=application.progress(2),
        title=_("用电子证照，|不用拍照？"),
        line=_("用了它，就不用交：{materials}。").format(materials=saved),
        icon="certificate",
        chip=_("有效"),
        chip_kind="ok",
        groups=(
            Group(licence.name, rows=_facts(licence)),
            after_agreeing(item),
        ),
        options=(Option(PHOTOGRAPH, _("不用，我拍照"), _("不取这份证照"), "copy"),),
        main=Option(USE, _("同意使用")),
    )


def after_agreeing(item: Item) -> Group:
    """What follows from a permission: who uses it, for what, how often."""
    return Group(
        _("您同意以后"),
        rows=(
            Row(_("给谁用"), item.department),
            Row(_("用来办"), item.short_name),
            Row(_("用几次"), _("只用于这一次申请")),
        ),
    )


def _told(application: Application, licence: Licence) -> ShowMatter:
    """It cannot be used: said, with what to do instead."""
    saved = listed(_saved(application.draft, licence))
    revoked = licence.status == "revoked"
    return ShowMatter(
        service=application.service,
        progress=application.progress(2),
        title=_("这份电子证照|不能用了"),
        line=_("请改为拍照：{materials}。").format(materials=saved),
        icon="certificate",
        chip=_("已注销") if revoked else _("已过期"),
        chip_kind="warn",
        groups=(Group(licence.name, rows=_facts(licence)),),
        main=Option(PHOTOGRAPH, _("知道了，去拍照")),
    )


def _facts(licence: Licence) -> tuple[Row, ...]:
    until = _("长期") if licence.valid_to is None else full_date(licence.valid_to)
    return (
        Row(_("持有人"), licence.holder_masked),
        Row(_("证照号码"), licence.number_masked),
        Row(_("谁发的"), licence.issuer),
        Row(_("有效期到"), until),
    )
