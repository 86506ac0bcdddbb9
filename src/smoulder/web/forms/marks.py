"""Forms of the evidence as what the desk takes."""

from __future__ import annotations

from collections.abc import Mapping

from smoulder.assessment.likelihood import KINDS, word_ranges
from smoulder.brief.evidence import CREDIBILITY, RELIABILITY
from smoulder.desk.evidence import Given

LEAF = "under-"
"""What the names of fields with likelihoods begin with."""
BACK = "back-"
"""What the names of fields begin with that take a likelihood back."""
LABELS = {
    "text": "What is said",
    "kind": "Kind",
    "source": "Source",
    "speaker": "Speaker",
    "reliability": "Reliability",
    "credibility": "Credibility",
    "cluster": "Cluster",
    "months": "Months",
    "indicator": "Indicator",
    "why": "Why",
    "act": "What to do",
}
"""What fields are called on a page."""


def given_of(fields: Mapping[str, str], item: str = "") -> Given:
    """What a form of an item asks the desk for.

    fields: as they were sent; an empty one is not given. A cluster 'none' takes the item out of the one it has.
    item:   the id where it is there already.
    """
    cluster = fields.get("cluster", "").strip()
    return Given(
        item=item,
        text=fields.get("text", "").strip(),
        kind=fields.get("kind", "").strip(),
        under=tuple(
            f"{name.removeprefix(LEAF)}={value.strip()}"
            for name, value in fields.items()
            if name.startswith(LEAF) and value.strip()
        ),
        source=fields.get("source", "").strip(),
        speaker=fields.get("speaker", "").strip(),
        reliability=fields.get("reliability", ""),
        credibility=fields.get("credibility", ""),
        cluster=("" if cluster == "none" else cluster) if cluster else None,
        reject=fields.get("act") == "reject",
        restore=fields.get("act") == "restore",
        months=fields.get("months", "").strip(),
        indicator=fields.get("indicator", "").strip(),
        since="",
        why=fields.get("why", "").strip(),
        take_back=tuple(name.removeprefix(BACK) for name in fields if name.startswith(BACK) and fields[name]),
    )


def choices() -> dict[str, object]:
    """What the forms offer: kinds, words of likelihood, and grades with what they say."""
    return {
        "kinds": tuple(KINDS),
        "terms": tuple(word_ranges()),
        "reliabilities": [(one, f"{one}: {words}") for one, words in RELIABILITY.items()],
        "credibilities": [(one, f"{one}: {words}") for one, words in CREDIBILITY.items()],
    }


def labels_of(leaves: Mapping[str, str]) -> dict[str, str]:
    """Labels of all fields, those of leaves among them."""
    said = {f"{LEAF}{leaf}": f"How likely under '{leaf}'" for leaf in leaves}
    return LABELS | said | {f"{BACK}{leaf}": f"Take back how likely under '{leaf}'" for leaf in leaves}
