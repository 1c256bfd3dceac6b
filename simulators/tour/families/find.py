"""Find a service by category and topic, read its guide, and go again."""

from __future__ import annotations

from simulators.remote import Panel
from simulators.tour.citizen import Citizen


def find(citizen: Citizen, panel: Panel) -> None:
    """A column, a topic, a guide; back by the same way, and 退出."""
    with citizen.notes.step("find by category"):
        citizen.touch()
        citizen.see("Home")
        citizen.picture("home")
        citizen.press("个人服务")
        citizen.see("FindService", "个人服务")
        citizen.picture("topics")
        citizen.press("社保、就业")
        citizen.see("FindService", "社保、就业")
        citizen.picture("services")
        citizen.press("失业保险金申领")
        citizen.see("ReadGuide")
        citizen.picture("guide")
    with citizen.notes.step("back home"):
        citizen.press("返回")
        citizen.see("Home")
        citizen.press("退出")
        citizen.see("Thanks")
        citizen.touch()
