"""The way in. Importing this imports no Kivy: it must be configured first."""

from __future__ import annotations

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
    return KioskApp(settings, ask_aside, begin)
