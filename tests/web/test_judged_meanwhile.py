"""Judgements that come in between what a request reads and what it does: none is lost, changed late, or given out."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import httpx2
import pytest

from smoulder.desk.desk import Desk
from smoulder.records.case_export import CaseExport
from smoulder.records.change import Judged
from smoulder.store.ledger import Ledger
from smoulder.web.guard.scopes import SCOPES
from smoulder.web.house import House
from tests.web.browser import Browser
from tests.web.conftest import words_of
from tests.web.real_team import case as case
from tests.web.real_team import house as house
from tests.web.real_team import member

LEAVES, COMEBACK = {"hypotheses": {"patience": 0.2}}, {"comeback": {"12": 0.25}}


class Analyst:
    """An analyst who judges by the form of the panel, or by a program."""

    def __init__(self, house: House, case: str, name: str) -> None:
        account, self.browser = member(house, "analyst", name)
        held, _ = house.store.tokens.add(account.id, "p", SCOPES, None, house.clock())
        self.case, self.headers = case, {"Authorization": f"Bearer {held}"}

    def judge(self, way: str, said: dict[str, dict[str, float]]) -> httpx2.Response:
        """Judge in the first round."""
        if way == "program":
            address = f"/api/v1/cases/{self.case}/judgements"
            return self.browser.client.post(address, json=said | {"round": 1}, headers=self.headers)
        page = self.browser.see(f"/cases/{self.case}/panel/judge").text
        return self.send(dict(re.findall(r'type="hidden" name="(sheet|round)" value="([^"]+)"', page)), said)

    def send(self, hidden: dict[str, str], said: dict[str, dict[str, float]]) -> httpx2.Response:
        """The form of the panel as it is sent."""
        leaves = {f"leaf.{name}": f"{value:.0%}" for name, value in said.get("hypotheses", {}).items()}
        months = {f"comeback.{name}": f"{value:.0%}" for name, value in said.get("comeback", {}).items()}
        address = f"/cases/{self.case}/panel/judge"
        fields = {"csrf": self.browser.csrf, **hidden, **leaves, **months}
        return self.browser.client.post(address, data=fields, follow_redirects=False)


@pytest.fixture
def before_entry(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Do something between what the next judgement has read and its transaction."""
    enter = Desk.enter

    def set_up(act: Callable[[], object]) -> None:
        def meanwhile(self: Desk, *given: Any) -> object:
            monkeypatch.setattr(Desk, "enter", enter)
            act()
            return enter(self, *given)

        monkeypatch.setattr(Desk, "enter", meanwhile)

    return set_up


def judged(house: House, case: str, who: str) -> Judged:
    return house.ledger.file(case).judgements[who, 1]


@pytest.mark.parametrize("way", ["page", "program"])
def test_of_two_judgements_of_one_analyst_at_one_instant_none_is_lost_in_silence(
    house: House, case: str, before_entry: Callable[[Callable[[], object]], None], way: str
) -> None:
    ann, first = Analyst(house, case, "Ann"), []
    before_entry(lambda: first.append(ann.judge("program", COMEBACK).status_code))
    second = ann.judge(way, LEAVES)
    assert first == [201]
    assert second.status_code == 409
    assert "nother judgement of yours came in at the same moment" in words_of(second.text)
    assert (judged(house, case, "Ann").comeback, judged(house, case, "Ann").hypotheses) == ({12: 0.25}, {})
    if way == "page":
        assert 'value="20%"' in second.text, "what was written stands in the form"

    assert ann.judge(way, LEAVES).status_code in (201, 303)
    kept = judged(house, case, "Ann")
    assert (kept.comeback, kept.hypotheses) == ({12: 0.25}, {"patience": 0.2})


@pytest.mark.parametrize("way", ["page", "program"])
def test_a_blind_round_is_not_changed_once_another_has_judged_however_late(
    house: House, case: str, before_entry: Callable[[Callable[[], object]], None], way: str
) -> None:
    ann, bob = Analyst(house, case, "Ann"), Analyst(house, case, "Bob")
    assert ann.judge(way, {"comeback": {"12": 0.9}}).status_code in (201, 303)
    seen = []

    def bob_judges_and_ann_looks() -> None:
        assert bob.judge(way, {"comeback": {"12": 0.11}}).status_code in (201, 303)
        panel = ann.browser.client.get(f"/api/v1/cases/{case}/panel", headers=ann.headers).json()
        seen.extend(one["said"]["comeback"] for one in panel["analysts"] if one["analyst"] == "Bob")

    before_entry(bob_judges_and_ann_looks)
    late = ann.judge(way, {"comeback": {"12": 0.12}})
    assert seen == [{"12": 0.11}]
    assert late.status_code == 422
    assert "no longer be blind" in words_of(late.text)
    assert judged(house, case, "Ann").comeback == {12: 0.9}


def test_two_who_judge_at_one_instant_do_not_stand_in_each_others_way(
    house: House, case: str, before_entry: Callable[[Callable[[], object]], None]
) -> None:
    ann, bob = Analyst(house, case, "Ann"), Analyst(house, case, "Bob")
    before_entry(lambda: bob.judge("program", {"comeback": {"12": 0.11}}))
    assert ann.judge("program", COMEBACK).status_code == 201
    assert (judged(house, case, "Ann").comeback, judged(house, case, "Bob").comeback) == (
        {12: 0.25}, {12: 0.11},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("role", "cure"),
    [
        ("reader", "take the brief, or ask an analyst who has judged the case"),
        ("analyst", "after an own first round"),
    ],
)
def test_a_judgement_that_comes_in_while_a_case_is_given_out_does_not_leave_with_it(
    house: House, case: str, monkeypatch: pytest.MonkeyPatch, role: str, cure: str
) -> None:
    _, browser = member(house, role, "Rita")
    export = Ledger.export_case

    def meanwhile(self: Ledger, *given: Any) -> CaseExport:
        monkeypatch.setattr(Ledger, "export_case", export)
        house.desk("Zed").enter(case, [Judged(analyst="Zed", comeback={12: 0.777})], "")
        return export(self, *given)

    assert whole(browser, case).status_code == 200
    monkeypatch.setattr(Ledger, "export_case", meanwhile)
    for refused in (whole(browser, case), whole(browser, case)):
        assert refused.status_code == 422
        assert "0.777" not in refused.text
        assert cure in words_of(refused.text)


def whole(browser: Browser, case: str) -> httpx2.Response:
    return browser.client.get(f"/cases/{case}/exports/case.json")
