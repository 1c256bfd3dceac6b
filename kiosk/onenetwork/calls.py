"""The kinds of call the areas of the contract are made of: models in, models out."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from pydantic import ValidationError

from kiosk.onenetwork.caller import MAX_ATTEMPTS, Caller
from kiosk.onenetwork.exchange import Answer
from kiosk.onenetwork.fields import FieldSeal
from kiosk.onenetwork.problem import Unreachable
from kiosk.onenetwork.wire_model import M, WireModel


@dataclass(frozen=True)
class Proof:
    """For whom a call is made: `token` of the running session, or `assertion` of a past one."""

    token: str = ""
    assertion: str = ""

    def headers(self) -> dict[str, str]:
        """What travels of it."""
        told = {}
        if self.token:
            told["Authorization"] = f"Bearer {self.token}"
        if self.assertion:
            told["X-Assertion"] = self.assertion
        return told


NOBODY = Proof()


class Calls:
    """Every method raises BackendProblem or Unreachable. `deadline` is in seconds."""

    def __init__(self, caller: Caller, seal: FieldSeal | None, deadline: float) -> None:
        self._caller = caller
        self._seal = seal
        self._deadline = deadline

    async def get(self, model: type[M], path: str, proof: Proof = NOBODY, **query: object) -> M:
        """Read something; what is None in `query` is not sent."""
        target, accept = addressed(path, **query), "application/json"
        return parsed(
            model, await self.fetch(target, proof, accept=accept, deadline=self._deadline)
        )

    async def fetch(
        self, path: str, proof: Proof = NOBODY, *, accept: str, deadline: float
    ) -> Answer:
        """Read something that is no JSON, or is not to be parsed yet; `accept` is its type."""
        headers = {"Accept": accept, **proof.headers()}
        return await self._caller.call("GET", path, b"", headers=headers, key="", deadline=deadline)

    async def post(
        self,
        model: type[M],
        path: str,
        content: WireModel | Mapping[str, object],
        proof: Proof = NOBODY,
        *,
        key: str = "",
        attempts: int = MAX_ATTEMPTS,
    ) -> M:
        """Do something; the same `key` (uuid hex) does it once, however often it is sent."""
        key = key or uuid.uuid4().hex
        told = content.model_dump(mode="json") if isinstance(content, WireModel) else content
        if self._seal is not None:
            told = self._seal.sealed(told, key)
        body = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
        answer = await self._caller.call(
            "POST",
            path,
            body,
            headers={"Content-Type": "application/json", **proof.headers()},
            key=key,
            deadline=self._deadline,
            attempts=attempts,
        )
        return parsed(model, answer)

    async def put(
        self,
        model: type[M],
        path: str,
        body: bytes,
        headers: Mapping[str, str],
        proof: Proof,
        *,
        key: str,
        deadline: float,
    ) -> M:
        """Hand in a file."""
        answer = await self._caller.call(
            "PUT", path, body, headers={**headers, **proof.headers()}, key=key, deadline=deadline
        )
        return parsed(model, answer)

    async def delete(self, path: str, proof: Proof) -> None:
        """End or give back something."""
        await self._caller.call(
            "DELETE",
            path,
            b"",
            headers=proof.headers(),
            key=uuid.uuid4().hex,
            deadline=self._deadline,
        )


def parsed(model: type[M], answer: Answer) -> M:
    """The model in a successful answer.

    Raises:
        Unreachable: the body is not what the contract says.
    """
    try:
        return model.model_validate_json(answer.json_text())
    except ValidationError as error:
        raise Unreachable(f"the answer is no {model.__name__}") from error


def addressed(path: str, **query: object) -> str:
    """Path and query; what is None is not sent."""
    asked = urlencode({name: value for name, value in query.items() if value is not None})
    return f"{path}?{asked}" if asked else path


def piece(text: str) -> str:
    """A piece of a path."""
    return quote(text, safe="")
