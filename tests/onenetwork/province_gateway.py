"""The fictional province's gateway, as its own people would have written it (docs/examples).

Knows nothing of the contract: one address, GB18030, success codes as they come, satisfaction 1 for
the best, a signature of its own, and no second act under one serial.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SECRET = b"demo-province-secret"
APP = "demo-terminal"
Row = dict[str, Any]


@dataclass
class Books:
    """What the gateway has on file."""

    cases: dict[str, Row] = field(default_factory=dict)
    stuffs: list[tuple[str, str, int]] = field(default_factory=list)
    ratings: list[Row] = field(default_factory=list)
    answers: dict[str, Row] = field(default_factory=dict)
    lose: set[str] = field(default_factory=set)
    """Services whose next answer is lost on the way, after the act."""

    def invoke(self, service: str, head: Row, body: Row) -> Row:
        serial = head["serial"]
        if serial and serial in self.answers:
            return self.answers[serial]
        act: Callable[[Row], Row] = getattr(self, "_" + service.replace(".", "_"), self._unknown)
        needs_ticket = service.startswith(("apply.open", "apply.submit", "stuff"))
        if needs_ticket and head["ticket"] != "TICKET-1":
            return {"code": "1002", "msg": "登录已失效", "data": None}
        answer = act(body)
        if serial and answer["code"] in ("0000", "00", "200", True):
            self.answers[serial] = answer
        return answer

    def _unknown(self, body: Row) -> Row:
        return {"code": "7777", "msg": "服务未开通", "data": None}

    def _person_verify(self, body: Row) -> Row:
        if body["applyName"] == "王示例":
            return {
                "code": "1001",
                "msg": "有误",
                "data": {"rows": [{"name": "valid_to", "reason": "证件已过期"}]},
            }
        data = {"token": "TOKEN-1", "ticket": "TICKET-1", "userId": "U1", "authlevel": "3"}
        return {"code": "0000", "msg": "", "data": {**data, "expireTime": "2099-01-01 08:00:00"}}

    def _apply_open(self, body: Row) -> Row:
        number = f"11990101009900072D499200101000120261122{len(self.cases) + 1:04}"
        self.cases[number] = {**body, "state": "00"}
        return {"code": "0000", "msg": "𠮷", "data": {"applyNo": number}}

    def _stuff_upload(self, body: Row) -> Row:
        size = len(base64.b64decode(body["file"]))
        self.stuffs.append((body["applyNo"], body["stuffCode"], size))
        return {"code": "00", "msg": "", "data": None}

    def _apply_submit(self, body: Row) -> Row:
        case = self.cases[body["applyNo"]]
        case["state"], case["acceptTime"] = "02", body["opTime"]
        return {"code": True, "msg": "", "data": self._shown(body["applyNo"])}

    def _apply_query(self, body: Row) -> Row:
        if body["applyNo"] not in self.cases:
            return {"code": "1003", "msg": "无此办件", "data": None}
        return {"code": "200", "msg": "", "data": self._shown(body["applyNo"])}

    def _apply_list(self, body: Row) -> Row:
        rows = [
            self._shown(no) for no, one in self.cases.items() if one["outerNo"] == body["outerNo"]
        ]
        return {"code": "200", "msg": "", "data": {"rows": rows}}

    def _eval_send(self, body: Row) -> Row:
        if any(one["projectNo"] == body["projectNo"] for one in self.ratings):
            return {"code": "1009", "msg": "已评价", "data": None}
        self.ratings.append(body)
        return {"code": "0000", "msg": "", "data": {"evalId": f"E{len(self.ratings)}"}}

    def _shown(self, number: str) -> Row:
        case = self.cases[number]
        return {
            "applyNo": number,
            "queryNo": number[-8:],
            "outerNo": case["outerNo"],
            "itemCode": case["itemCode"],
            "itemName": "社会保障卡补领",
            "state": case["state"],
            "acceptTime": case.get("acceptTime", ""),
            "promiseTime": "2",
            "promiseDay": "2026-12-31",
            "legalDay": "2027-01-31",
            "deptName": "示例省人社厅",
            "regionCode": "990101",
            "phone": "12333",
            "url": "https://gateway.example/q",
            "machineId": APP,
        }


def handler(books: Books) -> type[BaseHTTPRequestHandler]:
    class Gateway(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            told = json.loads(raw.decode("gb18030"))
            service = told["head"]["service"]
            answer = {"code": "2001", "msg": "验签失败", "data": None}
            if self._signed(raw):
                answer = books.invoke(service, told["head"], told["body"])
            if service in books.lose:
                books.lose.discard(service)
                self.close_connection = True
                return
            body = json.dumps(answer, ensure_ascii=False).encode("gb18030")
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=GBK")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _signed(self, raw: bytes) -> bool:
            head = (self.headers["X-Demo-App"] + self.headers["X-Demo-Time"]).encode()
            wanted = hashlib.sha256(head + raw + SECRET).hexdigest().upper()
            return self.path == "/gateway/invoke" and self.headers["X-Demo-Sign"] == wanted

        def log_message(self, *_: object) -> None:
            """Quiet: what is logged here would be somebody's application."""

    return Gateway


@contextlib.contextmanager
def gateway() -> Iterator[tuple[str, Books]]:
    """Its address and its books."""
    books = Books()
    with ThreadingHTTPServer(("127.0.0.1", 0), handler(books)) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}", books
        server.shutdown()
