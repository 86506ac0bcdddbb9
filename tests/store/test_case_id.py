from __future__ import annotations

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from smoulder.store.case_id import case_id


@given(group=st.text(max_size=80), country=st.text(max_size=80))
def test_an_id_is_short_and_can_be_typed_whatever_the_names(group: str, country: str) -> None:
    name = case_id(group, country, date(2020, 1, 23), "7f3a" + 60 * "0")
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
    assert len(name) <= 60
    assert name.endswith("-2020-01-23-7f3a")


def test_a_long_name_is_cut_at_a_word() -> None:
    name = case_id("Jama'atu Ahlis Sunna lid-Da'wa wal-Jihad", "Nigeria", date(2016, 3, 1), "00ff" + 60 * "0")
    assert name == "jamaatu-ahlis-sunna-nigeria-2016-03-01-00ff"
