"""The items of a case as its pages show them: what each moves, what became of it, and where it lies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from smoulder.brief.charts.evidence import USUAL
from smoulder.brief.evidence import kind_words
from smoulder.brief.numbers import points, sentence
from smoulder.brief.strongest import by_strength
from smoulder.desk.history_words import range_words
from smoulder.desk.stock import state_of, waits
from smoulder.records.case_file import report_of
from smoulder.web.kept import kept_in
from smoulder.web.page import path_to
from smoulder.web.views.case_svg import shift_svg

if TYPE_CHECKING:
    from smoulder.records.case import Assessment
    from smoulder.records.case_file import CaseFile, OwnItem
    from smoulder.records.evidence import Item, Likelihood, Source
    from smoulder.web.house import House
    from smoulder.web.shown import Shown

GROUPS = ("weighed", "waiting", "tells nothing", "left out", "rejected")
TITLES = {
    "weighed": "Weighed, what moves the answer most first",
    "waiting": "Entered since the last answer, not weighed yet",
    "tells nothing": "Tells nothing",
    "left out": "Left out",
    "rejected": "Rejected",
}


@dataclass(frozen=True, slots=True)
class LeafMove:
    """What an item says of one leaf. likelihood: word or numbers; value: as one writes it into a form."""

    leaf: str
    likelihood: str
    change: str
    drawn: Markup


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item.

    group:  of `GROUPS`. state: what became of it, in words. moves: of the answer within 12 months, in points.
    place:  address of the sentence or of the months it rests on, '' where there is none; where: the same in words.
    likelihoods, change: by leaf; change: of its chance, none where no answer weighed the item.
    """

    id: str
    group: str
    kind: str
    text: str
    speaker: str
    source: str
    grade: str
    grade_why: str
    cluster: str
    weight: str
    moves: str
    drawn: Markup
    most: str
    state: str
    flips: bool
    place: str
    where: str
    why: str
    basis: str
    entered_by: str
    copy_of: str
    months: str
    marks: tuple[str, ...]
    likelihoods: Mapping[str, Likelihood]
    change: Mapping[str, float]
    reliability: str
    credibility: str

    @property
    def by_leaf(self) -> tuple[LeafMove, ...]:
        """What it says of each leaf."""
        return _by_leaf(self.likelihoods, self.change)


def item_rows(house: House, shown: Shown) -> Sequence[ItemRow]:
    """All items of a case: those of the answer that is shown, and those entered since; made once as long as nothing is
    said of any."""
    key = ("items", shown.case.id, shown.row, shown.link_at, shown.last_weighed)
    return kept_in(house.ledger).made(key, lambda: _rows(shown))


def _rows(shown: Shown) -> tuple[ItemRow, ...]:
    answer, file = shown.answer, shown.file
    items = by_strength(answer.evidence) if answer else []
    widest = max((abs(one.move(USUAL)) for one in items), default=0.0)
    weighed = {one.id for one in items}
    rows = [_weighed(shown, answer, one, widest) for one in items if answer]
    return (*rows, *(_waiting(shown, file, own) for own in file.items if own.id not in weighed))


def grouped(rows: Sequence[ItemRow]) -> list[tuple[str, list[ItemRow]]]:
    """The rows by what became of them, groups without any left out."""
    by = {name: [one for one in rows if one.group == name] for name in GROUPS}
    return [(TITLES[name], found) for name, found in by.items() if found]


def turns(answer: Assessment) -> list[str]:
    """What turns which explanation comes first: items, sources, clusters and priors, in words."""
    found = answer.sensitivity
    if found is None:
        return []
    kinds = {one.id: kind_words(one.kind) for one in answer.evidence}
    told = []
    for one in found.variants:
        if not one.reorders:
            continue
        what = {
            "item": f"without the item {one.name} ({kinds.get(one.name, '')})",
            "source": f"without the source {one.name}",
            "cluster": f"without the cluster “{one.name}”",
            "prior halved": f"with the odds of '{one.name}' halved",
            "prior doubled": f"with the odds of '{one.name}' doubled",
        }[one.what]
        told.append(f"{what}, '{one.first}' comes first")
    return told


def _weighed(shown: Shown, answer: Assessment, one: Item, widest: float) -> ItemRow:
    state = state_of(shown.file, one)
    group = "left out" if one.left_out else "tells nothing" if one.tells_nothing else "weighed"
    if state == "rejected" or "rejected" in one.left_out:
        group = "rejected"
    moves = one.move(USUAL)
    leaf = max(one.change, key=lambda name: abs(one.change[name]), default="")
    at = one.source.report
    sha256 = answer.readings[at].report.sha256 if at is not None and at < len(answer.readings) else ""
    place, where = _place(shown, sha256, one.source, one.months)
    told = points(moves) if group == "weighed" else ""
    return ItemRow(
        id=one.id,
        group=group,
        kind=sentence(kind_words(one.kind)),
        text=one.text,
        speaker=one.speaker,
        source=one.source.name,
        grade=f"{one.source.reliability}{one.source.credibility}",
        grade_why=one.source.grade_why,
        cluster=_cluster(shown.file, one),
        weight=f"{one.weight:.2f}",
        moves=_tenths(moves),
        drawn=shift_svg(moves, widest, f"moves the 12-month answer by {told or 'nothing'}")
        if told
        else Markup(""),
        most=f"{leaf} {points(one.change[leaf])}" if leaf and abs(one.change[leaf]) >= 0.005 else "",
        state=state,
        flips=one.flips,
        place=place,
        where=where,
        why=sentence(one.why),
        basis=one.basis,
        entered_by=one.entered_by,
        copy_of=one.copy_of,
        months=_months(one.months),
        marks=one.marks,
        likelihoods=one.likelihoods,
        change=one.change,
        reliability=one.source.reliability,
        credibility=one.source.credibility,
    )


def _waiting(shown: Shown, file: CaseFile, own: OwnItem) -> ItemRow:
    put, state = own.item, waits(file, own)
    mark = file.marks.get(own.id)
    reliability = (mark and mark.reliability) or put.source.reliability
    credibility = (mark and mark.credibility) or put.source.credibility
    cluster = put.cluster if mark is None or mark.cluster is None else mark.cluster
    place, where = _place(shown, report_of(put, file.reports), put.source, put.months)
    return ItemRow(
        id=own.id,
        group="rejected" if state == "rejected" else "waiting",
        kind=sentence(kind_words(put.kind)),
        text=put.text,
        speaker=put.speaker,
        source=put.source.name,
        grade=f"{reliability}{credibility}",
        grade_why=put.source.grade_why,
        cluster=cluster,
        weight="",
        moves="",
        drawn=Markup(""),
        most="",
        state=state,
        flips=False,
        place=place,
        where=where,
        why=sentence(put.why) if put.why else "",
        basis=put.basis,
        entered_by=own.who,
        copy_of="",
        months=_months(put.months),
        marks=(),
        likelihoods={**put.likelihoods, **((mark and mark.likelihoods) or {})},
        change={},
        reliability=reliability,
        credibility=credibility,
    )


def _by_leaf(likelihoods: Mapping[str, Likelihood], change: Mapping[str, float]) -> tuple[LeafMove, ...]:
    widest = max(map(abs, change.values()), default=0.0)
    return tuple(
        LeafMove(
            leaf,
            range_words(one),
            points(change[leaf]) if leaf in change else "",
            shift_svg(change[leaf], widest, f"{leaf}: {points(change[leaf])}")
            if leaf in change
            else Markup(""),
        )
        for leaf, one in likelihoods.items()
    )


def _place(shown: Shown, sha256: str, source: Source, months: tuple[str, str] | None) -> tuple[str, str]:
    """Where an item lies: its sentence in the report, or the months of the series.

    sha256: of its report, '' where it is of none.
    """
    case = shown.case
    if sha256 and source.start is not None and source.end is not None:
        number = str([*shown.file.reports, sha256].index(sha256) + 1)
        read = (one.report for one in (shown.answer.readings if shown.answer else ()))
        report = next((one for one in read if one.sha256 == sha256), None)
        if report is None:
            return path_to("cases", case.id, "reports", number), f"in report {number}"
        start, end = report.text_span(source.start, source.end)
        address = path_to("cases", case.id, "reports", number, at=f"{start}-{end}")
        return f"{address}#here", f"in report {number}, characters {start} to {end}"
    if months or source.kind == "data":
        group = path_to("groups", str(case.question.group_id), case.country)
        return group, f"months {_months(months)} of the series" if months else "in the data of the group"
    return "", ""


def _tenths(move: float) -> str:
    """A move in points.

    >>> _tenths(0.0112), _tenths(-0.0001)
    ('+1.1', '0.0')
    """
    told = f"{100 * move:+.1f}"
    return "0.0" if told in ("+0.0", "-0.0") else told.replace("-", "−")


def _months(months: tuple[str, str] | None) -> str:
    if months is None:
        return ""
    return months[0] if months[0] == months[1] else f"{months[0]} to {months[1]}"


def _cluster(file: CaseFile, one: Item) -> str:
    mark = file.marks.get(one.id)
    return one.cluster if mark is None or mark.cluster is None else mark.cluster
