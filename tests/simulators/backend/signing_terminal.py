"""A terminal of the tests' own: signs as the contract says, and nothing more."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import time
import uuid
from typing import Any

import httpx
from contract_document import Contract

TERMINAL = "demo-terminal"
SECRET = "demo-terminal-secret"
CARD_ITEM = "992001010001"  # 社会保障卡补领
REVIEWED_ITEM = "990501010004"  # 失业保险金申领, accepted after review only
ID_NUMBER = "990101199001010019"
SIGNATURE_PNG = b"\x89PNG\r\n\x1a\n" + b"ink"
PAGE_JPEG = b"\xff\xd8\xff\xe0" + b"page" * 64
CONTRACT = Contract()
OCCURRED = "2026-11-22T14:41:00+08:00"


def new_key() -> str:
    return uuid.uuid4().hex


class Terminal:
    """`contract` checks every answer; None where a fault spoils them."""

    def __init__(
        self,
        url: str,
        name: str = TERMINAL,
        secret: str = SECRET,
        contract: Contract | None = CONTRACT,
    ) -> None:
        self.contract = contract
        self.name = name
        self.secret = secret
        self.offset_s = 0
        self.http = httpx.Client(base_url=url, timeout=60, trust_env=False)

    def headers(
        self, method: str, target: str, body: bytes, nonce: str | None = None
    ) -> dict[str, str]:
        stamp = str(int(time.time()) + self.offset_s)
        nonce = nonce or secrets.token_hex(16)
        digest = hashlib.sha256(body).hexdigest()
        message = "\n".join([method, target, stamp, nonce, digest])
        return {
            "X-Terminal": self.name,
            "X-Timestamp": stamp,
            "X-Nonce": nonce,
            "X-Body-Digest": digest,
            "X-Signature-Scheme": "hmac-sha256",
            "X-Signature": hmac.new(
                self.secret.encode(), message.encode(), hashlib.sha256
            ).hexdigest(),
        }

    def call(
        self,
        method: str,
        target: str,
        body: object = None,
        *,
        key: str | None = None,
        nonce: str | None = None,
        **headers: str,
    ) -> httpx.Response:
        """`body` is sent as it is when bytes, else as JSON. Keywords become headers."""
        raw = body if isinstance(body, bytes) else b""
        if body is not None and not isinstance(body, bytes):
            raw = json.dumps(body, ensure_ascii=False).encode()
            headers.setdefault("Content-Type", "application/json")
        if method == "POST":
            headers["Idempotency-Key"] = key or new_key()
        elif key:
            headers["Idempotency-Key"] = key
        shown = {name.replace("_", "-"): value for name, value in headers.items()}
        signed = self.headers(method, target, raw, nonce)
        answer = self.http.request(method, target, content=raw, headers={**signed, **shown})
        if self.contract is not None:
            kind = answer.headers.get("content-type", "")
            self.contract.check(method, target, answer.status_code, kind, answer.content)
        return answer

    def session(self, **changes: object) -> httpx.Response:
        card = {
            "method": "id_card",
            "name": "张示例",
            "id_number": ID_NUMBER,
            "card_kind": "resident",
            "valid_to": None,
        }
        return self.call("POST", "/v1/sessions", {**card, **changes})

    def assertion(self) -> str:
        return str(self.session().json()["assertion"])

    def case_body(self, **changes: object) -> dict[str, Any]:
        applicant = {
            "name": "张示例",
            "id_number": ID_NUMBER,
            "card_kind": "resident",
            "phone": "",
            "address": "示例市示例区示例路 1 号",
        }
        body = {
            "item_code": CARD_ITEM,
            "applicant": applicant,
            "form": {"address": "示例市示例区示例路 1 号", "phone": ""},
            "channel": "terminal",
            "terminal_case_ref": new_key(),
            "occurred_at": OCCURRED,
        }
        return {**body, **changes}

    def draft(self, assertion: str, **changes: object) -> str:
        answer = self.call("POST", "/v1/cases", self.case_body(**changes), X_Assertion=assertion)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["case_no"])

    def material(
        self, assertion: str, case_no: str, code: str, body: bytes, kind: str = "image/jpeg"
    ) -> httpx.Response:
        headers = {"X_Assertion": assertion, "Content_Type": kind, "X_File_Name": f"{code}.bin"}
        return self.call("PUT", f"/v1/cases/{case_no}/materials/{code}", body, **headers)

    def submit(self, assertion: str, case_no: str, key: str | None = None) -> httpx.Response:
        body = {"declaration": "以上情况属实。", "signed_at": OCCURRED}
        target = f"/v1/cases/{case_no}/submit"
        return self.call("POST", target, body, key=key, X_Assertion=assertion)

    def complete_draft(
        self, assertion: str, page: str = "household_page", **changes: object
    ) -> str:
        case_no = self.draft(assertion, **changes)
        assert self.material(assertion, case_no, page, PAGE_JPEG).status_code == 200
        signed = self.material(assertion, case_no, "_signature", SIGNATURE_PNG, "image/png")
        assert signed.status_code == 200
        return case_no

    def submitted_case(self, assertion: str | None = None) -> dict[str, Any]:
        assertion = assertion or self.assertion()
        answer = self.submit(assertion, self.complete_draft(assertion))
        assert answer.status_code == 200, answer.text
        return dict(answer.json())
