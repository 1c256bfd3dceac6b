"""The technician's screen (维护模式): every part of the terminal, how it is, what can be done."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.conversation.questions.base import Chosen, Question, Row
from kiosk.conversation.questions.choosing import Entry
from kiosk.conversation.questions.ending import Option
from kiosk.conversation.questions.finding import Opened, Selected


@dataclass(frozen=True)
class Area:
    """A group of parts: key, name, icon, and how many of its parts need a hand."""

    key: str
    name: str
    icon: str
    needy: int = 0


@dataclass(frozen=True)
class PartTold:
    """All about the part that was chosen.

    `said` is what the last thing done came to, well (`said_ok`) or not. No option: there is
    nothing to do with it.
    """

    title: str
    chip: str
    chip_kind: str
    rows: tuple[Row, ...] = ()
    options: tuple[Option, ...] = ()
    said: str = ""
    said_ok: bool = True


@dataclass(frozen=True, kw_only=True)
class Maintain(Question[Opened | Selected | Chosen]):
    """Opened another area, Selected a part, or Chosen something to do. Leave logs out."""

    terminal: str
    who: str
    areas: tuple[Area, ...]
    area: str
    entries: tuple[Entry, ...]
    chosen: str
    part: PartTold
    closed: str = ""
    """Why citizens are not served, set by staff; empty: they are."""
    can_back: bool = False


@dataclass(frozen=True, kw_only=True)
class WatchCamera(Question[None]):
    """A camera live (实时画面), until somebody has seen enough: LiveFrame notices with gauges feed
    the view."""

    title: str
    hint: str
    opening: str
    """Until the first frame."""
