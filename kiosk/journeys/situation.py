"""What a citizen's case is like (情形), and which papers they have with them: before the form.

The answers decide which materials are asked for: nobody photographs what their case does not
need, and what may follow later (容缺) is no obstacle today.
"""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.catalogue.model import Material, MaterialSource
from kiosk.conversation.questions import FieldKind, FillForm, FormField, Row
from kiosk.journeys.draft import Application, Draft
from kiosk.journeys.step_names import (
    AT_HAND_STEP,
    COMMITMENT_STEP,
    EARLIER_STEP,
    LICENCE_STEP,
    SITUATION_STEP,
)
from kiosk.text import Words, _, counted

HERE, NOT_HERE = "here", "not here"


async def ask_situation(application: Application) -> None:
    """The item's questions, on one screen."""
    fields = tuple(
        FormField(
            name=one.name,
            label=one.question,
            kind=FieldKind.CHOICE,
            choices=tuple((choice.value, choice.label) for choice in one.choices),
        )
        for one in application.draft.item.situations
    )
    draft = application.draft
    draft.situation.update(await _ask(application, _("先看您是哪种情况"), fields, draft.situation))


async def ask_at_hand(application: Application) -> None:
    """Which of the papers that are no must the citizen has here."""
    draft = application.draft
    fields = tuple(
        FormField(
            name=one.code,
            label=one.name,
            kind=FieldKind.CHOICE,
            hint=one.hint,
            choices=((HERE, _("带了，现在拍")), (NOT_HERE, without(one))),
        )
        for one in optional(draft)
    )
    draft.at_hand.update(await _ask(application, _("这些带来了吗？"), fields, draft.at_hand))


async def _ask(
    application: Application,
    title: str,
    fields: Sequence[FormField],
    known: dict[str, str],
) -> dict[str, str]:
    def check(_name: str, value: str) -> str | None:
        return None if value else _("请选一项。")

    answers = await application.session.conversation.ask(
        FillForm(
            service=application.service,
            progress=application.progress(1),
            title=title,
            from_card=(),
            fields=tuple(fields),
            values={one.name: known.get(one.name, "") for one in fields},
            check=check,
        )
    )
    return dict(answers)


def without(material: Material) -> Words:
    """What becomes of an application without this paper."""
    if material.may_follow:
        return counted("没带，{n} 个工作日内补交", material.defer_days)
    return _("没有，不交")


def asked(draft: Draft) -> tuple[Material, ...]:
    """The materials of this case."""
    return tuple(one for one in draft.item.materials if one.asked(draft.situation))


def optional(draft: Draft) -> tuple[Material, ...]:
    """Those to be shown on paper that are no must today."""
    return tuple(one for one in _shown(draft) if not one.is_must)


def is_photographed(draft: Draft, material: Material) -> bool:
    """Whether this material of the item is photographed in this case."""
    return material in _shown(draft) and draft.at_hand.get(material.code) != NOT_HERE


def on_paper(draft: Draft) -> list[Material]:
    """Materials of this case that no card on the reader is."""
    return [one for one in asked(draft) if one.source is not MaterialSource.ID_CARD]


def _shown(draft: Draft) -> list[Material]:
    """Those of them for which no licence, earlier page or commitment stands: to be photographed."""
    return [
        one
        for one in on_paper(draft)
        if draft.granted_for(one) is None and not draft.promised_instead(one)
    ]


def deferred(draft: Draft) -> tuple[str, ...]:
    """Codes of what follows later (容缺)."""
    missing = [one for one in optional(draft) if draft.at_hand.get(one.code) == NOT_HERE]
    return tuple(one.code for one in missing if one.may_follow)


def rows_of(draft: Draft) -> list[Row]:
    """The answers, to be read over and changed."""
    rows = []
    for one in draft.item.situations:
        said = draft.situation.get(one.name, "")
        label = next((choice.label for choice in one.choices if choice.value == said), said)
        rows.append(Row(one.question, label, SITUATION_STEP))
    rows += [
        Row(one.name, without(one), AT_HAND_STEP)
        for one in optional(draft)
        if draft.at_hand.get(one.code) == NOT_HERE
    ]
    rows += [
        Row(one.name, used.name, EARLIER_STEP if used.earlier else LICENCE_STEP)
        for one in on_paper(draft)
        if (used := draft.granted_for(one)) is not None
    ]
    rows += [
        Row(one.name, _("不用交，签了承诺书"), COMMITMENT_STEP)
        for one in on_paper(draft)
        if draft.promised_instead(one) and draft.granted_for(one) is None
    ]
    return rows
