"""What a brief says to type is there to be typed, and gives the same figures."""

from __future__ import annotations

import json
import shlex
from functools import cache
from typing import Any

import pytest
import samples
import typer
from sample_hostile import hostile
from typer.testing import CliRunner

from smoulder.brief.again import again, assess_line
from smoulder.brief.methods import METHODS
from smoulder.cli.main import app
from smoulder.records.case import Assessment

ALL = {**samples.ALL, "hostile": hostile}


@cache
def _commands() -> Any:  # Any: typer's own kind of click group
    return typer.main.get_command(app)


@cache
def parsed(line: str) -> dict[str, Any]:  # Any: of each option's type
    """What the command of a line is given; nothing runs."""
    words = shlex.split(line)
    assert words[0] == "smoulder"
    command, rest = _commands(), words[1:]
    while hasattr(command, "commands"):
        assert rest[0] in command.commands, f"no command {rest[0]!r} in {line}"
        command, rest = command.commands[rest[0]], rest[1:]
    given: dict[str, Any] = command.make_context(command.name, rest).params
    return given


def test_a_command_that_is_not_there_is_found_out() -> None:
    with pytest.raises(AssertionError, match="no command 'bake'"):
        parsed("smoulder bake --group 1")
    with pytest.raises(Exception, match="No such option"):
        parsed("smoulder series 1 --country Iraq --colour red")


@pytest.mark.parametrize("name", ALL)
def test_every_command_of_a_brief_can_be_typed(name: str) -> None:
    made = ALL[name]()
    lines = {line for stem in (*METHODS, "unknown") for line in again(stem, made)}
    assert lines
    for line in lines:
        assert "\n" not in line or name == "hostile"
        parsed(line)


def test_the_command_names_group_country_and_day_of_the_answer() -> None:
    given = parsed(assess_line(samples.model_case()))
    assert (given["group"], given["country"], given["as_of"]) == ("234", "Iraq", "2020-01-23")
    assert given["reports"] == [samples.model_case().readings[0].report.name]


def test_thresholds_that_were_changed_are_in_the_command_and_the_usual_ones_are_not() -> None:
    plain = samples.model_case()
    changed = plain.model_copy(update={"settings": {**plain.settings, "lull_months": 6}})
    assert "--lull-months 6" in assess_line(changed)
    assert "--lull-months" not in assess_line(plain)


def test_an_answer_of_what_was_known_then_is_computed_again_in_its_mode_only() -> None:
    plain = samples.model_case()
    then = plain.model_copy(update={"question": plain.question.model_copy(update={"mode": "known-then"})})
    for stem in ("lulls", "base-rates"):
        assert all("--mode known-then" in line for line in again(stem, then))


def test_a_report_whose_name_looks_like_an_option_stays_a_file() -> None:
    plain = samples.model_case()
    reading = plain.readings[0]
    odd = reading.model_copy(update={"report": reading.report.model_copy(update={"name": "--help"})})
    line = assess_line(plain.model_copy(update={"readings": (odd,)}))
    assert parsed(line)["reports"] == ["./--help"]


def _run(line: str, data: str) -> dict[str, Any]:  # Any: JSON
    result = CliRunner().invoke(app, [*shlex.split(line)[1:], "--json", "--data", data])
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def _asked() -> Assessment:
    """A question of the data that ship, with what a brief of it goes by."""
    plain = samples.model_case()
    question = plain.question.model_copy(
        update={"group_id": 320, "country": "Sri Lanka", "as_of": plain.question.as_of.replace(year=2016)}
    )
    return plain.model_copy(update={"question": question, "readings": ()})


def test_the_cheap_commands_run_and_tell_of_this_group(tmp_path_factory: pytest.TempPathFactory) -> None:
    data = str(tmp_path_factory.mktemp("data"))
    made = _asked()
    months = _run(again("lulls", made)[0], data)
    assert (months["group"], months["country"]) == ("LTTE", "Sri Lanka")
    rates = _run(again("base-rates", made)[0], data)
    assert rates["case"]["country"] == "Sri Lanka"
    assert [one["horizon"] for one in rates["past"]["rates"]] == [6, 12, 24]
