"""Somebody acts for another (代办): the card is the agent's, the application the other's.

Who acts is told apart from who applies all along: in the case, on the review, on the receipt.
"""

from __future__ import annotations

from datetime import date

from kiosk.catalogue.model import Material, MaterialSource
from kiosk.conversation.questions import FieldKind, FillForm, FormField, Row
from kiosk.identity.masking import number_on_screen
from kiosk.identity.numbers import is_valid
from kiosk.journeys.draft import Application, Behalf, Draft
from kiosk.journeys.step_names import AGENT_STEP
from kiosk.onenetwork.models import Agent
from kiosk.text import Words, _

NAME, NUMBER, RELATION = "name", "number", "relation"
AUTHORISATION = "_authorisation"
"""The contract's code for the paper an agent acts with."""
LONGEST_NAME = 50


async def ask_applicant(application: Application) -> None:
    """Who it is for, and what the agent is to them."""
    draft, agent = application.draft, application.session.person
    assert agent is not None
    known = draft.behalf or Behalf("", "", "")

    def check(name: str, value: str) -> str | None:
        return _problem(name, value.strip(), agent.number)

    answers = await application.session.conversation.ask(
        FillForm(
            service=application.service,
            progress=application.progress(1),
            title=_("您替谁办？"),
            from_card=(
                Row(_("代办人"), agent.name),
                Row(_("身份证号"), number_on_screen(agent.number)),
            ),
            fields=(
                FormField(NAME, _("申请人姓名"), FieldKind.NAME, max_length=LONGEST_NAME),
                FormField(NUMBER, _("申请人身份证号"), FieldKind.ID_NUMBER, max_length=18),
                FormField(
                    RELATION,
                    _("您是申请人的"),
                    FieldKind.CHOICE,
                    choices=tuple(_relations().items()),
                ),
            ),
            values={NAME: known.name, NUMBER: known.number, RELATION: known.relation},
            check=check,
        )
    )
    told = {name: value.strip() for name, value in answers.items()}
    draft.behalf = Behalf(told[NAME], told[NUMBER].upper(), told[RELATION])


def _problem(name: str, value: str, own_number: str) -> str | None:
    if not value:
        return _("请选一项。") if name == RELATION else _("这一格要填，请补上。")
    if name != NUMBER:
        return None
    if not is_valid(value.upper(), date.today()):
        return _("号码不对，请再看一遍，最后一位可能是 X。")
    if value.upper() == own_number:
        return _("这是您自己的号码。给自己办，请返回选“立即办理”。")
    return None


def authorisation() -> Material:
    """What an agent shows: a letter of authorisation (授权委托书), or that they are family."""
    return Material(
        code=AUTHORISATION,
        name=_("授权委托书或关系证明"),
        source=MaterialSource.CAPTURE,
        hint=_("户口簿、结婚证、出生证明也可以"),
    )


def agent_of(draft: Draft) -> Agent | None:
    """As the platform hears of it; None where the applicant stands here."""
    if draft.behalf is None:
        return None
    return Agent.model_validate({"relation": draft.behalf.relation})


def agent_rows(application: Application) -> list[Row]:
    """Who acts, to be read over and changed."""
    behalf, agent = application.draft.behalf, application.session.person
    if behalf is None or agent is None:
        return []
    said = _("{name}（申请人的{relation}）").format(
        name=agent.name, relation=_relations()[behalf.relation]
    )
    return [Row(_("代办人"), said, AGENT_STEP)]


def _relations() -> dict[str, Words]:
    """The contract's, but for staff: they do not act for anybody with their own card here."""
    return {
        "child": _("儿女"),
        "parent": _("父母"),
        "spouse": _("配偶"),
        "guardian": _("监护人"),
        "entrusted": _("受委托人"),
    }
