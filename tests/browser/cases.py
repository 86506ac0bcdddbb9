"""The cases whose real briefs are looked at, and how each is answered."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

from smoulder.cli.main import app
from smoulder.records.case import Assessment
from smoulder.store.ledger import open_ledger

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"


@dataclass(frozen=True)
class Asked:
    """Reports, and what else the command is given."""

    reports: tuple[Path, ...] = ()
    more: tuple[str, ...] = ()


CASES = {
    "model": Asked((EXAMPLES / "iraq-2020.txt",)),
    "data": Asked(more=("--group", "LTTE", "--country", "Sri Lanka", "--as-of", "2016-12-31")),
    "contradiction": Asked(tuple(sorted((EXAMPLES / "contradiction").glob("*.txt")))),
    "shared": Asked((ROOT.parent / "shared/reports/2020-01-23_us-general-warns.txt",)),
}
GOLDEN = ("model", "data", "contradiction")
"""The three that are kept as pictures."""


def kept_answer(name: str, data: Path) -> Assessment:
    """The answer of a case, by the command as a user types it.

    data: an empty folder, where the case is kept.
    """
    asked = CASES[name]
    words = ["assess", *map(str, asked.reports), *asked.more, "--to", "json"]
    result = CliRunner().invoke(app, [*words, "--data", str(data), "--out", str(data / "json")])
    assert result.exit_code == 0, result.output
    with open_ledger(data) as ledger:
        return ledger.answers(ledger.cases()[0].id)[-1]
