"""A language model by HTTP: what counts of its answer, and a server that misbehaves in each way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from smoulder.cli.main import main
from smoulder.cli.model import HttpModel, choose_model
from smoulder.reading.backoff import Patience
from smoulder.reading.page import report_from_text
from smoulder.records.errors import BadSetting, ModelFailed
from tests.reading.local_server import Act, LocalServer, Request, leads_to, sends, serve, stalls, status

Capture = pytest.CaptureFixture[str]
TEXT = (
    "Calm in the hills\n\n3 May 2014\n\nThe army said that the group had left the hills.\n\n"
    "Its chief put it down to a lack of men. Shepherds fear that it only waits for the harvest.\n"
)
FEAR = "Shepherds fear that it only waits for the harvest."
ITEMS = [
    {"kind": "claim", "text": FEAR, "hypotheses": ["patience"], "stance": "states", "speaker": "Shepherds"},
    {"kind": "statement", "text": "There will be war by Monday.", "speaker": "Its chief"},
    {"kind": "statement", "text": "Its chief put it down to a lack of men", "speaker": "General Nobody"},
    {"kind": "poem"},
]


def completion(content: str | None, **more: object) -> Act:
    message = {"content": content, **{key: one for key, one in more.items() if key == "refusal"}}
    choice = {"message": message, "finish_reason": more.get("ended", "stop")}
    body = json.dumps({"choices": [choice]}).encode()
    return sends(body, Content_Length=len(body))


GOOD = completion(json.dumps({"items": ITEMS}))


class Waits:
    """Seconds that were waited, without waiting."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


def ask(*acts: Act, silence: float = 5.0, key: str = "") -> tuple[list[str], LocalServer, Waits]:
    """The texts a model offers through a server that does these acts, with the server and the waits between."""
    waits = Waits()
    with serve(*acts) as server:
        patience = Patience(tries=3, silence=silence, first=1.0, longest=4.0, asked=60.0)
        model = HttpModel(server.url("v1"), "tiny", key, patience, waits)
        found = [one.text for one in model.candidates(report_from_text("a.txt", TEXT))]
        return found, server, waits


def refusal(*acts: Act, silence: float = 5.0) -> str:
    with pytest.raises(ModelFailed) as caught:
        ask(*acts, silence=silence)
    said = str(caught.value)
    assert "\n" not in said
    assert said.startswith("model tiny at http://127.0.0.1")
    return said


def test_the_report_and_the_key_go_to_the_address_that_was_given() -> None:
    found, server, waits = ask(GOOD, key="secret")
    assert found[0] == FEAR
    assert len(found) == 3
    assert server.paths == ["/v1/chat/completions"]
    assert server.seen[0]["Authorization"] == "Bearer secret"
    sent = json.loads(server.bodies[0])
    assert sent["model"] == "tiny"
    assert sent["messages"][1]["content"] == TEXT
    assert waits.seconds == []


def test_a_rate_limit_is_waited_for_as_long_as_the_server_asks() -> None:
    found, _, waits = ask(status(429, Retry_After=7), GOOD)
    assert found[0] == FEAR
    assert waits.seconds == [7.0]


def test_a_rate_limit_that_asks_for_an_hour_is_not_waited_for() -> None:
    assert "asks to wait 3600 s" in refusal(status(429, Retry_After=3600))


def test_a_broken_server_is_tried_again_with_growing_waits_and_then_given_up() -> None:
    found, _, waits = ask(status(503), status(500), GOOD)
    assert found[0] == FEAR
    assert 0.5 <= waits.seconds[0] <= 1 <= waits.seconds[1] <= 2
    assert "status 502) (tried 3 times)" in refusal(status(502))


def test_a_key_that_is_not_accepted_is_told_at_once() -> None:
    assert "SMOULDER_MODEL_KEY" in refusal(status(401), GOOD)


def test_an_address_without_such_a_server_is_told_at_once() -> None:
    assert "check the address" in refusal(status(404), GOOD)


def test_a_server_that_leads_elsewhere_does_not_get_the_key_passed_on() -> None:
    assert "status 302" in refusal(leads_to("http://127.0.0.1:9/"))


def test_a_refusal_is_final() -> None:
    assert "refused (I will not read that.)" in refusal(
        completion(None, refusal="I will not read that."), GOOD
    )
    assert "content filter" in refusal(completion("", ended="content_filter"), GOOD)


def test_an_answer_cut_off_at_the_limit_is_told() -> None:
    assert "cut off" in refusal(completion('{"items": [', ended="length"), GOOD)


@pytest.mark.parametrize(
    "content",
    ["not JSON", '{"items": 3}', "[1]", '{"things": []}', "{", "[" * 10_000],
    ids=lambda text: text[:12],
)
def test_bad_json_is_asked_for_again_and_then_given_up(content: str) -> None:
    found, _, waits = ask(completion(content), GOOD)
    assert found[0] == FEAR
    assert len(waits.seconds) == 1
    assert "no JSON of the form asked for" in refusal(completion(content))


@pytest.mark.parametrize("body", [b"<html>", b"{}", b'{"choices": []}', b'{"choices": [3]}', b"\xff\xfe"])
def test_what_is_no_completion_is_given_up(body: bytes) -> None:
    assert "no chat completion" in refusal(sends(body, Content_Length=len(body)))


def test_an_answer_without_words_is_given_up() -> None:
    assert "holds no words" in refusal(completion(None))


def test_a_server_that_stalls_is_left_after_its_time() -> None:
    assert "no answer within" in refusal(stalls(b'{"choices": ' + b" " * 50, 5), silence=0.2)


def test_a_server_that_drips_is_left_after_its_time() -> None:
    def drips(request: Request) -> None:
        request.head(200, Content_Length=1_000_000)
        for _ in range(100):
            request.wfile.write(b" ")
            request.wfile.flush()
            if request.server.stopping.wait(0.03):
                return

    assert "no whole answer within" in refusal(drips, silence=0.2)


def test_a_server_that_hangs_up_or_is_not_there_is_told() -> None:
    assert "connection failed" in refusal(lambda request: None)
    model = HttpModel("http://127.0.0.1:9/v1", "tiny", "", Patience(tries=1, silence=1.0))
    with pytest.raises(ModelFailed, match="connection failed"):
        model.candidates(report_from_text("a.txt", TEXT))


def test_an_endless_answer_is_cut() -> None:
    body = b" " * 2_100_000
    assert "over 2 MB" in refusal(sends(body, Content_Length=len(body)))


def test_a_model_is_off_unless_named_and_needs_name_and_address(monkeypatch: pytest.MonkeyPatch) -> None:
    assert choose_model("", "") is None
    with pytest.raises(BadSetting, match="needs both"):
        choose_model("tiny", "")
    with pytest.raises(BadSetting, match="is no address of a model"):
        choose_model("tiny", "file:///etc/passwd")
    monkeypatch.setenv("SMOULDER_MODEL", "tiny")
    monkeypatch.setenv("SMOULDER_MODEL_ADDRESS", "http://127.0.0.1:1/v1")
    monkeypatch.setenv("SMOULDER_MODEL_KEY", "secret")
    chosen = choose_model("", "")
    assert chosen is not None
    assert (chosen.name, chosen.key) == ("model tiny", "secret")
    assert "secret" not in repr(chosen)


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT)
    return path


def test_read_marks_what_the_model_found_and_keeps_what_the_rules_found(text: Path, capsys: Capture) -> None:
    assert main(["read", str(text), "--json"]) == 0
    plain = json.loads(capsys.readouterr().out)
    with serve(GOOD) as server:
        arguments = ["--json", "--model", "tiny", "--model-address", server.url("v1")]
        assert main(["read", str(text), *arguments]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [item for item in found["statements"] if not item["source"]] == plain["statements"]
    marked = [item for kind in ("statements", "claims") for item in found[kind] if item["source"]]
    assert {(item["text"], item["source"]) for item in marked} <= {(FEAR, "model tiny")}
    assert FEAR in {item["text"] for item in found["claims"]}
    assert "war by Monday" not in json.dumps(found)


def test_a_model_that_fails_is_an_error_of_one_line(text: Path, capsys: Capture) -> None:
    with serve(status(404)) as server:
        arguments = ["--model", "tiny", "--model-address", server.url("v1")]
        assert main(["read", str(text), *arguments]) == 2
    assert "read without --model" in capsys.readouterr().err
