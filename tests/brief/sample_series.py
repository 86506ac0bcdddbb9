"""Deaths by month of the sample answers."""

from __future__ import annotations

from smoulder.records.indicator import Indicator
from smoulder.records.month import month_index, month_text
from smoulder.records.situation import MonthPoint
from smoulder.records.timeline import TimelineMark

# Deaths by month, all kinds, Islamic State and its forerunners in Iraq, 2004-03 to 2018-12 (UCDP GED, CC BY 4.0).
IRAQ = [
    *(16, 2, 19, 109, 49, 35, 473, 343, 1397, 70, 167, 261, 94, 149, 379, 268, 284, 77, 508, 342, 275, 72),
    *(463, 213, 342, 431, 413, 444, 459, 337, 396, 190, 229, 265, 476, 239, 613, 355, 240, 264, 118, 725),
    *(271, 214, 217, 143, 387, 283, 155, 121, 208, 97, 92, 94, 115, 118, 19, 79, 107, 93, 158, 224, 105),
    *(123, 89, 211, 95, 235, 39, 193, 79, 171, 139, 210, 205, 133, 207, 151, 87, 139, 119, 81, 196, 101, 99),
    *(45, 97, 135, 72, 118, 70, 40, 37, 149, 219, 100, 103, 60, 22, 150, 189, 124, 136, 46, 111, 74, 168),
    *(142, 146, 122, 330, 332, 588, 449, 487, 505, 332, 384, 675, 513, 331, 417, 479, 3216, 1827, 2115, 1347),
    *(1756, 1125, 1286, 838, 980, 1193, 745, 1079, 760, 1347, 945, 1049, 524, 676, 1014, 793, 1058, 940, 699),
    *(1393, 1068, 759, 592, 392, 2097, 1207, 781, 949, 914, 1701, 1636, 1325, 1211, 358, 773, 1278, 492, 216),
    *(120, 131, 89, 91, 120, 97, 67, 101, 38, 38, 95, 85, 14),
]


def months() -> tuple[MonthPoint, ...]:
    first = month_index("2004-03")
    found = []
    for i, deaths in enumerate(IRAQ):
        window = IRAQ[i - 11 : i + 1] if i >= 11 else None
        found.append(
            MonthPoint(
                month=month_text(first + i),
                events=max(1, deaths // 16),
                deaths=deaths,
                low=round(deaths * 0.9),
                high=round(deaths * 1.25),
                inflicted=round(deaths * 0.45),
                suffered=round(deaths * 0.4),
                unknown=deaths - round(deaths * 0.45) - round(deaths * 0.4),
                twelve=sum(window) if window else None,
            )
        )
    known = {p.month: p.deaths or 0.0 for p in found}
    for i in range(12):
        at = month_index("2019-01") + i
        bridged = 557 / 12
        twelve = sum(known.get(month_text(at - back), bridged) for back in range(12))
        found.append(
            MonthPoint(
                month=month_text(at),
                deaths=bridged,
                low=35.0,
                high=61.0,
                twelve=twelve,
                twelve_low=twelve - 137 * (i + 1) / 12,
                twelve_high=twelve + 180 * (i + 1) / 12,
                basis="bridged from a year",
            )
        )
    return tuple(found)


def timeline() -> tuple[TimelineMark, ...]:
    """Marks of every phase and sign."""
    troops = "United States of America"
    return (
        *(
            TimelineMark(
                lane="pressure", kind="foreign troops", words=words, phase=phase, first=first, last=last, source=source
            )
            for phase, first, last, words, source in (
                ("present", "2003-03-20", "2008-11-17", f"{troops}, 136,285 people (2008-09)", "public record"),
                ("announced", "2008-11-17", "2009-06-30", f"{troops}; due 2011-12-31", "the agreement"),
                ("handed over", "2009-06-30", "2011-12-18", f"{troops}, 38,603 people (2011-09)", "the agreement"),
                ("departed", "2011-12-18", "2011-12-18", troops, "public record"),
            )
        ),
        TimelineMark(
            lane="pressure",
            kind="air campaign",
            words="coalition",
            phase="present",
            first="2014-08-08",
            source="public record",
        ),
        *(
            TimelineMark(
                lane="pressure",
                kind="air campaign",
                words=words,
                phase=phase,
                first="2020-01-05",
                last="2020-01-05",
                source="raid.txt",
                to="report-1",
            )
            for phase, words in (("demanded", "parliament"), ("reduced", "coalition operations"))
        ),
        *(
            TimelineMark(
                lane="opportunity", kind=kind, words=words, first=first, last=last, sign=sign, source="UCDP",
                to="item-E3",
            )
            for kind, words, first, last, sign in (
                ("departure", "opportunity test", "2011-06-01", "2011-12-18", -1),
                ("election", "opportunity test", "2018-05-01", "2018-06-30", 0),
                ("protests", "unused opportunity", "2019-10-01", "2020-01-23", 1),
            )
        ),
    )  # fmt: skip


def indicators() -> tuple[Indicator, ...]:
    """Four indicators, of which two are the bounds of one; 2019 is not known."""
    points = months()
    made: dict[str, list[tuple[str, float | None]]] = {
        name: [] for name in ("events", "lethality", "inflicted_low", "inflicted_high")
    }
    for point in points:
        known = point.events is not None and point.deaths is not None
        values = (point.events, 16.0, 0.45, 0.6) if known else (None, None, None, None)
        for name, value in zip(made, values, strict=True):
            made[name].append((point.month, value))
    return tuple(
        Indicator(
            name=name,
            words=name,
            unit="events" if name == "events" else "share",
            window=12,
            months=tuple(values),
            source="UCDP GED 19.1",
        )
        for name, values in made.items()
    )
