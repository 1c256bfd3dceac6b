"""Electronic seals (电子印章): a visible signature of the office, under a CA of this run's own.

The CA is made when the platform starts and forgotten when it ends: no key is kept, nothing expires
in a drawer. Real platforms seal by GB/T 38540 with SM2; readers of PDF know PAdES, so this does it.
"""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from simulators.backend.paper import typeset

if TYPE_CHECKING:
    from pyhanko.sign.signers import SimpleSigner

CA_NAME: Final = "示例市电子印章测试 CA（演示）"
SEAL_NAME: Final = "示例区政务服务专用章（演示）"
VALID_FOR: Final = timedelta(days=3650)
KEY_USAGES: Final = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)
SIDE_PT: Final = 119  # 42 mm, a department's round seal (国发〔1999〕25号)
PAGE_WIDTH_PT: Final = 595  # A4
RIGHT_PT: Final = 60
BOTTOM_PT: Final = 150
APPEARANCE: Final = Path(__file__).with_name("seal.typ")


def _certificate(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: x509.Name,
    signing: ec.EllipticCurvePrivateKey,
    ca: bool,
) -> x509.Certificate:
    now = datetime.now(UTC)
    used = {"key_cert_sign", "crl_sign"} if ca else {"digital_signature", "content_commitment"}
    usage = {name: name in used for name in KEY_USAGES}
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + VALID_FOR)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(**usage),
            critical=True,
        )
    )
    return builder.sign(signing, hashes.SHA256())


@cache
def _appearance(office: str) -> bytes:
    """The round seal as a PDF of its own."""
    return typeset(APPEARANCE, {"office": office, "use": "电子印章（演示）"})


class Seal:
    """The office's seal: draws itself on the last page and signs the whole document."""

    def __init__(self) -> None:
        ca_key = ec.generate_private_key(ec.SECP256R1())
        self._key = ec.generate_private_key(ec.SECP256R1())
        issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, CA_NAME)])
        self._ca = _certificate(CA_NAME, ca_key, issuer, ca_key, ca=True)
        self._own = _certificate(SEAL_NAME, self._key, issuer, ca_key, ca=False)

    @property
    def ca_pem(self) -> bytes:
        """The CA's certificate: whoever trusts it can verify the papers of this run."""
        return self._ca.public_bytes(serialization.Encoding.PEM)

    def _signer(self) -> SimpleSigner:
        # pyHanko takes half a second to load: only when a paper is wanted.
        from asn1crypto import keys
        from asn1crypto import x509 as asn1_x509
        from pyhanko.sign.signers import SimpleSigner
        from pyhanko_certvalidator.registry import SimpleCertificateStore

        der = serialization.Encoding.DER
        store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        store.register(asn1_x509.Certificate.load(self._ca.public_bytes(der)))
        key = self._key.private_bytes(
            der, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return SimpleSigner(
            signing_cert=asn1_x509.Certificate.load(self._own.public_bytes(der)),
            signing_key=keys.PrivateKeyInfo.load(key),
            cert_registry=store,
        )

    def stamp(self, pdf: bytes, office: str) -> bytes:
        """The PDF with the seal on its last page, signed (PAdES). `office` is the reason's name."""
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.sign import fields, signers
        from pyhanko.stamp import StaticStampStyle

        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        right = PAGE_WIDTH_PT - RIGHT_PT
        box = (right - SIDE_PT, BOTTOM_PT, right, BOTTOM_PT + SIDE_PT)
        place = fields.SigFieldSpec("Seal", on_page=-1, box=box)
        how = signers.PdfSignatureMetadata(
            field_name="Seal",
            name=SEAL_NAME,
            reason=f"{office}（演示数据）",
            location="示例市",
            subfilter=fields.SigSeedSubFilter.PADES,
        )
        with tempfile.NamedTemporaryFile(suffix=".pdf") as drawing:
            drawing.write(_appearance(office))
            drawing.flush()
            look = StaticStampStyle.from_pdf_file(
                drawing.name, border_width=0, background_opacity=1
            )
            signer = signers.PdfSigner(how, self._signer(), stamp_style=look, new_field_spec=place)
            return bytes(signer.sign_pdf(writer).getvalue())
