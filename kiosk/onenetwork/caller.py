"""One call to the backend: its deadline, its retries, the clock it has to agree with."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from kiosk.onenetwork.breaker import Breaker
from kiosk.onenetwork.clock import PlatformClock
from kiosk.onenetwork.exchange import Answer, Ask
from kiosk.onenetwork.platforms import Platform
from kiosk.onenetwork.problem import BackendError, BackendProblem, Unreachable
from kiosk.onenetwork.signing import Call, SigningScheme

if TYPE_CHECKING:
    from kiosk.onenetwork.transport import Sign, Wire

MAX_ATTEMPTS = 4
LONGEST_RETRY_AFTER_S = 2.0
"""A backend that asks for more is busy: that is said now, not after a silent wait."""

OpenWire = Callable[["Sign"], "Wire"]


class Caller:
    """Makes calls in one terminal's name over kept connections.

    `open_wire` makes the connections, given what signs (in a thread: httpx is slow to import);
    `platform` turns a call of the contract into the gateway's, and its answer back.
    """

    def __init__(
        self, open_wire: OpenWire, scheme: SigningScheme, platform: Platform, clock: PlatformClock
    ) -> None:
        self._open_wire = open_wire
        self._scheme = scheme
        self._platform = platform
        self._clock = clock
        self._breaker = Breaker()
        self._wire: Wire | None = None
        self._opening = asyncio.Lock()

    async def close(self) -> None:
        """Close the connections."""
        if self._wire is not None:
            await self._wire.close()
            self._wire = None

    async def call(
        self,
        method: str,
        path: str,
        body: bytes,
        *,
        headers: Mapping[str, str],
        key: str,
        deadline: float,
        attempts: int = MAX_ATTEMPTS,
    ) -> Answer:
        """One call with its retries, all within `deadline` seconds.

        `key` is the Idempotency-Key of all attempts, empty for a call that changes nothing.

        Raises:
            BackendProblem: the backend said no.
            Unreachable: there was no usable answer in time.
        """
        sent = {"Accept": "application/json", **headers}
        if key:
            sent["Idempotency-Key"] = key
        outcome: Answer | BackendError
        with self._breaker.passage():
            try:
                async with asyncio.timeout(deadline):
                    outcome = await self._persist(Ask(method, path, sent, body), attempts, deadline)
            except BackendError as error:
                outcome = error
            except TimeoutError:
                outcome = Unreachable(f"no answer within {deadline:g} s")
            return self._breaker.heard(outcome)

    async def _persist(self, ask: Ask, attempts: int, deadline: float) -> Answer:
        """Try until there is a success, or no more use in trying."""
        import stamina  # with httpx, on first use

        retries = stamina.retry_context(
            _wait_before_retry,
            attempts=attempts,
            timeout=deadline,
            wait_initial=0.2,
            wait_max=2.0,
            wait_jitter=0.3,
        )
        async for attempt in retries:
            with attempt:
                return await self._attempt(ask)
        raise AssertionError("the last attempt returns or raises")

    async def _attempt(self, ask: Ask) -> Answer:
        try:
            return await self._exchange(ask)
        except BackendProblem as problem:
            if problem.code != "clock_skew" or not self._clock.learn(problem.server_time):
                raise
        return await self._exchange(ask)

    async def _exchange(self, ask: Ask) -> Answer:
        wire = await self._open()
        try:
            answer = await self._platform.call(ask, wire.send)
        except (LookupError, ValueError, TypeError, AttributeError) as error:
            # An adapter met what it was not written for; its words may quote the answer.
            raise Unreachable(f"the adapter does not understand ({type(error).__name__})") from None
        if answer.status < 300:
            return answer
        raise _failure(answer)

    def _sign(self, ask: Ask) -> Mapping[str, str]:
        now = int(self._clock.now())
        call = Call(ask.method, ask.target, ask.body, now, secrets.token_hex(16))
        return self._scheme.headers(call)

    async def _open(self) -> Wire:
        async with self._opening:
            if self._wire is None:
                self._wire = await asyncio.to_thread(self._open_wire, self._sign)
            return self._wire


def _wait_before_retry(error: Exception) -> bool | float:
    """stamina's hook: no retry, the usual backoff, or the seconds the backend asked for."""
    if not isinstance(error, BackendError) or not error.worth_retrying:
        return False
    if error.retry_after is None:
        return True
    return error.retry_after if error.retry_after <= LONGEST_RETRY_AFTER_S else False


def _failure(answer: Answer) -> BackendError:
    """What an answer that is not a success means."""
    if answer.media_type != "application/problem+json":
        return Unreachable(f"status {answer.status} without a problem document", answer.wait_s)
    try:
        document = json.loads(answer.text())
    except (ValueError, Unreachable):
        document = None
    if not isinstance(document, dict):
        return Unreachable(f"status {answer.status} with a broken problem document", answer.wait_s)
    return BackendProblem(answer.status, document, answer.wait_s)
