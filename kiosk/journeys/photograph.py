"""One page of a material: found, shot by itself when it lies still, straightened, judged."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any

import numpy as np

from drivers.camera.contract import Camera, Frame, NoPicture
from drivers.code_reader.contract import Code
from kiosk.catalogue.model import Material
from kiosk.conversation.notices import LiveFrame
from kiosk.conversation.questions import (
    Captured,
    CapturePage,
    Check,
    PageChoice,
    Progress,
)
from kiosk.devices.device import Unavailable
from kiosk.journeys import device_troubles, presenting, troubles
from kiosk.journeys.draft import Application, Page
from kiosk.journeys.frames import Pixels, Quad, picture_of, pixels_of, relative
from kiosk.journeys.held_up import any_code
from kiosk.session import Session
from kiosk.text import _

PREVIEW_WIDTH = 800
SHOWN_LONG_SIDE = 900
"""Pixels of the straightened page on the screen; the full one is what is sent."""
STILL = 0.012
"""How far a corner may wander between frames, in parts of the frame, to count as still."""
STILL_FRAMES = 4
LOST_FRAMES = 50
"""Frames without a page, some seconds, after which it is said what to do."""
DEADLINE = 8.0
MISSES = 2
"""Pictures without a page after which the whole picture may be used."""


@dataclass(frozen=True)
class Instead:
    """The code of a licence may be held up in place of the page; `take` says what is wrong with
    one, or nothing."""

    held_up: Callable[[], Coroutine[Any, Any, Code]]
    take: Callable[[Code], Awaitable[str]]


@dataclass(frozen=True)
class Shot:
    """What is photographed, in words, and for which service."""

    service: str
    title: str
    progress: Progress | None = None
    instead: Instead | None = None


async def photograph(application: Application, material: Material) -> None:
    """Photograph one page of `material` until the citizen accepts it, or shows it on a phone.

    Somebody who comes back to this step sees the page that was taken.
    """
    session, pages = application.session, application.draft.pages
    shot = Shot(
        application.service,
        _("拍{name}").format(name=material.name),
        application.progress(2),
        Instead(
            lambda: any_code(session),
            lambda code: presenting.take(application, material, code),
        )
        if presenting.may_be_shown(session, material)
        else None,
    )
    page = await take(session, shot, pages.get(material.code))
    if page is not None:
        pages[material.code] = page


async def take(session: Session, shot: Shot, page: Page | None = None) -> Page | None:
    """A page under the camera, accepted; one that was taken before is shown first. None: what is
    asked for was shown on a phone instead.

    Raises:
        Back, Leave, TimedOut, ToWindow: as the citizen chose.
    """
    misses, problem = 0, ""
    while page is None or not await _accepted(session, shot, page):
        seen = await _shoot(session, shot, problem or _advice(misses))
        if isinstance(seen, Code):
            assert shot.instead is not None, "no code was asked for"
            problem = await shot.instead.take(seen)
            if not problem:
                return None
            continue
        problem = ""
        if not isinstance(seen, Frame):
            detail = seen.detail if isinstance(seen, Unavailable) else seen.reason
            trouble = device_troubles.camera_down(session, shot.service, detail)
            await troubles.ask(session, trouble)
            continue
        page = await asyncio.to_thread(_examine, pixels_of(seen), whole=misses >= MISSES)
        misses = misses + 1 if page is None else 0
    return page


def _advice(misses: int) -> str:
    if not misses:
        return ""
    if misses < MISSES:
        return _("没有找到整页。请把纸放平，四个角都露出来，手拿开。")
    return _("还是没有找到纸边。您可以按“拍照”，用整张画面。")


async def _shoot(
    session: Session, shot: Shot, problem: str
) -> Frame | NoPicture | Unavailable | Code:
    """A full frame, taken when the page lies still or when the citizen says so; or the code of a
    licence that was held up instead."""
    camera = session.services.hub.document_camera
    question = CapturePage(
        service=shot.service,
        progress=shot.progress,
        title=shot.title,
        hint=_hint(shot),
        problem=problem,
    )
    try:
        seen = await session.conversation.during(question, _seen(session, shot.instead))
        if isinstance(seen, NoPicture | Unavailable | Code):
            return seen
        return await camera.call(Camera.capture, deadline=DEADLINE, again=True)
    finally:
        session.services.background(_rest(session))


def _hint(shot: Shot) -> str:
    if shot.instead is not None:
        return _("平放在拍摄台上，会自动拍下。手机里有的，也可以把亮证码对着扫码口。")
    return _("平放在拍摄台上，手拿开，会自动拍下。")


async def _seen(session: Session, instead: Instead | None) -> NoPicture | Unavailable | Code | None:
    """What comes first: a page that lies still (None), or a code held up."""
    if instead is None:
        return await _watch(session)
    page = asyncio.ensure_future(_watch(session))
    code = asyncio.ensure_future(instead.held_up())
    try:
        await asyncio.wait({page, code}, return_when=asyncio.FIRST_COMPLETED)
        return code.result() if code.done() else page.result()
    finally:
        for one in (page, code):
            one.cancel()
        await asyncio.gather(page, code, return_exceptions=True)


async def _rest(session: Session) -> None:
    await session.services.hub.document_camera.call(Camera.rest, deadline=DEADLINE)


async def _watch(session: Session) -> NoPicture | Unavailable | None:
    """Show live frames until a page has lain still (None), or the camera fails."""
    camera = session.services.hub.document_camera
    last: Quad | None = None
    still = lost = 0
    while True:
        frame = await camera.call(Camera.preview, PREVIEW_WIDTH, deadline=DEADLINE, again=True)
        if not isinstance(frame, Frame):
            return frame
        live, corners = await asyncio.to_thread(_live, frame, lost=lost >= LOST_FRAMES)
        session.conversation.tell(live)
        lost = 0 if corners else lost + 1
        still = still + 1 if corners and last and _close(corners, last) else 0
        if still >= STILL_FRAMES:
            return None
        last = corners


def _close(one: Quad, other: Quad) -> bool:
    return all(
        abs(x - u) < STILL and abs(y - v) < STILL for (x, y), (u, v) in zip(one, other, strict=True)
    )


async def _accepted(session: Session, shot: Shot, page: Page) -> bool:
    choice = await session.conversation.ask(
        CapturePage(
            service=shot.service,
            progress=shot.progress,
            title=shot.title,
            hint=_("看一看拍得清不清楚。"),
            captured=page.shown,
        )
    )
    return choice is PageChoice.ACCEPT


def _live(frame: Frame, *, lost: bool) -> tuple[LiveFrame, Quad | None]:
    # Here and below: OpenCV is loaded on the first page, not with the terminal (cold start).
    from kiosk.documents.page import find_page

    found = find_page(pixels_of(frame))
    corners = relative(found, frame) if found else None
    looking = _("还没找到：纸放中间，手拿开") if lost else _("正在找纸")
    line = _("已找到整页，请不要动") if corners else looking
    return LiveFrame(picture_of(pixels_of(frame)), corners, line, corners is not None), corners


def _examine(pixels: Pixels, *, whole: bool) -> Page | None:
    """Find, straighten, judge and pack the page; None when there is no page.

    With `whole`, a picture in which no page is found is taken as it is: nobody is stuck because
    of a desk on which the edges of the paper cannot be seen.
    """
    import cv2

    from kiosk.documents.pack import pack
    from kiosk.documents.page import find_page
    from kiosk.documents.quality import judge
    from kiosk.documents.straighten import straighten

    corners = find_page(pixels)
    if corners is None and not whole:
        return None
    found = corners is not None
    quality = judge(pixels, corners)
    flat = straighten(pixels, corners) if corners else pixels
    scale = min(1.0, SHOWN_LONG_SIDE / max(flat.shape[:2]))
    small = cv2.resize(flat, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    checks = (
        _check(_("四个角都在"), found and quality.whole, _("没有缺边"), _("有一边没拍到")),
        _check(_("字看得清"), quality.sharp, _("清晰"), _("有点模糊")),
        _check(_("没有反光"), quality.glare_free, _("光线合适"), _("有一块反光")),
    )
    return Page(pack(flat), Captured(picture_of(small.astype(np.uint8, copy=False)), checks))


def _check(name: str, ok: bool, good: str, bad: str) -> Check:
    return Check(name, good if ok else bad, ok)
