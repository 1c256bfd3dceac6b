"""TLS towards the backend, mutual when the platform wants it, in a technician's words."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

ENTRY = "set backend.client_certificate and backend.client_key"
PLATFORMS = {
    9: "the platform's certificate is not valid yet; set this terminal's clock",
    10: "the platform's certificate has expired; tell the platform",
    18: "the platform's certificate is signed by itself; set backend.ca_file to it",
    19: "the CA of the platform's certificate is not trusted; set backend.ca_file to it",
    20: "the CA of the platform's certificate is not trusted; set backend.ca_file to it",
    62: "the platform's certificate is for another host; correct backend.url",
    64: "the platform's certificate is for another address; correct backend.url",
}
"""By OpenSSL's X509_V_ERR numbers, see X509_STORE_CTX_get_error(3ssl)."""
ALERTS = {
    "TLSV13_ALERT_CERTIFICATE_REQUIRED": f"the platform wants this terminal's certificate; {ENTRY}",
    "SSLV3_ALERT_HANDSHAKE_FAILURE": f"the platform refuses the handshake; {ENTRY}",
    "TLSV1_ALERT_UNKNOWN_CA": "the platform does not know the CA of backend.client_certificate",
    "SSLV3_ALERT_CERTIFICATE_EXPIRED": "this terminal's certificate has expired; have it renewed",
    "SSLV3_ALERT_CERTIFICATE_REVOKED": "this terminal's certificate is revoked; have it renewed",
    "SSLV3_ALERT_BAD_CERTIFICATE": "the platform refuses this terminal's certificate",
    "WRONG_VERSION_NUMBER": "the platform speaks plain HTTP here; correct backend.url",
    "TLSV1_ALERT_PROTOCOL_VERSION": "the platform speaks no TLS 1.2 or 1.3",
}
"""By the name OpenSSL gives to the alert (RFC 8446 6.2) or the failure."""


class WrongFile(ValueError):  # noqa: N818 - says what is wrong
    """A certificate or key cannot be used; `key` is the setting that names it."""

    def __init__(self, key: str, why: str) -> None:
        super().__init__(why)
        self.key = key


@dataclass(frozen=True)
class TlsFiles:
    """PEM files by path, empty for none.

    `ca_file` signed the platform's certificate (without it, the system's CAs are trusted);
    `client_certificate` with its chain and `client_key` are this terminal's own, for platforms
    that want one.
    """

    ca_file: str = ""
    client_certificate: str = ""
    client_key: str = ""

    def context(self) -> ssl.SSLContext:
        """What connections are made with: TLS 1.2 at least, the host's name checked.

        Raises:
            WrongFile: a file is missing, is not what it should be, or does not fit the other.
        """
        with _named("ca_file"):
            context = ssl.create_default_context(cafile=self.ca_file or None)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        if self.client_certificate or self.client_key:
            self._show_own(context)
        return context

    def _show_own(self, context: ssl.SSLContext) -> None:
        for key in ("client_certificate", "client_key"):
            if not getattr(self, key):
                raise WrongFile(key, "certificate and key go together; name both files or none")
            with _named(key):
                Path(getattr(self, key)).open("rb").close()
        with _named("client_certificate"):
            context.load_cert_chain(self.client_certificate, self.client_key, _no_password)
        self._check_age()

    def _check_age(self) -> None:
        """Not every server says why it hangs up on an old certificate."""
        from cryptography.x509 import load_pem_x509_certificate

        certificate = load_pem_x509_certificate(Path(self.client_certificate).read_bytes())
        last = certificate.not_valid_after_utc
        if last < datetime.now(UTC):
            raise WrongFile("client_certificate", f"expired on {last:%Y-%m-%d}; have it renewed")


@contextmanager
def _named(key: str) -> Iterator[None]:
    """A failure to read a file becomes a sentence about its setting."""
    try:
        yield
    except ssl.SSLError as error:
        if error.reason == "KEY_VALUES_MISMATCH":
            raise WrongFile("client_key", "is not the key of client_certificate") from None
        raise WrongFile(key, "is not a PEM file of the right kind") from None
    except OSError as error:
        raise WrongFile(key, f"cannot be read ({error.strerror})") from None


def _no_password() -> NoReturn:
    """OpenSSL would ask at the keyboard, where nobody stands."""
    raise WrongFile("client_key", "is encrypted; store it without a password, mode 0600")


def why_refused(error: BaseException) -> str:
    """What of TLS made a connection fail, and the mend; empty when it was something else."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return PLATFORMS.get(cause.verify_code, cause.verify_message)
        if isinstance(cause, ssl.SSLError):
            return ALERTS.get(cause.reason, cause.reason)
        cause = cause.__cause__ or cause.__context__
    return ""
