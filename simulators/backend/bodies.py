"""Request bodies of the contract: what they share, and how they are read.

Strict: unknown members, numbers in quotes and the like are refused, for the two ends must agree.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Final, Literal

from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError
from pydantic import (
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    TypeAdapter,
    ValidationError,
)

from simulators.backend.problems import Defect, invalid

RFC3339: Final = re.compile(
    r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII
)
FULL_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
CASE_NUMBER: Final = r"^[0-9A-Za-z-]{1,50}$"
ENCRYPTED: Final = r"enc:(aes-gcm|sm4-gcm):[a-z0-9-]{1,16}:[A-Za-z0-9_-]{38,600}"


def worded(pattern: re.Pattern[str]) -> Callable[[object], object]:
    """pydantic alone would also take Unix seconds and times without seconds."""

    def check(value: object) -> object:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise ValueError("not as ISO 8601 writes it")
        return value

    return check


Moment = Annotated[AwareDatetime, Field(strict=False), BeforeValidator(worded(RFC3339))]
Day = Annotated[date, Field(strict=False), BeforeValidator(worded(FULL_DATE))]
Line = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Short = Annotated[str, StringConstraints(max_length=64)]
Long = Annotated[str, StringConstraints(max_length=2000)]
Words = Annotated[str, StringConstraints(max_length=500)]
Code = Annotated[str, StringConstraints(min_length=1, max_length=512)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Ref = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
ItemCode = Annotated[str, StringConstraints(pattern=r"^[0-9A-Z]{12}$")]
CaseNumber = Annotated[str, StringConstraints(pattern=CASE_NUMBER)]
MaterialCode = Annotated[str, StringConstraints(pattern=r"^[a-z_][a-z0-9_]{0,63}$")]
RegionCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]
TerminalId = Annotated[str, StringConstraints(min_length=1, max_length=64)]
IdNumber = Annotated[str, StringConstraints(pattern=rf"^([0-9A-Z]{{8,18}}|{ENCRYPTED})$")]
Phone = Annotated[str, StringConstraints(pattern=rf"^(\+?[0-9-]{{0,20}}|{ENCRYPTED})$")]
Channel = Literal["terminal"]


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


def json_body(model: Any) -> Any:  # noqa: ANN401 - a model or a union of models
    """A dependency that reads the request's body as this model."""
    reader = TypeAdapter(model)

    async def read(request: Request) -> Any:  # noqa: ANN401
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json":
            raise invalid(Defect("Content-Type", "只收 application/json。"))
        try:
            return reader.validate_json(await request.body())
        except ValidationError as error:
            raise RequestValidationError(error.errors(include_url=False)) from error

    return Depends(read)
