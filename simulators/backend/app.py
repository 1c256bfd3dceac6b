"""The simulator put together: calls, gate, faults, one SQLite file."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from simulators.backend import (
    prints,
    routes_bills,
    routes_cases,
    routes_companies,
    routes_hall,
    routes_licences,
    routes_office,
    routes_prints,
    routes_sessions,
    routes_sim,
    routes_terminal,
    routes_voices,
)
from simulators.backend.catalogue_data import load_items
from simulators.backend.faults import FaultBook
from simulators.backend.front_door import FrontDoor
from simulators.backend.gate import Gate
from simulators.backend.platform import BANNER, Desk, Keys, Platform
from simulators.backend.problems import Defect, ProblemError, invalid
from simulators.backend.seal import Seal
from simulators.backend.snapshots import Catalogue
from simulators.backend.store import Store

TITLE: Final = "One-network backend simulator (演示数据)"
ROUTERS: Final = (
    routes_terminal.router,
    routes_sessions.router,
    routes_companies.router,
    routes_licences.router,
    routes_cases.router,
    routes_prints.router,
    routes_hall.router,
    routes_bills.router,
    routes_voices.router,
    routes_sim.router,
    routes_office.router,
)
MESSAGES: Final = {"missing": "没有填。", "extra_forbidden": "不认识这一项。"}


def _response(problem: ProblemError) -> Response:
    answer = problem.answer()
    return Response(answer.body, answer.status, media_type="application/problem+json")


def _defect(error: Mapping[str, Any]) -> Defect:
    place = [str(part) for part in error["loc"]]
    if place[:1] in (["query"], ["header"]):
        place = place[1:]
    return Defect(".".join(place) or "body", MESSAGES.get(error["type"], error["msg"]))


async def _on_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, ProblemError)
    return _response(error)


async def _on_invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return _response(invalid(*(_defect(found) for found in error.errors())))


async def _on_http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = "method_not_allowed" if error.status_code == 405 else "not_found"
    response = _response(ProblemError(code, status=error.status_code))
    if error.status_code == 405:
        response.headers["Allow"] = ", ".join(sorted(_methods(request.url.path)))
    return response


async def _on_crash(request: Request, error: Exception) -> Response:
    return _response(ProblemError("internal"))


def _routes() -> list[APIRoute]:
    return [route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)]


def _methods(path: str) -> set[str]:
    """What the path takes; one written out goes before one with a parameter."""
    routes = [route for route in _routes() if route.path_regex.match(path)]
    exact = [route for route in routes if route.path == path]
    return {method for route in exact or routes for method in route.methods or ()}


def create_app(data_dir: Path, keys: Keys) -> FrontDoor:
    """The application uvicorn serves. Creates `data_dir` when it is not there."""
    data_dir.mkdir(parents=True, exist_ok=True)
    # The name changes with the tables: a test double takes no old cases over.
    store = Store(data_dir / "backend-2.sqlite3")
    prints.forget_drawings(store)
    book = FaultBook()
    platform = Platform(
        store=store,
        catalogue=Catalogue(load_items(), keys.catalogue, store.published_at()),
        faults=book,
        desk=Desk(),
        keys=keys,
        seal=Seal(),
    )

    @asynccontextmanager
    async def lifespan(api: FastAPI) -> AsyncIterator[None]:
        yield
        store.close()

    api = FastAPI(title=TITLE, openapi_url=None, lifespan=lifespan)
    api.state.platform = platform
    for router in ROUTERS:
        api.include_router(router)
    api.add_api_route("/", _front_page, response_class=HTMLResponse)
    api.add_exception_handler(ProblemError, _on_problem)
    api.add_exception_handler(RequestValidationError, _on_invalid)
    api.add_exception_handler(HTTPException, _on_http_error)
    api.add_exception_handler(Exception, _on_crash)
    posts = [route.path_regex for route in _routes() if "POST" in (route.methods or ())]
    return FrontDoor(api, Gate(api, platform, posts), store, book)


async def _front_page() -> str:
    return f"<!doctype html><meta charset=utf-8><title>演示数据</title><h1>{BANNER}</h1>"
