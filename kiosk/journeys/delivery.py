"""How the result comes (送达): asked where there is a choice, an address only for the post."""

from __future__ import annotations

from kiosk.conversation.questions import Choose, Entry, FieldKind, FillForm, FormField, Row
from kiosk.journeys.applicant import applicant_of
from kiosk.journeys.draft import Application, Draft
from kiosk.journeys.step_names import ADDRESS_STEP, WAY_STEP
from kiosk.onenetwork.models import Delivery
from kiosk.text import Words, _, counted

MAIL = "mail"
ADDRESS = "address"
SHORTEST, LONGEST = 6, 120


def has_choice(draft: Draft) -> bool:
    """Whether the result can come in more than one way."""
    return len(draft.item.delivery_ways) > 1


def needs_address(draft: Draft) -> bool:
    """Whether the citizen chose the post."""
    return has_choice(draft) and draft.way == MAIL


async def ask_way(application: Application) -> None:
    """One of the item's ways."""
    draft = application.draft
    icons = {"window": "window", MAIL: "mail", "message": "phone", "terminal": "print"}
    chosen = await application.session.conversation.ask(
        Choose(
            service=application.service,
            progress=application.progress(3),
            title=_("办好以后，|结果怎么给您？"),
            line=_("每一种都不收费。"),
            entries=tuple(
                Entry(
                    way,
                    _names()[way][0],
                    _names()[way][1],
                    icons.get(way, "get"),
                    _("上次选的") if way == draft.way else "",
                )
                for way in draft.item.delivery_ways
                if way in _names()
            ),
        )
    )
    draft.way = chosen.key


async def ask_address(application: Application) -> None:
    """Where the post brings it; filled in from the card."""
    draft, applicant = application.draft, applicant_of(application)
    known = draft.address or applicant.address
    field = FormField(
        name=ADDRESS,
        label=_("收件地址"),
        kind=FieldKind.ADDRESS,
        hint=_("写到门牌号，可以按“省市区”来选"),
        max_length=LONGEST,
    )
    answers = await application.session.conversation.ask(
        FillForm(
            service=application.service,
            progress=application.progress(3),
            title=_("免费寄到哪里？"),
            from_card=(Row(_("收件人"), applicant.name),),
            fields=(field,),
            values={ADDRESS: known},
            check=check,
        )
    )
    draft.address = answers[ADDRESS].strip()


def check(_name: str, value: str) -> str | None:
    """What is wrong with the address, or None."""
    value = value.strip()
    if len(value) < SHORTEST:
        return _("地址太短，请写到门牌号。")
    if len(value) > LONGEST:
        return counted("最多 {n} 个字，请写短一点。", LONGEST)
    return None


def delivery_of(draft: Draft) -> Delivery | None:
    """As the platform hears it; None for the item's first way."""
    if not draft.way or not has_choice(draft):
        return None
    return Delivery.model_validate(
        {"way": draft.way, "address": draft.address if draft.way == MAIL else ""}
    )


def delivery_rows(draft: Draft) -> list[Row]:
    """The answers, to be read over and changed."""
    if not draft.way or not has_choice(draft):
        return []
    rows = [Row(_("怎么拿结果"), _names()[draft.way][0], WAY_STEP)]
    if draft.way == MAIL:
        rows.append(Row(_("收件地址"), draft.address, ADDRESS_STEP))
    return rows


def _names() -> dict[str, tuple[Words, Words]]:
    """The contract's ways: name, and what they mean for the citizen."""
    return {
        MAIL: (_("免费邮寄到家"), _("不用再来，写收件地址")),
        "window": (_("到窗口领取"), _("办好后通知您，带身份证")),
        "locker": (_("到取件柜领取"), _("24 小时都能取，凭短信里的码")),
        "terminal": (_("在自助机打印"), _("办好后刷身份证，随时打印")),
        "message": (_("只要电子的"), _("短信告诉您，在手机上看")),
    }
