"""Addresses that are told of news: each piece is put down once, sent by one, tried again, and given up in the end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from smoulder.records.errors import NoHook
from smoulder.store.deliveries import LEASE, WAITS, Told
from smoulder.store.ledger import open_ledger
from smoulder.store.replies import KEPT, Reply
from smoulder.store.workbench import Workbench

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
LULL = Told("new lull", '{"type":"new lull"}', NOW, "1 Norland 2025-11")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Workbench]:
    with open_ledger(tmp_path) as ledger:
        yield ledger.workbench()


def test_news_goes_once_to_each_address_that_is_told_of_it(store: Workbench) -> None:
    first = store.hooks.add("https://a.example/", ["new lull"], None, NOW)
    store.hooks.add("https://b.example/", ["comeback"], None, NOW)
    late = store.hooks.add("https://c.example/", ["new lull"], None, NOW + timedelta(seconds=1))
    assert [store.deliveries.put([LULL], NOW), store.deliveries.put([LULL], NOW)] == [1, 0]
    assert [one.state for one in store.deliveries.of(first.id)] == ["waiting"]
    assert store.deliveries.of(late.id) == []
    assert first.secret not in repr(first)


def test_a_delivery_is_one_senders_alone_and_another_takes_it_once_the_lease_ended(store: Workbench) -> None:
    hook = store.hooks.add("https://a.example/", ["new lull"], None, NOW)
    store.deliveries.put([LULL], NOW)
    taken = store.deliveries.take_due(NOW)
    assert taken is not None
    assert (taken[0].tries, taken[1]) == (1, hook)
    assert store.deliveries.take_due(NOW) is None
    again = store.deliveries.take_due(NOW + LEASE)
    assert again is not None
    store.deliveries.note(taken[0], 200, "", NOW)  # the first sender comes back too late to say anything
    assert store.deliveries.of(hook.id)[0].state == "waiting"
    store.deliveries.note(again[0], 200, "", NOW)
    assert store.deliveries.of(hook.id)[0].state == "delivered"


def test_waits_grow_until_a_delivery_is_given_up(store: Workbench) -> None:
    hook = store.hooks.add("https://a.example/", ["new lull"], None, NOW)
    store.deliveries.put([LULL], NOW)
    now, waited = NOW, []
    while (at := store.deliveries.next_due()) is not None:
        waited.append(at - now)
        now = at
        taken = store.deliveries.take_due(now)
        assert taken is not None
        store.deliveries.note(taken[0], 500, "answered 500", now)
    assert waited == [timedelta(0), *WAITS]
    (kept,) = store.deliveries.of(hook.id)
    assert (kept.state, kept.tries, kept.status, kept.error) == ("given up", 8, 500, "answered 500")


def test_an_address_that_is_stopped_is_told_no_more_and_one_that_is_removed_is_gone(store: Workbench) -> None:
    hook = store.hooks.add("https://a.example/", ["new lull"], None, NOW)
    store.deliveries.put([LULL], NOW)
    store.hooks.change(hook.id, active=False)
    assert store.deliveries.next_due() is None
    assert store.deliveries.put([Told("new lull", "{}", NOW, "2 Norland 2025-11")], NOW) == 0
    store.hooks.remove(hook.id)
    with pytest.raises(NoHook):
        store.hooks.one(hook.id)
    with pytest.raises(NoHook):
        store.hooks.remove(hook.id)


def test_a_key_is_one_requests_for_a_day(store: Workbench) -> None:
    assert store.replies.begin("k", "asked", NOW) is None
    assert store.replies.begin("k", "asked", NOW) == Reply("asked")
    store.replies.finish("k", Reply("asked", 201, {"location": "/x"}, "{}"))
    assert store.replies.begin("k", "other", NOW) == Reply("asked", 201, {"location": "/x"}, "{}")
    store.replies.let_go("k")
    assert store.replies.begin("k", "other", NOW) is None
    assert store.replies.begin("k", "third", NOW + KEPT + timedelta(seconds=1)) is None
