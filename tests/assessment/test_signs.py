"""Evidence that the data give themselves."""

from datetime import date

from smoulder.assessment.signs import (
    links_in_force,
    sign_of_agreement,
    sign_of_elsewhere,
    sign_of_reporting,
    signs_on_record,
)
from smoulder.records.group import Group, Link
from smoulder.records.month import month_index
from smoulder.series.coverage import CoverageCheck
from tests.series.test_lull import series

BEGAN, TO = month_index("2004-01"), month_index("2005-12")


def reporting(said: str):  # type: ignore[no-untyped-def]
    return sign_of_reporting(CoverageCheck((), said, "Counts."), "Country", BEGAN)  # type: ignore[arg-type]


def test_others_that_go_on_being_reported_speak_against_unseen() -> None:
    found = reporting("held")
    assert found.kind == "others still reported"
    assert found.text == "Counts."
    assert found.likelihoods["unseen"].mid < found.likelihoods["degraded"].mid


def test_a_silence_of_all_speaks_for_unseen() -> None:
    found = reporting("fell")
    assert found.kind == "reporting fell for all"
    assert found.likelihoods["unseen"].mid > found.likelihoods["degraded"].mid


def test_where_the_counts_cannot_tell_there_is_no_item() -> None:
    assert reporting("cannot be told") is None


def link(kind: str, **more: object) -> Link:
    values = {
        "kind": kind, "group_id": 2, "country": "Country", "since": date(2004, 5, 1),
        "known": date(2004, 5, 1), "note": "Note", "source": "test",
    }  # fmt: skip
    return Link.model_validate({**values, **more})


def kinds(*links: Link, as_of: date = date(2006, 1, 1)) -> list[str]:
    return [draft.kind for draft in signs_on_record(links, "Country", BEGAN, as_of)]


def test_a_deal_counts_while_it_lasts_and_once_it_is_known() -> None:
    assert kinds(link("deal")) == ["agreement on record"]
    assert kinds(link("deal", until=date(2005, 1, 1))) == []
    assert kinds(link("deal", known=date(2007, 1, 1))) == []
    assert kinds(link("deal", country="Elsewhere")) == []


def test_a_split_counts_near_the_lull_and_an_old_one_does_not() -> None:
    assert kinds(link("split")) == ["renamed or split"]
    assert kinds(link("split", since=date(1999, 1, 1))) == []


def test_a_rename_of_the_same_actor_moves_no_deaths_and_is_no_item() -> None:
    assert kinds(link("renamed", group_id=None)) == []


def test_a_victory_that_ended_is_not_in_force() -> None:
    links = [link("won", until=date(2005, 1, 1)), link("won")]
    assert links_in_force(links, "Country", date(2006, 1, 1)) == (links[1],)


def agreement(*links: Link, signed: tuple[date, ...] = ()) -> str | None:
    found = sign_of_agreement(links, "Country", signed, date(2006, 1, 1))
    return found.kind if found is not None else None


def test_no_agreement_is_an_item_only_where_none_was_ever_on_record() -> None:
    assert agreement() == "no agreement on record"
    assert agreement(link("deal")) is None
    assert agreement(link("deal", until=date(2005, 1, 1))) is None
    assert agreement(signed=(date(1995, 1, 1),)) is None
    assert agreement(link("deal", known=date(2007, 1, 1))) == "no agreement on record"


def test_a_recent_signature_is_an_item_and_a_later_one_is_not_seen() -> None:
    assert agreement(signed=(date(2003, 1, 1),)) == "agreement signed"
    assert agreement(signed=(date(2006, 1, 2),)) == "no agreement on record"


def test_a_group_that_fights_elsewhere_may_have_moved() -> None:
    group = Group(group_id=1, name="Group")
    other = series([2.0] * 72, country="Other")
    found = sign_of_elsewhere(group, [other], "Country", BEGAN, TO)
    assert found is not None
    assert "Other (48 deaths)" in found.text
    assert sign_of_elsewhere(group, [series([0.1] * 72, country="Other")], "Country", BEGAN, TO) is None
    assert sign_of_elsewhere(group, [series([2.0] * 72)], "Country", BEGAN, TO) is None


def test_an_item_keeps_its_id_when_its_counts_are_revised_and_no_two_share_one() -> None:
    before, after = (
        sign_of_reporting(CoverageCheck((), "held", words), "Country", BEGAN) for words in ("9.", "12.")
    )
    assert before is not None
    assert after is not None
    assert before.id == after.id
    pair = signs_on_record((link("split"), link("split", group_id=3)), "Country", BEGAN, date(2006, 1, 1))
    assert len({draft.id for draft in pair}) == 2
