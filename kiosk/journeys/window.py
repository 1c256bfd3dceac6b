"""Go on at a staffed window (改到窗口办): where, when, what to bring, which code to name."""

from __future__ import annotations

from collections.abc import Collection

from kiosk.catalogue.model import Item
from kiosk.conversation import Back
from kiosk.conversation.questions import WindowHandover
from kiosk.session import Session


async def to_the_window(
    session: Session, item: Item | None, code: str = "", in_hand: Collection[str] = ()
) -> bool:
    """Show where the window is; whether the citizen is done here (False: came back).

    Args:
        code: of a case that the platform has.
        in_hand: codes of the materials that need not be brought, being with that case.
    """
    settings = session.services.settings
    materials = item.materials if item is not None else ()
    try:
        await session.conversation.ask(
            WindowHandover(
                service=item.short_name if item else "",
                place=settings.places.window,
                hours=settings.places.window_hours,
                bring=tuple(one.name for one in materials if one.code not in in_hand),
                consult_phone=item.consult_phone if item else settings.terminal.help_phone,
                code=code,
            )
        )
    except Back:
        return False
    return True
