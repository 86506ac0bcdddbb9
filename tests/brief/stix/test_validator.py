"""The validator of OASIS, strict, finds nothing to say; its import takes two seconds, and it asks no server."""

from __future__ import annotations

import socket

import pytest
import sample_hostile
import samples

from smoulder.brief.stix.bundle import render_stix

pytestmark = pytest.mark.slow

INVENTED = {"bare", "hostile"}
"""Samples of an invented country, which no list of codes has."""


@pytest.mark.parametrize("name", [*samples.ALL, "hostile"])
def test_a_bundle_is_valid_in_the_strictest_sense(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    validator = pytest.importorskip("stix2validator")
    pytest.importorskip("stix2")

    def offline(*_: object, **__: object) -> None:
        raise AssertionError("the validator asked a server")

    monkeypatch.setattr(socket, "create_connection", offline)
    case = {**samples.ALL, "hostile": sample_hostile.hostile}[name]()
    # ids are made from content (uuid5), so that a later answer finds its objects; random ones are a recommendation
    disabled = "uuid-check,countries" if name in INVENTED else "uuid-check"
    options = validator.ValidationOptions(
        version="2.1", strict=True, strict_properties=True, disabled=disabled
    )
    found = validator.validate_string(render_stix(case), options)
    told = [str(one) for one in (*found.errors, *found.warnings)]
    assert told == []
    assert found.is_valid
