"""The data sets behind the table, read once."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np

from smoulder.models.pressure.phase import Phases, foreign_troop_phases, peacekeeper_phases
from smoulder.models.pressure.places import Happened
from smoulder.reading.countries import Countries
from smoulder.reading.figures import load_all_series, load_country_months, load_episodes
from smoulder.reading.pressure_data import kathman, mullenbach
from smoulder.reading.pressure_data.external_support import load_external_support
from smoulder.reading.pressure_data.geopko import load_geopko
from smoulder.reading.pressure_data.imi import OPEN_ENDS, load_imi
from smoulder.reading.pressure_data.troopdata import load_troopdata
from smoulder.records.episode import Episode
from smoulder.records.errors import NoCountry
from smoulder.records.month import month_index
from smoulder.records.pressure import PressureRow
from smoulder.records.series import Floats, Series

_EVENTS = """
    select latitude, longitude, year(date_start) as year from read_parquet($path)
    where in_authoritative_series and latitude is not null and longitude is not null and where_prec <= 3
"""


@dataclass(frozen=True)
class Inputs:
    """Everything the estimates need; spans are month indices between which a country's events are complete."""

    series: list[Series]
    episodes: tuple[Episode, ...]
    troops: Phases
    peacekeepers: Phases
    places: list[PressureRow]
    happened: Happened
    spans: Mapping[str, list[tuple[int, int]]]
    deaths: Mapping[str, tuple[int, Floats]]


def read_inputs(shared: Path) -> Inputs:
    """Read the files of `shared/data`; the series, episodes and country-months are those that ship."""
    folder = shared / "data" / "pressure"
    troops = foreign_troop_phases(
        load_troopdata(folder / "troopdata_us_troops_country_quarter_1950_2025.csv"),
        load_imi(folder / "imi_international_military_intervention_1946_2005.csv"),
        load_external_support(folder / "ucdp_external_support_actor_year_1975_2017_v18.1.csv"),
        OPEN_ENDS,
        (month_index("1950-01"), month_index("2025-12")),
    )
    peacekeepers = peacekeeper_phases(
        kathman.load_kathman(folder / "kathman_un_mission_month_1990_2019.csv"),
        mullenbach.load_mullenbach(folder / "mullenbach_third_party_pkm_v3.1_1946_2014.csv"),
        (mullenbach.LAST,),
        (month_index("1950-01"), kathman.LAST),
    )
    groups = shared / "data" / "groups"
    return Inputs(
        series=load_all_series(),
        episodes=load_episodes(),
        troops=troops,
        peacekeepers=peacekeepers,
        places=load_geopko(folder / "geopko_FrontMap_v.2.3.csv"),
        happened=_events(groups / "ged_events_1989-01_2026-02.parquet"),
        spans=_spans(groups / "ged_country_coverage.csv"),
        deaths=_deaths({*troops.by_country, *peacekeepers.by_country}),
    )


def _events(path: Path) -> Happened:
    table = duckdb.connect().execute(_EVENTS, {"path": str(path)}).fetchnumpy()
    return Happened(
        np.asarray(table["latitude"], dtype=float),
        np.asarray(table["longitude"], dtype=float),
        np.asarray(table["year"], dtype=np.int64),
    )


def _spans(path: Path) -> Mapping[str, list[tuple[int, int]]]:
    countries, spans = Countries(), defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["country"] != "*":
                span = month_index(row["from"]), month_index(row["to"])
                spans[countries.country(row["country"])].append(span)
    return dict(spans)


def _deaths(countries: set[str]) -> dict[str, tuple[int, Floats]]:
    found = {}
    for country in sorted(countries):
        try:
            found[country] = load_country_months(country)
        except NoCountry:
            continue
    return found
