"""办理结果通知: what was decided, by whom or by which rule, and where the result is."""

from __future__ import annotations

from drivers.receipt_printer.contract import Part, Receipt, Rule
from kiosk.onenetwork.case_details import CaseResult, Decision
from kiosk.onenetwork.models import Case
from kiosk.papers.notices.document import document_number, remedies
from kiosk.papers.pieces import Imprint, head, moment, next_steps, numbered, pair
from kiosk.papers.receipts import Matter, about, codes, foot, how_to_check
from kiosk.text import _


def decided_notice(case: Case, decision: Decision, matter: Matter, imprint: Imprint) -> Receipt:
    """An automatic decision (无人干预) shows its rule, and the way to a person."""
    return Receipt(
        (
            *head(imprint, _("办理结果通知"), outcome(decision)),
            *document_number(case, "decided"),
            *about(matter),
            pair(_("办结时间"), moment(decision.decided_at)),
            pair(_("办理单位"), case.department),
            *_rule(decision),
            *_result(case.result),
            Rule(),
            *_reasons(decision.reasons),
            *remedies(decision.remedies),
            *next_steps(
                (
                    _where(case.result),
                    _review(decision),
                    how_to_check(),
                )
            ),
            *codes(case),
            Rule(),
            *foot(matter, imprint),
        )
    )


def outcome(decision: Decision) -> str:
    """准予 or 不予, in a few words."""
    return _("您的申请已经办好") if decision.outcome == "granted" else _("您的申请没有通过")


def _rule(decision: Decision) -> tuple[Part, ...]:
    if not decision.automatic:
        return ()
    by = pair(_("办理方式"), _("系统自动审批"))
    return (by, pair(_("按的规则"), decision.rule.text)) if decision.rule else (by,)


def _result(result: CaseResult | None) -> tuple[Part, ...]:
    return (pair(_("办理结果"), result.name),) if result else ()


def _reasons(reasons: tuple[str, ...]) -> tuple[Part, ...]:
    return (*numbered(_("理由"), reasons), Rule()) if reasons else ()


def _review(decision: Decision) -> str:
    """The way to a person, or that one is on it (人工复核)."""
    if not decision.automatic:
        return ""
    if decision.review is None:
        return _("觉得不对，可在本机“查进度”申请人工复核。")
    if decision.review.state == "waiting":
        return _("已经申请人工复核，看过以后告诉您。")
    return decision.review.answer


def _where(result: CaseResult | None) -> str:
    return result.pick_up + "。" if result else ""
