"""The circuit breaker: a backend that does not answer is let rest, and nobody waits for it."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Iterator
from typing import TypeVar

from circuitbreaker import CircuitBreaker

from kiosk.onenetwork.problem import BackendError, BackendProblem

CALLS_IN_VAIN = 3
REST_S = 5.0

T = TypeVar("T")


class Breaker:
    """Opens after CALLS_IN_VAIN calls in a row, with all their attempts, found no backend.

    While it is open, REST_S long give or take a fifth, every call fails at once with what the
    last one failed with: the backend's own words are kept for the next citizen. Then one call,
    the probe, is let through; its outcome closes the breaker or opens it anew, and until it is
    known the others fail as before: a backend that just comes back is not trampled.
    """

    def __init__(self) -> None:
        # Every terminal rests for another while: they do not all come back together.
        rest = REST_S * random.uniform(0.8, 1.2)
        self._circuit = CircuitBreaker(CALLS_IN_VAIN, rest, _is_away)
        self._probing = False

    @contextlib.contextmanager
    def passage(self) -> Iterator[None]:
        """A call, from its beginning to its end. Raises BackendError while none may begin."""
        probes = not self._circuit.closed
        if self._circuit.opened or (probes and self._probing):
            last: BackendError = self._circuit.last_failure
            raise last.with_traceback(None)
        self._probing = self._probing or probes
        try:
            yield
        finally:
            if probes:  # also one given up half-way: the next call probes then
                self._probing = False

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
