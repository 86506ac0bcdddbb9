"""Two analysts of a team judge one case blind; who does not judge sees that they did, and no more."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from smoulder.records.case import Assessment
from smoulder.store.ledger import open_ledger
from tests.cli.test_case_judge import NOW, answered
from tests.web.conftest import words_of
from tests.web.team import Person, join, served_team

ANNA, BEN = {"leaf.patience": "83.17 %", "comeback.12": "41.29 %"}, {"leaf.patience": "27 %"}


def enter(person: Person, case: str, **fields: str) -> int:
    """Judge by the form as it stands; the status of the answer."""
    page = person.see(f"/cases/{case}/panel/judge").text
    hidden = dict(re.findall(r'type="hidden" name="(sheet|round)" value="([^"]+)"', page))
    return person.send(f"/cases/{case}/panel/judge", **{**hidden, **fields}).status_code


def test_each_sees_the_others_only_after_an_own_first_round_whatever_their_role(
    folder: Path, make_assessment: Callable[..., Assessment], clean_environment: None
) -> None:
    with open_ledger(folder) as ledger:
        case = ledger.keep(answered(make_assessment), now=NOW).case_id
    with served_team(folder) as (house, _):
        anna, ben, reader, administrator = (
            Person(house).come_in(join(house, role, name))
            for role, name in (
                ("analyst", "Anna"), ("analyst", "Ben"), ("reader", "Rike"), ("administrator", "Adam"),
            )
        )  # fmt: skip
        assert enter(anna, case, **ANNA, why="83.17 says my stomach") == 303
        for person in (ben, reader, administrator):
            for tail in ("panel", "history", "", "exports/case.json"):
                answer = person.see(f"/cases/{case}/{tail}".rstrip("/"))
                assert not re.search(r"83\.17|0\.8317|41\.29|0\.4129", answer.text), tail
            assert "Anna: blind" in words_of(person.see(f"/cases/{case}/panel").text)
            assert "41.3" not in person.see(f"/record/{case}").text
            assert person.send(f"/cases/{case}/panel/keep").status_code in (403, 422)
        assert "judges nothing" in words_of(reader.see(f"/cases/{case}/panel").text)
        assert enter(reader, case, **BEN) == 403

        assert enter(ben, case, **BEN) == 303
        words = words_of(ben.see(f"/cases/{case}/panel").text)
        assert "The panel: 2 analysts" in words
        assert "83.17 says my stomach" in words
        assert "analyst: Anna 41.3 %" in words_of(ben.see(f"/record/{case}").text)
        assert "83.17" not in administrator.see(f"/cases/{case}/panel").text
