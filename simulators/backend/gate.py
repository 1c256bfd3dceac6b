"""What every /v1 call passes: signature, replay, idempotency, one transaction around the act."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from typing import Final

from starlette.types import ASGIApp

from simulators.backend import signing
from simulators.backend.platform import Platform
from simulators.backend.problems import Defect, ProblemError, invalid
from simulators.backend.wire import Answer, Call, ask

KEY: Final = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# Writes that do no harm when done twice may come without a key.
KEYLESS: Final = frozenset(
    {"/v1/terminal/heartbeat", "/v1/sessions", "/v1/cases/precheck", "/v1/bills/due"}
)
WRITES: Final = frozenset({"POST", "PUT", "DELETE"})
ACTIVATION: Final = "/v1/terminal/activate"


class _RefusedError(Exception):
    """Carries a refusal out of the transaction, so that nothing of the act stays behind."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer


def _key_of(call: Call, demanded: bool) -> str:
    """The idempotency key, or "" for a call that needs none. Raises ProblemError."""
    key = call.sent("idempotency-key")
    if call.method not in WRITES or (key is None and not demanded):
        return ""
    if key is None or not KEY.fullmatch(key):
        raise invalid(Defect("Idempotency-Key", "每次提交都要带编号（uuid）。"))
    return key


class Gate:
    """Only successes are remembered under a key: a refusal did nothing and is judged anew."""

    def __init__(self, app: ASGIApp, platform: Platform, posts: list[re.Pattern[str]]) -> None:
        """`posts` are the paths that take POST: what is not there is refused for that reason."""
        self._app = app
        self._posts = posts
        self._platform = platform
        self._store = platform.store

    async def answer(self, call: Call, now: datetime) -> Answer:
        try:
            # A terminal that has no secret yet signs with its activation code.
            new = call.path == ACTIVATION
            secret_of = self._platform.keys.activations.get if new else self._platform.secret_of
            terminal = signing.check(call, secret_of, now)
            async with self._store.act():
                fresh = self._store.use_nonce(terminal, call.header("x-nonce"), now)
            if not fresh:
                raise ProblemError("replayed")
            key = _key_of(call, self._demands_key(call))
        except ProblemError as problem:
            return problem.answer()
        state = {**call.scope.get("state", {}), "terminal": terminal, "now": now, "key": key}
        call.scope["state"] = state
        return await self.deliver(call)

    def _demands_key(self, call: Call) -> bool:
        keyed = call.method == "POST" and call.path not in KEYLESS
        return keyed and any(path.fullmatch(call.path) for path in self._posts)

    async def deliver(self, call: Call) -> Answer:
        """The act of a call that has passed `answer`, or the answer it got the first time."""
        terminal, key = call.scope["state"]["terminal"], call.scope["state"]["key"]
        act, digest = f"{call.method} {call.path}", hashlib.sha256(call.body).hexdigest()
        try:
            async with self._store.act():
                first = self._store.first_answer(terminal, act, key) if key else None
                if first is not None:
                    return self._again(first, digest)
                answer = await ask(self._app, call)
                if answer.status >= 400:
                    raise _RefusedError(answer)
                if key:
                    self._store.keep_answer(terminal, act, key, digest, answer)
                return answer
        except _RefusedError as refused:
            return refused.answer

    @staticmethod
    def _again(first: tuple[str, Answer], digest: str) -> Answer:
        first_digest, answer = first
        if first_digest != digest:
            return ProblemError("idempotency_conflict").answer()
        replay = (b"idempotent-replay", b"true")
        return Answer(answer.status, [*answer.headers, replay], answer.body)
