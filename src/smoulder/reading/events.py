"""What happened, as the report tells it: killings, attacks, demonstrations, votes, agreements, land lost and won."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from smoulder.reading.actors import Named
from smoulder.reading.dates import Dated
from smoulder.reading.happenings import (
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
from smoulder.reading.quantities import Counted
from smoulder.reading.sentences import Sentence
from smoulder.reading.subject import subject_of

Status = Literal["happened", "planned", "denied", "claimed", "hypothetical"]


_NOT_FINITE = re.compile(r"(?i)\b(?:was|were|been|be|being|to)\s+$")
_UNDER_WAY = re.compile(r"(?i)\b(?:since|shaken|began|broke\s+out|erupted|thousands|mass)\b")
_NOBODY = frozenset(("it", "they", "he", "she", "who", "nobody", "no one", "none"))
_AIMED = frozenset(("attack", "kidnapping", "freed", "capture"))


@dataclass(frozen=True, slots=True)
class Happened:
    """One event; places are characters of the text. `killed` is a number with its words."""

    start: int
    end: int
    what: str
    actor: str = ""
    target: str = ""
    where: str = ""
    first: date | None = None
    last: date | None = None
    killed: Counted | None = None
    status: Status = "happened"
    kind: str = ""
    sentence: int = 0


def find_events(
    sentences: tuple[Sentence, ...],
    dates: list[list[Dated]],
    counts: list[list[Counted]],
    places: list[Named],
    spoken: list[list[tuple[int, int]]],
    group: str,
    country: str,
) -> list[Happened]:
    """The events of a report's body, outside quotations.

    places: places and countries. spoken: for each sentence, where verbs of saying have their day (spans of the text).
    group, country: what the report is about, for 'it collapsed' and for events without a place of their own.
    """
    events: list[Happened] = []
    ordered = sorted(places, key=lambda item: item.start)
    starts = [item.start for item in ordered]
    for index, sentence in enumerate(sentences):
        if sentence.block != "body":
            continue
        here = ordered[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        told = spoken[index]
        days = [dated for dated in dates[index] if not any(start <= dated.start < end for start, end in told)]
        before = events[-1] if events and events[-1].sentence == index - 1 else None
        for event in _in_sentence(sentences, index, counts[index], group):
            at = event.start
            event = _when(event, sentence, days, at, before)
            event = replace(event, where=_where(sentence, here, event, country))
            events.append(event)
    return _once(_with_protests(events))


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
    for what, pattern in PATTERNS:
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


def _when(
    event: Happened, sentence: Sentence, days: list[Dated], at: int, before: Happened | None
) -> Happened:
    """The time nearest the event in its sentence; where there is none and it comes 'then', that of the event before."""
    if days:
        nearest = min(
            days,
            key=lambda dated: (
                min(abs(dated.start - event.end), abs(event.start - dated.end), abs(dated.start - at)),
                dated.start,
            ),
        )
        left = sentence.text[: nearest.start - sentence.start]
        if re.search(r"(?i)\b(?:before|ahead\s+of)\b[^,;.]{0,40}$", left):
            return replace(event, last=nearest.first)
        return replace(event, first=nearest.first, last=nearest.last)
    if before and re.search(r"(?i)\bthen\b", sentence.masked[:40]):
        return replace(event, first=before.first, last=before.last)
    return event


def _where(sentence: Sentence, here: list[Named], event: Happened, country: str) -> str:
    after = [
        item
        for item in here
        if item.start >= event.start
        and re.search(
            r"(?i)\b(?:in|at|near|across|outside|of)\s+(?:the\s+)?$",
            sentence.text[max(0, item.start - sentence.start - 14) : item.start - sentence.start],
        )
    ]
    if after:
        return min(after, key=lambda item: item.start).name
    # The end of a whole order may lie in several countries.
    return "" if event.kind == "collapse" else country


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
