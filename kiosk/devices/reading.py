"""One reading from one device, as `kiosk device read` tells it to a technician or a program."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from drivers.camera.contract import Camera, Frame
from drivers.code_reader.contract import Code, CodeReader
from drivers.id_card.contract import IdCard, IdCardReader, Portrait
from drivers.io_board.contract import BoardState, IoBoard
from drivers.rating_pad.contract import KeyPressed, RatingPad
from drivers.scanner.contract import Scanned, Scanner, ScanRequest
from drivers.smart_card.contract import SmartCardReader, SocialSecurityCard
from kiosk.devices.device import Device, Unavailable
from kiosk.devices.hub import Hub
from kiosk.identity.person import NATION_NAMES, SEX_NAMES

SLACK = 5.0
"""Seconds a command may take beyond the wait it was given."""
SCAN_SLACK = 30.0
"""Seconds a scanner may take to warm up and scan one page."""

Reading = tuple[bool, dict[str, Any]]


async def read(hub: Hub, device: Device[Any], wait: float) -> Reading:
    """(whether there is a reading, what to tell). Waits up to `wait` seconds for a person.

    An outcome that is not a reading has the key `outcome` (no_card, card_removed, unavailable …)
    and whatever explains it.
    """
    if device is hub.id_card:
        return await _card(hub, wait)
    if device is hub.document_camera:
        return _frame(await hub.document_camera.call(Camera.capture, deadline=wait + SLACK))
    if device is hub.face_camera:
        return _frame(await hub.face_camera.call(Camera.capture, deadline=wait + SLACK))
    if device is hub.rating_pad:
        return _stars(await hub.rating_pad.call(RatingPad.ask, wait, deadline=wait + SLACK))
    if device is hub.code_reader:
        return _code(await hub.code_reader.call(CodeReader.read, wait, deadline=wait + SLACK))
    if device is hub.scanner:
        scan = hub.scanner.call(Scanner.scan, ScanRequest(), deadline=wait + SCAN_SLACK)
        return _scan(await scan)
    if device is hub.smart_card:
        reading = hub.smart_card.call(SmartCardReader.read, wait, None, deadline=wait + SLACK)
        return _social_security_card(await reading)
    if device is hub.io_board:
        return _sensors(await hub.io_board.call(IoBoard.state, deadline=SLACK))
    status = device.status
    supplies = {name: state.value for name, state in status.supplies}
    return True, {"health": status.health.value, "detail": status.detail, **supplies}


async def _card(hub: Hub, wait: float) -> Reading:
    outcome = await hub.id_card.call(IdCardReader.read, wait, deadline=wait + SLACK)
    if not isinstance(outcome, IdCard):
        return False, _why(outcome)
    portrait = await hub.id_card.call(IdCardReader.portrait, outcome.photo, deadline=SLACK)
    fields = asdict(outcome)
    fields.pop("photo")
    told = {
        key: value.isoformat() if isinstance(value, date) else value
        for key, value in fields.items()
    }
    return True, {
        "outcome": "id_card",
        **told,
        "sex_name": SEX_NAMES.get(outcome.sex, ""),
        "nation_name": NATION_NAMES.get(outcome.nation, ""),
        "photo": _photo(portrait),
    }


def _social_security_card(outcome: object) -> Reading:
    if not isinstance(outcome, SocialSecurityCard):
        return False, _why(outcome)
    return True, {
        "outcome": "social_security_card",
        **{key: _plain(value) for key, value in asdict(outcome).items()},
        "sex_name": SEX_NAMES.get(outcome.sex, ""),
        "nation_name": NATION_NAMES.get(outcome.nation, ""),
    }


def _photo(outcome: object) -> str:
    if isinstance(outcome, Portrait):
        return f"{outcome.width} × {outcome.height}"
    why = _why(outcome)
    return " ".join(str(why[key]) for key in ("outcome", "why", "health", "detail") if why.get(key))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _frame(outcome: object) -> Reading:
    if not isinstance(outcome, Frame):
        return False, _why(outcome)
    return True, {"outcome": "frame", "width": outcome.width, "height": outcome.height}


def _stars(outcome: object) -> Reading:
    if not isinstance(outcome, KeyPressed):
        return False, _why(outcome)
    return True, {"outcome": "key_pressed", "stars": outcome.stars}


def _code(outcome: object) -> Reading:
    if not isinstance(outcome, Code):
        return False, _why(outcome)
    told = {"text": outcome.text, "symbology": outcome.symbology.value}
    return True, {"outcome": "code", **told, "raw": outcome.raw.hex()}


def _scan(outcome: object) -> Reading:
    if not isinstance(outcome, Scanned):
        why = _why(outcome)
        return False, why | {"pages": len(why["pages"])} if "pages" in why else why
    (page,) = outcome.pages
    size = {"width": page.width, "height": page.height, "dpi": page.dpi}
    return True, {"outcome": "scanned", **size, "jpeg_bytes": len(page.jpeg)}


def _sensors(outcome: object) -> Reading:
    if not isinstance(outcome, BoardState):
        return False, _why(outcome)
    lights = sorted(light.value for light in outcome.lights)
    return True, {"outcome": "board_state", **vars(outcome), "lights": lights}


def _why(outcome: object) -> dict[str, Any]:
    if isinstance(outcome, Unavailable):
        return {"outcome": "unavailable", "health": outcome.health.value, "detail": outcome.detail}
    name = type(outcome).__name__
    snake = "".join("_" + letter.lower() if letter.isupper() else letter for letter in name)
    return {"outcome": snake.lstrip("_"), **vars(outcome)}
