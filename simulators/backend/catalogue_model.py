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
    kind: Literal["text", "phone", "number", "id_number", "choice"]
    hint: str = ""
    required: bool = True
    max_length: int = 60
    choices: list[Choice] = []
    prefill: Literal["", "name", "id_number", "address"] = ""
    pattern: str = ""
    problem: str = ""


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
    window: str
    address: str
    hours: str


class Item(Model):
    """A service item (政务服务事项). Codes: 12 basic, 31 implementing, 33 handling item."""

    code: str
    codes: dict[Literal["12", "31", "33"], str]
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
    hot: int
    self_service: Literal["guide", "query", "print", "book", "apply", "full"]
    minutes: int
    hours: str
    assurance: int = Field(ge=1, le=4)
    conditions: list[str]
    who: str
    exclusions: list[str]
    form: Form
    materials: list[Material]
    steps: list[str]
    statutory_limit: Limit
    promised_limit: Limit
    acceptance: Literal["on_receipt", "after_review", "automatic"]
    allows_offline: bool
    visits: int
    fee: Fee
    result: Result
    place: Place
    consult_phone: str
    supervise_phone: str
    legal_basis: list[str]
    updated: date
