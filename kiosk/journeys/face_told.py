"""What a guide tells beforehand of a service that will ask for a face: why, and what is kept."""

from __future__ import annotations

from kiosk.catalogue.model import Item
from kiosk.conversation.questions import Fact, Group
from kiosk.text import Words, _


def fact(item: Item) -> tuple[Fact, ...]:
    """For the first page; nothing where a card is enough."""
    if not item.wants_face:
        return ()
    return (Fact("face", _("要刷脸吗"), _("要，拍两张；不想拍可以到窗口办")),)


def group(item: Item) -> Group:
    """For the fold behind it; empty where a card is enough (decision 8)."""
    lines = (
        _("只为确认是您本人。拍之前还会再问您，同意了才拍。"),
        kept(),
        _("不想拍，或者拍不清，就到窗口办。"),
    )
    return Group(_("为什么要刷脸"), lines=lines if item.wants_face else ())


def kept() -> Words:
    """Nothing, here."""
    return _("本机不保存，比对完马上清除；平台只记下比对的结果。")
