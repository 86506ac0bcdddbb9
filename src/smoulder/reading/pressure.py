# ruff: noqa: E501  (a pattern or a table row stays on its line)
"""What holds a group down, as a report tells it: foreign troops, operations, air strikes, offensives, a ceasefire."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from smoulder.reading.actors import Named
from smoulder.reading.dates import Dated
from smoulder.reading.quantities import Counted
from smoulder.reading.sentences import Sentence

_FOREIGN = r"(?:foreign|international|coalition|US|U\.S\.|American|French|British|NATO|UN|U\.N\.|African\s+Union|AU|Indian|Ethiopian|Kenyan|Russian|Turkish|regional|Western|allied|multinational)"
_TROOPS = r"(?:troops|forces|soldiers|personnel|peacekeepers|advisers|advisors|presence|contingent|mission|deployment|marines)"
_SUPPOSED = re.compile(
    r"(?i)\b(?:if|unless|would|could|may|might|should|whether|no\s+date\s+had\s+been\s+set|no\s+date)\b"
)
_PLANNED = re.compile(r"(?i)\bwould\b|\bas\s+planned\b|\b(?:due|scheduled|set|expected)\s+to\b")
_IN_DOUBT = re.compile(r"(?i)\b(?:unless|could|may|might|whether|no\s+date|not|n['’]t|denied)\b")
_KEEPS = re.compile(
    r"^(?:,?\s+(?:which|whose\s+\w+))?\s+(?:still\s+|now\s+|also\s+)?(?:has|have|had|keeps?|kept|deploys|maintains|sent|with)(?:\s+(?:more\s+than|about|some|around))?\s*$"
)
_OF_MISSION = re.compile(
    r"\b(?:[Tt]he\s+)?(?:mission|regional\s+force|coalition)\s+(?:has|had|now\s+has|numbers|keeps|fields)\b"
)
_OVER = re.compile(
    r"(?i)\b(?:halt(?:ed|s|ing)?|suspend(?:ed|s|ing)?|paus(?:ed|es|ing)|stop(?:ped|s|ping)?|end(?:ed|s|ing)?|no|without|never)\s+(?:\w+\s+){0,2}$"
)
"""Before a campaign that is over."""
_RULES: tuple[tuple[str, str, str], ...] = (
    ("foreign troops", "departure demanded", rf"(?:vot(?:ed|es|ing)|demand(?:ed|s|ing)?|call(?:ed|s|ing)?|order(?:ed|s|ing)?|urg(?:ed|es|ing)|ask(?:ed|s|ing)?|resolution|told)\b[^.;]{{0,60}}?\b(?:oust|expel|end|leave|withdraw\w*|depart\w*|remov\w+|pull\s?out|out\b)[^.;]{{0,50}}?(?:{_FOREIGN}\s+(?:\w+\s+)?{_TROOPS}|{_TROOPS}|leave)"),
    ("foreign troops", "departure demanded", rf"demands?\s+for\s+(?:\w+\s+){{0,3}}?{_TROOPS}\s+to\s+leave"),
    ("foreign troops", "departure announced", rf"(?:will|to|plans?\s+to|planned\s+to|is\s+to|are\s+to|announced\s+(?:it|they)\s+would|announc\w+\s+(?:the|a)\s+(?:\w+\s+)?)\s*(?:withdraw(?:al)?|pull\s+out|pull-?out|bring\s+home|drawdown)\b[^.;]{{0,40}}?{_TROOPS}"),
    ("foreign troops", "departure announced", rf"{_TROOPS}\b[^.;]{{0,40}}?\b(?:due|scheduled|set|expected|planned)\s+to\s+(?:leave|withdraw|depart|go\s+home|pull\s+out)\b|(?:announced|said|decided|agreed|plans?|planned)\b[^.;]{{0,50}}?\b(?:it|they|he)\s+(?:would|will)\s+(?:withdraw|pull\s+out|bring\s+(?:\w+\s+)?home)\b|\b(?:pull\s+out|withdraw|withdrawal|pull-?out)\b[^.;,]{{0,30}}?\bas\s+planned"),
    ("foreign troops", "departed", rf"(?:withdrew|pulled\s+out|has\s+withdrawn|have\s+withdrawn|brought\s+home)\s+(?:all\s+|its\s+|their\s+|most\s+of\s+its\s+|the\s+last\s+)*(?:\w+\s+){{0,2}}?{_TROOPS}|{_FOREIGN}\s+{_TROOPS}\s+(?:left|withdrew|pulled\s+out|departed|have\s+left)"),
    ("foreign troops", "handed over", r"hand(?:ed)?\s+over\s+(?:\w+\s+){0,3}?(?:bases?|control|security|command|responsibility|camps?)"),
    ("coalition operations", "reduced", r"(?:(?P<who>coalition|allied|foreign|US|American|French|NATO|government|army|military)\b[^.;]{0,40}?)(?:reduced|scaled\s+(?:back|down)|suspended|paused|halted|curtailed|cut\s+back|wound\s+down|stopped|frozen|put\s+on\s+hold)\s+(?:\w+\s+){0,3}?(?:operations?|raids|patrols|missions|strikes|training|campaign|activit\w+)"),
    ("coalition operations", "reduced", r"(?:halted|suspended|paused|stopped|ended|reduced|scaled\s+(?:back|down))\s+(?:its|their|the|all|most|air)\s+(?:\w+\s+)?(?:air\s?strikes?|strikes|bombing|bombardment|air\s+raids)"),
    ("coalition operations", "resumed", r"(?:coalition|allied|foreign|US|American|French|NATO|joint|raids|operations)\b[^.;]{0,30}?(?:\bresumed|\bstepped\s+up|\brestarted)\b(?:\s+(?:\w+\s+){0,3}?(?:operations?|raids|patrols|missions|strikes))?"),
    ("air campaign", "in force", r"air\s?strikes?|air\s+campaign|air\s+raids?|aerial\s+bombardment|bombing\s+campaign|drone\s+strikes?|warplanes\s+(?:\w+\s+)?(?:bombed|struck|hit)"),
    ("government offensive", "in force", r"(?:army|government|military|troops|soldiers|forces|security\s+forces)\b[^.;]{0,60}?(?:\b(?:launched|began|mounted|waged|continued|opened)\s+(?:an?\s+|the\s+|its\s+|their\s+)?(?:\w+\s+){0,3}?(?:offensive|campaign|operation|crackdown|assault)|pushing\s+(?:the\s+)?\w+\s+back|push(?:ed|ing)\s+back|cleared\b|captured\s+(?:the\s+)?(?:last\s+)?(?:\w+\s+)?(?:camp|base|stronghold|town)|recaptured|retook)"),
    ("ceasefire", "broken", r"(?:cease-?fire|truce)\b[^.;]{0,30}?\b(?:collapsed|broke\s+down|ended|fell\s+apart|was\s+abandoned|ran\s+out|lapsed|expired)|(?:broke|ended|called\s+off|abandoned|scrapped|tore\s+up|cancel(?:l)?ed)\s+(?:an?|the|its|their)\s+(?:[\w-]+\s+){0,3}(?:cease-?fire|truce)\b"),
    ("ceasefire", "in force", r"(?:cease-?fire|truce|cessation\s+of\s+hostilities)\b(?!\s+(?:monitors?|violations?|talks|line|proposal|offer|committee))"),
    ("sanctions", "in force", r"(?:sanctions|arms\s+embargo|asset\s+freeze)\s+(?:\w+\s+){0,3}?(?:on|against|imposed)"),
    ("peacekeepers", "in force", r"\b(?:UN|U\.N\.|African\s+Union|AU|blue-helmeted)\s+(?:\w+\s+){0,2}?peacekeep\w+|peacekeeping\s+(?:force|mission|operation)|monitoring\s+mission"),
)  # fmt: skip
_WISHED = re.compile(
    r"(?i)\b(?:call(?:s|ed|ing)?\s+(?:on|for|upon)|urg(?:e|es|ed|ing)|needs?\s+(?:for|to)|demand(?:s|ed|ing)?|seek(?:s|ing)?|push(?:es|ed|ing)?\s+for|propos(?:e|es|ed|al)|pursue|no)\b[^.;]{0,60}$"
)
_PATTERNS = tuple(
    (kind, step, re.compile(rf"(?<![\w-])(?:{words})", re.IGNORECASE)) for kind, step, words in _RULES
)


@dataclass(frozen=True, slots=True)
class Pressed:
    """One kind of pressure at one step; places are characters of the text."""

    start: int
    end: int
    kind: str
    step: str
    by: str = ""
    size: float | None = None
    unit: str = ""
    day: date | None = None
    sentence: int = 0


def find_pressure(
    sentences: tuple[Sentence, ...],
    dates: list[list[Dated]],
    counts: list[list[Counted]],
    named: list[Named],
    subjects: list[str],
    country: str,
    published: date | None,
) -> list[Pressed]:
    """Pressure on the group, once for each kind and step of a report.

    subjects:  who acts in each sentence ('' where none is seen). named: countries and forces.
    country:   where the report is set, whose own troops are no foreign troops.
    published: the day for what is in force.
    """
    found: dict[tuple[str, str], Pressed] = {}
    for index, sentence in enumerate(sentences):
        if sentence.block != "body":
            continue
        for counted in counts[index]:
            item = _troops(sentence, index, counted, named, country, published)
            if item:
                found.setdefault((item.kind, item.step + item.by), item)
        for kind, step, pattern in _PATTERNS:
            hit = pattern.search(sentence.text)
            if (
                hit
                and not _is_supposed(sentence.text, hit, step)
                and not _is_wished(sentence.text, hit, kind)
                and not (kind == "air campaign" and _OVER.search(sentence.text[: hit.start()]))
            ):
                item = _item(sentence, index, kind, step, dates[index], subjects[index], published)
                found.setdefault((kind, step), item)
    if ("ceasefire", "broken") in found:
        found.pop(("ceasefire", "in force"), None)
    return sorted(found.values(), key=lambda item: (item.start, item.kind))


def _troops(
    sentence: Sentence, index: int, counted: Counted, named: list[Named], country: str, published: date | None
) -> Pressed | None:
    """A number of foreign soldiers."""
    if counted.role != "troops" or not re.search(_TROOPS, counted.noun or "troops", re.IGNORECASE):
        return None
    inside = [item for item in named if counted.start <= item.start < counted.end and item.kind == "country"]
    before = [
        item for item in named
        if item.kind == "government" and 0 <= counted.start - item.end <= 30 and item.start >= sentence.start
    ]  # fmt: skip
    keeper = [
        item for item in named
        if item.kind in ("country", "government") and sentence.start <= item.start and item.end <= counted.start
        and _KEEPS.match(sentence.text[item.end - sentence.start : counted.start - sentence.start])
    ]  # fmt: skip
    inside = inside or before or keeper
    foreign = [item for item in inside if item.name != country]
    words = sentence.text[counted.start - sentence.start : counted.end - sentence.start]
    around = sentence.text[max(0, counted.start - sentence.start - 40) : counted.end - sentence.start + 40]
    if inside and not foreign:
        return None
    if (
        not foreign
        and not re.search(rf"\b{_FOREIGN}\b", words)
        and not re.search(
            r"(?i)\b(?:regional|multinational|international|peacekeeping|coalition|joint)\s+(?:\w+\s+)?(?:force|mission)|foreign\s+troops",
            around,
        )
        and not _OF_MISSION.search(sentence.text[: counted.start - sentence.start])
        and not re.search(
            r"(?i)\b(?:coalition|foreign|allied|peacekeeping)\s+(?:forces|troops|soldiers)\b", around
        )
    ):
        return None
    peace = "peacekeep" in words.lower()
    unit = counted.noun.split()[-1] if counted.noun else "troops"
    by = foreign[0].name if foreign else ""
    return Pressed(
        counted.start,
        counted.end,
        "peacekeepers" if peace else "foreign troops",
        "in force",
        by,
        counted.value,
        unit,
        published,
        index,
    )


def _item(
    sentence: Sentence,
    index: int,
    kind: str,
    step: str,
    dates: list[Dated],
    subject: str,
    published: date | None,
) -> Pressed:
    days = [dated for dated in dates if dated.first]
    if (
        step == "handed over"
        and not re.search(r"(?i)\b(?:began|begun|started|starting|beginning)\s+(?:to\s+)?hand", sentence.text)
        and re.search(r"(?i)\b(?:will|plans?|planned|intends?|to)\s+(?:be\s+)?hand", sentence.text)
    ):
        step = "departure announced"
    day = days[0].first if days and step not in ("in force",) else (published if step == "in force" else None)
    return Pressed(
        sentence.start, sentence.end, kind, step, subject if step != "in force" else "", None, "", day, index
    )


def _is_supposed(text: str, hit: re.Match[str], step: str) -> bool:
    if step == "departure announced" and _PLANNED.search(hit[0]):
        return _IN_DOUBT.search(text[max(0, hit.start() - 50) : hit.start()]) is not None
    return step != "in force" and _SUPPOSED.search(text[max(0, hit.start() - 50) : hit.end()]) is not None


def _is_wished(text: str, hit: re.Match[str], kind: str) -> bool:
    """A truce that is called for does not hold anybody down yet."""
    return (
        kind in ("ceasefire", "sanctions", "peacekeepers") and _WISHED.search(text[: hit.start()]) is not None
    )
