"""The A4 printer's part of the testers' panel."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, HTTPException, Response
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel, Field

from simulators.page_printer.printer import PagePrinter
from simulators.page_printer.sheets import Sheet


class SupplyToSet(BaseModel):
    paper: str | None = Field(None, description="ok, low or out")
    toner: str | None = Field(None, description="ok, low or empty")


class SheetView(BaseModel):
    """A sheet in the output tray; `sides` are its pages, front first."""

    number: int
    job: str
    sides: list[int]
    taken: bool


def add_page_printer(app: FastAPI, printer: PagePrinter) -> None:
    """Its hands and its sheets."""

    @app.post("/page_printer/supply")
    def supply(wish: SupplyToSet) -> dict[str, Any]:
        try:
            if wish.paper is not None:
                printer.set_paper(wish.paper)
            if wish.toner is not None:
                printer.set_toner(wish.toner)
        except ValueError as error:
            raise HTTPException(404, str(error)) from error
        return printer.state()

    @app.post("/page_printer/take")
    def take() -> dict[str, list[int]]:
        return {"taken": printer.take()}

    @app.post("/page_printer/restart_cups")
    def restart_cups() -> dict[str, Any]:
        """cupsd is killed and started again."""
        printer.restart_cups()
        return printer.state()

    @app.get("/page_printer/sheets")
    def sheets() -> list[SheetView]:
        return [
            SheetView(number=s.number, job=s.job, sides=list(s.pages), taken=s.taken)
            for s in printer.sheets()
        ]

    @app.get("/page_printer/sheets/{number}/{side}.png", response_class=Response)
    def png(number: int, side: int) -> Response:
        try:
            picture = printer.sheet(number).png(side)
        except (KeyError, IndexError) as error:
            raise HTTPException(404, f"no sheet {number} with a side {side}") from error
        return Response(picture, media_type="image/png")

    def sheet(number: int) -> Sheet:
        try:
            return printer.sheet(number)
        except KeyError as error:
            raise HTTPException(404, f"no sheet {number}") from error

    @app.get("/page_printer/sheets/{number}.txt", response_class=PlainTextResponse)
    def text(number: int) -> str:
        return sheet(number).text()

    @app.get("/page_printer/sheets/{number}.pdf", response_class=Response)
    def document(number: int) -> Response:
        return Response(sheet(number).document, media_type="application/pdf")
