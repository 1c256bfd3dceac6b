"""Which part of the terminal is broken, and how the terminal itself sees its parts."""

from __future__ import annotations

from drivers.driver import Health, Status, Supply
from kiosk.conversation.questions import Choose, Entry
from kiosk.devices.hub import Hub
from kiosk.session import Session
from kiosk.text import Words, _

SCREEN, OTHER = "screen", "other"
USED_UP = ("paper", "toner")
"""Supplies whose end is news; an empty feeder is how it should be."""
WORKS = (Health.ONLINE, Health.BUSY)


def parts(session: Session) -> Choose:
    """The parts this terminal has, each with its state; and what it cannot judge itself."""
    hub = session.services.hub
    rows = [
        Entry(name, part_name(name), "", "fault", *state(_status(hub, name)))
        for name in _names()
        if name in _configured(hub)
    ]
    return Choose(
        service=_("机器坏了"),
        title=_("哪里坏了？"),
        line=_("机器自己知道的情况写在名字旁边，可能和您看到的不一样。"),
        entries=(
            *rows,
            Entry(SCREEN, part_name(SCREEN), _("点了没反应、花屏、看不清"), "fault"),
            Entry(OTHER, part_name(OTHER), _("声音、灯、外壳、卡被吞了"), "fault"),
        ),
    )


def status_of(session: Session, part: str) -> Status | None:
    """How the terminal sees the part; None: it cannot tell."""
    hub = session.services.hub
    return _status(hub, part) if part in _configured(hub) else None


def state(status: Status) -> tuple[Words, str]:
    """The state in words, and the kind of chip that says it."""
    supplies = {status.supply(name) for name in USED_UP}
    if Supply.OUT in supplies:
        return _("纸或墨粉用完了"), "bad"
    if Supply.JAMMED in {state for _name, state in status.supplies}:
        return _("卡纸"), "bad"
    if status.health in WORKS:
        low = Supply.LOW in supplies
        return (_("纸或墨粉不多了"), "warn") if low else (_("看起来正常"), "ok")
    if status.health is Health.STARTING:
        return _("正在启动"), "info"
    return _("没有反应"), "bad"


def part_name(part: str) -> Words:
    """In words."""
    return {**_names(), SCREEN: _("屏幕"), OTHER: _("别的地方")}[part]


def _names() -> dict[str, Words]:
    return {
        "id_card": _("身份证读卡器"),
        "smart_card": _("社保卡读卡口"),
        "receipt_printer": _("回执打印机"),
        "page_printer": _("A4 打印机"),
        "document_camera": _("拍摄台"),
        "scanner": _("扫描仪"),
        "code_reader": _("扫码口"),
        "rating_pad": _("评价器"),
    }


def _configured(hub: Hub) -> set[str]:
    return {device.name for device in hub.devices if device.configured}


def _status(hub: Hub, name: str) -> Status:
    return next(device.status for device in hub.devices if device.name == name)
