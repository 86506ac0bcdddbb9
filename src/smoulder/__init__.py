"""Smoulder: an armed group has gone quiet; is the fire out, or only smouldering?

>>> import smoulder
>>> brief = smoulder.assess(group="LTTE", country="Sri Lanka", as_of="2012-06-01")  # doctest: +SKIP
>>> print(brief.headline)  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from smoulder.api.ask import assess, read
    from smoulder.api.brief import Brief
    from smoulder.brief.stix.read import StixBrief, read_stix
    from smoulder.records.errors import MissingExtra, SmoulderError

__version__ = "0.1.0"

__all__ = [
    "Brief",
    "MissingExtra",
    "SmoulderError",
    "StixBrief",
    "__version__",
    "assess",
    "read",
    "read_stix",
]

_HOMES = {
    "Brief": "smoulder.api.brief",
    "assess": "smoulder.api.ask",
    "read": "smoulder.api.ask",
    "StixBrief": "smoulder.brief.stix.read",
    "read_stix": "smoulder.brief.stix.read",
    "MissingExtra": "smoulder.records.errors",
    "SmoulderError": "smoulder.records.errors",
}
"""Where each name lives; it is loaded when it is first asked for, so that `import smoulder` is instant."""


def __getattr__(name: str) -> Any:  # Any: each name has its own type, which TYPE_CHECKING tells
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found = getattr(import_module(_HOMES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
