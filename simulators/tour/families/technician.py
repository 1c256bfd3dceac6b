"""A technician comes with their card, tries devices out, closes the terminal and opens it."""

from __future__ import annotations

from simulators.remote import Panel
from simulators.tour.citizen import Citizen


def technician(citizen: Citizen, panel: Panel) -> None:
    """Let in by card twice: the second time from the closed terminal."""
    with citizen.notes.step("technician by card"):
        citizen.see("Attract")
        panel.place_smart_card("staff")
        citizen.see("Maintain", "身份证阅读器")
        citizen.picture("devices")
        panel.remove_smart_card()
    with citizen.notes.step("test page"):
        citizen.press("回执打印机")
        citizen.see("Maintain", "escpos")
        citizen.press("印测试页")
        citizen.see("Maintain", "测试页印好了")
        citizen.picture("test-page")
        citizen.press("A4 打印机")
        citizen.see("Maintain", "cups-printer")
        citizen.press("印测试页")
        citizen.see("Maintain", "灰阶")
        citizen.press("高拍仪")
        citizen.see("Maintain", "opencv-camera")
        panel.show_scene("page")
        citizen.press("看画面")
        citizen.see("WatchCamera", "看得清")
        citizen.picture("camera")
        citizen.press("看好了")
        citizen.see("Maintain", "画面正常")
        panel.show_scene("empty")
    with citizen.notes.step("how it runs"):
        citizen.press("运行")
        citizen.see("Maintain", "网络和平台")
        citizen.press("操作留痕")
        citizen.see("Maintain", "末条摘要")
        citizen.press("从头核对")
        citizen.see("Maintain", "都有签名")
        citizen.picture("running")
    with citizen.notes.step("out of service and back"):
        citizen.press("服务")
        citizen.see("Maintain", "正在服务")
        citizen.press("换纸、换耗材")
        citizen.see("Maintain", "现在不对外服务")
        citizen.picture("closed")
        citizen.press("退出维护")
        citizen.see("OutOfService", "正在加纸、换耗材")
        citizen.picture("out-of-service")
        panel.place_smart_card("staff")
        citizen.see("Maintain", "维护模式")
        panel.remove_smart_card()
        citizen.press("服务")
        citizen.see("Maintain", "办事人看到")
        citizen.press("恢复服务")
        citizen.see("Maintain", "正在服务")
        citizen.press("退出维护")
        citizen.see("Attract")
