"""Promises as the core would put them. Everybody and everything here is made up."""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.questions import Clause, Promise
from tests.screens.samples_apply import LONG_SERVICE, step

PROMISE = Promise(
    service="临时救助申请",
    progress=step(2),
    title="家庭收入告知承诺书",
    line="签了就不用交：收入说明。",
    clauses=(
        Clause("告知您", ("示例区民政局会在办理中或办好以后核查。不愿意承诺的，可以照常交材料。",)),
        Clause("承诺什么", ("本人承诺：所填家庭人口和每月收入属实，愿意接受核查。",)),
        Clause("承诺不实的责任", ("停止救助、追回已发的钱，并记入信用记录。",)),
    ),
    statement="我已读完并明白上面的内容，自愿承诺，愿意承担责任。",
)
PLEDGE = replace(
    PROMISE,
    service="居住证申领",
    title="容缺受理承诺书",
    line="现在先办，缺的材料以后补。",
    clauses=(
        Clause("我承诺按时补交", ("近期免冠照片：2026年12月7日前", "住处证明：2026年12月7日前")),
        Clause("补到哪里", ("在本机“查进度”里拍照，或者带到窗口。",)),
        Clause(
            "我知道",
            (
                "到期不补，可以中止办理，或者撤销所作的决定。",
                "补交的材料要真实有效，不真实的由我承担责任。",
            ),
        ),
    ),
)
PROMISE_LONG = replace(
    PROMISE,
    service=LONG_SERVICE,
    title="城乡居民最低生活保障家庭经济状况告知承诺书",
    line="签了就不用交：家庭收入说明、银行流水、房产情况说明、车辆情况说明。",
    clauses=(
        *PROMISE.clauses[:1],
        Clause(
            "承诺什么",
            ("本人承诺：所填的家庭人口、收入和财产属实，同意核对银行、房产、车辆等信息。" * 4,),
        ),
        *PROMISE.clauses[2:],
        Clause(
            "怎么核查", ("受理后十五个工作日内，由街道和社区上门走访、邻里询问、信息核对。" * 5,)
        ),
    ),
)
