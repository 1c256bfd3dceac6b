"""The terminal in and out of service, its sound, and the diagnosis to take along."""

from __future__ import annotations

from typing import Final

from kiosk.conversation.questions import Entry, Option, PartTold, Row
from kiosk.journeys.maintenance.duty import REASONS, Duty
from kiosk.text import _, retold

CLOSE, OPEN, SOUND, EXPORT = "close", "open", "sound", "export"
STATE: Final = "state"


def entries(duty: Duty) -> tuple[Entry, ...]:
    """Whether citizens are served, and what else there is to do."""
    chip, kind = (_("暂停服务"), "warn") if duty.reason else (_("正在服务"), "ok")
    return (
        Entry(STATE, _("对外服务"), _("暂停，或者恢复"), chip=chip, chip_kind=kind),
        Entry(SOUND, _("声音"), _("放一句话听听")),
        Entry(EXPORT, _("诊断文件"), _("没有任何人的信息")),
    )


def told(duty: Duty, key: str, diagnosis: tuple[Row, ...]) -> PartTold:
    """All about one of them."""
    if key == SOUND:
        return PartTold(
            title=_("声音"),
            chip="",
            chip_kind="info",
            options=(Option(SOUND, _("放一句话"), icon="sound"),),
        )
    if key == EXPORT:
        return PartTold(
            title=_("诊断文件"),
            chip="",
            chip_kind="info",
            rows=diagnosis,
            options=(Option(EXPORT, _("存到 U 盘"), icon="save"),),
        )
    if duty.reason:
        return PartTold(
            title=_("对外服务"),
            chip=_("暂停服务"),
            chip_kind="warn",
            rows=(
                Row(_("原因"), retold(REASONS[duty.reason][0])),
                Row(_("办事人看到"), duty.why_closed),
            ),
            options=(Option(OPEN, _("恢复服务"), icon="retry"),),
        )
    return PartTold(
        title=_("对外服务"),
        chip=_("正在服务"),
        chip_kind="ok",
        rows=(Row(_("暂停以后"), _("退出维护，重启也不会自己恢复。")),),
        options=tuple(
            Option(f"{CLOSE}:{key}", retold(name), icon="stop")
            for key, (name, _why) in REASONS.items()
        ),
    )
