"""Whole answers to render, with plausible figures; the model case and the shapes around it."""

from __future__ import annotations

from datetime import date
from typing import Any

from sample_cases import DATA, chance, rates, record
from sample_evidence import branches, hypotheses, items
from sample_places import places
from sample_report import reading
from sample_series import indicators, months, timeline

from smoulder.records.case import Assessment, Confidence, Question, Reason
from smoulder.records.group import Group
from smoulder.records.month import month_index, month_text
from smoulder.records.rates import EpisodeRate
from smoulder.records.situation import Bridge, LullView, MonthPoint, Situation, YearPoint


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
        "months": months(),
        "timeline": timeline(),
        "indicators": indicators(),
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
        "rates": rates({}),
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
        "hypotheses": hypotheses(),
        "evidence": items(),
        "answer": {
            h: chance(v, s, n=24, count=c, basis="combined", method="hypotheses.md#comeback")
            for h, v, s, c in ((6, 0.11, 0.09, 3), (12, 0.19, 0.12, 5), (24, 0.27, 0.16, 7))
        },
        "major": {
            h: chance(v, 0.08, basis="combined", method="hypotheses.md#comeback")
            for h, v in ((6, 0.03), (12, 0.07), (24, 0.12))
        },
        "words": {6: "very unlikely", 12: "very unlikely", 24: "unlikely"},
        "branches": branches(),
        "places": places(),
        "record": record(),
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
    kept = model_case().rests_on[:2]
    return model_case(
        readings=(), evidence=items()[-1:], rests_on=kept, chosen="given", hindsight=(), timeline=()
    )


def active_group() -> Assessment:
    """A group that is active and in no lull: no tree, no branches, no rates."""
    upto = tuple(p for p in months() if p.month <= "2015-12")
    return model_case(
        question=Question(
            group_id=234, group="Islamic State", country="Iraq", as_of=date(2016, 1, 15), mode="known-then"
        ),
        situation=Situation(
            state="active", last_month="2015-12", seen_to="2015-12", stale=0, unseen=0, deaths_12=11132
        ),
        months=upto,
        timeline=tuple(mark for mark in timeline() if mark.first < "2016"),
        indicators=(),
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
        record=None,
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
    cut = tuple(p for p in months() if p.basis == "monthly")
    gap = tuple(MonthPoint(month=month_text(month_index("2019-01") + i), basis="unknown") for i in range(12))
    full = model_case()
    why = "Months end 12 months before the as-of day; only yearly rows follow, and they do not tell half a year apart."
    return model_case(
        months=cut + gap,
        years=(),
        bridge=None,
        rates=rates({6: why}),
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
