"""What everything is measured against: Kivy with one widget, configured as the terminal's window.

python -m tests.bench.bare label|button WIDTH HEIGHT [X Y WIDTH HEIGHT of the button, from the top]
"""

from __future__ import annotations

import os
import sys


def configure(wide: int, high: int) -> None:
    """Kivy's settings for a window of that size, before anything that draws is imported."""
    for name in ("KIVY_NO_ARGS", "KIVY_NO_FILELOG", "KIVY_NO_CONFIG"):
        os.environ[name] = "1"
    from kivy.config import Config

    graphics = {"width": wide, "height": high, "resizable": 0, "borderless": 1}
    for key, value in {**graphics, "multisamples": 0, "maxfps": 60}.items():
        Config.set("graphics", key, value)
    Config.set("kivy", "log_level", "warning")
    Config.set("input", "mouse", "mouse,disable_multitouch")


def main() -> None:
    """Open the window and show the widget until killed."""
    kind, (wide, high, *rect) = sys.argv[1], [int(word) for word in sys.argv[2:]]
    configure(wide, high)
    from kivy.base import runTouchApp

    if kind == "label":
        from kivy.uix.label import Label

        runTouchApp(Label(text="Kivy", font_size=64))
        return
    from kivy.uix.button import Button
    from kivy.uix.floatlayout import FloatLayout

    x, top, width, height = rect
    button = Button(text="Kivy", size_hint=(None, None), size=(width, height))
    button.pos = (x, high - top - height)
    page = FloatLayout()
    page.add_widget(button)
    runTouchApp(page)


if __name__ == "__main__":
    main()
