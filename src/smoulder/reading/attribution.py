"""Who says what in a sentence: 'X said that …', '…, X said', '…, according to X', '"…," said X'."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from smoulder.reading.abbreviations import harden, soften
from smoulder.reading.asides import find_according, find_saying, find_withheld
from smoulder.reading.attributed import Attribution, Span, trim_span
from smoulder.reading.phrases import NAME, is_phrase, person_name, strip_auxiliaries
from smoulder.reading.quotes import MASK
from smoulder.reading.saying import (
    ADDRESSEE,
    AFTER_QUOTE,
    BASE_FORM,
    COORDINATED,
    FINITE,
    HEAD_REST,
    NO_SPEECH,
    SHORT_OBJECTS,
    SUBORDINATE,
    TAIL_REST,
    TIME_WORD,
    TRAIL,
    VERB,
    WITH_INFINITIVE,
)
from smoulder.reading.sentences import Sentence
from smoulder.reading.source import source_before

_WITHIN_NAME = re.compile(r"[^,—–]\s+(?:who|which|that)$")
"""'a man who said he was a captain disagreed': what he says of himself cannot be told from the rest."""


def find_attributions(sentence: Sentence) -> list[Attribution]:
    """The acts of saying in one sentence, in the order of their verbs.

    sentence: with its quotations masked, so that only the narrator's words are searched.
    """
    text = soften(sentence.masked)
    found = find_withheld(text) or _spoken(text)
    if not found or all(item.style == "before" for item in found):
        found = find_according(text, found) + found
    found = [part for item in found for part in _same_source(text, item)]
    return found + find_saying(text, found)


def _spoken(text: str) -> list[Attribution]:
    found: list[Attribution] = []
    at = 0
    for verb in VERB.finditer(text):
        if verb.start() < at:
            continue
        item = (
            _inverted(text, verb, at)
            or _with_source_before(text, verb, at)
            or _inverted_plain(text, verb, at)
        )
        if item is None:
            continue
        found.append(item)
        at = verb.end()
        if item.style == "before":
            # What is said runs on to the end of the sentence, or to a semicolon.
            at = text.find(";", item.content[1])
            if at < 0:
                break
    return found


def _with_source_before(text: str, verb: re.Match[str], after: int) -> Attribution | None:
    left, finite = strip_auxiliaries(text[after : verb.start()])
    if not finite or not left.strip() or _WITHIN_NAME.search(left):
        return None
    source = source_before(left)
    if source is None:
        return None
    start, end, appos = source
    begin, name = after + start, harden(left[start:end])
    rest, spoken_to = _past_addressee(text, verb)
    before = text[after:begin]
    leads = (
        before.rstrip().endswith((",", MASK, '"', "”", "’", "'", "—", "–", "?", "!"))
        and len(before.split()) >= 2
    )
    leads = leads or (MASK in before and not before.strip(MASK + " ,\"”“‘’'").strip())
    tail = TAIL_REST.match(text, rest)
    if leads and tail and not re.fullmatch(r"(?i)\W*(?:on|in|at|by)\s+[\w\s]{1,24},?\s*", before):
        zone = (verb.end(), tail.end("zone"))
        return _after(text, verb, name, appos, (after, after + len(before.rstrip())), zone, tail)
    return _before(text, verb, name, appos, rest, spoken_to, begin)


def _after(
    text: str, verb: re.Match[str], name: str, appos: str, before: Span, zone: Span, tail: re.Match[str]
) -> Attribution:
    """A source after its content; where the sentence goes on as the same speech, the content is the whole."""
    content = trim_span(text, *before)
    style: Literal["after", "within"] = "after"
    rest = text[tail.end() :].strip()
    other = TRAIL.match(", " + rest) or re.match(r"(?:and|but|while|which|who)\b", rest)
    if tail["end"] == "," and rest and not other and SUBORDINATE.match(text[before[0] : before[1]]):
        content, style = trim_span(text, before[0], len(text)), "within"
    return Attribution(name, appos, content, zone, verb[0], style, at=verb.start())


def _before(
    text: str, verb: re.Match[str], name: str, appos: str, rest: int, spoken_to: bool, begin: int
) -> Attribution | None:
    head = HEAD_REST.match(text, rest)
    start = head.end() if head else rest
    following = text[start:].lstrip(" ,:")
    start = len(text) - len(following)
    if not following or (len(following.strip(" .").split()) < 2 and MASK not in following):
        return None
    quoted = following[:1] in "\"“‘'" and MASK in following[:3]
    that = bool(head and head["that"]) or (verb["that"] is not None and text[rest:].lstrip().startswith(":"))
    if verb["that"] and not (that or quoted):
        return None
    if _is_other_use(verb[0], name, following, that or quoted, spoken_to):
        return None
    if not (that or quoted) and not _is_speech(verb[0], following):
        return None
    end = len(text)
    trail = TRAIL.search(text, start)
    if trail and MASK not in text[trail.end() :]:
        end = trail.start()
    semicolon = text.find(";", start, end)
    end = semicolon if semicolon > 0 else end
    zone = (max(0, begin - 40), start) if begin > 3 else (verb.end(), start)
    denied = verb[0].startswith(("den",))
    return Attribution(
        name, appos, trim_span(text, start, end), zone, verb[0], "before", denied, at=verb.start()
    )


def _is_other_use(verb: str, name: str, following: str, plain: bool, spoken_to: bool) -> bool:
    """Whether the verb does not report speech here: 'agreed to a truce', 'he say' as an infinitive."""
    if following.startswith(("to ", "of ", "for ")) and not WITH_INFINITIVE.fullmatch(verb):
        return True
    if verb == "agreed" or (verb in ("told", "tells", "tell") and not spoken_to):
        return not plain
    return BASE_FORM.fullmatch(verb) is not None and name.lower() in ("he", "she", "it")


def _is_speech(verb: str, following: str) -> bool:
    """Whether words without 'that' after a verb of saying are a clause: not 'warned against …', 'added a chair'."""
    led = NO_SPEECH.match(following)
    if led and (led["object"] or not re.search(r",\s|\sthat\b", following)):
        return False
    return FINITE.search(following) is not None or SHORT_OBJECTS.match(verb) is not None


def _same_source(text: str, item: Attribution) -> list[Attribution]:
    """The statement, and those that follow under further verbs of its source: 'denied X, and said Y'."""
    if item.style != "before":
        return [item]
    start, end = item.content
    cut = COORDINATED.search(text, start, end)
    if not cut or cut.start() - start < 4:
        return [item]
    first = replace(item, content=trim_span(text, start, cut.start()))
    rest = replace(
        item,
        content=trim_span(text, cut.end(), end),
        verb=cut["verb"],
        negated=cut["verb"] == "denied",
        at=cut.start("verb"),
    )
    return [first, *_same_source(text, rest)]


def _past_addressee(text: str, verb: re.Match[str]) -> tuple[int, bool]:
    """Where the words after 'told X' begin."""
    if not re.match(r"(?i)told|tells?|warned|warns|assured|promised", verb[0]):
        return verb.end(), False
    found = ADDRESSEE.match(text, verb.end())
    if not found or (verb[0].startswith("warn") and not text[found.end() :].lstrip().startswith("that")):
        return verb.end(), False
    return found.end(), True


def _inverted(text: str, verb: re.Match[str], after: int) -> Attribution | None:
    """'"…," said a diplomat who …'"""
    if not re.search(rf"{MASK}[”\"’'»]*,?\s*$", text[after : verb.start()]):
        return None
    return _source_behind(text, verb, after)


def _inverted_plain(text: str, verb: re.Match[str], after: int) -> Attribution | None:
    """'The talks went on, said a diplomat in the room.'"""
    before = text[after : verb.start()]
    if verb[0] not in ("said", "says", "say") or not re.search(r",\s*$", before) or len(before.split()) < 4:
        return None
    found = _source_behind(text, verb, after)
    return found if found and found.source.lower() not in ("it", "he", "she", "they", "we", "i") else None


def _source_behind(text: str, verb: re.Match[str], after: int) -> Attribution | None:
    found = AFTER_QUOTE.match(text[verb.start() :])
    if not found:
        return None
    words = harden(found["source"])
    time = re.search(rf"\s+(?:on\s+)?{TIME_WORD}(?:\s|$)", words)
    source = (words[: time.start()] if time else words).rstrip()
    if not is_phrase(source) or (
        source.split()[0].lower() in ("he", "she", "it") and len(source.split()) > 1
    ):
        first = source.split()[0]
        if first.lower() not in ("he", "she", "it", "they"):
            return None
        source = first
    start = verb.start() + found.start("source")
    appos = ""
    rest = text[start + len(words) :]
    beside = re.match(r",\s+([^.;:\x01\"“]{3,160})", rest)
    if beside and re.match(r"(?:an?|the|who|whose|head|director|spokes|commander|chief|leader)\b", beside[1]):
        appos = harden(beside[1]).strip()
    named = re.match(rf",\s+(?P<name>{NAME.pattern})\s*(?:[.,]|$)", harden(rest))
    if (
        named
        and not appos
        and not person_name(source)
        and re.match(r"(?i)(?:the|its|their|his|her|an?)\s", source)
    ):
        # 'said the defence secretary, Jane Doe.'
        source, appos = (
            (named["name"].rstrip("."), source) if person_name(named["name"].rstrip(".")) else (source, "")
        )
    content = trim_span(text, after, verb.start())
    return Attribution(
        source,
        appos,
        content,
        (start, min(len(text), start + len(words) + 60)),
        verb[0],
        "after",
        at=verb.start(),
    )
