"""`smoulder case fix`: correct the reader; kept, and applied again whenever the report is read."""

from __future__ import annotations

from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smoulder.cli.case_options import OfReport, Who, Why
from smoulder.cli.options import AsJson, DataFolder, SettingsFile
from smoulder.cli.terminal import progress, say, table

if TYPE_CHECKING:
    from smoulder.desk.desk import Desk
    from smoulder.desk.fix import Wanted
    from smoulder.store.case_rows import Case

FixId = Annotated[str, typer.Argument(metavar="ID", help="The id, as `case list` gives it.")]
Spans = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="SPAN", help="An item's id, or START:END, characters of the report as in `read --json`."
    ),
]
Speaker = Annotated[
    str | None, typer.Option("--speaker", metavar="NAME", help="Who speaks there; '' for nobody.")
]
RightGroup = Annotated[
    str, typer.Option("--group", help="The group that the report is about; 'none' for none.")
]
RightCountry = Annotated[
    str, typer.Option("--country", help="The country that it is about; 'none' for none.")
]
RightDay = Annotated[
    str, typer.Option("--published", metavar="DAY", help="When it came out; 'none' if not known.")
]
Reject = Annotated[bool, typer.Option("--reject", help="No such claim, item or statement is there.")]
Restore = Annotated[bool, typer.Option("--restore", help="Take back corrections: the reader was right.")]
Kind = Annotated[str, typer.Option("--kind", metavar="KIND", help="The kind of evidence that it is.")]
Standing = Annotated[
    str,
    typer.Option(
        "--report", metavar="STANDING", help="The report was corrected, retracted or dropped, or is read."
    ),
]
ReplacedBy = Annotated[
    Path | None,
    typer.Option("--replaced-by", metavar="FILE", help="The corrected report, which joins the case."),
]
Errors = Annotated[
    bool, typer.Option("--errors", help="Count the errors of the reader by rule, over all cases.")
]


def fix(
    name: FixId = "",
    spans: Spans = None,
    of: OfReport = "",
    speaker: Speaker = None,
    group: RightGroup = "",
    country: RightCountry = "",
    published: RightDay = "",
    reject: Reject = False,
    restore: Restore = False,
    kind: Kind = "",
    report: Standing = "",
    replaced_by: ReplacedBy = None,
    errors: Errors = False,
    who: Who = "",
    why: Why = "",
    json: AsJson = False,
    data: DataFolder = None,
    settings: SettingsFile = None,
) -> None:
    """Correct what the reader took from a report, or a report's standing; kept for every later reading, in any case.

    With ID alone the corrections are listed, and whether the reader of today still needs them.
    """
    from smoulder.cli.case_desk import at_desk
    from smoulder.desk.desk import find_case
    from smoulder.desk.fix import Wanted
    from smoulder.records.errors import BadEntry

    wanted = Wanted(tuple(spans or ()), of, speaker, group, country, published, reject, restore, kind)
    with at_desk(data, settings, who) as desk:
        if errors:
            _print_errors(desk, json)
        elif not name:
            raise BadEntry("no case is named; write its id, as `smoulder case list` gives it, or --errors")
        elif wanted.asks or report or replaced_by:
            _correct(desk, find_case(desk, name), wanted, report, replaced_by, why, json)
        else:
            _print_kept(desk, find_case(desk, name), json)


def _correct(
    desk: Desk, case: Case, wanted: Wanted, report: str, replaced_by: Path | None, why: str, json: bool
) -> None:
    """Keep what is asked for, all or nothing, and tell it."""
    from smoulder.cli.source import open_source
    from smoulder.desk.fix_report import check_standing
    from smoulder.desk.mend import mend

    if report or replaced_by:
        check_standing(report, replaced_by is not None)
    later = None if replaced_by is None else open_source(str(replaced_by))
    mended = mend(desk, case, wanted, why, report, later)
    if json:
        fixes = [one.fix.model_dump(mode="json") for one in mended.fixes]
        whole = {"id": case.id, "report": list(mended.standing), "fixes": fixes}
        print(dumps(whole, ensure_ascii=False, indent=2))
    else:
        print("\n".join(mended.words) or "Nothing new: the correction is kept already.")
    if mended.words:
        say(f"Kept by {desk.who}; `smoulder case answer {case.id}` answers the case anew.")


def _print_kept(desk: Desk, case: Case, json: bool) -> None:
    from smoulder.desk.fix_list import check_fixes, checked_json, checked_words

    with progress("Reading the corrected reports once more"):
        checked = check_fixes(desk, case)
    print(dumps(checked_json(checked), ensure_ascii=False, indent=2) if json else checked_words(checked))


def _print_errors(desk: Desk, json: bool) -> None:
    counts = desk.ledger.fixes.by_rule()
    if json:
        print(dumps(counts, ensure_ascii=False, indent=2))
    elif counts:
        print(table(("errors", "rule"), [[str(count), rule] for rule, count in counts.items()]))
    else:
        say("No correction of the reader is kept.")
