# ruff: noqa: E501  (a pattern or a table row stays on its line)
"""Groups, governments, forces and persons named in a report, each under one name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, Protocol

from smoulder.reading.capitals import CAPITALS
from smoulder.reading.named_persons import NamedPersons
from smoulder.reading.sentences import Sentence
from smoulder.reading.spans import Spans
from smoulder.reading.speakers import Speaker
from smoulder.records.group import Group
from smoulder.records.report import Report

Kind = Literal["group", "government", "force", "organisation", "country", "place", "person"]


class Registry(Protocol):
    """What the reader asks about armed groups and countries."""

    @property
    def countries(self) -> Mapping[str, str]:
        """UCDP country names by the names and adjectives of news: 'Iraqi' gives 'Iraq'."""

    def find_in_text(self, text: str, month: str = "") -> list[tuple[int, int, int]]:
        """Armed groups named in a text written in a month, YYYY-MM, as (start, end, group id)."""

    def group(self, group_id: int) -> Group:
        """The group with this id."""


@dataclass(frozen=True, slots=True)
class Named:
    """A mention; places are characters of the text."""

    start: int
    end: int
    name: str
    kind: Kind
    group_id: int | None = None
    explicit: bool = True
    """False for 'the group', 'the militants' and the like."""
    actor: int | None = None
    """The number of the actor in the report; None where it has not been told from the others."""


_NOUNS = (
    "group|groups|movement|organisation|organization|network|sect|insurgency|insurgents|militants|rebels|jihadists|jihadis|extremists|"
    "guerrillas|separatists|islamists|terrorists|fighters|gunmen|militia|rebellion|faction"
)
_AGAIN = re.compile(
    rf"(?<!\w)(?:[Tt]he|[Tt]his|[Tt]hese)\s+(?:[\w-]*(?:militant|extremist|jihadist|islamist|Islamist|terror|terrorist|rebel|insurgent|armed|guerrilla|separatist|"
    rf"Sunni|Shia|Maoist|communist|Tamil|Kurdish|hardline|ultra-hardline|self-styled|outlawed|banned|same)\s+){{0,3}}(?P<noun>{_NOUNS})(?![\w-])(?!\s+(?:of|led|headed|that\s+monitors)\b)"
)
_FORCE_NOUN = (
    r"(?:(?:security|armed|special|ground|government|federal|foreign|coalition|regional|joint|local|military|peacekeeping|allied|air|defen[cs]e|police|border|counter-terrorism)\s+)*"
    r"(?:army|military|troops|soldiers|forces|police|air\s+force|navy|personnel|peacekeepers|marines|commandos|militia|militias)(?!\s+(?:role|sources?|base|bases|operations?|spokes\w+|official|officials|commander|commanders|presence|action|aid|analyst|chief|leader|intelligence|campaign))"
)
_BODIES: tuple[tuple[str, str, Kind], ...] = (
    (r"(?:the\s+)?(?:US-led\s+|American-led\s+|Saudi-led\s+|international\s+|anti-\w+\s+|global\s+)*coalition(?:\s+(?:troops|forces|officers))?", "the coalition", "force"),
    (r"(?:the\s+)?White\s+House", "the White House", "government"),
    (r"(?:the\s+)?Pentagon", "the Pentagon", "government"),
    (r"(?:the\s+)?Kremlin", "the Kremlin", "government"),
    (r"(?:the\s+)?United\s+Nations|(?:the\s+)?UN(?!\w)|(?:the\s+)?U\.N\.", "United Nations", "organisation"),
    (r"(?:the\s+)?African\s+Union|(?:the\s+)?AU(?!\w)", "African Union", "organisation"),
    (r"(?:the\s+)?European\s+Union|(?:the\s+)?EU(?!\w)", "European Union", "organisation"),
    (r"NATO|Nato", "NATO", "organisation"),
)  # fmt: skip
_BODY = tuple((re.compile(rf"(?<![\w-])(?:{words})(?![\w-])"), name, kind) for words, name, kind in _BODIES)
_CAPITAL = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, CAPITALS))})(?![\w-])")
_WORD = re.compile(r"\w+")
_CAPITAL_STARTS = frozenset(_WORD.findall(name)[0] for name in CAPITALS)
"""A sentence without any of these words names no capital; to see that is quicker than to search for each."""
_VERB_NEXT = re.compile(
    r"^\s+(?:has|have|had|is|was|will|would|then|also|says?|said|killed|wants?|insists?|accuses?|backs?|sent|struck|hit|began|led|withdrew|leaves?|left|wins?|lost|fears?|struck|kept|[a-z]{3,}ed)\s"
)
_ADJECTIVE = re.compile(r"(?:[a-z](?:i|an|ese|ish|ch)|ans|is)$")
_PLACE_BEFORE = re.compile(
    r"(?i)\b(?:in|at|near|from|to|of|outside|around|across|into|inside|through|over|throughout|within|leaves?|left|leaving)\s+(?:the\s+)?"
    r"(?:(?:north|south|east|west|central|north-?east|north-?west|south-?east|south-?west)(?:ern)?\s+)?$"
)


def find_groups(report: Report, registry: Registry, sentences: tuple[Sentence, ...]) -> list[Named]:
    """Armed groups named in title, standfirst, captions and body, with 'the group' and '[IS]' merged into them.

    returns: mentions in order. `name` is the registry's name of the group.
    """
    kept = [block for block in report.blocks if block.kind in ("title", "standfirst", "caption", "body")]
    # One text for all, furniture blanked out, so that a name of several groups is judged by its company.
    text = _only(report.text, [(block.start, block.end) for block in kept])
    found = registry.find_in_text(text, f"{report.published:%Y-%m}" if report.published else "")
    found += _short_forms(report, kept_spans=[(block.start, block.end) for block in kept], found=found)
    named: list[Named] = []
    for start, end, group_id in sorted(set(found)):
        if named and start < named[-1].end:
            continue
        if report.text[start - 1 : start] == "[" and report.text[end : end + 1] == "]":
            start, end = start - 1, end + 1
        follow = re.match(r"\s+(?:group|movement)\b", report.text[end : end + 12])
        end += follow.end() if follow else 0
        named.append(Named(start, end, registry.group(group_id).name, "group", group_id))
    return sorted(named + _again(sentences, named), key=lambda item: item.start)


def _only(text: str, spans: list[tuple[int, int]]) -> str:
    """A text of the same length in which everything outside the spans is line ends."""
    pieces: list[str] = []
    at = 0
    for start, end in spans:
        pieces += ["\n" * (start - at), text[start:end]]
        at = end
    return "".join([*pieces, "\n" * (len(text) - at)])


def _short_forms(
    report: Report, kept_spans: list[tuple[int, int]], found: list[tuple[int, int, int]]
) -> list[tuple[int, int, int]]:
    """Acronyms given in brackets after a group's name, and 'the Tigers' after 'Tamil Tigers'."""
    forms: dict[str, int | None] = {}
    for start, end, group_id in found:
        given = re.match(r"\s+\(([A-Z][A-Za-z-]{1,9})\)", report.text[end : end + 16])
        plurals = (
            re.findall(r"\b[A-Z][a-z]{3,}s\b", report.text[start:end])
            if " " in report.text[start:end].strip()
            else []
        )
        for form in ([given[1]] if given else []) + [f"(?<=[Tt]he )({word})" for word in plurals]:
            forms[form] = group_id if forms.get(form, group_id) == group_id else None
    taken = Spans(sorted((start, end) for start, end, _ in found))
    extra: list[tuple[int, int, int]] = []
    for form, known in list(forms.items())[:40]:
        if known is None:
            continue
        for first, last in kept_spans:
            for hit in re.finditer(rf"\b(?:{form})\b", report.text[first:last]):
                start, end = first + hit.start(), first + hit.end()
                if not taken.touches(start, end):
                    extra.append((start, end, known))
    return extra


def _again(sentences: tuple[Sentence, ...], named: list[Named]) -> list[Named]:
    """'the group', 'the militants': the group named last, unless two were named close by."""
    again: list[Named] = []
    only = {item.group_id for item in named}
    counts = Counter(item.group_id for item in named)
    main = counts.most_common(1)[0][0] if counts else None
    places = Spans([(item.start, item.end) for item in named])
    for index, sentence in enumerate(sentences):
        for found in _AGAIN.finditer(sentence.text):
            start, end = sentence.start + found.start(), sentence.start + found.end()
            if places.touches(start, end) or found["noun"] == "groups":
                continue
            since = sentences[max(0, index - 2)].start
            past = places.before(start)
            near = [item for item in named[places.before(since) : past] if item.explicit]
            if any(item.group_id == main for item in near):
                # A group named in passing beside the one the report is about.
                near = [
                    item for item in near if item.group_id == main or 2 * counts[item.group_id] > counts[main]
                ]
            ids = {item.group_id for item in near} or (only if len(only) == 1 else set())
            if (len(ids) > 1 and near) or not (near or past or len(only) == 1):
                continue
            chosen = near[-1] if near else named[max(0, past - 1)]
            if chosen.group_id != main and 2 * counts[chosen.group_id] <= counts[main]:
                # A group named in passing; 'the group' goes on to mean the one the report is about.
                if sentence.start <= chosen.start < sentence.end:
                    continue
                chosen = next(item for item in named if item.group_id == main)
            again.append(Named(start, end, chosen.name, "group", chosen.group_id, explicit=False))
    return again


def find_others(
    report: Report,
    registry: Registry,
    sentences: tuple[Sentence, ...],
    groups: list[Named],
    speakers: list[Speaker],
) -> list[Named]:
    """Countries, governments, forces, organisations, and persons who speak; in order, not overlapping groups."""
    taken = Spans([(item.start, item.end) for item in groups])
    found: list[Named] = []
    persons = NamedPersons(speakers)
    country, country_starts = _country_pattern(tuple(registry.countries))
    for sentence in sentences:
        found += [Named(start, end, name, "person") for start, end, name in persons.find(sentence)]
        for pattern, name, kind in _BODY:
            for hit in pattern.finditer(sentence.text):
                found.append(Named(sentence.start + hit.start(), sentence.start + hit.end(), name, kind))
        words = _WORD.findall(sentence.text)
        for hit in country.finditer(sentence.text) if not country_starts.isdisjoint(words) else ():
            found += _country(sentence, hit, registry)
        for hit in _CAPITAL.finditer(sentence.text) if not _CAPITAL_STARTS.isdisjoint(words) else ():
            if _is_government(sentence.text, hit):
                usual = CAPITALS[hit[0]]
                name = registry.countries.get(usual, usual)
                found.append(
                    Named(sentence.start + hit.start(), sentence.start + hit.end(), name, "government")
                )
    clear: list[Named] = []
    for item in sorted(found, key=lambda item: (item.start, -item.end)):
        inside = any(
            item.start < other.end
            and item.end > other.start
            and (item.kind == other.kind or other.kind in ("person", "organisation"))
            for other in clear[-4:]
        )
        if not inside and not taken.touches(item.start, item.end):
            clear.append(item)
    return clear


@lru_cache(maxsize=4)
def _country_pattern(countries: tuple[str, ...]) -> tuple[re.Pattern[str], frozenset[str]]:
    """What finds countries in a text, and the words of which each name has one at its start."""
    names = sorted((name for name in countries if name[:1].isupper()), key=len, reverse=True)
    if not names:
        return re.compile(r"(?!)"), frozenset()
    pattern = re.compile(
        rf"(?<![\w-])(?<!Lake )(?<!New )(?:{'|'.join(map(re.escape, names))})(?![\w]|-(?:born|style))"
    )
    return pattern, frozenset(_WORD.findall(name)[0] for name in names)


def _country(sentence: Sentence, hit: re.Match[str], registry: Registry) -> list[Named]:
    name = registry.countries[hit[0]]
    start, end = sentence.start + hit.start(), sentence.start + hit.end()
    force = re.match(rf"\s+{_FORCE_NOUN}\b", sentence.text[hit.end() :])
    if force:
        text = sentence.text[hit.start() : hit.end() + force.end()]
        return [
            Named(start, end, name, "country"),
            Named(start, end + force.end(), " ".join(text.split()), "force"),
        ]
    people = _ADJECTIVE.search(hit[0]) is not None and not name.startswith(hit[0])
    if not people and _is_government(sentence.text, hit):
        return [Named(start, end, name, "government")]
    return [Named(start, end, name, "country")]


def _is_government(text: str, hit: re.Match[str]) -> bool:
    """Whether a country or capital stands for its government: it acts, or stands between two that do."""
    left, right = text[max(0, hit.start() - 30) : hit.start()], text[hit.end() : hit.end() + 40]
    if re.search(r"\bbetween\s+$", left) and re.match(r"\s+and\s+[A-Z]", right):
        return True
    if re.search(r"\bbetween\s+[A-Z]\w+\s+and\s+$", left):
        return True
    return _VERB_NEXT.match(right) is not None and not _PLACE_BEFORE.search(left)
