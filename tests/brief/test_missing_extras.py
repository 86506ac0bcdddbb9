"""Where a library is not installed, its form is named with the line that installs it and the others come out."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import samples

from smoulder.brief.write import FORMS, PICTURED, write_brief

EXTRAS = {
    "typst": ("pdf", "pdf"),
    "font_source_sans_pro": ("pdf", "pdf"),
    "docx": ("docx", "docx"),
    "stix2": ("stix", "stix"),
}

Absent = Callable[[str], None]


@pytest.fixture
def absent(monkeypatch: pytest.MonkeyPatch) -> Absent:
    """Make a library as good as not installed."""

    def hide(library: str) -> None:
        for name in [one for one in sys.modules if one == library or one.startswith(f"{library}.")]:
            monkeypatch.delitem(sys.modules, name)
        monkeypatch.setitem(sys.modules, library, None)

    return hide


@pytest.mark.parametrize("library", EXTRAS)
def test_a_form_whose_library_is_missing_is_named_with_what_installs_it(
    absent: Absent, tmp_path: Path, library: str
) -> None:
    form, extra = EXTRAS[library]
    absent(library)
    written = write_brief(samples.bare(), tmp_path, (form, "json"))
    assert list(written.missing) == [form]
    assert f"pip install 'smoulder[{extra}]'" in written.missing[form]
    assert "\n" not in written.missing[form]
    assert [path.name for path in written.paths["json"]] == ["brief.json"]


def test_without_the_library_of_charts_every_form_but_charts_comes_out_and_says_so(
    absent: Absent, tmp_path: Path
) -> None:
    absent("vl_convert")
    written = write_brief(samples.model_case(), tmp_path, tuple(FORMS))
    assert list(written.missing) == ["charts"]
    assert "pip install 'smoulder[charts]'" in written.missing["charts"]
    assert set(written.paths) == set(FORMS) - {"charts"}
    for form in sorted(PICTURED - {"charts", "docx", "pdf"}):
        text = written.paths[form][0].read_text(encoding="utf-8").replace("\\", "")
        assert "smoulder[charts]" in text, form
        assert "The comeback line stands at" in text, f"{form} has no words in place of the chart"
