"""The catalogues hold what the code says, all of it, with the same parts."""

from __future__ import annotations

import sys
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from smoulder.brief.language import tongue
from smoulder.brief.language.catalogue import read_catalogue
from smoulder.brief.language.say import English, say, say_many, speaking, spoken
from smoulder.brief.language.tongue import FOLDER, check_language, languages
from smoulder.records.errors import BadSetting

sys.path.insert(0, str(Path(__file__).parents[3] / "scripts"))

import build_catalogues

DRAFTS = ("ar", "fr")
Words = str | tuple[str, str]


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=None if path.suffix == ".pot" else path.stem)


def _keys(catalogue: Catalog) -> set[object]:
    return {one.id for one in catalogue if one.id}


def _parts(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name is not None}


def test_the_template_holds_every_fixed_word_of_the_code_and_no_other() -> None:
    kept, said = _keys(_read(FOLDER / "smoulder.pot")), _keys(build_catalogues.gathered())
    cure = "run .venv/bin/python scripts/build_catalogues.py"
    assert kept == said, f"not gathered: {said - kept}; no longer said: {kept - said}; {cure}"


@pytest.mark.parametrize("code", DRAFTS)
def test_every_language_has_the_keys_of_the_template(code: str) -> None:
    assert _keys(_read(FOLDER / f"{code}.po")) == _keys(_read(FOLDER / "smoulder.pot"))


@pytest.mark.parametrize("code", DRAFTS)
def test_no_entry_is_left_without_a_draft(code: str) -> None:
    empty = [one.id for one in _read(FOLDER / f"{code}.po") if one.id and not _said(one.string)]
    assert empty == []


def _said(string: object) -> bool:
    return all(string) if isinstance(string, tuple) else bool(string)


@pytest.mark.parametrize("code", DRAFTS)
def test_a_language_is_a_draft_as_long_as_one_entry_is_unreviewed(code: str) -> None:
    unreviewed = [one.id for one in _read(FOLDER / f"{code}.po") if one.id and one.fuzzy]
    assert read_catalogue(FOLDER / f"{code}.po").tongue.reviewed is (unreviewed == [])


@pytest.mark.parametrize("code", DRAFTS)
def test_a_translation_has_the_parts_of_its_english(code: str) -> None:
    wrong = []
    for one in _read(FOLDER / f"{code}.po"):
        if one.id and _said(one.string) and not _same_parts(one):
            wrong.append(one.id)
    assert wrong == []


def _same_parts(one: Message) -> bool:
    if isinstance(one.id, str):
        return _parts(str(one.string)) == _parts(one.id)
    # a form for none, one or two may tell the number in a word of its own
    asked = _parts(one.id[1])
    return all(asked - {"number"} <= _parts(form) <= asked for form in one.string)


@pytest.mark.parametrize(
    ("words", "said", "same"),
    [
        ("within {months}", "d'ici {months}", True),
        ("within {months}", "d'ici", False),
        ("within {months}", "d'ici {mois}", False),
        (
            ("{number} item of {name}", "{number} items of {name}"),
            ("un de {name}", "{number} de {name}"),
            True,
        ),
        (("{number} item of {name}", "{number} items of {name}"), ("un", "{number} de {name}"), False),
    ],
)
def test_a_part_that_is_missing_or_made_up_is_found(words: Words, said: Words, same: bool) -> None:
    assert _same_parts(Message(words, said)) is same


def test_arabic_has_a_form_for_each_kind_of_number() -> None:
    with speaking("ar"):
        said = [say_many("{number} month", "{number} months", n) for n in (0, 1, 2, 3, 11, 100, 103, 111)]
    assert said == [
        *("0 شهر", "شهر واحد", "شهرين", "3 أشهر", "11 شهرًا", "100 شهر"),
        *("103 أشهر", "111 شهرًا"),
    ]


def test_french_counts_none_as_one() -> None:
    with speaking("fr"):
        said = [
            say_many(
                "without the source {name} ({number} item)",
                "without the source {name} ({number} items)",
                n,
                name="A",
            )
            for n in (0, 1, 2)
        ]
    assert [one[-10:] for one in said] == ["0 élément)", "1 élément)", " éléments)"]


def test_the_languages_are_those_with_a_catalogue() -> None:
    assert languages() == ("en", "ar", "fr")


def test_another_language_is_refused_with_the_list() -> None:
    with pytest.raises(BadSetting, match="'xx' is no language of a brief; choose from en, ar, fr"):
        check_language("xx")
    with pytest.raises(BadSetting), speaking("xx"):
        pass


def test_a_language_is_added_by_one_file_and_says_english_until_it_is_filled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build_catalogues, "LANGUAGE", tmp_path)
    monkeypatch.setattr(build_catalogues, "TEMPLATE", tmp_path / "smoulder.pot")
    build_catalogues.main(["ur"])
    monkeypatch.setattr(tongue, "FOLDER", tmp_path)
    assert _keys(_read(tmp_path / "ur.po")) == _keys(_read(FOLDER / "smoulder.pot"))
    with speaking(check_language("ur")):
        assert (spoken().name, spoken().direction) == ("اردو", "rtl")
        assert isinstance(say("yes"), English)


def test_translations_are_kept_when_catalogues_are_brought_up_to_date() -> None:
    for path in sorted(FOLDER.glob("*.po")):
        assert build_catalogues.written(
            build_catalogues.updated(path, _read(FOLDER / "smoulder.pot"))
        ) == path.read_text(encoding="utf-8"), (
            f"{path.name}: run .venv/bin/python scripts/build_catalogues.py"
        )
