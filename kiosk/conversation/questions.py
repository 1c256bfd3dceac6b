"""Questions a journey may ask. One screen answers one question type.

All text is ready to show (already translated, already masked). Times are shown as given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar, Generic, TypeVar

A = TypeVar("A")


@dataclass(frozen=True)
class Progress:
    """Where the citizen stands: names of the steps and the index (from 0) of the present one."""

    steps: tuple[str, ...]
    now: int


@dataclass(frozen=True, kw_only=True)
class Question(Generic[A]):
    """Something the citizen is asked; `A` is the type of its answer."""

    service: str = ""
    """Name of the service at hand, shown above the question; may hold `|` line-break marks."""
    progress: Progress | None = None
    can_back: bool = True
    timed: ClassVar[bool] = True
    """Whether idle time counts; never during a device step."""


@dataclass(frozen=True)
class Picture:
    """An upright picture: `rgb` holds height × width × 3 bytes, top row first."""

    width: int
    height: int
    rgb: bytes = field(repr=False)


# --- finding a service -------------------------------------------------------------------


@dataclass(frozen=True)
class PublicNotice:
    """A public notice (公告): text, and the area it belongs to (医保)."""

    text: str
    area: str = ""


@dataclass(frozen=True, kw_only=True)
class Attract(Question[None]):
    """The resting screen; answered by a touch."""

    timed: ClassVar[bool] = False
    service_count: int
    notices: tuple[PublicNotice, ...] = ()
    status: str = ""
    """One line on the terminal's state, e.g. 读卡、打印、网络都正常."""
    status_ok: bool = True


@dataclass(frozen=True, kw_only=True)
class OutOfService(Question[None]):
    """The terminal cannot serve; answered only by the core withdrawing it."""

    timed: ClassVar[bool] = False
    why: str
    what_to_do: tuple[str, ...]
    phone: str
    nearest: str = ""
    expected: str = ""


@dataclass(frozen=True)
class ServiceCard:
    """A service as a card or a list row.

    `icon` is a topic key (social_insurance, household, marriage, medical, housing, business,
    education, transport, tax, elder, certificate, card, other); the screens own the pictures.
    """

    code: str
    name: str
    line: str
    """Second line: 约 6 分钟，免费 on a card; everyday words in a list."""
    icon: str
    here: bool = True
    """Whether it can be done at this terminal; otherwise it is a guide only."""


@dataclass(frozen=True)
class Category:
    """A column of the home page (个人服务 …): key, name, a line of examples, number of services."""

    key: str
    name: str
    line: str
    icon: str
    count: int


@dataclass(frozen=True)
class Selected:
    """This service."""

    code: str


@dataclass(frozen=True)
class Typed:
    """These words, as they stand in the search box."""

    text: str


@dataclass(frozen=True)
class Opened:
    """This category."""

    key: str


@dataclass(frozen=True, kw_only=True)
class Home(Question["Selected | Typed | Opened"]):
    """What would you like to do? `Typed("")` opens the search with its keyboard."""

    greeting: str
    hot: tuple[ServiceCard, ...]
    categories: tuple[Category, ...]
    service_count: int
    notice: PublicNotice | None = None
    can_back: bool = False


@dataclass(frozen=True, kw_only=True)
class FindService(Question["Selected | Typed"]):
    """Search as one types: `Typed` asks again with new results, the text stays as it is.

    A category's list is the same question with `title` set and `keyboard` off.
    """

    text: str = ""
    title: str = ""
    results: tuple[ServiceCard, ...] = ()
    matched: str = ""
    """Characters to emphasise in the names."""
    confident: bool = False
    """Whether the first result deserves 最相符."""
    advice: str = ""
    """What to do when there are no results, or other words to know."""
    keyboard: bool = True


@dataclass(frozen=True)
class MaterialLine:
    """A material as the guide shows it: name, line below, chip (刷卡, 拍照)."""

    name: str
    line: str
    chip: str


@dataclass(frozen=True)
class Fact:
    """One cell of the guide: topic key (who, condition, bring, how, when, get, fee, visits)."""

    key: str
    label: str
    text: str


@dataclass(frozen=True, kw_only=True)
class ReadGuide(Question[None]):
    """The guide (办事指南); answering it means 立即办理."""

    name: str
    facts: tuple[Fact, ...]
    conditions: tuple[str, ...]
    materials: tuple[MaterialLine, ...]
    steps: tuple[str, ...]
    promised: str
    promised_days: int
    statutory: str
    statutory_days: int
    place: str
    consult_phone: str
    supervise_phone: str
    department: str
    updated: str
    can_apply: bool = True
    why_not: str = ""
    """Why it cannot be applied for here and now; shown instead of the button's action."""


# --- identity ----------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Consent(Question[None]):
    """Before identity: who asks, for what, what is read, how long it is kept. Answer = agree."""

    asker: str
    purpose: str
    reads: tuple[str, ...]
    kept: str
    shared_with: str


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
class PlaceCard(Question["Chosen"]):
    """Place the identity card on the reader. Ends by itself when the card has been read.

    `problem` says in one sentence why the last try failed (taken away too soon …).
    """

    timed: ClassVar[bool] = False
    where: str
    problem: str = ""
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True)
class Chosen:
    """This one of the choices offered."""

    key: str


# --- filling in --------------------------------------------------------------------------


class FieldKind(StrEnum):
    """What a field holds; it decides the keyboard."""

    TEXT = "text"
    PHONE = "phone"
    NUMBER = "number"
    ID_NUMBER = "id_number"
    CHOICE = "choice"


@dataclass(frozen=True)
class FormField:
    """One field of a form."""

    name: str
    label: str
    kind: FieldKind
    hint: str = ""
    required: bool = True
    choices: tuple[tuple[str, str], ...] = ()
    """(value, label) for CHOICE."""
    max_length: int = 60


@dataclass(frozen=True)
class Row:
    """One line to read. `key` names what 改 would edit; empty when it cannot be edited."""

    label: str
    value: str
    key: str = ""


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


# --- material ----------------------------------------------------------------------------


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


# --- review, result, rating --------------------------------------------------------------


Stroke = tuple[tuple[float, float], ...]
"""Points of one pen stroke in 0..1 of the pad's width (x) and height (y, downwards)."""


@dataclass(frozen=True)
class Signed:
    """Submit, with this signature."""

    strokes: tuple[Stroke, ...] = field(repr=False)
    aspect: float = 3.0
    """Width of the pad ÷ its height."""


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
    paper: PaperStage
    paper_line: str
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
    """The card still lies on the reader. Ends by itself when it is taken."""

    timed: ClassVar[bool] = False
    where: str
    can_back: bool = False


@dataclass(frozen=True, kw_only=True)
class Thanks(Question[None]):
    """Goodbye; ends by itself after a moment or at a touch."""

    timed: ClassVar[bool] = False
    line: str
    can_back: bool = False
