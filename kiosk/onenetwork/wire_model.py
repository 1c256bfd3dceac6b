"""What every model of the contract is. Unknown fields are ignored: a newer platform may say more.

Validation errors never quote the input: it may be personal.
"""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel, ConfigDict


class WireModel(BaseModel):
    """Base of every model of the contract."""

    model_config = ConfigDict(
        frozen=True,
        extra="ignore",
        hide_input_in_errors=True,
        ser_json_bytes="base64",
        val_json_bytes="base64",
        # Each is built when it is first used: the first screen does not wait for all of them.
        defer_build=True,
    )


M = TypeVar("M", bound=WireModel)
