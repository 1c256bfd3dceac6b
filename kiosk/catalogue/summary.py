"""What lists, the home page and the search tell of a service, read straight from its JSON.

A whole item holds 30 kB in memory and takes 0.4 ms to check; of the thousands in a catalogue a
citizen opens one.
"""

from __future__ import annotations

import msgspec

from kiosk.catalogue.model import Depth, can_apply, may_follow, without_breaks


class FeeLine(msgspec.Struct, frozen=True, gc=False):
    """What it costs, in words."""

    text: str


class NamedResult(msgspec.Struct, frozen=True):
    """What comes of it."""

    name: str


class Question(msgspec.Struct, frozen=True):
    """A question people ask."""

    question: str


class Promise(msgspec.Struct, frozen=True, gc=False):
    """That something may be promised in place of papers (告知承诺)."""

    code: str


class Paper(msgspec.Struct, frozen=True, gc=False):
    """A material, as far as its necessity goes."""

    necessity: str = ""


class Summary(msgspec.Struct, frozen=True, gc=False):
    """A service in a list; the fields mean what they mean in `Item`."""

    code: str
    codes: dict[str, str]
    name: str
    short_name: str
    aliases: tuple[str, ...]
    keywords: tuple[str, ...]
    plain: str
    department: str
    column: str
    topic: str
    hot: int
    self_service: Depth
    minutes: int
    fee: FeeLine
    conditions: tuple[str, ...]
    who: str
    result: NamedResult
    life_events: tuple[str, ...] = ()
    faq: tuple[Question, ...] = ()
    appointment: bool = False
    commitment: Promise | None = None
    materials: tuple[Paper, ...] = ()

    @property
    def prose(self) -> tuple[str, ...]:
        """What its guide tells in sentences, for the search."""
        asked = (one.question for one in self.faq)
        return (*self.conditions, self.who, self.result.name, *asked, *self.life_events)

    @property
    def plain_name(self) -> str:
        """The name without break marks."""
        return without_breaks(self.name)

    @property
    def may_follow(self) -> bool:
        """Whether some material may be brought later (容缺)."""
        return any(may_follow(one.necessity) for one in self.materials)

    @property
    def can_apply(self) -> bool:
        """Whether an application can be made at a terminal."""
        return can_apply(self.self_service)


read_summary = msgspec.json.Decoder(Summary).decode
"""The summary in an item's JSON; raises msgspec.MsgspecError."""
