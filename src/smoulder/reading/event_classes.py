"""PLOVER's class for the events that news tells in set words, and further events that only the parse shows."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from smoulder.reading.actors import Named
from smoulder.reading.coder import Coded, Coder
from smoulder.reading.happened import Happened
from smoulder.reading.happenings import CLAIMED
from smoulder.reading.lexicon import Meaning
from smoulder.reading.parse import Parse
from smoulder.reading.parties import PRONOUNS, Party, Places
from smoulder.reading.sentences import Sentence

_KINDS: dict[str, Meaning] = {
    "killed": Meaning("ASSAULT", "", "military"),
    "killing": Meaning("ASSAULT", "", "military"),
    "attack": Meaning("ASSAULT", "", "military"),
    "kidnapping": Meaning("COERCE", "detain", "military"),
    "capture": Meaning("FIGHT", "", "military"),
    "demonstrations": Meaning("PROTEST", "demo", "political"),
    "freed": Meaning("RETREAT", "release", "legal"),
    "surrender": Meaning("RETREAT", "disarm", "military"),
    "loss of territory": Meaning("RETREAT", "withdraw", "military"),
    "departure": Meaning("RETREAT", "withdraw", "military"),
    "agreement": Meaning("AGREE", "", "diplomatic"),
    "mediation": Meaning("SANCTION", "", "diplomatic"),
}
"""The class of an event found by words of news, where its verb alone does not tell."""
_BY_KIND = ("freed", "surrender", "departure", "demonstrations", "agreement", "collapse")
"""Kinds whose words are surer than what the parse makes of their verb."""
_MORE = frozenset(
    (
        "AID",
        "COOPERATE",
        "CONCEDE",
        "RETREAT",
        "PROTEST",
        "SANCTION",
        "MOBILIZE",
        "COERCE",
        "ASSAULT",
        "FIGHT",
    )
)
"""Classes of deeds; mere words (demands, threats, praise) are statements, and are taken as such."""
_SUPPOSED = re.compile(r"(?i)\b(?:if|unless|whether|in case)\s+(?:[\w’'-]+\s+){0,8}$")
_STOP = (
    r"in|on|at|by|from|since|after|before|when|while|where|and|but|to|with|during|near|said|as|for|that|who|which|"
    r"last|this|next|until|because|over|amid|under|against|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
)
_OBJECT = re.compile(
    rf"(?:\s+(?:up|down|back|off|away|over|out(?:\s+of)?))?(?:\s+(?!(?:{_STOP})\b)[\w’'-]+){{0,8}}"
)
_OF_WHOM = re.compile(rf"\s+(?:on|of|against)(?:\s+(?!(?:{_STOP})\b)[\w’'-]+){{1,6}}")
_NO_ACTOR = re.compile(r"(?i)(?:since|after|when|as|on|in|at|while|if|because|a\s+statement)\b|\w+day\b")
_LONGEST = 70
"""Characters of the plain words for an event or a side."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """What the parse adds to a report's events.

    text: the report's. groups: armed groups named in it, in order. coder: of that parse and text.
    """

    parse: Parse
    text: str
    groups: list[Named]
    coder: Coder


def add_classes(events: list[Happened], grammar: Grammar) -> list[Happened]:
    """The events with class, mode and context, and with the groups that their sides name."""
    return [_with_groups(_classed(event, grammar), grammar) for event in events]


def further_events(
    events: list[Happened], sentences: tuple[Sentence, ...], grammar: Grammar
) -> list[Happened]:
    """Deeds in the body, outside quotations, that the parse shows and that are not among the events yet.

    Only those whose actor is named and is a country's, an armed force, a group or another organised side; a later
    'the attack' is the attack told before, not one more.
    """
    starts = [sentence.start for sentence in sentences]
    known = {(event.sentence, event.plover) for event in events}
    found: list[Happened] = []
    for coded in grammar.coder.events():
        index = bisect_right(starts, coded.start) - 1
        if index < 0 or coded.kind not in _MORE or coded.source is None:
            continue
        sentence = sentences[index]
        event = _happened(coded, index, grammar)
        if sentence.block != "body" or event.end > sentence.end or (index, coded.kind) in known:
            continue
        if not _is_told(sentence, coded) or not _is_organised(coded.source, grammar):
            continue
        if any(event.start < other.end and event.end > other.start for other in events):
            continue
        if " " not in event.what and grammar.parse.words[coded.last].upos == "NOUN":
            continue  # A bare 'attack' or 'truce' says too little to stand alone.
        known.add((index, coded.kind))
        found.append(_with_groups(_in_doubt(event, sentence), grammar))
    return found


def _classed(event: Happened, grammar: Grammar) -> Happened:
    usual = _KINDS.get(event.kind, Meaning(""))
    words = grammar.parse.between(event.start, event.end)
    acts = (grammar.coder.act(word.index) for word in words if word.upos == "VERB" or event.kind == "attack")
    meaning = next((act.meaning for act in acts if act), usual)
    if event.kind in ("killed", "killing", "attack") and meaning.kind not in ("ASSAULT", "FIGHT"):
        meaning = usual
    if event.kind in _BY_KIND:
        meaning = usual
    return replace(event, plover=meaning.kind, mode=meaning.mode, context=meaning.context)


def _happened(coded: Coded, index: int, grammar: Grammar) -> Happened:
    verb = grammar.parse.words[coded.last].upos != "NOUN"
    behind = (_OBJECT if verb else _OF_WHOM).match(grammar.text, coded.end)
    end = _cut(grammar.text, coded.start, behind.end() if behind else coded.end)
    return Happened(
        coded.start, end, _words(grammar.text, coded.start, end), _side(grammar.text, coded.source),
        _side(grammar.text, coded.target), status=coded.status, kind="coded", sentence=index, plover=coded.kind,
        mode=coded.mode, context=coded.context,
    )  # fmt: skip


def _in_doubt(event: Happened, sentence: Sentence) -> Happened:
    left = sentence.masked[: event.start - sentence.start]
    if _SUPPOSED.search(left):
        return replace(event, status="hypothetical")
    if event.status == "happened" and CLAIMED.search(left[-40:]):
        return replace(event, status="claimed")
    return event


def _is_told(sentence: Sentence, coded: Coded) -> bool:
    """Whether the words stand outside quotations, and the act is one and done by somebody who is named."""
    at = coded.start - sentence.start
    length = coded.end - coded.start
    return sentence.masked[at : at + length] == sentence.text[at : at + length]


def _is_organised(source: Party, grammar: Grammar) -> bool:
    words = grammar.text[source.start : source.end]
    if source.start == source.end or words.lower() in PRONOUNS or _NO_ACTOR.match(words):
        return False
    country = any(place.end == len(words) for place in Places(words).all)
    named = country and len(words.split()) < 4
    return bool(source.sector) or named or _group_in(source.start, source.end, grammar) is not None


def _with_groups(event: Happened, grammar: Grammar) -> Happened:
    sides = [_find(grammar.text, side, event) for side in (event.actor, event.target)]
    actor, target = (_group_in(*span, grammar) if span else None for span in sides)
    return replace(event, actor_group=actor, target_group=target)


def _find(text: str, side: str, event: Happened) -> tuple[int, int] | None:
    """Where the words for a side stand, the nearest before or in the event."""
    if not side:
        return None
    at = text.rfind(side, max(0, event.start - 400), event.end + 200)
    return (at, at + len(side)) if at >= 0 else None


def _group_in(start: int, end: int, grammar: Grammar) -> int | None:
    for named in grammar.groups:
        if named.start < end and named.end > start:
            return named.group_id
    return None


def _side(text: str, side: Party | None) -> str:
    if side is None or side.start >= side.end:
        return ""
    words = _words(text, side.start, _cut(text, side.start, side.end))
    return "" if words.lower() in PRONOUNS else words


def _cut(text: str, start: int, end: int) -> int:
    """An end no further than the longest piece, before a comma or at a word's end."""
    stop = re.search(r"[,;:(–—\n\"“”]", text[start:end])
    if stop and stop.start():
        end = start + stop.start()
    if end - start > _LONGEST:
        end = start + max(text.rfind(" ", start, start + _LONGEST) - start, 1)
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return end


def _words(text: str, start: int, end: int) -> str:
    return " ".join(text[start:end].split())
