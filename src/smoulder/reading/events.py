"""What happened, as the report tells it: killings, attacks, demonstrations, votes, agreements, land lost and won."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from smoulder.reading.acts import Status
from smoulder.reading.circumstances import when_of, where_of
from smoulder.reading.coder import Coder
from smoulder.reading.event_again import continued
from smoulder.reading.event_classes import Grammar, add_classes, further_events
from smoulder.reading.happened import Happened
from smoulder.reading.happenings import (
    ANY,
    CLAIMED,
    DANGLING,
    KILLED_WHOM,
    LAND,
    LATE,
    PATTERNS,
    PLANNED,
    PROTESTERS,
    SUPPOSED,
)
from smoulder.reading.passes import Parts
from smoulder.reading.quantities import Counted
from smoulder.reading.sentences import Sentence
from smoulder.reading.subject import subject_of

_NOT_FINITE = re.compile(r"(?i)\b(?:was|were|been|be|being|to)\s+$")
_UNDER_WAY = re.compile(r"(?i)\b(?:since|shaken|began|broke\s+out|erupted|thousands|mass)\b")
_NOBODY = frozenset(("it", "they", "he", "she", "who", "nobody", "no one", "none"))
_AIMED = frozenset(("attack", "kidnapping", "freed", "capture"))


def find_events(
    parts: Parts, spoken: list[list[tuple[int, int]]], group: str, country: str
) -> list[Happened]:
    """The events of a report's body, outside quotations, in the order of the text.

    spoken: for each sentence, where verbs of saying have their day (spans of the text).
    group, country: what the report is about, for 'it collapsed' and for events without a place of their own.
    """
    events: list[Happened] = []
    around = _Around(parts, spoken, country)
    for index, sentence in enumerate(parts.sentences):
        if sentence.block != "body":
            continue
        before = events[-1] if events and events[-1].sentence == index - 1 else None
        events += [
            around.placed(event, before)
            for event in _in_sentence(parts.sentences, index, parts.counts[index], group)
        ]
    text = parts.report.text
    grammar = Grammar(parts.parse, text, parts.groups, Coder(parts.parse, text))
    told = add_classes(_once(_with_protests(events)), grammar)
    more = [around.placed(event, None) for event in further_events(told, parts.sentences, grammar)]
    return continued(sorted(told + more, key=lambda event: (event.start, event.end)), text)


class _Around:
    """The times and places that stand around an event."""

    def __init__(self, parts: Parts, spoken: list[list[tuple[int, int]]], country: str) -> None:
        self._parts = parts
        self._spoken = spoken
        self._country = country
        places = parts.places + [item for item in parts.others if item.kind == "country"]
        self._places = sorted(places, key=lambda item: item.start)
        self._starts = [item.start for item in self._places]

    def placed(self, event: Happened, before: Happened | None) -> Happened:
        sentence = self._parts.sentences[event.sentence]
        told = self._spoken[event.sentence]
        days = [
            dated
            for dated in self._parts.dates[event.sentence]
            if not any(start <= dated.start < end for start, end in told)
        ]
        here = self._places[
            bisect_left(self._starts, sentence.start) : bisect_left(self._starts, sentence.end)
        ]
        event = when_of(event, sentence, days, event.start, before)
        return replace(event, where=where_of(sentence, here, event, self._country))


def _in_sentence(
    sentences: tuple[Sentence, ...], index: int, counts: list[Counted], group: str
) -> list[Happened]:
    sentence = sentences[index]
    found = [event for counted in counts if (event := _killed(sentence, index, counted))]
    for hit in KILLED_WHOM.finditer(sentence.masked):
        if not SUPPOSED.search(sentence.masked[: hit.start()]):
            found.append(
                _event(sentence, index, hit, "killing", subject_of(sentence, hit.start()), hit["name"])
            )
    for what, pattern in PATTERNS if ANY.search(sentence.masked) else ():
        for hit in pattern.finditer(sentence.masked):
            event = _matched(sentences, index, what, hit, group)
            if event:
                found.append(event)
    found.sort(key=lambda event: event.start)
    for number, event in enumerate(found):
        # 'stormed a base, killing nine': the same people did both.
        if (
            number
            and event.kind == "killed"
            and not event.actor
            and sentence.masked[event.start - sentence.start :].startswith("killing")
        ):
            found[number] = replace(event, actor=found[number - 1].actor)
    return found


def _matched(
    sentences: tuple[Sentence, ...], index: int, what: str, hit: re.Match[str], group: str
) -> Happened | None:
    sentence = sentences[index]
    if what == "demonstrations":
        return _protest(sentence, index, hit)
    left = sentence.masked[: hit.start()]
    if SUPPOSED.search(left[-50:]) or _NOT_FINITE.search(left):
        return None
    actor = subject_of(sentence, hit.start())
    if what == "collapse":
        held = _collapsed(sentences, index, actor)
        owner = group if held in ("caliphate", "state") else ""
        return _event(sentence, index, hit, f"the {held} collapsed", owner, "", what) if held else None
    if not actor or actor.lower() in _NOBODY:
        return None
    verb = " ".join(hit["verb"].split())
    target = " ".join((hit.groupdict().get("object") or "").split())
    if what in _AIMED and target.lower() in ("", "the", "a", "an"):
        return None
    if what == "capture" and re.match(r"(?:his|her|attention|hearts)\b", target):
        return None
    aimed = target if what in _AIMED else ""
    if what == "freed":
        aimed = re.sub(r"^(?:\d+|[a-z]+)\s+(?:of\s+the\s+)?", "", target)
    return _event(sentence, index, hit, _in_words(what, verb, target), actor, aimed, what)


def _in_words(what: str, verb: str, target: str) -> str:
    if what == "vote":
        return f"vote {target}"
    if what == "attack":
        return f"attack on {target}"
    if what == "agreement":
        return f"agreement {target}" if target.startswith(("on", "to")) else f"signing of {target}"
    return f"{verb} {target}".strip()


def _protest(sentence: Sentence, index: int, hit: re.Match[str]) -> Happened | None:
    """Demonstrations, where the sentence says what for, since when, or how large."""
    if not (hit["for"] or _UNDER_WAY.search(sentence.masked)):
        return None
    aim = re.sub(r"^\s+in\s+(?:the\s+)?[A-Z]\w+", "", hit["for"] or "")
    return _event(sentence, index, hit, f"{hit['noun'].lower()}{aim}".strip(), "", "", "demonstrations")


def _collapsed(sentences: tuple[Sentence, ...], index: int, actor: str) -> str:
    """What 'it collapsed' is about: land or rule named in the sentence before, or the subject itself."""
    if actor.lower() == "it" and index:
        named = LAND.findall(sentences[index - 1].text)
        return str(named[-1]).lower() if named else ""
    named = LAND.findall(actor)
    return str(named[-1]).lower() if named else ""


def _killed(sentence: Sentence, index: int, counted: Counted) -> Happened | None:
    if counted.role != "killed":
        return None
    start, end = counted.start - sentence.start, counted.end - sentence.start
    active = re.search(
        r"\b(?P<verb>kill(?:ed|ing)|massacred|murdered|executed|beheaded)\W+(?:an?other\s+)?$",
        sentence.masked[:start],
    )
    by = re.match(r"[^,;.]{0,40}?\bby\s+(?P<who>(?:the\s+)?(?:[\w’'-]+\s*){1,4})", sentence.masked[end:])
    by_whom = re.split(r"\s(?:in|at|on|near|from|during|since|last)\s", by["who"])[0].strip() if by else ""
    actor = subject_of(sentence, active.start("verb")) if active else by_whom
    noun = re.sub(r"^of\s+", "", counted.noun)
    noun = re.sub(r"\b(?:killings?|deaths?|dead)\b(?:\s+of)?\s*", "", noun).strip() or "people"
    first = sentence.start + active.start("verb") if active else counted.start
    return Happened(
        first, counted.end, f"{noun} killed", actor, noun, killed=counted, kind="killed", sentence=index
    )


def _event(
    sentence: Sentence,
    index: int,
    hit: re.Match[str],
    what: str,
    actor: str,
    target: str,
    kind: str = "killing",
) -> Happened:
    end = hit.end()
    while end > hit.start() and sentence.masked[end - 1] in " ,\n":
        end -= 1
    if kind == "agreement":
        what = DANGLING.sub("", LATE.sub("", what))
    left = sentence.masked[: hit.start()]
    status: Status = "happened"
    if CLAIMED.search(sentence.masked[max(0, hit.start() - 30) : hit.end()]):
        status = "claimed"
    elif PLANNED.search(left[-30:]) and not re.search(r"(?i)\b(?:is|are)\s*$", left):
        status = "planned"
    return Happened(
        sentence.start + hit.start(),
        sentence.start + end,
        what.strip(),
        actor,
        target.strip(),
        kind=kind,
        status=status,
        sentence=index,
    )


def _with_protests(events: list[Happened]) -> list[Happened]:
    """Killed protesters died while the protests went on, where the sentence itself gives no time."""
    protests = next((event for event in events if event.kind == "demonstrations" and event.first), None)
    return [
        replace(event, first=protests.first, last=protests.last)
        if protests and event.kind == "killed" and event.first is None and PROTESTERS.search(event.target)
        else event
        for event in events
    ]


def _once(events: list[Happened]) -> list[Happened]:
    """Each event once: of two of a kind in one sentence or with the same words, the first."""
    seen: set[tuple[str, str, str]] = set()
    kept: list[Happened] = []
    for event in events:
        key = (
            (event.kind, event.target.lower() or event.what.lower(), event.actor.lower())
            if event.kind != "demonstrations"
            else (event.kind, "", "")
        )
        if key not in seen and not any(
            event.start < other.end and event.end > other.start for other in kept[-3:]
        ):
            seen.add(key)
            kept.append(event)
    return kept
