"""Which column of a file is which, whatever it is called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from smoulder.records.errors import BadData


def match_columns(header: Sequence[str], names: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """The place of each column of ours in a header.

    names:   for each column of ours, what files call it, the best name first.
    returns: place by column, for those that are there. Case, spaces and signs do not matter.

    >>> match_columns(["Best est", "Country"], {"best": ["best", "best_est"], "country": ["country"]})
    {'best': 0, 'country': 1}
    """
    places: dict[str, int] = {}
    for place, name in enumerate(header):
        places.setdefault(plain_name(name), place)
    found = {}
    for ours, theirs in names.items():
        known = next((plain_name(name) for name in theirs if plain_name(name) in places), None)
        if known is not None:
            found[ours] = places[known]
    return found


def require(
    found: Iterable[str], needed: Mapping[str, Sequence[str]], header: Sequence[str], file: str
) -> None:
    """See that columns are there.

    needed: for each column that must be there, its names in files.
    raises: BadData that names the missing ones and what in the header looks like them.
    """
    there = set(found)
    missing = [names for ours, names in needed.items() if ours not in there]
    if not missing:
        return
    plain = {plain_name(name): name for name in header}
    near = [plain[one] for names in missing for one in get_close_matches(names[0], plain, n=1, cutoff=0.6)]
    hint = f"; is it {' or '.join(repr(one) for one in near)}? rename it" if near else "; add them"
    raise BadData(f"{file} lacks column {', '.join(names[0] for names in missing)}{hint}")


def plain_name(name: str) -> str:
    """A column name without case, spaces and signs.

    >>> plain_name(" Date-Start ")
    'date_start'
    """
    return re.sub(r"[^0-9a-z]+", "_", name.strip().lower()).strip("_")
