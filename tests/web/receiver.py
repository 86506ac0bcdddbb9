"""An address on this machine that is told of news, and behaves as a test wants."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from threading import Thread


@dataclass
class Receiver:
    """What came, and what is answered: a status, 'lost' for none, 'slow' for one that comes a byte at a time."""

    port: int = 0
    answers: list[int | str] = field(default_factory=list)
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    moved_to: str = ""
    scheme: str = "http"

    @property
    def address(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}/news?of=desk"

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.port}"


@contextmanager
def receiving(*answers: int | str, certificate: Path | None = None) -> Iterator[Receiver]:
    """A receiver that gives some answers one after another, and 200 from then on.

    certificate: with its key, to be reached by https.
    """
    held = Receiver(answers=list(answers), scheme="https" if certificate else "http")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            held.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
            answer = held.answers.pop(0) if held.answers else 200
            if answer == "lost":
                self.connection.close()
                return
            if answer == "slow":
                for _ in range(100):
                    self.wfile.write(b"H")
                    time.sleep(0.05)
                return
            self.send_response(int(answer))
            if held.moved_to:
                self.send_header("Location", held.moved_to)
            if answer == 207:
                self.end_headers()
                self.wfile.write(b"x" * 2**20)
                return
            self.send_header("Content-Length", "0")
            self.end_headers()

        def do_GET(self) -> None:
            held.got.append(({}, b"GET"))
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: a test reads what came."""

        def handle(self) -> None:
            try:
                super().handle()
            except OSError:
                return  # whoever sent it went away, as a test wants it

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    held.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield held
    finally:
        server.shutdown()
        server.server_close()


def own_certificate(folder: Path) -> Path:
    """A certificate for 127.0.0.1 with its key, signed by itself."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a receiver of tests")])
    place = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    made = made.add_extension(place, critical=False)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    held = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = folder / "receiver.pem"
    file.write_bytes(held + made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    return file
