"""Lists to choose from, and all about one thing. All made up."""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.questions import (
    Choose,
    Entry,
    FlowStep,
    Group,
    Milestone,
    Option,
    Row,
    ShowMatter,
)
from tests.screens.samples_find import LONG_NAME

CHOOSE = Choose(
    title="您的办件",
    line="最近办的在最前面。",
    entries=(
        Entry("1", "社会保障卡补领", "11月20日提交，示例区人社局", "card", "办理中"),
        Entry("2", "居住证签注", "11月2日提交，示例区公安分局", "household", "要补材料", "warn"),
        Entry("3", "个人参保证明", "10月28日办好", "certificate", "可以打印", "ok"),
    ),
    second=Option("code", "用查询码查"),
)
CHOOSE_NONE = Choose(title="您的办件", empty="一年里没有在一网通办提交过申请。")
CHOOSE_LONG = Choose(
    service=LONG_NAME,
    title="这些证明可以打印，选一张",
    entries=tuple(
        Entry(str(n), LONG_NAME, f"第 {n} 张，{LONG_NAME}", "certificate", "还差 1 页", "warn")
        for n in range(1, 9)
    ),
    main=Option("all", "全部打印"),
)
MATTER = ShowMatter(
    title="社会保障卡补领",
    line="示例区人力资源和社会保障局",
    icon="card",
    chip="已受理",
    code="990101-20261120-000042",
    code_label="办件编号",
    qr="https://example.invalid/c/99010142",
    qr_line="手机扫码看进度",
    groups=(
        Group(
            "单位和时限",
            rows=(Row("承诺办结", "11月27日（周五）"), Row("还有", "4 个工作日")),
        ),
    ),
    milestones=(
        Milestone("11月20日 14:32", "已收件", True),
        Milestone("11月20日 14:32", "已受理", True),
        Milestone("11月27日（周五）前", "办好（承诺的日期）"),
    ),
    options=(
        Option("withdraw", "撤回申请", "不办了，办结以前都可以", "retry"),
        Option("print", "打印通知书", "A4 纸，盖电子章", "print"),
    ),
    main=Option("done", "知道了"),
)
MATTER_PLAIN = ShowMatter(
    title="您反映的问题有答复了",
    icon="complaint",
    groups=(Group("答复", lines=("您说的窗口已经加开，谢谢您。", "11月19日，示例区政务服务局")),),
)
MATTER_LONG = replace(
    MATTER,
    title=LONG_NAME,
    chip="时间暂停",
    chip_kind="warn",
    groups=(
        *MATTER.groups,
        Group(
            "要改、要补的", lines=tuple(f"第 {n} 处：{LONG_NAME}要重新填写" for n in range(1, 6))
        ),
    ),
    options=(*MATTER.options, Option("review", LONG_NAME, LONG_NAME, "help")),
)
MATTER_AGAIN = ShowMatter(
    service="老年人优待证",
    title="这份材料以前交过，|这次还用它？",
    line="用了它，就不用交：近期免冠照片。",
    icon="copy",
    chip="还能用",
    chip_kind="ok",
    groups=(
        Group(
            "近期免冠照片",
            rows=(
                Row("那次办的事", "居住证申领"),
                Row("哪天交的", "2026年9月23日"),
                Row("能用到", "2027年3月22日"),
            ),
        ),
        Group(
            "您同意以后",
            rows=(
                Row("给谁用", "示例区卫生健康局"),
                Row("用来办", "老年人优待证"),
                Row("用几次", "只用于这一次申请"),
            ),
        ),
    ),
    options=(Option("photograph", "不用，我重新交", "不取以前那一份", "copy"),),
    main=Option("use", "同意使用"),
)
MATTER_GUIDE = ShowMatter(
    service="社会保障卡补领",
    title="更多说明",
    line="社保卡丢了、坏了或到期了，办一张新的寄到家",
    icon="card",
    qr="https://ywtb.example/g/992001010001",
    qr_line="手机扫码，看指南、在网上办",
    flow=(
        FlowStep("申请", "随时", "填表、交材料、签名"),
        FlowStep("收件", "当场", "给您收件通知书"),
        FlowStep("受理", "5 个工作日内", "看材料够不够，缺什么一次说清"),
        FlowStep("决定", "7 个工作日内", "承办单位审查、决定"),
        FlowStep("送达", "办好以后", "按您选的方式给您"),
    ),
    groups=(
        Group("常见问题", lines=("问：旧卡还能用吗？\n答：挂失以后就不能用了。",)),
        Group(
            "材料从哪里来，凭什么要",
            rows=(
                Row("居民身份证", "公安机关、示例市社会保障服务规程（虚构）、原件 1 份"),
                Row("户口簿本人页", "公安机关、示例市社会保障服务规程（虚构）、原件 1 份"),
            ),
        ),
        Group("事项", rows=(Row("编码", "11990101009900013A4992001010001"),)),
    ),
    main=Option("apply", "立即办理"),
    public=True,
)
