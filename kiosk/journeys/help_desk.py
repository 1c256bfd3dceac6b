"""求助: a citizen's call for somebody, followed until it is closed, withdrawn when they leave.

It stands beside whatever question is on the screen: nothing that was typed is lost by it.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import cast

from kiosk.conversation.asking import Conversation
from kiosk.conversation.notices import Aside, CallHelp, HelpNews, JoinVideo, WithdrawHelp
from kiosk.journeys import troubles
from kiosk.onenetwork.problem import BackendError
from kiosk.onenetwork.voices import Help, HelpKind
from kiosk.session import Services
from kiosk.text import Words, _, counted
from kiosk.video import Join

LOOK_AGAIN = 4.0
"""Seconds between two questions to the platform whether somebody comes."""

log = logging.getLogger(__name__)


class HelpDesk:
    """One for the terminal. Every method returns at once.

    `join` joins a video call in here, where a vendor's programme can.
    """

    def __init__(
        self, services: Services, conversation: Conversation, join: Join | None = None
    ) -> None:
        self._services = services
        self._conversation = conversation
        self._join = join
        self._call: _Call | None = None
        self._video: asyncio.Task[None] | None = None

    def asked(self, request: Aside) -> None:
        """What a screen asked beside its question, if it is about help."""
        match request:
            case CallHelp(kind=kind):
                self._end()
                self._begin(cast(HelpKind, kind))
            case WithdrawHelp():
                self._end()
                line = _("已经告诉工作人员，不用来了。")
                self._conversation.tell(HelpNews(line, "", ok=True))
            case JoinVideo():
                self._join_here()

    def alarm(self) -> None:
        """The emergency button: somebody has to come, whoever stands there then."""
        self._services.background(self._placed("staff", troubles.help_code("H")))

    def citizen_left(self) -> None:
        """Nobody needs to come for them any more."""
        self._end()

    def _begin(self, kind: HelpKind) -> None:
        code = troubles.help_code("H")
        placing = self._services.background(self._placed(kind, code))
        following = self._services.background(self._follow(placing, kind, code))
        self._call = _Call(placing, following)

    def _end(self) -> None:
        call, self._call = self._call, None
        video, self._video = self._video, None
        if video is not None:
            video.cancel()
        if call is not None:
            call.following.cancel()
            self._services.background(self._withdraw(call.placing))

    async def _placed(self, kind: HelpKind, code: str) -> Help | None:
        """The call as the platform took it; None when nobody could be told."""
        try:
            placed = await self._services.backend.help(code, kind)
        except BackendError as error:
            log.info("nobody called: %s", type(error).__name__)
            line = _("没有通知到工作人员，请打电话，报这个码。")
            self._conversation.tell(HelpNews(line, code, ok=False, kind=kind))
            return None
        self._tell(placed, code)
        return placed

    async def _follow(self, placing: asyncio.Task[Help | None], kind: HelpKind, code: str) -> None:
        """Tell what becomes of the call until it is closed."""
        # Shielded: a call on its way is placed all the same, and then withdrawn.
        call = await asyncio.shield(placing)
        while call is not None and call.state != "closed":
            await asyncio.sleep(LOOK_AGAIN)
            try:
                now = await self._services.backend.voices.call_now(call.help_id)
            except BackendError as error:
                log.info("how the call stands is not known: %s", type(error).__name__)
                continue
            if _shown(now) != _shown(call):
                self._tell(now, code)
            call = now

    async def _withdraw(self, placing: asyncio.Task[Help | None]) -> None:
        placed = await asyncio.shield(placing)
        if placed is None:
            return
        try:
            await self._services.backend.voices.withdraw(placed.help_id)
        except BackendError as error:
            log.info("a call was not withdrawn: %s", type(error).__name__)

    def _tell(self, call: Help, code: str) -> None:
        if call.kind == "video" and call.state != "closed" and call.video_url is None:
            line: str = _("这里现在没有视频帮办，请叫工作人员来，或者打电话。")
            self._conversation.tell(HelpNews(line, code, ok=False, kind=call.kind))
            return
        news = HelpNews(
            _words(call),
            code,
            ok=True,
            kind=call.kind,
            open=call.state != "closed",
            qr=call.video_url or "",
            joins_here=bool(call.video_url) and self._join is not None,
        )
        self._conversation.tell(news)

    def _join_here(self) -> None:
        if self._call is not None and self._join is not None and self._video is None:
            self._video = self._services.background(self._talk(self._call, self._join))

    async def _talk(self, call: _Call, join: Join) -> None:
        placed = await asyncio.shield(call.placing)
        if placed is not None and placed.video_url:
            await self._services.record("video.begin")
            try:
                await join(placed.video_url)
            finally:
                self._video = None
                await self._services.record("video.end")


@dataclass(frozen=True)
class _Call:
    """The citizen's call: being placed, or placed; and followed."""

    placing: asyncio.Task[Help | None]
    following: asyncio.Task[None]


def _shown(call: Help) -> tuple[object, ...]:
    return call.state, call.owner, call.eta_minutes, call.video_url


def _words(call: Help) -> Words:
    """How the call stands."""
    minutes = call.eta_minutes
    match call.state, call.kind:
        case "closed", _kind:
            return _("这次求助办完了。还要帮忙，可以再叫。")
        case _state, "video":
            return counted("视频已经开好，{who}大约 {n} 分钟内接。", minutes, who=call.owner)
        case "coming", _kind:
            return counted("{who}正在过来，大约 {n} 分钟到。", minutes, who=call.owner)
        case _:
            return counted("已经通知工作人员，大约 {n} 分钟到。", minutes)
