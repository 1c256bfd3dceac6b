"""Screens: what people see and touch. Asks nothing of the world but the core."""

import os

# Kivy reads these when it is first imported, which any module of this package may do. It must take
# no arguments of ours, log through our own handlers, and neither read nor write a user's settings.
# Pictures are read by SDL alone: Kivy would import all of Pillow beside it.
for _name, _value in {
    "KIVY_NO_ARGS": "1",
    "KIVY_NO_CONFIG": "1",
    "KIVY_NO_FILELOG": "1",
    "KIVY_LOG_MODE": "MIXED",
    "KIVY_IMAGE": "sdl2",
    # What the core puts down wakes the loop at once, not at the end of its 1/60 s.
    "KIVY_CLOCK": "interrupt",
}.items():
    os.environ.setdefault(_name, _value)
