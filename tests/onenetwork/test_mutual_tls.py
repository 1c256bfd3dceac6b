"""Mutual TLS behind a throw-away CA: what fails is told in a technician's words."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import stamina
import trustme

from kiosk import settings as configuration
from kiosk.onenetwork.client import OneNetwork
from kiosk.onenetwork.connect import connect
from kiosk.onenetwork.problem import Unreachable
from kiosk.settings import SettingsError
from simulators.backend_launch import Certificates, backend

YESTERDAY = datetime.now(UTC) - timedelta(days=1)
TERMINAL = "terminal.example"
PLATFORM = "127.0.0.1"
Own = tuple[Path, Path]
"""Certificate and key."""


@pytest.fixture(autouse=True)
def no_retries() -> Iterator[None]:
    with stamina.set_testing(True):
        yield


@dataclass(frozen=True)
class Office:
    """A CA and the files it makes."""

    folder: Path
    authority: trustme.CA

    @property
    def ca(self) -> Path:
        made = self.folder / "ca.pem"
        self.authority.cert_pem.write_to_path(made)
        return made

    def issue(self, host: str, not_after: datetime | None = None) -> Own:
        issued = self.authority.issue_cert(host, not_after=not_after)
        certificate, key = self.folder / f"{host}.pem", self.folder / f"{host}.key"
        issued.cert_chain_pems[0].write_to_path(certificate)
        issued.private_key_pem.write_to_path(key)
        return certificate, key


@pytest.fixture
def office(tmp_path: Path) -> Office:
    (tmp_path / "office").mkdir()
    return Office(tmp_path / "office", trustme.CA())


@pytest.fixture
def stranger(tmp_path: Path) -> Office:
    (tmp_path / "stranger").mkdir()
    return Office(tmp_path / "stranger", trustme.CA())


def client(url: str, ca: Path, own: Own | None) -> OneNetwork:
    overrides = [f"backend.url={url}", f"backend.ca_file={ca}", "backend.timeout=60"]
    if own is not None:
        overrides += [f"backend.client_certificate={own[0]}", f"backend.client_key={own[1]}"]
    return connect(configuration.load("simulated", overrides))


async def reason(url: str, ca: Path, own: Own | None) -> str:
    terminal = client(url, ca, own)
    with pytest.raises(Unreachable) as caught:
        await terminal.manifest()
    await terminal.close()
    return caught.value.reason


@contextlib.contextmanager
def gateway(office: Office, own: Own) -> Iterator[str]:
    """A server that demands certificates of `office` and, unlike asyncio's, says why it refuses."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=str(office.ca))
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_cert_chain(*own)
    listener = socket.create_server((PLATFORM, 0))

    def serve() -> None:
        with contextlib.suppress(OSError):  # the listener is closed
            while True:
                raw, _ = listener.accept()
                raw.settimeout(60)
                connection = context.wrap_socket(raw, True, do_handshake_on_connect=False)
                with contextlib.suppress(ssl.SSLError):
                    connection.do_handshake()
                left = socket.socket(fileno=connection.detach())
                with left, contextlib.suppress(OSError):
                    left.shutdown(socket.SHUT_WR)
                    while left.recv(4096):
                        pass

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"https://{PLATFORM}:{listener.getsockname()[1]}"
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join(10)


async def test_the_simulated_platform_serves_who_shows_a_certificate(
    office: Office, stranger: Office, tmp_path: Path
) -> None:
    files = Certificates(*office.issue(PLATFORM), office.ca)
    with backend(tmp_path / "backend", files) as platform:
        terminal = client(platform.url, office.ca, office.issue(TERMINAL))
        assert (await terminal.manifest()).item_count
        await terminal.close()
        for own in (None, stranger.issue(TERMINAL)):
            told = await reason(platform.url, office.ca, own)
            assert "does the platform take backend.client_certificate?" in told


async def test_a_terminal_without_a_certificate(office: Office) -> None:
    with gateway(office, office.issue(PLATFORM)) as url:
        told = await reason(url, office.ca, None)
    assert "the platform wants this terminal's certificate; set backend.client_cert" in told


async def test_a_terminal_with_a_certificate_of_another_ca(
    office: Office, stranger: Office
) -> None:
    with gateway(office, office.issue(PLATFORM)) as url:
        told = await reason(url, office.ca, stranger.issue(TERMINAL))
    assert told == "the platform does not know the CA of backend.client_certificate"


def test_a_terminal_with_an_expired_certificate(office: Office) -> None:
    with pytest.raises(SettingsError, match=r"client_certificate.*: expired on .*have it renewed"):
        client("https://127.0.0.1", office.ca, office.issue(TERMINAL, YESTERDAY))


async def test_a_platform_of_another_ca(office: Office, stranger: Office) -> None:
    with gateway(office, office.issue(PLATFORM)) as url:
        told = await reason(url, stranger.ca, office.issue(TERMINAL))
    assert told == "the CA of the platform's certificate is not trusted; set backend.ca_file to it"


async def test_a_platform_with_an_expired_certificate(office: Office) -> None:
    with gateway(office, office.issue(PLATFORM, YESTERDAY)) as url:
        told = await reason(url, office.ca, office.issue(TERMINAL))
    assert told == "the platform's certificate has expired; tell the platform"


@pytest.mark.parametrize(
    ("host", "told"),
    [
        ("localhost", "the platform's certificate is for another address; correct backend.url"),
        ("127.0.0.2", "the platform's certificate is for another address; correct backend.url"),
    ],
)
async def test_a_platform_with_a_certificate_for_another_host(
    office: Office, host: str, told: str
) -> None:
    with gateway(office, office.issue(host)) as url:
        assert await reason(url, office.ca, office.issue(TERMINAL)) == told


async def test_a_platform_that_speaks_plain_http(office: Office, tmp_path: Path) -> None:
    with backend(tmp_path / "backend") as platform:
        url = platform.url.replace("http:", "https:")
        told = await reason(url, office.ca, office.issue(TERMINAL))
    assert told == "the platform speaks plain HTTP here; correct backend.url"
