"""Words for people, through gettext. The message ids are the 简体中文 texts themselves.

Catalogues are config/locale/<language>/LC_MESSAGES/kiosk.po, compiled beside it by `make words`;
a missing one means 简体中文.

What `_` gives remembers where it came from: `retold` says a question, a notice or a sentence anew
in the language that is in force now, so that whoever switches need not be asked again.
"""

from __future__ import annotations

import gettext as _gettext
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, Final, TypeVar

LOCALE_DIR = Path(__file__).parent.parent / "config" / "locale"
LANGUAGES: Final = ("zh_CN", "zh_TW", "en")

_T = TypeVar("_T")
_HANZI = re.compile(r"[\u3400-\u9fff]")
_translations: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "zh_CN"


class Words(str):
    """A text of ours in the language in force when it was made; `again` says it in today's.

    `own`: nothing was put into it that could be a citizen's.
    """

    own: bool
    _tell: Callable[[], str]

    def __new__(cls, tell: Callable[[], str], *, own: bool = True) -> Words:
        words = super().__new__(cls, tell())
        words._tell, words.own = tell, own
        return words

    def again(self) -> Words:
        """The same in the language in force."""
        return Words(self._tell, own=self.own)

    def format(self, *values: object, **named: object) -> Words:
        """As str.format; the values are told anew as well."""
        return Words(lambda: self._tell().format(*retold(values), **retold(named)), own=False)

    def __add__(self, other: str) -> Words:
        return Words(lambda: self._tell() + retold(other), own=self.own and _own(other))

    def __radd__(self, other: str) -> Words:
        return Words(lambda: retold(other) + self._tell(), own=self.own and _own(other))

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        return str, (str(self),)


def use_language(language: str) -> None:
    """Switch to `language` (zh_CN, zh_TW, en) for every text asked for from now on."""
    global _translations, _language
    _translations = _gettext.translation("kiosk", LOCALE_DIR, [language], fallback=True)
    _language = language


def language() -> str:
    """The language in force: zh_CN, zh_TW or en."""
    return _language


def _(message: str) -> Words:
    """The text in the present language."""
    return Words(lambda: _translations.gettext(message))


def in_context(context: str, message: str) -> Words:
    """A text that other languages say differently in another place; `context` tells translators
    where this one stands."""

    def tell() -> str:
        return _translations.pgettext(context, message)

    return Words(tell)


def counted(message: str, n: int, **named: object) -> Words:
    """A text with `{n}` in it, in the form that the language has for that number."""

    def tell() -> str:
        return _translations.ngettext(message, message, n).format(n=n, **retold(named))

    return Words(tell)


def listed(items: Iterable[str]) -> Words:
    """Several things one after another: 姓名、性别、民族."""
    kept = tuple(items)
    own = all(_own(item) for item in kept)
    return Words(lambda: _translations.gettext("、").join(retold(kept)), own=own)


def retold(value: _T) -> _T:
    """`value` with every text of ours in it in the language in force: inside dataclasses, tuples
    and mappings too. Anything else, a citizen's words and a platform's among it, stays."""
    told: Any = value
    if isinstance(value, Words):
        told = value.again()
    elif isinstance(value, tuple) and type(value) is tuple:
        told = tuple(retold(item) for item in value)
    elif isinstance(value, Mapping):
        told = {key: retold(item) for key, item in value.items()}
    elif is_dataclass(value) and not isinstance(value, type):
        now = {one.name: getattr(value, one.name) for one in fields(value) if one.init}
        told = replace(value, **{name: retold(item) for name, item in now.items()})
    return told  # type: ignore[no-any-return]


def only_in_chinese(texts: Iterable[str]) -> bool:
    """Whether some of these, as they are, say nothing to whoever reads the language in force."""
    return _language == "en" and any(_HANZI.search(text) for text in texts)


def _own(text: str) -> bool:
    return isinstance(text, Words) and text.own
