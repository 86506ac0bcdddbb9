"""Programs at the door: who may what, what is read, what is written once, and what stays hidden."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from smoulder.store.access import Access
from smoulder.store.ledger import open_ledger
from smoulder.store.replies import Reply
from smoulder.web.api.openapi import openapi, spec_text
from smoulder.web.api.paging import MOST
from smoulder.web.guard.roles import ROLES, allows
from smoulder.web.guard.scopes import OPENS, SCOPES
from smoulder.web.house import House
from tests.web.browser import Browser
from tests.web.programs import API, Program, Programs, house_of

STORED = Path(__file__).parents[2] / "docs" / "api" / "openapi.json"
OPERATIONS = [
    (method.upper(), path.removeprefix(API), one)
    for path, operations in openapi()["paths"].items()
    for method, one in operations.items()
]
NAMES = [f"{method} {path}" for method, path, _ in OPERATIONS]
ITEM = {"text": "A market opened again.", "under": {"patience": "unlikely"}, "why": "told by a visitor"}
JUDGED = {
    "hypotheses": {"patience": 0.2, "degraded": 0.5},
    "comeback": {"12": 0.25},
    "why": "the nights are quiet",
}


def there(path: str, case_id: str) -> str:
    """A path with ids in it."""
    known = {
        "case_id": case_id,
        "item": "e1aaaaa",
        "number": "1",
        "group_id": "234",
        "job_id": "none",
        "hook_id": "none",
        "name": "brief.pdf",
    }
    return path.format(**known)


def problem(answer: object, status: int) -> str:
    """What a refusal says, once it is seen to be one."""
    assert answer.status_code == status, answer.text  # type: ignore[attr-defined]
    assert answer.headers["content-type"] == "application/problem+json"  # type: ignore[attr-defined]
    told = answer.json()  # type: ignore[attr-defined]
    assert told["status"] == status
    return str(told["detail"])


@pytest.fixture(scope="module")
def standing(
    sample_case: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Programs, str]]:
    """A team and its case, for tests that change nothing in it that another one sees."""
    source, name = sample_case
    folder = tmp_path_factory.mktemp("standing") / "data"
    shutil.copytree(source, folder)
    with open_ledger(folder) as ledger:
        yield Programs(house_of(folder, ledger)), name


@pytest.fixture
def team(case: str, house: House) -> Programs:
    """A team with a case of three items."""
    return Programs(house)


def test_the_stored_description_is_the_one_that_is_given_out(team: Programs) -> None:
    assert STORED.read_text() == spec_text(), "write it anew: see docs/api.md"
    assert team.of("reader").get("/openapi.json").text == spec_text()


@pytest.mark.parametrize(("method", "path", "one"), OPERATIONS, ids=NAMES)
def test_each_operation_needs_a_token_of_its_scope_and_a_role(
    method: str, path: str, one: dict[str, object], standing: tuple[Programs, str]
) -> None:
    team, case = standing
    where = there(path, case)
    assert problem(team.nobody().ask(method, where, {}), 401)
    scopes = tuple(needed["token"][0] for needed in one["security"])  # type: ignore[attr-defined]
    action = next(action for action, needed in OPENS.items() if needed == scopes)
    others = [other for other in SCOPES if other not in scopes]
    assert scopes[0] in problem(team.of("administrator", *others).ask(method, where, {}), 403)
    for role in ROLES:
        answer = team.of(role).ask(method, where, {})
        assert (answer.status_code == 403) == (not allows(role, action)), (role, answer.text)


def test_a_token_that_is_not_known_ended_or_was_revoked_lets_nobody_in(team: Programs) -> None:
    house = team.house
    account = team.accounts["reader"].id
    ended, _ = house.store.tokens.add(account, "ended", SCOPES, house.clock(), house.clock())
    gone, token = house.store.tokens.add(account, "gone", SCOPES, None, house.clock())
    house.store.tokens.revoke(account, token.id, house.clock())
    for held in ("smo_forged", ended, gone, "x" * 5000):
        assert "revoked" in problem(Program(team.client, held).get("/me"), 401)
    answer = team.client.get(f"{API}/me", headers={"Authorization": "Basic eDp5"})
    assert problem(answer, 401)


def test_a_case_that_is_for_others_is_not_there(team: Programs, case: str) -> None:
    analyst = team.of("analyst")
    assert [one["id"] for one in analyst.get("/cases").json()["items"]] == [case]
    owner = team.accounts["editor"].id
    team.house.store.access.keep(case, Access(named=True, roles={owner: "editor"}))
    none = problem(analyst.get("/cases/none"), 404).replace("'none'", "")
    for method, path, _ in OPERATIONS:
        if "{case_id}" in path:
            told = problem(analyst.ask(method, there(path, case), {}), 404)
            assert told.replace(repr(case), "") == none
    assert analyst.get("/cases").json()["items"] == []
    assert analyst.get("/questions").json()["items"] == []
    assert team.of("editor").get(f"/cases/{case}").status_code == 200


def test_a_role_in_a_case_holds_for_programs_too(team: Programs, case: str) -> None:
    team.house.store.access.keep(case, Access(named=False, roles={team.accounts["analyst"].id: "reader"}))
    assert problem(team.of("analyst").post(f"/cases/{case}/evidence", ITEM), 403)
    assert team.of("analyst").get(f"/cases/{case}/evidence").status_code == 200


def test_a_read_that_a_program_has_already_comes_without_its_body(team: Programs, case: str) -> None:
    reader = team.of("reader")
    first = reader.get(f"/cases/{case}/answers/1")
    again = reader.get(f"/cases/{case}/answers/1", if_none_match=f'"other", W/{first.headers["etag"]}')
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert first.headers["cache-control"] == "private, no-cache"
    before = reader.get(f"/cases/{case}").headers["etag"]
    team.of("analyst").post(f"/cases/{case}/evidence", ITEM)
    assert reader.get(f"/cases/{case}", if_none_match=before).status_code == 200


def test_a_write_under_a_key_is_done_once_and_answered_as_before(team: Programs, case: str) -> None:
    analyst = team.of("analyst")
    path = f"/cases/{case}/evidence"
    first = analyst.post(path, ITEM, idempotency_key="one")
    again = analyst.post(path, ITEM, idempotency_key="one")
    assert (again.status_code, again.json()) == (201, first.json())
    assert "idempotency-replayed" not in first.headers
    assert again.headers["idempotency-replayed"] == "true"
    assert len(team.house.ledger.log.entries(case)) == 2
    assert "another request" in problem(analyst.post(path, ITEM | {"why": "x"}, idempotency_key="one"), 422)
    # the key of somebody else is another key
    assert (
        team.of("editor").post(path, ITEM, idempotency_key="one").json()["number"] != first.json()["number"]
    )


def test_a_key_holds_for_every_kind_of_write(team: Programs, case: str) -> None:
    analyst, admin = team.of("analyst"), team.of("administrator")
    path = f"/cases/{case}/evidence"
    item = analyst.get(path).json()["items"][0]["id"]
    key = {"Idempotency-Key": "patch-1"}
    told = [analyst.ask("PATCH", f"{path}/{item}", {"cluster": "x", "why": "y"}, key) for _ in range(3)]
    assert [one.status_code for one in told] == [200, 200, 200]
    assert [one.headers.get("idempotency-replayed") for one in told] == [None, "true", "true"]
    assert len({one.json()["number"] for one in told}) == 1
    assert [one.change.what for one in team.house.ledger.log.entries(case)].count("mark") == 1
    hook = admin.post("/webhooks", {"address": "https://desk.example.org/x", "events": ["comeback"]}).json()[
        "id"
    ]
    key = {"Idempotency-Key": "delete-1"}
    assert [admin.ask("DELETE", f"/webhooks/{hook}", None, key).status_code for _ in range(2)] == [204, 204]


def test_a_key_is_free_again_once_its_request_was_refused_and_held_while_it_goes_on(
    team: Programs, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    analyst = team.of("analyst")
    path = f"/cases/{case}/evidence"
    assert problem(analyst.post(path, {"text": "x"}, idempotency_key="k"), 422)
    assert analyst.post(path, ITEM, idempotency_key="k").status_code == 201
    monkeypatch.setattr(team.house.store.replies, "begin", lambda key, request, now: Reply(request))
    assert "going on" in problem(analyst.post(path, ITEM, idempotency_key="other"), 409)
    assert problem(analyst.post(path, ITEM, idempotency_key="a b"), 422)


def test_a_replay_is_held_to_what_its_sender_may_do_now(team: Programs, case: str) -> None:
    analyst = team.of("analyst")
    assert analyst.post(f"/cases/{case}/evidence", ITEM, idempotency_key="k").status_code == 201
    team.house.store.access.keep(case, Access(named=True, roles={}))
    assert problem(analyst.post(f"/cases/{case}/evidence", ITEM, idempotency_key="k"), 404)


def test_two_who_change_one_item_see_each_other(team: Programs, case: str) -> None:
    one, other = team.of("analyst"), team.of("editor")
    path = f"/cases/{case}/evidence"
    seen = one.get(path).json()["last"]
    item = one.get(path).json()["items"][0]["id"]
    assert other.ask("PATCH", f"{path}/{item}", {"reliability": "B", "seen": seen}).status_code == 200
    told = problem(one.ask("PATCH", f"{path}/{item}", {"reliability": "E", "seen": seen}), 409)
    assert "The editor" in told
    assert "reliability B" in told
    seen = one.get(path).json()["last"]
    assert one.ask("PATCH", f"{path}/{item}", {"reliability": "E", "seen": seen}).status_code == 200
    said: dict[str, object] = {"under": {"spent": "likely"}}
    assert one.ask("PATCH", f"{path}/{item}", said).status_code == 200
    assert one.ask("PATCH", f"{path}/{item}", {"takes_back": ["spent"]}).status_code == 200
    assert problem(one.ask("PATCH", f"{path}/{item}", {"takes_back": ["spent"]}), 422)
    seen = one.get(path).json()["last"]
    leaf = {"leaf": "patience", "words": "it waits", "seen": seen}
    assert other.post(f"/cases/{case}/hypotheses", leaf).status_code == 201
    assert problem(one.post(f"/cases/{case}/hypotheses", leaf | {"words": "it hides"}), 409)


def test_the_pages_of_a_list_hold_everything_once(team: Programs, case: str) -> None:
    analyst = team.of("analyst")
    for at in range(7):
        analyst.post(f"/cases/{case}/evidence", ITEM | {"text": f"Market {at} opened again."})
    whole = [one["id"] for one in analyst.get(f"/cases/{case}/evidence?limit={MOST}").json()["items"]]
    found, path = [], f"{API}/cases/{case}/evidence?limit=3"
    while path:
        page = analyst.get(path.removeprefix(API)).json()
        found += [one["id"] for one in page["items"]]
        path = page["next"]
    assert (len(found), found) == (10, whole)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/cases?grup=ISIS", "did you mean 'group'"),
        ("/cases?limit=0", "limit"),
        ("/series?group=234&country=Iraq&as_of=2020-13-01", "as_of"),
        ("/series?group=234&country=Iraq&as_of=9999-12-31", "1946"),
        ("/series?group=Ann+Example&country=Iraq", "person"),
        ("/watch?month=2020-1", "month"),
    ],
)
def test_what_is_asked_wrongly_is_refused_in_words(path: str, words: str, team: Programs) -> None:
    answer = team.of("reader").get(path)
    assert answer.status_code in (400, 404, 422)
    assert words in problem(answer, answer.status_code)


def test_what_is_sent_wrongly_is_refused_in_words(team: Programs, case: str) -> None:
    analyst = team.of("analyst")
    path = f"{API}/cases/{case}/evidence"
    odd = (
        b"{", b"[]", b'"x"', b'{"text": "a\\u0000b"}', b'{"text": "x", "unknown": 1}', b"\xff\xfe", b"[" * 50_000,
        b'{"text": "\\ud800"}', b'{"text": "x", "under": {"\\ud800": "likely"}}', b'{"text": ' + b"9" * 5000 + b"}",
        b'{"text": "x", "under": {"patience": NaN}}', b'{"text": "x", "why": Infinity}',
    )  # fmt: skip
    for body in odd:
        answer = team.client.post(
            path, content=body, headers={**analyst.headers, "content-type": "application/json"}
        )
        assert answer.status_code in (400, 422), body
        problem(answer, answer.status_code)
    assert len(team.house.ledger.log.entries(case)) == 1
    assert problem(analyst.ask("DELETE", "/cases"), 405)
    assert problem(analyst.get("/nothing"), 404)


def test_a_value_of_another_kind_is_refused_and_not_made_to_fit(team: Programs, case: str) -> None:
    """What a validator would bend is no answer: 0.0 for false, "yes" for true, "12" for a number."""
    administrator, item = team.of("administrator"), team.house.ledger.answers(case, last=1)[0].evidence[0].id
    hook = team.house.store.hooks.add("https://desk.example.org/", ["comeback"], None, team.house.clock())
    for active in (0.0, 1, "false", "off"):
        problem(administrator.ask("PATCH", f"/webhooks/{hook.id}", {"active": active}), 422)
    assert team.house.store.hooks.one(hook.id) == hook
    for given in ({"rejected": 1}, {"rejected": True, "seen": "0"}):
        problem(administrator.ask("PATCH", f"/cases/{case}/evidence/{item}", given), 422)
    for shares in ({"patience": "0.3"}, {"patience": True}):
        problem(administrator.post(f"/cases/{case}/judgements", {"hypotheses": shares}), 422)
    problem(team.of("reader").get("/watch?all=on"), 422)


def test_more_than_is_taken_is_refused_as_a_problem(team: Programs, case: str) -> None:
    sent = {"text": "x" * 9_000_000}
    assert "MB" in problem(team.of("analyst").post(f"/cases/{case}/reports", sent), 413)
    assert "KB" in problem(team.nobody().post(f"/cases/{case}/reports", {"text": "x" * 100_000}), 413)


def test_work_beside_the_request_can_be_followed_and_ended(team: Programs, case: str) -> None:
    analyst = team.of("analyst")
    asked = analyst.post(f"/cases/{case}/answers", {}, idempotency_key="k")
    assert asked.status_code == 202
    where = asked.headers["location"].removeprefix(API)
    again = analyst.post(f"/cases/{case}/answers", {}, idempotency_key="k")
    assert (again.headers["location"], again.json()) == (asked.headers["location"], asked.json())
    assert analyst.get(where).json()["state"] == "queued"
    assert [one["id"] for one in analyst.get("/jobs?state=queued").json()["items"]] == [asked.json()["id"]]
    assert analyst.post(f"{where}/cancel").json()["state"] == "cancelled"
    team.house.store.access.keep(case, Access(named=True, roles={}))
    assert problem(analyst.get(where), 404)
    assert analyst.get("/jobs").json()["items"] == []


def test_a_report_that_is_sent_is_kept_at_once_and_read_by_a_job(team: Programs, case: str) -> None:
    analyst = team.of("analyst")
    sent = {"text": "The market of the town stayed open, a trader said.", "name": "../week 14.txt"}
    asked = analyst.post(f"/cases/{case}/reports", sent)
    (sha256,) = asked.json()["wants"]["sha256s"]
    assert (asked.status_code, asked.json()["kind"]) == (202, "add report")
    assert team.house.ledger.reports.report(sha256).name == "week 14.txt"
    assert [one["name"] for one in analyst.get(f"/cases/{case}/reports").json()] == ["fair.txt"]


def test_the_documentation_on_the_page_names_every_operation_and_needs_no_script(
    team: Programs, case: str
) -> None:
    browser = Browser.let_in(replace(team.house, team=False))
    page = browser.see("/api").text
    for method, path, one in OPERATIONS:
        assert re.search(
            rf"{method}</span> <code>{re.escape(API + path)}</code> {re.escape(str(one['summary']))}", page
        )
    assert page.count("<script") == 2
    assert all(f"<h3>{name}</h3>" in page for name in openapi()["webhooks"])


def test_every_write_of_a_program_stands_in_the_audit_trail(team: Programs, case: str) -> None:
    team.of("analyst").post(f"/cases/{case}/evidence", ITEM)
    team.of("reader").post(f"/cases/{case}/evidence", ITEM)
    found = [(one.who, one.status, one.what) for one in team.house.store.audit.since()][:2]
    path = f"POST {API}/cases/{case}/evidence"
    assert found == [("The reader", 403, path), ("The analyst", 201, path)]


def test_forms_of_a_brief_come_as_what_they_are(team: Programs, case: str) -> None:
    reader = team.of("reader")
    kinds = {
        "json": "application/json",
        "md": "text/markdown",
        "csv": "application/zip",
        "stix": "application/stix+json",
    }
    for form, kind in kinds.items():
        answer = reader.get(f"/cases/{case}/brief?form={form}")
        assert answer.headers["content-type"].startswith(kind)
        assert answer.headers["content-disposition"].startswith("attachment")
        assert (
            reader.get(f"/cases/{case}/brief?form={form}", if_none_match=answer.headers["etag"]).status_code
            == 304
        )
    assert problem(reader.get(f"/cases/{case}/brief?at=2"), 404)
