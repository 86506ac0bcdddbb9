"""What programs are given of the judgements of others: nothing before one's own is in."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from smoulder.web.house import House
from tests.web.programs import Program, Programs

JUDGED = {"hypotheses": {"patience": 0.2, "degraded": 0.5}, "comeback": {"12": 0.2468}, "why": "0.2468 it is"}
NUMBER = {"numbers": [{"horizon": 12, "chance": 0.1357}], "why": "0.1357 it is"}


@pytest.fixture
def team(real: str, house: House) -> Programs:
    return Programs(house)


def everything(program: Program, case: str) -> str:
    """All that a program is given of a case, as one text."""
    paths = (
        "",
        "/answers",
        "/history",
        "/evidence",
        "/sheet",
        "/questions",
        "/reports",
        "/answers/2",
        "/brief?form=md",
        "/brief?form=json",
    )
    answers = [program.get(f"/cases/{case}{path}") for path in paths]
    assert [one.status_code for one in answers] == [200] * len(paths)
    return "\n".join(one.text for one in (*answers, program.get("/questions"), program.get("/cases")))


def test_numbers_of_others_stay_hidden_until_the_own_judgement_is_in(team: Programs, real: str) -> None:
    one, other = team.of("analyst"), team.of("editor")
    entered = one.post(f"/cases/{real}/judgements", JUDGED)
    assert entered.status_code == 201
    assert entered.json()["said"]["comeback"] == {"12": 0.2468}
    assert one.post(f"/cases/{real}/numbers", NUMBER).status_code == 201
    assert "0.1357" in everything(one, real)

    assert one.get(f"/cases/{real}/sheet").json()["judged_by"] == ["The analyst"]
    told = everything(other, real)
    assert "0.2468" not in told
    assert "0.1357" not in told
    refused = other.get(f"/cases/{real}/panel")
    assert (refused.status_code, refused.headers["content-type"]) == (409, "application/problem+json")

    assert other.post(f"/cases/{real}/judgements", {"comeback": {"12": 0.4}}).status_code == 201
    panel = other.get(f"/cases/{real}/panel").json()
    said = {member["analyst"]: member["said"]["comeback"] for member in panel["analysts"]}
    assert said == {"The analyst": {"12": 0.2468}, "The editor": {"12": 0.4}}
    assert "0.1357" in other.get(f"/cases/{real}/questions").text


def test_a_first_round_is_not_changed_once_others_have_judged(team: Programs, real: str) -> None:
    one, other = team.of("analyst"), team.of("editor")
    for program in (one, other):
        assert program.post(f"/cases/{real}/judgements", JUDGED).status_code == 201
    again = one.post(f"/cases/{real}/judgements", {"comeback": {"12": 0.9}})
    assert again.status_code == 422
    assert "0.2468" not in again.text
    assert one.post(f"/cases/{real}/judgements", {"comeback": {"12": 0.9}, "round": 2}).status_code == 201


def test_a_reader_judges_nothing_and_is_given_no_panel(team: Programs, real: str) -> None:
    reader = team.of("reader")
    team.of("analyst").post(f"/cases/{real}/judgements", JUDGED)
    for path in ("sheet", "panel"):
        assert reader.get(f"/cases/{real}/{path}").status_code == 403
    assert reader.post(f"/cases/{real}/judgements", JUDGED).status_code == 403


def test_questions_come_with_the_forecasts_of_models_and_ones_own(team: Programs, real: str) -> None:
    analyst = team.of("analyst")
    analyst.post(f"/cases/{real}/numbers", NUMBER)
    found = analyst.get(f"/cases/{real}/questions?limit=200").json()["items"]
    mine = [
        one for one in found if any(said["forecaster"] == "analyst: The analyst" for said in one["forecasts"])
    ]
    assert [(one["topic"], one["horizon"], one["branch"], one["status"]) for one in mine] == [
        ("comeback", 12, "", "open")
    ]
    assert {"smoulder", "base rate"} <= {said["forecaster"] for said in mine[0]["forecasts"]}


def test_the_examples_of_the_documentation_work(team: Programs, real: str) -> None:
    text = (Path(__file__).parents[2] / "docs" / "api.md").read_text()
    examples = re.findall(r"post ([a-z0-9-]+) (/\S+) '(.*?)'", text)
    assert len(examples) == 4
    for key, path, body in examples:
        answer = team.of("editor").post(path.replace("$CASE", real), json.loads(body), idempotency_key=key)
        assert answer.status_code in (201, 202), (path, answer.text)
