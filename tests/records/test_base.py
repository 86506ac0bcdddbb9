"""What every record holds to."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from smoulder.records.forecast import Chance


@pytest.mark.parametrize("number", ["1e999", "-1e999", "NaN", "Infinity"])
def test_no_record_holds_a_number_that_json_cannot_give_back(number: str) -> None:
    with pytest.raises(ValidationError, match="finite number"):
        Chance.model_validate_json(f'{{"value": {number}, "low": 0, "high": 1}}')


def test_what_a_record_writes_it_reads_again() -> None:
    one = Chance(value=1e-300, low=0, high=1)
    assert Chance.model_validate_json(one.model_dump_json()) == one
