"""A small provider of OpenID Connect on this machine, with a real key, that can be told to lie."""

from __future__ import annotations

import json
import secrets
import threading
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

from smoulder.web.house import now

CLIENT, SECRET = "workbench", "a secret of the provider"


@dataclass
class Provider:
    """What the provider knows, and how it lies. claims: of the token, laid over those that are right."""

    issuer: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, parameters={"kid": "one"}))
    other: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, parameters={"kid": "one"}))
    claims: dict[str, Any] = field(default_factory=dict)
    sign_with: str = "key"
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)

    def token(self, nonce: str) -> str:
        """The id_token of who signs in."""
        at = int(now().timestamp())
        claims = {
            "iss": self.issuer, "aud": CLIENT, "sub": "subject-1", "iat": at, "exp": at + 300, "nonce": nonce,
            "email": "rike@desk.example", "email_verified": True, "name": "Rike Holm",
        } | self.claims  # fmt: skip
        claims = {name: value for name, value in claims.items() if value is not None}
        if self.sign_with == "none":
            parts = [json.dumps(one).encode() for one in ({"alg": "none"}, claims)]
            return ".".join(urlsafe_b64encode(one).decode().rstrip("=") for one in parts) + "."
        if self.sign_with == "secret":
            from joserfc.jwk import OctKey

            return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(SECRET))
        key = self.key if self.sign_with == "key" else self.other
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, key)


@contextmanager
def provider() -> Iterator[Provider]:
    """The provider at work."""
    known = Provider()

    class Answers(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            place = urlsplit(self.path)
            if place.path == "/.well-known/openid-configuration":
                named = {
                    "authorization_endpoint": "/authorize",
                    "token_endpoint": "/token",
                    "jwks_uri": "/keys",
                }
                self._say({"issuer": known.issuer} | {name: known.issuer + at for name, at in named.items()})
            elif place.path == "/keys":
                self._say({"keys": [known.key.as_dict(private=False)]})
            else:
                self._authorize({name: one[0] for name, one in parse_qs(place.query).items()})

        def _authorize(self, asked: dict[str, str]) -> None:
            known.asked.append(asked)
            code = secrets.token_urlsafe(8)
            known.codes[code] = asked
            self.send_response(302)
            back = urlencode({"code": code, "state": asked["state"], "iss": known.issuer})
            self.send_header("Location", f"{asked['redirect_uri']}?{back}")
            self.end_headers()

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            given = {name: one[0] for name, one in parse_qs(body).items()}
            asked = known.codes.pop(given.get("code", ""), None)
            shown = b64decode(self.headers.get("Authorization", "Basic ").removeprefix("Basic ")).decode()
            digest = sha256(given.get("code_verifier", "").encode()).digest()
            whole = asked is not None and asked["code_challenge"] == urlsafe_b64encode(
                digest
            ).decode().rstrip("=")
            if not whole or [unquote(one) for one in shown.split(":")] != [CLIENT, SECRET]:
                self._say({"error": "invalid_grant"}, 400)
                return
            assert asked is not None
            self._say({"access_token": "a", "token_type": "Bearer", "id_token": known.token(asked["nonce"])})

        def _say(self, what: dict[str, Any], status: int = 200) -> None:
            body = json.dumps(what).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    known.issuer = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield known
    server.shutdown()
    server.server_close()
