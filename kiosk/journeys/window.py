"""Go on at a staffed window (改到窗口办): where, when, what to bring, which code to name."""

from __future__ import annotations

from kiosk.catalogue.model import Item
from kiosk.conversation import Back
from kiosk.conversation.questions import WindowHandover
from kiosk.session import Session


async def to_the_window(session: Session, item: Item | None, code: str = "") -> bool:
    """Show where the window is; whether the citizen is done here (False: came back).

    Args:
        code: of a case that is already handed in; then nothing has to be brought.
    """
    settings = session.services.settings
    materials = item.materials if item is not None and not code else ()
    try:
        await session.conversation.ask(
            WindowHandover(
                service=item.short_name if item else "",
                place=settings.places.window,
                hours=settings.places.window_hours,
                bring=tuple(one.name for one in materials),
                consult_phone=item.consult_phone if item else settings.terminal.help_phone,
                code=code,
            )
        )
    except Back:
        return False
    return True
