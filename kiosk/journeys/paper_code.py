"""The code of a paper of ours, typed or held up."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from kiosk.conversation.questions import FieldKind, FillForm, FormField
from kiosk.papers.shown_codes import ShownCode
from kiosk.session import Session

C = TypeVar("C", bound=ShownCode)
FIELD = "code"


@dataclass(frozen=True)
class CodeAsked:
    """How a code is asked for, in words. `hint` says where it stands, `scan` that it may be held
    up as well, `wrong` what is wrong with one that does not fit `pattern`."""

    service: str
    title: str
    label: str
    kind: FieldKind
    hint: str
    scan: str
    longest: int
    pattern: re.Pattern[str]
    wrong: str


async def ask_code(session: Session, asked: CodeAsked, paper: Awaitable[C]) -> str | C:
    """What was typed, in capitals without blanks, or the code of the paper that was held up.

    Raises:
        Back, Leave, TimedOut, ToWindow: as the citizen chose.
    """
    answer = await session.conversation.during(_form(session, asked), paper)
    return plain(answer[FIELD]) if isinstance(answer, Mapping) else answer


def plain(code: str) -> str:
    """A code as it is meant, however it was typed."""
    return code.replace(" ", "").upper()


def _form(session: Session, asked: CodeAsked) -> FillForm:
    hint = asked.scan if session.services.hub.code_reader.configured else asked.hint
    return FillForm(
        service=asked.service,
        title=asked.title,
        from_card=(),
        fields=(FormField(FIELD, asked.label, asked.kind, hint, max_length=asked.longest),),
        values={FIELD: ""},
        check=lambda _name, value: None if asked.pattern.fullmatch(plain(value)) else asked.wrong,
    )
