"""The catalogues: .po files that people edit, .mo files that the terminal reads."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from kiosk.text import LANGUAGES, LOCALE_DIR
from tests.words.source import Message, messages

UNDATED = datetime(2026, 1, 1, tzinfo=UTC)
"""The same catalogue gives the same file on every day."""
TRANSLATED = tuple(language for language in LANGUAGES if language != "zh_CN")
SEPARATORS = frozenset({Message("、")})
"""Asked for by kiosk.text itself."""


def po(language: str) -> Path:
    """What people edit."""
    return LOCALE_DIR / language / "LC_MESSAGES" / "kiosk.po"


def read(language: str) -> Catalog:
    """The catalogue as it is written."""
    with po(language).open("rb") as file:
        return read_po(file, locale=language)


def wanted() -> set[Message]:
    """Every message that a catalogue must have."""
    return messages() | SEPARATORS


def up_to_date(old: Catalog, language: str) -> Catalog:
    """The same with the source's messages: new ones empty, those that are gone left out."""
    new = Catalog(locale=language, project="one-network-kiosk", charset="utf-8", fuzzy=False)
    for one in sorted(wanted()):
        known = old.get(one.text, one.context or None)
        told = known.string if known is not None else ""
        if one.plural:
            told = told if isinstance(told, tuple) else ("",) * new.num_plurals
            new.add((one.text, one.text), told, context=one.context or None)
        else:
            told = told if isinstance(told, str) else told[0]
            new.add(one.text, told, context=one.context or None)
    return new


def written(catalogue: Catalog) -> bytes:
    """As a .po file, always the same for the same catalogue."""
    file = io.BytesIO()
    write_po(file, catalogue, width=0, omit_header=True, sort_output=False)
    language = catalogue.locale_identifier
    head = (
        f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {catalogue.plural_forms}\\n"\n\n'
    )
    return head.encode() + file.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """As a .mo file."""
    file = io.BytesIO()
    plain = read_po(io.BytesIO(written(catalogue)), locale=str(catalogue.locale))
    plain.creation_date = plain.revision_date = UNDATED
    write_mo(file, plain)
    return file.getvalue()
