"""Taking in a case in a team: held to what one may do in the case that is there, and under nobody else's name."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import httpx2
import pytest

from smoulder.desk.blind import blind_cases
from smoulder.records.asked import Forecast, Resolution
from smoulder.records.case_export import CaseExport, digest_of, render_export
from smoulder.records.change import Change, Entry, Judged, Note, NumberGiven
from smoulder.records.question_of import id_of
from smoulder.store.access import Access, AccessTable
from smoulder.store.case_exchange import ids_of
from smoulder.web.house import House
from tests.web.browser import Browser
from tests.web.conftest import words_of
from tests.web.real_team import case as case
from tests.web.real_team import house as house
from tests.web.real_team import kept, member

FOR_OTHERS = "a case of this question is for others"


def bring(browser: Browser, export: CaseExport) -> httpx2.Response:
    """Take a case in, as the form of the list of cases does."""
    file = ("case.json", render_export(export).encode())
    return browser.client.post("/cases/import", data={"csrf": browser.csrf}, files={"file": file})


def forged(house: House, case: str, who: str, *changes: Change, **parts: Any) -> CaseExport:
    """A file that whoever knows the question of a case can write, with a digest that fits."""
    known, now = house.ledger.case(case), house.clock()
    log = [
        Entry(number=at, case_id=case, who=who, why="", at=now, change=change)
        for at, change in enumerate(changes, 1)
    ]
    return CaseExport(
        smoulder_version="x", exported=now, id=case, label=known.label, created=now, question=known.question,
        log=tuple(log), **parts,
    )  # fmt: skip


def test_a_hidden_case_takes_nothing_in_and_is_not_described(house: House, case: str) -> None:
    inside, _ = member(house, "editor", "Inside")
    _, outside = member(house, "editor", "Outside")
    house.store.access.keep(case, Access(True, {inside.id: "editor"}))
    before = kept(house, case)
    told = bring(outside, forged(house, case, "Outside", Note(text="planted")))
    assert told.status_code == 409
    assert FOR_OTHERS in words_of(told.text).casefold()
    assert case not in told.text
    assert kept(house, case) == before
    (deed,) = house.store.audit.since(last=1)
    assert (deed.who, deed.case_id, deed.status) == ("Outside", case, 409)


def test_a_hidden_case_whose_id_another_question_has_is_not_described(
    house: House, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside, _ = member(house, "editor", "Inside")
    _, outside = member(house, "analyst", "Outside")
    house.store.access.keep(case, Access(True, {inside.id: "editor"}))
    monkeypatch.setattr("smoulder.store.case_check.ids_of", lambda _: {case})
    told = bring(outside, forged(house, case, "Outside").model_copy(update={"label": "of another key"}))
    assert told.status_code == 409
    assert FOR_OTHERS in words_of(told.text).casefold()
    assert case not in told.text


def test_a_case_that_is_hidden_while_a_file_is_read_takes_nothing_in(
    house: House, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside, _ = member(house, "editor", "Inside")
    _, outside = member(house, "editor", "Outside")
    before, was = kept(house, case), house.ledger.import_case

    def hidden_first(*given: Any) -> object:
        AccessTable(house.ledger._engine).keep(case, Access(True, {inside.id: "editor"}))
        return was(*given)

    monkeypatch.setattr(house.ledger, "import_case", hidden_first)
    assert bring(outside, forged(house, case, "Outside", Note(text="planted"))).status_code == 409
    assert kept(house, case) == before


def test_who_only_reads_a_case_takes_nothing_into_it(house: House, case: str) -> None:
    reads, reader = member(house, "analyst", "Ann Alyst")
    house.store.access.keep(case, Access(False, {reads.id: "reader"}))
    before = kept(house, case)
    told = bring(reader, forged(house, case, "Ann Alyst", Note(text="by a reader")))
    assert told.status_code == 403
    assert "Ann Alyst is reader in" in words_of(told.text)
    assert kept(house, case) == before


def test_a_role_in_the_case_lets_who_reads_elsewhere_take_in_only_by_the_gate(
    house: House, case: str
) -> None:
    reads, reader = member(house, "reader", "Rea Der")
    house.store.access.keep(case, Access(False, {reads.id: "editor"}))
    assert bring(reader, forged(house, case, "Rea Der", Note(text="by a reader"))).status_code == 403


def test_a_question_is_taken_in_under_the_id_of_what_it_asks_alone(house: House, case: str) -> None:
    edits, _ = member(house, "editor", "Ed Itor")
    _, ann = member(house, "analyst", "Ann Alyst")
    house.store.access.keep(case, Access(True, {edits.id: "editor"}))
    victim, now = house.ledger.asked.questions(case)[0], house.clock()
    own = house.ledger.open_case(house.ledger.case(case).question, "mine", now, "Ann Alyst").case_id
    stolen = victim.model_copy(update={"case_id": own})
    assert id_of(victim) == victim.id != id_of(stolen)
    export = house.ledger.export_case(own, now).model_copy(
        update={
            "questions": (stolen,),
            "forecasts": (Forecast(question=victim.id, forecaster="smoulder", value=0.99, made=now),),
            "resolutions": (Resolution(question=victim.id, status="no", final=True, made=now),),
        }
    )
    before = kept(house, case)
    told = bring(ann, export)
    assert told.status_code == 422
    assert "the id of a question is not that of what it asks" in words_of(told.text)
    assert kept(house, case) == before


@pytest.mark.parametrize("where", ["who", "analyst", "number", "forecast", "spelled otherwise"])
def test_words_under_the_name_of_another_account_are_refused(house: House, case: str, where: str) -> None:
    member(house, "editor", "Ed Itor")
    _, ann = member(house, "analyst", "Ann Alyst")
    asked, now = house.ledger.asked.questions(case)[0], house.clock()
    number = NumberGiven(analyst="Ed Itor", horizon=asked.horizon, as_of=asked.as_of, value=0.99)
    told = Forecast(question=asked.id, forecaster="analyst: Ed Itor", value=0.99, made=now)
    export = {
        "who": lambda: forged(house, case, "Ed Itor", Note(text="forged")),
        "analyst": lambda: forged(house, case, "Ann Alyst", Judged(analyst="Ed Itor", comeback={12: 0.9})),
        "number": lambda: forged(house, case, "Ann Alyst", number),
        "forecast": lambda: forged(house, case, "Ann Alyst", questions=(asked,), forecasts=(told,)),
        "spelled otherwise": lambda: forged(house, case, "ed  ITOR, taken in by Rita", Note(text="forged")),
    }[where]()
    before = kept(house, case)
    refused = bring(ann, export)
    assert refused.status_code == 422
    assert "has an account of their own" in words_of(refused.text)
    assert kept(house, case) == before


def test_words_of_who_has_no_account_are_entered_with_who_took_them_in(house: House, case: str) -> None:
    _, ann = member(house, "analyst", "Ann Alyst")
    export = forged(house, case, "Rita", Note(text="from another desk"))
    assert "added 1 changes" in words_of(bring(ann, export).text)
    last = house.ledger.log.entries(case)[-1]
    assert (last.who, last.change) == ("Rita, taken in by Ann Alyst", Note(text="from another desk"))
    assert "was there; added nothing" in words_of(bring(ann, export).text), "the same once more"
    deeds = house.store.audit.since(last=2)
    assert {(one.who, one.case_id, one.status) for one in deeds} == {("Ann Alyst", case, 303)}


def test_a_case_of_the_house_comes_in_again_whoever_wrote_it(house: House, case: str) -> None:
    member(house, "editor", "desk two")
    _, ann = member(house, "analyst", "Ann Alyst")
    sent = ann.client.get(f"/cases/{case}/exports/case.json").text
    told = bring(ann, CaseExport.model_validate(json.loads(sent)))
    assert "was there; added nothing" in words_of(told.text)


def test_a_new_case_comes_in_whole(house: House, case: str) -> None:
    _, ann = member(house, "analyst", "Ann Alyst")
    whole = house.ledger.export_case(case, house.clock())
    name = min(ids_of(whole.model_copy(update={"label": "another"})), key=len)
    text = render_export(whole).replace(case, name)
    moved = json.loads(text) | {"label": "another", "forecasts": [], "questions": []}
    moved["digest"] = digest_of(moved)
    told = bring(ann, CaseExport.model_validate(moved))
    assert "taken in, with 2 changes" in words_of(told.text)
    assert {one.who for one in house.ledger.log.entries(name)} == {
        "desk one, taken in by Ann Alyst", "desk two, taken in by Ann Alyst",
    }  # fmt: skip


def test_outcomes_are_taken_in_by_who_may_resolve_alone(house: House, case: str) -> None:
    _, ann = member(house, "analyst", "Ann Alyst")
    _, editor = member(house, "editor", "Ed Itor")
    questions = tuple(one for one in house.ledger.asked.questions(case) if one.topic == "comeback")
    ends = tuple(
        Resolution(question=one.id, status="no", final=True, made=house.clock()) for one in questions
    )
    others = Judged(analyst="desk two", comeback={12: 0.271129})
    house.desk("desk two").enter(case, [others], "")
    desk = house.desk("Ann Alyst")
    assert case in blind_cases(desk)
    export = forged(house, case, "Ann Alyst", questions=questions, resolutions=ends)
    told = bring(ann, export)
    assert f"left out {len(ends)} outcomes, which who may resolve questions takes in" in words_of(told.text)
    assert not house.ledger.asked.standing(case)
    assert case in blind_cases(desk), "what others judged would be open to who has not"
    assert f"added {len(ends)} outcomes" in words_of(bring(editor, export).text)


def test_nobody_brings_a_judgement_of_their_own_into_a_case_that_is_there(house: House, case: str) -> None:
    _, ann = member(house, "analyst", "Ann Alyst")
    asked = house.ledger.asked.questions(case)[0]
    before, now = kept(house, case), house.clock()
    number = NumberGiven(analyst="Ann Alyst", horizon=asked.horizon, as_of=asked.as_of, value=0.01)
    told = Forecast(
        question=asked.id, forecaster="analyst: Ann Alyst", value=0.01, made=now - timedelta(days=900)
    )
    export = forged(
        house, case, "Ann Alyst", Judged(analyst="Ann Alyst"), number, questions=(asked,), forecasts=(told,)
    )
    words = words_of(bring(ann, export).text)
    assert "left out 2 judgements and numbers of your own, which you enter in the panel of the case" in words
    assert kept(house, case) == before
