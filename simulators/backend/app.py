"""The simulator put together: calls, gate, faults, one SQLite file."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from simulators.backend import (
    routes_cases,
    routes_feedback,
    routes_sessions,
    routes_sim,
    routes_terminal,
)
from simulators.backend.catalogue_data import load_items, publish
from simulators.backend.faults import FaultBook
from simulators.backend.front_door import FrontDoor
from simulators.backend.gate import Gate
from simulators.backend.platform import BANNER, Desk, Keys, Platform
from simulators.backend.problems import Defect, ProblemError, invalid
from simulators.backend.store import Store

TITLE: Final = "One-network backend simulator (演示数据)"
ROUTERS: Final = (
    routes_terminal.router,
    routes_sessions.router,
    routes_cases.router,
    routes_feedback.router,
    routes_sim.router,
)
MESSAGES: Final = {"missing": "没有填。", "extra_forbidden": "不认识这一项。"}


def _response(problem: ProblemError) -> Response:
    answer = problem.answer()
    return Response(answer.body, answer.status, media_type="application/problem+json")


def _defect(error: Mapping[str, Any]) -> Defect:
    place = [str(part) for part in error["loc"]]
    if place[0] in ("body", "query") and len(place) > 1:
        place = place[1:]
    return Defect(".".join(place), MESSAGES.get(error["type"], error["msg"]))


async def _on_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, ProblemError)
    return _response(error)


async def _on_invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return _response(invalid(*(_defect(found) for found in error.errors())))


async def _on_http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    response = _response(ProblemError("not_found", status=error.status_code))
    response.headers.update(error.headers or {})
    return response


async def _on_crash(request: Request, error: Exception) -> Response:
    return _response(ProblemError("internal"))


def create_app(data_dir: Path, keys: Keys) -> FrontDoor:
    """The application uvicorn serves. Creates `data_dir` when it is not there."""
    data_dir.mkdir(parents=True, exist_ok=True)
    store = Store(data_dir / "backend.sqlite3")
    book = FaultBook()

    @asynccontextmanager
    async def lifespan(api: FastAPI) -> AsyncIterator[None]:
        yield
        store.close()

    api = FastAPI(title=TITLE, openapi_url=None, lifespan=lifespan)
    api.state.platform = Platform(
        store=store,
        catalogue=publish(load_items(), keys.catalogue),
        faults=book,
        desk=Desk(),
    )
    for router in ROUTERS:
        api.include_router(router)
    api.add_api_route("/", _front_page, response_class=HTMLResponse)
    api.add_exception_handler(ProblemError, _on_problem)
    api.add_exception_handler(RequestValidationError, _on_invalid)
    api.add_exception_handler(HTTPException, _on_http_error)
    api.add_exception_handler(Exception, _on_crash)
    return FrontDoor(api, Gate(api, store, keys.terminals), store, book)


async def _front_page() -> str:
    return f"<!doctype html><meta charset=utf-8><title>演示数据</title><h1>{BANNER}</h1>"
