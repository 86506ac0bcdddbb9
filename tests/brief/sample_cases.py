"""Past cases of the sample answers."""

from __future__ import annotations

from typing import Any

from smoulder.records.case import DataUse
from smoulder.records.forecast import Chance
from smoulder.records.month import month_index, month_text
from smoulder.records.rates import HorizonRate, PastCase, RateClass, RiskPoint
from smoulder.records.track import Track, TrackPoint, TrackRecord

DATA = (
    DataUse(
        name="UCDP GED, group-months",
        licence="CC BY 4.0",
        citation="Sundberg & Melander 2013; Davies et al. 2025",
        vintage="23.1",
        what="deaths and events by month to 2018-12",
    ),
    DataUse(
        name="UCDP battle-related deaths by dyad",
        licence="CC BY 4.0",
        citation="Davies et al. 2024",
        vintage="24.1",
        what="yearly deaths 2018 and 2019, for the bridge",
    ),
)


def chance(value: float, spread: float = 0.12, **more: Any) -> Chance:
    """A chance with an interval of about that half width."""
    low, high = max(0.0, value - spread * 0.8), min(1.0, value + spread)
    return Chance(value=value, low=low, high=high, **{"method": "base-rates.md#kaplan-meier", **more})


def past_cases() -> tuple[PastCase, ...]:
    rows = [
        ("Boko Haram", "Nigeria", "2016-11", 10800, 2890, None, 48),
        ("SPLM/A", "Sudan", "1995-02", 4120, 1190, "1996-07", 17),
        ("SPLM/A-IO", "South Sudan", "2016-02", 3900, 1105, "2016-09", 7),
        ("PKK", "Türkiye", "1999-12", 4560, 920, None, 60),
        ("LTTE", "Sri Lanka", "2002-05", 2890, 610, "2006-04", 47),
        ("UNITA", "Angola", "1995-03", 9400, 1020, "1998-12", 45),
        ("Sendero Luminoso", "Peru", "1994-01", 1890, 480, None, 60),
        ("MILF", "Philippines", "2001-06", 1270, 330, "2003-02", 20),
        ("AQI / ISI", "Iraq", "2009-03", 4496, 1240, "2013-07", 52),
        ("RUF", "Sierra Leone", "2000-12", 1610, 410, None, 24),
        ("TTP", "Pakistan", "2015-04", 4020, 1330, None, 60),
        ("Al-Shabaab", "Somalia", "2013-03", 2680, 880, "2014-06", 15),
        ("GIA", "Algeria", "1999-04", 5200, 1410, "2000-02", 10),
        ("FARC", "Colombia", "2008-11", 1990, 560, None, 60),
        ("JEM", "Sudan", "2009-06", 1540, 240, "2010-05", 11),
        ("ONLF", "Ethiopia", "2009-01", 1180, 160, None, 60),
        ("TPLF", "Ethiopia", "2023-02", 60300, 9100, None, 10),
        ("NTC forces", "Libya", "2012-02", 4110, 900, None, 22),
        ("Kashmir insurgents", "India", "2006-09", 3070, 980, None, 60),
        ("CNDD-FDD", "Burundi", "2003-12", 1380, 410, None, 36),
        ("M23", "DR Congo (Zaire)", "2013-12", 820, 210, "2022-06", 60),
        ("ISIS-K", "Afghanistan", "2019-02", 2110, 690, "2021-09", 31),
        ("Ansar Bayt al-Maqdis", "Egypt", "2017-05", 1220, 380, None, 40),
        ("Hizb-i Islami", "Afghanistan", "1995-08", 5100, 1040, None, 60),
    ]
    return tuple(
        PastCase(
            group=group,
            country=country,
            known=known,
            landmark=month_text(month_index(known) + 17),
            peak=peak,
            deaths_12=deaths,
            came_back=back,
            major=back is not None and peak > 4000,
            followed=followed,
        )
        for group, country, known, peak, deaths, back, followed in rows
    )


def curve() -> tuple[RiskPoint, ...]:
    """Month by month through the shares of the horizons; fewer are followed as months go by."""
    knots = {0: 1.0, 6: 0.87, 12: 0.78, 24: 0.69}
    points = []
    for month in range(25):
        before = max(at for at in knots if at <= month)
        after = min(at for at in knots if at >= month)
        share = (month - before) / (after - before) if after > before else 0.0
        still = knots[before] + share * (knots[after] - knots[before])
        spread = 0.14 * min(1.0, month / 6)
        points.append(
            RiskPoint(
                month=month,
                still=still,
                low=max(0.0, still - spread),
                high=min(1.0, still + spread),
                at_risk=24 - month // 2,
            )
        )
    return tuple(points)


def record(desk: bool = False) -> TrackRecord:
    """What the model did on past questions, and one closed answer of the desk where it has any."""
    model = tuple(
        Track(
            of="backtest",
            topic=topic,
            horizon=horizon,
            questions=900,
            clusters=90,
            brier=0.05,
            base=0.06,
            low=0.004,
            high=0.016,
            points=tuple(
                TrackPoint(predicted=at, observed=1.1 * at, low=0.7 * at, high=1.5 * at, n=225)
                for at in (0.01, 0.04, 0.1, 0.3)
            ),
            words="2010–2023, lulls from a peak of 50 deaths in 12 months",
            command="smoulder backtest return --on months",
        )
        for topic in ("comeback", "major")
        for horizon in (6, 12, 24)
    )
    own = Track(
        of="desk",
        topic="comeback",
        horizon=12,
        questions=3,
        clusters=2,
        brier=0.11,
        base=0.2,
        points=(TrackPoint(predicted=0.2, observed=0.5, n=3),),
        words="closed by yearly releases",
        command="smoulder score --by horizon",
    )
    return TrackRecord(tracks=(*model, own) if desk else model, note="" if desk else "no record yet")


def rates(decidable: dict[int, str]) -> RateClass:
    cases = past_cases()
    mix: dict[str, int] = {}
    for case in cases:
        mix[case.country] = mix.get(case.country, 0) + 1
    counts = {6: (3, 0.13, 1, 0.04), 12: (5, 0.22, 2, 0.09), 24: (7, 0.31, 3, 0.13)}
    return RateClass(
        words="past group lulls from a peak of 500 or more, still subdued 17 months after they were known",
        n=24,
        groups=23,
        mix=dict(sorted(mix.items(), key=lambda pair: -pair[1])),
        rates=tuple(
            HorizonRate(
                horizon=h,
                comeback=chance(value, 0.14, n=24, count=count),
                major=chance(big, 0.09, n=24, count=bigs),
                decidable=h not in decidable,
                why=decidable.get(h, ""),
            )
            for h, (count, value, bigs, big) in counts.items()
        ),
        cases=cases,
        curve=curve(),
        widened=("peak from 1,000 down to 500", "age from 15–20 months to 12–24 months"),
    )
