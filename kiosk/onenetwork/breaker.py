"""The circuit breaker: a backend that does not answer is let rest, and nobody waits for it."""

from __future__ import annotations

import random
from typing import TypeVar

from circuitbreaker import CircuitBreaker

from kiosk.onenetwork.problem import BackendError, BackendProblem

CALLS_IN_VAIN = 3
REST_S = 5.0

T = TypeVar("T")


class Breaker:
    """Opens after CALLS_IN_VAIN calls in a row, with all their attempts, found no backend.

    While it is open, REST_S long give or take a fifth, every call fails at once with what the
    last one failed with: the backend's own words are kept for the next citizen. Then calls are
    let through again, and the first one's outcome closes it or opens it anew.
    """

    def __init__(self) -> None:
        # Every terminal rests for another while: they do not all come back together.
        rest = REST_S * random.uniform(0.8, 1.2)
        self._circuit = CircuitBreaker(CALLS_IN_VAIN, rest, _is_away)

    def pass_or_raise(self) -> None:
        """Let a call begin. Raises BackendError while open."""
        if self._circuit.opened:
            last: BackendError = self._circuit.last_failure
            raise last.with_traceback(None)

    def heard(self, outcome: T | BackendError) -> T:
        """Note how a call ended (one given up half-way tells nothing), and pass it on."""
        with self._circuit:
            if isinstance(outcome, BackendError):
                raise outcome
            return outcome


def _is_away(kind: type[BaseException], error: BaseException) -> bool:
    """Whether nobody is there: a refusal, even a crash over one case, is an answer."""
    if isinstance(error, BackendProblem):
        return error.status in (502, 503, 504)
    return isinstance(error, BackendError)
