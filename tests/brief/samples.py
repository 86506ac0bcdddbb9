"""Whole answers to render, with plausible figures; the model case and the shapes around it."""

from __future__ import annotations

from datetime import date
from typing import Any

from sample_report import reading, span_of

from smoulder.records.case import (
    Assessment,
    Branch,
    Branches,
    Bridge,
    Confidence,
    DataUse,
    EpisodeRate,
    HorizonRate,
    HypothesisView,
    Item,
    Likelihood,
    LullView,
    MonthPoint,
    NamedCase,
    PastCase,
    Question,
    RateClass,
    Reason,
    Situation,
    Source,
    YearPoint,
)
from smoulder.records.forecast import Chance, Difference
from smoulder.records.group import Group
from smoulder.records.month import month_index, month_text
from smoulder.records.statement import Hypothesis

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
LEAVES: tuple[tuple[Hypothesis, str, float, float], ...] = (
    ("unseen", "fighting goes on, reporting stopped", 0.04, 0.03),
    ("moved", "renamed, split, merged, or active elsewhere", 0.08, 0.07),
    ("won", "it became the government", 0.01, 0.01),
    ("deal", "bound by a ceasefire, an agreement or co-option", 0.02, 0.01),
    ("patience", "could reach the comeback line now and holds back", 0.25, 0.17),
    ("degraded", "could reach it only after rebuilding", 0.45, 0.56),
    ("spent", "will not come back within 20 years", 0.15, 0.15),
)
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


def _months() -> tuple[MonthPoint, ...]:
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


def _past_cases() -> tuple[PastCase, ...]:
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


def _rates(decidable: dict[int, str]) -> RateClass:
    cases = _past_cases()
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
        widened=("peak from 1,000 down to 500", "age from 15–20 months to 12–24 months"),
    )


def _likelihoods(**mids: float) -> dict[Hypothesis, Likelihood]:
    return {
        leaf: Likelihood(
            low=mids.get(leaf, 0.5) * 0.6, mid=mids.get(leaf, 0.5), high=min(1, mids.get(leaf, 0.5) * 1.5)
        )
        for leaf, *_ in LEAVES
    }


def _items() -> tuple[Item, ...]:
    start, end = span_of("Their failure to use months of street protests")
    waiting, waiting_end = span_of("What we see looks more like a lack of means.")
    raids, raids_end = span_of(
        "went back to roadside bombs and night raids that still kill soldiers and villagers every week"
    )
    return (
        Item(
            id="E1",
            kind="unused opportunity",
            text="Their failure to use months of street protests",
            speaker="a coalition commander",
            source=Source(
                kind="report",
                name="general.txt",
                report=0,
                start=start,
                end=end,
                reliability="B",
                credibility="2",
                grade_why="an officer of a party to the conflict, on the record, in line with the counts",
            ),
            cluster="commander",
            weight=0.55,
            likelihoods=_likelihoods(patience=0.25, degraded=0.65, spent=0.8),
            why="A group that could act would have been expected to use months of unrest.",
            change={"patience": -0.06, "degraded": 0.04, "spent": 0.02},
            flips=False,
        ),
        Item(
            id="E2",
            kind="capacity judged low",
            text="What we see looks more like a lack of means.",
            speaker="a coalition commander",
            source=Source(
                kind="report",
                name="general.txt",
                report=0,
                start=waiting,
                end=waiting_end,
                reliability="B",
                credibility="3",
                grade_why="a judgement, not an observation",
            ),
            cluster="commander",
            weight=0.4,
            likelihoods=_likelihoods(patience=0.35, degraded=0.6, spent=0.55),
            why="The speaker weighs both explanations and leans to lack of means.",
            change={"patience": -0.03, "degraded": 0.03},
            flips=False,
        ),
        Item(
            id="E3",
            kind="continued attacks",
            text="went back to roadside bombs and night raids that still kill soldiers and villagers every week",
            source=Source(
                kind="report",
                name="general.txt",
                report=0,
                start=raids,
                end=raids_end,
                reliability="C",
                credibility="2",
                grade_why="the paper's own account, in line with the counts",
            ),
            cluster="report",
            weight=0.7,
            likelihoods=_likelihoods(patience=0.7, degraded=0.7, spent=0.12),
            why="A group that is finished would not keep up weekly attacks.",
            change={"spent": -0.09, "degraded": 0.06, "patience": 0.03},
            flips=True,
        ),
        Item(
            id="D1",
            kind="level of deaths",
            text="968 deaths in the 12 months to 2018-12, a 94 % fall from the peak",
            source=Source(
                kind="data",
                name="UCDP GED, group-months",
                row="2018-12",
                reliability="B",
                credibility="2",
                grade_why="a coded data set with known undercount",
            ),
            cluster="series",
            weight=1.0,
            likelihoods=_likelihoods(),
            why="Every leaf allows a fall of this size.",
            change={leaf: 0.0 for leaf, *_ in LEAVES},
            flips=False,
            tells_nothing=True,
        ),
    )


def _hypotheses() -> tuple[HypothesisView, ...]:
    back = {
        "patience": 0.5,
        "degraded": 0.3,
        "spent": 0.0,
        "unseen": 0.2,
        "moved": 0.15,
        "won": 0.02,
        "deal": 0.1,
    }
    return tuple(
        HypothesisView(
            id=leaf,
            words=words,
            prior=chance(
                prior,
                0.1,
                basis="estimated" if leaf in ("won", "deal", "moved") else "assumed",
                n=387 if leaf in ("won", "deal", "moved") else None,
                method="hypotheses.md#priors",
                why="assumed range" if leaf in ("patience", "degraded") else "",
            ),
            posterior=chance(posterior, 0.11, basis="combined", method="hypotheses.md#update"),
            comeback={
                h: chance(
                    back[leaf] * h / 24, 0.1, basis="assumed", method="hypotheses.md#comeback-given-leaf"
                )
                for h in (6, 12, 24)
            },
        )
        for leaf, words, prior, posterior in LEAVES
    )


def _branches() -> Branches:
    def path(final: float) -> tuple[tuple[int, float, float, float], ...]:
        return tuple(
            (m, v := final * (1 - 0.93**m) / (1 - 0.93**24), max(0.0, v * 0.45), min(1.0, v * 1.75))
            for m in range(25)
        )

    def at(final: float, scale: float) -> dict[int, Chance]:
        return {
            h: Chance(
                value=scale * path(final)[h][1],
                low=scale * path(final)[h][2],
                high=scale * path(final)[h][3],
                basis="combined",
                method="branches.md",
            )
            for h in (6, 12, 24)
        }

    return Branches(
        branches=(
            Branch(
                id="stays",
                words="the foreign troops stay and operations go on",
                comeback=at(0.26, 1),
                major=at(0.26, 0.4),
                path=path(0.26),
            ),
            Branch(
                id="comes off",
                words="the foreign troops leave within the horizon",
                comeback=at(0.31, 1),
                major=at(0.31, 0.4),
                path=path(0.31),
            ),
        ),
        difference={
            6: Difference(value=0.02, low=-0.06, high=0.10, told_apart=False),
            12: Difference(value=0.03, low=-0.09, high=0.16, told_apart=False),
            24: Difference(value=0.05, low=-0.13, high=0.24, told_apart=False),
        },
        basis="assumed: a hazard ratio centred on 1, 90 % range 0.4 to 2.5; no past departure in the data speaks to this case",
        cases=(
            NamedCase(
                name="Iraq 2011 to 2013",
                words="US troops left in December 2011; fighting was back above the line by July 2013.",
                figures=("1,091 deaths in the 12 months to 2011-11", "comeback 2013-07"),
            ),
            NamedCase(
                name="Iraq, 2020 on",
                words="Fewer troops and fewer operations from 2020; recorded deaths did not come back to the line.",
                figures=("battle-related deaths 2018: 866", "2019: 498"),
            ),
        ),
    )


def model_case(**changes: Any) -> Assessment:
    """Islamic State in Iraq as of 2020-01-23, months to 2018-12, 2019 bridged from a yearly row."""
    given: dict[str, Any] = {
        "smoulder_version": "0.1.0",
        "question": Question(
            group_id=234,
            group="Islamic State",
            country="Iraq",
            as_of=date(2020, 1, 23),
            peak=15985,
            lowest=557,
            line=1114,
            major_line=7993,
        ),
        "group": Group(group_id=234, name="IS", full_name="Islamic State", aliases=("ISIS", "ISIL", "Daesh")),
        "chosen": "from the report: 'Islamic State group' (7 times), 'Iraq' (5 times)",
        "situation": Situation(
            state="subdued",
            last_month="2018-12",
            seen_to="2019-12",
            stale=12,
            unseen=0,
            deaths_12=557,
            deaths_12_low=420,
            deaths_12_high=737,
            peak=15985,
            lowest=557,
            known="2018-07",
            began="2017-12",
            age=17,
            still=0.97,
            months_since_death=None,
            inflicted_state="subdued",
            inflicted_12=436,
            inflicted_12_high=581,
            suffered_12=387,
            inflicted_agrees=True,
            events_state="subdued",
            events_12=171,
            notes=("Months end in 2018-12; 2019 stands in from a yearly row of another kind of count.",),
        ),
        "months": _months(),
        "years": (
            YearPoint(
                year=2017,
                kind="battle-related by dyad",
                where="Iraq",
                deaths=10012,
                source="UCDP BRD 24.1",
                used=False,
            ),
            YearPoint(
                year=2018,
                kind="battle-related by dyad",
                where="Iraq",
                deaths=866,
                source="UCDP BRD 24.1",
                used=True,
            ),
            YearPoint(
                year=2019,
                kind="battle-related by dyad",
                where="Iraq",
                deaths=498,
                source="UCDP BRD 24.1",
                used=True,
            ),
        ),
        "bridge": Bridge(
            kind="battle-related by dyad",
            ratio=1.12,
            low=0.84,
            high=1.48,
            years=(2014, 2015, 2016, 2017, 2018),
            note="all kinds by month over battle-related by year",
        ),
        "lulls": (
            LullView(
                known="2009-03",
                began="2008-04",
                peak=4496,
                lowest=1065,
                ended="2013-07",
                end="comeback",
                months=52,
            ),
            LullView(
                known="2018-07", began="2017-12", peak=15985, lowest=557, ended=None, end="open", months=17
            ),
        ),
        "rates": _rates({}),
        "episodes": tuple(
            EpisodeRate(
                horizon=h,
                quiet_years=1,
                words="conflict episodes that just faded, after one quiet year",
                chance=chance(v, 0.07, n=118, count=c, method="base-rates.md#episodes"),
            )
            for h, v, c in ((12, 0.17, 20), (24, 0.31, 36))
        ),
        "episodes_note": "Conflicts, not groups; back means above 25 deaths in a calendar year.",
        "hypotheses": _hypotheses(),
        "evidence": _items(),
        "answer": {
            h: chance(v, s, n=24, count=c, basis="combined", method="hypotheses.md#comeback")
            for h, v, s, c in ((6, 0.11, 0.09, 3), (12, 0.19, 0.12, 5), (24, 0.27, 0.16, 7))
        },
        "major": {
            h: chance(v, 0.08, basis="combined", method="hypotheses.md#comeback")
            for h, v in ((6, 0.03), (12, 0.07), (24, 0.12))
        },
        "words": {6: "very unlikely", 12: "very unlikely", 24: "unlikely"},
        "branches": _branches(),
        "confidence": Confidence(
            level="low",
            reasons=("The months end a year before the as-of day.", "Past cases differ widely in kind."),
        ),
        "headline": "A comeback of Islamic State in Iraq within 24 months is unlikely: 27 % (90 % interval 14–43 %).",
        "rests_on": (
            Reason(
                words="7 of 24 past lulls of this depth and age came back within 24 months",
                anchor="past-cases",
            ),
            Reason(
                words="12-month deaths fell from 15,985 to about 557, half the comeback line",
                anchor="situation",
            ),
            Reason(words="Weekly attacks speak against a group that is finished (E3)", anchor="item-E3"),
        ),
        "would_change": (
            "12-month deaths above 1,114, or a single attack that kills more than 100",
            "A dated plan for foreign troops to leave, with nothing in their place",
            "Monthly rows for 2019, which would replace the bridge",
        ),
        "not_known": (
            "Deaths by month in 2019: no monthly row, only a yearly figure of another kind",
            "Whether the group holds back or cannot act: counts do not tell these apart",
            "What the group does in Syria, and how it bears on Iraq",
        ),
        "hindsight": ("Battle-related deaths by dyad: 674 in 2020, 707 in 2021, 338 in 2022 (UCDP 24.1)",),
        "readings": (reading(),),
        "data": DATA,
        "settings": {
            "active_line": 25.0,
            "lull_share": 1 / 3,
            "lull_months": 3,
            "comeback_factor": 2.0,
            "draws": 4000,
        },
        "seed": 20200123,
    }
    return Assessment(**{**given, **changes})


def data_only() -> Assessment:
    """The same question asked without a report: evidence from the series alone."""
    return model_case(readings=(), evidence=_items()[-1:], chosen="given", hindsight=())


def active_group() -> Assessment:
    """A group that is active and in no lull: no tree, no branches, no rates."""
    upto = tuple(p for p in _months() if p.month <= "2015-12")
    return model_case(
        question=Question(
            group_id=234, group="Islamic State", country="Iraq", as_of=date(2016, 1, 15), mode="known-then"
        ),
        situation=Situation(
            state="active", last_month="2015-12", seen_to="2015-12", stale=0, unseen=0, deaths_12=11132
        ),
        months=upto,
        years=(),
        bridge=None,
        rates=None,
        episodes=(),
        episodes_note="",
        hypotheses=(),
        evidence=(),
        answer={},
        major={},
        words={},
        branches=None,
        readings=(),
        hindsight=(),
        chosen="given",
        lulls=(
            LullView(
                known="2009-03",
                began="2008-04",
                peak=4496,
                lowest=1065,
                ended="2013-07",
                end="comeback",
                months=52,
            ),
        ),
        headline="Islamic State in Iraq is active: 11,132 deaths in the 12 months to December 2015.",
        rests_on=(Reason(words="11,132 deaths in the 12 months to 2015-12", anchor="situation"),),
        would_change=(),
        not_known=(),
    )


def undecidable() -> Assessment:
    """No bridge, months unseen, and a first horizon that the data cannot decide."""
    cut = tuple(p for p in _months() if p.basis == "monthly")
    gap = tuple(MonthPoint(month=month_text(month_index("2019-01") + i), basis="unknown") for i in range(12))
    full = model_case()
    why = "Months end 12 months before the as-of day; only yearly rows follow, and they do not tell half a year apart."
    return model_case(
        months=cut + gap,
        years=(),
        bridge=None,
        rates=_rates({6: why}),
        situation=full.situation.model_copy(
            update={
                "seen_to": "2018-12",
                "unseen": 12,
                "deaths_12": 968.0,
                "deaths_12_low": None,
                "deaths_12_high": None,
                "age": 5,
                "still": 0.9,
            }
        ),
        answer={h: c for h, c in full.answer.items() if h != 6},
        major={h: c for h, c in full.major.items() if h != 6},
        words={h: w for h, w in full.words.items() if h != 6},
    )


def bare() -> Assessment:
    """The least an answer can hold."""
    return Assessment(
        smoulder_version="0.1.0",
        question=Question(group_id=1, group="A group", country="A country", as_of=date(2020, 1, 23)),
        group=Group(group_id=1, name="A group"),
        chosen="given",
        situation=Situation(state="never active", last_month="2019-12", seen_to="2019-12", stale=0, unseen=0),
        months=(),
        years=(),
        lulls=(),
        confidence=Confidence(level="low", reasons=()),
        headline="Never active.",
        rests_on=(),
        would_change=(),
        not_known=(),
    )


ALL = {
    "model_case": model_case,
    "data_only": data_only,
    "active_group": active_group,
    "undecidable": undecidable,
    "bare": bare,
}
