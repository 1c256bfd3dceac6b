"""The written contract and the simulator say the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml  # type: ignore[import-untyped]
from schema_check import Contract, Schema
from signing_terminal import OCCURRED, PAGE_JPEG, SIGNATURE_PNG, Terminal

from simulators.backend.app import ROUTERS
from simulators.backend.problems import KINDS

ROOT = Path(__file__).parents[3]
CONTRACT = Contract(yaml.safe_load((ROOT / "docs/one_network/openapi.yaml").read_text("utf-8")))
METHODS = ("get", "post", "put", "delete")


def operations() -> Iterator[tuple[str, str, Schema]]:
    for path, item in CONTRACT.document["paths"].items():
        for method in METHODS:
            if method in item:
                yield path, method, item[method]


def examples() -> Iterator[Any]:
    """(schema, example) of every body the document shows."""
    for path, method, operation in operations():
        parts = [CONTRACT.resolve(part) for part in operation["responses"].values()]
        parts += [operation["requestBody"]] if "requestBody" in operation else []
        for part in parts:
            for media in part.get("content", {}).values():
                if "example" in media:
                    yield pytest.param(media["schema"], media["example"], id=f"{method} {path}")


def test_every_call_is_written_down_and_served() -> None:
    written = {(path, method.upper()) for path, method, _ in operations()}
    served = {
        (route.path, method)
        for router in ROUTERS
        for route in router.routes
        for method in route.methods
        if route.path.startswith("/v1/")
    }
    assert written == served


def test_every_problem_code_is_written_down() -> None:
    problem = CONTRACT.document["components"]["schemas"]["Problem"]
    assert set(problem["properties"]["code"]["enum"]) == set(KINDS)


@pytest.mark.parametrize(("schema", "example"), list(examples()))
def test_examples_fit_their_schemas(schema: Schema, example: object) -> None:
    assert list(CONTRACT.faults(schema, example)) == []


def fits(path: str, method: str, answer: httpx.Response) -> None:
    """The status is written down for the call, and the body fits its schema."""
    responses = CONTRACT.document["paths"][path][method]["responses"]
    response = CONTRACT.resolve(responses.get(str(answer.status_code), responses["default"]))
    kind = answer.headers["content-type"]
    assert kind in response["content"], f"{answer.status_code} {kind}"
    assert list(CONTRACT.faults(response["content"][kind]["schema"], answer.json())) == []


def example_of(path: str, method: str) -> dict[str, Any]:
    body = CONTRACT.document["paths"][path][method]["requestBody"]
    return dict(body["content"]["application/json"]["example"])


@pytest.mark.parametrize(
    "path", ["/v1/terminal/heartbeat", "/v1/terminal/faults", "/v1/sessions", "/v1/help"]
)
def test_simple_posts_answer_as_written(terminal: Terminal, path: str) -> None:
    answer = terminal.call("POST", path, example_of(path, "post"))
    assert answer.is_success
    fits(path, "post", answer)


@pytest.mark.parametrize("path", ["/v1/catalogue/manifest", "/v1/catalogue/items"])
def test_catalogue_answers_as_written(terminal: Terminal, path: str) -> None:
    answer = terminal.call("GET", path)
    assert answer.is_success
    fits(path, "get", answer)


def test_a_case_answers_as_written_all_its_life(terminal: Terminal) -> None:
    assertion = terminal.assertion()
    one, materials = "/v1/cases/{case_no}", "/v1/cases/{case_no}/materials/{code}"
    new = example_of("/v1/cases", "post")
    opened = terminal.call("POST", "/v1/cases", new, X_Assertion=assertion)
    fits("/v1/cases", "post", opened)
    case_no = opened.json()["case_no"]
    fits(one, "get", terminal.call("GET", f"/v1/cases/{case_no}"))
    fits(one + "/submit", "post", terminal.submit(assertion, case_no))
    fits(materials, "put", terminal.material(assertion, case_no, "household_page", PAGE_JPEG))
    signature = terminal.material(assertion, case_no, "_signature", SIGNATURE_PNG, "image/png")
    fits(materials, "put", signature)
    submitted = terminal.submit(assertion, case_no)
    assert submitted.json()["state"] == "accepted"
    fits(one + "/submit", "post", submitted)
    rating = {**example_of("/v1/ratings", "post"), "case_no": case_no}
    fits("/v1/ratings", "post", terminal.call("POST", "/v1/ratings", rating))
    fits("/v1/ratings", "post", terminal.call("POST", "/v1/ratings", rating))
    ref = new["terminal_case_ref"]
    listed = terminal.call("GET", f"/v1/cases?terminal_case_ref={ref}")
    assert listed.json()["cases"][0]["rating"]["stars"] == 5
    fits("/v1/cases", "get", listed)


def test_refusals_answer_as_written(terminal: Terminal) -> None:
    fits("/v1/cases", "get", terminal.call("GET", "/v1/cases?terminal_case_ref=x"))
    terminal.offset_s = 3600
    fits("/v1/catalogue/items", "get", terminal.call("GET", "/v1/catalogue/items"))


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ("Defect", {"field": "a"}),
        ("Defect", {"field": "a", "message": "b", "more": 1}),
        ("Ref", "A" * 32),
        ("Limit", {"days": 0, "unit": "工作日"}),
        ("Moment", OCCURRED[:19]),
    ],
)
def test_the_checker_itself_finds_faults(schema: str, value: object) -> None:
    assert list(CONTRACT.faults({"$ref": f"#/components/schemas/{schema}"}, value))
