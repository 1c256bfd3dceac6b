"""Words for people, through gettext. The message ids are the 简体中文 texts themselves.

Catalogues live in config/locale/<language>/LC_MESSAGES/kiosk.mo; a missing one means 简体中文.
"""

from __future__ import annotations

import gettext as _gettext
from pathlib import Path

LOCALE_DIR = Path(__file__).parent.parent / "config" / "locale"

_translations: _gettext.NullTranslations = _gettext.NullTranslations()


def use_language(language: str) -> None:
    """Switch to `language` (zh_CN, zh_TW, en) for every text asked for from now on."""
    global _translations
    _translations = _gettext.translation("kiosk", LOCALE_DIR, [language], fallback=True)


def _(message: str) -> str:
    """The text in the present language."""
    return _translations.gettext(message)
