"""The settings of [sign-in]: where members of a team sign in who have no password here."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from smoulder.cli.settings_file import Written
from smoulder.desk.roles import ROLES
from smoulder.desk.sign_in import SignIn
from smoulder.records.errors import BadSetting

_HERE = ("127.0.0.1", "localhost", "::1")
_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")


def choose_sign_in(written: Mapping[str, Written]) -> SignIn | None:
    """The provider that the environment or the settings file names; None where neither does.

    raises: BadSetting where a part is missing or cannot be.
    """
    issuer = _text("issuer", "SMOULDER_SIGN_IN_ISSUER", written)
    client = _text("client", "SMOULDER_SIGN_IN_CLIENT", written)
    if not issuer and not client:
        return None
    if not issuer or not client:
        raise BadSetting("[sign-in] needs both, issuer and client; write the one that is missing")
    place = urlsplit(issuer)
    if place.scheme != "https" and not (place.scheme == "http" and place.hostname in _HERE):
        raise BadSetting(f"[sign-in]: issuer {issuer!r} is no https address; write https://…")
    domains = tuple(one.strip().lower().lstrip("@") for one in _domains(written) if one.strip())
    if wrong := next((one for one in domains if not _DOMAIN.fullmatch(one)), None):
        raise BadSetting(f"[sign-in]: domain {wrong!r} is none; write such as example.org")
    claim = _text("claim", "SMOULDER_SIGN_IN_CLAIM", written)
    role = _text("role", "SMOULDER_SIGN_IN_ROLE", written) or ROLES[0]
    if role not in ROLES:
        raise BadSetting(f"[sign-in]: role {role!r} is not known; write one of {', '.join(ROLES)}")
    if not domains and not claim:
        raise BadSetting(
            "[sign-in] lets in whoever the provider knows; name the domains of your e-mail addresses, or the claim "
            "that holds the role"
        )
    return SignIn(issuer, client, os.environ.get("SMOULDER_SIGN_IN_SECRET", ""), domains, claim, role)


def _text(name: str, variable: str, written: Mapping[str, Written]) -> str:
    if given := os.environ.get(variable, "").strip():
        return given
    one = written.get(name, Written("", ""))
    if not isinstance(one.value, str):
        raise BadSetting(f"{one.place} is no text; write it in quotation marks")
    return one.value.strip()


def _domains(written: Mapping[str, Written]) -> list[str]:
    if given := os.environ.get("SMOULDER_SIGN_IN_DOMAINS", "").strip():
        return given.split(",")
    one = written.get("domains", Written([], ""))
    if not isinstance(one.value, list) or not all(isinstance(part, str) for part in one.value):
        raise BadSetting(f'{one.place} is no list of texts; write ["example.org"]')
    return one.value
