"""All about a case, as its owner may read it: one group for each thing there is to tell."""

from __future__ import annotations

from datetime import date

from kiosk.catalogue.workdays import days_left
from kiosk.conversation.questions import Group, Row
from kiosk.dates import full_date
from kiosk.journeys.cases.standing import RUNNING, is_late, moment, state_words
from kiosk.onenetwork.case_details import Decision, Notice, Review, StoredRating, Suspension
from kiosk.onenetwork.models import Case, CaseState
from kiosk.papers.notices.accepted import until
from kiosk.papers.notices.correction import defects_of
from kiosk.papers.notices.document import newest
from kiosk.text import _, counted


def groups(case: Case, today: date) -> tuple[Group, ...]:
    """Only those that have something to say, the most pressing first."""
    found = (
        _to_mend(case),
        _not_accepted(case),
        *_decision(case.decision),
        _result(case),
        _stands_still(case.suspended),
        limits(case, today),
        _to_follow(case),
        _parts(case),
        _saved(case),
        _used_again(case),
        *_rating(case.rating),
        _notices(case.notices),
    )
    return tuple(group for group in found if group.rows or group.lines)


def limits(case: Case, today: date) -> Group:
    """When it was accepted and until when it is done, in working days."""
    rows = []
    if case.accepted_at is not None:
        rows.append(Row(_("受理时间"), moment(case.accepted_at)))
    if case.state in RUNNING:
        told = _("预计{day}") if case.estimated else _("{day}")
        days = ((_("承诺办结"), case.promised_date), (_("法定办结"), case.statutory_date))
        rows += [Row(name, told.format(day=full_date(day))) for name, day in days if day]
        rows += _left(case, today)
    return Group(_("单位和时限"), rows=(Row(_("办理单位"), case.department), *rows))


def _left(case: Case, today: date) -> list[Row]:
    if case.promised_date is None or case.suspended is not None:
        return []
    left = days_left(today, case.promised_date)
    if is_late(case, today):
        return [Row(_("已经超期"), counted("{n} 个工作日", -left.days))]
    return [Row(_("还有"), counted("{n} 个工作日", left.days))]


def _stands_still(suspended: Suspension | None) -> Group:
    """特别程序: the clock stands, and why."""
    if suspended is None:
        return Group("")
    kinds = {
        "extension": _("延长审批"),
        "hearing": _("听证"),
        "inspection": _("检验、检测"),
        "expert_review": _("专家评审"),
        "publicity": _("公示"),
        "other": _("特别程序"),
    }
    rows = (
        Row(_("正在做"), kinds[suspended.kind]),
        Row(_("从哪天起"), moment(suspended.since)),
        Row(_("原因"), suspended.reason),
    )
    return Group(_("这段时间不算在期限里"), rows=rows)


def _to_mend(case: Case) -> Group:
    """Everything to mend at once (一次性告知)."""
    if case.state is not CaseState.CORRECTION:
        return Group("")
    return Group(_("要改、要补的"), lines=defects_of(newest(case, "correction")))


def _not_accepted(case: Case) -> Group:
    notice = newest(case, "not_accepted")
    if notice is None:
        return Group("")
    return Group(_("为什么不受理，怎么办"), lines=(*notice.reasons, *notice.remedies))


def _decision(decision: Decision | None) -> tuple[Group, ...]:
    """By whom or by which rule (无人干预), why, what one can do against it, and who looks again."""
    if decision is None:
        return ()
    by = _("系统自动审批") if decision.automatic else _("工作人员审批")
    rows = [Row(_("谁决定的"), by), Row(_("决定时间"), moment(decision.decided_at))]
    if decision.rule is not None:
        rows.append(Row(_("按的规则"), decision.rule.text))
    return (
        Group(_("决定"), rows=(*rows, *_review(decision.review))),
        Group(_("为什么没有通过，怎么办"), lines=(*decision.reasons, *decision.remedies)),
    )


def _review(review: Review | None) -> tuple[Row, ...]:
    if review is None:
        return ()
    states = {
        "waiting": _("已经申请，等工作人员看"),
        "upheld": _("工作人员看过，维持原来的决定"),
        "changed": _("工作人员看过，改了决定"),
    }
    told = (Row(_("人工复核"), states[review.state]),)
    return (*told, Row(_("复核答复"), review.answer)) if review.answer else told


def _result(case: Case) -> Group:
    if case.result is None:
        return Group("")
    rows = (Row(_("得到什么"), case.result.name), Row(_("到哪里领"), case.result.pick_up))
    return Group(_("办理结果"), rows=rows)


def _to_follow(case: Case) -> Group:
    """容缺: what may still come, each with its last day."""
    return Group(_("可以后补的材料"), lines=tuple(until(one) for one in case.deferred))


def _parts(case: Case) -> Group:
    """一件事: each part with how far it is."""
    parts = case.parts
    rows = tuple(Row(part.item_name, state_words(part.state)) for part in parts)
    return Group(_("这一件事里有"), rows=rows if len(parts) > 1 else ())


def _saved(case: Case) -> Group:
    return Group(_("用电子证照，没有再要"), lines=tuple(one.name for one in case.licences))


def _used_again(case: Case) -> Group:
    rows = tuple(Row(one.name, one.item_name) for one in case.earlier)
    return Group(_("用以前交的，没有再要"), rows=rows)


def _rating(rating: StoredRating | None) -> tuple[Group, ...]:
    """What was rated, and what came of it."""
    if rating is None:
        return ()
    rows = [Row(_("您的评价"), counted("{n} 颗星", rating.stars))]
    if rating.follow_up is not None:
        rows.append(Row(_("追加评价"), counted("{n} 颗星", rating.follow_up.stars)))
    if rating.reply is not None:
        rows.append(Row(_("{office}答复").format(office=rating.reply.by), rating.reply.text))
    elif rating.answer_by is not None:
        by = _("{day}前答复您").format(day=full_date(rating.answer_by))
        rows.append(Row(_("正在整改"), by))
    return (Group(_("评价"), rows=tuple(rows)),)


def _notices(notices: tuple[Notice, ...]) -> Group:
    return Group(_("通知书"), rows=tuple(Row(one.title, moment(one.issued_at)) for one in notices))
