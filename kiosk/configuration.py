"""The settings in force: the machine's own, and above them what the operator set from afar.

A configuration is taken whole or not at all: only keys that may be set so, and only if all of them
together are settings a terminal can run with. One that is refused is told to the platform, and the
last good one stays, over a restart as well.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from kiosk.settings import Settings, SettingsError, with_remote
from kiosk.storage.memory import Memory

if TYPE_CHECKING:
    from kiosk.onenetwork.upkeep import Config

REMOTE: Final = frozenset(
    {
        "glass.colours",
        "glass.elder",
        "glass.night",
        "places.window",
        "places.window_hours",
        "sound.volume",
        "terminal.help_phone",
        "terminal.language",
        "terminal.site_name",
        "times.card_wait",
        "times.idle",
        "times.idle_home",
        "times.rating_wait",
        "times.thanks",
        "times.warning",
    }
)
"""What may be set from afar: nothing that is a secret, a device, or where anything is sent."""
KEPT = "configuration"

log = logging.getLogger(__name__)


class ConfigurationRefused(Exception):  # noqa: N818 - says what became of it
    """The platform's configuration is not used; the message says which key and why."""


class Configuration:
    """One for the terminal."""

    def __init__(self, own: Settings, memory: Memory) -> None:
        self._own = own
        self._memory = memory
        self.settings = own
        """What is in force."""
        self.items: list[str] | None = None
        """Codes of the services offered here; None for all."""
        self.version = ""
        """Of the configuration in force; empty: the machine's own settings alone."""
        self.refused = ""
        """The version refused last: not asked for again until there is another."""

    async def recall(self) -> None:
        """Begin with the last good one."""
        try:
            kept = await self._memory.recall(KEPT)
            if kept is not None:
                self._use(kept["version"], kept["settings"], kept["items"])
        except (sqlite3.Error, SettingsError, KeyError, TypeError) as error:
            # The machine's own settings have changed so that it no longer fits, or a disk fails.
            log.error("the last configuration cannot be used: %s", error)

    async def adopt(self, config: Config) -> None:
        """Use a configuration from now on.

        Raises:
            ConfigurationRefused: the last good one stays.
        """
        wished, items = asked(config), None if config.items is None else list(config.items)
        try:
            if strange := sorted(set(config.settings) - REMOTE):
                raise SettingsError(f"{', '.join(strange)}: not to be set from afar")
            self._use(config.version, wished, items)
        except SettingsError as error:
            self.refused = config.version
            raise ConfigurationRefused(str(error)) from error
        kept = {"version": config.version, "settings": wished, "items": items}
        try:
            await self._memory.keep(KEPT, kept)
        except sqlite3.Error as error:
            log.error("the configuration is not kept over a restart: %s", error)

    def _use(self, version: str, remote: Mapping[str, Any], items: list[str] | None) -> None:
        """Raises SettingsError."""
        self.settings = with_remote(self._own, remote)
        self.version, self.items = version, items

    def wants(self, version: str) -> bool:
        """Whether this version is news."""
        return bool(version) and version not in (self.version, self.refused)


def asked(config: Config) -> dict[str, object]:
    """What the platform wants, by our own keys; `settings` count more than the general fields.

    How often it wants to hear of us, each heartbeat's answer says.
    """
    general: dict[str, object] = {
        "times.idle": float(config.idle_s),
        "terminal.help_phone": config.hotline,
    }
    special = {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in config.settings.items()
    }
    return {**general, **special}
