"""Countries by their names in the news, as UCDP names them."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from functools import cached_property

from smoulder.reading.names import NameFinder, fold_name
from smoulder.reading.tables import read_rows
from smoulder.records.errors import NoCountry

_NOT_A_COUNTRY = (
    "New Mexico",
    "Gulf of Guinea",
    "Gulf of Mexico",
    "Indian Ocean",
    "South China Sea",
    "East China Sea",
    "Lake Chad",
    "Lake Chad Basin",
    "Latin American",
    "Latin America",
    "South American",
    "South America",
    "North American",
    "North America",
    "Central American",
    "Central America",
    "African American",
    "Native American",
    "American Samoa",
    "British Columbia",
    "Michael Jordan",
)
"""Names that hold a country's name and mean something else."""

_REGIONS = {
    "Niger Delta": "Nigeria",
    "Niger State": "Nigeria",
    "Gaza": "Israel",
    "Gaza Strip": "Israel",
    "West Bank": "Israel",
    "Palestinian": "Israel",
}
"""Names of places and people that UCDP counts with a country of another name."""


class Countries:
    """Names and adjectives of countries; `names` maps each to the country as UCDP names it."""

    @cached_property
    def names(self) -> dict[str, str]:
        """Every name, adjective and people's name, as written, to the country as UCDP names it."""
        found: dict[str, str] = {}
        for row in read_rows("countries.csv"):
            for name in _names(row):
                found.setdefault(name, row["country"])
        return found | _REGIONS

    @cached_property
    def _by_key(self) -> dict[str, str]:
        return {fold_name(name): country for name, country in self.names.items()}

    @cached_property
    def _finder(self) -> NameFinder:
        blocked = [(name, "") for name in _NOT_A_COUNTRY]
        return NameFinder([*blocked, *((name, country) for name, country in self.names.items())])

    def country(self, name: str) -> str:
        """The country a name or adjective stands for, as UCDP names it.

        raises: NoCountry with up to three names that are close.

        >>> Countries().country("Burma")
        'Myanmar (Burma)'
        """
        found = self._by_key.get(fold_name(name))
        if found is None:
            close = get_close_matches(fold_name(name), self._by_key, n=3, cutoff=0.75)
            hint = ", ".join(dict.fromkeys(self._by_key[key] for key in close))
            cure = f"did you mean {hint}?" if hint else "give a country's English name"
            raise NoCountry(f"no country is called {name!r}; {cure}")
        return found

    def find_in_text(self, text: str) -> list[tuple[int, int, str]]:
        """Countries named in a text: start, end (exclusive) and the country, in order.

        'Congo' alone is the larger country, as in the news, unless the text speaks of Brazzaville.

        >>> [country for _, _, country in Countries().find_in_text("Iraqis met a U.S. envoy; tell us more")]
        ['Iraq', 'United States of America']
        """
        found = [(f.start, f.end, f.keys[0]) for f in self._finder.find(text) if f.keys[0]]
        if "Brazzaville" in text:
            return found
        return [
            (start, end, "DR Congo (Zaire)" if text[start:end] == "Congo" else country)
            for start, end, country in found
        ]


def _names(row: dict[str, str]) -> Iterator[str]:
    yield row["country"]
    yield from filter(None, row["names"].split("|"))
    if row["panel_name"]:
        yield row["panel_name"]
    for adjective in filter(None, row["adjectives"].split("|")):
        yield adjective
        if adjective[-1] in "inokf":
            yield adjective + "s"
