"""A proxy shows a certificate of the province's own authority: trusted where it is named, nowhere else."""

import asyncio
import ipaddress
import json
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from telegram.error import NetworkError

from bot.telegram.api import connect

TOKEN = "1:abc"
DAY = timedelta(days=1)
PEM = serialization.Encoding.PEM


class BotApi(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("content-length", 0)))
        me = {"id": 1, "is_bot": True, "first_name": "DTI", "username": "dti_bot"}
        body = json.dumps({"ok": True, "result": me}).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        pass


def certificate(name: str, key: ec.EllipticCurvePrivateKey, issuer: str, signer: ec.EllipticCurvePrivateKey,
                *, authority: bool) -> x509.Certificate:  # fmt: skip
    def called(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])

    now = datetime.now(UTC)
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    return (
        x509.CertificateBuilder()
        .subject_name(called(name))
        .issuer_name(called(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - DAY)
        .not_valid_after(now + DAY)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(here, critical=False)
        .sign(signer, hashes.SHA256())
    )


@pytest.fixture
def authority(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address of a server, and the authority that vouches for it."""
    ca_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    ca = certificate("CA tỉnh", ca_key, "CA tỉnh", ca_key, authority=True)
    own = certificate("proxy", key, "CA tỉnh", ca_key, authority=False)
    (tmp_path / "ca.pem").write_bytes(ca.public_bytes(PEM))
    private = key.private_bytes(PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (tmp_path / "server.pem").write_bytes(private + own.public_bytes(PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "server.pem")
    server = HTTPServer(("127.0.0.1", 0), BotApi)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"https://127.0.0.1:{server.server_port}", tmp_path / "ca.pem"
    server.shutdown()
    server.server_close()


async def name_of(address: str, ca_file: Path | None) -> str:
    bot = connect(TOKEN, address, ca_file=ca_file)
    try:
        await bot.initialize()
        return str(bot.username)
    finally:
        await bot.shutdown()


def test_an_authority_that_is_named_is_trusted(authority: tuple[str, Path]) -> None:
    assert asyncio.run(name_of(*authority)) == "dti_bot"


def test_an_authority_that_nobody_named_is_not(authority: tuple[str, Path]) -> None:
    with pytest.raises(NetworkError, match=r"(?i)certificate"):
        asyncio.run(name_of(authority[0], None))
