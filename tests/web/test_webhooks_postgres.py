"""On PostgreSQL, too, each piece of news is one sender's and each key one request's, however many ask at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from threading import Thread

from smoulder.store.deliveries import Told
from smoulder.store.ledger import open_ledger
from smoulder.store.replies import Reply
from tests.store.postgres_server import PostgresServer

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)


def at_once(count: int, work: Callable[[], None]) -> None:
    threads = [Thread(target=work) for _ in range(count)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()


def test_senders_and_programs_at_once(postgres: PostgresServer) -> None:
    with postgres.ledger() as address, open_ledger(address) as ledger:
        store = ledger.workbench()
        hook = store.hooks.add("https://a.example/", ["new lull"], None, NOW)
        assert store.deliveries.put([Told("new lull", "{}", NOW, str(at)) for at in range(30)], NOW) == 30
        sent: list[str] = []

        def send() -> None:
            while (taken := store.deliveries.take_due(NOW)) is not None:
                sent.append(taken[0].id)
                store.deliveries.note(taken[0], 200, "", NOW)

        at_once(4, send)
        assert len(sent) == len(set(sent)) == 30
        begun: list[Reply | None] = []
        at_once(8, lambda: begun.append(store.replies.begin("k", "asked", NOW)))
        assert begun.count(None) == 1
        store.replies.finish("k", Reply("asked", 201, {"location": "/x"}, "{}"))
        assert store.replies.begin("k", "asked", NOW) == Reply("asked", 201, {"location": "/x"}, "{}")
        store.hooks.remove(hook.id)
        assert store.deliveries.of(hook.id) == []
