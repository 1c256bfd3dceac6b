"""A citizen at the terminal from the search to goodbye, on the real shell; no core behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kiosk.conversation.questions import Question, Row
from screens.kit.untyped import Untyped
from tests.screens import samples_apply as apply
from tests.screens import samples_find as find
from tests.screens import samples_page as page
from tests.screens import samples_trouble as trouble
from tests.screens.leftovers import draw, keys_of


def secrets() -> tuple[str, str, str]:
    """Name, number and phone, put together here so that no module holds them whole."""
    name = "".join(("欧阳", "验", "证"))
    digits = "".join(str((3 * place) % 10) for place in range(9))
    return name, f"990101{digits}", f"139{digits[:8]}"


def asked(name: str, number: str, phone: str) -> Iterator[Question[Untyped]]:
    """A visit of that person."""
    rows = (Row("申请人", name), Row("身份证号", number), Row("手机号", phone, "phone"))
    yield replace(find.FIND, text=name, results=())
    yield find.GUIDE
    yield find.CONSENT
    yield apply.PLACE_CARD
    yield replace(apply.FORM, from_card=rows[:2], values={"address": f"示例路 1 号{name}"})
    yield page.CAPTURE
    yield page.captured()
    yield replace(apply.REVIEW, rows=rows, statement=f"我是{name}")
    yield replace(apply.WORKING, line=f"正在送{name}的申请")
    yield replace(
        apply.ACCEPTED, line=f"申请人{name}", code=number, qr=f"https://x.invalid/{phone}"
    )
    yield replace(trouble.TROUBLE, line=f"{name}的回执没有印", help_code=phone)
    yield replace(apply.RATE, rows=rows, about=f"{name}，受理")
    yield replace(trouble.HANDOVER, code=number)
    yield apply.TAKE_CARD
    yield replace(apply.THANKS, line=f"{name}，再见")


def by_hand(shell: Untyped, screen: Untyped, name: str, phone: str) -> None:
    """What the citizen adds."""
    if hasattr(screen, "entries"):
        entry = screen.entries["phone"].typed
        screen._focus("phone")
        entry.text = ""
        keys = keys_of(screen.keys)
        for digit in phone:
            keys[digit].dispatch("on_release")
        assert entry.text == phone
    elif hasattr(screen, "pad"):
        draw(shell, screen.pad)
    elif hasattr(screen, "stars"):
        screen.stars.value = 2
        screen.words.text = f"{name}觉得慢，电话{phone}"
    elif hasattr(screen, "camera"):
        shell.app.news(page.live_frame())
    shell.driver.frames(1)


def visit(shell: Untyped) -> None:
    name, number, phone = secrets()
    for question in asked(name, number, phone):
        screen, _answers = shell.put(question, wait=False)
        by_hand(shell, screen, name, phone)
    shell.app.help()
    shell.driver.frames(1)
