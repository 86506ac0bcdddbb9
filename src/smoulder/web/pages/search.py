"""The search: one field, choices beside it, and what was found as cards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict

from smoulder.desk.search import Asked, Searched, clean, search
from smoulder.desk.search_shown import Card
from smoulder.records.errors import SmoulderError
from smoulder.web.faults import words_for
from smoulder.web.guard.audited import Audited
from smoulder.web.guard.case_access import overseen, sees
from smoulder.web.guard.may import may
from smoulder.web.guard.visitor import Visitor
from smoulder.web.page import path_to, render

if TYPE_CHECKING:
    from smoulder.web.house import House

router = APIRouter(route_class=Audited)
KINDS = {"": "all", "report": "reports", "statement": "statements", "evidence": "evidence"}
STANDINGS = {
    "rejected": "rejected by an analyst",
    "retracted": "report retracted by its publisher",
    "corrected": "report corrected by its publisher",
    "dropped": "report dropped by an analyst",
}


class Choice(BaseModel):
    """What the address asks for; every field stands in it, and only where it is not the usual one."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    words: str = ""
    group: str = ""
    country: str = ""
    source: str = ""
    since: str = ""
    until: str = ""
    kind: str = ""
    case: str = ""
    order: str = ""
    page: str = ""

    def asked(self) -> Asked:
        """The search that it stands for."""
        told = {name: value for name, value in self.model_dump().items() if name not in ("order", "page")}
        page = int(self.page) if self.page.isdecimal() and len(self.page) < 6 else 1
        return Asked(**told, newest=self.order == "newest", page=page)

    def address(self, **changed: str | int) -> str:
        """The address of the search with some choices changed; a new choice begins at the first page."""
        given = {name: clean(value) for name, value in self.model_dump().items()} | {"page": ""} | changed
        return path_to("search", **{name: value for name, value in given.items() if value not in ("", 1)})

    @property
    def narrowed(self) -> bool:
        """Whether anything beside the words is chosen."""
        return any(
            clean(getattr(self, name)) for name in ("group", "country", "source", "since", "until", "case")
        )


@router.get("/search")
def find(
    request: Request, visitor: Annotated[Visitor, Depends(may("see"))], choice: Annotated[Choice, Query()]
) -> Response:
    """What was found in the cases that the visitor sees; a script that asks as one types gets that part alone."""
    house: House = request.app.state.house
    every = house.ledger.passages.cases()
    shown = sees(house, visitor, every)
    seen = None if len(shown) == len(every) else shown
    found, wrong = _search(house, visitor, choice, seen)
    cards = [(card, *_ways(card)) for card in found.cards] if found else []
    overseen(house, visitor, [card.passage.case_id for card, *_ in cards])
    if request.headers.get("hx-request") == "true":
        return render(
            request, "parts/search_found.html", headers={"HX-Replace-Url": choice.address(page=choice.page)},
            choice=choice, found=found, wrong=wrong, kinds=KINDS, standings=STANDINGS, cards=cards, empty=not every,
        )  # fmt: skip
    return render(
        request, "search.html", given=house.ledger.passages.choices(seen),
        choice=choice, found=found, wrong=wrong, kinds=KINDS, standings=STANDINGS, cards=cards, empty=not every,
    )  # fmt: skip


def _search(
    house: House, visitor: Visitor, choice: Choice, seen: set[str] | None
) -> tuple[Searched | None, str]:
    """What was found, None where nothing was asked, and what was wrong with the search."""
    if not (clean(choice.words) or choice.narrowed or clean(choice.kind)):
        return None, ""
    try:
        return search(house.desk(visitor.name), choice.asked(), seen), ""
    except SmoulderError as reason:
        return None, words_for(house, reason)


def _ways(card: Card) -> tuple[str, str]:
    """The address of a passage in its report, and that of an item; '' where there is none."""
    one = card.passage
    place = path_to("cases", one.case_id, "reports", str(one.report)) if one.report else ""
    if place and card.at:
        place += f"?at={card.at[0]}-{card.at[1]}#here"
    return place, path_to("cases", one.case_id, "evidence", one.item) if one.item else ""
