"""Promises as the core would put them. Everybody and everything here is made up."""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.questions import Clause, Promise
from tests.screens.samples_apply import LONG_SERVICE, step

PROMISE = Promise(
    service="临时救助申请",
    progress=step(2),
    title="家庭收入告知承诺书",
    line="签了这份承诺，就不用交：收入说明。",
    clauses=(
        Clause("承诺什么", ("本人承诺：所填家庭人口和每月收入属实，愿意接受核查。",)),
        Clause("承诺不实怎么办", ("停止救助、追回已发的钱，并记入信用记录。",)),
        Clause("不想承诺", ("可以不签，按返回，照常拍照交材料，不影响办理。",)),
    ),
    statement="我已读完并明白上面的内容，自愿承诺，愿意承担责任。",
)
PLEDGE = replace(
    PROMISE,
    service="居住证申领",
    title="容缺受理承诺书",
    line="先受理，缺的材料以后补。",
    clauses=(
        Clause("以后补交", ("近期免冠照片：2026年12月7日前", "住处证明：2026年12月7日前")),
        Clause("我承诺", ("在期限内把材料补到本机或窗口，补交的材料真实有效。",)),
        Clause("没有按时补", ("受理单位可以终止办理，已经交的材料退还给您。",)),
    ),
)
PROMISE_LONG = replace(
    PROMISE,
    service=LONG_SERVICE,
    title="城乡居民最低生活保障家庭经济状况告知承诺书",
    line="签了这份承诺，就不用交：家庭收入说明、银行流水、房产情况说明、车辆情况说明。",
    clauses=(
        Clause(
            "承诺什么",
            ("本人承诺：所填的家庭人口、收入和财产属实，同意核对银行、房产、车辆等信息。" * 4,),
        ),
        *PROMISE.clauses[1:],
        Clause(
            "怎么核查", ("受理后十五个工作日内，由街道和社区上门走访、邻里询问、信息核对。" * 5,)
        ),
    ),
)
