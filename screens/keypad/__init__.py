"""The keypad (小键盘): everything that fingers do on the glass, with arrows, OK, back and help.

    keys.py      codes of an ordinary USB keyboard -> what they are for
    stops.py     where the focus may stand, in reading order
    ring.py      the ring round it
    focus.py     where it stands, how it goes on, where it goes when its place goes
    keypad.py    what each key does

Loaded with the first key. What a citizen does with it: docs/accessibility.md.
"""
