"""Names of groups: those kept by hand from the news, those of UCDP, and those fit to look for in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from smoulder.reading.names import fold_name
from smoulder.reading.persons import name_words
from smoulder.reading.tables import read_rows
from smoulder.records.month import month_index, month_text

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

    def held(self, month: str) -> bool:
        """Whether the group bore the name in a month, YYYY-MM; True where neither end is known.

        >>> AliasRow("KADEK", 323, "acronym", since="2002", until="2003").held("2003-12")
        True
        """
        until = self.until[:7]
        return self.since[:7] <= month and (not until or month[: len(until)] <= until)

    @property
    def key(self) -> str:
        """The id as text, with a question mark where the name alone is not enough."""
        return f"?{self.group_id}" if self.in_text == "with name" else str(self.group_id)


class NamesByRank:
    """Names in ranks: a name is looked up in the first that has it, without regard to case and accents.

    >>> rows = [AliasRow("The Band", 1, "own", until="2015"), AliasRow("the band", 2, "own", since="2016")]
    >>> names = NamesByRank([rows])
    >>> names.ids("The Band"), names.ids("THE BAND group", "2017-01")
    ([1, 2], [2])
    """

    def __init__(self, ranks: Iterable[Iterable[AliasRow]]) -> None:
        self._ranks = [_by_key(rows) for rows in ranks]

    def rows(self, name: str) -> Sequence[AliasRow]:
        """All that the first rank which has the name says of it."""
        key = fold_name(name)
        for candidate in (key, key.removesuffix(" group"), key.removesuffix(" militants")):
            for rank in self._ranks:
                if candidate and candidate in rank:
                    return rank[candidate]
        return ()

    def ids(self, name: str, month: str = "") -> list[int]:
        """Ids of the groups that a name stands for.

        month: YYYY-MM. Of several groups only those count that bore the name then, if there are any. A name that
               none bore then stands for all that ever bore it: names are used long after, and of times before.
        """
        rows = self.rows(name)
        then = [row for row in rows if month and row.held(month)]
        return list(dict.fromkeys(row.group_id for row in then or rows))

    def turns(self, name: str) -> tuple[str, ...]:
        """Months, YYYY-MM, from which on a name may stand for another group than before."""
        turns = set()
        for row in self.rows(name):
            turns |= {f"{row.since}-01"[:7]} if row.since else set()
            turns |= {month_text(month_index(f"{row.until}-12"[:7]) + 1)} if row.until else set()
        return tuple(sorted(turns))

    def near(self, name: str) -> list[int]:
        """Ids of the groups with names like this one, the likest first."""
        keys = {key: rows for rank in reversed(self._ranks) for key, rows in rank.items()}
        return [keys[key][0].group_id for key in get_close_matches(fold_name(name), keys, n=6, cutoff=0.8)]

    def anywhere(self, name: str) -> set[int]:
        """Ids of all groups with exactly that name, in any rank."""
        key = fold_name(name)
        return {row.group_id for rank in self._ranks for row in rank.get(key, ())}


def _by_key(rows: Iterable[AliasRow]) -> dict[str, list[AliasRow]]:
    found: dict[str, list[AliasRow]] = {}
    for row in rows:
        found.setdefault(fold_name(row.alias), []).append(row)
    return found


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
