"""Which forms of a brief are asked for, and what is said of those that cannot be printed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from smoulder.cli.terminal import say

if TYPE_CHECKING:
    from smoulder.brief.edition import Edition
    from smoulder.brief.write import Written
    from smoulder.desk.chosen import Chosen


@dataclass(frozen=True, slots=True)
class Printing:
    """The forms of a brief and how they are to come out."""

    forms: tuple[str, ...]
    edition: Edition


def choose_print(to: str, language: str = "en", borders: Path | None = None) -> Printing:
    """The forms of `--to`, in their order, each once; those that come unasked where nothing is given.

    borders: a file of outlines for the maps, None for those that ship.
    raises:  BadSetting for a form or a language that is not known; BadData for outlines that are not sound.
    """
    from smoulder.brief.edition import Edition
    from smoulder.brief.language.tongue import check_language
    from smoulder.brief.write import USUAL, check_forms
    from smoulder.reading.own_outlines import read_outlines

    given = [part.strip().lower() for part in to.split(",") if part.strip()]
    forms = check_forms(given) if given else USUAL
    outlines = None if borders is None else read_outlines(borders)
    return Printing(forms, Edition(check_language(language), outlines=outlines))


def signed(printing: Printing, chosen: Chosen, case_id: str) -> Edition:
    """The edition of a kept case: who gives it out, and when the case and its answer were made."""
    from smoulder.brief.edition import Issue
    from smoulder.store.ledger import open_ledger

    if "stix" not in printing.forms:  # the others do not say it, and need not wait for the ledger
        return printing.edition
    with open_ledger(chosen.ledger) as ledger:
        opened, made = ledger.case(case_id).created, ledger.answered(case_id)
    issue = Issue(chosen.organisation, chosen.marking, case_id, opened, made)
    return replace(printing.edition, issue=issue)


def tell_missing(written: Written) -> bool:
    """Say what installs the forms that could not be printed; whether there are any."""
    for form, why in written.missing.items():
        say(f"No {form}: {why}")
    return bool(written.missing)
