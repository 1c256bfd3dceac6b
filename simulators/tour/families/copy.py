"""Copy a card on one page and a page on the glass: scanned, looked at, printed, taken."""

from __future__ import annotations

from simulators.remote import Panel
from simulators.tour.citizen import Citizen

SLOWLY = 60.0
"""Seconds a print may take."""


def copy(citizen: Citizen, panel: Panel) -> None:
    """Both sides of a card, then a page; the sheets are taken each time."""
    panel.lay_on_glass(True)
    with citizen.notes.step("copy a card"):
        citizen.touch()
        citizen.see("Home")
        citizen.picture("home")
        citizen.press("复印")
        citizen.see("Choose", "复印什么")
        citizen.picture("what")
        citizen.press("身份证")
        citizen.see("ShowMatter", "有照片的一面朝下")
        citizen.picture("lay-front")
        citizen.press("放好了，开始扫描")
        citizen.see("ShowMatter", "有国徽的一面朝下")
        citizen.press("放好了，开始扫描")
        citizen.see("PreviewPaper", "清楚吗")
        citizen.picture("preview-card")
        citizen.press("印 1 份")
        citizen.see("TakePages", "取好了", SLOWLY)
        citizen.picture("take-card-copy")
        panel.take_sheets()
        citizen.press("再办一件")
    with citizen.notes.step("copy a page twice"):
        citizen.see("Home")
        citizen.press("复印")
        citizen.see("Choose", "您还能印 9 页")
        citizen.press("印一页")
        citizen.see("ShowMatter")
        citizen.press("放好了，开始扫描")
        citizen.see("PreviewPaper")
        citizen.picture("preview-page")
        citizen.press("多印几份")
        citizen.see("Choose", "印几份")
        citizen.picture("how-many")
        citizen.press("2 份")
        citizen.see("TakePages", "取好了", SLOWLY)
        panel.take_sheets()
        citizen.press("取好了")
    citizen.see("Thanks")
    citizen.touch()
