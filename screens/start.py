"""The way in. Importing this imports no Kivy: it must be configured first."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import TYPE_CHECKING

from screens.window import configure

if TYPE_CHECKING:
    from kiosk.conversation.notices import Aside
    from kiosk.settings import Settings
    from screens.app import KioskApp


def make_app(
    settings: Settings, ask_aside: Callable[[Aside], None], begin: Callable[[], None]
) -> KioskApp:
    """Configure Kivy for this glass, register the typeface, make the app."""
    glass = settings.glass
    configure(glass.width, glass.height, fullscreen=glass.fullscreen)
    from screens.app import KioskApp
    from screens.kit import fonts

    fonts.register()
    app = KioskApp(settings, ask_aside, begin)
    app.stock.when_settled = clear_up
    return app


def clear_up() -> None:
    """Nobody is here: drop what the last citizen left in cycles, and set aside what stays.

    To look through all that a terminal holds takes a fifth of a second in which no finger is heard.
    What is set aside now is left out when Python looks by itself, in the middle of a session.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
