"""Find a service by category and topic, read its guide; look up what is due for water, and go."""

from __future__ import annotations

from simulators.remote import Panel
from simulators.tour.citizen import Citizen
from simulators.tour.eye import Sight

ACCOUNT = "9901220001"
"""Of simulators/backend/bills.toml: two bills are due."""


def find(citizen: Citizen, panel: Panel) -> None:
    """A column, a topic, a guide; back by the same way, and 退出; then what is due for water."""
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
    _what_is_due(citizen, panel)


def _what_is_due(citizen: Citizen, panel: Panel) -> None:
    with citizen.notes.step("what is due"):
        citizen.see("Attract")
        citizen.choose("shuifei", "水费查询")
        citizen.picture("water-guide")
        citizen.press("查询应缴费用")
        citizen.see("FillForm")
        citizen.type(ACCOUNT)
        citizen.see_typed(len(ACCOUNT), "户号")
        citizen.picture("account")
        citizen.press("下一步")
        citizen.see("ShowMatter", "怎么交")
        citizen.picture("due")
        citizen.press("打印单子")
        citizen.eye.until(_is_out, "the slip to be out")
        citizen.picture("slip-out")
        panel.take_paper()
        citizen.press("退出")
        citizen.see("Thanks")
        citizen.touch()


def _is_out(sight: Sight) -> bool:
    """Where the slip came out is told in words that are the citizen's; it is not offered again."""
    return sight.says("再查一户") and not sight.says("打印单子")
