"""Service items as the contract words them; a slip in the data is found when it is loaded."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Choice(Model):
    value: str
    label: str


class FormField(Model):
    """One question of a form; `problem` is said when `pattern` does not fit."""

    name: str
    label: str
    kind: Literal["text", "name", "address", "date", "phone", "number", "id_number", "choice"]
    hint: str = ""
    required: bool = True
    max_length: int = 60
    choices: list[Choice] = []
    prefill: Literal["", "name", "id_number", "address", "company_name", "credit_code"] = ""
    pattern: str = ""
    problem: str = ""


class Situation(Model):
    """A question before the form; its answers pick materials (Material.when)."""

    name: str
    question: str
    choices: list[Choice]


class Form(Model):
    id: str
    title: str
    fields: list[FormField]


class Material(Model):
    """A material (申请材料); `basis` and `issuer` say why it is asked and who gives it out."""

    code: str
    name: str
    basis: str
    issuer: str
    originals: int
    copies: int
    necessity: Literal["必要", "非必要", "容缺"]
    source: Literal["id_card", "capture", "licence"]
    hint: str
    licence_kind: str = ""
    defer_days: int = 0
    reuse_days: int = 0
    when: dict[str, list[str]] = {}

    def asked(self, situations: dict[str, str]) -> bool:
        """Whether it is asked in these situations; one not told asks for everything."""
        return all(situations.get(name, values[0]) in values for name, values in self.when.items())


class Commitment(Model):
    """What may be promised in place of some materials (告知承诺)."""

    code: str
    title: str
    text: str
    liability: str
    replaces: list[str]


class Rule(Model):
    """The rule of an automatic decision, shown to the citizen."""

    code: str
    text: str


class Region(Model):
    code: str
    name: str
    department: str = ""
    consult_phone: str = ""


class HandlingArea(Model):
    scope: Literal["district", "city", "province", "cross_province", "nation"] = "district"
    mode: Literal["", "online", "proxy", "joint"] = ""
    regions: list[Region] = []


class Faq(Model):
    question: str
    answer: str


class Limit(Model):
    days: int = Field(ge=1)
    unit: Literal["工作日"] = "工作日"


class Fee(Model):
    free: bool = True
    text: str = "免费"
    basis: str = ""


class Result(Model):
    name: str
    delivery: str


class Place(Model):
    hall: str
    street: str
    number: str
    room: str
    window: str
    hours: str


class Stage(Model):
    """One box of the outer process (外部流程图), with its limit in words."""

    name: str
    who: str
    limit: str


class SpecialLink(Model):
    """A stage beside the limit (特殊环节), or an intermediary's work (中介服务)."""

    kind: Literal["stage", "intermediary"]
    name: str
    limit: str
    basis: str


class Item(Model):
    """A service item (政务服务事项). Codes: 12 basic, 31 implementing, 33 handling item."""

    code: str
    codes: dict[Literal["12", "31", "33"], str]
    alias_codes: list[str]
    name: str
    short_name: str
    aliases: list[str]
    keywords: list[str]
    plain: str
    kind: Literal["行政许可", "公共服务", "行政确认", "行政给付", "其他"]
    department: str
    level: Literal["区级"]
    audience: list[Literal["personal", "legal"]]
    column: Literal["personal", "legal", "bundle", "crossregion"]
    topic: Literal[
        "social_insurance",
        "household",
        "marriage",
        "medical",
        "housing",
        "business",
        "education",
        "transport",
        "tax",
        "elder",
        "certificate",
        "card",
        "other",
    ]
    life_events: list[str]
    hot: int
    self_service: Literal["guide", "query", "bill", "print", "book", "apply", "full"]
    minutes: int
    hours: str
    assurance: int = Field(ge=1, le=4)
    conditions: list[str]
    who: str
    exclusions: list[str]
    situations: list[Situation]
    form: Form
    materials: list[Material]
    commitment: Commitment | None
    steps: list[str]
    statutory_limit: Limit
    promised_limit: Limit
    instant: bool
    acceptance: Literal["on_receipt", "after_review", "automatic"]
    automatic_rule: Rule | None
    allows_offline: bool
    visits: int
    visit_reason: str
    fee: Fee
    result: Result
    delivery_ways: list[Literal["terminal", "window", "mail", "locker", "message"]]
    appointment: bool
    assisted: bool = False
    stages: list[Stage] = []
    special_links: list[SpecialLink] = []
    handling_area: HandlingArea
    parts: list[str]
    place: Place
    consult_phone: str
    supervise_phone: str
    faq: list[Faq]
    legal_basis: list[str]
    guide_url: str
    updated: date

    @property
    def plain_name(self) -> str:
        """The name without its break marks."""
        return self.name.replace("|", "")
