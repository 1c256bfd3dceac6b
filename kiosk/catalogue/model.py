"""A service item (事项) as the backend publishes it and the core uses it.

Field meanings follow 《政务服务事项清单和办事指南编制要求》 as the contract words them. Unknown
fields are ignored: a newer backend may say more.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

BY_CARD = 3
"""Assurance level that a card or a code reaches by itself."""


class CatalogueModel(BaseModel):
    """Base of the catalogue's models."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Depth(StrEnum):
    """How far an item can be done at a terminal (自助办理深度)."""

    GUIDE = "guide"
    QUERY = "query"
    BILL = "bill"
    """What is due on the account that its form asks for (水费 …)."""
    PRINT = "print"
    BOOK = "book"
    APPLY = "apply"
    FULL = "full"


class Acceptance(StrEnum):
    """When a submitted case counts as accepted (受理方式)."""

    ON_RECEIPT = "on_receipt"
    AFTER_REVIEW = "after_review"
    AUTOMATIC = "automatic"


class FieldKind(StrEnum):
    """What a form field holds."""

    TEXT = "text"
    NAME = "name"
    ADDRESS = "address"
    DATE = "date"
    PHONE = "phone"
    NUMBER = "number"
    ID_NUMBER = "id_number"
    CHOICE = "choice"


class MaterialSource(StrEnum):
    """Where a material comes from at the terminal."""

    ID_CARD = "id_card"
    CAPTURE = "capture"
    LICENCE = "licence"


class Scope(StrEnum):
    """How far away it can be handed in (通办范围)."""

    DISTRICT = "district"
    CITY = "city"
    PROVINCE = "province"
    CROSS_PROVINCE = "cross_province"
    NATION = "nation"


class Mode(StrEnum):
    """How it is done from elsewhere: 全程网办, 异地代收代办, 多地联办; HERE within the district."""

    HERE = ""
    ONLINE = "online"
    PROXY = "proxy"
    JOINT = "joint"


class Choice(CatalogueModel):
    """One of the answers to choose from."""

    value: str
    label: str


class Field(CatalogueModel):
    """A field of a form. `pattern` is a regular expression for the whole value, or empty;
    `problem` says what is wrong when it does not match; `prefill` names what fills it."""

    name: str
    label: str
    kind: FieldKind
    hint: str = ""
    required: bool = True
    max_length: int = 60
    choices: tuple[Choice, ...] = ()
    prefill: str = ""
    pattern: str = ""
    problem: str = ""


class Form(CatalogueModel):
    """What the citizen fills in (申请表)."""

    id: str
    title: str
    fields: tuple[Field, ...]


class Situation(CatalogueModel):
    """A question whose answer picks the materials (情形)."""

    name: str
    question: str
    choices: tuple[Choice, ...]


class Material(CatalogueModel):
    """A material (申请材料). `necessity` is 必要, 非必要 or 容缺; what may follow later does so
    within `defer_days` working days. A licence of `licence_kind` saves it (免提交), and so does a
    page handed in at most `reuse_days` ago (材料复用; 0: never). `when` tells the situations it is
    asked in: name → answers; empty means always.
    """

    code: str
    name: str
    basis: str = ""
    issuer: str = ""
    originals: int = 0
    copies: int = 0
    necessity: str = "必要"
    source: MaterialSource
    hint: str = ""
    licence_kind: str = ""
    defer_days: int = 0
    reuse_days: int = 0
    when: Mapping[str, tuple[str, ...]] = {}

    @property
    def is_must(self) -> bool:
        """Whether nothing goes without it."""
        return self.necessity == "必要"

    @property
    def may_follow(self) -> bool:
        """Whether it may be brought later (容缺)."""
        return may_follow(self.necessity)

    def asked(self, answers: Mapping[str, str]) -> bool:
        """Whether it is asked in these situations; one not answered asks for everything."""
        return all(answers.get(name, each[0]) in each for name, each in self.when.items())


class Commitment(CatalogueModel):
    """What may be promised in place of materials (告知承诺), and what a false promise leads to."""

    code: str
    title: str
    text: str
    liability: str
    replaces: tuple[str, ...]


class Rule(CatalogueModel):
    """The rule of an automatic decision (无人干预), shown to the citizen."""

    code: str
    text: str


class Faq(CatalogueModel):
    """A question people ask (常见问题)."""

    question: str
    answer: str


class Region(CatalogueModel):
    """An administrative region (行政区划), and who decides there; empty for the item's own."""

    code: str
    name: str
    department: str = ""
    consult_phone: str = ""


class HandlingArea(CatalogueModel):
    """Where it can be handed in; `regions` may be chosen as the responsible one."""

    scope: Scope = Scope.DISTRICT
    mode: Mode = Mode.HERE
    regions: tuple[Region, ...] = ()


class Stage(CatalogueModel):
    """One box of the process as everybody may see it (外部流程图); without a `limit` in words it is
    the promised one."""

    name: str
    who: str = ""
    limit: str = ""


class SpecialLink(CatalogueModel):
    """A stage that no limit counts (特殊环节), or what an intermediary does first (中介服务)."""

    kind: str
    name: str
    limit: str = ""
    basis: str = ""


class Limit(CatalogueModel):
    """A time limit (时限): so many of `unit`, as a rule 工作日."""

    days: int
    unit: str = "工作日"


class Fee(CatalogueModel):
    """What it costs, in words, and by which rule."""

    free: bool
    text: str
    basis: str = ""


class Result(CatalogueModel):
    """What comes of it (办理结果) and how it reaches the citizen."""

    name: str
    delivery: str


class Place(CatalogueModel):
    """Where a person does it (办理地点)."""

    hall: str
    street: str
    number: str
    room: str
    window: str
    hours: str

    @property
    def address(self) -> str:
        """Street, number and room in one line."""
        return f"{self.street}{self.number}{self.room}"


class Item(CatalogueModel):
    """A service item. `name` may hold `|` marks where a line may break; `hot` is a rank, 0 none;
    `assurance` the identity level it needs, 1–4; `minutes` what it takes at the terminal;
    `instant` means done on the spot (即办件); `assisted` that helpers do it with one (可帮办);
    `parts` are the codes a bundle (一件事) is made of;
    `guide_url` opens the guide on a phone.
    """

    code: str
    codes: Mapping[str, str]
    alias_codes: tuple[str, ...] = ()
    name: str
    short_name: str
    aliases: tuple[str, ...]
    keywords: tuple[str, ...]
    plain: str
    kind: str
    department: str
    level: str
    audience: tuple[str, ...]
    column: str
    topic: str
    life_events: tuple[str, ...] = ()
    hot: int
    self_service: Depth
    minutes: int
    hours: str
    assurance: int
    conditions: tuple[str, ...]
    who: str
    exclusions: tuple[str, ...]
    situations: tuple[Situation, ...] = ()
    form: Form
    materials: tuple[Material, ...]
    commitment: Commitment | None = None
    steps: tuple[str, ...]
    statutory_limit: Limit
    promised_limit: Limit
    instant: bool = False
    acceptance: Acceptance
    automatic_rule: Rule | None = None
    allows_offline: bool
    visits: int
    visit_reason: str = ""
    fee: Fee
    result: Result
    delivery_ways: tuple[str, ...] = ()
    appointment: bool = False
    assisted: bool = False
    stages: tuple[Stage, ...] = ()
    special_links: tuple[SpecialLink, ...] = ()
    handling_area: HandlingArea = HandlingArea()
    parts: tuple[str, ...] = ()
    place: Place
    consult_phone: str
    supervise_phone: str
    faq: tuple[Faq, ...] = ()
    legal_basis: tuple[str, ...]
    guide_url: str = ""
    updated: date

    @property
    def plain_name(self) -> str:
        """The name without break marks."""
        return without_breaks(self.name)

    @property
    def prose(self) -> tuple[str, ...]:
        """What its guide tells in sentences, for the search."""
        asked = (one.question for one in self.faq)
        return (*self.conditions, self.who, self.result.name, *asked, *self.life_events)

    @property
    def can_apply(self) -> bool:
        """Whether an application can be made at a terminal."""
        return can_apply(self.self_service)

    @property
    def wants_face(self) -> bool:
        """Whether a card alone does not say surely enough who applies."""
        return self.assurance > BY_CARD


def without_breaks(name: str) -> str:
    """A name without the marks where a line may break."""
    return name.replace("|", "")


def may_follow(necessity: str) -> bool:
    """Whether a material of this necessity may be brought later (容缺)."""
    return necessity == "容缺"


def can_apply(depth: Depth) -> bool:
    """Whether an application can be made at a terminal."""
    return depth in (Depth.APPLY, Depth.FULL)
