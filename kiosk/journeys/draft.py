"""What one citizen is filling in; lives in memory only, for one journey."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime

from kiosk.catalogue.model import Item, Material, Region
from kiosk.conversation.questions import Captured, Progress
from kiosk.onenetwork.cases import Precheck
from kiosk.onenetwork.licences import EarlierPage, Licence
from kiosk.onenetwork.models import Company
from kiosk.session import Session
from kiosk.text import _


@dataclass(frozen=True)
class Page:
    """A page ready to send, and how it is shown."""

    jpeg: bytes = field(repr=False)
    shown: Captured = field(repr=False)


@dataclass(frozen=True)
class Granted:
    """What its holder lets this case use: a licence (电子证照), or a page of an `earlier` case.

    `satisfies` are the materials' codes.
    """

    authorisation_id: str
    name: str
    satisfies: tuple[str, ...]
    earlier: bool = False


@dataclass(frozen=True)
class Promised:
    """A promise read and signed; `png` is the signature."""

    signed_at: datetime
    png: bytes = field(repr=False)


@dataclass(frozen=True)
class Behalf:
    """For whom somebody else acts (代办): name, ID number, and what the agent is to them."""

    name: str = field(repr=False)
    number: str = field(repr=False)
    relation: str


@dataclass
class Draft:
    """An application under way.

    `pages` maps a material's code to its page. `ref` is the case's id for life: a corrected
    application that the backend refused is another case and takes a new one.
    """

    item: Item
    """Of a bundle, as far as it concerns the parts chosen."""
    parts: tuple[Item, ...] = ()
    """The parts chosen of a bundle (一件事)."""
    gone: set[str] = field(default_factory=set)
    """Codes of the parts that the platform no longer takes, though the catalogue has them."""
    region: Region | None = None
    """Who decides, where the citizen may choose (跨域通办)."""
    company: Company | None = None
    """The firm that applies (法人); the person here acts for it."""
    for_another: bool = False
    """Whether somebody acts for the applicant (代办); the card is the agent's then."""
    behalf: Behalf | None = field(default=None, repr=False)
    situation: dict[str, str] = field(default_factory=dict, repr=False)
    """Answers to the item's situations."""
    at_hand: dict[str, str] = field(default_factory=dict, repr=False)
    """By material's code: whether a paper that is no must is here."""
    values: dict[str, str] = field(default_factory=dict, repr=False)
    pages: dict[str, Page] = field(default_factory=dict, repr=False)
    library: tuple[Licence, ...] | None = field(default=None, repr=False)
    """What the licence library has for this item; None: not asked, or it did not answer."""
    handed_in: tuple[EarlierPage, ...] | None = field(default=None, repr=False)
    """What the platform has of earlier cases for this item; None: not asked."""
    granted: dict[str, Granted] = field(default_factory=dict, repr=False)
    """By licence's or page's id."""
    commits: bool | None = None
    """Whether the commitment is given instead of the materials it replaces (告知承诺)."""
    commitment: Promised | None = None
    pledge: Promised | None = None
    """That what is missing follows (容缺)."""
    way: str = ""
    """How the result shall come; empty for the item's first way."""
    address: str = field(default="", repr=False)
    judged: Precheck | None = field(default=None, repr=False)
    """What the platform finds in it as it stands; None: not known."""
    ref: str = field(default_factory=lambda: uuid.uuid4().hex)
    filled: bool = False
    """The citizen has answered the form: there is something not to be typed again."""
    without_paper: bool = False
    """The citizen knows that no receipt can be printed now, and goes on."""

    @property
    def answers(self) -> dict[str, str]:
        """The answers to what is asked; parts and situations may have changed since."""
        names = (one.name for one in self.item.form.fields)
        return {name: self.values[name] for name in names if name in self.values}

    def granted_for(self, material: Material) -> Granted | None:
        """The licence or earlier page that stands for this material, if one does."""
        fits = (one for one in self.granted.values() if material.code in one.satisfies)
        return next(fits, None)

    def promised_instead(self, material: Material) -> bool:
        """Whether the commitment replaces this material."""
        commitment = self.item.commitment
        given = self.commits and commitment is not None
        return bool(given and commitment and material.code in commitment.replaces)

    def renew(self) -> None:
        """The backend refused the case: the next attempt is another one."""
        self.ref = uuid.uuid4().hex


@dataclass(frozen=True)
class Application:
    """A journey's companions: who is here, and what they are filling in."""

    session: Session
    draft: Draft

    @property
    def service(self) -> str:
        """Name of the service for the top of each screen."""
        return self.draft.item.short_name

    def progress(self, now: int) -> Progress:
        """The step bar at step `now` (from 0)."""
        steps = (_("核验身份"), _("填写信息"), _("提供材料"), _("核对签名"), _("取回执"))
        return Progress(steps, now)
