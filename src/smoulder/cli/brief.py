"""`smoulder brief`: the brief of a kept case in any form."""

from __future__ import annotations

from pathlib import Path

from smoulder.cli.alone import easel_at_hand
from smoulder.cli.case_options import CaseId
from smoulder.cli.options import Borders, DataFolder, Forms, Language, OutFolder, SettingsFile
from smoulder.cli.output import check_folder
from smoulder.cli.terminal import say


def brief(
    name: CaseId,
    to: Forms = "",
    language: Language = "en",
    borders: Borders = None,
    out: OutFolder = None,
    data: DataFolder = None,
    settings: SettingsFile = None,
) -> None:
    """Write the brief of a case, as it was last answered, in any form.

    Forms are html, pdf, docx, md, json, csv, stix and charts; all of them are printed from the same answer, with the
    record of past forecasts as it stands now.
    """
    import typer

    from smoulder.assessment.record.track import with_record
    from smoulder.brief.write import write_brief
    from smoulder.cli.brief_forms import choose_print, signed, tell_missing
    from smoulder.cli.case_desk import at_desk
    from smoulder.desk.desk import find_case, last_answer
    from smoulder.records.errors import BadEntry

    with at_desk(data, settings, out=out) as desk:
        printing = choose_print(to, language, borders or desk.chosen.borders)
        check_folder(Path(desk.chosen.out.partition("{case}")[0] or "."), "--out")
        case = find_case(desk, name)
        answer = last_answer(desk, case.id)
        if answer is None:
            raise BadEntry(f"case {case.id} is not answered yet; `smoulder case answer {case.id}` answers it")
        answer = with_record(answer, desk.ledger)
        folder = Path(desk.chosen.out.replace("{case}", case.id))
    with easel_at_hand(printing.forms) as easel:
        edition = signed(printing, desk.chosen, case.id)
        written = write_brief(answer, folder, printing.forms, edition, easel)
    for form, paths in written.paths.items():
        more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
        say(f"{form}: {paths[0]}{more}")
    if tell_missing(written):
        raise typer.Exit(1)
