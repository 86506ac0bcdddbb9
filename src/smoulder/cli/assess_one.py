"""One assessment: an answer that is kept and a brief that is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from smoulder.cli.alone import easel_at_hand
from smoulder.desk.assess import answer_kept

if TYPE_CHECKING:
    from smoulder.assessment.work import Worked
    from smoulder.brief.charts.easel import Easel
    from smoulder.brief.write import Written
    from smoulder.cli.brief_forms import Printing
    from smoulder.desk.assess import Asking
    from smoulder.desk.chosen import Chosen


@dataclass(frozen=True, slots=True)
class Done:
    """The answer, where it was kept, and the files of its brief."""

    worked: Worked
    written: Written


def assess_one(
    asking: Asking,
    chosen: Chosen,
    printing: Printing,
    tell: Callable[[str], None],
    answered: Callable[[], None] = lambda: None,
) -> Done:
    """Ask, keep the answer and write its brief; what cannot be answered makes no ledger.

    answered: called once the answer is kept and nothing more will be read.
    """
    now = datetime.now(UTC)
    with easel_at_hand(printing.forms) as easel:
        worked = answer_kept(asking, chosen, now, tell)
        answered()
        tell("Writing the brief")
        return Done(worked, write_forms(worked, chosen, printing, easel))


def write_forms(worked: Worked, chosen: Chosen, printing: Printing, easel: Easel | None = None) -> Written:
    """Write the brief of an answer in the forms that were asked for."""
    from smoulder.brief.write import write_brief
    from smoulder.cli.brief_forms import signed

    folder = Path(chosen.out.replace("{case}", worked.kept.case_id))
    edition = signed(printing, chosen, worked.kept.case_id)
    return write_brief(worked.assessment, folder, printing.forms, edition, easel)
