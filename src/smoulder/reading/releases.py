"""Where the releases of a data set lie on the web, newest first."""

from __future__ import annotations

import re
from datetime import date

from smoulder.reading.sources import Source
from smoulder.records.errors import BadSource
from smoulder.records.month import month_of

_YEARS = 3
_MONTHS = 9
"""How far back a release is looked for: the yearly one comes out in June, a month about seven weeks after it."""


def release_urls(source: Source, on: date) -> tuple[str, ...]:
    """Addresses under which the newest release can lie on a day, newest first.

    raises: BadSource if the source cannot be downloaded by a program; it says how to get it.

    >>> from smoulder.reading.sources import find_source
    >>> release_urls(find_source("ucdp"), date(2026, 3, 1))[0]
    'https://ucdp.uu.se/downloads/ged/ged261-csv.zip'
    >>> release_urls(find_source("candidate"), date(2026, 3, 1))[1]
    'https://ucdp.uu.se/downloads/candidateged/GEDEvent_v26_0_1.csv'
    """
    _check(source)
    if source.name == "ucdp":
        versions = [f"{(on.year - back) % 100}.1" for back in range(_YEARS)]
    else:
        months = [month_of(on) - back for back in range(1, _MONTHS + 1)]
        versions = [f"{month // 12 % 100}.0.{month % 12 + 1}" for month in months]
    return tuple(release_url(source, version) for version in versions)


def release_url(source: Source, version: str) -> str:
    """The address of one release.

    version: as UCDP writes it: '25.1', '26.0.1', or '26.01.26.06' for several months in one file.
    raises:  BadSource for a version that is none, or as `release_urls`.

    >>> from smoulder.reading.sources import find_source
    >>> release_url(find_source("candidate"), "26.01.26.06")
    'https://ucdp.uu.se/downloads/candidateged/GEDEvent_v26_01_26_06.csv'
    """
    _check(source)
    if source.name == "ucdp":
        if re.fullmatch(r"[0-9]{2}\.[0-9]", version):
            return source.url.format(version=version.replace(".", ""))
        raise BadSource(f"{version!r} is no release of {source.name}; write it as 25.1")
    if re.fullmatch(r"[0-9]{2}\.0\.[0-9]{1,2}|[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{2}", version):
        return source.url.format(version=version.replace(".", "_"))
    raise BadSource(
        f"{version!r} is no release of {source.name}; write it as 26.0.1, or 26.01.26.06 for a span"
    )


def _check(source: Source) -> None:
    if not source.url:
        raise BadSource(
            f"{source.name} cannot be fetched: {source.how}; then smoulder load {source.name} FILE"
        )
