"""查进度: one's own cases by identity card, or one case by the code of its receipt."""

from __future__ import annotations

from kiosk.conversation import Back
from kiosk.conversation.questions import After, Choose, Entry
from kiosk.journeys.cases.by_code import by_code
from kiosk.journeys.cases.mine import my_cases
from kiosk.session import Session
from kiosk.text import _

CARD, CODE = "card", "code"


async def progress(session: Session) -> After:
    """How one wants to look, then the looking.

    Raises:
        Back: home.
        Leave, TimedOut, ToWindow: as the citizen chose.
    """
    ways = {CARD: my_cases, CODE: by_code}
    while True:
        chosen = await session.conversation.ask(_question(session))
        try:
            return await ways[chosen.key](session)
        except Back:
            continue


def _question(session: Session) -> Choose:
    scanned = session.services.hub.code_reader.configured
    code = (
        _("扫回执上的二维码，或者输查询码，只看到哪一步")
        if scanned
        else _("输回执上的查询码，只看到哪一步")
    )
    return Choose(
        title=_("查进度"),
        entries=(
            Entry(
                CARD, _("刷身份证，看我的全部办件"), _("能补材料、催办、撤回、打印、评价"), "card"
            ),
            Entry(CODE, _("用回执查一件"), code, "receipt"),
        ),
    )
