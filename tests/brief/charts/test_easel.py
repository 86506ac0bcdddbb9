"""The drawing process: what it draws is what is drawn here, and nothing is lost when it dies."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import samples

from smoulder.brief.charts.easel import Easel, render, serve
from smoulder.brief.manuscript import Manuscript
from smoulder.brief.write import easel_for

pytest.importorskip("vl_convert", reason="needs vl-convert: pip install 'smoulder[charts]'")

SPEC = json.dumps(
    {
        "data": {"values": [{"a": 1}]},
        "mark": "point",
        "encoding": {"x": {"field": "a", "type": "quantitative"}},
    }
)


@pytest.fixture(scope="module")
def easel() -> Iterator[Easel]:
    with Easel() as started:
        yield started


def test_the_process_draws_what_is_drawn_here_in_the_order_it_is_asked(easel: Easel) -> None:
    first = easel.ask("svg", lambda: SPEC)
    second = easel.ask("png", lambda: first.result().decode())
    assert first.result() == render("svg", SPEC)
    assert second.result() == render("png", first.result().decode())


def test_a_brief_is_the_same_whether_its_charts_are_drawn_beside_or_here(easel: Easel) -> None:
    beside = Manuscript(samples.model_case(), easel=easel, pictures=True)
    here = Manuscript(samples.model_case())
    name = "branches"
    assert beside.drawings[name].on_page("narrow") == here.drawings[name].on_page("narrow")
    assert beside.drawings[name].png() == here.drawings[name].png()


def test_what_cannot_be_drawn_is_told_as_if_it_were_drawn_here(easel: Easel) -> None:
    with pytest.raises(ValueError, match="conversion failed"):
        easel.ask("svg", lambda: json.dumps({"mark": 7})).result()
    assert easel.ask("svg", lambda: SPEC).result() == render("svg", SPEC)


def test_nothing_is_lost_when_the_process_dies() -> None:
    with Easel() as started:
        for hand in started._hands:
            hand.process.kill()
            hand.process.wait()
        assert started.ask("svg", lambda: SPEC).result() == render("svg", SPEC)


def test_the_process_ends_with_the_block_even_when_work_fails() -> None:
    with pytest.raises(ValueError, match="work"), easel_for(("html",)) as started:  # noqa: PT012
        assert started is not None
        raise ValueError("work")
    assert all(hand.process.poll() is not None for hand in started._hands)


def test_no_process_is_started_for_forms_without_charts() -> None:
    with easel_for(("json", "csv")) as started:
        assert started is None


def test_the_other_end_answers_until_nobody_asks(tmp_path: Path) -> None:
    body = json.dumps(["svg", SPEC]).encode()
    wrong = b"not json"
    asked = io.BytesIO(b"+%d\n%s+%d\n%s" % (len(body), body, len(wrong), wrong))
    told = io.BytesIO()
    serve(asked, told)
    drawn = render("svg", SPEC)
    assert told.getvalue().startswith(b"+%d\n%s-" % (len(drawn), drawn))
