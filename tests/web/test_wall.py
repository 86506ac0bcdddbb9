"""What is not taken from the network, and what goes with every answer, through the real server."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import pytest

from smoulder.web.guard.headers import HEADERS, MOST_OF_A_STRANGER, most_bytes
from smoulder.web.guard.keyed import place_of
from smoulder.web.house import House
from tests.web.team import Person, join, served_team


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A team on the real server."""
    with served_team(tmp_path_factory.mktemp("wall") / "data") as (found, _):
        yield found


def spoken(house: House, request: bytes, *more: bytes) -> str:
    """What the server answers to bytes, all that it says until it ends the connection."""
    place = urlsplit(house.address)
    with socket.create_connection((place.hostname, place.port), timeout=10) as line:
        line.sendall(request)
        try:
            for part in more:
                line.sendall(part)
        except OSError:
            pass  # the server has heard enough
        said = b""
        try:
            while part := line.recv(65536):
                said += part
        except ConnectionResetError:
            pass
    return said.decode("latin-1")


def begun(house: House, *lines: str) -> bytes:
    host = urlsplit(house.address).netloc
    return "\r\n".join(["POST /sign-in HTTP/1.1", f"Host: {host}", *lines, "", ""]).encode()


@pytest.mark.parametrize(
    "path", ["/sign-in", "/static/workbench.css", "/htmx/htmx.min.js", "/nothing-here", "/api/x"]
)
def test_every_answer_has_its_headers(house: House, path: str) -> None:
    answer = httpx2.get(house.address + path)
    wanted = HEADERS | ({"Cache-Control": "no-cache"} if path.startswith(("/static", "/htmx")) else {})
    assert {name: answer.headers.get(name) for name in wanted} == wanted
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert "server" not in answer.headers


@pytest.mark.parametrize(
    "given", ["rebound.example", "", "127.0.0.1:1", "127.0.0.1.elsewhere.example", "a b", "[::1"]
)
def test_a_host_that_is_not_ours_is_refused(house: House, given: str) -> None:
    said = spoken(house, f"GET /sign-in HTTP/1.1\r\nHost: {given}\r\nConnection: close\r\n\r\n".encode())
    assert said.split()[1] in ("421", "400")


def test_the_same_machine_by_its_other_names_is_ours(house: House) -> None:
    port = urlsplit(house.address).port
    for name in ("localhost", "127.0.0.1", "LOCALHOST"):
        answer = httpx2.get(f"{house.address}/sign-in", headers={"host": f"{name}:{port}"})
        assert answer.status_code == 200


@pytest.mark.parametrize("length", ["-5", "ten", "1e3", "0x10", "5, 6"])
def test_a_length_that_is_none_is_refused(house: House, length: str) -> None:
    assert spoken(house, begun(house, f"Content-Length: {length}", "Connection: close")).split()[1] == "400"


def test_too_much_at_once_is_refused_before_it_is_sent(house: House) -> None:
    said = spoken(house, begun(house, "Content-Length: 99999999999999999999"))
    assert said.split()[1] == "413"
    said = spoken(house, begun(house, f"Content-Length: {MOST_OF_A_STRANGER + 1}"))
    assert said.split()[1] == "413"
    assert "connection: close" in said.lower()


def test_pieces_that_grow_too_large_are_refused_with_an_answer(house: House) -> None:
    piece = b"4000\r\n" + b"x" * 0x4000 + b"\r\n"
    form = "Content-Type: application/x-www-form-urlencoded"
    said = spoken(house, begun(house, "Transfer-Encoding: chunked", form), *[piece] * 5)
    assert said.split()[1] == "413"
    assert "64 KB" in said


def test_who_sends_too_much_at_once_still_reads_the_answer(house: House) -> None:
    for content in (b"x" * 2**20, (b"x" * 2**16 for _ in range(16))):
        form = {"content-type": "application/x-www-form-urlencoded"}
        answer = httpx2.post(f"{house.address}/sign-in", content=content, headers=form)
        assert answer.status_code == 413
        assert "64 KB" in answer.text


def test_pieces_of_who_is_known_are_refused_alike(house: House) -> None:
    person = Person(house).come_in(join(house, "analyst", "Piece by Piece"))
    form = {"content-type": "application/x-www-form-urlencoded", "x-csrf-token": person.csrf}
    pieces = (b"old=" + b"x" * 2**19 + b"&" for _ in range(18))
    answer = person.client.post("/account/password", content=pieces, headers=form)
    assert (answer.status_code, "8 MB" in answer.text) == (413, True)


def test_more_is_taken_of_who_is_known_and_most_where_there_are_files() -> None:
    known = {"cookie": "smoulder=x"}
    files = known | {"content-type": "multipart/form-data; boundary=x"}
    assert most_bytes({}, "/cases") < most_bytes(known, "/cases") < most_bytes(files, "/cases")
    assert most_bytes(files, "/sign-in") == most_bytes({}, "/sign-in")
    assert most_bytes({"authorization": "Bearer x"}, "/cases") == most_bytes({}, "/cases")


@pytest.mark.parametrize(("path", "status"), [
    ("/jobs/%00", 404),
    ("/jobs/a%00b/files/a", 404),
    ("/cases/new/%1F", 404),
    ("/groups/234/Ir%0Aaq", 404),
    ("/groups/234/%7F", 404),
    ("/jobs?state=%00", 422),
    ("/audit?who=a%00b&case=%00", 422),
    ("/search?words=a%1Bb", 422),
    ("/search?%00=1", 422),
    ("/join?link=%00.1.x", 422),
    ("/audit?who=a%09b%0D%0Ac", 200),
    ("/audit?who=%2500", 200),
    ("/audit?who=%C2%85%E2%80%AE", 200),
])  # fmt: skip
def test_an_address_with_a_letter_that_no_text_has_goes_nowhere(house: House, path: str, status: int) -> None:
    boss = Person(house).come_in(join(house, "administrator", f"Boss {path}"))
    told = boss.client.get(path)
    assert (told.status_code, "a sign that no text has" in told.text) == (status, status != 200)
    if "?" not in path:
        assert boss.send(f"{path}/cancel").status_code == 404


def test_a_program_reads_of_such_an_address_what_it_is_used_to(house: House) -> None:
    for path, status in (("/api/v1/jobs/%00", 404), ("/api/v1/jobs?case_id=%00", 422)):
        told = httpx2.get(house.address + path, headers={"authorization": "Bearer smo_x"})
        assert (told.status_code, told.json()["status"]) == (status, status)


def test_a_name_with_a_letter_that_no_text_has_lets_nobody_in(house: House) -> None:
    assert Person(house).sign_in("Ad\0am", "x" * 12).status_code == 403


def test_a_form_that_is_no_form_is_refused_plainly(house: House) -> None:
    person = Person(house).come_in(join(house, "analyst", "Sender"))
    broken = {"content-type": "multipart/form-data; boundary=x", "x-csrf-token": person.csrf}
    answer = person.client.post("/account/everywhere", content=b"--x\r\nnonsense", headers=broken)
    assert answer.status_code in (303, 400)
    answer = person.client.post("/account/password", content=b"\xff\xfe=1", headers={"x-csrf-token": "no"})
    assert answer.status_code in (303, 403)


def test_behind_tls_cookies_are_of_this_very_host(tmp_path: Path) -> None:
    from tests.web.browser import Browser
    from tests.web.team import team_house

    with team_house(tmp_path / "data", "https://desk.example.org") as house:
        browser = Browser(house)
        account = join(house, "reader")
        page = browser.client.get("/sign-in")
        assert page.headers["strict-transport-security"]
        door = page.text.partition('name="door" value="')[2].partition('"')[0]
        fields = {"name": account.name, "password": "seven grey herons", "door": door}
        done = browser.client.post("/sign-in", data=fields, follow_redirects=False)
        cookies = done.headers.get_list("set-cookie")
        assert len(cookies) == 2
        for cookie in cookies:
            assert cookie.startswith("__Host-smoulder")
            assert "Secure" in cookie
            assert "Path=/" in cookie
            assert "Domain" not in cookie
        browser.see("/account")
        gone = browser.client.post("/sign-out", data={"csrf": browser.csrf}, follow_redirects=False)
        assert "Secure" in gone.headers["set-cookie"]
        assert browser.client.get("/account", follow_redirects=False).status_code == 303


def test_places_of_one_user_count_as_one() -> None:
    assert place_of("2001:db8::1") == place_of("2001:db8::ffff:1")
    assert place_of("2001:db8::1") != place_of("2001:db8:0:1::1")
    assert place_of("fe80::1%eth0") == "fe80::"
    assert place_of("testclient") == "testclient"


def pieces_of(content: bytes) -> Iterator[bytes]:
    """A body that does not say how long it is."""
    return (content[at : at + 2**14] for at in range(0, len(content), 2**14))


def test_a_cookie_that_opens_nothing_brings_no_large_form(house: House) -> None:
    account = join(house, "analyst", "Large Form")
    # a well-formed one: of a broken one, what came first may be told as broken before it is too large
    head = b'--zq\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
    large = head + b"x" * 2 * MOST_OF_A_STRANGER + b"\r\n--zq--\r\n"
    form = {"content-type": "multipart/form-data; boundary=zq"}
    load, person = f"{house.address}/jobs/start/load", Person(house).come_in(account)
    for cookie in ("smoulder=nothing", "a=smoulder", "smoulder=" + "7" * 43):
        for content in (large, pieces_of(large)):
            answer = httpx2.post(load, content=content, headers={**form, "cookie": cookie})
            assert (answer.status_code, "who is not signed in" in answer.text) == (413, True)
    form["x-csrf-token"] = person.csrf
    for content in (large, pieces_of(large)):
        assert person.client.post("/jobs/start/load", content=content, headers=form).status_code != 413
    house.store.sessions.close_all(account.id)
    assert person.client.post("/jobs/start/load", content=large, headers=form).status_code == 413


def test_a_token_that_opens_nothing_brings_no_large_body(house: House) -> None:
    account = join(house, "analyst", "Large Body")
    token, _ = house.store.tokens.add(account.id, "large", ("work",), None, house.clock())
    for held, status in (("nothing", 413), (token, 422)):
        said = {"authorization": f"Bearer {held}", "content-type": "application/json"}
        answer = httpx2.post(f"{house.address}/api/v1/cases", content=b"x" * 2**17, headers=said)
        assert (answer.status_code, answer.json()["status"]) == (status, status)
