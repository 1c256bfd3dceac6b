"""Every device in plain words, for the technician."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from drivers.driver import Health, Supply
from kiosk.conversation.questions import Entry, Option, PartTold, Row
from kiosk.devices.device import Device
from kiosk.devices.record import WELL
from kiosk.settings import Settings
from kiosk.text import Words, _, counted, listed, retold

TEST, RESTART, RETIRE, ENLIST = "test", "restart", "retire", "enlist"
ADDRESSES: Final = ("host", "port", "device", "source", "queue", "reader")
"""Keys of drivers' settings that say where the device is."""
CAMERAS: Final = ("document_camera", "face_camera")
NAMES: Final = {
    "id_card": _("身份证阅读器"),
    "smart_card": _("社保卡读卡器"),
    "receipt_printer": _("回执打印机"),
    "page_printer": _("A4 打印机"),
    "scanner": _("扫描仪"),
    "document_camera": _("高拍仪"),
    "face_camera": _("人像摄像头"),
    "code_reader": _("扫码器"),
    "rating_pad": _("评价器"),
    "io_board": _("控制板"),
}
HEALTH: Final = {
    Health.ONLINE: (_("正常"), "ok"),
    Health.BUSY: (_("在忙"), "ok"),
    Health.STARTING: (_("正在连接"), "info"),
    Health.OFFLINE: (_("没有应答"), "bad"),
    Health.NO_DEVICE: (_("没有接上"), "bad"),
    Health.POWER_OFF: (_("没有通电"), "bad"),
    Health.HARDWARE_ERROR: (_("坏了"), "bad"),
    Health.USER_ERROR: (_("要人处理"), "warn"),
}
SUPPLIES: Final = {
    "paper": _("纸"),
    "toner": _("碳粉"),
    "feeder": _("进纸器"),
}
STATES: Final = {
    Supply.FULL: (_("够用"), "ok"),
    Supply.LOW: (_("不多了"), "warn"),
    Supply.OUT: (_("没有了"), "bad"),
    Supply.JAMMED: (_("卡住了"), "bad"),
    Supply.UNKNOWN: (_("不能自报"), "info"),
}


def name_of(device: Device[Any]) -> str:
    """What the device is called."""
    return retold(NAMES[device.name])


def needs_a_hand(device: Device[Any]) -> bool:
    """Whether somebody has to see to it."""
    return _state(device)[1] in ("warn", "bad")


def entry(device: Device[Any]) -> Entry:
    """Its row in the list."""
    word, kind = _state(device)
    return Entry(device.name, name_of(device), _since(device), chip=word, chip_kind=kind)


def told(device: Device[Any], settings: Settings) -> PartTold:
    """All about it, and what can be done with it."""
    word, kind = _state(device)
    return PartTold(
        title=name_of(device),
        chip=word,
        chip_kind=kind,
        rows=rows(device, settings),
        options=_options(device),
    )


def rows(device: Device[Any], settings: Settings) -> tuple[Row, ...]:
    """What is known of it."""
    setup = settings.devices.present()[device.name]
    where = [str(setup.options[key]) for key in ADDRESSES if setup.options.get(key)]
    status, record = device.status, device.record
    supplies = tuple(
        Row(_supply(name), retold(STATES[state][0])) for name, state in status.supplies
    )
    fault = record.last_fault
    return (
        *supplies,
        Row(_("驱动"), setup.driver),
        Row(_("地址"), listed(where) if where else _("不用填")),
        Row(_("状态"), _since(device)),
        Row(_("上次故障"), _fault(fault.health, fault.at) if fault else _("启动以来没有")),
        Row(_("重启驱动"), counted("启动以来 {n} 次", record.restarts)),
        Row(_("技术信息"), status.detail or (fault.detail if fault else "") or _("没有")),
    )


def _state(device: Device[Any]) -> tuple[str, str]:
    """In a word, and of which kind: a supply that runs out counts before good health."""
    if device.retired:
        return _("暂停使用"), "warn"
    word, kind = HEALTH[device.status.health]
    if device.status.health in WELL:
        for name, state in device.status.supplies:
            if name != "feeder" and state in (Supply.LOW, Supply.OUT, Supply.JAMMED):
                what, how = _supply(name), retold(STATES[state][0])
                return _("{what}{how}").format(what=what, how=how), STATES[state][1]
    return retold(word), kind


def _supply(name: str) -> str:
    """What it is called; a tray of a printer has the printer's own name."""
    if name in SUPPLIES:
        return retold(SUPPLIES[name])
    return _("纸盒 {name}").format(name=name.removeprefix("paper "))


def _since(device: Device[Any]) -> Words:
    return _("从 {moment} 起").format(moment=moment(device.record.since))


def _fault(health: Health, at: datetime) -> Words:
    return _("{moment}，{what}").format(moment=moment(at), what=HEALTH[health][0])


def moment(at: datetime) -> str:
    """As technicians write it: 11-22 14:03."""
    return f"{at:%m-%d %H:%M}"


def _options(device: Device[Any]) -> tuple[Option, ...]:
    if device.retired:
        return (Option(ENLIST, _("恢复使用"), icon="retry"),)
    return (
        Option(TEST, _TESTS[device.name].again(), icon="test"),
        Option(RESTART, _("重启驱动"), icon="restart"),
        Option(RETIRE, _("暂停使用"), icon="stop"),
    )


_TESTS: Final = {
    "id_card": _("读一张卡"),
    "smart_card": _("读一张卡"),
    "receipt_printer": _("印测试页"),
    "page_printer": _("印测试页"),
    "scanner": _("扫一页"),
    "document_camera": _("看画面"),
    "face_camera": _("看画面"),
    "code_reader": _("扫一个码"),
    "rating_pad": _("按一个键"),
    "io_board": _("灯全亮"),
}
