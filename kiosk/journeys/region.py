"""Across regions (跨域通办): whose office decides, how the papers get there, and who answers.

The citizen stands here; the one responsible may be elsewhere. `draft.region` is the choice.
"""

from __future__ import annotations

from kiosk.catalogue.model import Item, Mode, Region, Scope
from kiosk.conversation.questions import Choose, Entry, Fact, Row
from kiosk.journeys.draft import Application, Draft
from kiosk.journeys.step_names import REGION_STEP
from kiosk.text import Words, _, listed


def needed(item: Item) -> bool:
    """Whether there is a choice of who decides."""
    return len(item.handling_area.regions) > 1


async def choose_region(application: Application) -> None:
    """Which region's office decides; above the list, how it is done from here."""
    draft = application.draft
    regions = draft.item.handling_area.regions
    chosen = await application.session.conversation.ask(
        Choose(
            service=application.service,
            title=_("由哪里来办？"),
            line=how(draft.item.handling_area.mode),
            entries=tuple(
                Entry(one.code, one.name, _office(draft.item, one), "crossregion")
                for one in regions
            ),
        )
    )
    draft.region = next(one for one in regions if one.code == chosen.key)


def how(mode: Mode) -> Words:
    """What happens to the application, for somebody who never heard of 代收代办."""
    match mode:
        case Mode.ONLINE:
            return _("全程网办：在这里交，那边的单位直接办，您不用跑过去。")
        case Mode.PROXY:
            return _("异地代收代办：这里收材料、核对身份，转给那边的单位办，结果寄给您。")
        case Mode.JOINT:
            return _("多地联办：在这里交一次，两边的单位一起办，您不用两头跑。")
        case Mode.HERE:
            return _("由本地的单位办。")


def fact(item: Item) -> tuple[Fact, ...]:
    """For the guide: from how far away it can be handed in; nothing within the district."""
    area = item.handling_area
    if area.scope is Scope.DISTRICT:
        return ()
    said = _("{scope}，{mode}").format(scope=_scope(area.scope), mode=_mode(area.mode))
    return (Fact("where", _("通办范围"), said),)


def _scope(scope: Scope) -> Words:
    match scope:
        case Scope.CITY:
            return _("全市通办")
        case Scope.PROVINCE:
            return _("省内通办")
        case Scope.CROSS_PROVINCE:
            return _("跨省通办")
        case Scope.NATION:
            return _("全国通办")
        case Scope.DISTRICT:
            return _("本区")


def _mode(mode: Mode) -> Words:
    match mode:
        case Mode.ONLINE:
            return _("全程网办")
        case Mode.PROXY:
            return _("异地代收代办")
        case Mode.JOINT:
            return _("多地联办")
        case Mode.HERE:
            return _("就在本地办")


def elsewhere(item: Item) -> str:
    """The offices of other regions, each with its telephone; nothing where there are none."""
    others = (one for one in item.handling_area.regions if one.department)
    return listed(
        _("{region}（{office}）").format(region=one.name, office=_office(item, one))
        for one in others
    )


def _office(item: Item, region: Region) -> str:
    said = _("{department}，电话 {phone}")
    return said.format(department=department(item, region), phone=phone(item, region))


def department(item: Item, region: Region | None) -> str:
    """Who decides: the region's office, or the item's own."""
    return (region.department if region else "") or item.department


def phone(item: Item, region: Region | None) -> str:
    """Who answers questions about it."""
    return (region.consult_phone if region else "") or item.consult_phone


def name_of(item: Item, code: str) -> str:
    """The region of a code, where there was a choice; else empty."""
    regions = item.handling_area.regions if needed(item) else ()
    return next((one.name for one in regions if one.code == code), "")


def rows_of(draft: Draft) -> list[Row]:
    """The region chosen, to be read over and changed."""
    if draft.region is None:
        return []
    decides = department(draft.item, draft.region)
    note = _("{department}决定").format(department=decides)
    return [Row(_("由哪里办"), draft.region.name, REGION_STEP, note)]
