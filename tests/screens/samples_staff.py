"""What staff see. All made up."""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.notices import Gauge
from kiosk.conversation.questions import (
    Area,
    Entry,
    FieldKind,
    FillForm,
    FormField,
    Maintain,
    Option,
    PartTold,
    Row,
    WatchCamera,
)
from kiosk.text import _

AREAS = (
    Area("devices", "设备", "devices", 2),
    Area("running", "运行", "running"),
    Area("service", "服务", "service"),
)
PAPER_LOW, PAPER_OUT = (
    _("{what}{how}").format(what=_("纸"), how=how) for how in (_("不多了"), _("没有了"))
)
DEVICES = (
    Entry("id_card", "身份证阅读器", "从 11-20 08:00 起", chip="正常", chip_kind="ok"),
    Entry("receipt_printer", "回执打印机", "从 11-20 08:00 起", chip=PAPER_LOW, chip_kind="warn"),
    Entry("page_printer", "A4 打印机", "从 11-20 14:18 起", chip=PAPER_OUT, chip_kind="bad"),
    Entry("document_camera", "高拍仪", "从 11-20 08:00 起", chip="正常", chip_kind="ok"),
    Entry("face_camera", "人像摄像头", "从 11-20 08:00 起", chip="正常", chip_kind="ok"),
    Entry("rating_pad", "评价器", "从 11-20 08:00 起", chip="正常", chip_kind="ok"),
    Entry("code_reader", "扫码器", "从 11-20 08:00 起", chip="正常", chip_kind="ok"),
    Entry("scanner", "扫描仪", "从 11-20 13:02 起", chip="没有接上", chip_kind="bad"),
    Entry("smart_card", "社保卡读卡器", "从 11-20 08:00 起", chip="正常", chip_kind="ok"),
    Entry("io_board", "控制板", "从 11-20 08:00 起", chip="暂停使用", chip_kind="warn"),
)
PRINTER = PartTold(
    title="A4 打印机",
    chip=PAPER_OUT,
    chip_kind="bad",
    rows=(
        Row("纸", "没有了"),
        Row("碳粉", "够用"),
        Row("驱动", "cups-printer"),
        Row("地址", "A4"),
        Row("状态", "从 11-20 14:18 起"),
        Row("上次故障", _("{moment}，{what}").format(moment="11-20 09:12", what=_("没有应答"))),
        Row("重启驱动", "启动以来 1 次"),
        Row("技术信息", "media-empty-error"),
    ),
    options=(
        Option("test", "印测试页", icon="test"),
        Option("restart", "重启驱动", icon="restart"),
        Option("retire", "暂停使用", icon="stop"),
    ),
)
MAINTAIN = Maintain(
    terminal="SL-0417，便民中心大厅 1 号机",
    who="990101-0007",
    areas=AREAS,
    area="devices",
    entries=DEVICES,
    chosen="page_printer",
    part=PRINTER,
)
CAMERA = WatchCamera(
    title="高拍仪，实时画面", hint="画面只在这里看，不会留下。", opening="正在打开高拍仪"
)
GAUGES = (
    Gauge("清晰度", 0.82, low=0.4),
    Gauge("亮度", 0.91, low=0.2, high=0.85),
    Gauge("纸占画面", 0.12, low=0.25),
)
FAILED = replace(
    MAINTAIN, part=replace(PRINTER, said="没有成功：NotPrinted: media_empty", said_ok=False)
)
OUT = replace(
    MAINTAIN,
    area="service",
    areas=(*AREAS[:2], Area("service", "服务", "service", 1)),
    chosen="state",
    closed="正在加纸、换耗材。",
    entries=(
        Entry("state", "对外服务", "暂停，或者恢复", chip="暂停服务", chip_kind="warn"),
        Entry("sound", "声音", "放一句话听听"),
        Entry("export", "诊断文件", "没有任何人的信息"),
    ),
    part=PartTold(
        title="对外服务",
        chip="暂停服务",
        chip_kind="warn",
        rows=(Row("原因", "换纸、换耗材"), Row("办事人看到", "正在加纸、换耗材。")),
        options=(Option("open", "恢复服务", icon="retry"),),
    ),
)
MAINTAIN_LONG = replace(
    MAINTAIN,
    terminal="示例市示例区××街道便民服务中心二楼社会保险综合服务厅 12 号自助机",
    part=replace(
        PRINTER,
        rows=(
            *PRINTER.rows,
            Row(
                "技术信息",
                "the device at usb://Example/PR-200 does not answer since it was unplugged",
            ),
        ),
        said="没有成功：the printer is gone; look at its cable and its power, then restart",
        said_ok=False,
    ),
)
STAFF_CODE = FillForm(
    title="维护登录",
    from_card=(),
    fields=(
        FormField("number", "工号", FieldKind.NUMBER, max_length=20),
        FormField("code", "维护码", FieldKind.PIN, max_length=20),
    ),
    values={"number": "9901010007", "code": "123456"},
    check=lambda name, value: None,
    focus="code",
)
