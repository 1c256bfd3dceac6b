"""Every widget on one page: `python -m screens.kit_gallery --size 1080x1920 --out DIR`.

A tool for whoever changes the kit: look at the pictures beside the design's.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from screens.kit.theme import LETTERS

if TYPE_CHECKING:
    from screens.kit.piece import Piece


def _window(width: int, height: int) -> None:
    from screens.window import open_window

    open_window(width, height, fullscreen=False)


def _left() -> list[Piece]:
    from screens.kit.banner import Banner
    from screens.kit.box import Column, Grid, Row
    from screens.kit.cards import Card, ListRow, Tile
    from screens.kit.choice import Choices
    from screens.kit.head import Section
    from screens.kit.press import PushButton
    from screens.kit.stars import Stars
    from screens.kit.steps import StepBar

    pressed = PushButton("按下", kind="main", icon="arrow-right-bold")
    pressed.pressed = True
    buttons = Row(spacing=1.5).add(
        PushButton("下一步", kind="main", icon="arrow-right-bold"),
        pressed,
        PushButton("提交评价", kind="main", off=True),
    )
    more = Row(spacing=1.5).add(
        PushButton("改到窗口办"),
        PushButton("打印", kind="small", icon="printer-bold", icon_first=True),
        PushButton("清除", kind="danger"),
    )
    low = Card(icon="shield-check-duotone", name="无犯罪记录证明", meta="约 3 分钟，免费")
    low.pressed = True
    cards = Grid(columns=1, spacing=2.5).add(
        Card(
            icon="identification-card-duotone", name="社会保障卡|补领、换领、换发", meta="约 6 分钟"
        ),
        low,
    )
    tiles = Grid(columns=3, spacing=2).add(
        Tile(icon="user-duotone", text="个人服务", line="社保、户籍"),
        Tile(icon="stack-duotone", text="一件事", line="出生、入学"),
        Tile(icon="ticket-duotone", text="取号"),
    )
    row = ListRow(
        rich=True,
        icon="prohibit-duotone",
        text="[h]社[/h]会[h]保[/h]障[h]卡[/h]挂失",
        line="卡刚丢，先挂失",
        chip="最相符",
    )
    stars = Stars(
        levels=["非常不满意", "不满意", "基本满意", "满意", "非常满意"], value=2, low=True
    )
    steps = StepBar(names=["核验身份", "填写信息", "提供材料"], now=2)
    radio = Choices(options=[("a", "不留名字"), ("b", "留名字")], values=["a"])
    check = Choices(
        kind="check",
        options=[("a", "没有提供材料样本"), ("b", "同样内容的证明材料|被要求多次提交")],
        values=["b"],
    )
    banners = Column(spacing=1.5).add(
        Banner("只读取办这件事要用的信息。"),
        Banner("已收到，正在打印回执。", kind="ok"),
        Banner("[b]今晚 22:00 起[/b]社保系统维护。", kind="warn", rich=True),
        Banner("读卡器没有应答，请换一种方式。", kind="bad"),
    )
    return [
        Section("按钮", buttons, more),
        Section("服务卡", cards, tiles, row),
        Section("步骤条", steps),
        Section("选择", radio, check, stars),
        Section("横幅", banners),
    ]


def _right() -> list[Piece]:
    from screens.kit.box import Row
    from screens.kit.camera import CameraView
    from screens.kit.cards import Chip
    from screens.kit.device import DeviceArt
    from screens.kit.field import Field
    from screens.kit.head import Section
    from screens.kit.keyboard import Keyboard
    from screens.kit.qr import QrCode
    from screens.kit.read_list import ReadList, ReadRow, edit_button
    from screens.kit.rings import CountdownRing, WaitRing
    from screens.kit.sign import SignaturePad
    from screens.kit.timeline import LimitBars, Timeline

    field = Field(label="收卡地址", hint="可以改", text="示例市示例区示例路 1 号", on=True)
    wrong = Field(text="1380000000", grouping="phone", error="少了 1 位。手机号是 11 位。")
    wrong.box.count = "已输入 10 位"
    keys = Keyboard()
    keys.use("id", field)
    read = ReadList().add(
        ReadRow("手机号", "138****0000", key_wide=14).add(edit_button("改")),
        ReadRow("材料", "共 2 份", key_wide=14).add(
            Chip("齐了", kind="ok", icon="check-circle-fill")
        ),
    )
    limits, line = LimitBars(), Timeline()
    limits.set("7 个工作日", 7, "20 个工作日", 20)
    line.set((("今天 14:41", "已受理", True), ("12月1日前", "做好新卡", False)))
    camera = CameraView(line="已找到整页", ok=True)
    rings = Row(spacing=3).add(
        WaitRing(), CountdownRing(left=16, wide=30), QrCode("https://one.example/8264")
    )
    pad = SignaturePad(high=22, note="签在线上方。")
    art = DeviceArt(where="读卡区在右下方", part="reader", high=42)
    return [
        Section("输入框", field, wrong),
        Section("列表行", read),
        Section("时限和进度", limits, line),
        Section("键盘", keys),
        Section("图", rings, camera, pad, art),
    ]


def draw(width: int, height: int, inch: float, mode: str, letters: str, out: Path) -> Path:
    """One picture of every widget in that mode."""
    from screens.kit import driver
    from screens.kit.box import Column, Row
    from screens.kit.text import Text
    from screens.kit.theme import theme

    theme.configure(width, height, inch, mode, letters)
    left = Column(spacing=3, grow=1).add(*_left())
    right = Column(spacing=3, grow=1).add(*_right())
    words = Text(f"组件一览 {inch:g} 英寸 {mode} {theme.density}", step="h2", bold=True)
    page = Column(spacing=2, padding=[3, 3], ground="bg")
    page.add(words, Row(spacing=4, align="top").add(left, right))
    wide = theme.u(150)
    high = int(page.wanted_height(wide))
    driver.resize(wide, high)
    driver.fill_window(page, wide, high)
    name = f"kit-{width}x{height}-{mode}-{letters}.png"
    return driver.shot(out / name)


def main() -> None:
    """Parse, draw each mode, say where."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", default="1080x1920")
    parser.add_argument("--inch", type=float, default=24.0)
    parser.add_argument("--mode", default="light,dark,contrast,night")
    parser.add_argument("--letters", default="standard", choices=LETTERS)
    parser.add_argument("--out", type=Path, default=Path("build/kit"))
    given = parser.parse_args()
    width, height = (int(side) for side in given.size.split("x"))
    given.out.mkdir(parents=True, exist_ok=True)
    _window(width, height)
    for mode in given.mode.split(","):
        path = draw(width, height, given.inch, mode, given.letters, given.out)
        print(path)  # noqa: T201 - a command's output


if __name__ == "__main__":
    main()
