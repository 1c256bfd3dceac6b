"""Citizen sessions: a token for now, an assertion for what the outbox sends later."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Annotated, Any, Final

from fastapi import APIRouter, Header, Response

from simulators.backend import registry
from simulators.backend.bodies import json_body
from simulators.backend.bodies_terminal import (
    AnonymousLogin,
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
UNVERIFIED: Final = 1
CARD_ASSURANCE: Final = 3
FACE_ASSURANCE: Final = 4


def _by_card(platform: Platform, caller: Caller, card: IdCardLogin | SocialCardLogin) -> Presence:
    if card.valid_to is not None and card.valid_to < caller.now.date():
        raise invalid(Defect("valid_to", "身份证已过有效期，请先到公安窗口换领。"))
    number = platform.opened(caller, card.id_number, "id_number")
    kind = card.card_kind if isinstance(card, IdCardLogin) else "resident"
    return Presence(registry.meet(platform.store, card.name, number, kind), CARD_ASSURANCE)


def _by_code(platform: Platform, caller: Caller, login: QrLogin) -> Presence:
    person = registry.login(platform.store, login.code, caller.now)
    ref = registry.meet(platform.store, person["name"], person["id_number"], "resident")
    return Presence(ref, CARD_ASSURANCE)


def _by_face(
    platform: Platform, caller: Caller, face: FaceFactor, citizen: Presence | None
) -> Presence:
    from simulators.backend import faces  # OpenCV is slow to load, and not always needed

    if citizen is None or citizen.assurance < CARD_ASSURANCE:
        raise ProblemError("session_expired")
    who = citizen.person_ref
    platform.faces.allow(who, caller.now)
    named = [(f"frames.{at}", one) for at, one in enumerate(face.frames)]
    frames = [platform.opened(caller, one, name) for name, one in named]
    known = registry.known(registry.person(platform.store, who)["id_number"]) or {}
    verdict = faces.compare(frames, face.action, known.get("hair"))
    if verdict is not faces.Verdict.SAME:
        platform.faces.missed(who, caller.now)
        raise ProblemError(verdict.value, attempts_left=platform.faces.left(who, caller.now))
    return Presence(who, FACE_ASSURANCE)


def _present(
    platform: Platform, caller: Caller, new: NewSession, citizen: Presence | None
) -> Presence:
    match new:
        case QrLogin():
            return _by_code(platform, caller, new)
        case FaceFactor():
            return _by_face(platform, caller, new, citizen)
        case AnonymousLogin():
            return Presence(registry.meet_nobody(platform.store), UNVERIFIED)
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
    return {
        "token": token,
        "person_ref": who.person_ref,
        "assurance": who.assurance,
        "expires_at": expires_at,
        "assertion": assertion,
        "person": None if who.assurance == UNVERIFIED else _shown(platform, who),
    }


def _shown(platform: Platform, who: Presence) -> dict[str, str]:
    person = registry.person(platform.store, who.person_ref)
    return {
        "name": person["name"],
        "id_number_masked": registry.masked_number(person["id_number"]),
        "card_kind": person["card_kind"],
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
