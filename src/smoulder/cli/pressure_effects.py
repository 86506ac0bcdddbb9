"""`smoulder pressure effects`: what departures of pressure did, and what of it speaks to a case."""

from __future__ import annotations

from json import dumps

from smoulder.cli import pressure_options as of
from smoulder.cli.options import AsJson, AsOf


def effects(country: of.Country = "", kind: of.Kind = "", as_of: AsOf = None, json: AsJson = False) -> None:
    """Show what departures of pressure did: estimates, prior and posterior, selection, and published findings."""
    from smoulder.cli.pressure_effect_words import effects_json, effects_words
    from smoulder.models.pressure.effect import effect_for, kind_effects
    from smoulder.reading.countries import Countries
    from smoulder.reading.pressure_effects import load_effects, load_published
    from smoulder.reading.wrong_entry import nearest
    from smoulder.records.errors import BadSetting
    from smoulder.records.month import last_full_month, month_index, parse_day
    from smoulder.records.pressure import KINDS

    if kind and kind not in KINDS:
        raise BadSetting(f"--kind {kind} is not known; {nearest(kind, KINDS)}")
    place = Countries().country(country) if country else ""
    rows = load_effects()
    month = last_full_month(parse_day(as_of)) if as_of else max(month_index(row.until) for row in rows)
    kinds = [one for one in KINDS if not kind or one == kind]
    cases = [effect_for(one, place, month) for one in kinds]
    pooled = [one for one in kind_effects(month, place) if one.kind in kinds]
    beside = [
        row
        for row in rows
        if row.kind in kinds
        and row.part not in ("comebacks", "inflicted deaths")
        and month_index(row.until) <= month
    ]
    published = [row for row in load_published() if row.kind in kinds]
    if json:
        found = effects_json(cases, pooled, beside, published)
        print(dumps(found, ensure_ascii=False, indent=2))
    else:
        print(effects_words(cases, pooled, beside, published))
