"""What is read over before signing: everything that will be sent, each row leading to its step."""

from __future__ import annotations

from kiosk.conversation.questions import Row
from kiosk.dates import by_day
from kiosk.journeys import company, parts, region
from kiosk.journeys.applicant import applicant_of, number_of
from kiosk.journeys.behalf import AUTHORISATION, agent_rows, authorisation
from kiosk.journeys.delivery import delivery_rows
from kiosk.journeys.draft import Application, Draft
from kiosk.journeys.fill import readable
from kiosk.journeys.situation import is_photographed, rows_of
from kiosk.journeys.step_names import FORM_STEP, MATERIAL_STEP
from kiosk.text import _


def rows(application: Application) -> tuple[Row, ...]:
    """All of it, in the order in which it was asked."""
    draft, applicant = application.draft, applicant_of(application)
    of_company = company.fills(draft)
    found = [
        Row(_("办理事项"), draft.item.short_name),
        *parts.rows_of(draft),
        *region.rows_of(draft),
        *company.rows_of(draft, applicant.name, number_of(application)),
        *agent_rows(application),
    ]
    found += rows_of(draft)
    found += [
        Row(
            one.label,
            _readable(application, one.name),
            FORM_STEP,
            parts.used_for(draft, "field", one.name),
        )
        for one in draft.item.form.fields
        if one.name not in of_company
    ]
    found += [
        Row(
            one.name,
            _("已拍 1 页"),
            MATERIAL_STEP + one.code,
            parts.used_for(draft, "material", one.code),
        )
        for one in draft.item.materials
        if is_photographed(draft, one)
    ]
    if draft.behalf is not None:
        found.append(Row(authorisation().name, _("已拍 1 页"), MATERIAL_STEP + AUTHORISATION))
    return (*found, *delivery_rows(draft), _promised(draft))


def _readable(application: Application, name: str) -> str:
    one = next(field for field in application.draft.item.form.fields if field.name == name)
    return readable(one, application.draft.values.get(name, ""))


def _promised(draft: Draft) -> Row:
    """By when it will be done, or that nobody has looked at it yet."""
    if draft.judged is None:
        return Row(_("预先检查"), _("现在连不上平台，没有查。送到以后由受理单位看。"))
    return Row(_("承诺办好"), by_day(draft.judged.promised_date, draft.judged.estimated))
