"""Another region decides (跨域通办): medical insurance moves on, handed in where the citizen is."""

from __future__ import annotations

from typing import Final

from simulators.remote import Panel
from simulators.tour.citizen import Citizen
from simulators.tour.families.handing_in import hand_in
from simulators.tour.families.showing_card import show_card

PERSON: Final = "zhang"
SERVICE: Final = "基本医疗保险关系转移接续"
LETTERS: Final = "yibaozhuanyi"
ELSEWHERE: Final = 2
"""Its row: 示范市示范区."""
CITY: Final = "beijing"
CITY_LENGTH: Final = 2
PHONE: Final = "13800000000"


def region(citizen: Citizen, panel: Panel) -> None:
    """From the search to the notice that names the office of the other region."""
    with citizen.notes.step("choose"):
        citizen.choose(LETTERS, SERVICE)
        citizen.picture("guide")
        citizen.press("立即办理")
    with citizen.notes.step("which region"):
        citizen.see("Choose", "由哪里来办")
        citizen.picture("regions")
        citizen.press_row(ELSEWHERE)
    with citizen.notes.step("identity card"):
        show_card(citizen, panel, PERSON)
    with citizen.notes.step("form"):
        citizen.see("FillForm")
        citizen.press("以前在哪个城市参保", "field")
        citizen.type(CITY)
        citizen.press("空格", "key")
        citizen.see_written(CITY_LENGTH, "以前在哪个城市参保")
        citizen.press("手机号", "field")
        citizen.type(PHONE)
        citizen.see_typed(len(PHONE), "手机号")
        citizen.picture("form")
        citizen.press("下一步")
    hand_in(citizen, panel)
