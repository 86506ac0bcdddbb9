"""The answer and its branches as tables."""

from __future__ import annotations

from smoulder.brief.data_table import Cell, Column, DataTable
from smoulder.brief.tables.parts import (
    CHANCE_WITH_BASIS,
    HORIZON,
    INTERVAL,
    SHARE,
    basis_cells,
    chance_cells,
    difference_cells,
    named,
)
from smoulder.records.case import Assessment, Branches

BRANCH = Column("branch", "Branch of pressure")
DEATHS = (
    Column("deaths", "Inflicted deaths, the middle of the draws", "deaths"),
    Column("low", "90 % interval, from", "deaths"),
    Column("high", "90 % interval, to", "deaths"),
)


def answer_tables(assessment: Assessment) -> tuple[DataTable, ...]:
    """The answer, why it moved, how sure it is, and the branches."""
    branches = _branch_tables(assessment.branches) if assessment.branches is not None else ()
    return (_answers(assessment), _moved(assessment), _confidence(assessment), *branches)


def _answers(assessment: Assessment) -> DataTable:
    rows: list[tuple[Cell, ...]] = []
    rates = assessment.rates.rates if assessment.rates is not None else ()
    for horizon in sorted(set(assessment.question.horizons) | set(assessment.answer)):
        chance, big = assessment.answer.get(horizon), assessment.major.get(horizon)
        basis = basis_cells(chance) if chance is not None else (None,) * 4
        before = chance_cells(assessment.stack.get(horizon))
        word = assessment.words.get(horizon, "")
        alike = next((one.comeback for one in rates if one.horizon == horizon), None)
        counted = (alike.n, alike.count) if alike is not None else (None, None)
        rows.append((horizon, *chance_cells(chance), *basis, *counted, word, *chance_cells(big), *before))
    columns = (
        HORIZON,
        *CHANCE_WITH_BASIS,
        Column("past_cases", "Past cases like this one", "cases"),
        Column("past_cases_came_back", "Of these, came back in that time", "cases"),
        Column("word", "Term of ICD 203"),
        *named("major", "Major comeback"),
        *named("before_evidence", "Comeback model, before hypotheses and evidence"),
    )
    return DataTable(
        "answers",
        "Chance of a comeback",
        columns,
        tuple(rows) if assessment.answer else (),
        says="A row for each horizon; empty cells where the data do not decide it.",
    )


def _moved(assessment: Assessment) -> DataTable:
    moved = assessment.moved
    rows = tuple(
        (moved.horizon, at, step.kind, step.words, step.item, step.before, step.after)
        for at, step in enumerate(moved.steps if moved is not None else (), start=1)
        if moved is not None
    )
    columns = (
        HORIZON,
        Column("step", "Step", "count"),
        Column("kind", "Kind of cause"),
        Column("cause", "Cause"),
        Column("item", "Evidence item"),
        Column("before", "Chance before the step", SHARE),
        Column("after", "Chance after it", SHARE),
    )
    says = "From the last answer of the case to this one, in the order in which causes are counted."
    return DataTable("moved", "Why the number moved", columns, rows, says=says)


def _confidence(assessment: Assessment) -> DataTable:
    sure = assessment.confidence
    rows = tuple((one.name, one.counted, one.threshold, one.verdict, sure.level) for one in sure.grounds)
    columns = (
        Column("ground", "Ground"),
        Column("counted", "What was counted"),
        Column("threshold", "It holds with"),
        Column("verdict", "Which way it went"),
        Column("level", "Confidence in all"),
    )
    return DataTable("confidence", "How sure, ground by ground", columns, rows)


def _branch_tables(branches: Branches) -> tuple[DataTable, ...]:
    chances: list[tuple[Cell, ...]] = []
    paths: list[tuple[Cell, ...]] = []
    for branch in branches.branches:
        paths += [(branch.id, *point) for point in branch.path]
        for horizon, chance in sorted(branch.comeback.items()):
            big = chance_cells(branch.major.get(horizon))
            chances.append(
                (branch.id, branch.words, horizon, *chance_cells(chance), *basis_cells(chance), *big)
            )
    gaps = tuple(
        (name, branches.branches[0].id, horizon, *difference_cells(gap))
        for name, by_horizon in branches.differences.items()
        for horizon, gap in sorted(by_horizon.items())
    )
    meant = Column("words", "What it means")
    big_columns = named("major", "Major comeback")
    return (
        DataTable(
            "branches",
            "Chance of a comeback on each branch",
            (BRANCH, meant, HORIZON, *CHANCE_WITH_BASIS, *big_columns),
            tuple(chances),
        ),
        DataTable("branch_differences", "Paired differences between branches", _gap_columns(SHARE), gaps),
        DataTable("branch_paths", "Chance of a comeback by month", _path_columns(), tuple(paths)),
        *_death_tables(branches),
        _effects(branches),
    )


def _gap_columns(unit: str) -> tuple[Column, ...]:
    return (
        BRANCH,
        Column("against", "Against this branch"),
        HORIZON,
        Column("difference", "Difference", unit),
        Column("low", "90 % interval, from", unit),
        Column("high", "90 % interval, to", unit),
        Column("told_apart", "Whether the interval leaves out zero"),
    )


def _path_columns() -> tuple[Column, ...]:
    return (
        BRANCH,
        Column("month", "Months since the as-of day", "months"),
        Column("chance", "Chance of a comeback by then", SHARE),
        *INTERVAL,
    )


def _death_tables(branches: Branches) -> tuple[DataTable, ...]:
    months: list[tuple[Cell, ...]] = []
    upto: list[tuple[Cell, ...]] = []
    gaps: list[tuple[Cell, ...]] = []
    first = branches.branches[0].id if branches.branches else ""
    for branch in branches.branches:
        if branch.deaths is not None:
            months += [(branch.id, *point) for point in branch.deaths.months]
            upto += [
                (branch.id, horizon, one.value, one.low, one.high)
                for horizon, one in sorted(branch.deaths.upto.items())
            ]
            gaps += [
                (branch.id, first, horizon, *difference_cells(gap))
                for horizon, gap in sorted(branch.deaths.differences.items())
            ]
    month = Column("month", "Months since the as-of day", "months")
    return (
        DataTable(
            "branch_deaths_by_month", "Inflicted deaths by month", (BRANCH, month, *DEATHS), tuple(months)
        ),
        DataTable("branch_deaths", "Inflicted deaths by horizon", (BRANCH, HORIZON, *DEATHS), tuple(upto)),
        DataTable(
            "branch_death_differences",
            "Differences of mean inflicted deaths between branches",
            _gap_columns("deaths"),
            tuple(gaps),
        ),
    )


def _effects(branches: Branches) -> DataTable:
    rows = tuple(
        (
            one.kind, one.phase, one.log_hazard, one.hazard_error, one.basis, one.log_rate, one.rate_error,
            one.rate_basis, one.why,
        )
        for one in branches.effects
    )  # fmt: skip
    columns = (
        Column("kind", "Kind of pressure"),
        Column("phase", "Phase, against the time in force"),
        Column("log_hazard_ratio", "Logarithm of the hazard ratio of a comeback", "logarithm of a ratio"),
        Column("log_hazard_ratio_error", "Its standard error", "logarithm of a ratio"),
        Column("basis", "Estimated or assumed"),
        Column("log_rate_ratio", "Logarithm of the rate ratio of inflicted deaths", "logarithm of a ratio"),
        Column("log_rate_ratio_error", "Its standard error", "logarithm of a ratio"),
        Column("rate_basis", "Estimated or assumed"),
        Column("why", "What it rests on"),
    )
    return DataTable("branch_effects", "What the end of each kind of pressure does", columns, rows)
