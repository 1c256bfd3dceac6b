"""Video help inside the terminal (视频帮办): the seam for a vendor's programme.

A package offers it as an entry point of the group `kiosk.video`: a coroutine function that takes
the address of a call, shows the call over the screens with this terminal's camera and microphone,
and returns when either side has ended it. It is begun only after the citizen has agreed, and
cancelled when they leave: once that cancellation is over, camera and microphone must be free and
nothing of the call may be kept.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from importlib.metadata import entry_points

from kiosk.settings import Settings, SettingsError

GROUP = "kiosk.video"
ON_THE_PHONE = "qr"

Join = Callable[[str], Awaitable[None]]


def programme(settings: Settings) -> Join | None:
    """What joins a call in here; None where calls are joined on the citizen's phone, or not at all.

    Raises:
        SettingsError: there is no such programme, or it cannot be loaded.
    """
    name = settings.help.video
    if name in ("", ON_THE_PHONE):
        return None
    place = settings.place("help", "video")
    known = {entry.name: entry for entry in entry_points(group=GROUP)}
    if name not in known:
        names = ", ".join([ON_THE_PHONE, *sorted(known)])
        raise SettingsError(
            f"{place}: there is no video programme {name!r}; choose one of: {names}"
        )
    try:
        join: Join = known[name].load()
    except (ImportError, AttributeError) as error:
        raise SettingsError(
            f"{place}: the video programme {name!r} cannot be loaded ({error}); "
            "install its package anew, or ask its vendor"
        ) from None
    return join
