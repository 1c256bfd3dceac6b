"""`kiosk platform activate`: a new terminal gets its secret from the platform, once."""

from __future__ import annotations

import argparse
import asyncio
import getpass
import platform
import sys
import uuid
from importlib.metadata import version

from msgspec import structs

from kiosk.commands.words import FAILED, say, settings_of
from kiosk.onenetwork.client import OneNetwork
from kiosk.onenetwork.connect import connect
from kiosk.onenetwork.problem import BackendError
from kiosk.onenetwork.upkeep import Activated, Activation, Hardware


def tell_activated(chosen: argparse.Namespace) -> int:
    """Ask for the activation code, or take it from a pipe, and tell the settings' lines.

    The code is no option: what is typed on a command line, others can read. It signs the call and
    does not travel.
    """
    settings = settings_of(chosen)
    code = getpass.getpass("code: ") if sys.stdin.isatty() else sys.stdin.readline().strip()
    backend = structs.replace(settings.backend, secret=code, scheme="hmac-sha256")
    new = Activation(
        terminal=settings.terminal.id,
        hardware=Hardware(
            maker=chosen.maker, model=chosen.model, serial=chosen.serial, board=platform.machine()
        ),
        version=version("one-network-kiosk"),
        devices=tuple(settings.devices.present()),
    )
    try:
        got = asyncio.run(_activate(connect(structs.replace(settings, backend=backend)), new))
    except BackendError as error:
        row = {"url": backend.url, "terminal": new.terminal, "activated": False, "why": str(error)}
        say(chosen, row, [f"{key}: {value}" for key, value in row.items()])
        return FAILED
    told = {"terminal": got.terminal, "secret": got.secret, "scheme": got.scheme}
    lines = ["[backend]", f'secret = "{got.secret}"', f'scheme = "{got.scheme}"']
    return say(chosen, told, lines)


async def _activate(backend: OneNetwork, new: Activation) -> Activated:
    try:
        return await backend.upkeep.activate(new, key=uuid.uuid4().hex)
    finally:
        await backend.close()
