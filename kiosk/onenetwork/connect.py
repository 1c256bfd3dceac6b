"""The backend's client, made of the settings; what is wrong in them is told with file and line."""

from __future__ import annotations

import ssl
from importlib.metadata import entry_points

from kiosk.checked import Mistakes, keys_of, read_table
from kiosk.onenetwork.client import OneNetwork
from kiosk.onenetwork.fields import FieldSeal
from kiosk.onenetwork.platforms import GROUP, Platform
from kiosk.onenetwork.signing import UnknownScheme, WrongSecret
from kiosk.onenetwork.tls import TlsFiles, WrongFile
from kiosk.settings import Settings, SettingsError, explain


def connect(settings: Settings) -> OneNetwork:
    """The client of the settings' platform; nothing is sent yet.

    Raises:
        SettingsError: scheme, secret, adapter or certificate cannot be used.
    """
    backend = settings.backend
    try:
        return OneNetwork(
            backend.url,
            settings.terminal.id,
            backend.secret.encode(),
            scheme=backend.scheme,
            call_deadline=backend.timeout,
            tls=_tls(settings),
            seal=_seal(settings),
            platform=_platform(settings),
        )
    except UnknownScheme as error:
        raise SettingsError(f"{settings.place('backend', 'scheme')}: {error}") from None
    except WrongSecret as error:
        raise SettingsError(f"{settings.place('backend', 'secret')}: {error}") from None


def _tls(settings: Settings) -> ssl.SSLContext | None:
    backend = settings.backend
    files = TlsFiles(backend.ca_file, backend.client_certificate, backend.client_key)
    if not backend.url.startswith("https:"):
        return None
    try:
        return files.context()
    except WrongFile as error:
        path = getattr(files, error.key)
        place = settings.place("backend", error.key)
        raise SettingsError(f"{place}: {error} (it is {path!r}); correct the value") from None


def _seal(settings: Settings) -> FieldSeal | None:
    backend = settings.backend
    if backend.field_cipher == "none":
        return None
    if backend.scheme == "sm2" and not backend.field_secret:
        raise SettingsError(
            f"{settings.place('backend', 'field_secret')}: with scheme sm2 the platform has no "
            "secret of this terminal; set it to what was agreed on, or field_cipher to 'none'"
        )
    secret = (backend.field_secret or backend.secret).encode()
    return FieldSeal(settings.terminal.id, secret, backend.field_cipher, backend.field_key_id)


def _platform(settings: Settings) -> Platform:
    name, place = settings.backend.platform, settings.place("backend", "platform")
    known = {entry.name: entry for entry in entry_points(group=GROUP)}
    if name not in known:
        raise SettingsError(
            f"{place}: there is no platform adapter {name!r}; "
            f"choose one of: {', '.join(sorted(known))}"
        )
    try:
        adapter: type[Platform] = known[name].load()
        keys = keys_of(adapter.Settings)
    except (ImportError, AttributeError, TypeError, NameError) as error:
        raise SettingsError(
            f"{place}: the platform adapter {name!r} cannot be loaded ({error}); "
            "install its package anew, or ask its maker"
        ) from None
    mistakes = Mistakes()
    options = read_table(keys, settings.backend.options, mistakes)
    if mistakes.found:
        raise SettingsError(
            explain(mistakes, lambda keys: settings.place("backend", "options", *keys))
        )
    return adapter(adapter.Settings(**options))
