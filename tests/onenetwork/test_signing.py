"""The signing schemes, against published examples and values made with `openssl dgst`.

What each scheme really puts on the wire is verified by the simulator, which is written apart.
"""

from __future__ import annotations

from functools import partial

import gmalg
import pytest

from kiosk.onenetwork.client import OneNetwork
from kiosk.onenetwork.problem import BackendProblem
from kiosk.onenetwork.signing import Call, UnknownScheme, WrongSecret, five_lines, scheme
from kiosk.onenetwork.signing.sm2 import sm3
from simulators.backend import sm2 as platforms_sm2
from simulators.backend.platform import DEMO_SM2_KEY
from simulators.backend_launch import RunningBackend

SECRET = "demo-terminal-secret"
SM2_SECRET = "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8"
"""The private key of the worked example in GB/T 32918.5-2017, A.2."""
FRAME = {"X-Terminal", "X-Timestamp", "X-Nonce", "X-Body-Digest", "X-Signature-Scheme"}
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
TERMINALS = {
    "hmac-sha256": ("demo-terminal", SECRET),
    "tif": ("demo-terminal", SECRET),
    "bg-hmac": ("demo-terminal", SECRET),
    "sm2": ("demo-sm2-terminal", SM2_SECRET),
}


def headers_of(name: str, method: str, target: str, body: bytes) -> dict[str, str]:
    terminal, secret = TERMINALS[name]
    call = Call(method, target, body, 1_790_000_000, "00" * 16)
    return dict(scheme(name, terminal, secret.encode()).headers(call))


def test_hmac_sha256_of_a_get_with_query() -> None:
    assert headers_of("hmac-sha256", "GET", "/v1/cases?terminal_case_ref=ab", b"") == {
        "X-Terminal": "demo-terminal",
        "X-Timestamp": "1790000000",
        "X-Nonce": "00" * 16,
        "X-Body-Digest": EMPTY,
        "X-Signature-Scheme": "hmac-sha256",
        "X-Signature": "be60150c06831dc158bc4c5b3eb8955845eea04fdc2816b5f1a282e0d492df22",
    }


def test_hmac_sha256_of_a_post_with_chinese_body() -> None:
    headers = headers_of("hmac-sha256", "POST", "/v1/help", '{"kind":"求助"}'.encode())
    assert (
        headers["X-Body-Digest"]
        == "ff8310f529f077b8411faa2b545b83cbd7177b044f0783d602989f3618d1142a"
    )
    assert (
        headers["X-Signature"] == "4e736ccbf186b72cf7a3355cd74dd177b768d9320b19b612327d52ab870920cb"
    )


def own(headers: dict[str, str]) -> dict[str, str]:
    """The headers of the scheme itself."""
    assert headers.keys() >= FRAME
    return {name: value for name, value in headers.items() if name not in FRAME}


def test_tif() -> None:
    assert own(headers_of("tif", "GET", "/v1/cases", b"")) == {
        "x-tif-paasid": "demo-terminal",
        "x-tif-timestamp": "1790000000",
        "x-tif-nonce": "00" * 16,
        "x-tif-signature": "d363ab8d85d00a8e3493a94dc9ff502ba91317df98a0a16710a9ed16827ba47d",
    }


def test_bg_hmac_sorts_and_encodes_the_query() -> None:
    assert own(headers_of("bg-hmac", "GET", "/v1/cases?b=/&a=1&b=%20%E4%B8%AD", b"")) == {
        "X-BG-HMAC-ACCESS-KEY": "demo-terminal",
        "X-BG-HMAC-ALGORITHM": "hmac-sha256",
        "X-BG-DATE-TIME": "Mon, 21 Sep 2026 14:13:20 GMT",
        "X-BG-HMAC-SIGNATURE": "E/ZfIerKTH+Xi1nVhJjWDe9m0RRnUTz12WMmg6JKAN8=",
    }


@pytest.mark.parametrize(
    ("data", "digest"),
    [
        (b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
        (b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
    ],
)
def test_sm3_as_in_gb_t_32905(data: bytes, digest: str) -> None:
    assert sm3(data).hex() == digest


def test_sm2_as_in_gb_t_32918_5() -> None:
    chosen = 0x59276E27D506861A16680F3AD9C02DCCEF3CC1FA3CDBE4CE6D54B80DEAC1BC21
    signer = gmalg.SM2(bytes.fromhex(SM2_SECRET), b"1234567812345678", rnd_fn=lambda bits: chosen)
    r, s = signer.sign(b"message digest")
    assert r.hex() == "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
    assert s.hex() == "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa"
    assert platforms_sm2.verifies(DEMO_SM2_KEY, b"message digest", (r + s).hex())
    assert not platforms_sm2.verifies(DEMO_SM2_KEY, b"another message", (r + s).hex())
    assert not platforms_sm2.verifies(DEMO_SM2_KEY, b"message digest", (s + r).hex())


@pytest.mark.parametrize("chosen", [511, 58], ids=["short r", "short s"])
def test_sm2_is_64_bytes_even_where_a_number_begins_with_a_zero_byte(
    chosen: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One call in 128 has such a signature; the nonces that make it were looked for."""
    chooses = partial(gmalg.SM2, rnd_fn=lambda bits: chosen)
    monkeypatch.setattr(gmalg, "SM2", chooses)
    call = Call("GET", "/v1/cases", b"", 1_790_000_000, "00" * 16)
    signature = scheme("sm2", "t", SM2_SECRET.encode()).headers(call)["X-Signature"]
    r, s = bytes.fromhex(signature)[:32], bytes.fromhex(signature)[32:]
    assert [r[0], s[0]].count(0) == 1
    assert platforms_sm2.verifies(DEMO_SM2_KEY, five_lines(call, sm3(b"").hex()), signature)


def test_sm2_digests_the_body_with_sm3() -> None:
    headers = headers_of("sm2", "POST", "/v1/help", b'{"a":1}')
    assert (
        headers["X-Body-Digest"]
        == "d646a76e347ce7c1a4c11acff67604928ccfaf03fc2e4fb8faaf5b2b1227605a"
    )


@pytest.mark.parametrize("secret", ["", "demo-terminal-secret", "00" * 32, "ff" * 32, "ab" * 31])
def test_what_is_no_sm2_key_is_refused_without_being_shown(secret: str) -> None:
    with pytest.raises(WrongSecret) as caught:
        scheme("sm2", "t", secret.encode())
    assert not secret or secret not in str(caught.value)


def test_a_scheme_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(UnknownScheme, match=r"'md5'.*bg-hmac, hmac-sha256.*sm2, tif"):
        scheme("md5", "t", b"")


@pytest.mark.parametrize("name", TERMINALS)
async def test_the_platform_takes_what_each_scheme_signs(
    platform: RunningBackend, name: str
) -> None:
    terminal, secret = TERMINALS[name]
    client = OneNetwork(platform.url, terminal, secret.encode(), scheme=name)
    assert await client.cases_of("0" * 32) == ()
    assert (await client.help("ID-02")).help_id
    await client.close()


@pytest.mark.parametrize("name", TERMINALS)
async def test_the_platform_refuses_another_key(platform: RunningBackend, name: str) -> None:
    terminal, secret = TERMINALS[name]
    client = OneNetwork(platform.url, terminal, secret[::-1].encode(), scheme=name)
    with pytest.raises(BackendProblem, match="bad_signature"):
        await client.manifest()
    await client.close()


@pytest.mark.parametrize("name", TERMINALS)
async def test_every_scheme_gets_over_a_wrong_clock(platform: RunningBackend, name: str) -> None:
    terminal, secret = TERMINALS[name]
    client = OneNetwork(
        platform.url, terminal, secret.encode(), scheme=name, clock=lambda: 1_790_000_000.0
    )
    assert (await client.manifest()).item_count
    assert "set it" in client.clock.complaint
    await client.close()
