"""A camera watched live: how sharp and bright its picture is, and where a page lies in it.

Nothing of it is kept but the last figures, and the camera rests as soon as nobody looks.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Final

from drivers.camera.contract import Camera, Frame, NoPicture
from kiosk.conversation import Back
from kiosk.conversation.asking import Conversation
from kiosk.conversation.notices import Gauge, LiveFrame
from kiosk.conversation.questions import WatchCamera
from kiosk.devices.device import Device, Unavailable
from kiosk.documents.page import Corners, find_page
from kiosk.documents.quality import MAX_BLUR, judge
from kiosk.journeys.frames import Pixels, picture_of, pixels_of, relative
from kiosk.journeys.maintenance.trials import Trial, failed
from kiosk.session import Services
from kiosk.text import Words, _

WIDTH: Final = 1280
"""Pixels across: print on a page that fills the picture is judged as when it is photographed."""
DEADLINE: Final = 8.0
DARK, BRIGHT = 0.2, 0.85
"""Of the mean light of a picture: below print is lost in noise, above in glare."""
LEAST_FILL: Final = 0.25
"""Share of the picture a page covers; a smaller one is told in too few pixels."""


@dataclass(frozen=True)
class Seen:
    """What the last frame was like, in figures and words."""

    width: int
    height: int
    gauges: tuple[Gauge, ...]
    line: Words
    ok: bool


async def watched(
    services: Services, conversation: Conversation, camera: Device[Camera], name: str
) -> Trial | None:
    """Show it until somebody has seen enough, or it fails; None when nothing was seen.

    Raises:
        Leave, TimedOut: they went away.
    """
    look = _Look(conversation, camera)
    question = WatchCamera(
        title=_("{device}，实时画面").format(device=name),
        hint=_("画面只在这里看，不会留下。"),
        opening=_("正在打开{device}").format(device=name),
    )
    try:
        outcome = await conversation.during(question, look.on())
    except Back:
        outcome = None
    finally:
        services.background(_rest(camera))
    if outcome is not None:
        return failed(outcome)
    return told(look.last) if look.last is not None else None


def told(seen: Seen) -> Trial:
    """What the last frame was like."""
    what = _("画面正常") if seen.ok else seen.line
    figures = _("{what}：{w}×{h}，清晰度 {sharp}，亮度 {light}。").format(
        what=what,
        w=seen.width,
        h=seen.height,
        sharp=round(seen.gauges[0].value * 100),
        light=round(seen.gauges[1].value * 100),
    )
    return Trial(figures, ok=seen.ok)


class _Look:
    """Frame after frame, told to the screens."""

    def __init__(self, conversation: Conversation, camera: Device[Camera]) -> None:
        self._conversation = conversation
        self._camera = camera
        self._for_pages = camera.name == "document_camera"
        self.last: Seen | None = None

    async def on(self) -> NoPicture | Unavailable:
        """Until the camera fails; says how."""
        while True:
            frame = await self._camera.call(Camera.preview, WIDTH, deadline=DEADLINE, again=True)
            if not isinstance(frame, Frame):
                return frame
            live, self.last = await asyncio.to_thread(examined, frame, for_pages=self._for_pages)
            self._conversation.tell(live)


def examined(frame: Frame, *, for_pages: bool) -> tuple[LiveFrame, Seen]:
    """A frame with its figures, and a page's outline where pages are looked for."""
    pixels = pixels_of(frame)
    corners = find_page(pixels) if for_pages else None
    gauges = _gauges(pixels, corners, for_pages=for_pages)
    line, ok = _verdict(gauges, found=corners is not None, for_pages=for_pages)
    quad = relative(corners, frame) if corners else None
    seen = Seen(frame.width, frame.height, gauges, line, ok)
    return LiveFrame(picture_of(pixels), quad, line, ok, gauges), seen


def _gauges(pixels: Pixels, corners: Corners | None, *, for_pages: bool) -> tuple[Gauge, ...]:
    quality = judge(pixels, corners)
    sharp = Gauge(_("清晰度"), 1 - quality.blur, low=1 - MAX_BLUR)
    light = Gauge(_("亮度"), float(pixels.mean()) / 255, low=DARK, high=BRIGHT)
    fill = Gauge(_("纸占画面"), quality.fill, low=LEAST_FILL)
    return (sharp, light, fill) if for_pages else (sharp, light)


def _verdict(gauges: tuple[Gauge, ...], *, found: bool, for_pages: bool) -> tuple[Words, bool]:
    """In words, the first thing to mend first."""
    sharp, light = gauges[:2]
    if for_pages and not found:
        return _("没有找到整页"), False
    if not light.ok:
        return (_("太暗") if light.value < light.low else _("太亮")), False
    if not sharp.ok:
        return _("有点模糊"), False
    return (_("整页都在，看得清") if for_pages else _("看得清")), True


async def _rest(camera: Device[Camera]) -> None:
    await camera.call(Camera.rest, deadline=DEADLINE)
