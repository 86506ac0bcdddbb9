"""What of other analysts is kept from one who has yet to judge."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from smoulder.desk.blind import blind_cases, check_open, open_forecasts, open_rows
from smoulder.desk.desk import Desk, find_case
from smoulder.desk.history import history_of
from smoulder.records.asked import Forecast, Resolution
from smoulder.records.case import Assessment
from smoulder.records.change import Judged, NumberGiven
from smoulder.records.errors import BadEntry
from smoulder.store.ledger import Ledger, open_ledger
from tests.cli.record_sample import iraq

NOW = datetime(2012, 6, 2, tzinfo=UTC)


def desk(ledger: Ledger, who: str) -> Desk:
    """A desk that needs no settings."""
    return Desk(ledger, None, who, NOW)  # type: ignore[arg-type]


def test_numbers_are_kept_back_by_case_until_ones_own_are_in_or_nothing_is_open(
    tmp_path: Path, make_assessment: Callable[..., Assessment]
) -> None:
    with open_ledger(tmp_path) as ledger:
        answer = iraq(make_assessment)
        case = ledger.keep(answer, now=NOW).case_id
        ada, ben = desk(ledger, "Ada"), desk(ledger, "Ben")
        assert not blind_cases(ben)
        number = NumberGiven(analyst="Ada", horizon=12, as_of=answer.question.as_of, value=0.3719)
        ada.enter(
            case, [Judged(analyst="Ada", hypotheses={"patience": 0.3719}), number], "I would say 37.19 %"
        )
        assert blind_cases(ben) == {case}
        assert not blind_cases(ada)
        with pytest.raises(BadEntry, match="Ben sees only after an own first round"):
            check_open("Ben", ledger.log.entries(case), "the case as a file", judges=True)
        with pytest.raises(BadEntry, match="take the brief, or ask an analyst who has judged"):
            check_open("Ben", ledger.log.entries(case), "the case as a file", judges=False)
        told = str([(one.lines, one.why, one.content) for one in history_of(ben, find_case(ben, case))])
        assert "Ada judged" in told
        assert not any(words in told for words in ("0.3719", "37.19", "37 %"))

        asked = [one for one in ledger.asked.questions(case) if not one.branch and one.topic == "comeback"]
        late = datetime(2030, 1, 1, tzinfo=UTC)
        ledger.asked.settle([Resolution(question=asked[0].id, status="no", final=True, made=late)])
        scored = ledger.asked.scored()
        seen = scored.only(open_rows(scored, "Ben", {case}, blind_cases(ben)))
        assert 0.3719 in scored.value
        assert 0.3719 not in seen.value
        assert len(seen) == len(scored) - 1
        assert not len(scored.only(open_rows(scored, "Ada", set(), ())))

        ben.enter(case, [Judged(analyst="Ben", hypotheses={"patience": 0.5})], "")
        assert not blind_cases(ben)
        check_open("Ben", ledger.log.entries(case), "the case as a file", judges=True)
        assert blind_cases(desk(ledger, "Cem")) == {case}
        ledger.asked.settle(
            [Resolution(question=one.id, status="no", final=True, made=late) for one in asked]
        )
        assert not blind_cases(desk(ledger, "Cem")), "what is closed is history"


def test_the_models_numbers_and_ones_own_are_never_kept_back() -> None:
    told = [
        Forecast(question="0" * 12, forecaster=name, value=0.5, made=NOW)
        for name in ("smoulder", "base rate", "panel", "analyst: Ada", "analyst: Ben")
    ]
    seen = [one.forecaster for one in open_forecasts(told, "Ben", blind=True)]
    assert seen == ["smoulder", "base rate", "analyst: Ben"]
    assert open_forecasts(told, "Ben", blind=False) == told
