"""The contract's calls as the gateway of the example understands them, and its answers back.

Everything goes to one address as {"head": …, "body": …} in GB18030, and comes back as
{"code": …, "msg": …, "data": …}, GB18030 labelled as a web page.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import parse_qs, urlsplit

from demo_province import codes
from kiosk.onenetwork.exchange import Answer, Ask, Send
from kiosk.onenetwork.platforms import Platform, done, refused

Body = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """A call of the contract taken apart."""

    ask: Ask
    send: Send
    parts: tuple[str, ...]
    """What stood in the path's gaps."""

    @property
    def body(self) -> Body:
        return json.loads(self.ask.body) if self.ask.body else {}

    @property
    def query(self) -> dict[str, str]:
        return {
            name: values[0] for name, values in parse_qs(urlsplit(self.ask.target).query).items()
        }


class RefusedError(Exception):
    """The gateway said no; `answer` says so in the contract's words."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer


class DemoProvince(Platform):
    """Maps the calls of a case's life; what the gateway cannot do is `not_found`, in words."""

    @dataclass(frozen=True)
    class Settings:
        """This platform's codes of 自助终端, 非常满意 and 即办件 (the other is 承诺件)."""

        channel: str = "5"
        best: Literal[1, 5] = 1
        instant: Literal["1", "2"] = "2"

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        number = r"([0-9A-Za-z-]{1,50})"
        self._calls: list[tuple[str, str, Callable[[Asked], Awaitable[Answer]]]] = [
            ("POST", r"/v1/sessions", self._verify),
            ("POST", r"/v1/cases", self._open),
            ("GET", r"/v1/cases", self._list),
            ("GET", rf"/v1/cases/{number}", self._query),
            ("PUT", rf"/v1/cases/{number}/materials/(\w+)", self._upload),
            ("POST", rf"/v1/cases/{number}/submit", self._submit),
            ("POST", r"/v1/ratings", self._rate),
        ]

    async def call(self, ask: Ask, send: Send) -> Answer:
        """See Platform."""
        path = urlsplit(ask.target).path
        for method, pattern, carry_out in self._calls:
            if method == ask.method and (found := re.fullmatch(pattern, path)):
                try:
                    return await carry_out(Asked(ask, send, found.groups()))
                except RefusedError as refusal:
                    return refusal.answer
        return refused("not_found", 404, "本地平台还没有这项服务。", "请到窗口办理。")

    # --- one method for each call ------------------------------------------------------------

    async def _verify(self, asked: Asked) -> Answer:
        given = asked.body
        data = await self._invoke(
            asked,
            "person.verify",
            applyName=given["name"],
            certNo=given["id_number"],
            certType=codes.CARDS[given["card_kind"]],
            validTo=given["valid_to"] or "长期",
        )
        number = given["id_number"]
        shown = {
            "name": given["name"],
            "id_number_masked": number[:6] + "*" * (len(number) - 10) + number[-4:],
            "card_kind": given["card_kind"],
        }
        session = {
            "token": data["token"],
            "assertion": data["ticket"],
            "person_ref": "p-" + hashlib.sha256(data["userId"].encode()).hexdigest()[:24],
            "assurance": codes.LEVELS[data["authlevel"]],
            "expires_at": codes.from_local(data["expireTime"]),
            "person": shown,
        }
        return done(session, 201)

    async def _open(self, asked: Asked) -> Answer:
        given = asked.body
        applicant = given["applicant"]
        data = await self._invoke(
            asked,
            "apply.open",
            itemCode=given["item_code"],
            outerNo=given["terminal_case_ref"],
            applyName=applicant["name"],
            certNo=applicant["id_number"],
            certType=codes.CARDS[applicant["card_kind"]],
            mobile=applicant["phone"],
            info=json.dumps(given["form"], ensure_ascii=False),
            source=self._settings.channel,
            opTime=codes.to_local(given["occurred_at"]),
        )
        return done({"case_no": data["applyNo"], "state": "draft"}, 201)

    async def _upload(self, asked: Asked) -> Answer:
        (number, code), page = asked.parts, asked.ask.body
        file = base64.b64encode(page).decode()
        await self._invoke(asked, "stuff.upload", applyNo=number, stuffCode=code, file=file)
        digest = hashlib.sha256(page).hexdigest()
        return done({"code": code, "size": len(page), "sha256": digest})

    async def _submit(self, asked: Asked) -> Answer:
        given, (number,) = asked.body, asked.parts
        signed_at = codes.to_local(given["signed_at"])
        content = {"applyNo": number, "promise": given["declaration"], "opTime": signed_at}
        return done(self._case(await self._invoke(asked, "apply.submit", **content)))

    async def _query(self, asked: Asked) -> Answer:
        return done(self._case(await self._invoke(asked, "apply.query", applyNo=asked.parts[0])))

    async def _list(self, asked: Asked) -> Answer:
        ref = asked.query.get("terminal_case_ref", "")
        data = await self._invoke(asked, "apply.list", outerNo=ref)
        return done({"cases": [self._case(one) for one in data["rows"]], "next_cursor": None})

    async def _rate(self, asked: Asked) -> Answer:
        given = asked.body
        data = await self._invoke(
            asked,
            "eval.send",
            projectNo=given["case_no"],
            satisfaction=str(codes.satisfaction(given["stars"], self._settings.best)),
            evalDetail=",".join(given["reasons"]),
            writingEvaluation=given["words"],
            anonymity="2" if given["named"] else "1",
            assessNumber="2" if given.get("round") == "follow_up" else "1",
            pf=self._settings.channel,
        )
        return done({"rating_id": data["evalId"], "thanks": "谢谢您的评价。"}, 201)

    # --- the gateway's envelope --------------------------------------------------------------

    async def _invoke(self, asked: Asked, service: str, **content: str) -> Body:
        """The `data` of an answer. Raises RefusedError, and Unreachable for no answer."""
        head = {
            "service": service,
            # The gateway does not act twice on one serial: the contract's key is just that.
            "serial": asked.ask.headers.get("Idempotency-Key", ""),
            "ticket": asked.ask.headers.get("X-Assertion", ""),
        }
        body = json.dumps({"head": head, "body": content}, ensure_ascii=False).encode("gb18030")
        kind = {"Content-Type": "application/json; charset=GB18030"}
        answer = await asked.send(Ask("POST", "/gateway/invoke", kind, body))
        if answer.status != 200:
            raise RefusedError(answer)  # a broken gateway: the client knows what that means
        told = json.loads(answer.text())
        if told["code"] in codes.SUCCESS:
            return dict(told["data"] or {})
        status, code = codes.PROBLEMS.get(str(told["code"]), codes.UNKNOWN)
        defects = [(each["name"], each["reason"]) for each in (told["data"] or {}).get("rows", [])]
        raise RefusedError(
            refused(code, status, told["msg"], "请核对后再试，或到窗口办理。", defects)
        )

    def _case(self, told: Body) -> Body:
        """The gateway's 办件 as the contract's Case."""
        accepted_at = codes.from_local(told["acceptTime"])
        instant = told["promiseTime"] == self._settings.instant
        return {
            "case_no": told["applyNo"],
            "query_code": told["queryNo"],
            "item_code": told["itemCode"],
            "item_name": told["itemName"],
            "state": codes.STATES[told["state"]],
            "history": [],
            "accepted_at": accepted_at,
            "promised_date": accepted_at[:10] if accepted_at and instant else told["promiseDay"],
            "statutory_date": told["legalDay"],
            "estimated": False,
            "suspended": None,
            "department": told["deptName"],
            "handling_region": told["regionCode"],
            "consult_phone": told["phone"],
            "query_url": told["url"],
            "materials": [],
            "licences": [],
            "deferred": [],
            "commitments": [],
            "parts": [],
            "notices": [],
            "decision": None,
            "result": None,
            "terminal": told["machineId"],
            "terminal_case_ref": told["outerNo"],
            "rating": None,
        }
