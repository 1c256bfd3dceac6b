"""Questions and notices as the core would put them from the card on to the thanks.

Everybody and everything here is made up: region code 990101 (示例市) does not exist.
"""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.notices import (
    CardNews,
    PadPressed,
    PaperNews,
    StillWorking,
)
from kiosk.conversation.questions import (
    Accepted,
    Alternative,
    CardSort,
    CardStage,
    FieldKind,
    FillForm,
    FormField,
    Milestone,
    PaperStage,
    PlaceCard,
    Progress,
    Rate,
    Review,
    Row,
    TakeCard,
    Thanks,
    Working,
)

SERVICE = "社会保障卡补领"
LONG_SERVICE = (
    "城乡居民基本养老保险参保登记|及灵活就业人员企业职工基本养老保险关系转移接续申请"
    "|（含外埠户籍人员）"
)
RARE_NAME = "欧阳𬱖𬭎·阿卜杜热西提·买买提艾力"
STEPS = ("核验身份", "填写信息", "提供材料", "核对签名", "取回执")


def step(now: int) -> Progress:
    """The five steps, standing at `now` (from 0)."""
    return Progress(STEPS, now)


# --- the card ----------------------------------------------------------------------------

PLACE_CARD = PlaceCard(
    service=SERVICE,
    progress=step(0),
    where="屏幕右下方",
    alternatives=(
        Alternative("social_card", "用社保卡", "插到卡槽里", "card"),
        Alternative("phone", "用手机亮码", "电子身份码，对着扫码口", "qr"),
        Alternative("window", "改到窗口办", "没带证件，窗口也能办", "window"),
    ),
)
PLACE_CARD_AGAIN = replace(
    PLACE_CARD,
    problem="卡拿得太早，没有读完。请再放一次，听到“嘀”一声再拿走。",
    alternatives=PLACE_CARD.alternatives[2:],
)
PLACE_SOCIAL_CARD = replace(
    PLACE_CARD,
    card=CardSort.SOCIAL_SECURITY,
    where="读卡区右边",
    alternatives=(
        Alternative("id_card", "用身份证", "放在读卡区", "card"),
        *PLACE_CARD.alternatives[1:],
    ),
)
PLACE_CARD_BARE = replace(PLACE_CARD, service="", progress=None, alternatives=())
PLACE_CARD_LONG = replace(
    PLACE_CARD,
    service=LONG_SERVICE,
    where="屏幕右下方、回执出口旁边的蓝色亮圈",
    problem="这张身份证 2021年3月5日就到期了，本机不能用它办事。请先到派出所换领新证，"
    "或者改到窗口请工作人员看一看能不能用临时身份证办。",
    alternatives=(
        Alternative("social_card", "用第三代社会保障卡", "插卡，或者把卡贴在读卡区", "card"),
        Alternative("phone", "用手机扫电子身份码", "请打开手机上的出示身份码页面", "qr"),
        Alternative("window", "改到人工窗口继续办", "现在就取号，填好的不用重填", "window"),
    ),
)
CARD_SEEN = CardNews(CardStage.READING)
CARD_AWAITED = CardNews(CardStage.WAITING, "没有读到，请放平再试一次。")

# --- the form ----------------------------------------------------------------------------

DIGITS_OF_A_PHONE = 11


def check(name: str, value: str) -> str | None:
    """What the core would say about a value."""
    if name == "phone" and value and len(value) != DIGITS_OF_A_PHONE:
        missing = DIGITS_OF_A_PHONE - len(value)
        short = f"少了 {missing} 位。" if missing > 0 else f"多了 {-missing} 位。"
        return f"{short}手机号是 11 位，请改好，或者清空不填。"
    if name == "address" and not value:
        return "还没有填收卡地址。新卡要寄到这里，请填上。"
    return None


FORM = FillForm(
    service=SERVICE,
    progress=step(1),
    title="核对联系方式",
    from_card=(Row("姓名", "张示例"), Row("身份证号", "990101********0018")),
    fields=(
        FormField("address", "收卡地址", FieldKind.TEXT, "已按身份证填好，可以改"),
        FormField("phone", "手机号", FieldKind.PHONE, "选填，用来收进度短信", False, max_length=11),
    ),
    values={"address": "示例市示例区××街道示例路 1 号", "phone": ""},
    check=check,
    focus="phone",
)
FORM_LONG = replace(
    FORM,
    service=LONG_SERVICE,
    title="请核对联系方式，并说明这次为什么要补领社会保障卡",
    from_card=(
        Row("姓名", RARE_NAME),
        Row("身份证号", "990101********0018"),
        Row("住址", "示例省示例自治州示例县××街道办事处示例新村东区三十二号楼二单元 1502 室"),
    ),
    fields=(
        FormField(
            "reason",
            "补领原因",
            FieldKind.CHOICE,
            "选一个",
            choices=(
                ("lost", "丢了"),
                ("broken", "坏了，读不出来"),
                ("expired", "到期了"),
                ("changed", "姓名或者身份证号变过，卡上的不对了"),
            ),
        ),
        *FORM.fields,
        FormField(
            "agent_id",
            "代办人身份证号",
            FieldKind.ID_NUMBER,
            "不是本人来的才填，填代办人自己的身份证号，共 18 位，最后一位可能是 X",
            False,
            max_length=18,
        ),
        FormField("copies", "份数", FieldKind.NUMBER, max_length=2),
    ),
    values={"address": "示例省示例自治州示例县××街道办事处示例新村东区三十二号楼二单元 1502 室"},
    focus="",
)
FORM_AT_HAND = replace(
    FORM,
    title="这些带来了吗？",
    from_card=(),
    fields=(
        FormField(
            "recent_photo",
            "近期免冠照片",
            FieldKind.CHOICE,
            "没有也能先办，领证时补交",
            choices=(("here", "带了，现在拍"), ("not here", "没带，10 个工作日内补交")),
        ),
    ),
    values={},
    focus="",
)
FORM_BARE = replace(FORM, service="", progress=None, from_card=(), fields=FORM.fields[1:])

# --- review ------------------------------------------------------------------------------

REVIEW = Review(
    service=SERVICE,
    progress=step(3),
    rows=(
        Row("办理事项", "社会保障卡补领"),
        Row("申请人", "张示例"),
        Row("身份证号", "990101********0018"),
        Row("手机号", "138****0000", "phone"),
        Row("收卡地址", "示例市示例区××街道示例路 1 号", "address"),
        Row("材料", "身份证、户口簿本人页，共 2 份", "material"),
    ),
    statement="我已核对，以上情况属实。同意示例区人力资源和社会保障局用这些信息办理补卡，"
    "原卡同时挂失。",
)
REVIEW_LONG = replace(
    REVIEW,
    service=LONG_SERVICE,
    rows=(
        Row("办理事项", LONG_SERVICE.replace("|", "")),
        Row("申请人", RARE_NAME),
        Row("身份证号", "990101********0018"),
        Row("手机号", "", "phone"),
        Row("收卡地址", FORM_LONG.values["address"], "address"),
        Row("紧急联系人姓名和电话", "李示例，139****0000", "contact"),
        Row("参保单位", "示例市示例有限公司", "employer"),
        Row("材料", "身份证、户口簿本人页、近期免冠照片，共 3 份", "material"),
    ),
    statement=REVIEW.statement * 2,
)

# --- submitting and after ----------------------------------------------------------------

WORKING = Working(
    service=SERVICE,
    progress=step(3),
    title="正在提交",
    line="材料已经在本机存好，正在送到示例区人社局。",
)
WORKING_LEAVE = replace(WORKING, can_leave=True)
STILL_WORKING = StillWorking("网络有点慢，还在送。您可以先走，送到后会发短信给您。")

ACCEPTED = Accepted(
    service=SERVICE,
    progress=step(4),
    title="已受理",
    line="社会保障卡补领，申请人张示例",
    sent=True,
    code="82641937",
    code_label="查询码",
    code_line="刷身份证，|或凭这个号码，|随时在本机和窗口查进度。",
    qr="https://example.invalid/q/82641937",
    qr_line="手机扫码看进度",
    milestones=(
        Milestone("今天 14:41", "示例区人社局已受理", True),
        Milestone("12月1日（周二）前", "做好新卡，承诺 7 个工作日"),
        Milestone("做好当天", "发短信通知您，卡邮寄到家"),
    ),
    card_on_reader=True,
    paper=PaperStage.PRINTING,
    paper_line="从屏幕左下方出来",
)
ACCEPTED_STORED = replace(
    ACCEPTED,
    title="已存好，正在送往办事平台",
    line="网络暂时不通。申请在本机存好了，网络一通就自动送，不会丢，也不会送两次。",
    sent=False,
    code="K70417",
    code_label="收件码",
    code_line="还没有受理。送到以后，凭身份证可以查到。",
    qr="",
    qr_line="",
    milestones=(
        Milestone("今天 14:41", "本机已存好", True),
        Milestone("网络恢复", "自动送到示例区人社局"),
        Milestone("送到以后", "告诉您是否受理"),
    ),
    card_on_reader=False,
    paper=PaperStage.PRINTED,
    paper_line="从屏幕左下方出来",
)
ACCEPTED_LONG = replace(
    ACCEPTED,
    service=LONG_SERVICE,
    line=f"{LONG_SERVICE.replace('|', '')}，申请人{RARE_NAME}",
    code="990101202611200417",
    code_line="在任何一台终端，按“反映问题”“看答复”，输这个码或者扫一扫。",
    milestones=(
        *ACCEPTED.milestones[:2],
        Milestone("2026年12月31日（周四）前", "法定最晚办结日，过了这一天还没办好可以投诉"),
        ACCEPTED.milestones[2],
    ),
    paper=PaperStage.NOT_PRINTED,
    paper_line="没有纸了，回执没有印出来。请记下查询码，或者到窗口补印一张。",
)
ACCEPTED_DECIDED = replace(
    ACCEPTED,
    title="已经办好",
    line="系统自动审批：身份证上的姓名、号码与登记信息一致的，系统自动办结。",
    milestones=(
        Milestone("11月20日 14:41", "已受理", True),
        Milestone("11月20日 14:41", "已办结", True),
        Milestone("觉得不对", "可以申请人工复核，请工作人员再看一遍"),
    ),
    look="看详情、打印结果",
)
ACCEPTED_REFUSED = replace(
    ACCEPTED,
    title="不予受理",
    line="通知书上写着理由，也写着您能怎么办。",
    refused=True,
    milestones=(
        Milestone("11月20日 14:41", "已收件", True),
        Milestone("11月20日 14:41", "不予受理", True),
    ),
    card_on_reader=False,
    paper=PaperStage.PRINTED,
    look="看详情、能怎么办",
)
PAPER_HALF = PaperNews(PaperStage.PRINTING, "正在打印", 0.62)
PAPER_DONE = PaperNews(PaperStage.PRINTED, "打好了，请从屏幕左下方取走", 1.0)
PAPER_FAILED = PaperNews(PaperStage.NOT_PRINTED, "记下屏幕上的号码就行，随时可以查", 0.4)

# --- rating ------------------------------------------------------------------------------

RATE = Rate(
    service=SERVICE,
    about="社会保障卡补领，11月20日 14:41 受理",
    rows=(
        Row("事项", "社会保障卡补领"),
        Row("受理单位", "示例区人力资源和社会保障局"),
        Row("办理方式", "自助终端，本人办理"),
        Row("用时", "9 分钟"),
    ),
    levels=("非常不满意", "不满意", "基本满意", "满意", "非常满意"),
    reasons=(
        ("sample", "没有提供材料样本"),
        ("list", "没有提供材料清单"),
        ("late", "未在承诺时间内办结"),
        ("again", "同样内容的证明材料|被要求多次提交"),
        ("offline", "承诺网办但无法在线办理"),
        ("queue", "在线预约办理后|到实体大厅重复取号排队"),
        ("skill", "窗口人员业务不熟练"),
        ("manner", "服务态度生硬"),
    ),
)
RATE_LONG = replace(
    RATE,
    about=f"{LONG_SERVICE.replace('|', '')}，11月20日 14:41 受理",
    levels=("很不满意，要求整改", "不太满意", "基本上满意", "比较满意", "非常满意"),
)
PAD_TWO = PadPressed(2)
PAD_FIVE = PadPressed(5)

# --- leaving ---------------------------------------------------------------------------

TAKE_CARD = TakeCard(where="屏幕右下方")
TAKE_SOCIAL_CARD = TakeCard(card=CardSort.SOCIAL_SECURITY, where="读卡区右边")
CARD_FORGOTTEN = replace(TAKE_CARD, forgotten=True)
THANKS = Thanks(line="祝您办事顺利。您填的和拍的，已经从本机清除。")
