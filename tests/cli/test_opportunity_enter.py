"""`smoulder opportunity --enter`: the result of a test goes into its case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from smoulder.assessment.once import WINDOW
from smoulder.cli.main import main
from smoulder.records.case import Assessment
from smoulder.store.ledger import open_ledger

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)


def test_a_result_is_entered_once_under_the_name_of_who_made_it(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    make_assessment: Callable[..., Assessment],
) -> None:
    monkeypatch.chdir(tmp_path)
    about = {"group_id": 234, "group": "Islamic State", "country": "Iraq", "as_of": date(2012, 7, 1)}
    question = make_assessment().question.model_copy(update=about)
    with open_ledger(Path("data")) as ledger:
        case = ledger.keep(make_assessment(question=question), now=NOW).case_id
    window = ["--from", "2012-01-01", "--to", "2012-03-31", "--kind", "protests", "--placebos", "0"]
    asked = ["opportunity", case, *window, "--data", "data"]
    assert main(asked) == 0
    with open_ledger(Path("data")) as ledger:
        assert ledger.file(case).items == ()
    for _ in range(2):
        capsys.readouterr()
        assert main([*asked, "--enter", "--who", "desk one"]) == 0
        err = capsys.readouterr().err
    with open_ledger(Path("data")) as ledger:
        (own,) = ledger.file(case).items
        entry = ledger.log.entries(case)[-1]
    assert f"Entered as item {own.id}; `smoulder case answer {case}` answers the case with it." in err
    assert (entry.who, entry.why, own.who) == ("desk one", "the opportunity test", "desk one")
    assert (own.item.kind, own.item.basis, own.item.source.kind) == (WINDOW, "estimated", "data")
    assert own.item.months in (("2012-01", "2012-03"), None)
    assert (own.item.months is None) == own.item.why.startswith("neutral: ")
    assert main(["case", "evidence", case, "--data", "data"]) == 0
    assert own.id in capsys.readouterr().out
