"""Items of evidence that lean on one another: copies of one text, words of one speaker, one briefing."""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations
from typing import Literal, Protocol

from smoulder.reading.names import fold_name
from smoulder.records.evidence import Source
from smoulder.records.statement import Reading, Statement

RUN = 3
"""Words of a run; two texts are compared by the runs of words that they share."""
COPY = 0.8
"""Share of the shorter text's runs that the other holds, from which on it is a copy without anybody being asked."""
ALIKE = 0.5
"""From this share on an analyst is asked."""
LEAST_SURE = 9
"""Runs of the shorter text, in a clear copy; set phrases of news ("did not respond to a request …") are shorter."""
LEAST = 4
"""Runs of the shorter text for an analyst to be asked, and for the very same words to be a clear copy."""

_WORD = re.compile(r"[^\W_]+")
_APART = str.maketrans("", "", "'’‘`´")


class Told(Protocol):
    """What is compared of an item."""

    @property
    def id(self) -> str:
        """Its id in the case."""
        ...

    @property
    def kind(self) -> str:
        """The kind of evidence that it is."""
        ...

    @property
    def text(self) -> str:
        """Its words."""
        ...

    @property
    def speaker(self) -> str:
        """Who said it, '' where nobody is named."""
        ...

    @property
    def source(self) -> Source:
        """Where it comes from."""
        ...


@dataclass(frozen=True, slots=True)
class Proposal:
    """Items that may lean on one another, to be put into one cluster.

    items:  two or more, sorted.
    kind:   'copy' of one text, one 'speaker', or one 'briefing'.
    taken:  True where it holds unless the analyst says otherwise: a clear copy.
    share:  of a text's runs of words that the other holds, the least in the group; 0 for the other kinds.
    reason: in words.
    """

    items: tuple[str, ...]
    kind: Literal["copy", "speaker", "briefing"]
    taken: bool
    share: float
    reason: str

    @property
    def cluster(self) -> str:
        """A name for the cluster, the same in whatever order items come."""
        return f"{self.kind}: {self.items[0]}"


def propose_clusters(items: Sequence[Told], readings: Sequence[Reading]) -> list[Proposal]:
    """Groups of items that lean on one another, between reports and within one.

    items:    of reports or of an analyst; those of data are left aside, for their words are the tool's own.
    readings: those that `item.source.report` counts in.
    returns:  clear copies first, then likely ones, then one speaker, then one briefing; an item may be in several.
              One speaker within one report is not proposed: such items share a cluster from the start. Two kinds of
              evidence in one sentence are no copies, and the same words read as two kinds are asked about.
    source:   docs/methods/evidence.md; thresholds measured on news of one year by several outlets (docs/data/case.md).

    >>> from types import SimpleNamespace
    >>> words = "They did not use the protests, and it is not thought that they could have"
    >>> wire = Source(kind="report", name="wire")
    >>> pair = [SimpleNamespace(id=one, kind="x", text=words, speaker="", source=wire) for one in ("e2", "e1")]
    >>> [(one.items, one.taken, one.share) for one in propose_clusters(pair, [])]
    [(('e1', 'e2'), True, 1.0)]
    """
    told = sorted((one for one in items if one.source.kind == "report"), key=lambda one: one.id)
    texts = {one.id: _text(one.text) for one in told}
    apart = [
        (told[one], told[other])
        for one, other in _meeting([texts[it.id].runs for it in told])
        if not _one_place(told[one].source, told[other].source)
    ]
    pairs = {(a.id, b.id): texts[a.id].shared(texts[b.id]) for a, b in apart}
    sure = {(a.id, b.id) for a, b in apart if a.kind == b.kind and texts[a.id].copies(texts[b.id])}
    said = {one.id: _saying(one, readings) for one in told}
    return [
        *_copies({pair: pairs[pair] for pair in sure}, taken=True),
        *_copies({pair: it for pair, it in pairs.items() if it >= ALIKE and pair not in sure}, taken=False),
        *_of_one_speaker(said),
        *_of_one_briefing(said),
    ]


def share(one: str, other: str) -> float:
    """Share of the shorter text's runs of three words that the other holds, 0 to 1.

    >>> share("The group has not attacked the town", "Since May the group has not attacked the town, he said")
    1.0
    """
    return _text(one).shared(_text(other))


@dataclass(frozen=True, slots=True)
class _Text:
    words: tuple[str, ...]
    runs: frozenset[tuple[str, ...]]
    numbers: frozenset[str]

    def shared(self, other: _Text) -> float:
        """0 where the shorter is too short to tell."""
        shorter = min(len(self.runs), len(other.runs))
        return len(self.runs & other.runs) / shorter if shorter >= LEAST else 0.0

    def copies(self, other: _Text) -> bool:
        """Whether the two are clear copies: the very same words, or most of the runs with the same numbers,
        for a toll that has risen makes other news of the same sentence."""
        if len(self.runs) >= LEAST and self.words == other.words:
            return True
        numbers = self.numbers <= other.numbers or other.numbers <= self.numbers
        shorter = min(len(self.runs), len(other.runs))
        return numbers and shorter >= LEAST_SURE and self.shared(other) >= COPY


# a case that stays open compares the same texts at every answer; a thousand sentences are some 6 MB
@lru_cache(maxsize=1000)
def _text(text: str) -> _Text:
    words = tuple(_WORD.findall(text.translate(_APART).casefold()))
    runs = frozenset(words[at : at + RUN] for at in range(len(words) - RUN + 1))
    return _Text(words, runs, frozenset(word for word in words if any(mark.isdigit() for mark in word)))


def _meeting(each: Sequence[Collection[Hashable]]) -> list[tuple[int, int]]:
    """Places of those that have anything in common, in pairs in their order: all others need no look."""
    having: dict[Hashable, list[int]] = {}
    for at, one in enumerate(each):
        for thing in one:
            having.setdefault(thing, []).append(at)
    return sorted({pair for places in having.values() for pair in combinations(places, 2)})


@dataclass(frozen=True, slots=True)
class _Saying:
    """Who says an item where and when."""

    report: int | None
    speaker: str
    role: str
    venue: str
    day: date | None


def _one_place(one: Source, other: Source) -> bool:
    """Whether two items stand in one sentence of one report."""
    if None in (one.report, one.start, one.end, other.start, other.end) or one.report != other.report:
        return False
    return (one.start or 0) < (other.end or 0) and (other.start or 0) < (one.end or 0)


def _saying(item: Told, readings: Sequence[Reading]) -> _Saying:
    report = item.source.report
    if report is None or report >= len(readings):
        return _Saying(None, fold_name(item.speaker), "", "", None)
    reading = readings[report]
    said = _statement(reading, item)
    speaker = "" if said is not None and said.anonymous else fold_name(item.speaker)
    day = (said.date if said else None) or reading.report.published
    return _Saying(
        report, speaker, fold_name(said.role) if said else "", fold_name(said.venue) if said else "", day
    )


def _statement(reading: Reading, item: Told) -> Statement | None:
    """The statement that holds the item, of several the one that holds most of it."""
    start, end = item.source.start or 0, item.source.end or 0
    shared = [(min(one.end, end) - max(one.start, start), -at) for at, one in enumerate(reading.statements)]
    most, at = max(shared, default=(0, 0))
    return reading.statements[-at] if most > 0 else None


def _copies(pairs: Mapping[tuple[str, str], float], taken: bool) -> list[Proposal]:
    found = []
    for group in _joined(pairs):
        least = min(pairs[pair] for pair in pairs if set(pair) <= set(group))
        words = "the same words" if least == 1 else f"{least:.0%} of the shorter one's runs of {RUN} words"
        what = "a copy: they share" if taken else "perhaps a copy: they share"
        found.append(Proposal(group, "copy", taken, least, f"{what} {words}"))
    return found


def _of_one_speaker(said: Mapping[str, _Saying]) -> list[Proposal]:
    ids = list(said)
    # names of one speaker end in the same word
    near = [(ids[a], ids[b]) for a, b in _meeting([said[one].speaker.split()[-1:] for one in ids])]
    pairs = [
        (one, other)
        for one, other in near
        if _one_name(said[one].speaker, said[other].speaker) and _apart(said[one], said[other])
    ]
    reason = "the same speaker in several reports: one judgement, said more than once"
    return [Proposal(group, "speaker", False, 0.0, reason) for group in _joined(pairs)]


def _of_one_briefing(said: Mapping[str, _Saying]) -> list[Proposal]:
    """One role on one day in two reports, or one place on one day by two speakers of one report."""
    found = []
    for day, what, name in sorted({key for one in said.values() for key in _briefings(one)}):
        group = tuple(sorted(key for key, one in said.items() if (day, what, name) in _briefings(one)))
        pairs = [(said[one], said[other]) for one, other in combinations(group, 2)]
        apart = any(
            one.report != other.report or (what == "venue" and one.speaker != other.speaker)
            for one, other in pairs
        )
        speakers = {said[key].speaker for key in group}
        if len(group) > 1 and apart and not (len(speakers) == 1 and "" not in speakers):
            where = f"at the same place ({name})" if what == "venue" else f"by speakers of one role ({name})"
            reason = f"said {where} on {day}: perhaps one briefing"
            found.append(Proposal(group, "briefing", False, 0.0, reason))
    return list({one.items: one for one in found}.values())


def _briefings(one: _Saying) -> set[tuple[date, str, str]]:
    if one.day is None:
        return set()
    return {(one.day, what, name) for what, name in (("role", one.role), ("venue", one.venue)) if name}


def _apart(one: _Saying, other: _Saying) -> bool:
    return one.report is None or other.report is None or one.report != other.report


def _one_name(one: str, other: str) -> bool:
    """Whether two names may be of one speaker: the same, or the one is the other without rank or first name."""
    first, second = sorted((one.split(), other.split()), key=len)
    return bool(first) and first[-1] == second[-1] and set(first) <= set(second)


def _joined(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Groups of ids that pairs link, each sorted, in order of their first."""
    group: dict[str, frozenset[str]] = {}
    for one, other in pairs:
        both = group.get(one, frozenset((one,))) | group.get(other, frozenset((other,)))
        group.update(dict.fromkeys(both, both))
    return sorted({tuple(sorted(ids)) for ids in group.values()})
