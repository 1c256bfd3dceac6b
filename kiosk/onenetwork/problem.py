"""The two ways a call to the backend can fail, both ready to be told to a citizen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kiosk.text import _


class BackendError(Exception):
    """A call had no result. Only its two subclasses are raised.

    Their text and representation hold no personal data, so they may be logged. `retry_after` is
    the seconds the backend asks to wait; None when it did not say.
    """

    retry_after: float | None = None

    @property
    def user_message(self) -> str:
        """What happened, for the citizen."""
        raise NotImplementedError

    @property
    def next_step(self) -> str:
        """What to do now, for the citizen."""
        raise NotImplementedError

    @property
    def help_code(self) -> str:
        """The code to name on the phone."""
        raise NotImplementedError

    @property
    def worth_retrying(self) -> bool:
        """Whether the same call with the same Idempotency-Key may succeed later."""
        raise NotImplementedError


class ProblemCode(StrEnum):
    """The refusals the contract knows; docs/one_network says of each when it comes."""

    CLOCK_SKEW = "clock_skew"
    BAD_SIGNATURE = "bad_signature"
    SESSION_EXPIRED = "session_expired"
    UNKNOWN_TERMINAL = "unknown_terminal"
    ACTIVATION_REFUSED = "activation_refused"
    ASSURANCE_TOO_LOW = "assurance_too_low"
    FACE_DIFFERS = "face_differs"
    NOT_FOUND = "not_found"
    METHOD_NOT_ALLOWED = "method_not_allowed"
    REPLAYED = "replayed"
    ALREADY_RATED = "already_rated"
    WRONG_STATE = "wrong_state"
    SLOT_FULL = "slot_full"
    CLOSED = "closed"
    ITEM_WITHDRAWN = "item_withdrawn"
    CODE_EXPIRED = "code_expired"
    TOO_LARGE = "too_large"
    INVALID = "invalid"
    FACE_UNCLEAR = "face_unclear"
    IDEMPOTENCY_CONFLICT = "idempotency_conflict"
    TOO_MANY_REQUESTS = "too_many_requests"
    INTERNAL = "internal"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True)
class Defect:
    """One thing wrong with what was sent: the field's name and a sentence for the citizen."""

    field: str
    message: str


class BackendProblem(BackendError):  # noqa: N818 - RFC 9457 calls it a problem
    """The backend answered with `application/problem+json` (RFC 9457).

    `code` is a ProblemCode, or the word itself of a platform that says something else.
    """

    def __init__(
        self, status: int, document: Mapping[str, Any], retry_after: float | None = None
    ) -> None:
        self.status = status
        self.code: ProblemCode | str = _code(str(document.get("code", "")))
        self.retry_after = retry_after
        self._document = document
        super().__init__(f"{self.code} ({status})")

    def __repr__(self) -> str:
        return f"BackendProblem({self.status}, {str(self.code)!r})"

    @property
    def user_message(self) -> str:
        return str(self._document.get("user_message") or _("系统暂时没有办成。"))

    @property
    def next_step(self) -> str:
        return str(self._document.get("next_step") or _("请稍后再试，或者到窗口办理。"))

    @property
    def help_code(self) -> str:
        return str(self._document.get("help_code", ""))

    @property
    def worth_retrying(self) -> bool:
        # A 5xx says nothing about whether the backend acted; the key makes a repeat harmless.
        return bool(self._document.get("retryable")) or self.status >= 500

    @property
    def defects(self) -> tuple[Defect, ...]:
        """Everything wrong at once (一次性告知); empty when the problem is of another kind."""
        listed = self._document.get("defects")
        return tuple(
            Defect(str(each.get("field", "")), str(each.get("message", "")))
            for each in (listed if isinstance(listed, list) else ())
            if isinstance(each, dict)
        )

    @property
    def state(self) -> str:
        """With wrong_state: the state the thing is in, else empty."""
        return str(self._document.get("state", ""))

    @property
    def assurance_needed(self) -> int:
        """With assurance_too_low: the level the act needs, else 0."""
        needed = self._document.get("required")
        return needed if isinstance(needed, int) else 0

    @property
    def attempts_left(self) -> int:
        """With face_differs, face_unclear: how often it may be tried again, else 0."""
        left = self._document.get("attempts_left")
        return left if isinstance(left, int) else 0

    def told(self, name: str) -> object:
        """Another member of the problem, as it came; None when it did not."""
        return self._document.get(name)

    @property
    def server_time(self) -> str:
        """The backend's time (ISO 8601) of a clock_skew problem, else empty."""
        return str(self._document.get("server_time", ""))


def _code(word: str) -> ProblemCode | str:
    try:
        return ProblemCode(word)
    except ValueError:
        return word


class Unreachable(BackendError):  # noqa: N818 - names the state, as the problem does
    """No answer that follows the contract: no network, too slow, cut off, or not understood.

    `reason` is for the technician, in English, without personal data. Whether the backend
    acted is unknown.
    """

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        self.reason = reason
        self.retry_after = retry_after
        super().__init__(reason)

    @property
    def user_message(self) -> str:
        return _("现在连不上一网通办平台。")

    @property
    def next_step(self) -> str:
        return _("请稍后再试，或者到窗口办理。")

    @property
    def help_code(self) -> str:
        return "NET-01"

    @property
    def worth_retrying(self) -> bool:
        return True
