"""What is told of a camera's frames: to a technician, and to whoever may not see the page."""

from __future__ import annotations

from collections.abc import Coroutine
from types import SimpleNamespace
from typing import Any, cast

import cv2
import numpy as np
import pytest

from drivers.camera.contract import Frame, NoPicture
from kiosk.conversation.notices import LiveFrame
from kiosk.conversation.questions import WatchCamera
from kiosk.journeys import photograph
from kiosk.journeys.frames import Pixels
from kiosk.journeys.maintenance.watching import examined, told, watched

SIZE = (720, 960, 3)


def desk(grey: int) -> Pixels:
    return np.full(SIZE, grey, np.uint8)


def with_page(*, blurred: bool = False) -> Pixels:
    """A printed page, all of it, on a dark desk."""
    made = desk(60)
    cv2.rectangle(made, (150, 60), (810, 660), (235, 235, 235), -1)
    for line in range(100, 640, 24):
        cv2.putText(
            made, "SHILI 990101 " * 3, (180, line), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (20, 20, 20), 1
        )
    return np.asarray(cv2.GaussianBlur(made, (0, 0), 6) if blurred else made, np.uint8)


@pytest.mark.parametrize(
    ("pixels", "for_pages", "line", "ok"),
    [
        (with_page(), True, "整页都在，看得清", True),
        (with_page(), False, "看得清", True),
        (with_page(blurred=True), True, "有点模糊", False),
        (desk(90), True, "没有找到整页", False),
        (desk(8), False, "太暗", False),
        (desk(250), False, "太亮", False),
    ],
    ids=["page", "face", "blurred", "empty", "dark", "bright"],
)
def test_the_first_thing_to_mend_is_said(
    pixels: Pixels, for_pages: bool, line: str, ok: bool
) -> None:
    frame = Frame(pixels.shape[1], pixels.shape[0], pixels.tobytes())
    live, seen = examined(frame, for_pages=for_pages)
    assert (live.line, live.ok) == (line, ok)
    assert len(live.gauges) == (3 if for_pages else 2)
    assert all(gauge.ok for gauge in live.gauges) is ok or line == "没有找到整页"
    words = told(seen)
    assert words.ok is ok
    assert words.said.startswith("画面正常：960×720" if ok else f"{line}：960×720")


async def test_the_camera_that_opens_is_named() -> None:
    asked: list[WatchCamera] = []

    async def during(question: WatchCamera, work: Coroutine[Any, Any, NoPicture]) -> NoPicture:
        asked.append(question)
        return await work

    async def call(*_asked: object, **_more: object) -> NoPicture:
        return NoPicture("unplugged")

    camera = SimpleNamespace(name="face_camera", call=call)
    resting: list[Coroutine[Any, Any, None]] = []
    services = SimpleNamespace(background=resting.append)
    conversation = SimpleNamespace(during=during)
    await watched(cast(Any, services), cast(Any, conversation), cast(Any, camera), "人像摄像头")
    await resting[0]
    assert asked[0].opening == "正在打开人像摄像头"


async def test_while_no_page_is_found_it_is_said_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(photograph, "LOST_FRAMES", 2)
    pictures = [*(desk(90) for _ in range(3)), with_page(), desk(90)]
    coming = [Frame(one.shape[1], one.shape[0], one.tobytes()) for one in pictures]
    told: list[LiveFrame] = []

    async def call(*_asked: object, **_more: object) -> Frame | NoPicture:
        return coming.pop(0) if coming else NoPicture("over")

    session: Any = SimpleNamespace(
        services=SimpleNamespace(hub=SimpleNamespace(document_camera=SimpleNamespace(call=call))),
        conversation=SimpleNamespace(tell=told.append),
    )
    assert await photograph._watch(session) == NoPicture("over")
    looking, what_to_do, found = "正在找纸", "还没找到：纸放中间，手拿开", "已找到整页，请不要动"
    assert [one.line for one in told] == [looking, looking, what_to_do, found, looking]
