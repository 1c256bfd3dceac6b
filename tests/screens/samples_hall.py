"""When to come to the hall, appointments and numbers there. All made up."""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.questions import (
    Accepted,
    BookableDay,
    Choose,
    Entry,
    FieldKind,
    FillForm,
    FormField,
    FreeTime,
    Group,
    Milestone,
    Option,
    PaperStage,
    PickTime,
    Plan,
    PlanZone,
    Row,
    ShowMatter,
    TimesOfDay,
)
from tests.screens.samples_find import HOT

MORNING = ("09:00", "09:30", "10:00", "10:30", "11:00")
AFTERNOON = ("13:30", "14:00", "14:30", "15:00", "15:30", "16:00")


def _times(names: tuple[str, ...], full: int) -> tuple[FreeTime, ...]:
    return tuple(
        FreeTime(f"S-{name}", name, "约满" if at < full else f"余 {2 - at % 2} 个", at >= full)
        for at, name in enumerate(names)
    )


def _day(name: str, day: str, full: tuple[int, int]) -> BookableDay:
    parts = (
        TimesOfDay("上午", _times(MORNING, full[0])),
        TimesOfDay("下午", _times(AFTERNOON, full[1])),
    )
    free = sum(time.free for part in parts for time in part.times)
    return BookableDay(name, day, f"余 {free} 个" if free else "约满", parts)


DAYS = (
    _day("周一", "11月23日", (5, 6)),
    _day("周二", "11月24日", (3, 0)),
    _day("周三", "11月25日", (0, 0)),
    _day("周四", "11月26日", (1, 2)),
    _day("周五", "11月27日", (0, 1)),
)
HALL_PLAN = ShowMatter(
    title="大厅里有什么",
    line="图上有图钉的地方，就是您现在的位置。",
    icon="where",
    plan=Plan(
        (
            PlanZone("1", 0.36, 0.72, 0.28, 0.28),
            PlanZone("2", 0.0, 0.0, 0.34, 0.3),
            PlanZone("3", 0.36, 0.0, 0.28, 0.3),
            PlanZone("4", 0.66, 0.0, 0.34, 0.3),
            PlanZone("5", 0.2, 0.36, 0.6, 0.3),
            PlanZone("6", 0.0, 0.72, 0.34, 0.28),
            PlanZone("7", 0.66, 0.72, 0.34, 0.28),
        ),
        (0.42, 0.86),
    ),
    groups=(
        Group(
            "图上的数字",
            rows=(
                Row("1\u2002咨询引导区", "问路、看指南、取号，自助终端也在这里"),
                Row("2\u2002社保医保区", "社保、医保，3–9 号窗口"),
                Row("3\u2002综合区", "公安、民政、公积金和其他，11–37 号窗口"),
                Row("4\u2002企业区", "开办企业、税务，31–48 号窗口"),
                Row("5\u2002等候休息区", "有座位、饮水，能看到叫号屏"),
                Row("6\u2002帮办代办区", "有人陪您办，请您先坐"),
                Row("7\u2002便民服务区", "水、电、气 51–53 号窗口，复印、母婴室、轮椅"),
            ),
        ),
        Group(
            "谁来帮您办",
            rows=(
                Row("王帮办", "社保、医保帮办、工作日 9:00–17:00、电话 12345"),
                Row("陈代办", "上门代办，会手语、周一、周三 9:00–12:00、电话 12345"),
            ),
        ),
        Group(
            "附近还能到这里办",
            rows=(
                Row(
                    "示例社区便民服务站", "走路 6 分钟、示例市示例区样例路 8 号、工作日 9:00–17:00"
                ),
                Row("示例区图书馆自助服务角", "走路 12 分钟、示例市示例区书香路 2 号、24 小时"),
            ),
        ),
    ),
    main=Option("done", "知道了"),
    public=True,
)
PICK_TIME = PickTime(
    service="结婚登记预约",
    title="想哪一天来？",
    line="示例区政务服务中心，民政区 15–16 号窗口",
    days=DAYS,
    later="看以后的日子",
)
PICK_TIME_ESTIMATE = replace(
    PICK_TIME,
    estimate="这些日子是预计的：放假安排还没有公布，来之前请再看一看。",
    days=(*DAYS, *(replace(day, day=f"12月{n}日") for n, day in enumerate(DAYS, start=14))),
)
PICK_TIME_FULL = replace(PICK_TIME, days=DAYS[:1])
PICK_TIME_NONE = replace(PICK_TIME, days=(), empty="这些天都没有可以约的时间，|请看以后的日子。")

QUEUE_FOR = Choose(
    title="取号|办什么事？",
    entries=tuple(Entry(one.code, one.name, one.line, one.icon) for one in HOT),
    main=Option("search", "写出要办的事"),
    second=Option("kinds", "按类找"),
)
FORM_HELP = FillForm(
    service="结婚登记预约",
    title="需要帮助吗？都可以不填",
    from_card=(),
    fields=(
        FormField(
            "needs",
            "到大厅时要的帮助",
            FieldKind.SEVERAL,
            "可以多选，也可以不选",
            required=False,
            choices=(
                ("assistant", "帮办员陪着办"),
                ("wheelchair", "轮椅"),
                ("sign_language", "手语"),
                ("elder_company", "有人陪老人办"),
                ("large_print", "大字的材料"),
            ),
        ),
        FormField("phone", "提醒用的手机号", FieldKind.PHONE, "来之前发短信提醒您", required=False),
    ),
    values={"needs": "wheelchair large_print"},
    check=lambda _name, _value: None,
)
FORM_CODE = FillForm(
    service="预约签到",
    title="把预约单上的码对准扫码口，|或者输号码",
    from_card=(),
    fields=(
        FormField("number", "预约号", FieldKind.NUMBER, "6 位数字", max_length=6),
        FormField("code", "签到码", FieldKind.NUMBER, "6 位数字", max_length=6),
    ),
    values={},
    check=lambda _name, _value: None,
)
TICKET_TAKEN = Accepted(
    service="社会保障卡补领、换领、换发",
    title="号取好了",
    line="前面还有 4 人，约 6 分钟，社保区 3–6 号窗口",
    sent=True,
    code="A023",
    code_label="排队号",
    code_line="请听叫号，叫到再去窗口。",
    qr="ticket=T000001",
    qr_line="扫码看|排到哪",
    milestones=(
        Milestone("今天 14:41", "取好了号", done=True),
        Milestone("叫到时", "到社保区 3–6 号窗口办"),
    ),
    card_on_reader=False,
    paper=PaperStage.PRINTED,
    paper_line="从屏幕左下方出来",
)
TICKET_CALLED = ShowMatter(
    service="社会保障卡补领、换领、换发",
    title="叫到您了，|请到社保区 4 号窗口",
    icon="ticket",
    chip="叫到了",
    chip_kind="ok",
    code="A023",
    code_label="排队号",
    groups=(
        Group(
            "您的号",
            rows=(
                Row("去哪里", "社保区 4 号窗口"),
                Row("大厅", "示例区政务服务中心"),
                Row("要等", "马上就到"),
                Row("取号时间", "14:41"),
            ),
        ),
    ),
    main=Option("done", "知道了"),
)
APPOINTMENT = ShowMatter(
    service="我的预约",
    title="结婚登记预约",
    line="当天 08:30 到 09:30 签到。",
    icon="booking",
    chip="约好了",
    chip_kind="ok",
    code="503817",
    code_label="签到码",
    groups=(
        Group(
            "时间和地点",
            rows=(
                Row("日期", "2026年11月23日（周一）"),
                Row("时间", "09:00 至 09:30"),
                Row("大厅", "示例区政务服务中心"),
                Row("窗口", "民政区 15–16 号窗口"),
            ),
        ),
        Group("请带上", lines=("居民身份证", "户口簿", "近期 2 寸红底合影 3 张")),
    ),
    options=(
        Option("change", "改时间", icon="when"),
        Option("cancel", "取消预约", icon="cancel"),
        Option("slip", "再印一张预约单", icon="receipt"),
    ),
    main=Option("check_in", "我到了，签到"),
)
PRIORITY = Choose(
    service="社会保障卡补领、换领、换发",
    title="需要优先吗？",
    line="说一声就行，不用出示证件。",
    entries=(
        Entry("elder", "老年人", "60 岁以上", "elder"),
        Entry("disabled", "残疾人", "行动、看、听不方便", "wheelchair"),
        Entry("pregnant", "孕妇", "带婴儿的也算", "baby"),
        Entry("veteran", "军人、退役军人", "现役军人和家属也算", "shield"),
    ),
    main=Option("none", "不用，普通号"),
)
