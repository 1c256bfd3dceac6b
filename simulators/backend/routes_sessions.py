"""Citizen sessions: a token for now, an assertion for what the outbox sends later."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Annotated, Any, Final

from fastapi import APIRouter, Header, Response

from simulators.backend import registry
from simulators.backend.bodies import json_body
from simulators.backend.bodies_terminal import (
    FaceFactor,
    IdCardLogin,
    NewSession,
    QrLogin,
    SocialCardLogin,
)
from simulators.backend.platform import (
    Caller,
    MaybeCitizen,
    Platform,
    Presence,
    TheCaller,
    ThePlatform,
)
from simulators.backend.problems import Defect, ProblemError, invalid
from simulators.backend.store import Column

router = APIRouter(prefix="/v1/sessions")

SESSION_LIFE: Final = timedelta(minutes=30)
ASSERTION_LIFE: Final = timedelta(days=7)
CARD_ASSURANCE: Final = 3
FACE_ASSURANCE: Final = 4


def _by_card(platform: Platform, caller: Caller, card: IdCardLogin | SocialCardLogin) -> Presence:
    if card.valid_to is not None and card.valid_to < caller.now.date():
        raise invalid(Defect("valid_to", "身份证已过有效期，请先到公安窗口换领。"))
    number = platform.opened(caller, card.id_number, "id_number")
    kind = card.card_kind if isinstance(card, IdCardLogin) else "resident"
    return Presence(registry.meet(platform.store, card.name, number, kind), CARD_ASSURANCE)


def _by_code(platform: Platform, login: QrLogin) -> Presence:
    person = registry.login(login.code)
    if person is None:
        raise ProblemError("not_found")
    ref = registry.meet(platform.store, person["name"], person["id_number"], "resident")
    return Presence(ref, CARD_ASSURANCE)


def _by_face(face: FaceFactor, citizen: Presence | None) -> Presence:
    if citizen is None:
        raise ProblemError("session_expired")
    if not (face.matched and face.liveness):
        raise invalid(Defect("matched", "没有比对成功，请正对镜头再试一次，或到窗口办理。"))
    return Presence(citizen.person_ref, FACE_ASSURANCE)


def _present(
    platform: Platform, caller: Caller, new: NewSession, citizen: Presence | None
) -> Presence:
    match new:
        case QrLogin():
            return _by_code(platform, new)
        case FaceFactor():
            return _by_face(new, citizen)
        case _:
            return _by_card(platform, caller, new)


def _open(platform: Platform, caller: Caller, who: Presence) -> dict[str, Any]:
    token, assertion = secrets.token_urlsafe(24), secrets.token_urlsafe(32)
    expires_at = (caller.now + SESSION_LIFE).isoformat()
    good_until = (caller.now + ASSERTION_LIFE).isoformat()
    owner: dict[str, Column] = {
        "terminal": caller.terminal,
        "person_ref": who.person_ref,
        "assurance": who.assurance,
    }
    platform.store.insert("sessions", token=token, expires_at=expires_at, **owner)
    platform.store.insert("assertions", assertion=assertion, expires_at=good_until, **owner)
    person = registry.person(platform.store, who.person_ref)
    return {
        "token": token,
        "person_ref": who.person_ref,
        "assurance": who.assurance,
        "expires_at": expires_at,
        "assertion": assertion,
        "person": {
            "name": person["name"],
            "id_number_masked": registry.masked_number(person["id_number"]),
            "card_kind": person["card_kind"],
        },
    }


def _end(platform: Platform, authorization: str) -> None:
    token = authorization.removeprefix("Bearer ")
    platform.store.db.execute("DELETE FROM sessions WHERE token = ?", [token])


@router.post("", status_code=201)
async def open_session(
    new: Annotated[NewSession, json_body(NewSession)],
    platform: ThePlatform,
    caller: TheCaller,
    citizen: MaybeCitizen,
    authorization: Annotated[str, Header()] = "",
) -> dict[str, Any]:
    who = _present(platform, caller, new, citizen)
    if isinstance(new, FaceFactor):
        _end(platform, authorization)
    return _open(platform, caller, who)


@router.delete("/current", status_code=204)
async def close_session(
    platform: ThePlatform, citizen: MaybeCitizen, authorization: Annotated[str, Header()] = ""
) -> Response:
    """Ends the session of the bearer token; the assertion lives on for the outbox."""
    if citizen is None:
        raise ProblemError("session_expired")
    _end(platform, authorization)
    return Response(status_code=204)
