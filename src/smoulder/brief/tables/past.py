"""Past cases, what the models made of them, and how good that was, as tables."""

from __future__ import annotations

from smoulder.brief.data_table import Cell, Column, DataTable
from smoulder.brief.tables.parts import (
    BASIS,
    CHANCE,
    HORIZON,
    INTERVAL,
    SHARE,
    basis_cells,
    chance_cells,
    named,
)
from smoulder.records.case import Assessment
from smoulder.records.learnt import LearntFrom
from smoulder.records.rates import HorizonRate, RateClass


def past_tables(assessment: Assessment) -> tuple[DataTable, ...]:
    """What the answer was learnt from."""
    rates = _rate_tables(assessment.rates) if assessment.rates is not None else ()
    learnt = _learnt_tables(assessment, assessment.learnt) if assessment.learnt is not None else ()
    return (*rates, _episodes(assessment), *learnt)


def _rate_tables(rates: RateClass) -> tuple[DataTable, ...]:
    horizons = tuple(_rate_row(one) for one in rates.rates)
    mix = tuple(sorted(rates.mix.items(), key=lambda pair: (-pair[1], pair[0])))
    curve = tuple((one.month, one.still, one.low, one.high, one.at_risk) for one in rates.curve)
    return (
        DataTable(
            "past_rates", "Past lulls of the class, by horizon", _rate_columns(), horizons, says=rates.words
        ),
        DataTable(
            "past_countries",
            "Where the past lulls come from",
            (Column("country", "Country"), Column("lulls", "Past lulls", "lulls")),
            mix,
        ),
        DataTable(
            "survival",
            "Past lulls that had not come back",
            (
                Column("month", "Months after the age of this case", "months"),
                Column("still_quiet", "Share that has not come back", SHARE),
                *INTERVAL,
                Column("at_risk", "Lulls still followed", "lulls"),
            ),
            curve,
        ),
        _cases(rates),
    )


def _rate_row(one: HorizonRate) -> tuple[Cell, ...]:
    pace = one.pace
    paced = (pace.value, pace.low, pace.high, pace.months) if pace is not None else (None,) * 4
    return (
        one.horizon, *chance_cells(one.comeback), *basis_cells(one.comeback), one.plain, *chance_cells(one.major),
        one.plain_major, *paced, one.won, one.followed, one.decidable, one.why, one.beyond,
    )  # fmt: skip


def _rate_columns() -> tuple[Column, ...]:
    return (
        HORIZON,
        *CHANCE,
        *BASIS,
        Column("plain_share", "Share as estimated, without the one case added", SHARE),
        *named("major", "Major comeback"),
        Column("major_plain_share", "Major comeback: share as estimated", SHARE),
        Column("comebacks_per_100_months", "Comebacks per 100 months of quiet", "comebacks per 100 months"),
        Column("comebacks_per_100_months_low", "Of these, 90 % interval, from", "comebacks per 100 months"),
        Column("comebacks_per_100_months_high", "Of these, 90 % interval, to", "comebacks per 100 months"),
        Column("quiet_months", "Months of quiet that were seen", "months"),
        Column("won", "Groups that had won by then", "groups"),
        Column("followed", "Cases still followed through the last month", "cases"),
        Column("decidable", "Whether the data decide it for this case"),
        Column("why", "Where they do not: why"),
        Column("beyond", "Where it reaches beyond the data: how far these go"),
    )


def _cases(rates: RateClass) -> DataTable:
    rows = tuple(
        (
            one.group, one.country, one.known, one.landmark, one.peak, one.deaths_12, one.followed, one.came_back,
            one.major, one.won,
        )
        for one in rates.cases
    )  # fmt: skip
    columns = (
        Column("group", "Group"),
        Column("country", "Country"),
        Column("known_month", "Month in which the lull was known"),
        Column("followed_from_month", "Month from which it is followed, at the age of this case"),
        Column("peak_deaths_12_months", "Peak before it, deaths in 12 months", "deaths"),
        Column("deaths_12_months", "Deaths in the 12 months to when it is followed", "deaths"),
        Column("followed_months", "How long it was followed", "months"),
        Column("came_back_month", "Month of the comeback, empty where there was none"),
        Column("major", "Whether the comeback was major"),
        Column("won_month", "Month in which the group was known to be the government"),
    )
    return DataTable("past_cases", "Past lulls one by one", columns, rows)


def _episodes(assessment: Assessment) -> DataTable:
    rows = tuple(
        (one.words, one.quiet_years, one.horizon, *chance_cells(one.chance), *basis_cells(one.chance), one.plain,
         one.followed, one.beyond)
        for one in assessment.episodes
    )  # fmt: skip
    columns = (
        Column("episodes", "Which episodes"),
        Column("quiet_years", "Years of quiet", "years"),
        HORIZON,
        *CHANCE,
        *BASIS,
        Column("plain_share", "Share as estimated, without the one case added", SHARE),
        Column("followed", "Conflicts still followed through the last year", "conflicts"),
        Column("beyond", "Where it reaches beyond the data: how far these go"),
    )
    return DataTable("episodes", "Yearly conflict episodes", columns, rows, says=assessment.episodes_note)


def _learnt_tables(assessment: Assessment, learnt: LearntFrom) -> tuple[DataTable, ...]:
    whole: list[tuple[Cell, ...]] = [
        ("all together", 1.0, horizon, *chance_cells(chance))
        for horizon, chance in sorted(assessment.stack.items())
    ]
    members: list[tuple[Cell, ...]] = [
        (name, learnt.weights.get(name), horizon, value, None, None)
        for name, chances in learnt.members.items()
        for horizon, value in sorted(chances.items())
    ]
    able = learnt.able.models if learnt.able is not None else ()
    says = f"Learnt from {learnt.lulls} lulls of groups and {learnt.borrowed} of countries, up to {learnt.fitted_to}."
    weight = Column("weight", "Weight", SHARE)
    return (
        DataTable(
            "members",
            "The comeback model, member by member",
            (Column("model", "Model"), weight, HORIZON, *CHANCE),
            (*whole, *members),
            says=says,
        ),
        DataTable(
            "able",
            "Chance that the group is able to come back",
            (
                Column("model", "Model"),
                *CHANCE,
                Column("in_the_running", "Whether the data leave it in the running"),
            ),
            tuple((one.model, one.chance, one.low, one.high, one.running) for one in able),
        ),
    )
