"""All that a guide says beyond its first page: what is not possible, questions, rules, by phone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kiosk.catalogue.model import Item, Material, SpecialLink
from kiosk.conversation.questions import FlowStep, Group, Option, Row, ShowMatter
from kiosk.journeys import face_told
from kiosk.journeys.cards import fee_line, limit_words
from kiosk.journeys.item_ways import ITEM_WAYS, main_way
from kiosk.text import _, counted, listed, retold

INTERMEDIARY = "intermediary"


def the_rest(item: Item) -> ShowMatter:
    """The fold behind the guide (办事指南的其余要素), and the guide's own address."""
    way = main_way(item.self_service)
    return ShowMatter(
        service=item.short_name,
        title=_("更多说明"),
        line=item.plain,
        icon=item.topic,
        qr=item.guide_url,
        qr_line=_("手机扫码，看指南、在网上办"),
        flow=tuple(_flow(item)),
        groups=tuple(group for group in _groups(item) if group.rows or group.lines),
        main=Option(way, retold(ITEM_WAYS[way].name)) if way else None,
        public=True,
    )


def _groups(item: Item) -> Iterable[Group]:
    yield Group(_("什么情况不能办"), lines=item.exclusions)
    yield face_told.group(item)
    yield Group(_("常见问题"), lines=tuple(_answered(one.question, one.answer) for one in item.faq))
    yield Group(
        _("时间和费用"),
        rows=(
            Row(_("本机几点能办"), item.hours),
            Row(_("窗口几点开"), item.place.hours),
            Row(_("收费"), fee_line(item.fee.text)),
            *((Row(_("收费依据"), item.fee.basis),) if item.fee.basis else ()),
            *((Row(_("为什么要跑"), item.visit_reason),) if item.visit_reason else ()),
        ),
    )
    yield Group(_("特殊环节和中介服务"), rows=tuple(map(_link, item.special_links)))
    yield Group(_("材料从哪里来，凭什么要"), rows=tuple(map(_material, item.materials)))
    yield Group(_("依据"), lines=item.legal_basis)
    yield Group(
        _("事项"),
        rows=(
            Row(_("编码"), item.codes["31"]),
            Row(_("类型"), item.kind),
            Row(_("行使层级"), item.level),
            Row(_("办理结果"), item.result.name),
            *((Row(_("帮办代办"), _("可以帮办，按“求助”就来")),) if item.assisted else ()),
        ),
    )


def _answered(question: str, answer: str) -> str:
    return _("问：{question}\n答：{answer}").format(question=question, answer=answer)


def _flow(item: Item) -> Iterator[FlowStep]:
    promised = item.promised_limit
    for one in item.stages:
        limit = one.limit or limit_words(promised.days, promised.unit)
        yield FlowStep(one.name, limit, one.who)


def _link(one: SpecialLink) -> Row:
    kind = _("中介服务") if one.kind == INTERMEDIARY else _("特殊环节")
    return Row(one.name, listed(word for word in (kind, one.limit, one.basis) if word))


def _material(one: Material) -> Row:
    counts = (
        counted("原件 {n} 份", one.originals) if one.originals else "",
        counted("复印件 {n} 份", one.copies) if one.copies else "",
    )
    told = (one.issuer, one.basis, *counts, _("可以后补") if one.may_follow else "")
    return Row(one.name, listed(word for word in told if word))
