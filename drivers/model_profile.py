"""What differs between models of one protocol: small TOML files a technician can read.

`config/devices/<family>/<model>.toml` fills a frozen dataclass of the driver, tables inside it
fill dataclasses inside that one.
"""

from __future__ import annotations

import re
import tomllib
import types
import typing
from dataclasses import MISSING, dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

from drivers.driver import WrongSettings

MODELS_DIR: Final = str(Path(__file__).parents[1] / "config" / "devices")
PLAIN: Final[dict[object, str]] = {
    int: "a whole number",
    float: "a number",
    str: "text",
    bool: "true or false",
}

Model = TypeVar("Model")


class BadModelError(WrongSettings):
    """The model profile is missing or wrong. The message names file, line, key and mend."""


def load_model(cls: type[Model], models_dir: str, family: str, model: str) -> Model:
    """The profile of `model`, as a `cls`.

    A `cls` refuses impossible values by a ValueError whose first word is the key it is about.

    Raises:
        BadModelError: no such profile, not TOML, a key unknown or missing, a value impossible.
    """
    folder = Path(models_dir) / family
    path = folder / f"{model}.toml"
    try:
        text = path.read_text("utf-8-sig")  # Windows editors begin a file with a mark
        values = tomllib.loads(text)
    except FileNotFoundError:
        known = ", ".join(sorted(p.stem for p in folder.glob("*.toml"))) or "none"
        raise BadModelError(f"no model {model!r} in {folder}; there are: {known}") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadModelError(f"{path} cannot be read as TOML: {error}") from error
    built: Model = _Profile(path, text).build(cls, values, ())
    return built


def check_number(name: str, value: float, least: float, most: float) -> None:
    """Raises ValueError, beginning with `name`, for a value out of its range."""
    if not least <= value <= most:
        raise ValueError(f"{name} must be from {least} to {most}; it is {value}")


def check_word(name: str, value: str, words: typing.Iterable[str]) -> None:
    """Raises ValueError, beginning with `name`, for a word that is none of `words`."""
    if value not in (known := sorted(words)):
        raise ValueError(f"{name} must be one of: {', '.join(known)}")


def hex_bytes(name: str, text: str, least: int, most: int) -> bytes:
    """The bytes that `text` writes in hexadecimal.

    Raises:
        ValueError: beginning with `name`; it is not hexadecimal, or not `least` to `most` bytes.
    """
    try:
        written = bytes.fromhex(text)
    except ValueError:
        raise ValueError(f'{name} must be bytes in hexadecimal, such as "AA55"') from None
    if not least <= len(written) <= most:
        raise ValueError(f"{name} must be {least} to {most} bytes in hexadecimal")
    return written


@dataclass(frozen=True)
class _Profile:
    """One file being read."""

    path: Path
    text: str

    def build(self, kind: Any, value: object, keys: tuple[str, ...]) -> Any:  # noqa: ANN401
        """`value`, which stands at `keys`, as a `kind`; what is no table is for its class."""
        if isinstance(kind, types.UnionType):  # an optional table that is there
            kind = typing.get_args(kind)[0]
        if is_dataclass(kind):
            return self._dataclass(kind, self._table(value, keys), keys)
        if typing.get_origin(kind) is dict:
            inner, table = typing.get_args(kind)[1], self._table(value, keys)
            return {name: self.build(inner, one, (*keys, name)) for name, one in table.items()}
        if kind in PLAIN and type(value) is not kind and (kind, type(value)) != (float, int):
            raise self._bad(keys, f"must be {PLAIN[kind]}; it is {value!r}")
        return value

    def _table(self, value: object, keys: tuple[str, ...]) -> dict[str, object]:
        if not isinstance(value, dict):
            raise self._bad(keys, "must be a table")
        return value

    def _dataclass(self, cls: Any, table: dict[str, object], keys: tuple[str, ...]) -> object:  # noqa: ANN401
        known = {field.name: field for field in fields(cls)}
        if unknown := sorted(table.keys() - known.keys()):
            names = ", ".join(sorted(known))
            raise self._bad((*keys, unknown[0]), f"is an unknown key; known: {names}")
        for name, field in known.items():
            if name not in table and field.default is MISSING:
                raise self._bad((*keys, name), "is missing; add it")
        hints = typing.get_type_hints(cls)
        built = {name: self.build(hints[name], one, (*keys, name)) for name, one in table.items()}
        try:
            return typing.cast("object", cls(**built))
        except ValueError as error:
            key, _, mend = str(error).partition(" ")
            raise self._bad((*keys, *key.split(".")), mend) from None

    def _bad(self, keys: tuple[str, ...], mend: str) -> BadModelError:
        """The message: file, line of the key or else of the table it belongs to, key, mend."""
        lines = (_line_of(self.text, keys[:length]) for length in range(len(keys), 0, -1))
        line = next((line for line in lines if line is not None), 1)
        return BadModelError(f"{self.path}:{line}: {'.'.join(keys)} {mend}")


def _line_of(text: str, keys: tuple[str, ...]) -> int | None:
    """Line (from 1) on which the dotted key or its table's head stands."""
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if head := re.match(r"\s*\[([^\[\]]+)\]", line):
            table = tuple(head[1].split("."))
            if table == keys:
                return number
        elif (pair := re.match(r'\s*"?([\w.-]+)"?\s*=', line)) and (
            *table,
            *pair[1].split("."),
        ) == keys:
            return number
    return None
