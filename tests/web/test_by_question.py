"""A case that is there is found by its question too: it is for who may work in it, and hidden ones are not told."""

from __future__ import annotations

from typing import Any

import pytest

from smoulder.store.access import Access
from smoulder.store.jobs import Asked, Job
from smoulder.web.house import House
from smoulder.web.jobs.do import do_next
from smoulder.web.jobs.doing import Site
from smoulder.web.jobs.folders import place_of
from tests.web.programs import Programs
from tests.web.real_team import case as case
from tests.web.real_team import house as house
from tests.web.real_team import kept, member
from tests.web.team import join

TEXT = """BAGHDAD, 20 January 2020. The Islamic State group in Iraq has lost its commanders, the army said. Fighters
of the Islamic State are waiting in the desert of Anbar, a tribal leader said. The markets in Mosul stayed open."""
WORDS = "a case of this question is for others; give yours a label"


def question_of(house: House, case: str, **more: str) -> dict[str, str]:
    """The fields that ask the question of a case."""
    asked = house.ledger.case(case).question
    named = {"group": str(asked.group), "country": asked.country, "as_of": asked.as_of.isoformat()}
    return named | more


def done(house: House) -> Job:
    """The next job, done."""
    job = do_next(Site(house.chosen))
    assert job is not None
    return job


def test_a_new_question_is_not_answered_into_a_case_for_others(house: House, case: str) -> None:
    inside, _ = member(house, "editor", "Inside")
    _, outside = member(house, "editor", "Outside")
    house.store.access.keep(case, Access(True, {inside.id: "editor"}))
    before = kept(house, case)
    asked = outside.send("/cases/new", **question_of(house, case, text=TEXT, name="planted.txt"))
    assert asked.status_code == 200
    job = done(house)
    assert (job.state, job.error, job.case_id) == ("failed", WORDS, None)
    assert kept(house, case) == before
    page = outside.see(f"/cases/new/{job.id}")
    assert (page.status_code, case in page.text) == (200, False)


def test_a_new_question_is_not_answered_into_a_case_that_one_only_reads(house: House, case: str) -> None:
    reads, reader = member(house, "analyst", "Ann Alyst")
    house.store.access.keep(case, Access(False, {reads.id: "reader"}))
    before = kept(house, case)
    reader.send("/cases/new", **question_of(house, case))
    job = done(house)
    assert (job.state, job.case_id) == ("failed", None)
    assert job.error.startswith("Ann Alyst is reader in")
    assert kept(house, case) == before


def test_a_case_that_is_hidden_while_it_is_answered_stays_as_it_was(
    house: House, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from smoulder.assessment import work

    inside, _ = member(house, "editor", "Inside")
    _, outside = member(house, "editor", "Outside")
    before, was = kept(house, case), work.find_basis

    def hidden_first(*given: Any) -> object:
        house.store.access.keep(case, Access(True, {inside.id: "editor"}))
        return was(*given)

    monkeypatch.setattr(work, "find_basis", hidden_first)
    outside.send("/cases/new", **question_of(house, case, text=TEXT, name="planted.txt"))
    job = done(house)
    assert (job.state, job.error) == ("failed", WORDS)
    assert kept(house, case) == before


def test_who_may_work_in_the_case_finds_it_again(house: House, case: str) -> None:
    _, ann = member(house, "analyst", "Ann Alyst")
    ann.send("/cases/new", **question_of(house, case))
    job = done(house)
    assert (job.state, job.case_id) == ("done", case), job.error


@pytest.mark.parametrize("way", ["let go", "role", "hidden"])
def test_a_job_that_waits_ends_where_who_asked_for_it_may_not_work_there_any_more(
    house: House, case: str, way: str
) -> None:
    account = join(house, "analyst", "Ann Alyst")
    wants = {"case_id": case, "as_of": None}
    asked = Asked("answer", wants, account.name, account.id, case, place_of(house.chosen.data))
    house.store.jobs.add(asked, house.clock())
    if way == "let go":
        house.store.accounts.deactivate(account.id, house.clock())
    else:
        roles = {account.id: "reader"} if way == "role" else {}
        house.store.access.keep(case, Access(way == "hidden", roles))
    job = done(house)
    assert job.state == "failed"
    assert "ask" in job.error


def test_a_program_that_may_not_read_opens_a_case_and_reads_none(house: House, case: str) -> None:
    programs = Programs(house)
    for scopes, whole in ((("work",), False), (("work", "read"), True)):
        there = programs.of("analyst", *scopes).post("/cases", question_of(house, case))
        assert (there.status_code, there.json()["id"], bool(there.json()["standing"])) == (200, case, whole)
        assert bool(there.json()["last"]) == whole
        assert there.headers["location"].endswith(case)
    new = programs.of("analyst", "work").post("/cases", question_of(house, case, label="new"))
    assert (new.status_code, new.json()["standing"]["reports"]) == (201, {})


def test_a_program_does_not_open_a_case_for_others_and_is_told_no_id(house: House, case: str) -> None:
    programs = Programs(house)
    inside = join(house, "editor", "Inside")
    house.store.access.keep(case, Access(True, {inside.id: "editor"}))
    analyst, label = programs.of("analyst"), "of our own"
    refused = analyst.post("/cases", question_of(house, case))
    assert refused.status_code == 409
    assert refused.json()["detail"] == WORDS
    assert case not in refused.text
    (deed,) = house.store.audit.since(last=1)
    assert (deed.case_id, deed.status) == (case, 409)
    opened = analyst.post("/cases", question_of(house, case, label=label))
    assert (opened.status_code, opened.json()["label"]) == (201, label)
    (deed,) = house.store.audit.since(last=1)
    assert (deed.case_id, deed.status) == (opened.json()["id"], 201)
