from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.cli.settings import allowed, choose_settings, default_data_folder
from smoulder.cli.thresholds import CHOICES, THRESHOLDS
from smoulder.records.errors import BadSetting
from smoulder.records.settings import Settings


@pytest.fixture(autouse=True)
def work_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(text: str, name: str = "smoulder.toml") -> Path:
    Path(name).write_text(text)
    return Path(name)


def test_without_any_word_the_defaults_hold() -> None:
    chosen = choose_settings({})
    assert chosen.settings == Settings()
    assert chosen.out == "out/{case}"


def test_every_threshold_has_its_option_with_the_default_it_has() -> None:
    defaults = {name: field.default for name, field in Settings.model_fields.items()}
    assert (THRESHOLDS | CHOICES).keys() == defaults.keys()
    assert all(default == defaults[name] for name, (default, _) in CHOICES.items())
    for name, (default, _) in THRESHOLDS.items():
        top, _, bottom = default.partition("/")
        assert float(top) / float(bottom or 1) == pytest.approx(defaults[name])


def test_an_option_goes_before_the_environment_before_the_file_before_the_default(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write("[thresholds]\nactive_line = 30\nlull_months = 4\ndraws = 500\n")
    monkeypatch.setenv("SMOULDER_ACTIVE_LINE", "40")
    monkeypatch.setenv("SMOULDER_LULL_MONTHS", "5")
    settings = choose_settings({"active_line": "50"}).settings
    assert (settings.active_line, settings.lull_months, settings.draws, settings.seed) == (
        50.0,
        5,
        500,
        20200123,
    )


def test_a_choice_follows_the_same_order(monkeypatch: pytest.MonkeyPatch) -> None:
    assert choose_settings({}).settings.chains == "joined"
    write("[choices]\nchains = 'apart'\n")
    assert choose_settings({}).settings.chains == "apart"
    monkeypatch.setenv("SMOULDER_CHAINS", "joined")
    assert choose_settings({}).settings.chains == "joined"
    assert choose_settings({"chains": "apart"}).settings.chains == "apart"
    with pytest.raises(BadSetting, match="--chains is 'maybe'; write joined or apart"):
        choose_settings({"chains": "maybe"})


def test_folders_follow_the_same_order(monkeypatch: pytest.MonkeyPatch) -> None:
    write('[folders]\ndata = "from-file"\nout = "briefs/{case}"\n')
    assert choose_settings({}).data == Path("from-file")
    assert choose_settings({}).out == "briefs/{case}"
    monkeypatch.setenv("SMOULDER_DATA", "from-environment")
    assert choose_settings({}).data == Path("from-environment")
    assert choose_settings({}, data=Path("from-option"), out="here").data == Path("from-option")
    assert choose_settings({}, out="here").out == "here"


def test_folders_of_a_settings_file_stand_beside_it(work_folder: Path) -> None:
    (work_folder / "elsewhere").mkdir()
    file = write('[folders]\ndata = "cases"\n', "elsewhere/mine.toml")
    assert choose_settings({}, file=file).data == Path("elsewhere/cases")


def test_a_settings_file_can_be_named_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    write("[thresholds]\nseed = 5\n", "mine.toml")
    monkeypatch.setenv("SMOULDER_SETTINGS", "mine.toml")
    assert choose_settings({}).settings.seed == 5


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[thresholds]\nactiv_line = 3\n", r"\[thresholds\]: key activ_line is not known; did you mean ac"),
        ("[thresholds]\nzzz = 3\n", r"key zzz is not known; known are active_line, "),
        ("[threshold]\nactive_line = 3\n", r"key threshold is not known; did you mean thresholds\?"),
        ("thresholds = 3\n", r"thresholds is no section; write \[thresholds\]"),
        ("[thresholds]\nlull_months = 40\n", r"lull_months is 40; write a whole number from 1 to 12"),
        ("[thresholds]\nlull_months = 2.5\n", r"lull_months is 2\.5; write a whole number"),
        ("[thresholds]\nlull_share = 1.0\n", r"lull_share is 1\.0; write a number above 0 and below 1"),
        ("[thresholds]\nactive_line = 'many'\n", r"active_line is 'many'; write a number above 0"),
        ("[thresholds]\nactive_line = true\n", r"active_line is True; write a number"),
        ("[thresholds]\nactive_line = inf\n", r"active_line is inf; write a number"),
        ("[thresholds]\nactive_line = nan\n", r"active_line is nan; write a number"),
        ("[thresholds]\nactive_line = [1]\n", r"active_line is \[1\]; write a number"),
        ("[choices]\nchains = 'off'\n", r"\[choices\]: chains is 'off'; write joined or apart"),
        ("[choices]\nchains = true\n", r"chains is True; write joined or apart"),
        ("[choices]\nchain = 'apart'\n", r"key chain is not known; did you mean chains\?"),
        ("[folders]\ndata = 3\n", r"data is 3; write the path of a folder"),
        ("[folders]\ndata = ''\n", r"data is ''; write the path of a folder"),
        ("not toml at all", r"smoulder\.toml is no TOML \(.*line 1.*\)"),
    ],
)  # fmt: skip
def test_a_bad_settings_file_is_told_with_place_and_cure(text: str, said: str) -> None:
    write(text)
    with pytest.raises(BadSetting, match=said) as caught:
        choose_settings({})
    assert "\n" not in str(caught.value)


def test_a_bad_option_and_a_bad_variable_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadSetting, match="--lull-months is '0'; write a whole number from 1 to 12"):
        choose_settings({"lull_months": "0"})
    monkeypatch.setenv("SMOULDER_DRAWS", "few")
    with pytest.raises(
        BadSetting, match="environment variable SMOULDER_DRAWS is 'few'; write a whole number"
    ):
        choose_settings({})
    monkeypatch.delenv("SMOULDER_DRAWS")
    monkeypatch.setenv("SMOULDER_DRAW", "300")
    with pytest.raises(BadSetting, match="SMOULDER_DRAW is not known; did you mean SMOULDER_DRAWS"):
        choose_settings({})


def test_a_settings_file_that_was_named_must_be_there() -> None:
    with pytest.raises(BadSetting, match=r"settings file nowhere\.toml cannot be read .*--settings"):
        choose_settings({}, file=Path("nowhere.toml"))


def test_a_settings_file_that_is_a_folder_or_binary_is_told() -> None:
    Path("smoulder.toml").mkdir()
    with pytest.raises(BadSetting, match="cannot be read"):
        choose_settings({})
    Path("binary.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadSetting, match="is no TOML"):
        choose_settings({}, file=Path("binary.toml"))


@given(name=st.sampled_from(sorted(THRESHOLDS)), value=st.floats() | st.integers() | st.text(max_size=8))
def test_a_value_holds_or_is_refused_with_what_is_allowed(name: str, value: float | int | str) -> None:
    held, said = None, ""
    try:
        held = getattr(choose_settings({name: str(value)}).settings, name)
    except BadSetting as error:
        said = str(error)
    if held is None:
        assert allowed(name) in said
    else:
        assert held == pytest.approx(float(value), rel=1e-12)


def test_data_lie_in_the_home_folder_where_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "home").mkdir()
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert default_data_folder().is_relative_to(tmp_path / "home")
    assert list((tmp_path / "home").iterdir()) == []


def test_data_lie_in_the_working_folder_where_there_is_no_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "nonexistent"))
    assert default_data_folder() == Path(".smoulder")


def test_data_lie_in_the_working_folder_where_home_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "home").mkdir()
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home").chmod(stat.S_IRUSR | stat.S_IXUSR)
    monkeypatch.setattr(
        "os.access", lambda path, mode: Path(path) != tmp_path / "home"
    )  # root may write anywhere
    assert default_data_folder() == Path(".smoulder")


def test_the_ledger_lies_in_the_data_folder_or_at_the_address_that_is_set(
    work_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert choose_settings({}, data=work_folder).ledger == work_folder
    write('[ledger]\naddress = "postgresql://desk:hush@server/one"')
    chosen = choose_settings({}, data=work_folder)
    assert (chosen.ledger, chosen.data) == ("postgresql://desk:hush@server/one", work_folder)
    assert "hush" not in repr(chosen)
    monkeypatch.setenv("SMOULDER_LEDGER", "postgresql://desk@server/two")
    assert choose_settings({}).ledger == "postgresql://desk@server/two"


def test_an_address_that_is_no_text_is_told_with_its_place() -> None:
    write("[ledger]\naddress = 5432")
    with pytest.raises(BadSetting, match=r"smoulder\.toml, \[ledger\]: address is no text; write postgresql"):
        choose_settings({})


def test_outlines_of_the_users_own_stand_beside_the_file_that_names_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert choose_settings({}).borders is None
    file = tmp_path / "elsewhere" / "smoulder.toml"
    file.parent.mkdir()
    file.write_text('[brief]\nborders = "own.geojson"\n')
    assert choose_settings({}, file=file).borders == file.parent / "own.geojson"
    monkeypatch.setenv("SMOULDER_BORDERS", "here.geojson")
    assert choose_settings({}, file=file).borders == Path("here.geojson")


def test_the_organisation_that_writes_is_named_in_the_file_or_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert (choose_settings({}).organisation, choose_settings({}).marking) == ("", "clear")
    write('[brief]\norganisation = " North \\n Desk "\nmarking = "Green"\n')
    assert (choose_settings({}).organisation, choose_settings({}).marking) == ("North Desk", "green")
    monkeypatch.setenv("SMOULDER_ORGANISATION", "South Desk")
    monkeypatch.setenv("SMOULDER_MARKING", "red")
    assert (choose_settings({}).organisation, choose_settings({}).marking) == ("South Desk", "red")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("organisation = 3", "organisation is no text; write it in quotation marks"),
        ('marking = "amber+strict"', "write one of clear, green, amber, red"),
        ('organization = "x"', "did you mean organisation"),
    ],
)
def test_a_wrong_signature_is_told(text: str, told: str) -> None:
    write(f"[brief]\n{text}\n")
    with pytest.raises(BadSetting, match=told.replace("+", r"\+")):
        choose_settings({})
