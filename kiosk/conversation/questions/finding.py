"""Questions from home to the guide: finding a service."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.conversation.questions.base import Chosen, Question

if TYPE_CHECKING:
    from kiosk.conversation.questions.ending import Option
    from kiosk.conversation.questions.resting import PublicNotice


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


@dataclass(frozen=True)
class Function:
    """Something the terminal does or staff do (查进度, 投诉 …), and how to get to it.

    `key` is elder, staff, or one of kiosk.journeys.functions; `here`: this terminal does it.
    """

    key: str
    name: str
    line: str
    here: bool = False


@dataclass(frozen=True, kw_only=True)
class Home(Question["Selected | Typed | Opened"]):
    """What would you like to do? `Typed("")` opens the search with its keyboard."""

    greeting: str
    hot: tuple[ServiceCard, ...]
    categories: tuple[Category, ...]
    service_count: int
    functions: tuple[Function, ...] = ()
    """What else the terminal does: `Opened(key)`."""
    notice: PublicNotice | None = None
    limits: tuple[str, ...] = ()
    """What does not work now, each with what still does."""
    can_back: bool = False

    def prose(self) -> tuple[str, ...]:
        """Names of services."""
        return tuple(card.name for card in self.hot)


@dataclass(frozen=True, kw_only=True)
class FindService(Question["Selected | Typed | Opened"]):
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
    groups: bool = False
    """Whether the results are groups of services, which open when chosen."""
    keyboard: bool = True
    alarm: str = ""
    """Somebody is in danger: the number to call first, 110, 119 or 120."""
    function: Function | None = None
    """What the words ask for instead of a service."""
    choice: bool = False
    """The words mean several of the results: which is to be chosen."""
    categories: tuple[Category, ...] = ()
    """Where to look when nothing was found."""

    def prose(self) -> tuple[str, ...]:
        """Names of services."""
        return tuple(card.name for card in self.results)


@dataclass(frozen=True)
class MaterialLine:
    """A material as the guide shows it: name, line below, chip (刷卡, 拍照)."""

    name: str
    line: str
    chip: str


@dataclass(frozen=True)
class Fact:
    """One cell of the guide; its key is a topic, as in ServiceCard."""

    key: str
    label: str
    text: str


@dataclass(frozen=True, kw_only=True)
class ReadGuide(Question[Chosen | None]):
    """The guide (办事指南); None means its main button, Chosen one of the `ways`."""

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
    action: str
    """The main button's words; empty where it cannot be used here and now."""
    why_not: str = ""
    """Shown where there is no action."""
    parts: tuple[MaterialLine, ...] = ()
    """What a bundle is made of: each part, who does it and how long that takes."""
    ways: tuple[Option, ...] = ()
    """What else can be done: print the guide, take a number …"""

    def prose(self) -> tuple[str, ...]:
        """The guide."""
        return (self.name, *self.conditions, *self.steps)
