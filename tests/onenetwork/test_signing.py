"""The signature, against values made with `openssl dgst -sha256 -hmac`."""

from __future__ import annotations

from kiosk.onenetwork.signing import SCHEMES, Call

SECRET = b"demo-terminal-secret"
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def headers_of(method: str, target: str, body: bytes) -> dict[str, str]:
    call = Call("demo-terminal", method, target, body, 1_790_000_000, "00" * 16)
    return SCHEMES["hmac-sha256"].headers(SECRET, call)


def test_get_with_query() -> None:
    headers = headers_of("GET", "/v1/cases?terminal_case_ref=ab", b"")
    assert headers == {
        "X-Terminal": "demo-terminal",
        "X-Timestamp": "1790000000",
        "X-Nonce": "00" * 16,
        "X-Body-Digest": EMPTY,
        "X-Signature-Scheme": "hmac-sha256",
        "X-Signature": "be60150c06831dc158bc4c5b3eb8955845eea04fdc2816b5f1a282e0d492df22",
    }


def test_post_with_chinese_body() -> None:
    headers = headers_of("POST", "/v1/help", '{"kind":"求助"}'.encode())
    assert (
        headers["X-Body-Digest"]
        == "ff8310f529f077b8411faa2b545b83cbd7177b044f0783d602989f3618d1142a"
    )
    assert (
        headers["X-Signature"] == "4e736ccbf186b72cf7a3355cd74dd177b768d9320b19b612327d52ab870920cb"
    )
