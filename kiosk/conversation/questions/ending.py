"""Questions after handing in, and when things go wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from kiosk.conversation.questions.applying import CardSort
from kiosk.conversation.questions.base import Chosen, Question, Row


@dataclass(frozen=True)
class Milestone:
    """A line of 接下来: when, what, whether it has happened."""

    when: str
    what: str
    done: bool = False


class After(StrEnum):
    """What the citizen does after a case was handed in."""

    DONE = "done"
    ANOTHER = "another"
    LOOK = "look"
    """First look at the case more closely."""


class PaperStage(StrEnum):
    """How the receipt stands."""

    PRINTING = "printing"
    PRINTED = "printed"
    NOT_PRINTED = "not_printed"


@dataclass(frozen=True, kw_only=True)
class Accepted(Question[After]):
    """The case was accepted (已受理), or is safe here and being sent (`sent` False)."""

    title: str
    line: str
    sent: bool
    code: str
    """Case number, or this terminal's code while the case waits to be sent."""
    code_label: str
    code_line: str
    qr: str
    qr_line: str
    milestones: tuple[Milestone, ...]
    card_on_reader: bool
    """A card of the citizen's is still in its device: which one says `card`."""
    card: CardSort = CardSort.IDENTITY
    paper: PaperStage
    paper_line: str
    refused: bool = False
    """It was not taken, or not granted, or something is to be mended."""
    look: str = ""
    """Name of the way to all about the case; empty: there is no more to tell."""
    can_back: bool = False


@dataclass(frozen=True)
class Rating:
    """A rating (好差评): 1–5 stars, reason keys, own words, whether the name is kept."""

    stars: int
    reasons: tuple[str, ...] = ()
    words: str = field(default="", repr=False)
    named: bool = False


@dataclass(frozen=True, kw_only=True)
class Rate(Question["Rating | None"]):
    """Rate the service; None means skipped. Nothing is selected beforehand.

    A PadPressed notice selects a star as a touch would.
    """

    about: str
    rows: tuple[Row, ...]
    levels: tuple[str, ...]
    """Names of 1 … 5 stars."""
    reasons: tuple[tuple[str, str], ...]
    """(key, text) offered when the rating is bad."""
    can_back: bool = False


@dataclass(frozen=True)
class Option:
    """A way on from a trouble: key, name, line, icon topic."""

    key: str
    name: str
    line: str = ""
    icon: str = ""


@dataclass(frozen=True, kw_only=True)
class Trouble(Question[Chosen]):
    """Something failed: what happened, what to do now, other ways, a help code."""

    icon: str
    """printer, card_reader, camera, network, pad, card, service."""
    title: str
    line: str
    happened: tuple[str, ...]
    todo: tuple[Row, ...]
    """Numbered: label = the thing to do, value = a line about it."""
    options: tuple[Option, ...]
    """The last one is the primary button, the others are cards under 换个办法."""
    help_code: str
    clock_stopped: str = ""
    """Set while waiting for what mends itself: shown in the footer, idle does not count."""
    can_back: bool = False


@dataclass(frozen=True, kw_only=True)
class TakeAlong(Question[bool]):
    """On the way to the window: shall what is filled in go there, too? True: yes."""

    takes: str
    to: str
    kept: str
    can_back: bool = False


@dataclass(frozen=True, kw_only=True)
class WindowHandover(Question[None]):
    """改到窗口办: where, when, what to bring; answered when read."""

    place: str
    hours: str
    bring: tuple[str, ...]
    consult_phone: str
    code: str = ""
    """Case or resume code, if there is one."""
    can_back: bool = True


@dataclass(frozen=True, kw_only=True)
class TakeCard(Question[None]):
    """The card is still in its device. Ends by itself when it is taken.

    `forgotten`: its owner has not come back for it; whoever stands there now is another.
    """

    timed: ClassVar[bool] = False
    card: CardSort = CardSort.IDENTITY
    where: str
    forgotten: bool = False
    can_back: bool = False


@dataclass(frozen=True, kw_only=True)
class Thanks(Question[None]):
    """Goodbye; ends by itself after a moment or at a touch."""

    timed: ClassVar[bool] = False
    line: str
    can_back: bool = False
