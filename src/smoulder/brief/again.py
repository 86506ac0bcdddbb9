"""The commands that compute the numbers of a brief again, for this group, country and day."""

from __future__ import annotations

import shlex
from collections.abc import Callable

from smoulder.records.case import Assessment
from smoulder.records.settings import Settings
from smoulder.records.track import Track


def again(stem: str, assessment: Assessment) -> tuple[str, ...]:
    """What to type to compute the numbers of a method again.

    stem: the name of the method, as `anchors.method_stem` has it.
    The figures are those of this answer where the same reports and the same data folder are at hand. A command that
    knows today's figures only is left out of an answer that saw what had been published by its day.
    """
    asked, plain = assessment.question, assessment.question.mode == "revised"
    if stem == "reading":
        return tuple(_line("read", _file(one.report.name), "--json") for one in assessment.readings)
    if stem == "wording":
        return (_line("lint", "brief.html"),)
    if stem == "branches":
        where = ("--country", asked.country, "--as-of", asked.as_of.isoformat())
        return (assess_line(assessment), _line("pressure", "list", *_group(assessment), *where))
    if stem == "record":
        return tuple(dict.fromkeys(one.command for one in tracks_of(assessment)))
    if stem == "episodes" and not assessment.episodes:
        return ()
    counted = stem != "base-rates" or assessment.rates is not None
    if stem in _BY_FIGURES and plain and counted:
        return (_BY_FIGURES[stem](assessment),)
    if stem == "comeback":
        return (assess_line(assessment), _line("backtest", "return", "--on", "months"))
    return (assess_line(assessment),)


def tracks_of(assessment: Assessment) -> tuple[Track, ...]:
    """The record of past forecasts; none where the answer holds none."""
    return assessment.record.tracks if assessment.record is not None else ()


def assess_line(assessment: Assessment) -> str:
    """The command that gives the whole answer again."""
    asked = assessment.question
    files = [_file(one.report.name) for one in assessment.readings]
    mode = () if asked.mode == "revised" else ("--mode", asked.mode)
    return _line("assess", *files, *_place(assessment), *mode, *_thresholds(assessment))


def _series(assessment: Assessment) -> str:
    asked = assessment.question
    where = ("--country", asked.country, "--as-of", asked.as_of.isoformat())
    return _line("series", str(asked.group_id), *where, "--months", "0", *_thresholds(assessment))


def _rates(assessment: Assessment) -> str:
    return _line(
        "rates", *_place(assessment), *_horizons(assessment.question.horizons), *_thresholds(assessment)
    )


def _episodes(assessment: Assessment) -> str:
    horizons = tuple(one.horizon for one in assessment.episodes)
    return _line("rates", "--episodes", *_place(assessment), *_horizons(horizons), *_thresholds(assessment))


_BY_FIGURES: dict[str, Callable[[Assessment], str]] = {
    "lulls": _series,
    "base-rates": _rates,
    "episodes": _episodes,
}


def _group(assessment: Assessment) -> tuple[str, str]:
    return "--group", str(assessment.question.group_id)


def _place(assessment: Assessment) -> tuple[str, ...]:
    asked = assessment.question
    return (*_group(assessment), "--country", asked.country, "--as-of", asked.as_of.isoformat())


def _horizons(horizons: tuple[int, ...]) -> tuple[str, str]:
    return "--horizons", ",".join(map(str, horizons))


def _thresholds(assessment: Assessment) -> tuple[str, ...]:
    """The thresholds that are not the usual ones, as options."""
    found: list[str] = []
    for name, usual in Settings().model_dump().items():
        value = assessment.settings.get(name, usual)
        if value != usual:
            found += [f"--{name.replace('_', '-')}", str(value)]
    return tuple(found)


def _file(name: str) -> str:
    """The name of a report as an argument; one that begins with a hyphen would be taken for an option."""
    return f"./{name}" if name.startswith("-") and name != "-" else name


def _line(*words: str) -> str:
    return shlex.join(("smoulder", *words))
