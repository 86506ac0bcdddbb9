"""Why somebody is not let in or not let do a thing, with the answer that HTTP has for it."""

from __future__ import annotations

from smoulder.records.errors import SmoulderError


class Refused(SmoulderError):
    """Not let do it. status: of the answer, as HTTP has it."""

    status = 403


class NotSignedIn(Refused):
    """Nobody is known to ask; a browser is sent to sign in."""

    status = 401


class Forged(Refused):
    """A form or a request that did not come from a page of ours, or came too late."""

    status = 403


class NotHere(Refused):
    """There is no such page, or none that this visitor may know of."""

    status = 404


class Clash(Refused):
    """Somebody else was faster, or the same is going on already."""

    status = 409


class TooMany(Refused):
    """Too many tries. seconds: until the next one is let in."""

    status = 429

    def __init__(self, reason: str, seconds: int) -> None:
        super().__init__(reason)
        self.seconds = seconds


class TooLarge(Refused):
    """More was sent than is taken."""

    status = 413
