"""Visits: what was shown counts as seen when its visitor says so, or has been away."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from smoulder.store.ledger import open_ledger

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_news_stay_through_a_day_and_are_seen_the_next_morning(tmp_path: Path) -> None:
    with open_ledger(tmp_path) as ledger:
        visits = ledger.workbench().visits
        assert visits.look("anna", "watch", {"list": 1}, NOON).seen == {"list": 1}, (
            "who comes first has no news"
        )
        for hours in (0.1, 3, 9, 18):
            assert visits.look("anna", "watch", {"list": 2}, NOON + hours * HOUR).seen == {"list": 1}
        morning = visits.look("anna", "watch", {"list": 3}, NOON + 31 * HOUR)
        assert (morning.seen, morning.since) == ({"list": 2}, NOON + 18 * HOUR)
        visits.mark("anna", "watch", {"list": 3}, NOON + 32 * HOUR)
        assert visits.look("anna", "watch", {"list": 3}, NOON + 33 * HOUR).seen == {"list": 3}
        assert visits.look("ben", "watch", {"list": 3}, NOON).since == NOON, "each has their own"
