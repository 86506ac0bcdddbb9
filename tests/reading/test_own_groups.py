"""Groups, names and links of the user's own: read, refused with place and cure, and laid over the register."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.reading.groups import load_registry
from smoulder.reading.holdings import victories
from smoulder.reading.own_groups import OwnGroup, OwnGroups, OwnLink, read_own_groups
from smoulder.records.errors import BadSetting, NoGroup, PersonGiven

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "data" / "groups.md"
GROUP = '[[group]]\nid = -900001\nname = "Norland Front"\n'
ALIAS = '[[alias]]\ngroup = 1051\nname = "Lake Faction"\n'
LINK = '[[link]]\ngroup = 1051\nkind = "deal"\nsince = 2020-01-05\nknown = 2020-02-01\nnote = "Ceasefire."\n'


def written(folder: Path, text: str) -> OwnGroups:
    (folder / "groups.toml").write_text(text, encoding="utf-8")
    return read_own_groups(folder)


@pytest.fixture
def documented(tmp_path: Path) -> OwnGroups:
    """The example of the document."""
    found = re.search(r"^```toml\n(.*?)^```", DOCUMENT.read_text(), re.MULTILINE | re.DOTALL)
    assert found
    return written(tmp_path, found[1])


def test_the_documented_example_adds_a_group_its_names_and_its_link(documented: OwnGroups) -> None:
    registry = load_registry(documented)
    group = registry.find("norlanders")
    assert (group.group_id, group.name) == (-900001, "Norland Front")
    assert group.full_name == "Northern Front for the Liberation of Norland"
    assert group.countries == ("Mali", "Niger")
    assert registry.find("Norland Front (Niger)").group_id == registry.find("-900001").group_id == -900001
    (link,) = group.links
    assert (link.kind, link.group_id, link.known) == ("merged", 6716, date(2020, 1, 15))
    (name,) = registry.dated_names(-900001)
    assert (name.name, name.since, name.until) == ("Norlanders", "2016-03", "2019-12")
    assert registry.find("the Lake Faction").group_id == 1051


def test_a_report_is_searched_for_own_names(documented: OwnGroups) -> None:
    text = "Norlanders fought the Lake Faction near Norland Front posts"
    found = [(text[a:b], group_id) for a, b, group_id in load_registry(documented).find_in_text(text)]
    assert found[0] == ("Norlanders", -900001)
    assert found[-1] == ("Norland Front", -900001)
    assert load_registry().find_in_text(text) == []


def test_a_name_that_is_not_for_texts_is_found_only_when_asked_for(tmp_path: Path) -> None:
    registry = load_registry(written(tmp_path, GROUP + ALIAS + 'in_text = "no"\n'))
    assert registry.find("Lake Faction").group_id == 1051
    assert registry.find_in_text("The Lake Faction attacked") == []


def test_an_acronym_counts_only_beside_the_full_name(tmp_path: Path) -> None:
    registry = load_registry(
        written(tmp_path, '[[group]]\nid = 1000000\nname = "NFLX"\nfull_name = "Norland Front"\n')
    )
    assert registry.find_in_text("The NFLX attacked") == []
    assert [i for *_, i in registry.find_in_text("The Norland Front (NFLX) said the NFLX attacked")] == [
        1000000
    ] * len(registry.find_in_text("The Norland Front (NFLX) said the NFLX attacked"))
    assert len(registry.find_in_text("Norland Front. Later, NFLX men attacked")) == 2


def test_a_name_that_another_group_has_is_asked_back_with_both(tmp_path: Path) -> None:
    registry = load_registry(
        written(tmp_path, '[[group]]\nid = -900001\nname = "Daesh"\ncountries = ["Mali"]\n')
    )
    with pytest.raises(NoGroup, match=r"name of 2 groups: .*id 234\); Daesh \(Mali, id -900001\)"):
        registry.find("Daesh")


def test_the_shipped_register_stays_as_it_was(documented: OwnGroups) -> None:
    before = load_registry().group(1051)
    load_registry(documented).find("Norlanders")
    assert load_registry().group(1051) == before
    assert load_registry() is load_registry(OwnGroups())
    assert load_registry(documented) is not load_registry()
    with pytest.raises(NoGroup):
        load_registry().find("Norlanders")


def test_own_links_follow_those_that_ship_and_own_victories_count_from_the_day_they_were_known(
    tmp_path: Path,
) -> None:
    own = written(tmp_path, LINK.replace('"deal"', '"won"') + 'country = "Nigerian"\n')
    links = load_registry(own).group(1051).links
    assert links[:-1] == load_registry().group(1051).links
    assert links[-1].source == "groups.toml"
    assert (1051, "Nigeria") in victories(date(2020, 2, 1), own)
    assert (1051, "Nigeria") not in victories(date(2020, 1, 31), own)


def test_without_a_file_nothing_is_added(tmp_path: Path) -> None:
    assert not read_own_groups(tmp_path)
    assert not written(tmp_path, "")
    (tmp_path / "file").write_text("")
    assert not read_own_groups(tmp_path / "file")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("not toml", r"groups\.toml is no TOML \(.*line 1.*\); mend that line"),
        ("[[groups]]\nid = -1\n", r"groups\.toml: groups is not known; did you mean group\?"),
        ("[group]\nid = -1\n", r"group is no list; write \[\[group\]\]"),
        ("group = [1]\n", r"\[\[group\]\] 1 is no table"),
        ('[[group]]\nname = "Norland Front"\n', r"\[\[group\]\] 1: id is missing; write it"),
        (GROUP.replace("-900001", "5"), r"\[\[group\]\] 1: id is 5; write a negative number or one from 1000000"),
        (GROUP.replace("-900001", "true"), r"\[\[group\]\] 1: id is True; "),
        (GROUP.replace("-900001", "-1"), r"\[\[group\]\] 1: id -1 is that of al-Moutasem.*; write another number"),
        (GROUP + GROUP, r"\[\[group\]\] 2: id -900001 is that of Norland Front; write another"),
        (GROUP + 'nam = "x"\n', r"\[\[group\]\] 1: nam is not known; did you mean name\?"),
        (GROUP.replace("Norland Front", " "), r"1: name is ' '; write a text in quotation marks"),
        (GROUP + 'countries = ["Nigerya"]\n', r"1: countries is 'Nigerya'; .*Nigeria"),
        (ALIAS.replace("1051", "999999"), r"\[\[alias\]\] 1: group is 999999, and no group has that id; look it"),
        (ALIAS + 'from = "March"\n', r"\[\[alias\]\] 1: from is 'March'; write a month, 2015-03, or a day"),
        (ALIAS + 'from = "2016-03"\nto = 2015-01-01\n', r"from 2016-03 is after to 2015-01-01; turn them round"),
        (ALIAS + 'in_text = "maybe"\n', r"in_text is 'maybe'; write 'yes', 'with name' or 'no'"),
        (LINK.replace("deal", "married"), r"\[\[link\]\] 1: kind is 'married'; write 'renamed', 'split'"),
        (LINK.replace("deal", "counted as"), r"\[\[link\]\] 1: a link of the kind 'counted as' needs other"),
        (LINK + "other = 1051\n", r"other is the group itself; write the id of another"),
        (LINK + "other = 7\n", r"\[\[link\]\] 1: other is 7, and no group has that id"),
        (LINK + "until = 2019-01-01\n", r"since 2020-01-05 is after until 2019-01-01; turn them round"),
        (LINK.replace("known = 2020-02-01\n", ""), r"\[\[link\]\] 1: known is missing; write it"),
        (LINK.replace("2020-02-01", '"soon"'), r"\[\[link\]\] 1: known is 'soon'; "),
        (LINK + 'country = "Atlantis"\n', r"\[\[link\]\] 1: country is 'Atlantis'; "),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_file_entry_key_and_cure(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match=said) as caught:
        written(tmp_path, text)
    assert "\n" not in str(caught.value)
    assert str(tmp_path / "groups.toml") in str(caught.value)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (GROUP.replace("Norland Front", "General John Smith"), r"\[\[group\]\] 1: name"),
        (GROUP + 'full_name = "General John Smith"\n', r"\[\[group\]\] 1: full_name"),
        (GROUP + ALIAS.replace("Lake Faction", "General John Smith"), r"\[\[alias\]\] 1: name"),
    ],
)
def test_a_person_is_no_group(text: str, place: str, tmp_path: Path) -> None:
    with pytest.raises(PersonGiven, match=place + " is 'General John Smith', which reads like a person"):
        written(tmp_path, text)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "groups.toml").mkdir()
    with pytest.raises(BadSetting, match="cannot be read"):
        read_own_groups(tmp_path)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "groups.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadSetting, match="is no TOML"):
        read_own_groups(tmp_path / "other")


@given(
    key=st.sampled_from(["id", "name", "full_name", "countries"]),
    value=st.integers()
    | st.booleans()
    | st.text('abc "\\é', max_size=5)
    | st.lists(st.integers(), max_size=2),
)
def test_any_value_is_taken_or_refused_in_one_line(
    key: str, value: object, tmp_path_factory: pytest.TempPathFactory
) -> None:
    entry = {"id": -900001, "name": "Norland Front", key: value}
    text = "[[group]]\n" + "".join(f"{name} = {json.dumps(what)}\n" for name, what in entry.items())
    taken, said = 0, ""
    try:
        taken = len(written(tmp_path_factory.mktemp("own"), text).group)
    except BadSetting as error:
        said = str(error)
    assert taken == 1 or "[[group]] 1: " in said or "TOML" in said
    assert "\n" not in said


def test_the_digest_tells_two_files_apart() -> None:
    one = OwnGroups(group=(OwnGroup(id=-900001, name="Norland Front"),))
    link = OwnLink(group=1051, kind="deal", since=date(2020, 1, 1), known=date(2020, 1, 1), note="Told.")
    assert len({OwnGroups().digest(), one.digest(), one.model_copy(update={"link": (link,)}).digest()}) == 3
