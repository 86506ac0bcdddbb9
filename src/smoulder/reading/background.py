"""The packaged background of a case: episodes, links between groups, named past cases, licences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import cast

from smoulder.reading.tables import read_rows
from smoulder.records.case import DataUse
from smoulder.records.episode import Episode, PressureStep
from smoulder.records.group import Link


@cache
def load_episodes() -> tuple[Episode, ...]:
    """Conflict episodes 1946 to 2020, ended and running.

    source: UCDP Conflict Termination 3-2021; how each ended is coded in hindsight.

    >>> sum(episode.intrastate and episode.outcome != "" for episode in load_episodes())
    435
    """
    return tuple(
        Episode(
            conflict_id=int(row["conflict_id"]),
            episode_id=int(row["episode_id"]),
            country=row["country"],
            side_a=row["side_a"],
            side_b=row["side_b"],
            first_year=int(row["first_year"]),
            last_year=int(row["last_year"]),
            outcome=row["outcome"],
            aim=int(row["incompatibility"]),
            max_intensity=int(row["max_intensity"]),
            next_episode_year=int(row["next_episode_year"]) if row["next_episode_year"] else None,
            intrastate=row["intrastate"] == "yes",
            foreign_troops=row["foreign_troops"] == "yes",
        )
        for row in read_rows("episodes.csv")
    )


@cache
def load_neighbours() -> Mapping[str, frozenset[str]]:
    """Countries that share a border with each country; islands and countries of the past have none.

    source: Natural Earth outlines of today, as UCDP names the countries.

    >>> sorted(load_neighbours()["Lebanon"])
    ['Israel', 'Syria']
    """
    near: dict[str, set[str]] = defaultdict(set)
    for row in read_rows("neighbours.csv"):
        near[row["country"]].add(row["neighbour"])
        near[row["neighbour"]].add(row["country"])
    return MappingProxyType({country: frozenset(found) for country, found in near.items()})


def load_links(group_id: int) -> tuple[Link, ...]:
    """What a group became and where its deaths are counted, by date.

    >>> [(link.kind, str(link.since)) for link in load_links(1051)]
    [('counted as', '2015-03-07'), ('split', '2016-08-03')]
    """
    return _links().get(group_id, ())


@cache
def _links() -> dict[int, tuple[Link, ...]]:
    links: dict[int, list[Link]] = defaultdict(list)
    for row in read_rows("group_links.csv"):
        links[int(row["group_id"])].append(_link(row))
    return {group_id: tuple(found) for group_id, found in links.items()}


def _link(row: dict[str, str]) -> Link:
    return Link.model_validate(
        {
            "kind": row["kind"],
            "group_id": int(row["other_id"]) if row["other_id"] else None,
            "country": row["country"],
            "since": date.fromisoformat(row["since"]),
            "until": date.fromisoformat(row["until"]) if row["until"] else None,
            "known": date.fromisoformat(row["known"]),
            "note": row["note"],
            "source": row["source"],
        }
    )


def load_agreements(group_id: int, country: str) -> tuple[date, ...]:
    """Days on which a group signed a peace agreement in a country, oldest first.

    source: UCDP Peace Agreements 22.1, 1975 to 2021.

    >>> str(load_agreements(466, "Sudan")[-1])
    '2005-06-18'
    """
    return tuple(
        date.fromisoformat(row["date"])
        for row in read_rows("agreements.csv")
        if int(row["group_id"]) == group_id and row["country"] in ("", country)
    )


@cache
def load_pressure_cases() -> tuple[PressureStep, ...]:
    """Steps and counts of the named past cases of pressure, by case and date.

    >>> [step.date for step in load_pressure_cases() if step.step == "departed"]
    ['2011-12-18']
    """
    return tuple(
        PressureStep(
            case=row["case"],
            country=row["country"],
            group_id=int(row["group_id"]),
            step=row["step"],
            date=row["date"],
            number=float(row["number"]) if row["number"] else None,
            unit=row["unit"],
            source=row["source"],
        )
        for row in read_rows("pressure_cases.csv")
    )


def vintage() -> dict[str, str]:
    """The release of each source that ships, by source; of the monthly series by country too.

    >>> vintage()["UCDP GED: Iraq"], vintage()["UCDP Battle-Related Deaths"]
    ('19.1', '24.1')
    """
    versions = {row["name"]: row["vintage"] for row in read_rows("sources.csv")}
    by_country: dict[str, list[str]] = defaultdict(list)
    for row in read_rows("coverage.csv"):
        if row["version"] not in by_country[row["country"]]:
            by_country[row["country"]].append(row["version"])
    versions |= {f"UCDP GED: {country}": ", ".join(found) for country, found in by_country.items()}
    return versions


def data_use(names: tuple[str, ...] = ()) -> tuple[DataUse, ...]:
    """Licence, citation and vintage of sources that ship.

    names: which, as `sources.csv` names them; all by default.
    raises: KeyError if a name is not known.

    >>> data_use(("UCDP GED",))[0].licence
    'CC BY 4.0'
    """
    rows = {row["name"]: row for row in read_rows("sources.csv")}
    missing = [name for name in names if name not in rows]
    if missing:
        raise KeyError(f"no source is called {', '.join(missing)}; there are {', '.join(rows)}")
    return tuple(
        DataUse(
            name=name,
            licence=rows[name]["licence"],
            citation=rows[name]["citation"],
            vintage=rows[name]["vintage"],
            what=rows[name]["what"],
        )
        for name in (names or cast(tuple[str, ...], tuple(rows)))
    )
