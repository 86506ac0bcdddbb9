"""The passes over one report, each building on those before it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from smoulder.reading.actors import Named, Registry, find_groups, find_others
from smoulder.reading.claims import Claimed, find_claims
from smoulder.reading.dates import Dated, find_report_dates
from smoulder.reading.evidence import Sign, find_evidence
from smoulder.reading.parse import Parse
from smoulder.reading.places import find_places
from smoulder.reading.predications import find_predications
from smoulder.reading.quantities import Counted, find_quantities
from smoulder.reading.recognised import find_recognised
from smoulder.reading.recogniser import load_recogniser
from smoulder.reading.sayings import Saying, find_sayings
from smoulder.reading.sentences import Sentence, split_sentences
from smoulder.reading.shown import find_shown
from smoulder.reading.stated import find_states
from smoulder.reading.statements import Said, find_statements
from smoulder.reading.whom import Whom
from smoulder.records.report import Report

_AGAIN = re.compile(
    r"(?i)\b(?:they|them|their|it|its|cells|militants|insurgents|rebels|fighters|jihadists|guerrillas|insurgency|gunmen|members|terrorists|extremists|separatists|group|movement|faction|remnants|(?:his|her|\w+[’']s|the)\s+men)\b"
)
_OF_GROUP = re.compile(
    r"(?i)\b(?:rebels?|militants?|insurgents?|guerrillas?|jihadists?|separatists?|fighters?|movement|(?:armed|the|its)\s+group|faction|front)\b"
)


@dataclass(frozen=True)
class Parts:
    """What the passes over one report give to each other."""

    report: Report
    parse: Parse
    sentences: tuple[Sentence, ...]
    dates: list[list[Dated]]
    counts: list[list[Counted]]
    sayings: list[list[Saying]]
    said: list[Said]
    groups: list[Named]
    others: list[Named]
    places: list[Named]
    whom: Whom
    claims: list[Claimed]
    signs: list[Sign]

    def said_in(self, sentence: int) -> list[Said]:
        """The statements of one sentence, by its number."""
        return self._by_sentence.get(sentence, [])

    @cached_property
    def _by_sentence(self) -> dict[int, list[Said]]:
        found: dict[int, list[Said]] = {}
        for said in self.said:
            found.setdefault(said.sentence, []).append(said)
        return found


def run_passes(report: Report, registry: Registry, parse: Parse) -> Parts:
    sentences = split_sentences(report)
    dates = find_report_dates(sentences, report.published, parse)
    counts = [
        find_quantities(
            sentence.text,
            [(dated.start - sentence.start, dated.end - sentence.start) for dated in dates[index]],
            offset=sentence.start,
            parse=parse,
        )
        for index, sentence in enumerate(sentences)
    ]
    sayings = [find_sayings(parse, sentence) for sentence in sentences]
    said = find_statements(sayings, sentences, dates)
    speakers = list({id(item.speaker): item.speaker for item in said if item.speaker}.values())
    groups = find_groups(report, registry, sentences)
    others = find_others(report, registry, sentences, groups, speakers)
    others += find_recognised(parse, load_recogniser(), registry.countries, groups + others, sentences)
    places = find_places(sentences, groups + others)
    about = _about_group(sentences, groups)
    predications = find_predications(parse)
    whom = Whom(
        parse, [(item.start, item.end) for item in groups if item.explicit], _by_group(said, registry)
    )
    claims = find_claims(sentences, about, find_states(parse, predications, whom))
    signs = find_evidence(sentences, about, claims, find_shown(parse, predications, whom))
    return Parts(
        report, parse, sentences, dates, counts, sayings, said, groups, others, places, whom, claims, signs
    )


def _by_group(said: list[Said], registry: Registry) -> list[tuple[int, int]]:
    """Where an armed group itself speaks, so that 'we' is the group."""
    own = {
        id(item.speaker): _OF_GROUP.search(f"{item.speaker.name} {item.speaker.role}") is not None
        or bool(registry.find_in_text(f"{item.speaker.name} {item.speaker.role}"))
        for item in said
        if item.speaker
    }
    return [(item.start, item.end) for item in said if item.speaker and own[id(item.speaker)]]


def _about_group(sentences: tuple[Sentence, ...], groups: list[Named]) -> list[bool]:
    """Whether each sentence speaks of an armed group: by name, or by a pronoun soon after the name."""
    about: list[bool] = []
    last = -10
    starts = [item.start for item in groups]
    for sentence in sentences:
        named = bisect_left(starts, sentence.start) < bisect_left(starts, sentence.end)
        again = _AGAIN.search(sentence.text) is not None and sentence.paragraph - last <= 1
        again = again or (bool(sentence.quotes) and sentence.paragraph - last <= 0)
        about.append(named or again)
        if named or (again and sentence.paragraph == last + 1 and bool(sentence.quotes)):
            last = sentence.paragraph
    return about
