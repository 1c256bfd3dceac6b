"""Opens the one window. Kivy reads its configuration when its window module is first imported, so
this comes before anything that draws."""

from pathlib import Path

SOFTWARE_GL = ("llvmpipe", "softpipe", "swrast", "swiftshader")
NO_STYLE = Path(__file__).parent / "kit" / "no_style.kv"


def configure(width: int, height: int, *, fullscreen: bool) -> None:
    """Kivy's settings: fixed size, no multisampling, no input of its own."""
    from kivy.config import Config

    leave_out_style()

    graphics: dict[str, str | int] = {
        "width": width,
        "height": height,
        "fullscreen": "auto" if fullscreen else 0,
        "resizable": 0,
        "borderless": 1,
        "multisamples": 0,
        "maxfps": 60,
        "show_cursor": 0 if fullscreen else 1,
    }
    for key, value in graphics.items():
        Config.set("graphics", key, value)
    settings: dict[str, str | int] = {
        "keyboard_mode": "",
        "exit_on_escape": 0,
        "log_level": "warning",
    }
    for key, value in settings.items():
        Config.set("kivy", key, value)
    # The red dots of the simulated second finger have no place on a kiosk.
    Config.set("input", "mouse", "mouse,disable_multitouch")


def leave_out_style() -> None:
    """Have Kivy import its language without the style of its own widgets.

    Reading it takes a tenth of a cold start, and no screen uses those widgets.
    """
    import kivy.resources
    from kivy.cache import Cache

    style = str(Path(kivy.kivy_data_dir) / "style.kv")
    Cache.append("kv.resourcefind", style, str(NO_STYLE))
    import kivy.lang.builder

    Cache.remove("kv.resourcefind", style)


def draws_in_software() -> bool:
    """Whether filling pixels costs the processor's time. Asks the window that is open."""
    from kivy.graphics.opengl import GL_RENDERER, glGetString

    renderer = (glGetString(GL_RENDERER) or b"").decode("ascii", "replace").lower()
    return any(name in renderer for name in SOFTWARE_GL)


def open_window(width: int, height: int, *, fullscreen: bool) -> None:
    """Configure, open the window, register the typeface."""
    configure(width, height, fullscreen=fullscreen)
    from kivy.base import EventLoop, runTouchApp

    from screens.kit import fonts

    fonts.register()
    EventLoop.ensure_window()
    runTouchApp(embedded=True)
