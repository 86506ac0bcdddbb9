"""Many names are looked for in a text at once."""

from __future__ import annotations

import pytest

from smoulder.reading import names
from smoulder.reading.names import NameFinder


def found(finder: NameFinder, text: str) -> list[str]:
    return [text[one.start : one.end] for one in finder.find(text)]


def test_the_longest_name_is_found_as_it_is_written() -> None:
    finder = NameFinder((one, one) for one in ("the Army", "the Army of the North", "THE ARMY", "IS"))
    text = "The Army of the North met the army. THE ARMY left the Army of the South, and it IS over; the"
    assert found(finder, text) == ["The Army of the North", "THE ARMY", "the Army", "IS"]
    assert found(finder, "an end of the Army of the") == ["the Army"]


def test_names_that_begin_alike_are_not_all_tried_at_each_place(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[object] = []
    same = names._same

    def counted(*given: object) -> bool:
        tried.append(given)
        return same(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(names, "_same", counted)
    finder = NameFinder((f"the army{at} men", "") for at in range(200))
    assert found(finder, "the army left; " * 50 + "the army7 men came") == ["the army7 men"]
    assert len(tried) == 1
