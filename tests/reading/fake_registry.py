# ruff: noqa: E501  (a pattern or a table row stays on its line)
"""A small registry for tests of the reader."""

from __future__ import annotations

import re
from typing import ClassVar

from smoulder.records.group import Group

_GROUPS = {
    234: ("IS", "Islamic State", ("Islamic State in Iraq and Syria", "Islamic State", "ISIS", "ISIL", "Daesh", "IS"), ("Iraq", "Syria", "Nigeria", "Libya", "Afghanistan")),
    326: ("LTTE", "Liberation Tigers of Tamil Eelam", ("Liberation Tigers of Tamil Eelam", "Tamil Tigers", "Tamil Tiger", "LTTE"), ("Sri Lanka",)),
    1051: ("JAS", "Jama'atu Ahlis Sunna Lidda'awati wal-Jihad", ("Boko Haram", "JAS"), ("Nigeria", "Niger", "Chad", "Cameroon")),
    303: ("Taleban", "Taleban", ("Taliban", "Taleban"), ("Afghanistan",)),
    717: ("Al-Shabaab", "Al-Shabaab", ("al-Shabaab", "Al-Shabaab", "al Shabaab"), ("Somalia", "Kenya")),
    743: ("FARC", "Fuerzas armadas revolucionarias colombianas", ("Revolutionary Armed Forces of Colombia", "FARC", "Farc"), ("Colombia",)),
    488: ("LRA", "Lord's Resistance Army", ("Lord's Resistance Army", "LRA"), ("Uganda", "DR Congo (Zaire)", "South Sudan")),
    770: ("M23", "March 23 Movement", ("M23",), ("DR Congo (Zaire)",)),
    1160: ("AQIM", "al-Qaeda in the Islamic Maghreb", ("al-Qaeda in the Islamic Maghreb", "AQIM"), ("Algeria", "Mali")),
}  # fmt: skip


class FakeRegistry:
    """Names a few groups and countries; a group is found by whole words, the longest name first."""

    countries: ClassVar[dict[str, str]] = {
        "Iraq": "Iraq", "Iraqi": "Iraq", "Iraqis": "Iraq", "Syria": "Syria", "Syrian": "Syria",
        "US": "United States of America", "U.S.": "United States of America", "United States": "United States of America",
        "American": "United States of America", "Americans": "United States of America",
        "Iran": "Iran", "Iranian": "Iran", "Nigeria": "Nigeria", "Nigerian": "Nigeria", "Niger": "Niger", "Chad": "Chad",
        "Cameroon": "Cameroon", "Benin": "Benin", "Sri Lanka": "Sri Lanka", "Sri Lankan": "Sri Lanka", "Norway": "Norway",
        "Afghanistan": "Afghanistan", "Afghan": "Afghanistan", "Somalia": "Somalia", "Somali": "Somalia", "Kenya": "Kenya",
        "Kenyan": "Kenya", "Colombia": "Colombia", "Colombian": "Colombia", "Uganda": "Uganda", "Ugandan": "Uganda",
        "France": "France", "French": "France", "Mali": "Mali", "Malian": "Mali", "Switzerland": "Switzerland",
        "Congo": "DR Congo (Zaire)", "Congolese": "DR Congo (Zaire)", "Rwanda": "Rwanda", "Pakistan": "Pakistan",
        "Ethiopia": "Ethiopia", "Ethiopian": "Ethiopia",
    }  # fmt: skip

    def find_in_text(self, text: str, month: str = "") -> list[tuple[int, int, int]]:
        found: list[tuple[int, int, int]] = []
        for group_id, (_, _, names, _) in _GROUPS.items():
            for name in names:
                for hit in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text):
                    if not any(hit.start() < end and hit.end() > start for start, end, _ in found):
                        found.append((hit.start(), hit.end(), group_id))
        return sorted(found)

    def group(self, group_id: int) -> Group:
        name, full, aliases, countries = _GROUPS[group_id]
        return Group(group_id=group_id, name=name, full_name=full, aliases=aliases, countries=countries)
