"""Sign-in by OpenID Connect: the authorization code flow, with PKCE, a nonce, and a state bound to the browser."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from importlib import import_module
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from smoulder.records.errors import MissingExtra
from smoulder.web.guard.refused import Refused
from smoulder.web.guard.signed import sign, unsigned

if TYPE_CHECKING:
    from smoulder.desk.sign_in import SignIn
    from smoulder.web.house import House

BACK = "/sign-in/back"
"""Where the provider sends a browser back to."""
STATE = "smoulder-state"
"""The cookie of a browser that was sent to the provider."""
LASTS = timedelta(minutes=10)
KEPT = timedelta(hours=1)
"""What a provider says of itself is asked for again after so long."""
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
"""Signatures that are taken: of a key pair alone, so that neither `none` nor our own secret signs anything."""
SECONDS = 10.0
"""How long an answer of the provider is waited for."""


@dataclass(slots=True)
class Provider:
    """A provider, and what it says of itself; shared by all threads."""

    choice: SignIn
    _said: dict[str, Any] = field(default_factory=dict)  # Any: as the provider writes it
    _asked: datetime | None = None
    _lock: Lock = field(default_factory=Lock)

    def said(self, now: datetime) -> dict[str, Any]:
        """Its addresses. raises: Refused where it cannot be reached or is another."""
        with self._lock:
            if self._asked is None or now - self._asked > KEPT:
                said = _fetch(self.choice.issuer.rstrip("/") + "/.well-known/openid-configuration")
                if said.get("issuer") != self.choice.issuer:
                    raise Refused(
                        "the sign-in of your organisation names itself otherwise; mend [sign-in] issuer"
                    )
                for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
                    _see_address(said.get(name), self.choice.issuer)
                self._said, self._asked = said, now
            return self._said


def start(house: House, provider: Provider, to: str) -> tuple[str, str]:
    """Send a browser to the provider.

    to:      where it goes on afterwards.
    returns: the address, and what the cookie `STATE` holds until it comes back.
    """
    said = provider.said(house.clock())
    kept = {
        "state": secrets.token_urlsafe(32),
        "nonce": secrets.token_urlsafe(32),
        "verifier": secrets.token_urlsafe(48),
        "to": to,
        "at": house.clock().isoformat(),
    }
    with _client(house, provider) as client:
        address, _ = client.create_authorization_url(
            said["authorization_endpoint"], state=kept["state"], nonce=kept["nonce"],
            code_verifier=kept["verifier"],
        )  # fmt: skip
    return str(address), sign(STATE, json.dumps(kept), house.secret)


def was_sent(house: House, held: str) -> dict[str, str]:
    """What was kept of a browser when it was sent to the provider. held: what its cookie holds.

    raises: Refused where it was not sent there from here, or too long ago.
    """
    text = unsigned(STATE, held, house.secret) if held else None
    kept: dict[str, str] = json.loads(text) if text else {}
    if not kept or house.clock() - datetime.fromisoformat(kept["at"]) > LASTS:
        raise Refused("this browser was not sent there, or too long ago; begin again at the sign-in page")
    return kept


def finish(
    house: House, provider: Provider, kept: dict[str, str], given: dict[str, str]
) -> tuple[dict[str, Any], str]:  # Any: claims are of any type
    """Hear what the provider says of a browser that comes back.

    kept:    as `was_sent` gives it. given: what the address of its request holds.
    returns: the claims of the verified token, and where the browser goes on.
    raises:  Refused where anything is not as it was asked for.
    """
    if not secrets.compare_digest(given.get("state", "").encode(), kept["state"].encode()):
        raise Refused("the answer belongs to another try; begin again at the sign-in page")
    if given.get("iss", provider.choice.issuer) != provider.choice.issuer:
        raise Refused("the answer comes from another provider; begin again at the sign-in page")
    if given.get("error") or not given.get("code"):
        raise Refused("your organisation did not let you in; begin again, or ask who runs the sign-in there")
    token = _token(house, provider, given["code"], kept["verifier"])
    return _claims(house, provider, token, kept["nonce"]), str(kept["to"])


def _token(house: House, provider: Provider, code: str, verifier: str) -> str:
    """The id_token for a code. raises: Refused."""
    from authlib.common.errors import AuthlibBaseError  # type: ignore[import-untyped]

    said = provider.said(house.clock())
    try:
        with _client(house, provider, token_endpoint_auth_method=_way(provider, said)) as client:
            answer = client.fetch_token(
                said["token_endpoint"],
                code=code,
                code_verifier=verifier,
                grant_type="authorization_code",
            )
    except (AuthlibBaseError, _network_fault(), ValueError) as reason:
        raise Refused("your organisation did not confirm the sign-in; begin again") from reason
    if not isinstance(answer.get("id_token"), str):
        raise Refused("your organisation sent no token of who you are; ask who runs the sign-in there")
    return str(answer["id_token"])


def _claims(house: House, provider: Provider, token: str, nonce: str) -> dict[str, Any]:
    """What a token says, once its signature and all that binds it to this try are verified. raises: Refused."""
    from joserfc import jwt
    from joserfc.errors import JoseError
    from joserfc.jwk import KeySet

    now, client = house.clock(), provider.choice.client
    keys = _fetch(provider.said(now)["jwks_uri"])
    asked = jwt.JWTClaimsRegistry(
        now=int(now.timestamp()), leeway=60,
        iss={"essential": True, "value": provider.choice.issuer}, aud={"essential": True, "value": client},
        sub={"essential": True}, exp={"essential": True}, iat={"essential": True},
        nonce={"essential": True, "value": nonce},
    )  # fmt: skip
    try:
        claims = jwt.decode(token, KeySet.import_key_set(keys), algorithms=ALGORITHMS).claims  # type: ignore[arg-type]
        asked.validate(claims)
    except (JoseError, ValueError, KeyError, TypeError) as reason:
        raise Refused(
            "the token of your organisation does not hold; begin again at the sign-in page"
        ) from reason
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if not isinstance(claims["sub"], str) or ((several or "azp" in claims) and claims.get("azp") != client):
        raise Refused("the token is for another programme; ask who runs the sign-in of your organisation")
    return dict(claims)


def _client(house: House, provider: Provider, **more: Any) -> Any:  # Any: Authlib says nothing of its types
    """raises: MissingExtra."""
    choice = provider.choice
    return _library().OAuth2Client(
        choice.client, choice.secret or None, scope="openid profile email", redirect_uri=house.address + BACK,
        code_challenge_method="S256", timeout=SECONDS, **more,
    )  # fmt: skip


def _way(provider: Provider, said: dict[str, Any]) -> str:
    """How the provider wants to be shown the secret."""
    ways = said.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    if not provider.choice.secret:
        return "none"
    return "client_secret_basic" if "client_secret_basic" in ways else "client_secret_post"


def _fetch(address: str) -> dict[str, Any]:
    """A document of the provider. raises: Refused where it cannot be had; MissingExtra."""
    try:
        with _library().OAuth2Client(timeout=SECONDS) as client:
            answer = client.request("GET", address, withhold_token=True)
            answer.raise_for_status()
            found = answer.json()
    except (_network_fault(), ValueError) as reason:
        raise Refused("the sign-in of your organisation does not answer; try again later") from reason
    if not isinstance(found, dict):
        raise Refused("the sign-in of your organisation answers what is not understood; try again later")
    return found


def _library() -> Any:
    """raises: MissingExtra."""
    try:
        from authlib.integrations import httpx_client  # type: ignore[import-untyped]
    except ModuleNotFoundError as missing:
        raise MissingExtra(
            "Sign-in by OpenID Connect needs Authlib. Run: pip install 'smoulder[oidc]'"
        ) from missing
    return httpx_client


def _network_fault() -> type[Exception]:
    """What the network raises: Authlib asks by httpx or by its successor, whichever is there."""
    asks = _library().OAuth2Client.__bases__[1].__module__.partition(".")[0]
    fault: type[Exception] = import_module(asks).HTTPError
    return fault


def _see_address(address: object, issuer: str) -> None:
    """raises: Refused where an address of the provider is less safe than the provider itself."""
    if not isinstance(address, str) or urlsplit(address).scheme not in ("https", urlsplit(issuer).scheme):
        raise Refused("the sign-in of your organisation names an address that is not safe; ask who runs it")
