"""A whole case out of one ledger and into another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from json import dumps, loads
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from smoulder import __version__
from smoulder.reading.groups import load_registry
from smoulder.reading.page import report_from_text
from smoulder.records.asked import Forecast, Resolution
from smoulder.records.case import Assessment
from smoulder.records.case_export import CaseExport, digest_of, render_export
from smoulder.records.case_file import own_item_id
from smoulder.records.change import (
    DayMoved,
    Entry,
    HypothesisPut,
    ItemMark,
    ItemPut,
    Judged,
    Note,
    NumberGiven,
)
from smoulder.records.errors import BadData, BadEntry, NoCase, NoCountry, NoGroup, PersonGiven
from smoulder.records.evidence import Source
from smoulder.records.fix import Fix
from smoulder.records.forecast import Chance
from smoulder.records.question_of import id_of
from smoulder.store.access import Access
from smoulder.store.case_check import read_export
from smoulder.store.case_terms import Terms
from smoulder.store.catch_up import catch_up
from smoulder.store.ledger import Ledger, open_ledger
from smoulder.store.transaction import write
from tests.conftest import build_assessment

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
LATER = NOW + timedelta(days=3)
AHEAD = "2026-01-07T03:04:05Z"
"""More than a day after `LATER`."""
ITEM = ItemPut(kind="regrouping", text="Camps are built.", source=Source(kind="report", name="Wire"))
Worked = tuple[Ledger, str]


def answered(**parts: Any) -> Assessment:  # Any: parts of an assessment
    """An assessment of a group that ships, in a lull, with a chance to be resolved."""
    base = build_assessment()
    question = base.question.model_copy(update={"group_id": 234, "group": "Islamic State", "country": "Iraq"})
    situation = base.situation.model_copy(update={"known": "2019-01"})
    chance = Chance(value=0.3, low=0.1, high=0.5, method="m")
    read = [report_from_text(one.report.name, one.report.raw) for one in base.readings]
    readings = [
        one.model_copy(update={"report": report}) for one, report in zip(base.readings, read, strict=True)
    ]
    said = {"answer": {12: chance}, "words": {12: "unlikely"}, "readings": tuple(readings)}
    return build_assessment(**{"question": question, "situation": situation} | said | parts)


@pytest.fixture
def worked(tmp_path: Path) -> Worked:
    """A ledger with a case on which work was done."""
    return work_once(tmp_path)


def work_once(folder: Path) -> Worked:
    """Changes, a correction, two answers and an outcome."""
    ledger = open_ledger(folder / "one")
    name = ledger.keep(answered(), now=NOW, label="spring").case_id
    sha256 = ledger.file(name).read[0]
    ledger.log.add(
        name,
        [ITEM, HypothesisPut(leaf="spent", words="gone"), Note(text="ask again")],
        who="desk",
        why="seen",
        now=NOW,
    )
    ledger.fixes.add(
        [Fix(sha256=sha256, part="statement", start=0, end=9, rule="statement: quote")],
        who="desk",
        why="no",
        now=NOW,
    )
    ledger.keep(answered(seed=8), now=LATER, case_id=name, file=ledger.file(name))
    (asked, *_) = ledger.asked.questions(name)
    ledger.asked.settle([Resolution(question=asked.id, status="no", final=True, made=LATER)])
    return ledger, name


def taken(worked: Worked, tmp_path: Path, folder: str = "two") -> tuple[Ledger, CaseExport]:
    """The case in an empty ledger, and its export from there."""
    ledger, name = worked
    text = render_export(ledger.export_case(name, NOW))
    export = read_export("case.json", text, load_registry(), LATER)
    other = open_ledger(tmp_path / folder)
    other.import_case(export)
    return other, export


def test_an_import_of_an_export_gives_the_same_case(worked: Worked, tmp_path: Path) -> None:
    ledger, name = worked
    other, export = taken(worked, tmp_path)
    again = other.export_case(name, NOW)
    assert render_export(again) == render_export(export)
    assert other.file(name).model_copy(update={"last": 0}) == ledger.file(name).model_copy(update={"last": 0})
    assert other.answers(name) == ledger.answers(name)
    assert other.asked.questions(name) == ledger.asked.questions(name)
    assert other.case(name).created == NOW
    assert [one.id for one in other.search("built")] == [name]
    assert other.asked.scored().outcome.tolist() == ledger.asked.scored().outcome.tolist()


def test_a_case_goes_to_either_kind_of_ledger_and_comes_back_as_it_was(
    worked: Worked, ledger: Ledger
) -> None:
    first, name = worked
    export = first.export_case(name, NOW)
    assert ledger.import_case(export).new
    assert not ledger.import_case(export).new
    assert render_export(ledger.export_case(name, NOW)) == render_export(export)
    assert first.import_case(ledger.export_case(name, NOW)).answers == 0


def test_an_import_into_the_same_ledger_adds_nothing(worked: Worked) -> None:
    ledger, name = worked
    before = render_export(ledger.export_case(name, NOW))
    done = ledger.import_case(read_export("case.json", before, load_registry(), LATER))
    assert (done.new, done.entries, done.answers, done.fixes, done.resolutions) == (False, 0, 0, 0, 0)
    assert render_export(ledger.export_case(name, NOW)) == before


def test_two_desks_bring_their_work_together(worked: Worked, tmp_path: Path) -> None:
    ledger, name = worked
    other, _ = taken(worked, tmp_path)
    item = own_item_id(ITEM)
    ledger.log.add(name, [ItemMark(item=item, credibility="2")], who="desk", why="", now=LATER)
    other.log.add(name, [DayMoved(as_of=date(2020, 6, 1))], who="away", why="late", now=LATER)
    export = other.export_case(name, LATER)
    done = ledger.import_case(read_export("case.json", render_export(export), load_registry(), LATER))
    assert (done.new, done.entries) == (False, 1)
    file = ledger.file(name)
    assert (file.as_of, file.marks[item].credibility) == (date(2020, 6, 1), "2")
    assert [entry.who for entry in ledger.log.entries(name)][-2:] == ["desk", "away"]


def test_an_export_names_what_each_answer_rests_on(worked: Worked, tmp_path: Path) -> None:
    ledger, name = worked
    export = ledger.export_case(name, NOW)
    assert [entry.number for entry in export.log] == [1, 2, 3, 4]
    assert [one.entry for one in export.answers] == [1, 4]
    other, _ = taken(worked, tmp_path)
    other.log.add(name, [Note(text="between")], who="away", why="", now=LATER)
    assert [one.entry for one in other.kept_answers(name)] == [1, 4]


def test_a_case_that_is_not_there_cannot_be_exported(worked: Worked) -> None:
    with pytest.raises(NoCase):
        worked[0].export_case("nope", NOW)


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The text of an export."""
    ledger, name = work_once(tmp_path_factory.mktemp("exported"))
    return render_export(ledger.export_case(name, NOW))


def changed(text: str, change: Callable[[dict[str, Any]], object], *, sealed: bool = True) -> str:
    """The text of an export with a change; sealed: with a digest that fits it."""
    whole: dict[str, Any] = loads(text)
    change(whole)
    if sealed:
        whole["digest"] = digest_of(whole)
    return dumps(whole)


def test_a_file_that_was_changed_is_refused(exported: str) -> None:
    text = changed(exported, lambda whole: whole["log"][1].update(why="something else"), sealed=False)
    with pytest.raises(BadData, match=r"case\.json was changed after it was exported"):
        read_export("case.json", text, load_registry(), LATER)


REFUSED: list[tuple[str, Callable[[dict[str, Any]], object], type[Exception], str]] = [
    ("form", lambda whole: whole.update(schema_version="9"), BadData, "has the form '9'"),
    ("no case", lambda whole: whole.pop("schema_version"), BadData, "is no exported case"),
    ("missing", lambda whole: whole.pop("question"), BadData, "question is missing"),
    (
        "report",
        lambda whole: whole["reports"][0].update(raw="They won."),
        BadData,
        "does not fit its SHA-256",
    ),
    ("id", lambda whole: whole.update(id="jo-example"), BadData, "is not that of its question"),
    (
        "answer",
        lambda whole: whole["answers"][0]["answer"]["question"].update(country="Syria"),
        BadData,
        "answer is about",
    ),
    ("question", lambda whole: whole["questions"][0].update(case_id="x"), BadData, "another case"),
    ("asked", lambda whole: whole["questions"][0].update(line=9.5), BadData, "not that of what it asks"),
    (
        "stolen",
        lambda whole: whole.update(questions=[{**whole["questions"][0], "id": "0123456789ab"}], forecasts=[]),
        BadData,
        "not that of what it asks",
    ),
    ("forecast", lambda whole: whole["forecasts"][0].update(question="x"), BadData, "belongs to no question"),
    ("change", lambda whole: whole["log"][0].update(case_id="x"), BadData, "change belongs"),
    (
        "correction",
        lambda whole: whole["fixes"][0]["fix"].update(sha256="b" * 64),
        BadData,
        "no report of the case",
    ),
    (
        "person",
        lambda whole: whole["question"].update(group="General Jo Example"),
        PersonGiven,
        "never persons",
    ),
    (
        "source",
        lambda whole: next(one for one in whole["log"] if one["change"]["what"] == "item")["change"][
            "source"
        ].update(name="General Jo Example"),
        PersonGiven,
        "never persons",
    ),
    ("exported", lambda whole: whole.update(exported=AHEAD), BadData, "the file is of 2026-01-07"),
    ("created", lambda whole: whole.update(created=AHEAD), BadData, "its case is of 2026"),
    (
        "at",
        lambda whole: whole["log"][1].update(at=AHEAD),
        BadData,
        "change 2 is of 2026-01-07, which is still",
    ),
    ("fixed", lambda whole: whole["fixes"][0].update(at=AHEAD), BadData, "a correction is of 2026"),
    ("answered", lambda whole: whole["answers"][1].update(created=AHEAD), BadData, "an answer is of 2026"),
    ("made", lambda whole: whole["forecasts"][0].update(made=AHEAD), BadData, "a forecast is of 2026"),
    ("ended", lambda whole: whole["resolutions"][0].update(made=AHEAD), BadData, "an outcome is of 2026"),
    (
        "day",
        lambda whole: whole["log"][3].update(change={"what": "day", "as_of": "2026-01-07"}),
        BadData,
        "the day of change 4 is 2026-01-07, which is still to come",
    ),
    (
        "corrected day",
        lambda whole: whole["fixes"][0]["fix"].update(part="published", start=0, end=0, now="2026-01-07"),
        BadData,
        "the day that a correction gives a report is 2026-01-07, which is still to come",
    ),
    (
        "corrected group",
        lambda whole: whole["fixes"][0]["fix"].update(part="group", start=0, end=0, now="999999999"),
        NoGroup,
        "no group has the id 999999999",
    ),
    (
        "corrected to no id",
        lambda whole: whole["fixes"][0]["fix"].update(part="group", start=0, end=0, now="9" * 5000),
        BadData,
        "give its id",
    ),
    (
        "corrected country",
        lambda whole: whole["fixes"][0]["fix"].update(part="country", start=0, end=0, now="Nowhere"),
        NoCountry,
        "'Nowhere'",
    ),
    ("label", lambda whole: whole.update(label="General Jo Example"), PersonGiven, "never persons"),
    (
        "person answered",
        lambda whole: whole["answers"][0]["answer"]["question"].update(group="General Jo Example"),
        PersonGiven,
        "never persons",
    ),
    (
        "unknown",
        lambda whole: whole["question"].update(group_id=999_999),
        NoGroup,
        "no group has the id 999999",
    ),
    (
        "other",
        lambda whole: whole["question"].update(group="Embers"),
        NoGroup,
        "there; let both data folders",
    ),
]


@pytest.mark.parametrize(
    ("change", "error", "said"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_a_case_that_cannot_be_taken_in_is_refused_in_one_line(
    exported: str, change: Callable[[dict[str, Any]], object], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said) as refused:
        read_export("case.json", changed(exported, change), load_registry(), LATER)
    assert str(refused.value).startswith("case.json")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("text", ["", "no JSON", "[1]"])
def test_a_file_that_is_no_export_is_refused(text: str) -> None:
    with pytest.raises(BadData, match="smoulder case export"):
        read_export("case.json", text, load_registry(), LATER)


def test_a_question_has_the_id_of_what_it_asks(worked: Worked) -> None:
    ledger, name = worked
    asked = ledger.asked.questions(name)
    assert asked
    assert [one.id for one in asked] == [id_of(one) for one in asked]
    other = asked[0].model_copy(update={"group": "another name", "lull": "2018-01"})
    assert id_of(other) == asked[0].id, "how it is told is no part of what it asks"
    assert id_of(asked[0].model_copy(update={"case_id": "another"})) != asked[0].id


def test_a_question_of_another_case_is_refused_and_nothing_is_kept(worked: Worked) -> None:
    ledger, name = worked
    own = ledger.open_case(answered().question, "mine", NOW).case_id
    stolen = ledger.asked.questions(name)[0].model_copy(update={"case_id": own})
    note = Entry(number=1, case_id=own, who="desk", why="", at=NOW, change=Note(text="n"))
    end = Resolution(question=stolen.id, status="yes", final=True, made=LATER + timedelta(days=1))
    parts = {"questions": (stolen,), "resolutions": (end,), "log": (note,)}
    before = render_export(ledger.export_case(name, NOW))
    with pytest.raises(BadData, match="belongs to another case of this ledger"):
        ledger.import_case(ledger.export_case(own, NOW).model_copy(update=parts))
    assert render_export(ledger.export_case(name, NOW)) == before
    assert ledger.log.entries(own) == []


def refusing(case_id: str, access: Access) -> None:
    raise BadEntry(f"not into {case_id}, which is for {'some' if access.named else 'all'}")


ELSEWHERE = "what stands before this was not entered here"
TERMS = Terms("Ada", frozenset(), refusing, LATER)
BROUGHT = f"taken in from a file exported 2026-01-02 by Smoulder {__version__}: {ELSEWHERE}"


def test_by_terms_a_case_that_is_there_is_refused_while_it_is_held(worked: Worked, ledger: Ledger) -> None:
    first, name = worked
    export = first.export_case(name, NOW)
    ledger.import_case(export)
    ledger.workbench().access.keep(name, Access(True))
    with pytest.raises(BadEntry, match=f"not into {name}, which is for some"):
        ledger.import_case(export, TERMS)
    with pytest.raises(BadEntry, match="not into"):
        ledger.keep(answered(seed=9), now=LATER, label="spring", admit=refusing)
    with pytest.raises(BadEntry, match="not into"):
        ledger.keep(answered(seed=9), now=LATER, case_id=name, admit=refusing)
    assert render_export(ledger.export_case(name, NOW)) == render_export(export)
    assert ledger.keep(answered(seed=9), now=LATER, label="new", admit=refusing).new


def test_a_case_that_is_hidden_under_another_id_is_not_told(worked: Worked) -> None:
    ledger, name = worked
    other = ledger.export_case(name, NOW).model_copy(update={"id": f"{name}ffff", "log": ()})
    with pytest.raises(BadEntry, match=f"not into {name}"):
        ledger.import_case(other, TERMS)
    with pytest.raises(BadData, match="has the case under another id"):
        ledger.import_case(other)


def test_words_go_under_ones_own_name_or_say_who_took_them_in(worked: Worked, ledger: Ledger) -> None:
    (first, name), other = worked, ledger
    export = first.export_case(name, NOW)
    with pytest.raises(BadEntry, match="under the name of desk, and desk has an account"):
        other.import_case(export, replace(TERMS, others=frozenset({"desk"})))
    assert other.cases() == []
    assert other.import_case(export, TERMS).new
    assert [one.who for one in other.log.entries(name)] == [
        "smoulder, taken in by Ada", *["desk, taken in by Ada"] * 3, "Ada",
    ]  # fmt: skip
    assert {one.who for one in other.fixes.of([one.sha256 for one in export.reports])} == {
        "desk, taken in by Ada"
    }
    assert first.import_case(other.export_case(name, NOW)).entries == 1, "it comes home with the note alone"


def test_the_log_says_for_good_who_brought_a_case(worked: Worked, ledger: Ledger) -> None:
    first, name = worked
    ledger.import_case(first.export_case(name, NOW), TERMS)
    last = ledger.log.entries(name)[-1]
    assert (last.who, last.at, last.change) == ("Ada", LATER, Note(text=BROUGHT))
    again = ledger.export_case(name, LATER)
    assert not ledger.import_case(again).entries
    assert render_export(ledger.export_case(name, LATER)) == render_export(again)
    assert [one.id for one in ledger.search("built")] == [name]


def test_by_terms_nothing_that_is_scored_comes_in(worked: Worked, ledger: Ledger) -> None:
    first, name = worked
    (asked, *_) = first.asked.questions(name)
    number = NumberGiven(analyst="Rita", horizon=asked.horizon, as_of=asked.as_of, value=0.9)
    first.log.add(name, [number], who="Rita", why="", now=NOW)
    first.keep(answered(seed=9), now=LATER, case_id=name, file=first.file(name))
    export = first.export_case(name, NOW)
    forged = Forecast(question=asked.id, forecaster="panel", value=0.97, made=NOW)
    export = export.model_copy(update={"forecasts": (*export.forecasts, forged)})
    done = ledger.import_case(export, TERMS)
    assert done.left == ("1 number", f"{len(export.forecasts)} forecasts", "1 outcome")
    ledger.log.add(name, [number.model_copy(update={"analyst": "Ada"})], who="Ada", why="", now=LATER)
    again = ledger.export_case(name, NOW)
    assert again.questions == export.questions
    assert [one.answer for one in again.answers] == [one.answer for one in export.answers]
    assert [one.entry for one in again.answers] == [1, 4, 4], "it rests on what is before the number"
    assert [one.forecaster for one in again.forecasts] == ["analyst: Ada"]
    assert again.resolutions == ()
    write(ledger._engine, catch_up)
    assert ledger.export_case(name, NOW).forecasts == again.forecasts, "nor with a later version"


def test_by_terms_judgements_stay_out(worked: Worked, ledger: Ledger) -> None:
    first, name = worked
    judged = [Judged(analyst=who, comeback={12: 0.97}) for who in ("Oslo desk", "Bonn desk")]
    first.log.add(name, judged, who="desk", why="", now=NOW)
    export = first.export_case(name, NOW)
    done = ledger.import_case(export, replace(TERMS, others=frozenset({"oslo desk"})))
    assert done.left[0] == "2 judgements"
    assert ledger.file(name).judgements == {}
    assert len(ledger.log.entries(name)) == done.entries + 1 == len(export.log) - 1


def at_times(export: CaseExport, moved: timedelta) -> CaseExport:
    """A file as a desk would have written it whose clock goes otherwise, by so much."""
    parts: dict[str, Any] = {
        "created": export.created + moved,
        "log": tuple(one.model_copy(update={"at": one.at + moved}) for one in export.log),
        "fixes": tuple(one.model_copy(update={"at": one.at + moved}) for one in export.fixes),
        "answers": tuple(one.model_copy(update={"created": one.created + moved}) for one in export.answers),
        "exported": export.exported + moved,
    }
    return export.model_copy(update=parts)


@pytest.fixture(scope="module")
def brought_file(tmp_path_factory: pytest.TempPathFactory) -> CaseExport:
    """What `work_once` made, with two entries that are alike."""
    ledger, name = work_once(tmp_path_factory.mktemp("brought"))
    ledger.log.add(name, [Note(text="ask again")] * 2, who="desk", why="seen", now=LATER)
    return ledger.export_case(name, NOW)


@given(moved=st.timedeltas(-timedelta(days=400), timedelta(days=1)))
@example(moved=timedelta(hours=9))
@example(moved=timedelta(microseconds=1))
@example(moved=timedelta(0))
@settings(max_examples=4, deadline=None, derandomize=True)
def test_a_file_of_any_clock_that_came_by_terms_is_known_again(
    brought_file: CaseExport, moved: timedelta
) -> None:
    export, last = at_times(brought_file, moved), LATER + moved
    with TemporaryDirectory() as folder, open_ledger(Path(folder)) as ledger:
        if last > LATER:
            with pytest.raises(BadEntry, match=r"a clock is ahead .* once that time is past"):
                ledger.import_case(export, TERMS)
            assert ledger.cases() == []
        ledger.import_case(export, replace(TERMS, now=max(LATER, last)))
        held = ledger.log.entries(export.id)
        assert [one.change for one in held[:-1]] == [one.change for one in export.log]
        assert max(one.at for one in held) <= max(LATER, last)
        for _ in range(2):
            done = ledger.import_case(export)
            assert (done.new, done.entries, done.answers, done.fixes) == (False, 0, 0, 0)
        ledger.log.add(
            export.id, [Note(text="ask again")], who="desk", why="seen", now=last + timedelta(seconds=1)
        )
        assert len(ledger.log.entries(export.id)) == len(held) + 1, "the same said anew is another entry"
        assert ledger.import_case(export).entries == 0


def test_an_answer_whose_report_is_read_otherwise_here_is_known_again(worked: Worked, ledger: Ledger) -> None:
    first, name = worked
    export = first.export_case(name, NOW)
    told = tuple(
        one.model_copy(update={"answer": one.answer.model_copy(update={"readings": tuple(
            reading.model_copy(update={"report": reading.report.model_copy(update={"title": "As it was read once"})})
            for reading in one.answer.readings
        )})})
        for one in export.answers
    )  # fmt: skip
    export = export.model_copy(update={"answers": told})
    ledger.import_case(export, TERMS)
    assert [one.answer for one in ledger.kept_answers(name)] != [one.answer for one in told]
    assert ledger.import_case(export).answers == 0
    assert len(ledger.kept_answers(name)) == len(told)


def test_what_is_entered_after_a_file_came_by_terms_comes_after_it(worked: Worked, ledger: Ledger) -> None:
    first, name = worked
    ledger.import_case(first.export_case(name, NOW), TERMS)
    ledger.keep(answered(seed=9), now=LATER + timedelta(hours=1), case_id=name, file=ledger.file(name))
    assert [one.answer.seed for one in ledger.kept_answers(name)] == [7, 8, 9]


def test_a_file_that_says_it_was_exported_tomorrow_is_told_as_of_today(
    worked: Worked, ledger: Ledger
) -> None:
    first, name = worked
    ledger.import_case(first.export_case(name, LATER + timedelta(hours=23)), TERMS)
    note = ledger.log.entries(name)[-1].change
    assert isinstance(note, Note)
    assert f"exported {LATER:%Y-%m-%d} by" in note.text


def test_a_change_of_a_report_that_nobody_has_is_refused(worked: Worked, tmp_path: Path) -> None:
    ledger, name = worked
    export, other = ledger.export_case(name, NOW), open_ledger(tmp_path / "two")
    bare = export.model_copy(update={"reports": (), "fixes": ()})
    for terms, cure in ((None, "smoulder case add"), (TERMS, "export the case again")):
        with pytest.raises(BadData, match=rf"change 1 of .*, which is not in the file; .*{cure}"):
            other.import_case(bare, terms)
    assert other.cases() == []
    other.reports.add(export.reports)
    assert other.import_case(bare).new


def test_a_report_is_read_anew_by_terms(worked: Worked, tmp_path: Path) -> None:
    ledger, name = worked
    export = ledger.export_case(name, NOW)
    raw = "BAGHDAD, 20 January 2020. The army said that fighters of the group wait in the desert of Anbar."
    true = report_from_text("wire.txt", raw.encode())
    said = {"published": date(2019, 1, 1), "publisher": "Amaq", "title": "PLANTED", "name": "planted.txt"}
    other = open_ledger(tmp_path / "two")
    planted = true.model_copy(update={**said, "text": "Nothing happened.", "offsets": ()})
    sent = export.model_copy(update={"reports": (*export.reports, planted)})
    with pytest.raises(BadEntry, match=r"readable text of report planted\.txt is not what is read"):
        other.import_case(sent, TERMS)
    planted = true.model_copy(update=said)
    other.import_case(export.model_copy(update={"reports": (*export.reports, planted)}), TERMS)
    assert other.reports.report(true.sha256) == true.model_copy(update={"name": "planted.txt"})
    other.reports.add([true])
    assert other.reports.report(true.sha256) == true, "the report's own file has the last word"
    other.reports.add([planted])
    assert other.reports.report(true.sha256) == true, "once"


def with_report(export: CaseExport, **parts: Any) -> CaseExport:  # Any: parts of a report
    """The file, with something else in what its answers hold of its report."""
    answers = []
    for one in export.answers:
        (reading,) = one.answer.readings
        said = reading.model_copy(update={"report": reading.report.model_copy(update=parts)})
        answers.append(one.model_copy(update={"answer": one.answer.model_copy(update={"readings": (said,)})}))
    return export.model_copy(update={"answers": tuple(answers)})


FORGED: list[dict[str, Any]] = [{"text": "They won."}, {"raw": "They won."}, {"sha256": "b" * 64}]


@pytest.mark.parametrize("parts", FORGED, ids=["text", "raw", "report"])
def test_an_answer_that_holds_another_text_of_a_report_is_refused(
    worked: Worked, tmp_path: Path, parts: dict[str, Any]
) -> None:
    first, name = worked
    other = open_ledger(tmp_path / "two")
    with pytest.raises(BadData, match=r"answer of the file holds another text of report report-0\.txt than"):
        other.import_case(with_report(first.export_case(name, NOW), **parts), TERMS)
    assert other.cases() == []


def test_an_answer_holds_a_report_that_lost_letters_as_the_ledger_has_it(
    worked: Worked, tmp_path: Path
) -> None:
    first, name = worked
    export, other = first.export_case(name, NOW), open_ledger(tmp_path / "two")
    (report,) = export.reports
    lost = {"raw": "Planted. \ufffd", "text": "Planted. \ufffd"}
    planted = with_report(export, **lost).model_copy(update={"reports": (report.model_copy(update=lost),)})
    other.reports.add([report])
    with pytest.raises(BadData, match="holds another text of report"):
        other.import_case(planted, TERMS)


def test_what_an_answer_says_of_a_report_is_what_is_read_here(worked: Worked, ledger: Ledger) -> None:
    first, name = worked
    export = first.export_case(name, NOW)
    said = {"title": "PLANTED", "publisher": "Reuters", "published": date(2020, 1, 1), "name": "planted.txt"}
    ledger.import_case(with_report(export, **said), TERMS)
    held = [one.answer.readings[0].report for one in ledger.kept_answers(name)]
    assert held == [ledger.reports.report(export.reports[0].sha256)] * 2
    assert held == list(export.reports) * 2


@pytest.mark.parametrize("day", ["2020-01-02", ""])
def test_a_corrected_day_of_a_report_stands_in_an_answer(worked: Worked, tmp_path: Path, day: str) -> None:
    first, name = worked
    sha256 = first.file(name).read[0]
    right = [Fix(sha256=sha256, part="published", now=one) for one in (day, "2020-01-09")]
    first.fixes.add(right, who="desk", why="", now=NOW)
    corrected = {
        "published": date.fromisoformat(day) if day else None,
        "published_from": "user" if day else "",
    }
    export = with_report(first.export_case(name, NOW), **corrected)
    other = open_ledger(tmp_path / "two")
    other.import_case(export, TERMS)
    assert [one.answer for one in other.kept_answers(name)] == [one.answer for one in export.answers]


def test_no_answer_of_a_file_keeps_one_of_this_house_out(worked: Worked, tmp_path: Path) -> None:
    ledger, name = worked
    twin, _ = work_once(tmp_path / "twin")
    twin.keep(answered(seed=9), now=LATER, case_id=name, file=twin.file(name))
    coming = twin.export_case(name, NOW).answers[-1]
    planted = ledger.export_case(name, NOW).model_copy(update={"label": "own", "log": (), "questions": ()})
    planted = planted.model_copy(
        update={"id": f"{name}ffff", "answers": (coming.model_copy(update={"entry": None}),)}
    )
    assert ledger.import_case(planted, TERMS).answers == 1
    assert ledger.import_case(planted).answers == 0, "it is there, under another key"
    ledger.keep(answered(seed=9), now=LATER, case_id=name, file=ledger.file(name))
    assert [one.seed for one in ledger.answers(name)] == [7, 8, 9]


def test_the_items_of_a_file_are_indexed_at_once(worked: Worked, tmp_path: Path) -> None:
    first, name = worked
    told = []
    for count in (2, 40):
        items = [ITEM.model_copy(update={"text": f"Camp {at} is built."}) for at in range(count)]
        first.log.add(name, items, who="desk", why="", now=NOW)
        other, ran = open_ledger(tmp_path / str(count)), 0

        def note(*given: object) -> None:
            nonlocal ran
            ran += "passages" in str(given[2])

        event.listen(other._engine, "before_cursor_execute", note)
        other.import_case(first.export_case(name, NOW))
        told.append(ran)
    assert told[0] == told[1] > 0


def test_no_text_comes_in_under_the_digest_of_another(worked: Worked, tmp_path: Path) -> None:
    ledger, name = worked
    export, other = ledger.export_case(name, NOW), open_ledger(tmp_path / "two")
    (report,) = export.reports
    lost = report.model_copy(update={"raw": "Planted. \ufffd", "text": "Planted. \ufffd"})
    sent = {"reports": (lost,)}
    with pytest.raises(BadEntry, match="add the report itself here first"):
        other.import_case(export.model_copy(update=sent), TERMS)
    assert other.reports.names() == {}
    other.reports.add([report])
    assert other.import_case(export.model_copy(update=sent), TERMS).new
    assert other.reports.report(report.sha256).raw == report.raw


def test_a_case_whose_id_another_one_has_is_refused_and_nothing_is_kept(
    worked: Worked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger, name = worked
    export = ledger.export_case(name, NOW)
    other = open_ledger(tmp_path / "three")
    monkeypatch.setattr("smoulder.store.case_rows.case_id", lambda *_: name)
    other.open_case(answered().question, "another", NOW)
    with pytest.raises(BadData, match="another case of this ledger has the id"):
        other.import_case(export)
    assert len(other.cases()) == 1
    assert other.reports.names() == {}
