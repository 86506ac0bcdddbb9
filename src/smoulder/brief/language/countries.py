"""Names of countries in the language that is being spoken, from the CLDR tables that Babel brings."""

from __future__ import annotations

from functools import cache

from smoulder.brief.language.say import spoken, stays
from smoulder.brief.language.tongue import ENGLISH

# As the data sets write them, where that is not how CLDR does.
_ALSO = {
    "Bosnia-Herzegovina": "BA",
    "Cambodia (Kampuchea)": "KH",
    "Congo": "CG",
    "Czech Republic": "CZ",
    "DR Congo (Zaire)": "CD",
    "Ivory Coast": "CI",
    "Kingdom of eSwatini (Swaziland)": "SZ",
    "Macedonia, FYR": "MK",
    "Madagascar (Malagasy)": "MG",
    "Myanmar (Burma)": "MM",
    "Russia (Soviet Union)": "RU",
    "Serbia (Yugoslavia)": "RS",
    "Trinidad and Tobago": "TT",
    "Turkey": "TR",
    "United States of America": "US",
    "Vietnam (North Vietnam)": "VN",
    "Yemen (North Yemen)": "YE",
    "Zimbabwe (Rhodesia)": "ZW",
}


def country_words(name: str) -> str:
    """A country by the name it has in the language that is being spoken; one that is not known keeps its own.

    name: in English, as data sets write it.

    >>> country_words("Iraq")
    'Iraq'
    """
    code = spoken().code
    return name if code == ENGLISH.code else _names(code).get(name) or stays(name)


@cache
def _names(code: str) -> dict[str, str]:
    """By English name."""
    from babel.core import Locale

    there = Locale.parse(code).territories
    coded = {name: key for key, name in Locale.parse(ENGLISH.code).territories.items() if len(key) == 2}
    return {name: there[key] for name, key in {**coded, **_ALSO}.items() if key in there}
