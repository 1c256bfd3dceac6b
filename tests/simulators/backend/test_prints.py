"""Sealed papers: who may fetch them, that the seal holds, how a print goes on after a jam."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import Any

import httpx
from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from signing_terminal import CARD_ITEM, OCCURRED, Terminal

from simulators.backend_launch import RunningBackend

CERTIFICATE = "992001010002"  # 个人参保证明


def certified(terminal: Terminal) -> tuple[dict[str, str], dict[str, Any]]:
    """A session, and the paper of a certificate that its citizen has asked for."""
    session = terminal.session().json()
    case_no = terminal.draft(session["assertion"], item_code=CERTIFICATE, form={})
    terminal.submit(session["assertion"], case_no)
    bearer = {"Authorization": f"Bearer {session['token']}"}
    listed = terminal.call("GET", f"/v1/prints?case_no={case_no}&kind=certificate", **bearer)
    return bearer, dict(listed.json()["prints"][0])


def report(terminal: Terminal, paper: dict[str, Any], outcome: str, copies: int) -> dict[str, Any]:
    body = {"outcome": outcome, "pages": 1, "copies": copies, "at": OCCURRED}
    done = terminal.call("POST", f"/v1/prints/{paper['print_id']}/done", body)
    assert done.status_code == 200, done.text
    return dict(done.json())


def authority(platform: RunningBackend) -> ValidationContext:
    raw = httpx.get(platform.url + "/sim/seal/ca.pem", trust_env=False).content
    return ValidationContext(trust_roots=[x509.Certificate.load(pem.unarmor(raw)[2])])


def test_the_seal_is_the_offices_and_holds(platform: RunningBackend, terminal: Terminal) -> None:
    bearer, paper = certified(terminal)
    pdf = terminal.call("GET", f"/v1/prints/{paper['print_id']}", **bearer)
    assert pdf.headers["X-Verification-Code"] == paper["verification_code"]
    assert hashlib.sha256(pdf.content).hexdigest() == paper["sha256"]
    (seal,) = PdfFileReader(BytesIO(pdf.content)).embedded_signatures
    status = validate_pdf_signature(seal, authority(platform))
    assert status.bottom_line
    assert "演示" in status.signing_cert.subject.human_friendly


def test_one_changed_byte_breaks_the_seal(platform: RunningBackend, terminal: Terminal) -> None:
    bearer, paper = certified(terminal)
    pdf = bytearray(terminal.call("GET", f"/v1/prints/{paper['print_id']}", **bearer).content)
    pdf[pdf.index(b"stream") + 40] ^= 1
    (seal,) = PdfFileReader(BytesIO(bytes(pdf))).embedded_signatures
    assert not validate_pdf_signature(seal, authority(platform)).bottom_line


def test_a_paper_is_its_owners(terminal: Terminal) -> None:
    _, paper = certified(terminal)
    target = f"/v1/prints/{paper['print_id']}"
    token = terminal.session(id_number="990101199001010027").json()["token"]
    assert terminal.call("GET", target, Authorization=f"Bearer {token}").status_code == 404
    assert terminal.call("GET", target).json()["code"] == "session_expired"


def test_a_print_cut_short_goes_on_by_its_pick_up_code(terminal: Terminal) -> None:
    _, paper = certified(terminal)
    assert report(terminal, paper, "partial", 0)["state"] == "partial"
    code = paper["pick_up_code"]
    (found,) = terminal.call("GET", f"/v1/prints?pick_up_code={code}").json()["prints"]
    assert (found["print_id"], found["state"]) == (paper["print_id"], "partial")
    target = f"/v1/prints/{paper['print_id']}?pick_up_code={code}"
    assert terminal.call("GET", target).headers["content-type"] == "application/pdf"
    assert report(terminal, paper, "printed", 1)["state"] == "done"
    case = terminal.call("GET", f"/v1/cases/{paper['case_no']}").json()
    assert case["state"] == "delivered"


def test_guessing_pick_up_codes_is_stopped(platform: RunningBackend, terminal: Terminal) -> None:
    _, paper = certified(terminal)
    codes = [f"22222{n:03d}".replace("0", "A").replace("1", "B") for n in range(10)]
    for code in codes:
        assert terminal.call("GET", f"/v1/prints?pick_up_code={code}").status_code == 404
    right = f"/v1/prints?pick_up_code={paper['pick_up_code']}"
    assert terminal.call("GET", right).json()["code"] == "too_many_requests"
    terminal.offset_s = 360
    platform.fault("clock_skew", value=360)
    assert terminal.call("GET", right).status_code == 200


def test_blank_forms_and_samples_are_open(terminal: Terminal) -> None:
    for kind in ("form", "sample"):
        target = f"/v1/prints?kind={kind}&item_code={CARD_ITEM}"
        (paper,) = terminal.call("GET", target).json()["prints"]
        assert (paper["sealed"], paper["pick_up_code"]) == (False, None)
        pdf = terminal.call("GET", f"/v1/prints/{paper['print_id']}")
        assert pdf.content.startswith(b"%PDF")
    unnamed = terminal.call("GET", "/v1/prints?kind=form")
    assert unnamed.json()["defects"][0]["field"] == "item_code"


def test_every_notice_has_its_paper(terminal: Terminal) -> None:
    session = terminal.session().json()
    case = terminal.submitted_case(session["assertion"])
    bearer = {"Authorization": f"Bearer {session['token']}"}
    listed = terminal.call("GET", "/v1/prints?kind=notice", **bearer).json()["prints"]
    assert [paper["print_id"] for paper in listed] == [case["notices"][0]["print_id"]]
