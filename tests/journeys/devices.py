"""Which devices a terminal of a test has: each is a process, and most of the work of starting."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from msgspec import structs

from kiosk.settings import Settings

USUAL: Final = frozenset({"id_card", "receipt_printer", "document_camera", "rating_pad"})


def with_devices(settings: Settings, names: Collection[str]) -> Settings:
    """The same terminal with these devices only."""
    spare = dict.fromkeys(settings.devices.present().keys() - set(names))
    return structs.replace(settings, devices=structs.replace(settings.devices, **spare))
