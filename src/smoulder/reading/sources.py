"""THE list of data sets that can be loaded: licence, citation, fields, where from, how old at most, reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from typing import Any, Literal

from smoulder.reading.citations import AGREEMENTS, CANDIDATE, GED, TERMINATION, YEARLY
from smoulder.records.errors import BadSource

CC_BY = "CC BY 4.0"
RESEARCH = "for research, with citation; not to be passed on"
COMPILED = "a table made from UCDP's files, with the columns of docs/data/group-tables.md"
EVENT_FIELDS = (
    "ids, kind of violence, conflict, dyad, sides, country, districts, coordinates with precision, dates with "
    "precision, clarity, number of sources, headline, deaths by side, best, low, high"
)


@dataclass(frozen=True, slots=True)
class Source:
    """One data set.

    name:      as the command line takes it; short: as a series names it.
    shelf:     'events' goes into the event table, 'tables' stands as a table of its own, about groups.
    family:    sources whose rows stand for one another ('ucdp' and 'candidate'); a series uses one family.
    final:     True where a release replaces candidate rows of the same months.
    fields:    what is kept of a row, in words.
    url:       address of a release with `{version}` in it (251 or 26_0_1); '' where
               the user fetches the file by hand.
    how:       how to get it, in words.
    greatest_age: days after the last covered month past which it is called stale; None: no release will follow.
    variables: environment variables that speak to it.
    deaths:    False where the source knows none: they are then unknown in every month, and never zero.
    reader:    dotted name `module:function`, loaded on first use.
    """

    name: str
    short: str
    title: str
    shelf: Literal["events", "tables"]
    family: str
    final: bool
    licence: str
    citation: str
    fields: str
    how: str
    greatest_age: int | None
    reader: str
    url: str = ""
    variables: tuple[str, ...] = ()
    note: str = ""
    deaths: bool = True

    def load_reader(self) -> Callable[..., Any]:  # Any: readers of the two shelves differ
        """The reader itself.

        raises: ImportError if the declared reader is not there, which is a fault of Smoulder's.
        """
        module, _, name = self.reader.partition(":")
        found: Callable[..., Any] = getattr(import_module(module), name)  # Any: as above
        return found


def find_source(name: str) -> Source:
    """The source of that name.

    raises: BadSource with the nearest name, or all of them.

    >>> find_source("candidate").family
    'ucdp'
    """
    if name in SOURCES:
        return SOURCES[name]
    near = get_close_matches(name, SOURCES, n=1)
    cure = f"did you mean {near[0]}?" if near else f"known are {', '.join(SOURCES)}"
    raise BadSource(f"source {name!r} is not known; {cure}")


def sources_of(family: str) -> tuple[str, ...]:
    """Names of the event sources of a family.

    >>> sources_of("ucdp")
    ('ucdp', 'candidate')
    """
    return tuple(one.name for one in SOURCES.values() if one.family == family and one.shelf == "events")


def _table(
    name: str,
    title: str,
    fields: str,
    citation: str = YEARLY,
    *,
    family: str = "ucdp-yearly",
    licence: str = CC_BY,
    how: str = "download the CSV from ucdp.uu.se/downloads",
    greatest_age: int | None = 540,
    note: str = "",
) -> Source:
    return Source(
        name=name,
        short=title,
        title=title,
        shelf="tables",
        family=family,
        final=True,
        licence=licence,
        citation=citation,
        fields=fields,
        how=how,
        greatest_age=greatest_age,
        reader="smoulder.reading.group_table:read_group_table",
        note=note,
    )


_ALL = (
    Source(
        name="ucdp",
        short="UCDP GED",
        title="UCDP Georeferenced Event Dataset, yearly releases",
        shelf="events",
        family="ucdp",
        final=True,
        licence=CC_BY,
        citation=GED,
        fields=EVENT_FIELDS,
        how="smoulder fetch ucdp, or download the CSV from ucdp.uu.se/downloads",
        url="https://ucdp.uu.se/downloads/ged/ged{version}-csv.zip",
        greatest_age=540,
        reader="smoulder.reading.ucdp:read_ucdp",
    ),
    Source(
        name="candidate",
        short="UCDP Candidate",
        title="UCDP Candidate Events, monthly and quarterly releases",
        shelf="events",
        family="ucdp",
        final=False,
        licence=CC_BY,
        citation=CANDIDATE,
        fields=EVENT_FIELDS,
        how="smoulder fetch candidate, or download the CSV from ucdp.uu.se/downloads",
        url="https://ucdp.uu.se/downloads/candidateged/GEDEvent_v{version}.csv",
        greatest_age=75,
        reader="smoulder.reading.ucdp:read_ucdp",
    ),
    Source(
        name="acled",
        short="ACLED",
        title="ACLED exports, CSV and JSON",
        shelf="events",
        family="acled",
        final=True,
        licence="ACLED terms of use: for the holder of the account; not to be passed on",
        citation="Raleigh, C., Kishi, R. and Linke, A. (2023). Political instability patterns are obscured by "
        "conflict dataset scope conditions, sources, and coding choices. Humanities and Social Sciences "
        "Communications 10",
        fields="id, kind by event type and actors, actors, country, districts, coordinates, date, fatalities",
        how="export from acleddata.com with your own account",
        greatest_age=45,
        reader="smoulder.reading.acled:read_acled",
        note="The data stay on this machine and are never bundled or exported row by row.",
    ),
    Source(
        name="gdelt",
        short="GDELT",
        title="GDELT 2.0 events",
        shelf="events",
        family="gdelt",
        final=True,
        licence="free for any use with citation of the GDELT Project",
        citation="Leetaru, K. and Schrodt, P. (2013). GDELT: Global data on events, location and tone. "
        "ISA Annual Convention",
        fields="id, kind by actor types, actors, country, coordinates, date; no deaths",
        deaths=False,
        how="download the export files from data.gdeltproject.org/gdeltv2",
        greatest_age=7,
        reader="smoulder.reading.gdelt:read_gdelt",
    ),
    Source(
        name="table",
        short="table",
        title="any table with a map of its columns",
        shelf="events",
        family="table",
        final=True,
        licence="the owner's",
        citation="the owner's",
        fields="what the map names",
        how="your own file, with --map map.toml",
        greatest_age=45,
        reader="smoulder.reading.event_table:read_table",
    ),
    Source(
        name="reports",
        short="reports",
        shelf="events",
        family="reports",
        final=True,
        greatest_age=None,
        title="violent events that news reports tell of the group they are about; they cover no month",
        licence="facts told by the report; its words are the publisher's and are not kept",
        citation="the report's publisher, title and day",
        how="a news report, as saved page or plain text",
        fields="id, kind by the sides, sides, country, place, dates, deaths as told, title of the report",
        reader="smoulder.reading.report_events:read_report_events",
    ),
    _table("ucdp-brd", "UCDP battle-related deaths", "deaths by dyad and year"),
    _table("ucdp-onesided", "UCDP one-sided violence", "civilian deaths by actor and year"),
    _table("ucdp-nonstate", "UCDP non-state conflict", "deaths by dyad and year"),
    _table("ucdp-acd", "UCDP/PRIO armed conflict", "conflict-years with intensity"),
    _table("ucdp-dyadic", "UCDP dyadic", "dyad-years with intensity"),
    _table("ucdp-termination", "UCDP conflict termination", "episodes, how they ended", TERMINATION),
    _table("ucdp-actors", "UCDP actor list", "ids and names of actors"),
    _table(
        "ucdp-agreements", "UCDP peace agreements", "agreements: who, when, which kind, terms", AGREEMENTS
    ),
    _table(
        "nsa",
        "Non-State Actor data (NSA)",
        "dyads of governments and rebels: strength, command, territory, sanctuary, support from abroad",
        "Cunningham, D. E., Gleditsch, K. S. and Salehyan, I. (2013). Non-state actors in civil wars: A new "
        "dataset. Conflict Management and Peace Science 30(5)",
        family="nsa",
        licence=RESEARCH,
        how="download the NSA data from its authors' page, as CSV",
        greatest_age=None,
    ),
    _table(
        "acd2epr",
        "ACD2EPR",
        "rebels and ethnic groups: claim, recruitment, support",
        "Wucherpfennig, J., Metternich, N. W., Cederman, L.-E. and Gleditsch, K. S. (2012). Ethnicity, the state, "
        "and the duration of civil war. World Politics 64(1)",
        family="acd2epr",
        licence=RESEARCH,
        how="download ACD2EPR from icr.ethz.ch/data/epr, as CSV",
        greatest_age=None,
    ),
    _table(
        "rebel-origins",
        "Rebel origins",
        "rebels: what they came out of, aims, ethnicity, religion",
        "Bowden, rebel origins 1946–2014, on the UCDP actor list; cite as its author asks",
        family="rebel-origins",
        licence=RESEARCH,
        how="ask its author for the CSV",
        greatest_age=None,
    ),
    _table(
        "group-month",
        "Group months from UCDP GED",
        "events and deaths by group, country and month, where a country's months are complete",
        GED,
        how=COMPILED,
    ),
    _table(
        "group-year",
        "Group years from UCDP's yearly files",
        "deaths by group and year over all countries, by kind",
        how=COMPILED,
    ),
    _table(
        "group-coverage",
        "Coverage of groups by months",
        "how much of a group's deaths the months of a country hold",
        GED,
        how=COMPILED,
    ),
    _table("ged-coverage", "Coverage of countries by months", "covered spans by country", GED, how=COMPILED),
    _table(
        "is-attacks",
        "Published counts of Islamic State attacks",
        "counts of attacks or incidents by series and period, each with its page",
        "the page that each row names",
        family="is-attacks",
        licence="each publisher's; the counts are facts",
        how="your own table of counts, with the columns of docs/data/group-tables.md",
    ),
)
SOURCES: dict[str, Source] = {one.name: one for one in _ALL}
