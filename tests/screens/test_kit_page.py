"""The page scaffold on every glass."""

from pathlib import Path

from kiosk.conversation import Back, Leave
from kiosk.conversation.questions import Progress, Working
from screens.kit.untyped import Untyped
from tests.screens.leftovers import keys_of


def _make() -> Untyped:
    from screens.kit.banner import Banner
    from screens.kit.box import Well
    from screens.kit.field import Field
    from screens.kit.keyboard import Keyboard
    from screens.kit.read_list import ReadRow
    from screens.kit.screen import Screen

    class Example(Screen):
        question = Working

        def build(self) -> None:
            well = Well(spacing=0.75)
            well.add(
                ReadRow("姓名", "张示例", key_wide=16, padding=[0, 0]),
                ReadRow("身份证号", "990101********0018", key_wide=18, padding=[0, 0]),
            )
            self.add_aside(well)
            self.field = Field(label="手机号", hint="选填，用来收进度短信", grouping="phone")
            self.field.error = "少了 1 位。手机号是 11 位，请补上，或者清空不填。"
            self.other = Field(label="收卡地址", hint="已按身份证填好，可以改")
            self.add_content(Banner("只读取办这件事要用的信息。"), self.field, self.other)
            self.keys = Keyboard()
            self.keys.use("phone", self.field)
            self.set_tray(self.keys)
            self.footer.main_text = "下一步"
            self.footer.second_text = "改到窗口办"

        def show(self, question: Untyped) -> None:
            self.title = question.title

    return Example


QUESTION = Working(
    title="核对联系方式",
    line="",
    service="社会保障卡|补领、换领、换发",
    progress=Progress(("核验身份", "填写信息", "提供材料", "核对签名", "取回执"), 1),
    can_back=True,
)


def test_page_fits_every_glass(stage: Untyped, assert_no_clipping: Untyped, tmp_path: Path) -> None:
    screen = stage.show(_make(), QUESTION)
    stage.shot(tmp_path / f"page-{stage.panel.width}-{stage.panel.inch}.png")
    assert_no_clipping(screen)


def test_footer_answers(portrait: Untyped) -> None:
    screen = portrait.show(_make(), QUESTION)
    portrait.tap(screen.footer.back)
    portrait.tap(screen.footer.leave)
    assert portrait.answers.outcomes == [Back, Leave]


def test_keys_type_and_forget_empties(portrait: Untyped) -> None:
    screen = portrait.show(_make(), QUESTION)
    keys = keys_of(screen.keys)
    for digit in "139":
        portrait.tap(keys[digit])
    assert screen.field.text == "139"
    portrait.tap(keys["退格"])
    assert screen.field.text == "13"
    screen.forget()
    assert screen.field.text == ""
    assert screen.title == ""
