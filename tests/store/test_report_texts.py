from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa

from smoulder.reading.page import report_from_text
from smoulder.records.errors import NoReport
from smoulder.records.report import Report
from smoulder.store.ledger import Ledger
from smoulder.store.tables import REPORTS

PAGE = (
    "<html><head><title>Quiet in Norland</title><meta name='author' content='Desk'></head><body><article>"
    + "".join(
        f"<p>In the {month} of that year the Embers of Norland were not heard of &amp; nobody in the town of "
        "Norland City knew why it was so.</p>"
        for month in ("spring", "summer", "autumn", "winter")
    )
    + "</article></body></html>"
)


@pytest.mark.parametrize(
    "report",
    [
        report_from_text(
            "a.txt", "Quiet in Norland\n\nNorland City, 3 May 2020. Nothing was heard in spring."
        ),
        report_from_text("a.html", PAGE).model_copy(update={"publisher": "Norland Daily"}),
        report_from_text(
            "ñ.txt", "The caf\u00e9 was open \U0001f525, said the mayor of the town.".encode("utf-16")
        ),
    ],
    ids=["text", "page", "other letters"],
)
def test_a_report_comes_back_whole(ledger: Ledger, report: Report) -> None:
    ledger.reports.add([report])
    assert ledger.reports.report(report.sha256) == report
    assert ledger.reports.names() == {report.sha256: report.name}


def test_a_report_is_kept_once_as_it_first_came(ledger: Ledger) -> None:
    report = report_from_text("a.txt", "Nothing was heard of the Embers in spring.")
    ledger.reports.add([report, report])
    ledger.reports.add([report.model_copy(update={"name": "b.txt", "published": date(2020, 5, 3)})])
    assert ledger.reports.report(report.sha256) == report


def test_a_text_that_an_older_version_did_not_keep_is_said_and_can_be_given_again(ledger: Ledger) -> None:
    report = report_from_text("a.txt", "Nothing was heard of the Embers in spring.")
    with ledger._engine.begin() as to:
        to.execute(sa.insert(REPORTS).values(sha256=report.sha256, name="a.txt", title=""))
    with pytest.raises(NoReport, match=r"text of report a\.txt .* was not kept .* add the report again"):
        ledger.reports.report(report.sha256)
    ledger.reports.add([report])
    assert ledger.reports.report(report.sha256) == report


def test_a_report_that_is_not_there_is_told_with_its_cure(ledger: Ledger) -> None:
    with pytest.raises(NoReport, match=r"no report 000000000000… is in the ledger; add it to a case"):
        ledger.reports.report(64 * "0")
