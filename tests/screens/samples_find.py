"""Questions as the core would put them while a citizen looks for a service: likely, long, empty.

Everything here is made up: no such centre, department or phone line exists.
"""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.notices import HelpNews
from kiosk.conversation.questions import (
    Attract,
    Category,
    Consent,
    Fact,
    FindService,
    Function,
    Home,
    MaterialLine,
    Option,
    OutOfService,
    PublicNotice,
    ReadGuide,
    ServiceCard,
)

LONG_NAME = (
    "城乡居民基本养老保险参保登记及灵活就业人员企业职工基本养老保险关系转移接续申请"
    "（含外埠户籍人员）"
)
RARE = "𬱖𬭎镇䶮㙍䲢居民服务"

ATTRACT = Attract(
    service_count=126,
    notices=(
        PublicNotice("2027 年度城乡居民医保参保缴费，12月31日截止", "医保"),
        PublicNotice("今晚 22:00 至 24:00 社保系统维护，社保事项暂停", "社保"),
        PublicNotice("周末婚姻登记照常，请先预约", "民政"),
    ),
    status="读卡、打印、网络都正常",
)
ATTRACT_BARE = Attract(service_count=24)
ATTRACT_LONG = Attract(
    service_count=1260,
    notices=tuple(
        PublicNotice(f"第 {n} 条：{LONG_NAME}的办理时间有变化，请看清楚再来", "人力资源和社会保障")
        for n in range(1, 9)
    ),
    status="打印机没有纸了，只能查询和办理，回执请到窗口打印",
    status_ok=False,
)

OUT_OF_SERVICE = OutOfService(
    why="读卡器坏了，正在修",
    what_to_do=(
        "请到一楼 3 号综合窗口办，工作日 9:00 至 17:30",
        "急事请打 12345，24 小时有人接",
    ),
    phone="12345",
    nearest="示例路 18 号社区服务站，走路约 6 分钟，24 小时开放",
    expected="今天 16:30 前修好",
)
OUT_OF_SERVICE_BARE = OutOfService(why="正在启动", what_to_do=(), phone="12345")
OUT_OF_SERVICE_LONG = OutOfService(
    why="与一网通办平台的连接断了，本机存的事项目录也过期了，现在什么都办不了",
    what_to_do=tuple(f"第 {n} 个办法：{LONG_NAME}请改到窗口" for n in range(1, 4)),
    phone="12345",
    nearest=f"{RARE}中心二楼东侧走廊尽头 24 小时自助服务区，乘 18 路到示例桥站下车后走路约 15 分钟",
    expected="要等上级平台恢复，恢复时间还不知道，恢复后本机会自己好",
)

HOT = (
    ServiceCard("a1", "社会保障卡|补领、换领、换发", "约 6 分钟，免费", "social_insurance"),
    ServiceCard("a2", "个人参保证明|查询打印", "约 2 分钟，免费", "certificate"),
    ServiceCard("a3", "居住证签注", "约 3 分钟，免费", "household"),
    ServiceCard("a4", "无犯罪记录证明", "约 3 分钟，免费", "certificate"),
    ServiceCard("a5", "城乡居民参保登记", "约 5 分钟，免费", "medical"),
    ServiceCard("a6", "结婚登记预约", "约 3 分钟，免费", "marriage"),
)
CATEGORIES = (
    Category("personal", "个人服务", "社保、户籍、婚育", "personal", 18),
    Category("legal", "法人服务", "开办、变更、用工", "legal", 4),
    Category("bundle", "一件事", "出生、入学、退休", "bundle", 3),
    Category("crossregion", "跨域通办", "跨省、跨市、跨县", "crossregion", 5),
)
HOME = Home(
    greeting="下午好，要办什么事？",
    hot=HOT,
    categories=CATEGORIES,
    service_count=126,
    notice=PublicNotice("今晚 22:00 至 24:00 社保系统维护，社保事项暂停，其他照常。", "社保"),
)
FUNCTIONS = (
    Function("progress", "查进度", "", here=True),
    Function("booking", "预约", "", here=True),
    Function("queue", "取号", "", here=True),
    Function("prints", "证照打印", "", here=True),
    Function("report", "反映问题", "", here=True),
)
HOME_FUNCTIONS = replace(HOME, functions=FUNCTIONS)
HOME_COPY = replace(HOME, functions=(*FUNCTIONS, Function("copy", "复印", "", here=True)))
HOME_DEMO = replace(HOME, notice=PublicNotice("演示数据：|这里的事项、单位和电话都是虚构的。"))
HOME_LIMITED = replace(
    HOME,
    notice=None,
    limits=(
        "网络断了：指南照常看，申请存好以后自动送；查进度要等网络恢复。",
        "现在印不出回执：照常能办，凭查询码查进度，回执到窗口补印。",
    ),
)
HOME_THREE = replace(HOME, categories=CATEGORIES[:3], notice=None)
HOME_BARE = replace(HOME, hot=(), categories=CATEGORIES[:1], notice=None, service_count=1)
HOME_EMPTY = replace(HOME, hot=(), categories=(), notice=None, service_count=0)
HOME_FIVE = replace(HOME, hot=HOT[:5], categories=CATEGORIES[:2])
HOME_LONG = replace(
    HOME,
    greeting="星期五下午好，欢迎您来，请问要办什么事？",
    hot=tuple(
        replace(card, name=LONG_NAME, line="约 126 分钟，免费，还要等 12 个工作日") for card in HOT
    ),
    categories=tuple(
        replace(one, name=one.name + "和其他", line="社会保险、户籍、婚姻生育、养老")
        for one in CATEGORIES
    ),
    functions=tuple(replace(one, name=one.name + "单") for one in FUNCTIONS),
    notice=PublicNotice(LONG_NAME + "事项今晚 22:00 至明早 6:00 维护，暂停办理。"),
)

RESULTS = (
    ServiceCard(
        "a1",
        "社会保障卡|补领、换领、换发",
        "社保卡丢了、坏了、到期了，都办这个",
        "social_insurance",
    ),
    ServiceCard("b2", "社会保障卡挂失", "卡刚丢，先挂失，防止别人用", "card"),
    ServiceCard("b3", "社会保障卡密码重置", "忘记密码", "card"),
    ServiceCard("b4", "电子社会保障卡签发", "在手机上用社保卡", "card", here=False),
)
FIND = FindService(text="社保卡", results=RESULTS, matched="社保卡", confident=True)
FIND_START = FindService(
    text="",
    results=tuple(replace(card, name=card.name.replace("|", "")) for card in HOT[:4]),
)
FIND_LETTERS = replace(FIND, text="shbzk", matched="社会保障卡")
FIND_NOTHING = FindService(
    text="qqqq",
    advice="换个说法试试，比如“社保卡”，或者请工作人员帮您找。",
)
FIND_ALARM = FindService(text="有人晕倒了", alarm="120")
FIND_DISASTER = FindService(
    text="家里被洪水淹了",
    alarm="119",
    results=(
        ServiceCard("d1", "临时救助", "家里遇到急事难事，申请一次性的帮助", "assistance"),
        ServiceCard("d2", "危旧房棚户区改造|信息查询", "查自家那一片在不在改造计划里", "housing"),
    ),
    matched="",
)
FIND_FUNCTION = FindService(
    text="进度",
    function=Function("progress", "查办到哪一步", "到示例楼一楼 3 号窗口问，或打 12345。"),
    results=RESULTS[:2],
)
FIND_ELDER = FindService(
    text="字太小", function=Function("elder", "字大一点", "所有的字都变大，一次只问一件事。")
)
FIND_ELSEWHERE = replace(FIND_NOTHING, text="火车票", categories=CATEGORIES)
FIND_CHOICE = replace(FIND, text="社保卡", confident=False, choice=True)
FIND_TOPICS = FindService(
    title="个人服务",
    groups=True,
    keyboard=False,
    results=(
        ServiceCard("card", "证件、社保卡", "19 项，比如社会保障卡补领", "card"),
        ServiceCard("household", "户籍、居住", "9 项，比如居住证签注", "household"),
        ServiceCard("other", "救助、别的事", "7 项，比如临时救助申请", "other"),
    ),
)
FIND_MANY = FindService(
    text="证",
    results=tuple(
        ServiceCard(f"m{n}", name, "日常要用的证明，本机当场打印", "certificate")
        for n, name in enumerate(
            (
                "无犯罪记录证明",
                "个人参保证明查询打印",
                "居住证签注",
                "居住证申领",
                "老年人优待证申领",
                "残疾人证换领",
                "不动产登记资料查询证明",
                "公积金缴存证明打印",
                "个体工商户营业执照补领",
                "食品经营许可证变更",
                "机动车驾驶证期满换证",
                "道路运输从业资格证换证",
            )
        )
    ),
    matched="证",
)
FIND_LONG = FindService(
    text="城乡居民基本养老保险参保登记及灵活就业人员企业职工基本养老保险",
    results=tuple(
        ServiceCard(f"l{n}", LONG_NAME, f"{RARE}，{LONG_NAME}", "elder", here=n % 2 == 0)
        for n in range(5)
    ),
    matched="城乡居民",
    confident=True,
    advice=LONG_NAME,
)
CATEGORY_LIST = replace(FIND_MANY, text="", title="个人服务", matched="", keyboard=False)
CATEGORY_EMPTY = FindService(title="法人服务", advice="这一类还没有能办的事项。", keyboard=False)

GUIDE = ReadGuide(
    service="社会保障卡补领、换领、换发",
    name="社会保障卡补领、换领、换发",
    facts=(
        Fact("who", "谁能办", "参保人本人"),
        Fact("condition", "什么条件", "卡丢了、坏了或到期"),
        Fact("bring", "带什么", "身份证"),
        Fact("how", "怎么办", "5 步，约 6 分钟"),
        Fact("when", "多久办好", "7 个工作日内"),
        Fact("get", "得到什么", "新社保卡，邮寄到家"),
        Fact("fee", "收费", "免费"),
        Fact("visits", "要跑几次", "0 次，在本机办完"),
    ),
    conditions=("已参加社会保险", "原卡已丢失、损坏或到期；丢失的会同时挂失"),
    materials=(
        MaterialLine("居民身份证", "原件 1 份，在本机刷一下，不收复印件", "刷卡"),
        MaterialLine("户口簿本人页", "在本机拍一张，不收复印件", "拍照"),
    ),
    steps=("刷身份证", "核对、填写联系方式", "拍户口簿本人页", "核对后签名", "拿回执"),
    promised="7 个工作日",
    promised_days=7,
    statutory="20 个工作日",
    statutory_days=20,
    place="示例区政务服务中心一楼 3 号综合窗口，工作日 9:00 至 17:30",
    consult_phone="12333",
    supervise_phone="12345",
    department="示例区人力资源和社会保障局",
    updated="2026年11月16日更新",
    action="立即办理",
)
WAYS = (
    Option("print_guide", "打印指南", icon="print"),
    Option("blank_form", "打印空表", icon="receipt"),
    Option("book", "预约去窗口", icon="booking"),
    Option("ticket", "取号", icon="ticket"),
)
GUIDE_WAYS = replace(GUIDE, ways=WAYS)
FACE_FACT = Fact("face", "要刷脸吗", "要，拍两张；不想拍可以到窗口办")
GUIDE_FACE = replace(GUIDE, facts=(GUIDE.facts[0], *GUIDE.facts[2:6], FACE_FACT, *GUIDE.facts[6:]))
GUIDE_FIVE = replace(
    GUIDE,
    facts=(GUIDE.facts[0], *GUIDE.facts[2:]),
    conditions=("失业前单位和本人都交过失业保险", "已经办了失业登记", "有求职要求"),
    materials=(
        *GUIDE.materials,
        MaterialLine("离职证明", "要有离职日期和单位公章，拍整页，章要看得清", "拍照"),
    ),
)
GUIDE_ASSISTED = replace(
    GUIDE,
    facts=(
        *GUIDE.facts,
        Fact("assisted", "帮办代办", "可以帮办"),
        Fact("special", "另外还有", "残疾评定、公示"),
    ),
)
GUIDE_OFF = replace(
    GUIDE, action="", why_not="读卡器坏了，现在不能在本机办。请改到窗口办，或打 12345。"
)
GUIDE_BARE = replace(
    GUIDE,
    facts=GUIDE.facts[:3],
    conditions=(),
    materials=(),
    steps=(),
    promised="当场办好",
    promised_days=0,
    statutory="",
    statutory_days=0,
    supervise_phone="",
)
GUIDE_LONG = replace(
    GUIDE,
    name=LONG_NAME,
    facts=tuple(
        replace(fact, text=fact.text + "，也可以由家里人带着材料代办") for fact in GUIDE.facts
    ),
    conditions=tuple(f"{n}、{LONG_NAME}" for n in range(1, 6)),
    materials=tuple(
        MaterialLine(LONG_NAME, f"{RARE}开的，原件 1 份、复印件 2 份", "多数人免交")
        for _ in range(5)
    ),
    steps=tuple(f"{LONG_NAME}第 {n} 步" for n in range(1, 8)),
    place=f"{RARE}中心，{LONG_NAME}专窗，工作日 9:00 至 12:00、13:30 至 17:30",
    department=f"示例区人力资源和社会保障局{RARE}科",
)

CONSENT = Consent(
    service="社会保障卡补领",
    asker="示例区人力资源和社会保障局",
    purpose="社会保障卡补领",
    reads=(
        "姓名、性别、民族",
        "出生日期",
        "身份证号",
        "住址",
        "证件有效期、社保卡号",
        "照片（读到就丢，不保存）",
    ),
    kept="办完或者退出，马上从本机清除；提交的申请由受理单位按规定保存。",
    shared_with="示例区人力资源和社会保障局",
)
CONSENT_LONG = replace(
    CONSENT,
    service=LONG_NAME,
    asker=f"示例区人力资源和社会保障局{RARE}科",
    purpose="办理" + LONG_NAME,
    reads=tuple(f"第 {n} 种：{LONG_NAME}" for n in range(1, 8)),
    kept=CONSENT.kept * 2,
    shared_with=CONSENT.shared_with * 2,
)

HELP_TOLD = HelpNews(
    line="已经通知工作人员，大约 8 分钟到。", help_code="K7 2051", ok=True, open=True
)
HELP_VIDEO = HelpNews(
    line="视频已经开好，远程帮办中心大约 1 分钟内接。",
    help_code="K7 2051",
    ok=True,
    kind="video",
    open=True,
    qr="https://video.example/H000001",
    joins_here=True,
)
HELP_CLOSED = HelpNews(line="这次求助办完了。还要帮忙，可以再叫。", help_code="K7 2051", ok=True)
HELP_NOT_TOLD = HelpNews(
    line="没有通知到工作人员，请打电话，报这个码。", help_code="K7 2051", ok=False
)

FIND_EMPTY = FindService()
