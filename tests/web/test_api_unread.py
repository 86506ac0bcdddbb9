"""Tokens that may not read: what they enter is done, and no answer to it tells what the case holds."""

from __future__ import annotations

import pytest

from smoulder.records.change import HypothesisPut, Part
from smoulder.records.evidence import Likelihood
from smoulder.web.guard.scopes import UNREAD
from smoulder.web.house import House
from smoulder.web.jobs.do import do_next
from smoulder.web.jobs.doing import Site
from tests.web.programs import API, Program, Programs
from tests.web.real_team import case as case
from tests.web.real_team import house as house
from tests.web.test_api import ITEM, problem


@pytest.fixture
def team(house: House) -> Programs:
    return Programs(house)


def both(team: Programs) -> tuple[Program, Program]:
    """A program that works and may not read, and one that may do both, of one account."""
    return team.of("analyst", "work"), team.of("analyst", "work", "read")


def test_who_may_not_read_a_job_learns_from_ending_it_only_how_it_stands(team: Programs, case: str) -> None:
    works, reads = both(team)
    asked = reads.post(f"/cases/{case}/answers", {})
    where = asked.headers["location"].removeprefix(API)
    job = do_next(Site(team.house.chosen))
    assert job is not None
    assert job.state == "done"
    assert problem(works.get(where), 403)
    told = works.post(f"{where}/cancel")
    assert (told.status_code, told.json()) == (200, {"id": job.id, "state": "done"})
    others = team.of("editor", "work").post(f"{where}/cancel")
    assert others.json() == {"id": job.id, "state": "done"}
    assert reads.post(f"{where}/cancel").json()["result"] == job.result


def test_who_may_not_read_a_job_is_not_told_whose_it_is(team: Programs, case: str) -> None:
    asked = team.of("editor").post(f"/cases/{case}/answers", {})
    where = asked.headers["location"].removeprefix(API)
    assert "The editor" in problem(team.of("analyst", "read").post(f"{where}/cancel"), 403)
    assert "The editor" not in problem(team.of("analyst", "jobs").post(f"{where}/cancel"), 403)


def test_what_is_entered_from_a_report_is_not_read_by_entering_it(team: Programs, case: str) -> None:
    works, reads = both(team)
    passage = {"span": "0:80", "of": "1", "under": {"patience": "unlikely"}, "why": "x"}
    told = works.post(f"/cases/{case}/evidence", passage)
    assert (told.status_code, told.json()["change"]) == (201, None)
    assert reads.post(f"/cases/{case}/evidence", passage).json()["change"]["text"]
    last = team.house.ledger.log.entries(case)[-1].number
    assert told.json()["number"] < last


def test_what_the_reader_found_is_not_read_by_correcting_it(team: Programs, case: str) -> None:
    works, reads = both(team)
    wrong = {"of": "1", "country": "Syria", "why": "x"}
    told = works.post(f"/cases/{case}/fixes", wrong)
    assert (told.status_code, told.json()) == (201, {"case": case, "fixes": None, "words": None})
    (fix,) = reads.post(f"/cases/{case}/fixes", wrong | {"country": "Jordan"}).json()["fixes"]
    assert fix["fix"]["now"] == "Jordan"


def test_priors_of_others_are_not_read_by_setting_one(team: Programs, case: str) -> None:
    works, reads = both(team)
    prior = HypothesisPut(leaf="deal", prior=Likelihood(low=0.9, mid=0.9, high=0.9))
    team.house.desk("Edda").enter(case, [prior], "")
    leaf = {"leaf": "patience", "prior": ".2"}
    assert works.post(f"/cases/{case}/hypotheses", leaf).json()["scaled"] is None
    assert reads.post(f"/cases/{case}/hypotheses", leaf).json()["scaled"]


def test_what_others_changed_meanwhile_is_told_to_who_may_read_it(team: Programs, case: str) -> None:
    works, reads = both(team)
    item = team.house.ledger.answers(case, last=1)[0].evidence[0].id
    editor = team.of("editor")
    editor.ask("PATCH", f"/cases/{case}/evidence/{item}", {"cluster": "markets"})
    editor.post(f"/cases/{case}/hypotheses", {"leaf": "patience", "words": "it waits abroad"})
    editor.post(f"/cases/{case}/fixes", {"of": "1", "country": "Syria", "why": "x"})
    for method, path, change, words in (
        ("PATCH", f"evidence/{item}", {"cluster": "x"}, "markets"),
        ("POST", "hypotheses", {"leaf": "patience", "words": "y"}, "it waits abroad"),
        ("POST", "fixes", {"of": "1", "country": "Jordan"}, "Syria"),
    ):
        told = [
            problem(one.ask(method, f"/cases/{case}/{path}", change | {"seen": 0}), 409)
            for one in (works, reads)
        ]
        assert [(words in one, "The editor" in one) for one in told] == [(False, False), (True, True)]


def test_a_kept_answer_is_given_to_no_token_with_other_scopes(team: Programs, case: str) -> None:
    works, reads = both(team)
    path = f"/cases/{case}/evidence"
    assert reads.post(path, ITEM, idempotency_key="one").json()["change"]
    refused = problem(works.post(path, ITEM, idempotency_key="one"), 422)
    assert "other scopes" in refused
    again = team.of("analyst", "read", "work").post(path, ITEM, idempotency_key="one")
    assert again.headers["idempotency-replayed"] == "true"


def test_a_refusal_lists_what_a_case_has_to_who_may_read_it(team: Programs, case: str) -> None:
    works, reads = both(team)
    house, unlike = team.house, {"under": {"patience": "unlikely"}, "why": "x"}
    parts = tuple(
        Part(id=name, words=name, share=Likelihood(low=0.5, mid=0.5, high=0.5))
        for name in ("hiding", "abroad")
    )
    house.desk("Edda").enter(case, [HypothesisPut(leaf="patience", parts=parts)], "")
    answer = house.ledger.answers(case, last=1)[0]
    item, (report, *_) = answer.evidence[0], house.ledger.reports.names().values()
    for method, path, sent, words in (
        ("PATCH", "evidence/zz", {"cluster": "x"}, item.id),
        ("POST", "evidence", unlike | {"span": "0:9", "of": "zz"}, report),
        ("POST", "evidence", unlike | {"span": "0:9999999", "of": "1"}, report),
        ("POST", "evidence", unlike | {"text": "x", "under": {"zz": "likely"}}, "abroad"),
        ("POST", "fixes", {"spans": ["0:1"], "speaker": ""}, report),
        (
            "POST",
            "numbers",
            {"numbers": [{"horizon": 599, "chance": 0.3}]},
            ", ".join(map(str, answer.answer)),
        ),
    ):
        told, untold = (
            problem(one.ask(method, f"/cases/{case}/{path}", sent), 422) for one in (reads, works)
        )
        assert words in told
        assert words not in untold
        assert untold.endswith(UNREAD)
