"""Names of groups: those kept by hand from the news, those of UCDP, and those fit to look for in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from smoulder.reading.names import fold_name
from smoulder.reading.persons import name_words
from smoulder.reading.tables import read_rows

_TOO_WIDE = re.compile(
    r"^(Republic of |State of |Autonomous |Military faction|Forces of |Supporters of |Government of )"
    r"|\b(union|workers|association|party|congress|lashkar of|gang)\b",
    re.IGNORECASE,
)
"""Names that a text may use for something else: states, parties, unions."""


@dataclass(frozen=True, slots=True)
class AliasRow:
    """One name of one group.

    since, until: months or days between which the group bore the name, '' where not known.
    in_text: 'yes' to look for it in texts, 'with name' to take it only where the text gives
             the group's full name too, 'no' for neither.
    """

    alias: str
    group_id: int
    kind: str
    in_text: str = "no"
    since: str = ""
    until: str = ""

    @property
    def key(self) -> str:
        """The id as text, with a question mark where the name alone is not enough."""
        return f"?{self.group_id}" if self.in_text == "with name" else str(self.group_id)


@cache
def news_aliases() -> tuple[AliasRow, ...]:
    """Names kept by hand, as the news use them."""
    return tuple(
        AliasRow(row["alias"], int(row["group_id"]), row["kind"], row["in_text"], row["from"], row["to"])
        for row in read_rows("news_names.csv")
    )


@cache
def ucdp_aliases() -> tuple[AliasRow, ...]:
    """Names that UCDP's files give."""
    return tuple(
        AliasRow(row["alias"], int(row["group_id"]), row["kind"]) for row in read_rows("aliases.csv")
    )


def text_aliases(groups: Mapping[int, Mapping[str, str]], own: Sequence[AliasRow] = ()) -> Iterator[AliasRow]:
    """Names to look for in texts: those kept by hand, and UCDP's where they are long and particular.

    groups: rows of groups.csv by id; own: names that the user keeps.
    A UCDP acronym is taken only where the text gives the group's full name as well.
    """
    kept = (*news_aliases(), *own)
    by_hand = {fold_name(alias.alias) for alias in kept}
    yield from (alias for alias in kept if alias.in_text != "no")
    for alias in ucdp_aliases():
        row = groups.get(alias.group_id)
        if row is None or row["org"] != "1" or row["deaths"] != "yes":
            continue
        if fold_name(alias.alias) in by_hand or alias.kind == "original name":
            continue
        fit = fitness(alias.alias)
        if fit != "no":
            yield AliasRow(alias.alias, alias.group_id, alias.kind, fit)


def fitness(name: str) -> str:
    """Whether a name can be looked for in texts, by its form alone: 'yes', 'with name' for acronyms, or 'no'."""
    if _TOO_WIDE.search(name) or "," in name:
        return "no"
    words = fold_name(name).split()
    if len(words) == 1:
        return "with name" if len(name) >= 3 and name.isupper() else "no"
    if name_words("generic").issuperset(words):
        return "no"
    capitals = sum(word[:1].isupper() for word in re.findall(r"[^\W\d_]+", name))
    return "yes" if capitals >= 2 or len(words) >= 3 else "no"
