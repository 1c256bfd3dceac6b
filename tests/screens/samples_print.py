"""Papers on the A4 printer. All made up."""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.questions import PagesStage, TakePages

TAKE_PAGES = TakePages(
    service="个人参保证明",
    title="个人参保证明",
    stage=PagesStage.PRINTING,
    pages=1,
    of=3,
    where="屏幕下方的出纸口",
)
TAKE_PAGES_READY = replace(TAKE_PAGES, stage=PagesStage.READY, pages=3)
TAKE_PAGES_NOT_TAKEN = replace(TAKE_PAGES_READY, stage=PagesStage.NOT_TAKEN)
TAKE_PAGES_LEFT_BEHIND = TakePages(
    title="", stage=PagesStage.LEFT_BEHIND, pages=0, of=0, where="屏幕下方的出纸口"
)
TAKE_PAGES_LONG = replace(
    TAKE_PAGES_READY,
    service="城乡居民基本养老保险待遇领取资格与参保缴费证明（跨省）",
    title="城乡居民基本养老保险待遇领取资格与参保缴费证明（跨省）",
    pages=12,
    of=12,
)
