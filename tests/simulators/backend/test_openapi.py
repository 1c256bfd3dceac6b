"""The written contract is whole, and the simulator says the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from contract_document import FOLDER, Contract, Schema
from openapi_spec_validator import OpenAPIV31SpecValidator
from openapi_spec_validator.readers import read_from_filename

from simulators.backend.app import ROUTERS
from simulators.backend.problems import KINDS

CONTRACT = Contract()
SAYS_ITSELF = {"boolean", "object", "array"}


def bodies() -> Iterator[tuple[str, Schema]]:
    """(name, media type) of every body the document shows."""
    for path, method, operation in CONTRACT.operations():
        parts = {status: CONTRACT.resolve(part) for status, part in operation["responses"].items()}
        parts |= {"body": operation["requestBody"]} if "requestBody" in operation else {}
        for name, part in parts.items():
            for media in part.get("content", {}).values():
                yield f"{method} {path} {name}", media


def examples() -> Iterator[Any]:
    for name, media in bodies():
        shown = [media["example"]] if "example" in media else []
        shown += [example["value"] for example in media.get("examples", {}).values()]
        yield from (pytest.param(media["schema"], value, id=name) for value in shown)


def properties(at: str, schema: Schema) -> Iterator[tuple[str, Schema]]:
    """Every member of every object, at any depth."""
    for name, part in schema.get("properties", {}).items():
        yield f"{at}.{name}", part
        yield from properties(f"{at}.{name}", part)


def speaks(part: Schema) -> bool:
    """It is described, and it shows an example where its type alone does not."""
    told = CONTRACT.resolve(part)
    kinds = told.get("type", [])
    plain = SAYS_ITSELF & {*(kinds if isinstance(kinds, list) else [kinds])}
    shown = plain or told.keys() & {"examples", "enum", "const", "oneOf"}
    return bool(told.get("description") and shown)


def test_the_document_is_valid_openapi() -> None:
    document, address = read_from_filename(str(FOLDER / "openapi.yaml"))
    faults = [error.message for error in OpenAPIV31SpecValidator(document, address).iter_errors()]
    assert faults == []


def test_every_call_is_written_down_and_served() -> None:
    written = {(path, method.upper()) for path, method, _ in CONTRACT.operations()}
    served = {
        (route.path, method)
        for router in ROUTERS
        for route in router.routes
        for method in route.methods
        if route.path.startswith("/v1/")
    }
    assert served == written


def test_every_problem_code_is_written_down() -> None:
    problem = CONTRACT.files["common.yaml"]["schemas"]["Problem"]
    codes = set(problem["properties"]["code"]["enum"])
    assert set(KINDS) == codes
    assert all(f"| {code} |" in problem["description"] for code in codes)


@pytest.mark.parametrize(("schema", "example"), list(examples()))
def test_examples_fit_their_schemas(schema: Schema, example: object) -> None:
    assert CONTRACT.faults(schema, example) == []


def test_schemas_examples_fit_themselves() -> None:
    for name, schema in CONTRACT.schemas():
        for part in (schema, *schema.get("properties", {}).values()):
            for example in part.get("examples", []):
                assert CONTRACT.faults(part, example) == [], name


def test_every_schema_and_member_says_what_it_means_and_shows_one() -> None:
    for name, schema in CONTRACT.schemas():
        assert "description" in schema, name
        silent = [at for at, part in properties(name, schema) if not speaks(part)]
        assert silent == []


@pytest.mark.parametrize(
    ("at", "value"),
    [
        ("common.yaml/schemas/Defect", {"field": "a"}),
        ("common.yaml/schemas/Defect", {"field": "a", "message": "b", "more": 1}),
        ("common.yaml/schemas/Ref", "A" * 32),
        ("catalogue.yaml/schemas/Limit", {"days": 0, "unit": "工作日"}),
        ("common.yaml/schemas/Moment", "2026-11-22T14:41:00"),
        ("common.yaml/schemas/IdNumber", "enc:des:k1:" + "a" * 40),
    ],
)
def test_the_checker_itself_finds_faults(at: str, value: object) -> None:
    assert CONTRACT.faults({"$ref": f"#/files/{at}"}, value)
