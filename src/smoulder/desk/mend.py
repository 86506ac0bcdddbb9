"""Corrections of a report, and its standing, made and kept: all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smoulder.desk.fix import make_fixes
from smoulder.desk.fix_report import put_report
from smoulder.desk.history_words import fix_words

if TYPE_CHECKING:
    from smoulder.desk.desk import Desk
    from smoulder.desk.fix import Wanted
    from smoulder.records.fix import KeptFix
    from smoulder.records.report import Report
    from smoulder.store.case_rows import Case
    from smoulder.store.fixes import UnlessFixed


@dataclass(frozen=True, slots=True)
class Mended:
    """What was kept. standing: what the case's log took, in words; fixes: those that are new."""

    standing: tuple[str, ...]
    fixes: tuple[KeptFix, ...]

    @property
    def words(self) -> list[str]:
        """A line for each, with the rule that erred; none where all was kept already."""
        return [*self.standing, *(f"{fix_words(one.fix)} (found by {one.fix.rule})" for one in self.fixes)]


def mend(
    desk: Desk,
    case: Case,
    wanted: Wanted,
    why: str,
    standing: str = "",
    later: Report | None = None,
    unless: UnlessFixed | None = None,
) -> Mended:
    """Correct the reader of a case's report, and say how the report stands; all is checked before any is kept.

    standing: '' leaves it as it is. later: the corrected report that takes the place of the old one.
    unless:   what stands against corrections; not given with a standing, which is kept before them.
    raises:   BadEntry, NoGroup, NoCountry, PersonGiven or BadDate for what is not known; FixedMeanwhile as `unless` has
              it; CannotWrite, BadLedger.
    """
    made = make_fixes(desk, case, wanted, unless) if wanted.asks else []
    put = put_report(desk, case, wanted.of, standing, later, why) if standing or later else []
    kept = desk.ledger.fixes.add(made, who=desk.who, why=why, now=desk.now, case_id=case.id, unless=unless)
    return Mended(tuple(put), tuple(kept))
