"""What the brief shows of a case that goes on: why the number moved, and what the answer hangs on."""

from __future__ import annotations

import samples

from smoulder.brief.anchors import item_anchor
from smoulder.brief.compose import compose
from smoulder.brief.html import render_html
from smoulder.brief.page import Bullets, Line, Section, Table
from smoulder.records.case import Assessment
from smoulder.records.moved import Moved, MovedStep
from smoulder.records.sensitivity import Look, Outcome, Sensitivity, Variant

ITEM = samples.model_case().evidence[0]
MOVED = Moved(
    horizon=12,
    before=0.41,
    after=0.36,
    steps=(
        MovedStep(
            kind="data", words="2019 was revised from 498 to 520 deaths", before=0.41, after=0.44, item=""
        ),
        MovedStep(
            kind="evidence",
            words="the group did not use an opportunity",
            before=0.44,
            after=0.36,
            item=ITEM.id,
        ),
    ),
)
SENSITIVITY = Sensitivity(
    first="degraded",
    second="patience",
    lead=0.02,
    answer=0.36,
    open_bits=1.9,
    variants=(
        Variant(what="prior doubled", name="patience", items=0, first="degraded", answer=0.4, moves={}, reorders=False),
        Variant(what="item", name=ITEM.id, items=1, first="patience", answer=0.37, moves={}, reorders=True),
        Variant(what="source", name="Example Wire", items=2, first="degraded", answer=0.35, moves={}, reorders=False),
    ),
    looks=(
        Look(
            kinds=("large attack",), words="a large or coordinated attack", weight=(0.7,), bits=0.08, moves=0.021,
            outcomes=(
                Outcome(
                    found=(True,), chance=0.3, first="patience", leaf="patience", before=0.3, after=0.5, answer=0.4
                ),
            ),
        ),
    ),
)  # fmt: skip


def part(assessment: Assessment, name: str) -> Section | None:
    return next((one for one in compose(assessment).sections if one.id == name), None)


def rows(section: Section | None) -> list[list[str]]:
    assert section is not None
    table = next(block for block in section.blocks if isinstance(block, Table))
    return [[_plain(cell) for cell in row.cells] for row in table.rows]


def _plain(cell: Line) -> str:
    return "".join(getattr(run, "text", "") for run in cell).replace("\N{NO-BREAK SPACE}", " ")


def test_each_cause_has_a_row_from_where_the_one_before_left_off() -> None:
    said = rows(part(samples.model_case(moved=MOVED), "moved"))
    assert [row[0] for row in said] == [step.words for step in MOVED.steps]
    assert [(row[1], row[2]) for row in said] == [("41 %", "44 %"), ("44 %", "36 %")]
    assert [row[3] for row in said] == ["+3", "−8"]


def test_a_cause_leads_to_its_item() -> None:
    whole = render_html(samples.model_case(moved=MOVED))
    assert f'href="#{item_anchor(ITEM.id)}"' in whole.split('id="moved"')[1].split("</section>")[0]


def test_a_first_answer_and_one_that_stayed_show_no_move() -> None:
    assert part(samples.model_case(), "moved") is None
    assert part(samples.model_case(moved=Moved(horizon=12, before=0.4, after=0.4)), "moved") is None


def test_what_changes_the_order_comes_first_and_is_marked() -> None:
    section = part(samples.model_case(sensitivity=SENSITIVITY), "hangs-on")
    said = rows(section)
    assert [row[0] for row in said] == [
        f"without {ITEM.id} ({ITEM.kind})",
        "odds of patience doubled",
        "without the source Example Wire (2 items)",
    ]
    assert [row[2] for row in said] == ["37 %", "40 %", "35 %"]
    assert section is not None
    table = next(block for block in section.blocks if isinstance(block, Table))
    assert [row.marked for row in table.rows] == [True, False, False]


def test_an_item_that_is_left_out_says_why_and_who_overruled_it() -> None:
    out = ITEM.model_copy(
        update={"left_out": "rejected by A: a copy", "marks": ("credibility 5 (was 3) by B",)}
    )
    case = samples.model_case()
    html = render_html(case.model_copy(update={"evidence": (out, *case.evidence[1:])}))
    assert "Rejected by A: a copy" in html
    assert "credibility 5 (was 3) by B" in html


def test_the_first_screen_has_the_first_sentences_and_points_to_the_others() -> None:
    said = tuple(f"Sentence {number}." for number in range(6))
    page = compose(samples.model_case(sensitivity=SENSITIVITY, would_change=said))
    shown = [_plain(line) for line in page.front.would_change]
    assert shown == [*said[:3], "What else it hangs on, and what to look for"]
    section = next(one for one in page.sections if one.id == "hangs-on")
    bullets = next(block for block in section.blocks if isinstance(block, Bullets))
    assert [_plain(line) for line in bullets.items] == list(said[3:])


def test_without_that_part_the_first_screen_holds_every_sentence() -> None:
    said = tuple(f"Sentence {number}." for number in range(6))
    assert len(compose(samples.model_case(would_change=said)).front.would_change) == 6
