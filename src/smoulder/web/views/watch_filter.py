"""Which rows of the watch list are shown, as the address says it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Literal
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict, Field

from smoulder.reading.names import fold_name
from smoulder.series.watched import Watched

ROWS = 25
"""Rows of one page."""
Sort = Literal["list", "age", "fresh", "peak", "twelve", "silence", "group", "country"]
SORTS: dict[Sort, str] = {
    "list": "as the list has them: largest peak first",
    "fresh": "newest lull first",
    "age": "longest lull first",
    "twelve": "most deaths in 12 months first",
    "silence": "longest silence first",
    "group": "by group",
    "country": "by country",
    "peak": "highest peak first",
}


class WatchFilter(BaseModel):
    """What a reader chose to see; every field stands in the address, and only where it is not the usual one.

    section: 'usual' is recent lulls, and older ones too where a country is chosen; 'any' all.
    age:     months since the lull was known, at most (0: any). at: the last month to look at, YYYY-MM, '' for the
             last full one. page: counted from 1.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    country: str = Field("", max_length=100)
    state: Literal["", "quiet", "subdued"] = ""
    age: int = Field(0, ge=0, le=1200)
    section: Literal["usual", "recent", "older", "won", "any"] = "usual"
    kind: Literal["armed group", "community", "alliance", "any"] = "armed group"
    data: Literal["", "fresh", "stale", "provisional"] = ""
    silence: Literal["", "unusual", "not unusual"] = ""
    text: str = Field("", max_length=100)
    sort: Sort = "list"
    at: str = Field("", max_length=10)
    page: int = Field(1, ge=1, le=10_000)

    def here(self, rows: Sequence[Watched]) -> list[Watched]:
        """The rows of the chosen country, or all."""
        return [row for row in rows if not self.country or row.country == self.country]

    def chosen(self, rows: Sequence[Watched], meant: Collection[int] = ()) -> list[Watched]:
        """The rows that are shown, in the order that was asked for.

        meant: ids of the groups whose name or alias the text is.
        """
        found = [row for row in self.here(rows) if self._takes(row, meant)]
        return found if self.sort == "list" else sorted(found, key=_ORDERS[self.sort])

    def page_of(self, rows: Sequence[Watched]) -> list[Watched]:
        """The rows of the page."""
        return list(rows[(self.page - 1) * ROWS : self.page * ROWS])

    def address(self, **changed: str | int) -> str:
        """The address of the list with some choices changed; a new choice begins at its first page."""
        given = self.model_dump() | {"page": 1} | changed
        usual = {name: field.default for name, field in type(self).model_fields.items()}
        told = {name: value for name, value in given.items() if value != usual[name]}
        return f"/watch?{urlencode(told)}" if told else "/watch"

    @property
    def narrowed(self) -> bool:
        """Whether anything but the usual is chosen, the month aside."""
        return self.model_copy(update={"at": "", "page": 1}) != WatchFilter()

    def _takes(self, row: Watched, meant: Collection[int]) -> bool:
        sections = {"usual": ("recent", "older") if self.country else ("recent",), "any": (row.section,)}
        return (
            row.section in sections.get(self.section, (self.section,))
            and self.kind in ("any", row.kind)
            and self.state in ("", row.state)
            and (not self.age or row.age <= self.age)
            and self.silence in ("", row.silence.word)
            and _DATA[self.data](row)
            and (not self.text or row.group_id in meant or self._named(row))
        )

    def _named(self, row: Watched) -> bool:
        words = fold_name(f"{row.group} {row.country}")
        return all(fold_name(word) in words for word in self.text.split())


_DATA: Mapping[str, Callable[[Watched], bool]] = {
    "": lambda row: True,
    "fresh": lambda row: not row.stale,
    "stale": lambda row: row.stale,
    "provisional": lambda row: row.provisional,
}
_ORDERS: Mapping[str, Callable[[Watched], Any]] = {  # Any: whatever sorts
    "age": lambda row: -row.age,
    "fresh": lambda row: -row.known,
    "peak": lambda row: -row.peak,
    "twelve": lambda row: -row.twelve,
    "silence": lambda row: -(row.silence.gap or 0),
    "group": lambda row: (fold_name(row.group), row.country),
    "country": lambda row: (row.country, fold_name(row.group)),
}
