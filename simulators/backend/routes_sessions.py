"""Citizen sessions: a token for now, an assertion for what the outbox sends later."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Annotated, Any, Final

from fastapi import APIRouter, Header, Response

from simulators.backend.bodies import NewSession
from simulators.backend.platform import TheCaller, ThePlatform
from simulators.backend.problems import Defect, ProblemError, invalid

router = APIRouter(prefix="/v1/sessions")

SESSION_LIFE: Final = timedelta(minutes=30)
ASSERTION_LIFE: Final = timedelta(days=7)
ID_CARD_ASSURANCE: Final = 3


@router.post("", status_code=201)
async def open_session(
    session: NewSession, platform: ThePlatform, caller: TheCaller
) -> dict[str, Any]:
    if session.valid_to is not None and session.valid_to < caller.now.date():
        raise invalid(Defect("valid_to", "身份证已过有效期，请先到公安窗口换领。"))
    person_ref = platform.store.person_ref(session.id_number)
    token, assertion = secrets.token_urlsafe(24), secrets.token_urlsafe(32)
    expires_at = (caller.now + SESSION_LIFE).isoformat()
    owner = {"terminal": caller.terminal, "person_ref": person_ref}
    platform.store.insert("sessions", token=token, expires_at=expires_at, **owner)
    good_until = (caller.now + ASSERTION_LIFE).isoformat()
    platform.store.insert("assertions", assertion=assertion, expires_at=good_until, **owner)
    return {
        "token": token,
        "person_ref": person_ref,
        "assurance": ID_CARD_ASSURANCE,
        "expires_at": expires_at,
        "assertion": assertion,
    }


@router.delete("/current", status_code=204)
async def close_session(
    platform: ThePlatform, caller: TheCaller, authorization: Annotated[str, Header()] = ""
) -> Response:
    """Ends the session of the bearer token; the assertion lives on for the outbox."""
    token = authorization.removeprefix("Bearer ")
    cursor = platform.store.db.execute(
        "DELETE FROM sessions WHERE token = ? AND terminal = ? AND expires_at > ?",
        [token, caller.terminal, caller.now.isoformat()],
    )
    if not cursor.rowcount:
        raise ProblemError("session_expired")
    return Response(status_code=204)
