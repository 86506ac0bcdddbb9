"""A user's own columns: looked up as they were known then, and refused in one line where they cannot be read."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.reading.groups import load_registry
from smoulder.reading.own_covariates import OwnCovariates, read_own_covariates
from smoulder.records.errors import BadData

REGISTRY = load_registry()


def read(folder: Path, text: str) -> OwnCovariates:
    path = folder / "own.csv"
    path.write_text(text, encoding="utf-8")
    return read_own_covariates(path, REGISTRY, taken=("deaths", "age"))


def test_a_row_with_a_year_holds_from_then_until_the_next(tmp_path: Path) -> None:
    own = read(tmp_path, "country,year,polity\nSudan,1995,-7\nBurma,1990,-6\nSudan,2005,-4\n")
    assert [own.value("polity", 1, "Sudan", year) for year in (1994, 1995, 2004, 2005, 2020)] == [
        None,
        -7.0,
        -7.0,
        -4.0,
        -4.0,
    ]
    assert own.value("polity", 1, "Myanmar (Burma)", 1990) == -6.0
    assert own.value("polity", 1, "Iraq", 2000) is None
    assert own.numbers("polity") == [-7.0, -6.0, -4.0]


def test_a_column_of_words_and_empty_cells(tmp_path: Path) -> None:
    own = read(tmp_path, "Group;Terrain\nTamil Tigers;jungle\n234;NA\n468;desert\n")
    assert own.words("terrain") == ("desert", "jungle")
    assert [own.value("terrain", group, "Anywhere", 2000) for group in (320, 234, 468)] == [
        "jungle",
        None,
        "desert",
    ]
    assert own.numbers("terrain") == []


def test_a_group_in_a_country_is_looked_up_by_both(tmp_path: Path) -> None:
    own = read(tmp_path, "group,country,base\nIS,Iraq,north\nIS,Syria,east\n")
    assert own.value("base", 234, "Iraq", 2018) == "north"
    assert own.value("base", 234, "Nigeria", 2018) is None


@given(
    st.lists(
        st.tuples(st.integers(1950, 2020), st.integers(-10, 10)),
        min_size=1,
        max_size=10,
        unique_by=lambda row: row[0],
    )
)
def test_a_later_year_is_never_seen(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[int, int]]
) -> None:
    text = "country,year,level\n" + "".join(f"Sudan,{year},{level}\n" for year, level in rows)
    own = read(tmp_path_factory.mktemp("own"), text)
    for now in range(1945, 2025, 7):
        before = [row for row in rows if row[0] <= now]
        assert own.value("level", 1, "Sudan", now) == (max(before)[1] if before else None)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("place,polity\nSudan,3\n", "neither a column group nor a column country"),
        ("country,year\nSudan,1990\n", "no column beside country, year"),
        ("country,deaths\nSudan,3\n", "deaths is a name that Smoulder has itself"),
        ("country,a,a\nSudan,3,4\n", "two columns a"),
        ("country,polity\nSudan,3\nSudn,3\n", "row 3 of .*no country is called 'Sudn'; did you mean Sudan"),
        ("group,polity\nNonsense Front of Nowhere,3\n", "row 2 of .*Nonsense Front"),
        ("country,year,polity\nSudan,90,3\n", "row 2 of .*year '90' is no year"),
        ("country,polity\nSudan,3\nSudan,4\n", "rows 2 and 3 of .* the same group, country and year"),
        ("country,polity\nSudan,3,4\n", "row 2 of .*3 fields where the header has 2"),
        ("country\nSudan\n", "one column only"),
        ("", "one column only"),
        ("country,polity\n", "a header and no rows"),
    ],
)
def test_a_file_that_cannot_be_read_says_where_and_what_to_do(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(BadData, match=says) as refused:
        read(tmp_path, text)
    assert "\n" not in str(refused.value)


def test_a_file_that_is_not_there_and_one_that_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(BadData, match="give another file with --with"):
        read_own_covariates(tmp_path / "none.csv", REGISTRY)
    (tmp_path / "bytes.csv").write_bytes(b"country,polity\nSudan,\xff\xfe\n")
    with pytest.raises(BadData, match="save it as CSV UTF-8"):
        read_own_covariates(tmp_path / "bytes.csv", REGISTRY)
