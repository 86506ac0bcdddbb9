"""All rows here are invented; only their form is GDELT's."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smoulder.cli.main import main
from smoulder.reading.intake import ReadOptions
from smoulder.reading.sources import find_source
from smoulder.records.errors import BadData
from smoulder.store.events import open_events
from smoulder.store.events_view import Asked
from tests.reading.staging import checked, stage

PLACES = {
    "id": 0,
    "day": 1,
    "name1": 6,
    "land1": 7,
    "type1": 12,
    "type1b": 13,
    "name2": 16,
    "land2": 17,
    "type2": 22,
    "root": 28,
    "quad": 29,
    "sources": 32,
    "place_type": 51,
    "place": 52,
    "fips": 53,
    "latitude": 56,
    "longitude": 57,
    "added": 59,
    "url": 60,
}
FIGHT = {
    "id": "1100000001",
    "day": "20240503",
    "name1": "BOKO HARAM",
    "land1": "NGA",
    "type1": "REB",
    "name2": "NIGERIA",
    "land2": "NGA",
    "type2": "MIL",
    "root": "19",
    "quad": "4",
    "sources": "3",
    "place_type": "4",
    "place": "Town A, Borno, Nigeria",
    "fips": "NI",
    "latitude": "11.8333",
    "longitude": "13.15",
    "added": "20240503121500",
    "url": "https://example.org/a",
}


def line(**change: str) -> str:
    """One row of 61 fields."""
    fields = [""] * 61
    for name, value in (FIGHT | change).items():
        fields[PLACES[name]] = value
    return "\t".join(fields)


def write(path: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(("\n".join(lines) + "\n").encode(encoding))
    return path


def test_a_fight_becomes_an_event_with_sides_place_and_day_and_no_deaths(tmp_path: Path) -> None:
    (event,), rejects, _ = checked("gdelt", write(tmp_path / "20240503121500.export.CSV", line()))
    assert rejects == []
    assert {name: value for name, value in event.items() if value is not None} == {
        "source": "gdelt",
        "vintage": "2.0",
        "id": "1100000001",
        "kind": "state-based",
        "side_a_id": 1051,
        "side_a": "Jama'atu Ahlis Sunna Lidda'awati wal-Jihad",
        "side_b": "military (NGA)",
        "country": "Nigeria",
        "adm_1": "Borno",
        "where_prec": 1,
        "latitude": 11.8333,
        "longitude": 13.15,
        "date_start": date(2024, 5, 3),
        "date_end": date(2024, 5, 3),
        "sources": 3,
    }


def test_no_deaths_are_unknown_and_not_zero(tmp_path: Path) -> None:
    (event,), _, _ = checked("gdelt", write(tmp_path / "a.CSV", line()))
    counts = ("best", "low", "high", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
    assert [event[name] for name in counts] == [None] * 7


LEFT_OUT = {
    "no material conflict": {"quad": "3"},
    "no assault, fight or mass violence": {"root": "17"},
    "one side is not said": {"name2": "", "land2": "", "type2": ""},
    "the attacker is neither armed group nor state": {"type1": "CVL"},
    "neither armed group nor military is in it": {"type1": "GOV", "type2": "CVL"},
    "no country is said": {"fips": ""},
}


def test_what_is_left_out_is_told_with_its_reason_and_share(tmp_path: Path) -> None:
    rows = [line(), *(line(id=str(at), **change) for at, change in enumerate(LEFT_OUT.values()))]
    found, staged = stage("gdelt", write(tmp_path / "a.CSV", *rows))
    assert [row["id"] for row in found] == ["1100000001"]
    note = next(note for note in staged.assumptions if note.startswith("kept"))
    assert note.startswith("kept 1 of 7 rows (14.3%)")
    assert all(f"{reason} 1" in note for reason in LEFT_OUT)


KINDS = [
    ({}, "state-based"),
    ({"type2": "INS"}, "non-state"),
    ({"type2": "CVL"}, "one-sided"),
    ({"type2": ""}, "state-based"),
    ({"type1": "MIL", "type2": "SEP"}, "state-based"),
    ({"type1": "MIL", "type2": "MIL"}, "state-based"),
    ({"type1": "MIL", "type2": "REF"}, "one-sided"),
    ({"type1": "GOV", "type2": "UAF"}, "state-based"),
    ({"type1": "GOV", "type1b": "MIL", "type2": "EDU"}, "one-sided"),
]


@pytest.mark.parametrize(("change", "kind"), KINDS)
def test_the_kind_follows_from_the_types_of_the_actors(
    tmp_path: Path, change: dict[str, str], kind: str
) -> None:
    (row,), _ = stage("gdelt", write(tmp_path / "a.CSV", line(**change)))
    assert row["kind"] == kind


def test_no_name_of_an_actor_is_kept_unless_it_is_a_known_groups(tmp_path: Path) -> None:
    rows = [
        line(name1="JANE EXAMPLE", type1="REB", name2="JOHN EXAMPLE", type2="GOV"),
        line(id="2", name1="JANE EXAMPLE", type1="MIL", name2="TALIBAN", type2="INS", fips="AF", land2="AFG"),
    ]
    found, _ = stage("gdelt", write(tmp_path / "a.CSV", *rows))
    assert [(row["side_a"], row["side_b"]) for row in found] == [
        ("rebels (NGA)", "government (NGA)"),
        ("military (NGA)", "Taleban"),
    ]
    assert "EXAMPLE" not in str(found)
    assert "example.org" not in str(found)


def test_an_archive_is_read_as_the_file_in_it(tmp_path: Path) -> None:
    plain = write(tmp_path / "20240503121500.export.CSV", line(), line(id="2"))
    with zipfile.ZipFile(tmp_path / "20240503121500.export.CSV.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(plain, plain.name)
    assert stage("gdelt", tmp_path / "20240503121500.export.CSV.zip")[0] == stage("gdelt", plain)[0]


def test_quotation_marks_and_foreign_letters_are_plain_text(tmp_path: Path) -> None:
    place = 'Town "A, Bauchi, Nigéria'
    (row,), _ = stage("gdelt", write(tmp_path / "a.CSV", line(place=place), encoding="latin-1"))
    assert row["adm_1"] == "Bauchi"


def test_files_of_one_month_add_up_in_the_store_and_cover_nothing_by_themselves(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = ["--data", str(tmp_path / "data")]
    for at in (1, 2):
        path = write(tmp_path / f"2024050312{at}500.export.CSV", line(id=str(at)))
        assert main(["load", "gdelt", str(path), *data]) == 0
    assert main(["load", "gdelt", str(path), *data]) == 0
    shown = capsys.readouterr().out
    assert shown.count("1 rows read, 1 added") == 2
    assert shown.count("1 unchanged") == 1
    assert "it covers no month by itself" in shown
    assert "  covers" not in shown


def test_a_broken_row_is_rejected_with_its_number(tmp_path: Path) -> None:
    path = write(tmp_path / "a.CSV", line(), "1\t2\t3", line(id="2", day="20240231"), line(id="3"))
    sound, rejects, _ = checked("gdelt", path)
    assert [row["id"] for row in sound] == ["1100000001", "3"]
    assert [(row["row"], row["reason"]) for row in rejects] == [
        (2, "3 fields where GDELT 2.0 has 61"),
        (3, "20240231 is no date"),
    ]


BROKEN = {
    "old.CSV": ("\t".join(["1"] * 58), "this is GDELT 1.0"),
    "mentions.CSV": ("\t".join(["1"] * 16), "this is GDELT's mentions"),
    "gkg.csv": ("\t".join(["1"] * 27), "this is GDELT's knowledge graph"),
    "other.csv": ("a,b,c", "its first row has 1 fields, not 61"),
    "header.csv": ("\t".join(["GlobalEventID"] * 61), "begins with a header"),
    "quiet.CSV": (line(quad="1"), "holds no attack with an armed group or a military in it"),
    "empty.CSV": ("", "is empty"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_is_no_event_export_is_told_in_one_line(tmp_path: Path, name: str) -> None:
    text, words = BROKEN[name]
    with pytest.raises(BadData) as failure:
        stage("gdelt", write(tmp_path / name, text))
    assert words in str(failure.value)
    assert "; " in str(failure.value)


CODE = st.sampled_from(["", "REB", "INS", "SEP", "UAF", "MIL", "GOV", "COP", "CVL", "REF", "BUS"])
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=10)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.fixed_dictionaries(
            {"type1": CODE, "type2": CODE, "name1": TEXT, "place": TEXT, "quad": st.sampled_from("1234")}
        ),
        min_size=1,
        max_size=8,
    )
)
def test_every_row_is_kept_or_left_out_for_a_reason(tmp_path: Path, changes: list[dict[str, str]]) -> None:
    rows = [line(), *(line(id=str(at), **change) for at, change in enumerate(changes))]
    found, staged = stage("gdelt", write(tmp_path / "a.CSV", *rows))
    note = next(note for note in staged.assumptions if note.startswith("kept"))
    assert note.startswith(f"kept {len(found)} of {len(rows)} rows")
    kept = {row["id"] for row in found}
    for at, change in enumerate(changes):
        fights = change["quad"] == "4" and {change["type1"], change["type2"]} & {
            "REB",
            "INS",
            "SEP",
            "UAF",
            "MIL",
        }
        assert (str(at) in kept) <= bool(fights)


def test_a_series_of_gdelt_counts_events_and_knows_no_deaths_in_any_month(tmp_path: Path) -> None:
    (tmp_path / "spans.csv").write_text("vintage,country,from,to\n2.0,*,2024-04,2024-07\n")
    path = write(tmp_path / "a.CSV", line(), line(id="2", day="20240601"), line(id="3", day="20240602"))
    store = open_events(tmp_path / "data")
    report = store.load(find_source("gdelt"), path, ReadOptions(coverage=tmp_path / "spans.csv"))
    assert "3 rows give no number of deaths; sums leave them out" in report.warnings
    asked = Asked(family="gdelt")
    series, months = store.series(1051, "Nigeria", asked=asked), store.country_months("Nigeria", asked=asked)
    assert series.events.tolist() == months.events.tolist() == [0.0, 1.0, 2.0, 0.0]
    for counts in (
        series.deaths,
        series.low,
        series.inflicted,
        series.suffered,
        series.unknown,
        months.deaths,
    ):
        assert len(counts) == 4
        assert np.isnan(counts).all()
