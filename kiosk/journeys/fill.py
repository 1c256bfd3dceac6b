"""The form: pre-filled from the card, the rest typed."""

from __future__ import annotations

import re
from datetime import date

from kiosk.catalogue.model import Field, FieldKind
from kiosk.conversation import questions
from kiosk.conversation.questions import FillForm, FormField, Row
from kiosk.identity.masking import STAR, mask_phone, number_on_screen
from kiosk.identity.numbers import is_valid
from kiosk.journeys.applicant import address_of, applicant_of, number_of
from kiosk.journeys.as_citizen import known_to_backend
from kiosk.journeys.company import fills
from kiosk.journeys.draft import Application
from kiosk.text import _, counted

PHONE_DIGITS = 11
_NUMBER = re.compile(r"\d+(\.\d+)?")


async def fill_form(application: Application) -> None:
    """Ask for the form, and make sure the backend knows the citizen before going on."""
    draft, session = application.draft, application.session
    of_company = fills(draft)
    draft.values.update(of_company)
    fields = tuple(one for one in draft.item.form.fields if one.name not in of_company)
    for one in fields:
        draft.values.setdefault(one.name, _prefilled(one, application))
    values = await session.conversation.ask(
        FillForm(
            service=application.service,
            progress=application.progress(1),
            title=draft.item.form.title,
            from_card=_from_card(application),
            fields=tuple(shown(one) for one in fields),
            values=dict(draft.values),
            check=lambda name, value: check(_named(fields, name), value),
        )
    )
    draft.values.update({name: value.strip() for name, value in values.items()})
    draft.filled = True
    await known_to_backend(application)


def _from_card(application: Application) -> tuple[Row, ...]:
    """What need not be typed; nothing where nobody was asked who they are."""
    if application.session.person is None:
        return ()
    number = number_on_screen(number_of(application))
    return (Row(_("姓名"), applicant_of(application).name), Row(_("身份证号"), number))


def check(one: Field, value: str) -> str | None:
    """What is wrong with `value` and how to mend it, or None."""
    value = value.strip()
    if not value:
        return _("这一格要填，请补上。") if one.required else None
    if one.kind is FieldKind.PHONE:
        return phone_problem(value, optional=not one.required)
    if one.kind is FieldKind.ID_NUMBER and not is_valid(value, date.today()):
        return _("号码不对，请再看一遍，最后一位可能是 X。")
    if one.kind is FieldKind.DATE and not _is_date(value):
        return _("没有这一天，请按年、月、日写 8 位数字，比如 20260105。")
    if one.kind is FieldKind.CHOICE and value not in {choice.value for choice in one.choices}:
        return _("请选一项。")
    if one.kind is FieldKind.NUMBER and not one.pattern and not _NUMBER.fullmatch(value):
        return one.problem or _("请填数字。")
    if len(value) > one.max_length:
        return counted("最多 {n} 个字，请写短一点。", one.max_length)
    if one.pattern and not re.fullmatch(one.pattern, value):
        return one.problem or _("写得不对，请看一看提示。")
    return None


def _is_date(value: str) -> bool:
    """Whether it is a day as 2026-01-05."""
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def phone_problem(value: str, *, optional: bool) -> str | None:
    problem = _digits_problem(value)
    if problem is None:
        return None
    if optional:
        return _("{problem}，或者清空不填。").format(problem=problem)
    return _("{problem}。").format(problem=problem)


def _digits_problem(value: str) -> str | None:
    if not value.isdigit():
        return _("手机号只有数字，请改一改")
    missing = PHONE_DIGITS - len(value)
    if missing > 0:
        return counted("少了 {n} 位。手机号是 11 位，请补上", missing)
    if missing < 0:
        return counted("多了 {n} 位。手机号是 11 位，请去掉", -missing)
    return None if value[0] == "1" else _("手机号是 1 开头的，请再看一遍")


def _prefilled(one: Field, application: Application) -> str:
    if application.session.person is None:
        return ""
    match one.prefill:
        case "address":
            return address_of(application)
        case "id_number":
            number = number_of(application)
            return "" if STAR in number else number
        case "name":
            return applicant_of(application).name
        case _:
            return ""


def shown(one: Field) -> FormField:
    """A field of the catalogue as the screen asks for it."""
    return FormField(
        name=one.name,
        label=one.label,
        kind=questions.FieldKind(one.kind.value),
        hint=one.hint,
        required=one.required,
        choices=tuple((choice.value, choice.label) for choice in one.choices),
        max_length=one.max_length,
    )


def readable(one: Field, value: str) -> str:
    """An answer as it may be read over: masked, and a choice by its label."""
    if not value:
        return _("没有填")
    if one.kind is FieldKind.PHONE:
        return mask_phone(value)
    if one.kind is FieldKind.ID_NUMBER:
        return number_on_screen(value)
    return next((choice.label for choice in one.choices if choice.value == value), value)


def _named(fields: tuple[Field, ...], name: str) -> Field:
    return next(one for one in fields if one.name == name)
