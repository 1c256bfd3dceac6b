"""One signed call to the backend: its deadline, its retries, the clock it has to agree with."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from kiosk.onenetwork.problem import BackendError, BackendProblem, Unreachable
from kiosk.onenetwork.signing import Call, SigningScheme

if TYPE_CHECKING:
    import httpx

    from kiosk.onenetwork.transport import Answer, Wire

MAX_ATTEMPTS = 4
LONGEST_RETRY_AFTER_S = 2.0
"""A backend that asks for more is busy: that is said now, not after a silent wait."""


class Caller:
    """Makes calls in one terminal's name over kept connections.

    `clock` gives Unix seconds; `transport` replaces the network in unit tests.
    """

    def __init__(
        self,
        url: str,
        terminal: str,
        secret: bytes,
        scheme: SigningScheme,
        clock: Callable[[], float],
        transport: httpx.AsyncBaseTransport | None,
    ) -> None:
        self._url = url
        self._terminal = terminal
        self._secret = secret
        self._scheme = scheme
        self._clock = clock
        self._transport = transport
        self._wire: Wire | None = None
        self._opening = asyncio.Lock()
        self.clock_offset = 0.0
        """Seconds the backend's clock is ahead of ours, learned from a clock_skew problem."""

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
        import stamina  # with httpx, on first use

        sent = {"Accept": "application/json", **headers}
        if key:
            sent["Idempotency-Key"] = key
        retries = stamina.retry_context(
            _wait_before_retry,
            attempts=attempts,
            timeout=deadline,
            wait_initial=0.2,
            wait_max=2.0,
            wait_jitter=0.3,
        )
        try:
            async with asyncio.timeout(deadline):
                async for attempt in retries:
                    with attempt:
                        return await self._attempt(method, path, sent, body)
        except TimeoutError as error:
            raise Unreachable(f"no answer within {deadline:g} s") from error
        raise AssertionError("the last attempt returns or raises")

    async def _attempt(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes
    ) -> Answer:
        try:
            return await self._exchange(method, path, headers, body)
        except BackendProblem as problem:
            if not self._learn_time(problem):
                raise
        return await self._exchange(method, path, headers, body)

    async def _exchange(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes
    ) -> Answer:
        wire = await self._open()
        answer = await wire.exchange(method, path, headers, body)
        if answer.status < 300:
            return answer
        raise _failure(answer)

    def _learn_time(self, problem: BackendProblem) -> bool:
        """Take over the backend's time; whether there was one to take."""
        if problem.code != "clock_skew":
            return False
        try:
            theirs = datetime.fromisoformat(problem.server_time)
        except ValueError:
            return False
        self.clock_offset = theirs.timestamp() - self._clock()
        return True

    def _sign(self, method: str, target: str, body: bytes) -> dict[str, str]:
        now = int(self._clock() + self.clock_offset)
        call = Call(self._terminal, method, target, body, now, secrets.token_hex(16))
        return self._scheme.headers(self._secret, call)

    async def _open(self) -> Wire:
        async with self._opening:
            if self._wire is None:
                self._wire = await asyncio.to_thread(self._new_wire)
            return self._wire

    def _new_wire(self) -> Wire:
        from kiosk.onenetwork.transport import Wire

        return Wire(self._url, self._sign, self._transport)


def _wait_before_retry(error: Exception) -> bool | float:
    """stamina's hook: no retry, the usual backoff, or the seconds the backend asked for."""
    if not isinstance(error, BackendError) or not error.worth_retrying:
        return False
    asked = error.retry_after if isinstance(error, BackendProblem) else None
    if asked is None:
        return True
    return asked if asked <= LONGEST_RETRY_AFTER_S else False


def _failure(answer: Answer) -> BackendError:
    """What an answer that is not a success means."""
    if answer.media_type != "application/problem+json":
        return Unreachable(f"status {answer.status} without a problem document")
    try:
        document = json.loads(answer.text())
    except (ValueError, Unreachable):
        return Unreachable(f"status {answer.status} with a broken problem document")
    if not isinstance(document, dict):
        return Unreachable(f"status {answer.status} with a broken problem document")
    seconds = answer.retry_after
    return BackendProblem(answer.status, document, float(seconds) if seconds.isdecimal() else None)
