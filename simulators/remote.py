"""The tester's hands for programmes: the panel's API with types."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Final, Literal

import httpx

ANSWER_S: Final = 60.0
"""Seconds for an answer: one that is late on a busy machine is not missing."""
DeviceName = Literal[
    "id_card",
    "receipt_printer",
    "page_printer",
    "camera",
    "face_camera",
    "rating_pad",
    "code_reader",
    "scanner",
    "smart_card",
    "io_board",
]


@dataclass(frozen=True)
class PrintedPiece:
    """A piece of paper; `cut` is None while it hangs in the printer."""

    number: int
    text: str
    raw: bytes
    cut: str | None
    taken: bool
    height_mm: float
    unknown_commands: tuple[str, ...]
    missing_characters: tuple[str, ...]


@dataclass(frozen=True)
class PrintedSheet:
    """An A4 sheet; `job` is the title it was printed under, `sides` its pages, front first."""

    number: int
    job: str
    sides: tuple[int, ...]
    taken: bool


class Panel:
    """The panel at `url`. Every method raises httpx.HTTPStatusError when it is refused."""

    def __init__(self, url: str) -> None:
        # Plain HTTP on loopback: no store of authorities, which takes 20 ms to load.
        self._client = httpx.Client(base_url=url, timeout=ANSWER_S, trust_env=False, verify=False)

    def close(self) -> None:
        self._client.close()

    def __enter__(self) -> Panel:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def state(self) -> dict[str, Any]:
        """Every device's state by its name, and `people`."""
        answer: dict[str, Any] = self._get("/state").json()
        return answer

    def place_card(self, person: str) -> None:
        """Lay a card on the reader; `person` is a key of simulators.people.PEOPLE."""
        self._post("/id_card/place", person=person)

    def remove_card(self) -> None:
        self._post("/id_card/remove")

    def place_smart_card(self, card: str) -> None:
        """Put a card in the smart card reader: a key of simulators.smart_cards.all_cards."""
        self._post("/smart_card/place", card=card)

    def remove_smart_card(self) -> None:
        """Pull it out; returns when the reader has noticed."""
        self._post("/smart_card/remove")

    def restart_pcscd(self) -> None:
        """As an update of the system does; a card that is in stays in."""
        self._post("/smart_card/restart")

    def fault(
        self,
        device: DeviceName,
        kind: str,
        *,
        times: int | None = 1,
        value: float | None = None,
    ) -> None:
        """Break something, `times` or until cleared; `value` is lines, bytes or seconds."""
        self._post(f"/{device}/fault", kind=kind, times=times, value=value)

    def clear(self, device: DeviceName, kind: str | None = None) -> None:
        """Mend one fault, or all: the cable is in, the paper there, the cover shut."""
        self._post(f"/{device}/clear", kind=kind)

    def replug(self, device: Literal["id_card", "rating_pad", "code_reader", "io_board"]) -> None:
        """Pull a serial cable and put it back."""
        self._post(f"/{device}/replug")

    def press_stars(self, stars: int) -> bool:
        """Press the pad's key for 1 to 5 stars; False when the pad is dark."""
        return bool(self._post("/rating_pad/press", stars=stars)["sent"])

    def show_code(self, text: str, symbology: Literal["qr", "code_128"] = "qr") -> None:
        """Hold a code up to the scan engine."""
        self._post("/code_reader/show", text=text, symbology=symbology)

    def hide_code(self) -> None:
        """Take it away."""
        self._post("/code_reader/hide")

    def sense(self, sensor: str, yes: bool) -> None:
        """presence, door, tamper, headphones or emergency says yes or no from now on."""
        self._post("/io_board/sense", sensor=sensor, yes=yes)

    def lights(self) -> dict[str, str]:
        """The guide lights that shine: light → colour, with " blinking"."""
        lights: dict[str, str] = self.state()["io_board"]["lights"]
        return lights

    def restart_board(self) -> None:
        """The I/O board's power dips; its line stays up."""
        self._post("/io_board/restart")

    def show_scene(self, name: str) -> None:
        """Lay something under the camera: empty, page, blurred, glare or hand."""
        self._post("/camera/scene", name=name)

    def show_people(self, name: str) -> None:
        """Who stands before the face camera: a key of simulators.face_camera.SCENE_NAMES."""
        self._post("/face_camera/scene", name=name)

    def page_corners(self) -> list[tuple[float, float]] | None:
        """Where the page lies in the camera's frame, pixels, clockwise from its top left."""
        corners = self._get("/camera/corners").json()
        return [(x, y) for x, y in corners] if corners else None

    def load_feeder(self, sheets: int) -> None:
        """Lay so many sheets, numbered from 1, in the scanner's feeder; what was there goes."""
        self._post("/scanner/load", sheets=sheets)

    def lay_on_glass(self, there: bool) -> None:
        """Lay a sheet on the scanner's glass, or take it away."""
        self._post("/scanner/lay", there=there)

    def set_paper(self, state: Literal["ok", "near_end", "out"]) -> None:
        self._post("/receipt_printer/paper", state=state)

    def pieces(self) -> list[PrintedPiece]:
        """Every piece of paper with print on it, oldest first; the last may not be cut yet."""
        return [
            PrintedPiece(
                number=piece["number"],
                text=piece["text"],
                raw=base64.b64decode(piece["raw_base64"]),
                cut=piece["cut"],
                taken=piece["taken"],
                height_mm=piece["height_mm"],
                unknown_commands=tuple(piece["unknown_commands"]),
                missing_characters=tuple(piece["missing_characters"]),
            )
            for piece in self._get("/receipt_printer/pieces").json()
        ]

    def piece_png(self, number: int) -> bytes:
        """The piece as a picture, 576 pixels wide."""
        return self._get(f"/receipt_printer/pieces/{number}.png").content

    def set_page_supply(
        self,
        *,
        paper: Literal["ok", "low", "out"] | None = None,
        toner: Literal["ok", "low", "empty"] | None = None,
    ) -> None:
        """Fill or empty the A4 printer's trays, or its toner."""
        self._post("/page_printer/supply", paper=paper, toner=toner)

    def sheets(self) -> list[PrintedSheet]:
        """Every A4 sheet that came out whole, the first first."""
        return [
            PrintedSheet(sheet["number"], sheet["job"], tuple(sheet["sides"]), sheet["taken"])
            for sheet in self._get("/page_printer/sheets").json()
        ]

    def sheet_png(self, number: int, side: int = 0) -> bytes:
        """The front (0) or the back (1) of a sheet as a picture."""
        return self._get(f"/page_printer/sheets/{number}/{side}.png").content

    def sheet_text(self, number: int) -> str:
        """What can be read on a sheet, front then back."""
        return self._get(f"/page_printer/sheets/{number}.txt").text

    def sheet_document(self, number: int) -> bytes:
        """The PDF that the printer was given for it, by all its pages."""
        return self._get(f"/page_printer/sheets/{number}.pdf").content

    def take_sheets(self) -> list[int]:
        """Take what lies in the A4 printer's tray; the sheets' numbers."""
        return [int(number) for number in self._post("/page_printer/take")["taken"]]

    def take_paper(self) -> list[int]:
        """Take what is in the printer's slot; the pieces' numbers."""
        return [int(number) for number in self._post("/receipt_printer/take")["taken"]]

    def tear_paper(self) -> list[int]:
        """Tear off what hangs uncut out of the printer, once it rests; the piece's number."""
        return [int(number) for number in self._post("/receipt_printer/tear")["torn"]]

    def _get(self, path: str) -> httpx.Response:
        return self._client.get(path).raise_for_status()

    def _post(self, path: str, **body: object) -> dict[str, Any]:
        answer: dict[str, Any] = self._client.post(path, json=body).raise_for_status().json()
        return answer
