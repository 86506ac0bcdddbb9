"""News reach those who asked for them: signed, once, tried again, never past what was looked at."""

from __future__ import annotations

import hmac
import json
import re
import socket
import time
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.records.asked import Asked, Resolution
from smoulder.records.errors import BadEntry
from smoulder.records.month import month_index
from smoulder.series.changes import Change
from smoulder.store.deliveries import WAITS, DeliveryTable
from smoulder.store.hooks import NEWS, Hook
from smoulder.web.hooks import send as sending
from smoulder.web.hooks.reach import VARIABLE, Reach
from smoulder.web.hooks.sender import HANDS, Sender
from smoulder.web.hooks.told import PAYLOADS, tell_changes, tell_resolved
from smoulder.web.house import House
from tests.web.receiver import Receiver, own_certificate, receiving

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
LULL = Change(
    "new lull", 5, "Embers of Norland", "Norland", month_index("2025-11"), "quiet: 3 deaths in 12 months"
)
OTHER = replace(LULL, kind="stale data")


class Clock:
    """The time, as a test turns it."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


Told = Callable[[Receiver], tuple[House, Hook, Clock]]


@pytest.fixture
def told(house: House, monkeypatch: pytest.MonkeyPatch) -> Told:
    """A house that tells a receiver of everything, at a time that the test turns."""

    def begin(receiver: Receiver) -> tuple[House, Hook, Clock]:
        monkeypatch.setenv(VARIABLE, f"desk.internal:80, {receiver.place}")
        clock = Clock()
        timed = replace(house, clock=clock)
        hook = timed.store.hooks.add(receiver.address, list(NEWS), None, NOW)
        return timed, hook, clock

    return begin


def documented(name: str) -> Any:
    """A function as docs/api.md shows it."""
    text = (Path(__file__).parents[2] / "docs" / "api.md").read_text()
    (code,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    held: dict[str, Any] = {}
    exec(code, held)
    return held[name]


def test_news_come_once_and_signed_so_that_they_can_be_verified(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    with receiving() as receiver:
        house, hook, _ = told(receiver)
        assert [tell_changes(house.store, [LULL, OTHER], NOW) for _ in range(2)] == [1, 0]
        sender = Sender(house)
        assert [sender.send_one(), sender.send_one()] == [True, False]
        ((headers, body),) = receiver.got
    said = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    mark = hmac.new(b64decode(hook.secret.removeprefix("whsec_")), said, sha256).digest()
    assert headers["webhook-signature"] == f"v1,{b64encode(mark).decode()}"
    assert headers["webhook-timestamp"] == str(int(NOW.timestamp()))
    assert documented("is_ours")(hook.secret, headers, body) is False, "it is of another time"
    monkeypatch.setattr(time, "time", NOW.timestamp)
    assert documented("is_ours")(hook.secret, headers, body)
    assert not documented("is_ours")(hook.secret, headers, body + b" ")
    held = json.loads(body)
    assert (held["type"], held["data"]["group"], held["data"]["month"]) == ("new lull", LULL.group, "2025-11")
    assert PAYLOADS["new lull"].model_validate(held)
    (kept,) = house.store.deliveries.of(hook.id)
    assert (kept.state, kept.status, kept.tries) == ("delivered", 200, 1)


def test_a_resolution_is_told_and_one_that_says_something_else_later_as_well(told: Told) -> None:
    asked = Asked(
        id="0123456789ab", case_id="norland", group_id=5, group="Embers of Norland", country="Norland",
        as_of=date(2025, 1, 1), topic="comeback", horizon=6, line=60.0, lull="2024-11",
    )  # fmt: skip
    first = Resolution(question=asked.id, status="yes", final=False, rows=("a row",), made=NOW)
    later = first.model_copy(update={"status": "no", "final": True, "made": NOW + timedelta(days=1)})
    with receiving() as receiver:
        house, _, clock = told(receiver)
        assert tell_resolved(house.store, [(asked, first)], NOW) == 1
        clock.now = NOW + timedelta(days=2)
        assert tell_resolved(house.store, [(asked, first), (asked, later)], clock.now) == 1
        while Sender(house).send_one():
            pass
        told_of = [json.loads(body) for _, body in receiver.got]
    assert [one["data"]["status"] for one in told_of] == ["yes", "no"]
    assert all(PAYLOADS["question resolved"].model_validate(one) for one in told_of)


def test_what_fails_is_tried_again_with_the_same_id_until_it_is_taken(told: Told) -> None:
    with receiving(500, "lost", 503) as receiver:
        house, hook, clock = told(receiver)
        tell_changes(house.store, [LULL], NOW)
        sender, errors = Sender(house), []
        for wait in (*WAITS[:3], WAITS[3]):
            assert sender.send_one()
            assert not sender.send_one()
            errors.append(house.store.deliveries.of(hook.id)[0].error)
            clock.now += wait
        assert not sender.send_one()
        assert len({headers["webhook-id"] for headers, _ in receiver.got}) == 1
    assert errors[0] == "answered 500"
    assert errors[1].startswith("not reached")
    assert errors[2:] == ["answered 503", ""]
    assert house.store.deliveries.of(hook.id)[0].state == "delivered"


def test_a_redirect_is_not_followed(told: Told) -> None:
    with receiving(302) as receiver:
        receiver.moved_to = f"http://{receiver.place}/elsewhere"
        house, hook, _ = told(receiver)
        tell_changes(house.store, [LULL], NOW)
        Sender(house).send_one()
        assert len(receiver.got) == 1
    assert house.store.deliveries.of(hook.id)[0].error == "answered 302; redirects are not followed"


def test_an_answer_that_drips_is_broken_off_and_a_long_one_is_not_read_to_its_end(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "SECONDS", 0.4)
    with receiving("slow", 207) as receiver:
        house, hook, clock = told(receiver)
        tell_changes(house.store, [LULL], NOW)
        sender = Sender(house)
        sender.send_one()
        assert house.store.deliveries.of(hook.id)[0].error.startswith("no answer within")
        clock.now += WAITS[0]
        sender.send_one()
    assert house.store.deliveries.of(hook.id)[0].state == "delivered"


def test_a_certificate_that_nobody_vouches_for_is_not_trusted_and_one_that_somebody_does_is(
    told: Told, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pytest.importorskip("cryptography")
    certificate = own_certificate(tmp_path)
    with receiving(200, "slow", certificate=certificate) as receiver:
        house, hook, clock = told(receiver)
        tell_changes(house.store, [LULL], NOW)
        sender = Sender(house)
        sender.send_one()
        assert "certificate" in house.store.deliveries.of(hook.id)[0].error
        assert receiver.got == []
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        clock.now += WAITS[0]
        sender.send_one()
        assert house.store.deliveries.of(hook.id)[0].state == "delivered"
        tell_changes(house.store, [replace(LULL, group_id=6)], clock.now)
        monkeypatch.setattr(sending, "SECONDS", 0.4)
        sender.send_one()
        assert house.store.deliveries.of(hook.id)[0].error == sending.NO_ANSWER
    assert len(receiver.got) == 2


def test_two_senders_at_once_send_each_piece_once(told: Told) -> None:
    changes = [replace(LULL, group_id=at) for at in range(20)]
    with receiving() as receiver:
        house, _, _ = told(receiver)
        assert tell_changes(house.store, changes, NOW) == 20

        def work() -> None:
            while Sender(house).send_one():
                pass

        threads = [Thread(target=work) for _ in range(3)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        assert sorted(json.loads(body)["data"]["group_id"] for _, body in receiver.got) == list(range(20))


def test_news_that_were_on_their_way_when_the_server_ended_are_sent_by_the_next(told: Told) -> None:
    with receiving() as receiver:
        house, hook, clock = told(receiver)
        tell_changes(house.store, [LULL], NOW)
        assert house.store.deliveries.take_due(NOW) is not None  # and its sender is killed here
        assert not Sender(house).send_one()
        clock.now += timedelta(minutes=3)
        assert Sender(house).send_one()
        assert len(receiver.got) == 1
    assert house.store.deliveries.of(hook.id)[0].tries == 2


def test_the_threads_of_an_open_house_send_what_is_due(told: Told) -> None:
    with receiving() as receiver:
        house, hook, _ = told(receiver)
        tell_changes(house.store, [LULL], NOW)
        sender = Sender(house)
        sender.start()
        for _ in range(200):
            if house.store.deliveries.of(hook.id)[0].state == "delivered":
                break
            time.sleep(0.02)
        sender.stop()
    assert house.store.deliveries.of(hook.id)[0].state == "delivered"


def test_what_nobody_foresaw_ends_no_thread_and_counts_as_a_try(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> tuple[int | None, str]:
        raise RuntimeError("a fault of our own")

    with receiving() as receiver:
        house, hook, clock = told(receiver)
        tell_changes(house.store, [LULL], NOW)
        monkeypatch.setattr("smoulder.web.hooks.sender.send", broken)
        sender = Sender(house)
        assert sender.send_one()
        (kept,) = house.store.deliveries.of(hook.id)
        assert (kept.state, kept.tries, "it is our fault" in kept.error) == ("waiting", 1, True)
        monkeypatch.undo()
        monkeypatch.setenv(VARIABLE, receiver.place)
        take_due, times = DeliveryTable.take_due, []

        def breaks_first(self: DeliveryTable, now: datetime) -> Any:
            times.append(now)
            if len(times) <= HANDS:
                raise RuntimeError("a fault of our own")
            return take_due(self, now)

        monkeypatch.setattr(DeliveryTable, "take_due", breaks_first)
        clock.now += WAITS[0]
        sender.start()
        for _ in range(200):
            sender.wake()
            if house.store.deliveries.of(hook.id)[0].state == "delivered":
                break
            time.sleep(0.02)
        sender.stop()
    assert house.store.deliveries.of(hook.id)[0].state == "delivered"


@pytest.mark.parametrize(
    "address",
    [
        "https://127.0.0.1/x", "https://[::1]/x", "https://10.0.0.8/", "https://192.168.1.1:8443/", "https://172.16.0.1/",
        "https://169.254.169.254/latest/meta-data/", "https://100.64.0.1/", "https://0.0.0.0/", "https://localhost/",
        "https://a.localhost/", "https://[::ffff:127.0.0.1]/", "https://[64:ff9b::7f00:1]/", "https://[fe80::1]/",
        "https://[fd00::1]/", "https://[fec0::1]/",
        "https://[feff::7]/", "https://224.0.0.1/", "https://255.255.255.255/", "http://desk.example.org/",
        "ftp://desk.example.org/", "https://", "https:///x", "https://user:word@desk.example.org/",
        "https://desk.example.org/#part", "https://desk.example.org:99999/", "https://desk.example.org/a b",
        "javascript:alert(1)", "https://desk.example.org\\@127.0.0.1/",
    ],
)  # fmt: skip
def test_an_address_inside_the_network_or_none_of_the_web_is_refused(address: str) -> None:
    with pytest.raises(BadEntry):
        Reach().check(address)


@pytest.mark.parametrize("inside", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fd12::1"])
def test_a_name_that_stands_for_an_address_inside_the_network_is_not_told(
    inside: str, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def resolve(host: str, port: int, **_: Any) -> list[Any]:
        family = socket.AF_INET6 if ":" in inside else socket.AF_INET
        return [(socket.AF_INET, 1, 6, "", ("93.184.215.14", port)), (family, 1, 6, "", (inside, port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    hook = house.store.hooks.add("https://rebound.example.org/", ["new lull"], None, house.clock())
    tell_changes(house.store, [LULL], house.clock())
    Sender(house).send_one()
    (kept,) = house.store.deliveries.of(hook.id)
    assert (kept.state, kept.status) == ("waiting", None)
    assert "lies inside this network" in kept.error


def test_the_address_that_was_looked_at_is_the_one_that_is_spoken_to(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def resolve(host: str, port: int, **_: Any) -> list[Any]:
        asked.append(host)
        return [(socket.AF_INET, 1, 6, "", ("192.0.2.1" if len(asked) > 1 else "127.0.0.1", port))]

    with receiving() as receiver:
        monkeypatch.setenv(VARIABLE, f"desk.internal:{receiver.port}")
        monkeypatch.setattr(socket, "getaddrinfo", resolve)
        house.store.hooks.add(f"http://desk.internal:{receiver.port}/", ["new lull"], None, house.clock())
        tell_changes(house.store, [LULL], house.clock())
        Sender(house).send_one()
        assert [headers["host"] for headers, _ in receiver.got] == [f"desk.internal:{receiver.port}"]
    assert asked == ["desk.internal"]


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused_in_words(text: str) -> None:
    for address in (text, f"https://{text}", f"https://desk.example.org/{text}"):
        try:
            target = Reach().check(address)
        except BadEntry:
            continue
        assert target.secure
        assert target.host
