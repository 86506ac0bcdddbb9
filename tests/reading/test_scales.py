"""Scales of words: those that ship, and a user's own, checked when it is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from smoulder.reading.scales import check_scale, choose_scale, load_scale, read_scale, shipped_scales
from smoulder.records.errors import BadSetting

HEAD = "low,high,term,synonym\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "desk.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("scale", shipped_scales(), ids=lambda scale: scale.name)
def test_every_scale_that_ships_passes_the_check_of_own_ones(scale: object) -> None:
    check_scale(scale, [scale.name] * len(scale.terms))  # type: ignore[attr-defined, arg-type]


def test_the_default_covers_one_to_ninety_nine_without_gaps_in_two_rows() -> None:
    terms = load_scale().terms
    assert [term.low for term in terms[1:]] == [term.high for term in terms[:-1]]
    assert (terms[0].low, terms[-1].high) == (0.01, 0.99)
    assert all(len(term.synonyms) == 1 for term in terms)


def test_the_yardstick_leaves_the_gaps_that_its_publisher_leaves() -> None:
    terms = load_scale("PHIA").terms
    assert (terms[0].high, terms[1].low) == (0.05, 0.10)
    assert [term.word for term in terms if term.low == 0.55] == ["likely", "probable"]


def test_a_name_that_is_not_known_is_refused_with_those_that_are() -> None:
    with pytest.raises(BadSetting, match=r"there are ICD 203, IPCC, PHIA; did you mean IPCC\?"):
        load_scale("IPPC")


def test_an_own_scale_is_read_with_its_second_row(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + "0,0.3,doubtful,slim; faint\n0.3,0.7,open,\n0.7,1,to be expected,\n")
    scale = choose_scale(str(path))
    assert scale.name == "desk"
    assert scale.terms[0].synonyms == ("slim", "faint")


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("0,0.5,low,\n0.4,1,high,\n", "line 3: 'high' .* overlaps 'low' .* in part"),
        ("0.5,1,high,\n0,0.5,low,\n", "line 3: 'low' .* lies below 'high' .* rising order"),
        ("0,0.5,low,\n0.5,1,Low,\n", "line 3: 'Low' stands on .* line 2 already"),
        ("0,0.5,low,\n0.5,1,high,low\n", "line 3: 'low' stands on"),
        ("0,50,low,\n50,100,high,\n", "line 2: high 50 is not between 0 and 1; write shares"),
        ("0,nan,low,\n0.5,1,high,\n", "line 2: high nan is not between 0 and 1"),
        ("0,half,low,\n0.5,1,high,\n", "line 2: high is 'half'; write a share"),
        ("0.5,0.5,low,\n0.5,1,high,\n", "line 2: low 0.5 is not below high 0.5"),
        ("0,0.5,,\n0.5,1,high,\n", "line 2: the term is empty"),
        ("0,0.5,<5 %,\n0.5,1,high,\n", "line 2: '<5 %' is no term"),
        ("0,1,all,\n", "line 2: a scale needs at least two terms"),
        ("", "lacks a column; its first line must be"),
    ],
)
def test_a_scale_that_cannot_stand_is_refused_with_its_line_and_a_cure(
    tmp_path: Path, rows: str, told: str
) -> None:
    with pytest.raises(BadSetting, match=told):
        read_scale(written(tmp_path, HEAD + rows))


def test_a_file_that_is_missing_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="cannot be read"):
        read_scale(tmp_path / "none.csv")
    path = tmp_path / "odd.csv"
    path.write_bytes(b"low,high,term\n\xff\xfe\x00")
    with pytest.raises(BadSetting, match="no CSV in UTF-8"):
        read_scale(path)
