"""The signature of what is sent, as Standard Webhooks has it (https://www.standardwebhooks.com)."""

from __future__ import annotations

import hmac
from base64 import b64decode, b64encode
from hashlib import sha256


def signed_headers(secret: str, name: str, seconds: int, body: bytes) -> dict[str, str]:
    """The headers by which an address sees that news are ours, and new.

    secret: as `whsec_…`. name: id of the delivery. seconds: since 1970.

    >>> signed_headers("whsec_c2VjcmV0", "msg_1", 1, b"{}")["webhook-signature"]
    'v1,kW+83cjD04uWm7Qber/sPiCRVJ9ljbsrg8ALKAx2qMc='
    """
    key = b64decode(secret.removeprefix("whsec_"))
    mark = hmac.new(key, f"{name}.{seconds}.".encode() + body, sha256).digest()
    return {
        "webhook-id": name,
        "webhook-timestamp": str(seconds),
        "webhook-signature": f"v1,{b64encode(mark).decode()}",
    }
