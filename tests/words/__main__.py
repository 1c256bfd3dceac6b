"""Bring the catalogues up to date with the source, compile them, and say what is missing."""

from __future__ import annotations

import sys

from babel.messages.catalog import Catalog

from tests.words.catalogues import TRANSLATED, compiled, po, read, up_to_date, written


def main() -> int:
    """0 when every message is translated."""
    missing = 0
    for language in TRANSLATED:
        path = po(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        catalogue = up_to_date(read(language) if path.exists() else Catalog(), language)
        path.write_bytes(written(catalogue))
        path.with_suffix(".mo").write_bytes(compiled(catalogue))
        for one in catalogue:
            if one.id and not all((one.string,) if isinstance(one.string, str) else one.string):
                missing += 1
                print(f"{path}: {one.id!r} has no translation")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
