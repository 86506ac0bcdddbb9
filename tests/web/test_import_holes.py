"""Taking in a case in a team: into no case that is there, under nobody else's name, and with nothing that is scored."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import httpx2
import pytest

from smoulder.desk.blind import blind_cases
from smoulder.reading.page import report_from_text
from smoulder.records.asked import Asked, Forecast, Resolution
from smoulder.records.case_export import CaseExport, digest_of, render_export
from smoulder.records.change import Change, Entry, HypothesisPut, Judged, Note, NumberGiven, ReportPut
from smoulder.records.fix import Fix, KeptFix
from smoulder.records.question_of import id_of
from smoulder.store.access import Access, AccessTable
from smoulder.store.case_exchange import ids_of
from smoulder.web.house import House
from smoulder.web.jobs.do import do_next
from smoulder.web.jobs.doing import Site
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


def brought(house: House, case: str, who: str, *changes: Change, **parts: Any) -> CaseExport:
    """A file with the question of a case for a case that is not there."""
    sent = forged(house, case, who, *changes, **parts).model_copy(update={"label": "brought"})
    name = min(ids_of(sent), key=len)
    log = tuple(one.model_copy(update={"case_id": name}) for one in sent.log)
    return sent.model_copy(update={"id": name, "log": log})


def asked_in(export: CaseExport, asked: Asked) -> Asked:
    """A question as the case of a file asks it."""
    moved = asked.model_copy(update={"case_id": export.id})
    return moved.model_copy(update={"id": id_of(moved)})


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


@pytest.mark.parametrize("role", ["analyst", "editor", "administrator", "reader in the case"])
def test_a_case_that_is_there_takes_nothing_in_from_anybody(house: House, case: str, role: str) -> None:
    account, browser = member(house, role.partition(" ")[0].replace("reader", "analyst"), "Ann Alyst")
    if role == "reader in the case":
        house.store.access.keep(case, Access(False, {account.id: "reader"}))
    before, asked = kept(house, case), house.ledger.asked.questions(case)[0]
    number = NumberGiven(analyst="Ann Alyst", horizon=asked.horizon, as_of=asked.as_of, value=0.01)
    ends = Resolution(question=asked.id, status="no", final=True, made=house.clock())
    for export in (
        forged(house, case, "Ann Alyst"),
        forged(house, case, "Ann Alyst", Note(text="mine"), Judged(analyst="Ann Alyst"), number),
        forged(house, case, "Ann Alyst", questions=(asked,), resolutions=(ends,)),
        house.ledger.export_case(case, house.clock()),
    ):
        told = bring(browser, export)
        assert told.status_code == 409
        words = words_of(told.text)
        assert f"Case {case} is here already, and a file only opens a case that is not" in words
        assert "merge the file with the command line" in words
    assert kept(house, case) == before
    assert {one.status for one in house.store.audit.since(last=4)} == {409}


def test_a_file_tells_nothing_of_a_number_that_is_kept_back(house: House, case: str) -> None:
    member(house, "analyst", "Bob")
    _, ann = member(house, "analyst", "Ann Alyst")
    asked = house.ledger.asked.questions(case)[0]

    def guess(value: float) -> NumberGiven:
        return NumberGiven(analyst="Bob", horizon=asked.horizon, as_of=asked.as_of, value=value)

    (entry,) = house.desk("Bob").enter(case, [guess(0.37)], "")
    answers = set()
    for value in (0.37, 0.36):
        told = Forecast(question=asked.id, forecaster="analyst: Bob", value=value, made=entry.at)
        sent = forged(house, case, "Bob", guess(value), questions=(asked,), forecasts=(told,))
        log = tuple(one.model_copy(update={"at": entry.at}) for one in sent.log)
        refused = bring(ann, sent.model_copy(update={"log": log}))
        answers.add((refused.status_code, words_of(refused.text)))
    assert len(answers) == 1
    assert answers.pop()[0] == 409


def test_outcomes_of_ones_own_making_lift_no_blindness(house: House, case: str) -> None:
    _, editor = member(house, "editor", "Ed Itor")
    house.desk("desk two").enter(case, [Judged(analyst="desk two", comeback={12: 0.271129})], "")
    assert case in blind_cases(house.desk("Ed Itor"))
    questions = tuple(one for one in house.ledger.asked.questions(case) if one.topic == "comeback")
    ends = tuple(
        Resolution(question=one.id, status="no", final=True, made=house.clock()) for one in questions
    )
    told = bring(editor, forged(house, case, "Ed Itor", questions=questions, resolutions=ends))
    assert told.status_code == 409
    assert case in blind_cases(house.desk("Ed Itor"))
    assert not house.ledger.asked.standing(case)


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


@pytest.mark.parametrize("where", ["who", "spelled otherwise", "correction"])
def test_words_under_the_name_of_another_account_are_refused(house: House, case: str, where: str) -> None:
    member(house, "editor", "Ed Itor")
    _, ann = member(house, "analyst", "Ann Alyst")
    whole = house.ledger.export_case(case, house.clock())
    fix = Fix(sha256=whole.reports[0].sha256, part="statement", start=0, end=9, rule="statement: quote")
    fixed = KeptFix(fix=fix, who="Ed Itor", why="", at=house.clock())
    export = {
        "who": lambda: brought(house, case, "Ed Itor", Note(text="forged")),
        "spelled otherwise": lambda: brought(house, case, "ed  ITOR, taken in by Rita", Note(text="forged")),
        "correction": lambda: brought(house, case, "Ann Alyst", reports=whole.reports, fixes=(fixed,)),
    }[where]()
    refused = bring(ann, export)
    assert refused.status_code == 422
    assert "has an account of their own" in words_of(refused.text)
    assert [one.id for one in house.ledger.cases()] == [case]


def test_words_of_who_has_no_account_are_entered_with_who_took_them_in(house: House, case: str) -> None:
    _, ann = member(house, "analyst", "Ann Alyst")
    export = brought(house, case, "Rita", Note(text="from another desk"))
    assert "taken in, with 1 change and 0 answers" in words_of(bring(ann, export).text)
    first, last = house.ledger.log.entries(export.id)
    assert (first.who, first.change) == ("Rita, taken in by Ann Alyst", Note(text="from another desk"))
    assert isinstance(last.change, Note)
    assert (last.who, last.change.text[:29]) == ("Ann Alyst", "taken in from a file exported")
    assert bring(ann, export).status_code == 409, "the same once more"
    deeds = house.store.audit.since(last=2)
    assert {(one.who, one.case_id, one.status) for one in deeds} == {
        ("Ann Alyst", export.id, 303), ("Ann Alyst", export.id, 409),
    }  # fmt: skip


def test_a_new_case_comes_in_whole(house: House, case: str) -> None:
    _, ann = member(house, "analyst", "Ann Alyst")
    whole = house.ledger.export_case(case, house.clock())
    name = min(ids_of(whole.model_copy(update={"label": "another"})), key=len)
    text = render_export(whole).replace(case, name)
    moved = json.loads(text) | {"label": "another", "forecasts": [], "questions": []}
    moved["digest"] = digest_of(moved)
    told = bring(ann, CaseExport.model_validate(moved))
    assert "taken in, with 2 changes and 2 answers" in words_of(told.text)
    assert [one.who for one in house.ledger.log.entries(name)] == [
        "desk one, taken in by Ann Alyst", "desk two, taken in by Ann Alyst", "Ann Alyst",
    ]  # fmt: skip
    assert len(house.ledger.answers(name)) == 2
    assert "It opens a case that is not here yet" in words_of(ann.client.get("/cases").text)


@pytest.mark.parametrize("role", ["analyst", "editor"])
def test_nothing_that_is_scored_comes_in(house: House, case: str, role: str) -> None:
    _, browser = member(house, role, "Ann Alyst")
    now, first = house.clock(), house.ledger.asked.questions(case)[0]
    number = NumberGiven(analyst="Ann Alyst", horizon=first.horizon, as_of=first.as_of, value=0.01)
    judged = [Judged(analyst=who, comeback={12: 0.97}) for who in ("Oslo desk", "Bonn desk")]
    bare = brought(house, case, "Ann Alyst", number, *judged, Note(text="mine"))
    asked = asked_in(bare, first)
    told = tuple(
        Forecast(question=asked.id, forecaster=who, value=0.97, made=now - timedelta(days=900))
        for who in ("analyst: Ann Alyst", "panel", "other house")
    )
    ends = (Resolution(question=asked.id, status="no", final=True, made=now),)
    parts = {"questions": (asked,), "forecasts": told, "resolutions": ends}
    words = words_of(bring(browser, bare.model_copy(update=parts)).text)
    assert "left out 2 judgements, 1 number, 3 forecasts, 1 outcome" in words
    assert house.ledger.file(bare.id).judgements == {}
    assert house.ledger.asked.questions(bare.id) == [asked]
    assert house.ledger.asked.forecasts(asked.id) == []
    assert not house.ledger.asked.standing(bare.id)


def test_an_answer_that_is_dated_ahead_is_refused(house: House, case: str) -> None:
    _, ann = member(house, "analyst", "Ann Alyst")
    given = house.ledger.export_case(case, house.clock()).answers[-1]
    ahead = given.model_copy(update={"created": house.clock() + timedelta(days=365), "entry": None})
    told = bring(ann, brought(house, case, "Ann Alyst", answers=(ahead,)))
    assert told.status_code == 422
    assert "which is still to come" in words_of(told.text)


def test_the_first_answer_of_the_house_reads_the_reports_of_a_case_that_a_file_opened(
    house: House, case: str
) -> None:
    _, ann = member(house, "analyst", "Ann Alyst")
    whole = house.ledger.export_case(case, house.clock())
    given = whole.answers[-1]
    (reading,) = given.answer.readings
    said = [one.model_copy(update={"text": "FORGED", "speaker": "Nobody"}) for one in reading.statements]
    forged = reading.model_copy(update={"statements": tuple(said)})
    answer = given.answer.model_copy(update={"readings": (forged,)})
    put = next(one.change for one in whole.log if isinstance(one.change, ReportPut))
    export = brought(
        house, case, "Ann Alyst", put, reports=whole.reports,
        answers=(given.model_copy(update={"answer": answer, "entry": 1}),),
    )  # fmt: skip
    assert "and 1 answer " in words_of(bring(ann, export).text) + " "
    house.desk("Ann Alyst").enter(export.id, [HypothesisPut(leaf="spent", words="gone")], "")
    for _ in range(2):
        ann.client.post(f"/cases/{export.id}/answer", data={"csrf": ann.csrf})
        do_next(Site(house.chosen))
        *_, last = house.ledger.answers(export.id)
        assert [one.statements for one in last.readings] == [reading.statements]
        house.desk("Ann Alyst").enter(export.id, [HypothesisPut(leaf="deal", words="bound")], "")
    assert len(house.ledger.answers(export.id)) == 3


def test_a_change_that_the_desk_would_not_take_opens_no_case(house: House, case: str) -> None:
    _, ann = member(house, "analyst", "Ann Alyst")
    told = bring(ann, brought(house, case, "Ann Alyst", HypothesisPut(leaf="nosuch", words="w")))
    assert told.status_code == 422
    assert "change 1: no hypothesis is called" in words_of(told.text)
    assert [one.id for one in house.ledger.cases()] == [case]


def test_the_reports_own_file_takes_the_place_of_what_a_case_says_of_it(house: House, case: str) -> None:
    _, ann = member(house, "analyst", "Ann Alyst")
    _, editor = member(house, "editor", "Ed Itor")
    raw = b"BAGHDAD, 20 January 2020. The army said that fighters of the group wait in the desert of Anbar."
    true = report_from_text("wire.txt", raw)
    said = {"published": date(2019, 1, 1), "publisher": "Amaq", "title": "PLANTED", "name": "planted.txt"}
    planted = true.model_copy(update=said)
    assert bring(ann, brought(house, case, "Ann Alyst", reports=(planted,))).status_code == 200
    assert house.ledger.reports.report(true.sha256) == true.model_copy(update={"name": "planted.txt"})
    sent = {"files": ("wire.txt", raw)}
    editor.client.post(f"/cases/{case}/reports", data={"csrf": editor.csrf}, files=sent)
    assert house.ledger.reports.report(true.sha256) == true


def test_a_file_that_holds_the_ledger_for_long_is_refused(house: House, case: str) -> None:
    _, ann = member(house, "analyst", "Ann Alyst")
    told = bring(ann, brought(house, case, "Ann Alyst", *[Note(text="n")] * 4001))
    assert told.status_code == 422
    assert "holds more than a page takes while others work: 4,001 changes" in words_of(told.text)
    assert [one.id for one in house.ledger.cases()] == [case]
