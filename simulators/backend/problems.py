"""Refusals as problem+json (RFC 9457): what happened, what to do now, a code for the helpdesk."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

from simulators.backend.wire import Answer


@dataclass(frozen=True)
class Kind:
    """One refusal of the contract; the two Chinese lines may be shown to a citizen."""

    status: int
    title: str
    user_message: str
    next_step: str
    retryable: bool
    help_code: str


KINDS: Final = {
    "clock_skew": Kind(
        401,
        "Terminal clock differs from the server's by more than 180 s",
        "本机时间不准，暂时连不上平台。",
        "请稍后再试，或到窗口办理。",
        True,
        "N4011",
    ),
    "bad_signature": Kind(
        401,
        "Signature missing or wrong",
        "本机与平台的连接没有通过核验。",
        "请到窗口办理，或按“求助”叫工作人员。",
        False,
        "N4012",
    ),
    "session_expired": Kind(
        401,
        "Session or assertion unknown or expired",
        "时间有点久，登录已失效。",
        "请重新刷一下身份证。",
        False,
        "N4013",
    ),
    "unknown_terminal": Kind(
        403,
        "Terminal not registered",
        "本机还没有在平台登记。",
        "请到窗口办理，或按“求助”叫工作人员。",
        False,
        "N4031",
    ),
    "activation_refused": Kind(
        403,
        "Activation code used before, or not for this terminal",
        "激活码已经用过，或者不是给本机的。",
        "请向平台管理员要新的激活码。",
        False,
        "N4032",
    ),
    "assurance_too_low": Kind(
        403,
        "The session's assurance level is too low for this act",
        "办这件事还要再核验一次身份。",
        "请按提示核验，或到窗口办理。",
        False,
        "N4033",
    ),
    "face_differs": Kind(
        403,
        "The face is another person's",
        "没有比对上：拍到的和登记的照片不像同一个人。",
        "请本人再拍一次，或到窗口办理。",
        False,
        "N4034",
    ),
    "not_found": Kind(
        404, "No such resource", "没有查到。", "请核对号码，或到窗口查询。", False, "N4041"
    ),
    "method_not_allowed": Kind(
        405, "Method not allowed", "没有查到。", "请按“求助”叫工作人员。", False, "N4051"
    ),
    "replayed": Kind(409, "Nonce already used", "这次请求重复了。", "请再试一次。", True, "N4091"),
    "already_rated": Kind(
        409, "Case already rated", "这件事已经评价过了。", "不用再评，谢谢您。", False, "N4092"
    ),
    "wrong_state": Kind(
        409, "Not possible in this state", "现在不能这样办了。", "请查看最新进度。", False, "N4093"
    ),
    "slot_full": Kind(409, "Slot is full", "这个时段刚刚约满。", "请换一个时段。", False, "N4094"),
    "closed": Kind(
        409,
        "Outside the hours",
        "现在不在受理时间。",
        "请按提示的时间再来，或先在本机预约。",
        False,
        "N4095",
    ),
    "item_withdrawn": Kind(
        410,
        "Item withdrawn",
        "这个事项刚刚下架，本机暂时不能办。",
        "请到窗口咨询，或拨打 12345。",
        False,
        "N4101",
    ),
    "code_expired": Kind(
        410,
        "Code expired or used up",
        "这个码已经失效。",
        "请重新出示，或到窗口办理。",
        False,
        "N4102",
    ),
    "too_large": Kind(
        413, "Body exceeds 16 MiB", "文件太大。", "请重新拍一张，或到窗口办理。", False, "N4131"
    ),
    "invalid": Kind(
        422,
        "Request not valid; all defects are listed",
        "有几处需要改一下。",
        "请按提示逐项修改后再提交。",
        False,
        "N4221",
    ),
    "face_unclear": Kind(
        422,
        "The face cannot be compared",
        "这次没有办法比对。",
        "请摘下口罩和墨镜，正对镜头再拍一次，或到窗口办理。",
        False,
        "N4223",
    ),
    "idempotency_conflict": Kind(
        422,
        "Idempotency key reused with another body",
        "提交的内容前后不一致。",
        "请按“求助”叫工作人员。",
        False,
        "N4222",
    ),
    "too_many_requests": Kind(
        429,
        "Too many wrong codes or faces",
        "试的次数太多了。",
        "请过几分钟再试，或到窗口办理。",
        True,
        "N4291",
    ),
    "internal": Kind(
        500,
        "Internal error",
        "平台出了点问题。",
        "您填的内容还在，请稍后再试，或到窗口办理。",
        True,
        "N5001",
    ),
    "unavailable": Kind(
        503,
        "Platform not available",
        "平台暂时连不上。",
        "请稍后再试，或到窗口办理。",
        True,
        "N5031",
    ),
}


@dataclass(frozen=True)
class Defect:
    """One thing to mend; field is a dotted name such as `form.phone`."""

    field: str
    message: str


class ProblemError(Exception):
    """A refusal of the contract. `code` is a key of KINDS; extra members join the body."""

    def __init__(self, code: str, *, status: int | None = None, **extra: object) -> None:
        super().__init__(code)
        self.code = code
        self.kind = KINDS[code]
        self.status = self.kind.status if status is None else status
        self.extra = extra

    def answer(self, *headers: tuple[bytes, bytes]) -> Answer:
        kind = self.kind
        body = {
            "type": "about:blank",
            "title": kind.title,
            "status": self.status,
            "code": self.code,
            "user_message": kind.user_message,
            "next_step": kind.next_step,
            "retryable": kind.retryable,
            "help_code": kind.help_code,
            **self.extra,
        }
        raw = json.dumps(body, ensure_ascii=False).encode()
        return Answer(self.status, [(b"content-type", b"application/problem+json"), *headers], raw)


def invalid(*defects: Defect) -> ProblemError:
    """All defects at once (一次性告知): a citizen is never sent back twice for one form."""
    listed = [{"field": defect.field, "message": defect.message} for defect in defects]
    return ProblemError("invalid", defects=listed)
