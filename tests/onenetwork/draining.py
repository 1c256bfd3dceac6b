"""An outbox that drains beside a test, and what came of it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

from kiosk.onenetwork.outbox import Outbox
from simulators.backend_launch import RunningBackend
from tests.onenetwork.conftest import NAME, NUMBER, PATIENCE_S, PHONE


@contextlib.asynccontextmanager
async def draining(outbox: Outbox) -> AsyncIterator[None]:
    task = asyncio.create_task(outbox.drain())
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def until_empty(outbox: Outbox) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while (await outbox.condition()).waiting:
            await asyncio.sleep(0.02)


def the_case(platform: RunningBackend) -> dict[str, object]:
    """The only case there is."""
    cases = platform.cases()
    assert len(cases) == 1
    assert isinstance(cases[0], dict)
    return cases[0]


def traces(directory: Path) -> list[str]:
    """Files that hold the person's name, number or phone in any encoding used here."""
    secrets = [
        text.encode(encoding)
        for text in (NAME, NUMBER, PHONE)
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
    ]
    return [
        path.name
        for path in directory.rglob("*")
        if path.is_file() and any(secret in path.read_bytes() for secret in secrets)
    ]
