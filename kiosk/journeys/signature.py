"""What goes out for a citizen's signature: the drawn one, or that it was confirmed by keypad.

Whoever cannot write by hand confirms with the keypad (docs/accessibility.md). Whether that is
enough is the platform's to decide, so it is told: in the picture and in the declaration.
"""

from __future__ import annotations

import asyncio
from datetime import datetime

from kiosk.conversation.questions import Signed
from kiosk.documents.signature import confirmation_png, signature_png
from kiosk.text import _


async def picture_of(signed: Signed) -> bytes:
    """The PNG for the case."""
    if signed.by_key:
        return await asyncio.to_thread(confirmation_png, datetime.now())
    return await asyncio.to_thread(signature_png, signed.strokes, signed.aspect)


def declared(signed: Signed, statement: str) -> str:
    """The statement as it was signed."""
    if not signed.by_key:
        return statement
    words = _("（本人没有手写签名，在终端上用按键确认。）")
    return _("{first}{second}").format(first=statement, second=words)
