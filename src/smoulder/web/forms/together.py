"""Two at work on one thing: what another entered meanwhile is seen, and what one wrote oneself is not lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from smoulder.desk.history_words import change_words
from smoulder.records.case_file import own_item_id
from smoulder.records.errors import BadEntry
from smoulder.store.case_log import LAST
from smoulder.web.page import render

if TYPE_CHECKING:
    from fastapi import Request
    from fastapi.responses import Response

    from smoulder.records.change import Change, Entry
    from smoulder.web.house import House

Touches = Callable[["Change"], bool]


def seen_of(fields: Mapping[str, str]) -> int:
    """Number of the last entry of the case when a form was made, as the form carries it.

    raises: BadEntry.
    """
    text = fields.get("seen", "")
    if not (text.isdecimal() and len(text) < 17 and int(text) <= LAST):
        raise BadEntry("the form does not say what it was made from; open the page anew")
    return int(text)


def of_item(item: str) -> Touches:
    """Changes of one item."""
    return lambda change: (
        (change.what == "mark" and change.item == item)
        or (change.what == "item" and own_item_id(change) == item)
    )


def of_leaves(*leaves: str) -> Touches:
    """Changes of some leaves of the tree."""
    return lambda change: change.what == "hypothesis" and change.leaf in leaves


def of_report(sha256: str) -> Touches:
    """Changes of one report's standing."""
    return lambda change: change.what == "report" and change.sha256 == sha256


@dataclass(frozen=True, slots=True)
class Sent:
    """A form as it was sent. fields: names and values, without the token; labels: what a page calls them."""

    address: str
    fields: tuple[tuple[str, str], ...]
    labels: dict[str, str]

    @property
    def told(self) -> list[tuple[str, str]]:
        """What was written, as a page calls it."""
        return [(self.labels[name], value) for name, value in self.fields if value and name in self.labels]


def show_both(request: Request, case_id: str, thing: str, others: Sequence[Entry], sent: Sent) -> Response:
    """What the others entered beside what one wrote, with a form that enters it all the same.

    thing: what both are about, in words. others: of `ChangedMeanwhile`. What is sent
    next is held to what comes after these.
    """
    house: House = request.app.state.house
    names = house.ledger.reports.names()
    told = [(one, change_words(one.change, names)) for one in others]
    kept = [(name, value) for name, value in sent.fields if name not in ("seen", "csrf")]
    headers = {"HX-Retarget": "#main", "HX-Reselect": "#main", "HX-Reswap": "outerHTML"}
    return render(
        request, "together.html", status=409, headers=headers,
        case_id=case_id, thing=thing, told=told, mine=sent.told, kept=kept, address=sent.address,
        last=others[-1].number,
    )  # fmt: skip
