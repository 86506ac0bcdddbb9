"""The ids that things have on the page, and how a link finds them."""

from __future__ import annotations

import re

from smoulder.brief.methods import METHODS

SECTIONS = (
    "answer",
    "moved",
    "situation",
    "places",
    "comeback-model",
    "past-cases",
    "episodes",
    "hypotheses",
    "evidence",
    "hangs-on",
    "branches",
    "record",
    "hindsight",
    "reports",
    "months",
    "cases",
    "methods",
    "data",
    "settings",
)

# Other words by which the rest of the tool may point to a section.
ALSO = {
    "series": "situation",
    "lull": "situation",
    "comeback": "comeback-model",
    "rates": "past-cases",
    "base-rates": "past-cases",
    "past": "past-cases",
    "items": "evidence",
    "pressure": "branches",
    "years": "months",
    "sources": "data",
}


def slug(text: str) -> str:
    """A text as an id: letters, digits and hyphens.

    >>> slug("base-rates.md#Kaplan–Meier")
    'base-rates-md-kaplan-meier'
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:80] or "none"


def method_stem(method: str) -> str:
    """The name of a method: its part where this page describes that part, else the file that holds it.

    >>> method_stem("docs/methods/base-rates.md#kaplan-meier"), method_stem("base-rates#episodes"), method_stem("")
    ('base-rates', 'episodes', 'reading-a-number')
    """
    file, _, part = method.partition("#")
    if slug(part) in METHODS:
        return slug(part)
    name = re.sub(r"\.md$", "", file.rsplit("/", 1)[-1])
    return slug(name) if name else "reading-a-number"


def method_anchor(method: str) -> str:
    """The id of a method in the part "How each number is made".

    >>> method_anchor("base-rates.md#kaplan-meier")
    'method-base-rates'
    """
    return f"method-{method_stem(method)}"


def item_anchor(item: str) -> str:
    """The id of an evidence item."""
    return f"item-{slug(item)}"


def month_anchor(month: str) -> str:
    """The id of a month's row."""
    return f"month-{slug(month)}"


def rate_anchor(horizon: int) -> str:
    """The id of the row with the past cases of a horizon."""
    return f"rate-{horizon}"


def member_anchor(model: str) -> str:
    """The id of the row of a model, or 'all' for that of all together."""
    return f"model-{slug(model)}"


def ground_anchor(at: int) -> str:
    """The id of the row of a ground of confidence, by its place."""
    return f"ground-{at + 1}"


def data_anchor(name: str) -> str:
    """The id of the row of a data set."""
    return f"data-{slug(name)}"


def setting_anchor(name: str) -> str:
    """The id of the row of a setting."""
    return f"setting-{slug(name)}"


def resolve(anchor: str, present: frozenset[str], fallback: str) -> str:
    """The id on this page that an anchor from elsewhere means; `fallback` where there is none.

    >>> resolve("#rates", frozenset({"past-cases", "answer"}), "answer")
    'past-cases'
    """
    wanted = slug(anchor.split("#")[-1] or anchor)
    by_method = method_anchor(anchor)
    ways = (wanted, ALSO.get(wanted, ""), f"item-{wanted}", f"method-{wanted}", by_method)
    return next((found for found in ways if found in present), fallback)


def leaf_anchor(leaf: str) -> str:
    """The id of an explanation, or of a part of one, whose name may hold spaces."""
    return f"leaf-{slug(leaf)}"
