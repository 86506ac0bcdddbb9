"""Fixed words come out in the language that is being spoken, and in English where it has none."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from smoulder.brief.language import tongue
from smoulder.brief.language.countries import country_words
from smoulder.brief.language.digits import digits
from smoulder.brief.language.say import English, in_english, say, say_many, speaking, spoken, stays

PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "within {months}"
msgstr "ene de {months}"

msgid "not yet"
msgstr ""
"""


@pytest.fixture
def esperanto(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A reviewed language of which one entry is translated."""
    (tmp_path / "eo.po").write_text(PO, encoding="utf-8")
    monkeypatch.setattr(tongue, "FOLDER", tmp_path)
    return "eo"


def test_english_is_said_as_it_stands() -> None:
    assert say("within {months}", months="6 months") == "within 6 months"
    assert (spoken().code, in_english()) == ("en", "")
    assert not isinstance(stays("given"), English)


def test_words_are_translated_with_their_parts_in_place(esperanto: str) -> None:
    with speaking(esperanto):
        assert say("within {months}", months="6 monatoj") == "ene de 6 monatoj"
        assert in_english() == "en"


def test_an_entry_without_a_translation_falls_back_to_english_and_is_marked(esperanto: str) -> None:
    with speaking(esperanto):
        assert (say("not yet"), say("{a} never heard", a=1)) == ("not yet", "1 never heard")
        assert isinstance(say("not yet"), English)
        assert isinstance(say("{a} never heard", a=1), English)
        assert isinstance(say_many("{number} day", "{number} days", 2), English)
        assert not isinstance(say("within {months}", months=6), English)


def test_what_a_part_holds_is_never_read_as_a_part() -> None:
    assert say("within {months}", months="{day}") == "within {day}"


def test_the_language_is_that_of_before_after_an_error() -> None:
    heard = []

    def fail() -> None:
        with speaking("fr"):
            heard.append(spoken().code)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert (heard, spoken().code) == (["fr"], "en")


def test_one_language_may_speak_within_another() -> None:
    with speaking("ar"):
        with speaking("en"):
            assert (say("yes"), in_english()) == ("yes", "")
        assert spoken().direction == "rtl"
    assert spoken().direction == "ltr"


def test_a_reviewed_catalogue_says_so(esperanto: str) -> None:
    with speaking(esperanto):
        assert spoken().reviewed


def test_english_loads_no_library_of_languages() -> None:
    code = "import sys; from smoulder.brief.language.say import say, speaking\n"
    code += "with speaking('en'): say('yes')\nassert 'babel' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_numbers_take_the_signs_of_the_language_and_keep_their_digits() -> None:
    with speaking("fr"):
        assert (digits("1,114.5"), digits("−0.7")) == ("1\u202f114,5", "−0,7")
    with speaking("ar"):
        assert (digits("1,114.5"), digits("−0.7")) == ("1,114.5", "\u200e−0.7")


def test_countries_have_their_name_in_the_language() -> None:
    assert country_words("Myanmar (Burma)") == "Myanmar (Burma)"
    with speaking("ar"):
        assert country_words("Iraq") == "العراق"
    with speaking("fr"):
        assert country_words("DR Congo (Zaire)") == "Congo-Kinshasa"
        assert isinstance(country_words("Hyderabad"), English)
