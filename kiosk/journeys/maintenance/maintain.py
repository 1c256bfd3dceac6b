"""The technician's screen, from logging in to logging out. Every action is in the audit trail."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from dataclasses import replace
from functools import partial
from typing import Any

from kiosk.conversation import Back
from kiosk.conversation.asking import Conversation
from kiosk.conversation.notices import Spoken
from kiosk.conversation.questions import (
    Area,
    Chosen,
    Entry,
    Maintain,
    Opened,
    PartTold,
    Row,
    Selected,
    Working,
)
from kiosk.devices.device import Device
from kiosk.journeys.maintenance import devices, diagnosis, running, service
from kiosk.journeys.maintenance.duty import Duty
from kiosk.journeys.maintenance.running import Heart, Running
from kiosk.journeys.maintenance.trials import Trial, tried, what_to_do
from kiosk.onenetwork.problem import BackendError
from kiosk.session import Services
from kiosk.text import Words, _, counted

DEVICES, RUNNING, SERVICE = "devices", "running", "service"


class Maintenance:
    """One technician's visit.

    Args:
        staff: their number, for the audit trail.
        changed: set whenever a device has changed.
    """

    def __init__(
        self,
        services: Services,
        conversation: Conversation,
        duty: Duty,
        heart: Heart,
        staff: str,
        changed: asyncio.Event,
    ) -> None:
        self._services = services
        self._conversation = conversation
        self._duty = duty
        self._heart = heart
        self._staff = staff
        self._changed = changed
        self._area = DEVICES
        self._chosen = {DEVICES: "", RUNNING: "platform", SERVICE: service.STATE}
        self._trial: Trial | None = None

    async def serve(self) -> None:
        """Until they log out.

        Raises:
            Leave, TimedOut: they did, or went away.
        """
        while True:
            now = await running.look(self._services, self._heart)
            answer = await self._conversation.ask_kept_fresh(
                partial(self._question, now), self._changed
            )
            match answer:
                case Opened(key=area):
                    self._area, self._trial = area, None
                case Selected(code=part):
                    self._chosen[self._area], self._trial = part, None
                case Chosen(key=act):
                    self._trial = await self._done(act, now)

    # --- what is shown -------------------------------------------------------------------

    def _question(self, now: Running) -> Maintain:
        entries, part = self._shown(now)
        if self._trial is not None:
            trial = self._trial
            part = replace(part, said=trial.said, said_ok=trial.ok)
        terminal = self._services.settings.terminal
        return Maintain(
            terminal=_("{terminal}，{site}").format(terminal=terminal.id, site=terminal.site_name),
            who=self._staff,
            areas=self._areas(now),
            area=self._area,
            entries=entries,
            chosen=self._chosen[self._area],
            part=part,
            closed=self._duty.why_closed,
        )

    def _areas(self, now: Running) -> tuple[Area, ...]:
        broken = sum(devices.needs_a_hand(one) for one in self._present)
        odd = sum(one.chip_kind in ("warn", "bad") for one in running.entries(now))
        return (
            Area(DEVICES, _("设备"), "devices", broken),
            Area(RUNNING, _("运行"), "running", odd),
            Area(SERVICE, _("服务"), "service", int(bool(self._duty.reason))),
        )

    def _shown(self, now: Running) -> tuple[tuple[Entry, ...], PartTold]:
        chosen = self._chosen[self._area]
        if self._area == RUNNING:
            return running.entries(now), running.told(now, chosen)
        if self._area == SERVICE:
            facts = self._diagnosis(now) if chosen == service.EXPORT else ()
            return service.entries(self._duty), service.told(self._duty, chosen, facts)
        entries = tuple(devices.entry(one) for one in self._present)
        if not self._present:
            return (), PartTold(_("本机没有配置设备"), "", "info")
        device = self._device
        self._chosen[DEVICES] = device.name
        return entries, devices.told(device, self._services.settings)

    def _diagnosis(self, now: Running) -> tuple[Row, ...]:
        return tuple(
            Row(f"{title} {row.label}", row.value)
            for title, rows in diagnosis.chapters(self._services, now)
            for row in rows
        )

    @property
    def _present(self) -> tuple[Device[Any], ...]:
        return tuple(one for one in self._services.hub.devices if one.configured)

    @property
    def _device(self) -> Device[Any]:
        """The one chosen, else the first."""
        named = {one.name: one for one in self._present}
        return named.get(self._chosen[DEVICES], self._present[0])

    # --- what is done --------------------------------------------------------------------

    async def _done(self, act: str, now: Running) -> Trial | None:
        about = self._device.name if self._area == DEVICES and self._present else ""
        await self._services.record(f"technician.{act} {about}".rstrip(), self._staff)
        try:
            return await self._act(act, now)
        except (sqlite3.Error, OSError) as error:
            return Trial(_("没有存下来：{why}").format(why=str(error)), ok=False)

    async def _act(self, act: str, now: Running) -> Trial | None:
        name, _colon, detail = act.partition(":")
        match name:
            case devices.TEST:
                return await self._tried()
            case devices.RESTART:
                await self._device.restart()
                return Trial(_("驱动重启了，正在连接。"), ok=True)
            case devices.RETIRE:
                await self._duty.retire(self._device)
            case devices.ENLIST:
                await self._duty.enlist(self._device)
            case service.CLOSE:
                await self._duty.close(detail)
            case service.OPEN:
                await self._duty.open()
            case service.SOUND:
                self._conversation.tell(Spoken(_("这是一句测试话。一、二、三。")))
                return Trial(_("听到了就是好的；没听到，请看音量和接线。"), ok=True)
            case service.EXPORT:
                return await self._exported(now)
            case running.PING:
                return await self._pinged()
            case running.RENEW:
                return await self._renewed()
            case running.VERIFY:
                return await self._verified()
        return None

    async def _tried(self) -> Trial | None:
        device = self._device
        if device.name in devices.CAMERAS:
            from kiosk.journeys.maintenance.watching import watched  # OpenCV, for who looks

            name = devices.name_of(device)
            return await watched(self._services, self._conversation, device, name)
        title: Words = _("正在试：{device}").format(device=devices.name_of(device))
        doing = Working(title=title, line=what_to_do(device), can_back=True)
        try:
            return await self._conversation.during(doing, tried(self._services, device))
        except Back:
            return None

    async def _exported(self, now: Running) -> Trial:
        settings = self._services.settings
        found = await asyncio.to_thread(diagnosis.stick, settings.paths.sticks)
        if found is None:
            return Trial(_("没有找到 U 盘。插好以后再按一次，或者看上面的文字。"), ok=False)
        content = diagnosis.text(settings.terminal.id, diagnosis.chapters(self._services, now))
        path = await asyncio.to_thread(diagnosis.save, content, settings.terminal.id, found)
        return Trial(_("存好了：{file}。可以拔 U 盘了。").format(file=path.name), ok=True)

    async def _pinged(self) -> Trial:
        began = time.monotonic()
        try:
            await self._services.backend.manifest()
        except BackendError as error:
            return Trial(_("没有连上：{why}").format(why=str(error)), ok=False)
        return Trial(
            counted("连上了，{n} 毫秒。", round((time.monotonic() - began) * 1000)), ok=True
        )

    async def _renewed(self) -> Trial:
        shelf = self._services.catalogue
        if await shelf.sync(self._services.backend):
            return Trial(_("是最新的：{version}").format(version=shelf.version), ok=True)
        return Trial(_("没有更新成，还用原来的。"), ok=False)

    async def _verified(self) -> Trial:
        verdict = await self._services.audit.verdict()
        if verdict.broken is None:
            return Trial(counted("{n} 条，条条相接，都有签名。", verdict.entries), ok=True)
        return Trial(
            _("第 {number} 条不对：{why}").format(number=verdict.broken, why=verdict.why), ok=False
        )
