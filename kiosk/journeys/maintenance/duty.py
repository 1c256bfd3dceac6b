"""What staff took out of service, the terminal or a device: a restart does not put it back."""

from __future__ import annotations

import logging
import sqlite3
from typing import Any, Final

from kiosk.devices.device import Device
from kiosk.devices.hub import Hub
from kiosk.storage.memory import Memory
from kiosk.text import _, retold

CLOSED, RETIRED = "out_of_service", "devices_out_of_service"
REASONS: Final = {
    "repair": (_("检修机器"), _("正在检修机器。")),
    "supplies": (_("换纸、换耗材"), _("正在加纸、换耗材。")),
    "moving": (_("搬迁、断电"), _("机器要搬地方，或者要停电。")),
    "drill": (_("应急演练"), _("本厅正在做应急演练。")),
    "other": (_("其他原因"), _("机器正在维护。")),
}
"""Key → what staff choose, and what citizens read."""

log = logging.getLogger(__name__)


class Duty:
    """One for the terminal. Changes raise sqlite3.Error when they cannot be kept."""

    def __init__(self, memory: Memory, hub: Hub) -> None:
        self._memory = memory
        self._hub = hub
        self.reason = ""
        """Key of REASONS; empty: the terminal serves."""

    @property
    def why_closed(self) -> str:
        """What citizens read; empty while they are served."""
        return retold(REASONS[self.reason][1]) if self.reason else ""

    async def recall(self) -> None:
        """As staff left it. Before the hub is started."""
        try:
            reason = await self._memory.recall(CLOSED) or ""
            retired = await self._memory.recall(RETIRED) or []
        except sqlite3.Error as error:
            log.error("what is out of service is not known: %s", error)
            return
        self.reason = reason if reason in REASONS else ""
        for device in self._hub.devices:
            if device.name in retired:
                await device.retire()

    async def close(self, reason: str) -> None:
        """Serve nobody from now on."""
        await self._memory.keep(CLOSED, reason)
        self.reason = reason

    async def open(self) -> None:
        """Serve again."""
        await self._memory.keep(CLOSED, None)
        self.reason = ""

    async def retire(self, device: Device[Any]) -> None:
        """Take a device out of service."""
        await device.retire()
        await self._keep_retired()

    async def enlist(self, device: Device[Any]) -> None:
        """Put it back."""
        device.enlist()
        await self._keep_retired()

    async def _keep_retired(self) -> None:
        retired = [device.name for device in self._hub.devices if device.retired]
        await self._memory.keep(RETIRED, retired or None)
