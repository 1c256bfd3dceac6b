"""How the terminal itself runs: network and platform, outbox, audit trail, catalogue, machine."""

from __future__ import annotations

import platform as machine
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import version
from typing import Final, Protocol

from kiosk.conversation.questions import Entry, Option, PartTold, Row
from kiosk.journeys.maintenance.devices import moment
from kiosk.onenetwork.outbox import Condition
from kiosk.session import Services
from kiosk.text import Words, _, counted, retold

PING, RENEW, VERIFY = "ping", "renew", "verify"
LATE_S: Final = 900.0
"""Age of the oldest case in the outbox that needs a look."""
SKEW_S: Final = 60.0
LITTLE_DISK: Final = 1_000_000_000
MEGABYTE: Final = 1_000_000
NAMES: Final = {
    "platform": _("网络和平台"),
    "outbox": _("待发箱"),
    "audit": _("操作留痕"),
    "catalogue": _("事项目录"),
    "machine": _("本机"),
}


class Heart(Protocol):
    """What of the terminal's pulse a technician wants to know."""

    heard_at: datetime | None
    skew_s: float

    @property
    def uptime(self) -> float:
        """Seconds since the terminal was started."""


@dataclass(frozen=True)
class Running:
    """Everything about it, at one moment. `away`: the platform does not answer."""

    away: bool
    heard_at: datetime | None
    skew_s: float
    uptime_s: float
    outbox: Condition
    audit_entries: int
    audit_head: str
    address: str
    configuration: str
    catalogue: str
    published_at: datetime | None
    confirmed_at: datetime | None
    services: int


async def look(services: Services, heart: Heart) -> Running:
    """Ask all of them. Raises sqlite3.Error, OSError."""
    entries, head = await services.audit.head()
    catalogue = services.catalogue
    return Running(
        away=services.outbox.platform_away or heart.heard_at is None,
        heard_at=heart.heard_at,
        skew_s=heart.skew_s,
        uptime_s=heart.uptime,
        outbox=await services.outbox.condition(),
        audit_entries=entries,
        audit_head=head,
        address=services.settings.backend.url,
        configuration=services.configuration.version,
        catalogue=catalogue.version,
        published_at=catalogue.published_at,
        confirmed_at=catalogue.confirmed_at,
        services=len(catalogue.items),
    )


def entries(running: Running) -> tuple[Entry, ...]:
    """A row for each part of it."""
    return tuple(
        Entry(key, retold(name), _line(running, key), chip=chip, chip_kind=kind)
        for key, name in NAMES.items()
        for chip, kind in (_state(running, key),)
    )


def told(running: Running, key: str) -> PartTold:
    """All about one part, and what can be done with it."""
    chip, kind = _state(running, key)
    options = {
        "platform": (Option(PING, _("连一次试试"), icon="test"),),
        "catalogue": (Option(RENEW, _("现在更新"), icon="restart"),),
        "audit": (Option(VERIFY, _("从头核对"), icon="test"),),
    }
    return PartTold(
        title=retold(NAMES[key]),
        chip=chip,
        chip_kind=kind,
        rows=rows(running, key),
        options=options.get(key, ()),
    )


def _state(running: Running, key: str) -> tuple[Words, str]:
    good = _("正常"), "ok"
    match key:
        case "platform":
            return (_("连不上"), "bad") if running.away else good
        case "outbox":
            late = running.outbox.oldest_s > LATE_S
            return (counted("{n} 件待发", running.outbox.waiting), "warn") if late else good
        case "catalogue":
            return good if running.catalogue else (_("没有"), "bad")
        case "machine":
            if abs(running.skew_s) > SKEW_S:
                return _("时钟不准"), "warn"
            return (_("磁盘快满"), "bad") if running.outbox.free_bytes < LITTLE_DISK else good
        case _:
            return good


def _line(running: Running, key: str) -> Words:
    match key:
        case "platform":
            return _("上次应答 {moment}").format(moment=_at(running.heard_at))
        case "outbox":
            return counted("{n} 件待发", running.outbox.waiting)
        case "audit":
            return counted("{n} 条记录", running.audit_entries)
        case "catalogue":
            return counted("{n} 项", running.services)
        case _:
            return _("程序 {version}").format(version=version("one-network-kiosk"))


def rows(running: Running, key: str) -> tuple[Row, ...]:
    """What is known of one part."""
    match key:
        case "platform":
            configuration = running.configuration or _("只有本机的配置")
            return (
                Row(_("地址"), running.address),
                Row(_("上次应答"), _at(running.heard_at)),
                Row(_("平台配置"), configuration),
            )
        case "outbox":
            oldest = counted("{n} 分钟", round(running.outbox.oldest_s / 60))
            return (
                Row(_("待发"), counted("{n} 件", running.outbox.waiting)),
                Row(_("最早一件等了"), oldest if running.outbox.waiting else _("没有")),
            )
        case "audit":
            return (
                Row(_("记录"), counted("{n} 条", running.audit_entries)),
                Row(_("末条摘要"), running.audit_head[:16] or _("没有")),
            )
        case "catalogue":
            return (
                Row(_("版本"), running.catalogue or _("没有")),
                Row(_("发布"), _at(running.published_at)),
                Row(_("平台确认"), _at(running.confirmed_at)),
                Row(_("事项"), counted("{n} 项", running.services)),
            )
        case _:
            return _machine(running)


def _machine(running: Running) -> tuple[Row, ...]:
    started = datetime.now() - timedelta(seconds=running.uptime_s)
    free = counted("剩 {n} MB", running.outbox.free_bytes // MEGABYTE)
    return (
        Row(_("程序"), version("one-network-kiosk")),
        Row(_("系统"), f"Python {machine.python_version()}, {machine.system()}"),
        Row(_("启动"), moment(started)),
        Row(_("磁盘"), free),
        Row(_("时钟"), _("和平台差 {n:+.0f} 秒").format(n=running.skew_s)),
    )


def _at(at: datetime | None) -> str:
    return moment(at.astimezone()) if at else _("还没有")
