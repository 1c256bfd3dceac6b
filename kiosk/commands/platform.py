"""`kiosk platform check`: whether the platform answers this terminal, and if not, why."""

from __future__ import annotations

import argparse
import asyncio

from kiosk.commands.words import FAILED, say, settings_of
from kiosk.onenetwork.client import OneNetwork
from kiosk.onenetwork.connect import connect
from kiosk.onenetwork.problem import BackendError


def tell_check(chosen: argparse.Namespace) -> int:
    """Make one signed call to the platform and tell how it went."""
    settings = settings_of(chosen)
    row = asyncio.run(_look(connect(settings)))
    row = {"url": settings.backend.url, **row}
    told = say(chosen, row, [f"{key}: {value}" for key, value in row.items()])
    return told if row["answers"] else FAILED


async def _look(backend: OneNetwork) -> dict[str, object]:
    try:
        manifest = await backend.manifest()
    except BackendError as error:
        return {"answers": False, "why": str(error), "clock": _clock(backend)}
    finally:
        await backend.close()
    return {"answers": True, "services": manifest.item_count, "clock": _clock(backend)}


def _clock(backend: OneNetwork) -> str:
    if not backend.clock.offset:
        return "agrees"
    return backend.clock.complaint or f"{backend.clock.offset:+.0f} s, made up for"
