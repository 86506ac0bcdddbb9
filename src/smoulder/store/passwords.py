"""Passwords as they are kept: an Argon2id hash, from which none is read back."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from smoulder.records.errors import BadEntry

if TYPE_CHECKING:
    from argon2 import PasswordHasher

LEAST, MOST = 12, 200
"""Letters of a password; what is longer only costs the machine time."""


def check_password(password: str, name: str) -> None:
    """See that a password is worth having.

    name:   of the account, which a password must not repeat.
    raises: BadEntry.

    >>> check_password("seven grey herons", "Anna")
    """
    if not LEAST <= len(password) <= MOST:
        raise BadEntry(f"the password has {len(password)} letters; choose one of {LEAST} to {MOST}")
    if len(set(password)) < 5 or (len(name) > 2 and name.casefold() in password.casefold()):
        raise BadEntry("the password is too easy to guess; choose several words that do not hold the name")


def hashed(password: str) -> str:
    """The hash of a password, with its parameters and its salt (RFC 9106, low memory)."""
    return _hasher().hash(password)


def matches(kept: str, password: str) -> bool:
    """Whether a password is that of a hash; takes as long where there is no hash at all."""
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return _hasher().verify(kept or _nobody(), password[: MOST + 1]) and bool(kept)
    except (VerificationError, InvalidHashError):
        return False


def is_stale(kept: str) -> bool:
    """Whether a hash was made with other parameters than those of today."""
    return _hasher().check_needs_rehash(kept)


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()


@cache
def _nobody() -> str:
    """A hash to try where nobody has that name, so that the time of an answer does not tell who has an account."""
    return hashed("nobody has this password")
