"""A stored record becomes a model again."""

from __future__ import annotations

from pydantic import ValidationError

from kiosk.onenetwork.wire_model import M
from kiosk.storage.vault import Unsealable


def read_model(model: type[M], plain: bytes) -> M:
    """What was stored, perhaps by another version of this program.

    Raises:
        Unsealable: this one cannot read it; the other rows must not wait for it.
    """
    try:
        return model.model_validate_json(plain)
    except ValidationError as error:
        raise Unsealable(f"a stored record is no {model.__name__} of this version") from error
