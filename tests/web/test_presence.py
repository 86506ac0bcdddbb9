"""Who has a form open."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from smoulder.web.guard.visitor import Visitor
from smoulder.web.presence import Presence

ANNA, BEN = (Visitor(name, None, "analyst", session=name) for name in ("Anna", "Ben"))


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def test_others_are_told_and_oneself_is_not() -> None:
    presence = Presence(Clock())
    assert presence.here("case", "item e1", ANNA) == ()
    assert presence.here("case", "item e1", BEN) == ("Anna",)
    assert presence.here("case", "item e2", BEN) == ()
    assert presence.others("case", ANNA) == {"item e1": ("Ben",), "item e2": ("Ben",)}
    assert presence.others("another", ANNA) == {}


def test_who_is_not_heard_of_is_forgotten() -> None:
    clock = Clock()
    presence = Presence(clock)
    presence.here("case", "tree", ANNA)
    clock.now += timedelta(seconds=29)
    assert presence.here("case", "tree", BEN) == ("Anna",)
    clock.now += timedelta(seconds=2)
    assert presence.here("case", "tree", BEN) == ()


def test_who_sent_the_form_is_gone() -> None:
    presence = Presence(Clock())
    presence.here("case", "tree", ANNA)
    presence.gone("case", "tree", ANNA)
    assert presence.others("case", BEN) == {}
