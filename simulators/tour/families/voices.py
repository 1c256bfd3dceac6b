"""Tell what could not be done, take the slip, read who answers; report a broken part; call help."""

from __future__ import annotations

from simulators.remote import Panel
from simulators.tour.citizen import Citizen

PINYIN, SAID, SPACE = "tousu", "投诉", "空格"


def voices(citizen: Citizen, panel: Panel) -> None:
    """办不成事 in own words with its slip, its state by the code held up, and 帮办."""
    citizen.touch()
    citizen.see("Home")
    _help(citizen)
    code = _tell(citizen, panel)
    _read(citizen, panel, code)
    _broken(citizen)
    citizen.press("退出")
    citizen.see("Thanks")
    citizen.touch()


def _help(citizen: Citizen) -> None:
    with citizen.notes.step("call 帮办, then by video"):
        citizen.press("求助")
        citizen.see_dialog("HelpDialog", "请人帮我办")
        citizen.picture("help")
        citizen.press("请人帮办")
        citizen.see_dialog("HelpDialog", "已经通知工作人员")
        citizen.picture("help-called")
        citizen.press("不用来了")
        citizen.see_dialog("HelpDialog", "不用来了。")
        citizen.press("视频接通")
        citizen.see_dialog("HelpDialog", "扫这个码")
        citizen.picture("help-video")
        citizen.press("知道了")
        citizen.see("Home")


def _tell(citizen: Citizen, panel: Panel) -> str:
    """The query code on the slip."""
    before = len(panel.pieces())
    with citizen.notes.step("tell what could not be done"):
        citizen.press("反映问题")
        citizen.see("Choose", "您想反映什么")
        citizen.picture("kinds")
        citizen.press("办不成事")
        citizen.see("FillForm", "用您自己的话说")
        citizen.type(PINYIN)
        citizen.press(SPACE, "key")
        citizen.see_written(len(SAID))
        citizen.picture("words")
        citizen.press("下一步")
        citizen.see("Choose", "是哪件事")
        citizen.picture("about")
        citizen.press("都不是，不选")
        citizen.see("ShowMatter", "看一看")
        citizen.picture("look-over")
        citizen.press("交上去")
        citizen.see("Accepted", "请取走回执")
        citizen.picture("sent")
        panel.take_paper()
        text = panel.pieces()[before].text
        citizen.press("再办一件")
    lines = [line.strip().replace(" ", "") for line in text.splitlines()]
    return next(line for line in lines if len(line) == 8 and line.isdigit())


def _read(citizen: Citizen, panel: Panel, code: str) -> None:
    with citizen.notes.step("read the answer by the code held up"):
        citizen.see("Home")
        citizen.press("反映问题")
        citizen.see("Choose")
        citizen.press("看答复")
        citizen.see("FillForm", "请输回执上的码")
        citizen.picture("code")
        panel.show_code(f"feedback={code}")
        citizen.see("ShowMatter", "正在办")
        panel.hide_code()
        citizen.picture("reply")
        citizen.press("知道了")


def _broken(citizen: Citizen) -> None:
    with citizen.notes.step("report a broken part"):
        citizen.see("Home")
        citizen.press("反映问题")
        citizen.see("Choose")
        citizen.press("机器坏了")
        citizen.see("Choose", "哪里坏了")
        citizen.picture("parts")
        citizen.press("返回")
        citizen.see("Choose", "您想反映什么")
        citizen.press("返回")
        citizen.see("Home")
