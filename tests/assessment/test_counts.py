"""Shares and odds counted on past lulls and episodes."""

from __future__ import annotations

from smoulder.assessment.counts import deal_odds


def test_odds_after_deals_are_wide_where_no_episode_was_seen_yet() -> None:
    none = deal_odds([], 1899)
    assert (none.n, none.mid) == (0, 1.0)
    assert none.low < 0.05 < 20 < none.high
