"""The cases that are asked for: by words, group and country."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smoulder.desk.desk import Desk
    from smoulder.store.case_rows import Case


def choose_cases(desk: Desk, search: str, group: str, country: str) -> list[Case]:
    """The cases that have all of some words, of a group and of a country, oldest first; '' asks for none of these.

    raises: NoGroup, NoCountry with the nearest name; PersonGiven.
    """
    from smoulder.reading.groups import load_registry
    from smoulder.reading.own_groups import read_own_groups

    found = desk.ledger.search(search) if search.strip() else desk.ledger.cases()
    registry = load_registry(read_own_groups(desk.chosen.data)) if group or country else None
    if registry and country:
        place = registry.country(country)
        found = [case for case in found if case.country == place]
    if registry and group:
        wanted = (
            registry.find_where(group, registry.country(country)) if country else registry.find(group)
        ).group_id
        found = [case for case in found if case.question.group_id == wanted]
    return found
