from __future__ import annotations

import json
from pathlib import Path

import pytest

from smoulder.cli.main import main
from smoulder.reading.pressure_calendar import load_calendar
from smoulder.store.ledger import open_ledger

Capture = pytest.CaptureFixture[str]
STAY = ["--kind", "foreign troops", "--by", "US", "--country", "Iraq"]
SOURCE = ["--source", "a page"]


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test works in a folder of its own, on the ledger in `data`, in 80 columns."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SMOULDER_DATA", "data")
    monkeypatch.setenv("COLUMNS", "80")


def run(capsys: Capture, *arguments: str) -> tuple[int, str, str]:
    code = main(["pressure", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def added(capsys: Capture, *arguments: str) -> str:
    """The id of the one entry that a call adds."""
    code, out, _ = run(capsys, "add", *arguments, "--json")
    assert code == 0
    (entry,) = json.loads(out)
    return str(entry["id"])


def test_an_entry_added_by_options_is_listed_as_a_table(capsys: Capture) -> None:
    many = ["--size", "4,000-6,000", "--unit", "troops", "--seen", "2019-06", "--place", "Mosul"]
    code, out, err = run(capsys, "add", *STAY, "--group", "Islamic State", *many, *SOURCE)
    assert (code, err) == (0, "Entries: 1 added\n")
    assert out.splitlines() == [
        "United States of America: foreign troops on IS in Iraq, Mosul",
        "id        size                when",
        out.splitlines()[2],
        "          a page",
    ]
    assert out.splitlines()[2].endswith("  4,000–6,000 troops  seen 2019-06")
    assert run(capsys, "list", "--kind", "foreign troops")[1] == out


def test_a_group_or_country_gets_its_phases_first(capsys: Capture) -> None:
    added(capsys, *STAY, "--began", "2003-03-20", *SOURCE)
    added(capsys, *STAY, "--announced", "2008-11-17", "--due", "2011", *SOURCE)
    added(capsys, *STAY, "--departed", "2011-12", *SOURCE)
    assert run(capsys, "list", "--country", "Iraq", "--as-of", "2005-01-01")[1].startswith(
        "foreign troops: in force\n"
    )
    _, out, _ = run(capsys, "list", "--country", "Iraq", "--as-of", "2011-12-31", "--json")
    found = json.loads(out)
    assert found["phases"]["foreign troops"] == {
        "phase": "departed",
        "possible": ["departed"],
        "entries": [one["id"] for one in found["entries"]],
    }
    assert found["phases"]["deal"]["phase"] == "none"
    assert found["as_of"] == "2011-12-31"


def test_a_list_as_of_a_day_knows_nothing_later(capsys: Capture) -> None:
    first = added(capsys, *STAY, "--began", "2003", *SOURCE)
    added(capsys, *STAY, "--departed", "2011", "--known", "2012-02-01", *SOURCE)
    _, out, _ = run(capsys, "list", "--as-of", "2011-12", "--json")
    assert [one["id"] for one in json.loads(out)["entries"]] == [first]


def test_a_correction_is_kept_beside_what_it_corrects(capsys: Capture) -> None:
    wrong = added(capsys, *STAY, "--departed", "2011", *SOURCE)
    right = added(
        capsys, *STAY, "--departed", "2011-12-18", *SOURCE, "--supersedes", wrong, "--analyst", "desk 4"
    )
    assert [line[:8] for line in run(capsys, "list")[1].splitlines()[2::2]] == [right]
    code, out, _ = run(capsys, "list", "--all")
    assert code == 0
    assert f"corrected by {right}; a page" in out
    assert f"corrects {wrong}; a page" in out
    _, out, _ = run(capsys, "list", "--all", "--json")
    first, second = json.loads(out)["entries"]
    assert (first["superseded_by"], first["analyst"]) == ([right], "")
    assert (second["supersedes"], second["analyst"]) == (wrong, "desk 4")


def test_an_entry_can_be_withdrawn_and_stays_in_the_ledger(capsys: Capture) -> None:
    wrong = added(capsys, *STAY, "--departed", "2011", *SOURCE)
    gone = added(capsys, "--withdraw", wrong, "--note", "misread")
    assert run(capsys, "list")[1:] == ("", "No entries; `smoulder pressure add` makes them.\n")
    assert f"withdrawn; corrects {wrong}; no source; misread" in run(capsys, "list", "--all")[1]
    with open_ledger(Path("data")) as ledger:
        assert [one.entry.id for one in ledger.pressure.entries()] == [wrong, gone]


def test_the_same_entry_twice_is_kept_once(capsys: Capture) -> None:
    run(capsys, "add", *STAY, "--departed", "2011", *SOURCE)
    code, out, err = run(capsys, "add", *STAY, "--departed", "2011", *SOURCE)
    assert (code, out, err) == (0, "", "Entries: 0 added; 1 known already\n")


def test_an_entry_that_was_withdrawn_is_entered_again_as_the_words_say(capsys: Capture) -> None:
    first = added(capsys, *STAY, "--departed", "2011", *SOURCE)
    gone = added(capsys, "--withdraw", first, "--note", "misread")
    code, out, err = run(capsys, "add", *STAY, "--departed", "2011", *SOURCE)
    assert (code, out) == (0, "")
    assert err.splitlines() == [
        f"{first} was withdrawn by {gone}, and stands no longer; to enter it again, add it with --supersedes {gone}",
        "Entries: 0 added; 1 there already, and not standing",
    ]
    back = added(capsys, *STAY, "--departed", "2011", *SOURCE, "--supersedes", gone)
    assert [line[:8] for line in run(capsys, "list")[1].splitlines()[2::2]] == [back]
    assert "withdraw that one\n" in run(capsys, "add", "--withdraw", first, "--note", "misread")[2]


def test_a_dry_run_shows_and_adds_nothing(capsys: Capture) -> None:
    code, out, err = run(capsys, "add", *STAY, "--departed", "2011", "--dry-run")
    assert (code, err) == (0, "Entries: 1 would be added; 1 to look at: smoulder pressure check\n")
    assert "departed 2011" in out
    assert run(capsys, "list")[1] == ""


def test_who_enters_it_comes_from_the_environment_where_no_option_says(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMOULDER_ANALYST", "night desk")
    added(capsys, *STAY, "--departed", "2011", *SOURCE)
    with open_ledger(Path("data")) as ledger:
        assert ledger.pressure.entries()[0].analyst == "night desk"


def test_a_file_goes_in_and_comes_out_the_same(capsys: Capture, root: Path) -> None:
    example = root / "examples" / "pressure.toml"
    calendar = load_calendar(example)
    code, _, err = run(capsys, "add", "--file", str(example))
    assert (code, err) == (0, f"Entries: {len(calendar.entries)} added\n")
    code, out, err = run(capsys, "list", "--country", "Iraq", "--out", "out/iraq.toml")
    assert (code, out, err) == (0, "", f"Calendar: out/iraq.toml ({len(calendar.entries)} entries)\n")
    assert load_calendar(Path("out/iraq.toml")).entries == calendar.entries
    assert run(capsys, "check", "--file", "out/iraq.toml")[0] == 0


def test_a_report_gives_entries_with_their_characters(capsys: Capture, root: Path) -> None:
    report = root / "examples" / "iraq-2020.txt"
    code, out, _ = run(capsys, "add", "--from-report", str(report), "--json")
    assert code == 0
    entries = json.loads(out)
    (troops,) = [one for one in entries if one["size"] == [5200, 5200]]
    assert (troops["by"], troops["group_id"], troops["seen"]) == (
        "United States of America",
        234,
        "2020-01-24",
    )
    assert "5,200" in report.read_text()[troops["start"] : troops["end"]]


def test_a_data_set_gives_entries_of_a_country_and_a_presser(capsys: Capture) -> None:
    Path("k.csv").write_text(
        "mission,missionccode,year,month,total\nUNMIL,450,2003,10,4487\nUNOMIL,450,1993,9,31\n"
    )
    data = ["--from-data", "kathman", "k.csv"]
    code, out, err = run(capsys, "add", *data, "--country", "Liberia", "--by", "unmil")
    assert (code, err) == (0, "Entries: 1 added\n")
    assert "UNMIL: peacekeepers on all groups in Liberia" in out
    assert "4,487 UN personnel" in out
    assert run(capsys, "add", *data)[2] == (
        "smoulder: --from-data takes the rows of one country; give --country\n"
    )
    assert "it has UNMIL, UNOMIL" in run(capsys, "add", *data, "--country", "Liberia", "--by", "ECOMOG")[2]


def test_a_check_lists_what_does_not_fit_and_says_it_by_its_exit_code(capsys: Capture) -> None:
    assert run(capsys, "check") == (0, "", "0 entries looked at; nothing to mend\n")
    one = added(capsys, *STAY, "--departed", "2011-12-18", *SOURCE)
    other = added(capsys, *STAY, "--size", "200", "--unit", "troops", "--seen", "2012-09")
    code, out, err = run(capsys, "check")
    assert (code, err) == (3, "2 entries looked at; 2 to mend\n")
    assert out.splitlines() == [
        "contradiction: departed 2011-12-18, and 200 troops in 2012-09; if it came back,",
        "  say when it began again",
        f"    {one}  a page",
        f"    {other}  no source",
        "open: it has no source",
        f"    {other}  no source",
    ]
    code, out, _ = run(capsys, "check", "--json")
    assert code == 3
    assert [(found["nature"], found["entries"]) for found in json.loads(out)] == [
        ("contradiction", [one, other]),
        ("open", [other]),
    ]
    assert run(capsys, "check", "--country", "Mali")[0] == 0
    assert run(capsys, "check", "--kind", "deal")[0] == 0


def test_the_tolerance_of_sizes_can_be_chosen(capsys: Capture) -> None:
    for size in ("100", "75"):
        added(capsys, *STAY, "--size", size, "--unit", "troops", "--seen", "2019-06", *SOURCE)
    assert run(capsys, "check")[0] == 3
    assert run(capsys, "check", "--tolerance", "0.3")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["add"], "smoulder pressure add: nothing to add; give --kind"),
        (["add", "--kind", "deal", "--country", "Mali"], "--by is missing; write it"),
        (["add", *STAY], "no date is there; write one of demanded, announced"),
        (
            ["add", *STAY, "--seen", "2019", "--size", "many"],
            "--size is 'many'; write a number, or two as in 4000-6000",
        ),
        (["add", *STAY, "--seen", "soon"], "seen is 'soon'; 'soon' is no time; write a day"),
        (
            ["add", "--kind", "deals", "--by", "UN", "--country", "Mali", "--began", "2015"],
            "kind is 'deals'; write",
        ),
        (
            ["add", "--kind", "deal", "--by", "General Jo Smith", "--country", "Mali"],
            "reads like a person's name",
        ),
        (["add", *STAY, "--seen", "2019", "--supersedes", "12345678"], "no entry '12345678' to supersede"),
        (["add", "--withdraw", "12345678"], "no entry '12345678' is in the ledger"),
        (["add", "--file", "a.toml", "--withdraw", "12345678"], "--file and --withdraw cannot go together"),
        (
            ["add", "--file", "a.toml", "--handed-over", "2015"],
            "--handed-over does not go with --file; leave it out",
        ),
        (
            ["add", "--from-report", "a.txt", "--by", "UN"],
            "--by does not go with --from-report; with it go --group",
        ),
        (["add", "--file", "a.toml"], "a.toml cannot be read (No such file or directory); check the path"),
        (["add", "--from-report", "a.txt"], "a.txt is not there; check the path"),
        (["list", "--kind", "troops"], "--kind troops is not known; did you mean foreign troops?"),
        (["list", "--country", "Malli"], "no country is called 'Malli'; did you mean Mali"),
        (["check", "--as-of", "2020"], "'2020' is no day; write it as YYYY-MM-DD"),
    ],
)
def test_a_mistake_is_told_in_one_line_with_its_cure(
    capsys: Capture, arguments: list[str], told: str
) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert told in err
    assert err.count("\n") == 1


def test_no_line_of_a_table_is_wider_than_the_terminal(capsys: Capture) -> None:
    steps = ["--began", "2003-03-20", "--seen", "2008-09", "--announced", "2008-11-17", "--due", "2011-12-31"]
    long = [
        "--size",
        "136285",
        "--unit",
        "US military personnel of every service",
        "--source",
        "a long source " * 9,
    ]
    added(
        capsys, *STAY, *steps, *long, "--place", "the governorates of the north and the west of the country"
    )
    for command in ("list", "check"):
        out = run(capsys, command)[1]
        assert out
        assert max(len(line) for line in out.splitlines()) <= 80
