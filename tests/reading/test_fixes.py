"""Corrections of the reader: applied again at every reading, and none is lost in silence."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from smoulder.reading.fixes import KINDS, apply_fixes, fix_report, lay_fixes
from smoulder.reading.rules_of import errors_by_rule, rule_of, said_of
from smoulder.records.fix import Fix, KeptFix
from smoulder.records.report import Report
from smoulder.records.statement import Claim, PressureMention, Reading, Statement, TextEvidence

RAW = "The hills are calm, an officer said. They wait, a trader said. They are weak, a nurse said."
SHA = "a" * 64
REPORT = Report(name="calm.txt", sha256=SHA, raw=RAW, text=RAW, published=date(2019, 3, 1))


def at(words: str) -> dict[str, object]:
    start = RAW.index(words)
    return {"text": words, "start": start, "end": start + len(words)}


def fix(part: str, words: str = "", **more: object) -> Fix:
    span = {key: value for key, value in at(words).items() if key != "text"} if words else {}
    return Fix.model_validate({"sha256": SHA, "part": part, **span, **more})


def reading() -> Reading:
    return Reading(
        report=REPORT,
        statements=(
            Statement(**at("The hills are calm"), speaker="An officer", role="army officer"),
            Statement(**at("They wait"), speaker="A trader", role="trader"),
            Statement(**at("They are weak"), speaker="A nurse", role="nurse"),
        ),
        claims=(
            Claim(**at("The hills are calm"), hypotheses=("deal",), stance="states"),
            Claim(
                **at("They wait"), hypotheses=("patience",), stance="asserts", speaker="A trader", rival_of=2
            ),
            Claim(
                **at("They are weak"),
                hypotheses=("degraded",),
                stance="asserts",
                speaker="A nurse",
                rival_of=1,
            ),
        ),
        evidence=(
            TextEvidence(
                **at("The hills are calm"),
                kind="unused opportunity",
                favours=("degraded", "spent"),
                over=("patience",),
                supports=(2,),
            ),
        ),
        pressure=(PressureMention(**at("an officer"), kind="foreign troops", on="IS", where="Iraq"),),
        group_id=234,
        country="Iraq",
    )


def test_a_wrong_speaker_is_put_right_wherever_the_passage_is_used() -> None:
    fixed = apply_fixes(reading(), [fix("speaker", "They wait", was="A trader", now="A nurse")])
    assert (fixed.statements[1].speaker, fixed.statements[1].role) == ("A nurse", "nurse")
    assert fixed.claims[1].speaker == "A nurse"
    assert (fixed.statements[0], fixed.claims[2]) == (reading().statements[0], reading().claims[2])


def test_a_speaker_whom_the_report_has_nowhere_else_has_no_role_and_a_name() -> None:
    anonymous = reading().model_copy(
        update={"statements": (Statement(**at("They wait"), speaker="an aide", role="aide", anonymous=True),)}
    )
    (said,) = apply_fixes(anonymous, [fix("speaker", "wait", now="A miller")]).statements
    assert (said.speaker, said.role, said.anonymous) == ("A miller", "", False)


def test_a_rejected_claim_goes_and_what_pointed_to_it_follows() -> None:
    fixed = apply_fixes(reading(), [fix("claim", "The hills are calm")])
    assert [one.rival_of for one in fixed.claims] == [1, 0]
    assert fixed.evidence[0].supports == (1,)
    alone = apply_fixes(reading(), [fix("claim", "They wait", was="asserts patience")])
    assert [one.rival_of for one in alone.claims] == [None, None]
    assert alone.evidence[0].supports == ()


def test_evidence_is_rejected_or_becomes_of_another_kind_with_its_direction() -> None:
    words = "The hills are calm"
    assert apply_fixes(reading(), [fix("evidence", words)]).evidence == ()
    (other,) = apply_fixes(reading(), [fix("evidence", words, now="waiting judged likely")]).evidence
    assert (other.kind, other.favours, other.supports) == ("waiting judged likely", ("patience",), (1,))
    (denied,) = apply_fixes(reading(), [fix("evidence", words, now="not capacity judged low")]).evidence
    assert (denied.kind, denied.negated, denied.favours) == ("capacity judged low", True, ("patience",))
    assert said_of(denied) == "not capacity judged low"


def test_a_statement_is_rejected() -> None:
    assert len(apply_fixes(reading(), [fix("statement", "They wait")]).statements) == 2


def test_group_country_and_day_of_the_report_are_put_right() -> None:
    fixes = [fix("group", now="515"), fix("country", now="Syria"), fix("published", now="2018-02-03")]
    fixed = apply_fixes(reading(), fixes)
    assert (fixed.group_id, fixed.country) == (515, "Syria")
    assert (fixed.report.published, fixed.report.published_from) == (date(2018, 2, 3), "user")
    assert (fixed.pressure[0].on, fixed.pressure[0].where) == ("", "Syria")
    assert fixed.report == fix_report(REPORT, fixes)
    none = apply_fixes(reading(), [fix("group"), fix("country"), fix("published")])
    assert (none.group_id, none.country, none.report.published) == (None, None, None)


def test_the_group_that_pressure_is_on_has_its_name() -> None:
    from smoulder.reading.groups import load_registry

    fixed = apply_fixes(reading(), [fix("group", now="320")], load_registry())
    assert fixed.pressure[0].on == load_registry().group(320).name


def test_a_passage_that_a_later_reader_ends_elsewhere_is_found_and_another_one_is_not() -> None:
    shorter = fix("statement", "The hills are ca")
    assert len(apply_fixes(reading(), [shorter]).statements) == 2
    outcome = lay_fixes(reading(), [fix("statement", "The hills")]).outcomes[0]
    assert (outcome.applied, outcome.words) == (
        False,
        "not needed or not found: the reader has no statement at 0:9 to correct",
    )


def test_a_correction_that_the_reader_no_longer_needs_is_told() -> None:
    outcome = lay_fixes(
        reading(), [fix("evidence", "The hills are calm", was="surrenders", now="regrouping")]
    ).outcomes[0]
    assert not outcome.applied
    assert "has no evidence 'surrenders' at 0:18" in outcome.words


def test_what_became_of_every_correction_is_told() -> None:
    words = "The hills are calm"
    fixes = [
        fix("evidence", words, was="unused opportunity"),
        fix("evidence", words, was="unused opportunity", now="unused opportunity"),
        fix("speaker", words, now="A nurse"),
        fix("speaker", words, now="A trader"),
        fix("country", now="Syria"),
        fix("country", now="Iran"),
        fix("claim", "They wait", was="denies patience"),
    ]
    told = [(one.applied, one.words.split(":")[0]) for one in lay_fixes(reading(), fixes).outcomes]
    assert told == [
        (False, "a later correction stands over it"),
        (False, "the reader was right, and nothing is changed"),
        (False, "a later correction stands over it"),
        (True, ""),
        (False, "a later correction stands over it"),
        (True, ""),
        (False, "not needed or not found"),
    ]


def test_the_last_word_stands_and_a_correction_can_be_taken_back() -> None:
    words = "The hills are calm"
    there = fix("evidence", words, was="unused opportunity", now="surrenders")
    back = fix("evidence", words, was="surrenders", now="unused opportunity")
    assert apply_fixes(reading(), [there, back]) == reading()
    assert apply_fixes(reading(), [there, fix("evidence", words, was="surrenders")]).evidence == ()


@pytest.mark.parametrize(
    ("part", "more"),
    [
        ("group", {"now": "Islamic State"}),
        ("group", {"start": 1, "end": 2}),
        ("claim", {"start": 1, "end": 2, "now": "patience"}),
        ("speaker", {}),
        ("speaker", {"start": 5, "end": 2}),
        ("published", {"now": "last May"}),
    ],
)
def test_a_correction_that_makes_no_sense_is_refused(part: str, more: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Fix.model_validate({"sha256": SHA, "part": part, **more})


def test_errors_are_counted_by_rule_once_a_passage_and_not_where_they_were_put_back() -> None:
    start = datetime(2026, 1, 2, tzinfo=UTC)
    rule = rule_of(reading().evidence[0])
    words = "The hills are calm"
    fixes = [
        fix("evidence", words, was="unused opportunity", now="surrenders", rule=rule),
        fix("evidence", words, was="surrenders", now="regrouping", rule=rule),
        fix("evidence", "They wait", was="unused opportunity", rule=rule),
        fix("speaker", "They wait", was="A trader", now="A nurse", rule="speaker: quote"),
        fix("claim", "They wait", rule="claim: asserts patience"),
        fix("speaker", "They wait", was="A nurse", now="A trader", rule="speaker: quote"),
    ]
    kept = [
        KeptFix(fix=one, who="desk", why="", at=start + timedelta(hours=n)) for n, one in enumerate(fixes)
    ]
    assert errors_by_rule(kept) == {"evidence: unused opportunity": 2, "claim: asserts patience": 1}
    assert errors_by_rule([]) == {}


SPANS = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda pair: (pair[0], pair[0] + pair[1]))
SPEAKERS = st.sampled_from(["", "An officer", "A trader"])


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    def passages(most: int) -> list[dict[str, object]]:
        spans = draw(st.lists(SPANS, max_size=most))
        return [{"text": RAW[a:b], "start": a, "end": b, "speaker": draw(SPEAKERS)} for a, b in spans]

    claims = passages(4)
    places = st.none() | st.integers(0, max(len(claims) - 1, 0))
    kinds = st.sampled_from(["surrenders", "regrouping"])
    return Reading(
        report=REPORT,
        statements=tuple(Statement.model_validate(one) for one in passages(4)),
        claims=tuple(
            Claim.model_validate(
                one | {"hypotheses": ("patience",), "stance": "asserts", "rival_of": draw(places)}
            )
            for one in claims
        ),
        evidence=tuple(
            TextEvidence.model_validate(one | {"kind": draw(kinds), "favours": ("patience",), "over": ()})
            for one in passages(4)
        ),
        group_id=234,
    )


@st.composite
def corrections(draw: st.DrawFn) -> Fix:
    part = draw(
        st.sampled_from(["speaker", "group", "country", "claim", "evidence", "statement", "published"])
    )
    start, end = (0, 0) if part in ("group", "country", "published") else draw(SPANS)
    now = {
        "speaker": SPEAKERS,
        "group": st.sampled_from(["", "234", "320"]),
        "country": st.sampled_from(["", "Iraq"]),
        "evidence": st.sampled_from(["", "surrenders", "regrouping", "large attack"]),
        "published": st.sampled_from(["", "2019-01-01"]),
    }.get(part, st.just(""))
    was = (
        st.sampled_from(["", "surrenders", "regrouping", "large attack"])
        if part == "evidence"
        else st.just("")
    )
    return Fix.model_validate(
        {"sha256": SHA, "part": part, "start": start, "end": end, "was": draw(was), "now": draw(now)}
    )


FIXES = st.lists(corrections(), max_size=6)


@settings(max_examples=150, deadline=None)
@given(readings(), FIXES)
def test_corrections_applied_twice_are_as_applied_once(read: Reading, fixes: list[Fix]) -> None:
    once = lay_fixes(read, fixes)
    again = lay_fixes(once.reading, fixes)
    assert again.reading == once.reading
    assert len(once.outcomes) == len(fixes)
    assert all(one.applied or one.words for one in once.outcomes)


@settings(max_examples=50, deadline=None)
@given(readings(), FIXES)
def test_corrections_of_other_reports_change_nothing(read: Reading, fixes: list[Fix]) -> None:
    others = [one.model_copy(update={"sha256": "b" * 64}) for one in fixes]
    assert lay_fixes(read, others).reading == read
    assert lay_fixes(read, others).outcomes == ()


@settings(max_examples=100, deadline=None)
@given(readings(), FIXES)
def test_whatever_points_to_claims_points_to_claims_that_are_there(read: Reading, fixes: list[Fix]) -> None:
    fixed = apply_fixes(read, fixes)
    places = range(len(fixed.claims))
    assert all(one.rival_of is None or one.rival_of in places for one in fixed.claims)
    assert all(one in places for item in fixed.evidence for one in item.supports)


def test_the_order_of_corrections_of_different_passages_does_not_matter() -> None:
    fixes = [
        fix("speaker", "They wait", now="A nurse"),
        fix("claim", "They are weak"),
        fix("evidence", "The hills are calm", now="surrenders"),
        fix("group", now="320"),
    ]
    whole = {apply_fixes(reading(), order).model_dump_json() for order in permutations(fixes)}
    assert len(whole) == 1


def test_every_kind_that_can_be_named_is_one_that_the_reader_knows() -> None:
    for kind in KINDS:
        fixed = apply_fixes(reading(), [fix("evidence", "The hills are calm", now=kind)])
        assert said_of(fixed.evidence[0]) == kind
