"""What differs between models of one protocol: small TOML files a technician can read.

`config/devices/<family>/<model>.toml` fills a frozen dataclass of the driver.
"""

from __future__ import annotations

import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any, Final, TypeVar

from drivers.driver import WrongSettings

MODELS_DIR: Final = str(Path(__file__).parents[1] / "config" / "devices")

Model = TypeVar("Model")


class BadModelError(WrongSettings):
    """The model profile is missing or wrong. The message names file, key and mend."""


def load_model(cls: type[Model], models_dir: str, family: str, model: str) -> Model:
    """The profile of `model`, as a `cls`.

    Raises:
        BadModelError: no such profile, not TOML, a key unknown or missing, a value impossible.
    """
    folder = Path(models_dir) / family
    path = folder / f"{model}.toml"
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        known = ", ".join(sorted(p.stem for p in folder.glob("*.toml"))) or "none"
        raise BadModelError(f"no model {model!r} in {folder}; there are: {known}") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadModelError(f"{path} cannot be read as TOML: {error}") from error
    _check_keys(cls, values, path)
    try:
        return cls(**values)
    except (TypeError, ValueError) as error:
        raise BadModelError(f"{path}: {error}") from error


def _check_keys(cls: type[Any], values: dict[str, Any], path: Path) -> None:
    known = {field.name for field in fields(cls)}
    if unknown := sorted(values.keys() - known):
        raise BadModelError(
            f"{path}: unknown key {unknown[0]!r}; known: {', '.join(sorted(known))}"
        )
    if missing := sorted(known - values.keys()):
        raise BadModelError(f"{path}: key {missing[0]!r} is missing")
