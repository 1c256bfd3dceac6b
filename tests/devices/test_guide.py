"""What the I/O board is told: one thing at a time, the newest wish, and never in anybody's way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from typing import cast

import pytest

from drivers.driver import Health, Status
from drivers.io_board.contract import Done, IoBoard, Lamp, Light
from kiosk.devices import guide as guiding
from kiosk.devices.device import Device, Unavailable
from kiosk.devices.guide import Guide

CAMERA: Mapping[Light, Lamp] = {Light.CAMERA: Lamp()}
READER: Mapping[Light, Lamp] = {Light.CARD_READER: Lamp(blinks=True)}


class Board:
    """A device that takes a command whenever `free` is set, and keeps what it was told."""

    name = "io_board"

    def __init__(self) -> None:
        self.status = Status(Health.ONLINE)
        self.told: list[object] = []
        self.under_way = 0
        self.free = asyncio.Event()
        self.free.set()
        self.fails = 0

    async def call(
        self, method: Callable[..., object], value: object, *, deadline: float
    ) -> Done | Unavailable:
        assert not self.under_way, "two commands at once"
        self.under_way += 1
        await self.free.wait()
        self.under_way -= 1
        if self.fails:
            self.fails -= 1
            return Unavailable(Health.OFFLINE, "silent")
        self.told.append(value)
        return Done()


@pytest.fixture
async def board() -> Board:
    return Board()


@pytest.fixture
async def guide(board: Board) -> AsyncIterator[Guide]:
    made = Guide(cast("Device[IoBoard]", board), 60)
    following = asyncio.create_task(made.follow())
    await settle()
    yield made
    following.cancel()
    await asyncio.gather(following, return_exceptions=True)


async def settle() -> None:
    """Let everything happen that waits for nothing."""
    for _ in range(20):
        await asyncio.sleep(0)


async def test_at_the_beginning_it_is_dark_and_as_loud_as_the_site_wishes(
    board: Board, guide: Guide
) -> None:
    assert board.told == [{}, 60]


async def test_a_slow_board_is_told_the_newest_wish_only(board: Board, guide: Guide) -> None:
    board.told.clear()
    board.free.clear()
    guide.shine(READER)
    await settle()
    for lights in ({}, READER, CAMERA):
        guide.shine(lights)
        await settle()
    board.free.set()
    await settle()
    assert board.told == [READER, CAMERA]


async def test_the_same_wish_is_told_once(board: Board, guide: Guide) -> None:
    board.told.clear()
    for _ in range(3):
        guide.shine(CAMERA)
        await settle()
    assert board.told == [CAMERA]


async def test_a_board_that_was_away_is_told_everything_when_it_is_back(
    board: Board, guide: Guide
) -> None:
    board.status = Status(Health.NO_DEVICE)
    guide.device_changed("io_board", board.status)
    board.told.clear()
    guide.shine(CAMERA)
    guide.set_volume(200)
    await settle()
    assert board.told == []
    board.status = Status(Health.ONLINE)
    guide.device_changed("id_card", board.status)
    await settle()
    assert board.told == []
    guide.device_changed("io_board", board.status)
    await settle()
    assert board.told == [CAMERA, 100]


async def test_a_board_that_went_away_during_a_command_is_told_again(
    board: Board, guide: Guide
) -> None:
    board.told.clear()
    board.free.clear()
    guide.shine(CAMERA)
    await settle()
    for health in (Health.STARTING, Health.ONLINE):
        board.status = Status(health)
        guide.device_changed("io_board", board.status)
    board.free.set()
    await settle()
    assert board.told == [CAMERA, CAMERA, 60]


async def test_a_command_that_failed_is_tried_again(
    board: Board, guide: Guide, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guiding, "TRY_AGAIN", 0.0)
    board.told.clear()
    board.fails = 3
    guide.shine(CAMERA)
    await settle()
    assert board.told == [CAMERA]


async def test_the_citizen_gone_all_is_as_at_the_beginning(board: Board, guide: Guide) -> None:
    guide.shine(CAMERA)
    guide.set_volume(10)
    await settle()
    board.told.clear()
    guide.rest()
    await settle()
    assert board.told == [{}, 60]
