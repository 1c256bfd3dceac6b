"""When something fails, and the way to a staffed window. All made up."""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.questions import Option, Row, TakeAlong, Trouble, WindowHandover
from tests.screens.samples_apply import LONG_SERVICE, SERVICE

TROUBLE = Trouble(
    service="个人参保证明查询打印",
    icon="printer",
    title="打印纸用完了，还差 1 页",
    line="证明已经办好，不用重新办。",
    happened=("您的证明一共 2 页。", "印到第 2 页时没有纸了。", "请先留着第 1 页。"),
    todo=(
        Row("请等工作人员来加纸", "14:38 已通知，一般 8 分钟内到"),
        Row("加好纸，自动接着印第 2 页", "不用再刷身份证，也不用按什么"),
    ),
    options=(
        Option("window", "到 3 号窗口打印", "今天 17:30 前，报求助码", "window"),
        Option("phone", "存到手机", "扫码拿电子版，同样有效", "phone"),
        Option("later", "拿取件码，改天印"),
    ),
    help_code="P2 0417",
    clock_stopped="等纸时不计时",
)
TROUBLE_BARE = Trouble(
    icon="card_reader",
    title="读卡器没有应答",
    line="",
    happened=("读卡器刚才没有反应，卡没有读到。",),
    todo=(),
    options=(Option("retry", "再试一次"),),
    help_code="R1 0023",
    can_back=True,
)
TROUBLE_READER = Trouble(
    service=SERVICE,
    icon="card_reader",
    title="读卡器没有反应",
    line="不是您的证件有问题。",
    happened=("本机的读卡器现在读不了身份证。", "已经通知工作人员。"),
    todo=(
        Row("等一会儿再试", "读卡器常常会自己恢复"),
        Row("还是不行，就到窗口办", "本中心一楼 3 号综合窗口"),
    ),
    options=(
        Option("window", "改到窗口办", "不用重填，报求助码就行", "user"),
        Option("retry", "再试一次"),
    ),
    help_code="C1 0352",
    can_back=True,
)
TROUBLE_LONG = replace(
    TROUBLE,
    service=LONG_SERVICE,
    icon="network",
    title="和示例区人力资源和社会保障局的网络断了，申请还没有送到",
    line="您填的和拍的都在本机存好了，加了密，网络一通就送，不用重新办。",
    happened=(
        "本机试了 3 次，社保系统都没有应答，可能是线路在检修。",
        "您的申请没有丢，也没有重复提交，办理时间仍然从今天算起。",
    ),
    options=(
        Option("window", "到一楼 3 号综合窗口接着办", "今天 17:30 前，报求助码", "window"),
        Option("later", "拿取件码，改天再来看结果", "凭码在任何一台机器都能查到", "receipt"),
        Option("phone", "用手机接着办", "扫码打开，同样有效", "phone"),
        Option("retry", "再试一次，马上重新送"),
    ),
)

TAKE_ALONG = TakeAlong(
    service="社会保障卡补领",
    takes="填好的表、拍好的 2 页",
    to="示例区人力资源和社会保障局",
    kept="七天，没人接着办就删除",
)
TAKE_ALONG_LONG = TakeAlong(
    service="社会保障卡补领、换领、换发",
    takes="填好的表、拍好的 12 页",
    to="示例市示例区人力资源和社会保障局社会保险事业管理中心居民养老服务科",
    kept="七天，没人接着办就删除",
)

TROUBLE_WITHDRAWN = Trouble(
    icon="service",
    title="这件事|刚刚停办了",
    line="您没有填过的内容，也没有扣过费用。",
    happened=("办事平台刚刚更新了事项目录，这件事不在里面了。",),
    todo=(
        Row("回首页找别的事项", "可能换了名字，可以再搜一下"),
        Row("问一问窗口", "本中心一楼 3 号综合窗口"),
    ),
    options=(Option("window", "改到窗口办", "现在取号", "user"), Option("go_on", "回首页")),
    help_code="S1 0203",
)

HANDOVER = WindowHandover(
    service=SERVICE,
    place="一楼 3 号综合窗口",
    hours="工作日 9:00 至 17:30，中午不休息",
    bring=("身份证", "户口簿本人页", "近期 1 寸照片 1 张"),
    consult_phone="0999-1234 5678",
    code="82641937",
)
HANDOVER_BARE = replace(HANDOVER, service="", bring=(), code="", can_back=False)
HANDOVER_LONG = replace(
    HANDOVER,
    service=LONG_SERVICE,
    place="示例市示例区××街道便民服务中心二楼社会保险综合服务厅 12 号至 16 号窗口",
    bring=(
        "本人身份证，代办的还要代办人身份证和委托书",
        "户口簿本人页",
        "不动产权证书，或者经房屋管理部门备案的租赁合同",
        "近期 1 寸免冠照片 2 张",
    ),
)
