"""What differs between models of one protocol: small TOML files a technician can read.

`config/devices/<family>/<model>.toml` fills a frozen dataclass of the driver.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any, Final, TypeVar

from drivers.driver import WrongSettings

MODELS_DIR: Final = str(Path(__file__).parents[1] / "config" / "devices")

Model = TypeVar("Model")


class BadModelError(WrongSettings):
    """The model profile is missing or wrong. The message names file, line, key and mend."""


def load_model(cls: type[Model], models_dir: str, family: str, model: str) -> Model:
    """The profile of `model`, as a `cls`.

    Raises:
        BadModelError: no such profile, not TOML, a key unknown or missing, a value impossible.
    """
    folder = Path(models_dir) / family
    path = folder / f"{model}.toml"
    try:
        text = path.read_text("utf-8")
        values = tomllib.loads(text)
    except FileNotFoundError:
        known = ", ".join(sorted(p.stem for p in folder.glob("*.toml"))) or "none"
        raise BadModelError(f"no model {model!r} in {folder}; there are: {known}") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadModelError(f"{path} cannot be read as TOML: {error}") from error
    _check_keys(cls, values, path, text)
    try:
        return cls(**values)
    except (TypeError, ValueError) as error:
        # Models begin what they refuse with the key.
        key = str(error).partition(" ")[0]
        raise BadModelError(f"{_place(path, text, key)}: {error}") from error


def _check_keys(cls: type[Any], values: dict[str, Any], path: Path, text: str) -> None:
    known = {field.name for field in fields(cls)}
    if unknown := sorted(values.keys() - known):
        raise BadModelError(
            f"{_place(path, text, unknown[0])}: unknown key {unknown[0]!r}; "
            f"known: {', '.join(sorted(known))}"
        )
    if missing := sorted(known - values.keys()):
        raise BadModelError(f"{path}: key {missing[0]!r} is missing")


def _place(path: Path, text: str, key: str) -> str:
    """The file, and the line where `key` is set or its table begins, if it is there."""
    found = re.search(rf"^\s*\[*\s*{re.escape(key)}\s*[\].=]", text, re.MULTILINE) if key else None
    if found is None:
        return str(path)
    return f"{path}:{text.count(chr(10), 0, found.end()) + 1}"
