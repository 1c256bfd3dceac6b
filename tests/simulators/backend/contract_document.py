"""The written contract, all its files in one, and JSON Schema checks against it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import yaml  # type: ignore[import-untyped]
from jsonschema import Draft202012Validator, FormatChecker

Schema = dict[str, Any]
FOLDER: Final = Path(__file__).parents[3] / "docs/one_network"
METHODS: Final = ("get", "post", "put", "delete")
FORMATS: Final = FormatChecker(())


@FORMATS.checks("date-time", ValueError)
def is_moment(value: object) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


@FORMATS.checks("date", ValueError)
def is_day(value: object) -> bool:
    return not isinstance(value, str) or bool(date.fromisoformat(value))


@FORMATS.checks("uri")
def is_address(value: object) -> bool:
    return not isinstance(value, str) or value.startswith("https://")


class Contract:
    """The document with every reference made to `#/files/NAME/…` of one big mapping."""

    def __init__(self, folder: Path = FOLDER) -> None:
        files = {path.name: yaml.safe_load(path.read_text("utf-8")) for path in folder.glob("*")}
        self.files: dict[str, Schema] = {
            name: _anchored(content, name) for name, content in files.items()
        }

    def resolve(self, part: Schema) -> Schema:
        """The part itself, its reference followed; what stands beside a reference wins."""
        while "$ref" in part:
            siblings = {key: value for key, value in part.items() if key != "$ref"}
            found: Any = self.files
            for step in part["$ref"].removeprefix("#/files/").split("/"):
                found = found[step]
            part = {**found, **siblings}
        return part

    def operations(self) -> Iterator[tuple[str, str, Schema]]:
        """(path, method, operation) of every call."""
        for path, item in self.files["openapi.yaml"]["paths"].items():
            resolved = self.resolve(item)
            yield from (
                (path, method, resolved[method]) for method in METHODS if method in resolved
            )

    def operation(self, path: str, method: str) -> Schema:
        return dict(self.resolve(self.files["openapi.yaml"]["paths"][path])[method])

    def schemas(self) -> Iterator[tuple[str, Schema]]:
        """(file and name, schema) of every named schema."""
        for file, content in self.files.items():
            for name, schema in content.get("schemas", {}).items():
                yield f"{file}: {name}", schema

    def faults(self, schema: Schema, value: object) -> list[str]:
        """Where and how the value differs from the schema; nothing when it fits."""
        whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "allOf": [schema]}
        validator = Draft202012Validator({**whole, "files": self.files}, format_checker=FORMATS)
        return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]

    def template(self, path: str) -> str:
        """The path of the document that this one is an instance of; "" when there is none."""
        steps = path.split("/")
        for written in self.files["openapi.yaml"]["paths"]:
            pairs = list(zip(written.split("/"), steps, strict=False))
            same = len(written.split("/")) == len(steps)
            if same and all(a == b or a.startswith("{") for a, b in pairs):
                return str(written)
        return ""

    def check(self, method: str, target: str, status: int, kind: str, body: bytes) -> None:
        """An answer is as written: its status, its content type, its body.

        Raises AssertionError. Paths and methods that are not in the document are let pass.
        """
        written = self.template(target.partition("?")[0])
        item = self.resolve(self.files["openapi.yaml"]["paths"][written]) if written else {}
        if method.lower() not in item:
            return
        responses = item[method.lower()]["responses"]
        named = responses.get(str(status), responses.get(f"{status // 100}XX"))
        assert named is not None, f"{method} {written} answered {status}"
        content = self.resolve(named).get("content", {})
        assert (kind in content) == bool(body), f"{method} {written} {status} sent {kind!r}"
        if kind.endswith("json"):
            faults = self.faults(content[kind]["schema"], json.loads(body))
            assert faults == [], f"{method} {written} {status}: {faults}"


def _anchored(part: Any, file: str) -> Any:  # noqa: ANN401
    """The same with `other.yaml#/a/b` and `#/a/b` written as `#/files/FILE/a/b`."""
    if isinstance(part, list):
        return [_anchored(each, file) for each in part]
    if not isinstance(part, dict):
        return part
    made = {key: _anchored(value, file) for key, value in part.items()}
    if isinstance(made.get("$ref"), str):
        other, _, inside = made["$ref"].partition("#")
        made["$ref"] = f"#/files/{other or file}{inside}"
    return made
