"""A service item (事项) as the backend publishes it and the core uses it.

Field meanings follow 《政务服务事项清单和办事指南编制要求》 as the contract words them. Unknown
fields are ignored: a newer backend may say more.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class CatalogueModel(BaseModel):
    """Base of the catalogue's models."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Depth(StrEnum):
    """How far an item can be done at a terminal (自助办理深度)."""

    GUIDE = "guide"
    QUERY = "query"
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


class Choice(CatalogueModel):
    """One of a field's choices."""

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


class Material(CatalogueModel):
    """A material (申请材料). `necessity` is 必要, 非必要 or 容缺."""

    code: str
    name: str
    basis: str = ""
    issuer: str = ""
    originals: int = 0
    copies: int = 0
    necessity: str = "必要"
    source: MaterialSource
    hint: str = ""


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
    window: str
    address: str
    hours: str


class Item(CatalogueModel):
    """A service item. `name` may hold `|` marks where a line may break; `hot` is a rank, 0 none;
    `assurance` the identity level it needs, 1–4; `minutes` what it takes at the terminal."""

    code: str
    codes: Mapping[str, str]
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
    hot: int
    self_service: Depth
    minutes: int
    hours: str
    assurance: int
    conditions: tuple[str, ...]
    who: str
    exclusions: tuple[str, ...]
    form: Form
    materials: tuple[Material, ...]
    steps: tuple[str, ...]
    statutory_limit: Limit
    promised_limit: Limit
    acceptance: Acceptance
    allows_offline: bool
    visits: int
    fee: Fee
    result: Result
    place: Place
    consult_phone: str
    supervise_phone: str
    legal_basis: tuple[str, ...]
    updated: date

    @property
    def plain_name(self) -> str:
        """The name without break marks."""
        return self.name.replace("|", "")

    @property
    def can_apply(self) -> bool:
        """Whether an application can be made at a terminal."""
        return self.self_service in (Depth.APPLY, Depth.FULL)


class Items(CatalogueModel):
    """The body of the catalogue."""

    version: str
    items: tuple[Item, ...]
