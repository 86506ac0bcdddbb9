"""The settings of a team's sign-in."""

from __future__ import annotations

from pathlib import Path

import pytest

from smoulder.cli.settings import choose_settings
from smoulder.desk.sign_in import SignIn
from smoulder.records.errors import BadSetting

WHOLE = (
    'issuer = "https://login.example.org"\nclient = "desk"\ndomains = ["@Example.org"]\nrole = "analyst"\n'
)


def chosen(tmp_path: Path, section: str) -> SignIn | None:
    file = tmp_path / "smoulder.toml"
    file.write_text(f"[sign-in]\n{section}")
    return choose_settings({}, file=file).sign_in


def test_the_environment_goes_before_the_file_and_alone_holds_the_secret(
    tmp_path: Path, clean_environment: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMOULDER_SIGN_IN_SECRET", "kept to ourselves")
    monkeypatch.setenv("SMOULDER_SIGN_IN_CLAIM", "groups")
    found = chosen(tmp_path, WHOLE)
    assert found == SignIn(
        "https://login.example.org", "desk", "kept to ourselves", ("example.org",), "groups", "analyst"
    )
    assert "kept to ourselves" not in repr(found)
    with pytest.raises(BadSetting, match="secret is not known"):
        chosen(tmp_path, WHOLE + 'secret = "in a file"\n')


def test_without_the_section_there_is_no_such_sign_in(tmp_path: Path, clean_environment: None) -> None:
    assert chosen(tmp_path, "") is None


@pytest.mark.parametrize(
    ("section", "told"),
    [
        ('issuer = "https://login.example.org"\n', "needs both"),
        (WHOLE.replace("https", "http"), "no https address"),
        (WHOLE.replace("analyst", "owner"), "role 'owner' is not known"),
        (WHOLE.replace("@Example.org", "everybody"), "domain 'everybody'"),
        (WHOLE.replace('["@Example.org"]', '"example.org"'), "no list of texts"),
        (WHOLE.replace('domains = ["@Example.org"]\n', ""), "whoever the provider knows"),
        (WHOLE.replace('"desk"', "3"), "no text"),
    ],
)
def test_a_part_that_is_missing_or_cannot_be_is_refused_with_the_cure(
    tmp_path: Path, clean_environment: None, section: str, told: str
) -> None:
    with pytest.raises(BadSetting, match=told):
        chosen(tmp_path, section)
