"""Which forms of a brief are asked for, and what is said of those that cannot be printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smoulder.cli.terminal import say

if TYPE_CHECKING:
    from smoulder.brief.edition import Edition
    from smoulder.brief.write import Written


@dataclass(frozen=True, slots=True)
class Printing:
    """The forms of a brief and how they are to come out."""

    forms: tuple[str, ...]
    edition: Edition


def choose_print(to: str, language: str = "en") -> Printing:
    """The forms of `--to`, in their order, each once; those that come unasked where nothing is given.

    raises: BadSetting for a form or a language that is not known.
    """
    from smoulder.brief.edition import Edition
    from smoulder.brief.write import USUAL, check_forms

    given = [part.strip().lower() for part in to.split(",") if part.strip()]
    forms = check_forms(given) if given else USUAL
    return Printing(forms, Edition(language))


def tell_missing(written: Written) -> bool:
    """Say what installs the forms that could not be printed; whether there are any."""
    for form, why in written.missing.items():
        say(f"No {form}: {why}")
    return bool(written.missing)
