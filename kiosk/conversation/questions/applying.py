"""Questions of an application: consent, card, form, page, review."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from kiosk.conversation.questions.base import Chosen, Picture, Question, Row


@dataclass(frozen=True, kw_only=True)
class Consent(Question[None]):
    """Before identity: who asks, for what, what is read, how long it is kept. Answer = agree."""

    asker: str
    purpose: str
    reads: tuple[str, ...]
    kept: str
    shared_with: str
    face: bool = False
    """To be photographed, after the card; an own consent (§29), and never the only way."""

    def prose(self) -> tuple[str, ...]:
        """Who and what for."""
        return (self.asker, self.purpose)


class CardSort(StrEnum):
    """Which card, and so which device of the terminal it goes into."""

    IDENTITY = "identity"
    """Identity card (身份证), on the reader."""
    SOCIAL_SECURITY = "social_security"
    """Social security card (社会保障卡), in the slot."""


class CardStage(StrEnum):
    """What the card reader is doing."""

    WAITING = "waiting"
    READING = "reading"


@dataclass(frozen=True)
class Alternative:
    """Another way on: key, name, line, icon topic."""

    key: str
    name: str
    line: str
    icon: str


@dataclass(frozen=True, kw_only=True)
class PlaceCard(Question[Chosen]):
    """Place the card on its reader. Ends by itself when the card has been read.

    `problem` says in one sentence why the last try failed (taken away too soon …).
    """

    timed: ClassVar[bool] = False
    card: CardSort = CardSort.IDENTITY
    where: str
    problem: str = ""
    alternatives: tuple[Alternative, ...] = ()


class FieldKind(StrEnum):
    """What a field holds; it decides the keyboard."""

    TEXT = "text"
    NAME = "name"
    ADDRESS = "address"
    DATE = "date"
    """As 2026-11-22."""
    PHONE = "phone"
    NUMBER = "number"
    ID_NUMBER = "id_number"
    PIN = "pin"
    """Digits that nobody who looks on may read."""
    CHOICE = "choice"
    SEVERAL = "several"
    """Any of the choices; the value is their keys with blanks between."""
    CODE = "code"
    """Letters and digits, as they stand on a paper."""


@dataclass(frozen=True)
class FormField:
    """One field of a form."""

    name: str
    label: str
    kind: FieldKind
    hint: str = ""
    required: bool = True
    choices: tuple[tuple[str, str], ...] = ()
    """(value, label) for CHOICE and SEVERAL."""
    max_length: int = 60


@dataclass(frozen=True, kw_only=True)
class FillForm(Question[Mapping[str, str]]):
    """Fill in the form; the answer maps field names to values."""

    title: str
    from_card: tuple[Row, ...]
    fields: tuple[FormField, ...]
    values: Mapping[str, str]
    check: Callable[[str, str], str | None]
    """(field name, value) → what is wrong and how to mend it, or None. Pure and quick."""
    focus: str = ""
    """Name of the field to begin with; empty means the first one that needs something."""

    def prose(self) -> tuple[str, ...]:
        """The form, without what is filled in."""
        return (self.title, *(field.label for field in self.fields))


@dataclass(frozen=True)
class Check:
    """One check of a captured page: 四个角都在 / 没有缺边."""

    name: str
    verdict: str
    ok: bool


@dataclass(frozen=True)
class Captured:
    """A page as photographed, straightened."""

    picture: Picture
    checks: tuple[Check, ...]


class PageChoice(StrEnum):
    """What to do with the page."""

    ACCEPT = "accept"
    RETAKE = "retake"
    SHOOT = "shoot"
    """While live: take the picture now."""


@dataclass(frozen=True, kw_only=True)
class CapturePage(Question[PageChoice]):
    """Photograph a page. Live while `captured` is None (LiveFrame notices feed the view)."""

    timed: ClassVar[bool] = False
    title: str
    hint: str
    captured: Captured | None = None
    problem: str = ""


@dataclass(frozen=True, kw_only=True)
class ShowFace(Question[None]):
    """Look into the camera. Ends by itself when there are pictures to compare; LiveFrame notices
    feed the view and guide, in words. Whoever would rather not goes to the window.

    `problem` says why the last pictures did not do.
    """

    timed: ClassVar[bool] = False
    where: str
    problem: str = ""


Stroke = tuple[tuple[float, float], ...]
"""Points of one pen stroke in 0..1 of the pad's width (x) and height (y, downwards)."""


@dataclass(frozen=True)
class Signed:
    """Submit, with this signature."""

    strokes: tuple[Stroke, ...] = field(repr=False)
    aspect: float = 3.0
    """Width of the pad ÷ its height."""
    by_key: bool = False
    """Not drawn but confirmed with the keypad, by whoever cannot write by hand."""


@dataclass(frozen=True)
class Edit:
    """Go back to what this row came from."""

    key: str


@dataclass(frozen=True, kw_only=True)
class Review(Question["Signed | Edit"]):
    """Everything on one screen; sign and submit."""

    rows: tuple[Row, ...]
    statement: str


@dataclass(frozen=True, kw_only=True)
class Working(Question[None]):
    """Something takes a while; Leave may be offered. Never answered, only ended by the work."""

    timed: ClassVar[bool] = False
    title: str
    line: str
    can_back: bool = False
    can_leave: bool = False
