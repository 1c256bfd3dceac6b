"""The keypad's keys for reading aloud: codes of an ordinary USB keyboard."""

from __future__ import annotations

from typing import Final

from screens.speech.reader import Reader

F5, F6, F7, F8, F9, F10 = range(286, 292)  # Kivy's key codes
VOLUME_UP, VOLUME_DOWN = 0x40000080, 0x40000081  # SDL's
KEYS: Final = {
    F5: lambda reader: reader.switch(),
    F6: lambda reader: reader.repeat(),
    F7: lambda reader: reader.faster(-1),
    F8: lambda reader: reader.faster(1),
    F9: lambda reader: reader.louder(-1),
    F10: lambda reader: reader.louder(1),
    VOLUME_DOWN: lambda reader: reader.louder(-1),
    VOLUME_UP: lambda reader: reader.louder(1),
}


def heed(reader: Reader, code: int) -> bool:
    """Do what this key is for; whether it was one of these. Any other key makes it silent."""
    act = KEYS.get(code)
    if act is None:
        reader.hush()
        return False
    act(reader)
    return True
