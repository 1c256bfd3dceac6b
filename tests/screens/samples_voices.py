"""What people tell: own words in a box of several lines, the parts of a terminal, an answer."""

from __future__ import annotations

from kiosk.conversation.questions import (
    Choose,
    Entry,
    FieldKind,
    FillForm,
    FormField,
    Group,
    Option,
    Row,
    ShowMatter,
)

SAID = (
    "我来办社保卡补领，系统说没有我的参保记录，可是我在示例区交了六年社保。上周二来过一次，"
    "窗口让我去单位开证明，单位说不用开，来来回回跑了三趟都没有办成，请帮我查一查到底卡在哪里。"
)
FIELDS = (
    FormField("words", "什么事没办成？卡在哪里？", FieldKind.TEXT, "最多 400 个字", max_length=400),
    FormField("phone", "您的电话", FieldKind.PHONE, "想听回电才写", False, max_length=20),
    FormField("name", "您的名字", FieldKind.NAME, "可以不写", False, max_length=20),
)


def _fine(_name: str, _value: str) -> str | None:
    return None


LETTER = FillForm(
    service="办不成事",
    title="用您自己的话说",
    from_card=(),
    fields=FIELDS,
    values={"words": SAID, "phone": "", "name": ""},
    check=_fine,
    focus="words",
)
LETTER_EMPTY = FillForm(
    service="办不成事",
    title="用您自己的话说",
    from_card=(),
    fields=FIELDS,
    values={},
    check=_fine,
)
PARTS = Choose(
    service="机器坏了",
    title="哪里坏了？",
    line="机器自己知道的情况写在名字旁边，可能和您看到的不一样。",
    entries=(
        Entry("id_card", "身份证读卡器", "", "fault", "看起来正常", "ok"),
        Entry("receipt_printer", "回执打印机", "", "fault", "纸或墨粉用完了", "bad"),
        Entry("page_printer", "A4 打印机", "", "fault", "卡纸", "bad"),
        Entry("scanner", "扫描仪", "", "fault", "没有反应", "bad"),
        Entry("code_reader", "扫码口", "", "fault", "正在启动", "info"),
        Entry("screen", "屏幕", "点了没反应、花屏、看不清", "fault"),
        Entry("other", "别的地方", "声音、灯、外壳、卡被吞了", "fault"),
    ),
)
REPLY = ShowMatter(
    service="看答复",
    title="办不成事",
    chip="已经答复",
    chip_kind="ok",
    code="7193 0264",
    code_label="查询码",
    groups=(
        Group(
            "答复",
            (Row("谁答复", "示例区人力资源和社会保障局"), Row("什么时候", "2026年11月24日")),
            ("您的参保记录已经补上，请再来办一次，不用再开证明。对不起，让您多跑了几趟。",),
        ),
        Group(
            "谁在办",
            (
                Row("负责单位", "“办不成事”反映窗口"),
                Row("收到时间", "2026年11月20日"),
                Row("答复期限", "2026年11月27日前"),
            ),
        ),
    ),
    options=(Option("again", "再查一个", "换一个码", "progress"),),
    main=Option("done", "知道了"),
)
