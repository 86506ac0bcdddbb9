"""Every table and every chart of a brief has its CSV, and the data package says what stands in it."""

from __future__ import annotations

import ast
import csv
import io
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import samples
from printed import CASES, manuscript

import smoulder.brief.csv as csv_module
from smoulder.brief.charts_files import charts_files
from smoulder.brief.csv import csv_files
from smoulder.brief.manuscript import Manuscript
from smoulder.brief.page import Card, Table
from smoulder.brief.tables.whole import tables_of
from smoulder.records.forecast import Chance
from smoulder.records.statement import Mention


@cache
def files(name: str) -> dict[str, bytes]:
    return csv_files(manuscript(name))


def package(name: str) -> dict[str, dict[str, object]]:
    return {one["name"]: one for one in json.loads(files(name)["tables/datapackage.json"])["resources"]}


def rows(name: str, table: str) -> list[dict[str, str]]:
    text = files(name)[f"tables/{table}.csv"].decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def page_tables(name: str) -> Iterator[Table]:
    for section in manuscript(name).page.sections:
        for block in section.blocks:
            for part in block.blocks if isinstance(block, Card) else (block,):
                if isinstance(part, Table):
                    yield part


@pytest.mark.parametrize("name", CASES)
def test_every_table_of_the_page_has_its_csv(name: str) -> None:
    missing = [
        table.caption
        for table in page_tables(name)
        if table.rows and f"tables/{table.data}.csv" not in files(name)
    ]
    assert missing == [], "give each Table on the page `data=`, the name of its table in brief/tables"


def test_every_table_that_the_code_puts_on_a_page_names_its_data() -> None:
    """Also those that no sample has."""
    source = Path(csv_module.__file__).parent
    named = set(
        re.findall(r'DataTable\(\s*"(\w+)"|_table\(\s*readings,\s*"(\w+)"', _texts(source / "tables"))
    )
    known = {one for pair in named for one in pair if one}
    wrong = []
    for path in set(source.glob("*.py")) - {source / "paper.py", source / "linear.py"}:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Table":
                data = [ast.literal_eval(one.value) for one in node.keywords if one.arg == "data"]
                wrong += [] if data and set(data) <= known else [f"{path.name}:{node.lineno} {data}"]
    assert len(known) > 40
    assert wrong == [], "give the Table `data=`, the name of its table in brief/tables"


def _texts(folder: Path) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.py")))


@pytest.mark.parametrize("name", CASES)
def test_the_data_of_every_chart_are_there_once(name: str) -> None:
    found = [str(chart) for one in package(name).values() for chart in one.get("charts", ())]  # type: ignore[attr-defined]
    assert sorted(found) == sorted(chart.name for chart in manuscript(name).charts if chart.data.rows)
    texts = [text for path, text in files(name).items() if path.endswith(".csv")]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("name", CASES)
def test_columns_have_names_for_programs_and_numbers_have_units(name: str) -> None:
    drawn = [chart.data for chart in manuscript(name).charts]
    for table in (*tables_of(manuscript(name).assessment), *drawn):
        names = [column.name for column in table.columns]
        assert len(names) == len(set(names)), table.name
        assert all(re.fullmatch(r"[a-z][a-z0-9_]*", one) for one in (table.name, *names)), table.name
        assert all(len(row) == len(names) for row in table.rows), table.name
        for at, column in enumerate(table.columns):
            cells = {type(row[at]) for row in table.rows} - {type(None)}
            if cells & {int, float}:
                assert column.unit, (table.name, column.name)
                assert cells <= {int, float}, (table.name, column.name)


@pytest.mark.parametrize("name", CASES)
def test_the_data_package_describes_what_is_there(name: str) -> None:
    described = package(name)
    assert {f"tables/{one['path']}" for one in described.values()} == {
        p for p in files(name) if p.endswith(".csv")
    }
    for one in described.values():
        head = files(name)[f"tables/{one['path']}"].decode().split("\r\n", 1)[0]
        fields = one["schema"]["fields"]  # type: ignore[index]
        assert head == ",".join(field["name"] for field in fields)
        assert all(field["title"] and field["type"] for field in fields)
        assert one["title"]
        assert one["sources"][0]["title"]  # type: ignore[index]
        assert one["licenses"][0]["title"]  # type: ignore[index]


@pytest.mark.parametrize("name", CASES)
def test_cells_are_of_the_type_that_the_schema_says(name: str) -> None:
    patterns = {"boolean": "true|false", "yearmonth": r"\d{4}-\d\d", "date": r"\d{4}-\d\d-\d\d"}
    for table, one in package(name).items():
        for field in one["schema"]["fields"]:  # type: ignore[index]
            cells = [row[field["name"]] for row in rows(name, table)]
            if field["type"] == "number":
                assert all(float(cell) == float(cell) for cell in cells if cell)
            elif field["type"] in patterns:
                assert all(re.fullmatch(f"({patterns[field['type']]})?", cell) for cell in cells)


def test_the_answer_stands_there_as_a_number() -> None:
    answer = samples.model_case().answer
    told = {int(row["horizon_months"]): row for row in rows("model_case", "answers")}
    assert {h: float(row["chance"]) for h, row in told.items()} == {h: c.value for h, c in answer.items()}
    assert told[24]["past_cases"] == "24"
    assert told[24]["came_back"] == "7"
    assert samples.model_case().rates is not None
    alike = {one.horizon: one.comeback for one in samples.model_case().rates.rates}  # type: ignore[union-attr]
    assert told[24]["past_cases_came_back"] == str(alike[24].count)


def test_a_horizon_that_cannot_be_decided_has_empty_cells() -> None:
    first = rows("undecidable", "answers")[0]
    assert (first["horizon_months"], first["chance"], first["low"]) == ("6", "", "")
    assert rows("undecidable", "past_rates")[0]["decidable"] == "false"


def test_months_that_are_not_known_are_empty_and_zeros_are_not() -> None:
    months = {row["month"]: row for row in rows("undecidable", "months")}
    assert months["2019-03"]["deaths"] == ""
    points = {one.month: one.deaths for one in samples.undecidable().months if one.deaths is not None}
    assert {m: float(row["deaths"]) for m, row in months.items() if row["deaths"]} == points


def test_no_table_lists_persons() -> None:
    named = (
        Mention(text="Jo Example", start=0, end=10, name="Jo Example", kind="person"),
        Mention(text="the army", start=11, end=19, name="the army", kind="force"),
    )
    reading = samples.model_case().readings[0].model_copy(update={"actors": named})
    found = csv_files(Manuscript(samples.model_case(readings=(reading,))))
    assert b"the army" in found["tables/report_groups.csv"]
    assert not [path for path, text in found.items() if b"Jo Example" in text]


@pytest.mark.parametrize("name", CASES)
def test_every_table_is_named_in_the_documents(name: str) -> None:
    told = (Path(__file__).parents[2] / "docs" / "forms.md").read_text(encoding="utf-8")
    assert [one for one in package(name) if f"`{one}`" not in told and not one.startswith("chart_")] == []


def test_the_same_answer_gives_the_same_files() -> None:
    assert csv_files(Manuscript(samples.model_case())) == files("model_case")


def test_a_chance_without_a_number_does_not_stop_it() -> None:
    nothing = Chance.model_construct(value=float("nan"), low=0, high=1)
    found = csv_files(Manuscript(samples.model_case(stack={24: nothing}, learnt=None)))
    assert "nan" not in found["tables/answers.csv"].decode()


def test_each_chart_comes_as_svg_and_png_with_its_data() -> None:
    found = charts_files(manuscript("model_case"))
    names = [chart.name for chart in manuscript("model_case").charts]
    assert list(found) == [f"charts/{name}.{end}" for name in names for end in ("svg", "png", "csv")]
    for name in names:
        svg, png = found[f"charts/{name}.svg"], found[f"charts/{name}.png"]
        assert svg.startswith(b"<svg")
        assert b"var(" not in svg
        assert png.startswith(b"\x89PNG")
        assert found[f"charts/{name}.csv"].count(b"\r\n") > 2
