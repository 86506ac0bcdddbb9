"""Addresses and keys that come from outside: whatever they hold, they lead nowhere else and open nothing."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.records.errors import BadSetting
from smoulder.web.guard.links import account_of, make_link
from smoulder.web.guard.refused import Refused
from smoulder.web.guard.signed import sign, unsigned
from smoulder.web.pages.entry import ours
from smoulder.web.serve import place_of
from tests.web.team import join, team_house

PIECES = st.lists(
    st.sampled_from(["/", "\\", "//", ".", "..", ":", "@", "?", "#", "a", "evil.example", "\t", "\n", "%2f"])
)


@given(PIECES.map("".join) | st.text())
def test_one_is_sent_on_to_this_house_alone(address: str) -> None:
    sent = ours(address)
    assert urlsplit(urljoin("https://desk.example/sign-in", sent)).netloc == "desk.example"
    assert sent.startswith("/")
    # as browsers read it, to whom a backslash is a slash and a tab is nothing
    assert not sent.replace("\\", "/").replace("\t", "").replace("\n", "").startswith("//")


@given(st.text(), st.binary(min_size=1), st.binary(min_size=1), st.text())
def test_a_signed_text_comes_back_for_its_key_alone(text: str, key: bytes, other: bytes, forged: str) -> None:
    whole = text.encode("utf-8", "replace").decode()
    assert unsigned("line", sign("line", whole, key), key) == whole
    assert unsigned("way", sign("line", whole, key), key) is None
    # a key that HMAC fills up with zeros is the same key
    if key.rstrip(b"\0") != other.rstrip(b"\0") and len(key) <= 64 and len(other) <= 64:
        assert unsigned("line", sign("line", whole, key), other) is None
    if all(not 0xD800 <= ord(letter) <= 0xDFFF for letter in forged):
        assert unsigned("line", forged, key) is None


def test_only_the_link_that_was_given_opens_an_account(tmp_path: Path) -> None:
    with team_house(tmp_path / "data") as house:
        account = join(house, "reader")
        link = make_link(house, account).partition("link=")[2]
        assert account_of(house, link).id == account.id
        number, until, mark = link.split(".")
        parts = [(number, until, ""), (number, str(int(until) + 1), mark), (number, until, mark + "x")]
        parts += [
            (number, "²³", mark),
            (number, "9" * 30, mark),
            (number, "-1", mark),
            ("x", until, mark),
            ("ü", "1", "ü"),
        ]
        for forged in ("", ".", "..", "...", "\0", *(".".join(one) for one in parts)):
            with pytest.raises(Refused):
                account_of(house, forged)


@pytest.mark.parametrize(
    "address",
    ["desk.example.org", "ftp://desk.example.org", "https://", "https://a@b", "https://a/b", "https://a?b", "https://a:x"],
)  # fmt: skip
def test_an_address_that_browsers_cannot_open_is_refused(address: str) -> None:
    with pytest.raises(BadSetting):
        place_of(address, "127.0.0.1", 8321)


def test_who_listens_to_every_network_says_how_it_is_called() -> None:
    with pytest.raises(BadSetting, match="--address"):
        place_of("", "0.0.0.0", 8321)
    assert place_of("https://Desk.Example.org/", "0.0.0.0", 8321) == "https://desk.example.org"
