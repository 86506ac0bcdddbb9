"""The sample answers lie beside these tests, and each drawing of theirs is made once."""

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from smoulder.brief.charts import draw

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session", autouse=True)
def drawn_once() -> Iterator[None]:
    """The same specification is drawn once for all tests: a page of charts takes a second, and many tests print one."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(draw, "render", cache(draw.render))
        yield
