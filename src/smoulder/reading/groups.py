"""The register of armed groups: who a name stands for, and where groups and countries are named in a text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property, lru_cache

from smoulder.reading.background import load_links
from smoulder.reading.countries import Countries
from smoulder.reading.group_names import (
    AliasRow,
    NamesByRank,
    fitness,
    news_aliases,
    text_aliases,
    ucdp_aliases,
)
from smoulder.reading.names import Found, NameFinder, fold_name
from smoulder.reading.own_groups import OwnGroup, OwnGroups
from smoulder.reading.persons import looks_like_person, may_be_person
from smoulder.reading.tables import read_rows
from smoulder.records.errors import NoGroup, PersonGiven
from smoulder.records.group import DatedName, Group, Link

_IN_COUNTRY = re.compile(r"(?P<name>.+?)\s*\((?P<country>[^()]+)\)\s*")


class Registry:
    """Groups by name, id and mention; get one with `load_registry()`."""

    def __init__(self, own: OwnGroups | None = None) -> None:
        self._own = own or OwnGroups()
        self._countries = Countries()
        self._rows = {int(row["group_id"]): row for row in read_rows("groups.csv")}
        self._rows |= {one.id: _row(one) for one in self._own.group}
        self._own_names = _own_names(self._own)

    @property
    def countries(self) -> Mapping[str, str]:
        """Names and adjectives of countries, as written, to the country as UCDP names it."""
        return self._countries.names

    def country(self, name: str) -> str:
        """The country a name or adjective stands for, as UCDP names it.

        raises: NoCountry with suggestions.

        >>> load_registry().country("Nigerian")
        'Nigeria'
        """
        return self._countries.country(name)

    def find_where(self, name: str, country: str) -> Group:
        """The group of that name; of several with the name, the one that is active in the country.

        raises: NoGroup if the name is not known or the country does not tell either; PersonGiven.

        >>> load_registry().find_where("JEM", "Sudan").group_id
        468
        """
        if len(self.ids(name)) > 1:
            # where the country does not tell, the search by name lists them all
            with suppress(NoGroup):
                return self.find(f"{name} ({country})")
        return self.find(name)

    def find(self, name: str) -> Group:
        """The group a name stands for; case, accents, apostrophes and hyphens do not matter.

        name:   a name, an acronym, a UCDP id, or a name with its country: 'ELN (Peru)'.
        raises: NoGroup if the name is not known (with up to three close ones) or stands for several
                (which are listed); PersonGiven if it reads like a person's name.

        >>> load_registry().find("daesh").name, load_registry().find("Tamil Tigers").group_id
        ('IS', 320)
        """
        text = name.strip()
        if re.fullmatch(r"-?[0-9]{1,9}", text) and int(text) in self._rows:
            return self.group(int(text))
        ids = self._names.ids(text)
        in_country = _IN_COUNTRY.fullmatch(text)
        if not ids and in_country:
            return self._find_in_country(in_country["name"], in_country["country"])
        if len(ids) == 1:
            return self.group(ids[0])
        raise self._not_one(name, ids)

    def ids(self, name: str, month: str = "") -> tuple[int, ...]:
        """Ids of the groups a name stands for: none where it is not known, several where it is not clear.

        month: YYYY-MM in which it is used: of several groups those count that bore the name then.

        >>> load_registry().ids("Tamil Tigers"), load_registry().ids("Government")
        ((320,), ())
        """
        return tuple(self._names.ids(name, month))

    def turns(self, name: str) -> tuple[str, ...]:
        """Months, as YYYY-MM, from which on a name may stand for another group than before.

        >>> load_registry().turns("AQI")
        ('2004-10', '2006-11')
        """
        return self._names.turns(name)

    def group(self, group_id: int) -> Group:
        """A group by its UCDP id, with its names and links.

        raises: NoGroup if no group has the id.

        >>> load_registry().group(1051).full_name
        'Boko Haram'
        """
        row = self._rows.get(group_id)
        if row is None:
            raise NoGroup(f"no group has the id {group_id}; find one by its name")
        news = [alias for alias in self._kept if alias.group_id == group_id]
        names = dict.fromkeys([*(a.alias for a in news), *(a.alias for a in self._ucdp_names[group_id])])
        common = next((alias.alias for alias in news if alias.kind == "common name"), row["full_name"])
        return Group(
            group_id=group_id,
            name=row["name"],
            full_name=common,
            aliases=tuple(alias for alias in names if alias not in (row["name"], common)),
            countries=tuple(filter(None, row["countries"].split("|"))),
            links=self.links(group_id),
        )

    def links(self, group_id: int) -> tuple[Link, ...]:
        """What a group became and where its deaths are counted: what ships, then the user's own."""
        return (*load_links(group_id), *self._own.links(group_id))

    def links_to(self, group_id: int) -> tuple[tuple[int, Link], ...]:
        """Links of other groups that lead to a group: the other's id, and its link.

        >>> [(other, link.kind) for other, link in load_registry().links_to(195)]
        [(193, 'merged'), (194, 'merged')]
        """
        return tuple(
            (other, link) for other in self._rows for link in self.links(other) if link.group_id == group_id
        )

    def dated_names(self, group_id: int) -> tuple[DatedName, ...]:
        """Names that a group bore for a time, oldest first.

        >>> load_registry().dated_names(234)[1].since
        '2004-10'
        """
        dated = [one for one in self._kept if one.group_id == group_id and (one.since or one.until)]
        names = [DatedName(name=one.alias, since=one.since, until=one.until) for one in dated]
        return tuple(sorted(names, key=lambda one: (one.since, one.until)))

    def find_in_text(self, text: str, month: str = "") -> list[tuple[int, int, int]]:
        """Groups named in a text: start, end (exclusive) and group id, in order, the longest name first.

        month: YYYY-MM in which it was written; a name that a group took only later is then not meant.

        An acronym counts only in its capitals. A name of several groups is read as the one that the
        text names elsewhere or whose country it names most, and left out where that does not tell.

        >>> load_registry().find_in_text("IS is not Boko Haram")
        [(0, 2, 234), (10, 20, 1051)]
        """
        found = [one for one in self._finder.find(text) if not month or self._is_borne(text, one, month)]
        sure = {_id(f.keys[0]) for f in found if len(f.keys) == 1 and not f.keys[0].startswith("?")}
        if all(len(f.keys) == 1 and not f.keys[0].startswith("?") for f in found):
            return [(f.start, f.end, _id(f.keys[0])) for f in found]
        named = Counter(country for _, _, country in self.find_countries_in_text(text))
        chosen = [(f.start, f.end, self._choose(f, sure, named)) for f in found]
        return [(start, end, group_id) for start, end, group_id in chosen if group_id is not None]

    def find_countries_in_text(self, text: str) -> list[tuple[int, int, str]]:
        """Countries named in a text, also by adjective: start, end (exclusive), country, in order."""
        return self._countries.find_in_text(text)

    def _is_borne(self, text: str, found: Found, month: str) -> bool:
        """Whether some group bore the name in a month or had borne it before."""
        since = self._since.get(fold_name(text[found.start : found.end]), "")
        return since <= month

    @cached_property
    def _since(self) -> dict[str, str]:
        """The month, YYYY-MM, from which on a dated name can be meant, by its key."""
        first: dict[str, str] = {}
        for alias in self._kept:
            key = fold_name(alias.alias)
            first[key] = min(first.get(key, alias.since[:7]), alias.since[:7])
        return first

    @cached_property
    def _finder(self) -> NameFinder:
        return NameFinder((row.alias, row.key) for row in text_aliases(self._rows, self._own_names))

    @cached_property
    def _kept(self) -> tuple[AliasRow, ...]:
        """Names kept by hand, then the user's own."""
        return (*news_aliases(), *self._own_names)

    @cached_property
    def _ucdp_names(self) -> dict[int, list[AliasRow]]:
        names: dict[int, list[AliasRow]] = defaultdict(list)
        for alias in ucdp_aliases():
            names[alias.group_id].append(alias)
        return names

    @cached_property
    def _names(self) -> NamesByRank:
        """News names first, then UCDP's present names, then all others."""
        ucdp = ucdp_aliases()
        return NamesByRank((self._kept, (alias for alias in ucdp if alias.kind == "name"), ucdp))

    def _find_in_country(self, name: str, country: str) -> Group:
        place = self.country(country)
        there = sorted(
            i for i in self._names.anywhere(name) if place in self._rows[i]["countries"].split("|")
        )
        if len(there) != 1:
            raise self._not_one(f"{name} ({country})", there)
        return self.group(there[0])

    def _not_one(self, name: str, ids: list[int]) -> NoGroup | PersonGiven:
        if ids:
            choices = "; ".join(self._label(group_id) for group_id in ids)
            return NoGroup(f"{name!r} is the name of {len(ids)} groups: {choices}; give the id of one")
        if looks_like_person(name):
            return PersonGiven(
                f"{name!r} reads like a person's name; Smoulder has cases about groups, never persons: "
                "give the group's name"
            )
        choices = ", ".join(list(dict.fromkeys(map(self._label, self._names.near(name))))[:3])
        cure = f"did you mean {choices}?" if choices else "give a name of the UCDP actor list or its id"
        if not choices and may_be_person(name):
            cure += "; a person cannot be the subject of a case"
        return NoGroup(f"no armed group by the name {name!r} is known; {cure}")

    def _label(self, group_id: int) -> str:
        row = self._rows[group_id]
        group = self.group(group_id)
        name = group.name if group.full_name in ("", group.name) else f"{group.full_name} [{group.name}]"
        country = row["countries"].split("|")[0]
        return f"{name} ({country}, id {group_id})" if country else f"{name} (id {group_id})"

    def _choose(self, found: Found, sure: set[int], named: Counter[str]) -> int | None:
        """The group meant by a name, or None where the text does not tell."""
        ids = [_id(key) for key in found.keys]
        here = [group_id for group_id in ids if group_id in sure]
        if len(here) == 1:
            return here[0]
        if len(ids) == 1:
            return None if found.keys[0].startswith("?") else ids[0]
        certain = [_id(key) for key in found.keys if not key.startswith("?")]
        counts = {i: sum(named[c] for c in self._rows[i]["countries"].split("|")) for i in certain}
        best = max(counts.values(), default=0)
        first = [group_id for group_id, count in counts.items() if count == best]
        return first[0] if best > 0 and len(first) == 1 else None


def load_registry(own: OwnGroups | None = None) -> Registry:
    """The register of the figures that ship, with the user's own groups, names and links added.

    own: as `reading.own_groups.read_own_groups` gives it; a register is made once for each that is seen.
    """
    return _registry(own or OwnGroups())


@lru_cache(maxsize=4)
def _registry(own: OwnGroups) -> Registry:
    return Registry(own)


def _row(group: OwnGroup) -> dict[str, str]:
    """A group of the user's as `groups.csv` has them."""
    return {
        "group_id": str(group.id),
        "name": group.name,
        "full_name": group.full_name or group.name,
        "org": "1",
        "countries": "|".join(group.countries),
        "deaths": "yes",
    }


def _own_names(own: OwnGroups) -> tuple[AliasRow, ...]:
    """The names of the user's groups, and names the user gave to others."""
    names = [
        AliasRow(name, one.id, kind, fitness(name))
        for one in own.group
        for kind, name in (("name", one.name), ("full name", one.full_name))
        if name
    ]
    more = (AliasRow(one.name, one.group, "own", one.in_text, one.since, one.until) for one in own.alias)
    return (*names, *more)


def _id(key: str) -> int:
    return int(key.removeprefix("?"))
