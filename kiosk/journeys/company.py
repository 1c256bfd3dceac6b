"""A firm or body applies (法人服务), by the hand of the person who stands here (经办人).

Whom the platform knows the citizen to act for is a press away; another one is told by its code on
a phone, or by its business licence, which is handed in as the service asks.
"""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.catalogue.model import Item
from kiosk.conversation import Back, questions
from kiosk.conversation.questions import Choose, Entry, FillForm, FormField, Option, Row
from kiosk.identity.credit_codes import LENGTH, is_credit_code
from kiosk.identity.masking import number_on_screen
from kiosk.journeys.as_citizen import reach_as_citizen
from kiosk.journeys.company_code import readable, shown_or
from kiosk.journeys.draft import Application, Draft
from kiosk.journeys.step_names import COMPANY_STEP
from kiosk.onenetwork.identity import KnownCompany
from kiosk.onenetwork.models import Company
from kiosk.text import _, counted

NAME, CODE = "company_name", "credit_code"
"""What fills a field of a form, see Field.prefill."""
OTHER = "other"


def needed(item: Item) -> bool:
    """Whether an existing firm applies: the form wants its name or its code."""
    wanted = (one for one in item.form.fields if one.prefill in (NAME, CODE) and one.required)
    return item.audience == ("legal",) and any(wanted)


async def choose_company(application: Application) -> None:
    """For which firm.

    Raises:
        Back, Leave, TimedOut, ToWindow: as the citizen chose.
    """
    session, draft = application.session, application.draft
    identity, item_code = session.services.backend.identity, draft.item.code
    known = await reach_as_citizen(
        session, application.service, lambda token: identity.companies(token, item_code)
    )
    while True:
        company = await _one_of(application, known) if known else None
        try:
            draft.company = company or await _told(application)
        except Back:
            if known:
                continue
            raise
        return


async def _one_of(application: Application, known: Sequence[KnownCompany]) -> Company | None:
    """One that the platform knows, or whose code was held up; None: another one."""
    line = (
        _("您是经办人，用您自己的身份证。手机上有企业码的，也可以对着扫码口。")
        if readable(application.session)
        else _("您是经办人，用您自己的身份证。")
    )
    chosen = await shown_or(
        application,
        Choose(
            service=application.service,
            title=_("给哪家单位办？"),
            line=line,
            entries=tuple(
                Entry(
                    key=one.credit_code,
                    name=one.name,
                    line=_("统一社会信用代码 {code}").format(code=one.credit_code),
                    icon="legal",
                    chip=_("法定代表人") if one.role == "legal_representative" else _("经办人"),
                )
                for one in known
            ),
            second=Option(OTHER, _("别的单位")),
        ),
    )
    if isinstance(chosen, Company):
        return chosen
    return next(
        (
            Company(name=one.name, credit_code=one.credit_code)
            for one in known
            if one.credit_code == chosen.key
        ),
        None,
    )


async def _told(application: Application) -> Company:
    """One that the citizen names, as its licence does, or whose code was held up."""
    before = application.draft.company
    title = _("照营业执照填，|或者扫企业码")
    told = await shown_or(
        application,
        FillForm(
            service=application.service,
            progress=application.progress(1),
            title=title if readable(application.session) else _("照营业执照填"),
            from_card=(),
            fields=(
                FormField(NAME, _("单位名称"), questions.FieldKind.TEXT, _("写执照上的全称")),
                FormField(
                    CODE,
                    _("统一社会信用代码"),
                    questions.FieldKind.CODE,
                    _("18 位，照执照抄"),
                    max_length=LENGTH,
                ),
            ),
            values={
                NAME: before.name if before else "",
                CODE: before.credit_code if before else "",
            },
            check=check,
        ),
    )
    if isinstance(told, Company):
        return told
    return Company(name=told[NAME].strip(), credit_code=told[CODE].strip().upper())


def check(name: str, value: str) -> str | None:
    """What is wrong with a name or a code, and how to mend it; None when nothing is."""
    value = value.strip().upper()
    if not value:
        return _("这一格要填，请补上。")
    if name != CODE or is_credit_code(value):
        return None
    missing = LENGTH - len(value)
    if missing > 0:
        return counted("少了 {n} 位。代码是 18 位，请补上。", missing)
    return _("代码不对，有一位和执照不一样，请再看一遍。")


def fills(draft: Draft) -> dict[str, str]:
    """The answers of the form that the firm gives: names of fields and values."""
    if draft.company is None:
        return {}
    told = {NAME: draft.company.name, CODE: draft.company.credit_code}
    return {one.name: told[one.prefill] for one in draft.item.form.fields if one.prefill in told}


def rows_of(draft: Draft, name: str, number: str) -> list[Row]:
    """Who applies, to be read over: a person, or a firm and who acts for it.

    Args:
        name: of the person here.
        number: their ID number.
    """
    masked = number_on_screen(number)
    if draft.company is None:
        return [Row(_("申请人"), name), Row(_("身份证号"), masked)]
    return [
        Row(_("申请单位"), draft.company.name, COMPANY_STEP, draft.company.credit_code),
        Row(_("经办人"), name, note=masked),
    ]
