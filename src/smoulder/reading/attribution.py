"""Who says what in a sentence: 'X said that …', '…, X said', '…, according to X', '"…," said X'."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from smoulder.reading.phrases import core_phrase, is_name, is_phrase, phrase_end_on, strip_auxiliaries
from smoulder.reading.published import WEEKDAY
from smoulder.reading.quotes import MASK
from smoulder.reading.sentences import Sentence

Span = tuple[int, int]

_FREE = (
    "said|says|say|told|tells|tell|added|adds|add|warned|warns|warn|insisted|insists|insist|believed|believes|believe|thinks|"
    "think|argued|argues|argue|feared|fears|fear|admitted|admits|admit|denied|denies|deny|predicted|predicts|predict|vowed|"
    "vows|pledged|pledges|promised|promises|threatened|threatens|stressed|stresses|stress|claimed|claims|claim|cautioned|"
    "cautions|acknowledged|acknowledges|conceded|concedes|complained|explained|explains|reiterated|concluded|estimated|"
    "estimates|estimate|alleged|alleges|hoped|hopes|hope|expects|expect|maintained|maintains|emphasi[sz]ed|emphasi[sz]es|asserted|asserts|recalled|agreed"
)
_WITH_THAT = (
    "announced|announces|confirmed|confirms|declared|declares|stated|states|noted|notes|observed|observes|reported|reports|"
    "report|revealed|reveals|suggested|suggests|suggest|indicated|indicates|found|finds|testified|wrote|writes|tweeted|"
    "commented|remarked|replied|responded|answered|continued|recounted|asked|wondered|disclosed|hinted|assessed|judged|"
    "ruled|signalled|signaled|urged|called|went\\s+on|goes\\s+on"
)
_VERB = re.compile(rf"(?<![\w-])(?:(?P<free>{_FREE})|(?P<that>{_WITH_THAT}))(?![\w-])")
_WITHHELD = re.compile(
    r"(?i)(?<![\w-])(?P<verb>(?:(?:did|does|do|would|has|have|had|could)(?:\s+not|n['’]t)|declin(?:ed|es)\s+to|refus(?:ed|es)\s+to|stopped\s+short\s+of)\s+"
    r"(?:yet\s+)?(?:say|saying|predict|predicting|rule\s+out|ruled\s+out|ruling\s+out|confirm|confirming|specify|elaborate\s+on|give|given|disclose|foresee|deny|name|comment\s+on|said))(?![\w-])"
)
_ACCORDING = re.compile(r"(?<!\w)[Aa]ccording\s+to\s+(?P<source>[^,.;:—–\x01\"“]{2,120})")
_TIME_WORD = rf"(?:{WEEKDAY}|yesterday|today|earlier|later|afterwards?|recently|last\s+\w+|this\s+\w+|again|in\s+\d{{4}})"
_ZONE = (
    rf"(?:\s+(?:(?:late|early)\s+)?(?:on\s+)?{_TIME_WORD}(?:\s+(?:morning|afternoon|evening|night))?"
    r"|\s+(?:to|on|in|at|during|after|by|through|via|from|before|following|when|as)\s+(?!that\b)[^,.;:!?—–\x01\"“()]{1,90}?(?=\s+that\s|[,.;:!?—–]|\s*$|\s+on\s|\s+in\s|\s+at\s))*"
)
_TAIL_REST = re.compile(rf"(?P<zone>{_ZONE})\s*(?P<end>[.,;:!?—–]|$)")
_HEAD_REST = re.compile(
    rf"(?P<zone>(?:\s+(?:(?:late|early)\s+)?(?:on\s+)?{_TIME_WORD}"
    r"|\s+(?:in|at|during)\s+(?:an?|the|his|her|its|their)\s+(?:[\w’'-]+\s+){0,4}?(?:statement|interview|conference|briefing|speech|report|"
    r"address|letter|message|video|post|meeting|hearing|broadcast)(?:\s+(?:in|at|to|with|on|for|by)\s+(?:the\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*)?"
    r"|\s+in\s+(?:the\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){0,2}(?=\s+(?:on\s|that\s|the\s|an?\s|\w+day\b))"
    r"|\s+on\s+(?:Twitter|Facebook|television|state\s+television|radio))*)\s*,?\s*(?P<that>that\s+)?"
)
_ADDRESSEE = re.compile(
    r"\s+(?:(?:visiting|local|foreign)\s+)?(?:reporters|journalists|lawmakers|parliament|deputies|them|him|her|us|me|"
    r"(?:an?|the|his|her)\s+[^,.;:\x01\"“]{3,60}?(?=\s+(?:that|on|in|at)\s|[,.;:]|\s*$|\s+[A-Z]\w+day)|"
    r"[A-Z][\w.’']*(?:\s+(?:of\s+|the\s+)?[A-Z][\w.’']*){0,4}(?:\s+(?:television|radio|news\s+agency|newspaper|magazine))?)"
)
_AFTER_QUOTE = re.compile(rf"^[”\"’'»]?,?\s*(?P<verb>{_FREE}|{_WITH_THAT})\s+(?P<source>(?!that\b|in\s|on\s|at\s|to\s)[^,.;:\x01\"“]{{2,140}})")
_SAYING = re.compile(r",\s+(?:and\s+)?(?P<verb>saying|adding|warning|arguing|claiming|insisting|stressing|noting|telling|predicting)\s+(?:that\s+)?(?=\w|[\"“])")
_TRAIL = re.compile(
    r",\s+(?:using|referring|in\s+(?:a\s+)?(?:reference|apparent)|according|speaking|citing|adding|describing|quoting|quoted|"
    r"alluding|pointing|noting|saying|warning|without\s+giving)\b"
)
_SUBORDINATE = re.compile(r"(?i)^\W*(?:if|when|while|although|though|unless|once|as|because|since|should|until|despite|even|after|before|in|on|at|for|with|without)\b")


@dataclass(frozen=True, slots=True)
class Attribution:
    """One act of saying in a sentence; places are characters of the sentence.

    source:  the words that name the speaker. appos: what is said of them beside the name.
    content: what is said. zone: where its day and place may stand.
    style:   where the source stands to the content.
    """

    source: str
    appos: str
    content: Span
    zone: Span
    verb: str
    style: Literal["after", "before", "within", "according", "saying"]
    negated: bool = False
    at: int = 0


def find_attributions(sentence: Sentence) -> list[Attribution]:
    """The acts of saying in one sentence, in the order of their verbs.

    sentence: with its quotations masked, so that only the narrator's words are searched.
    """
    text = sentence.masked
    found = _withheld(text) or _spoken(text)
    if not found or all(item.style == "before" for item in found):
        found = _according(text, found) + found
    return found + _saying(text, found)


def _spoken(text: str) -> list[Attribution]:
    found: list[Attribution] = []
    at = 0
    for verb in _VERB.finditer(text):
        if verb.start() < at:
            continue
        item = _inverted(text, verb, at) or _with_source_before(text, verb, at)
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
    if not finite or not left.strip():
        return None
    source = _source(left)
    if source is None:
        return None
    start, end, appos = source
    begin, name = after + start, left[start:end]
    rest, spoken_to = _past_addressee(text, verb)
    before = text[after:begin]
    leads = before.rstrip().endswith((",", MASK, '"', "”", "’", "'", "—", "–", "?", "!")) and len(before.split()) >= 2
    leads = leads or (MASK in before and not before.strip(MASK + " ,\"”“‘’'").strip())
    tail = _TAIL_REST.match(text, rest)
    if leads and tail and not re.fullmatch(r"(?i)\W*(?:on|in|at|by)\s+[\w\s]{1,24},?\s*", before):
        zone = (verb.end(), tail.end("zone"))
        return _after(text, verb, name, appos, (after, after + len(before.rstrip())), zone, tail)
    return _before(text, verb, name, appos, rest, spoken_to, begin)


def _after(
    text: str, verb: re.Match[str], name: str, appos: str, before: Span, zone: Span, tail: re.Match[str]
) -> Attribution:
    """A source after its content; where the sentence goes on as the same speech, the content is the whole."""
    content = _trim(text, *before)
    style: Literal["after", "within"] = "after"
    rest = text[tail.end() :].strip()
    if tail["end"] == "," and rest and _SUBORDINATE.match(text[before[0] : before[1]]):
        if not _TRAIL.match(", " + rest) and not re.match(r"(?:and|but|while|which|who)\b", rest):
            content, style = _trim(text, before[0], len(text)), "within"
    return Attribution(name, appos, content, zone, verb[0], style, at=verb.start())


def _before(
    text: str, verb: re.Match[str], name: str, appos: str, rest: int, spoken_to: bool, begin: int
) -> Attribution | None:
    head = _HEAD_REST.match(text, rest)
    start = head.end() if head else rest
    following = text[start:].lstrip(" ,:")
    start = len(text) - len(following)
    if not following or (len(following.strip(" .").split()) < 2 and MASK not in following):
        return None
    quoted = following[:1] in "\"“‘'" and MASK in following[:3]
    that = bool(head and head["that"])
    if verb["that"] and not (that or quoted):
        return None
    if following.startswith(("to ", "of ", "for ")) and verb[0] not in (
        "warned", "warns", "vowed", "vows", "pledged", "pledges", "promised", "promises", "threatened", "threatens", "told", "urged", "expects", "hopes", "hoped", "claimed", "claims",
    ):  # fmt: skip
        return None
    if verb[0] in ("agreed", "told", "tells", "tell") and not (that or quoted or spoken_to):
        return None
    if verb[0] == "agreed" and not that:
        return None
    if verb[0] in ("say", "think", "believe", "fear", "claim", "estimate", "report", "hope", "expect", "add", "tell", "deny", "admit") and name.lower() in ("he", "she", "it"):
        return None
    end = len(text)
    trail = _TRAIL.search(text, start)
    if trail and MASK not in text[trail.end() :]:
        end = trail.start()
    semicolon = text.find(";", start, end)
    end = semicolon if semicolon > 0 else end
    zone = (max(0, begin - 40), start) if begin > 3 else (verb.end(), start)
    denied = verb[0].startswith(("den",))
    return Attribution(name, appos, _trim(text, start, end), zone, verb[0], "before", denied, at=verb.start())


def _past_addressee(text: str, verb: re.Match[str]) -> tuple[int, bool]:
    """Where the words after 'told X' begin."""
    if not re.match(r"(?i)told|tells?|warned|warns|assured|promised", verb[0]):
        return verb.end(), False
    found = _ADDRESSEE.match(text, verb.end())
    if not found or (verb[0].startswith("warn") and not text[found.end() :].lstrip().startswith("that")):
        return verb.end(), False
    return found.end(), True


def _inverted(text: str, verb: re.Match[str], after: int) -> Attribution | None:
    """'"…," said a diplomat who …'"""
    before = text[after : verb.start()]
    if MASK not in before or not re.search(rf"{MASK}[”\"’'»]?,?\s*$", before):
        return None
    found = _AFTER_QUOTE.match(text[verb.start() :])
    if not found:
        return None
    words = found["source"]
    time = re.search(rf"\s+(?:on\s+)?{_TIME_WORD}(?:\s|$)", words)
    source = (words[: time.start()] if time else words).rstrip()
    if not is_phrase(source) or (source.split()[0].lower() in ("he", "she", "it") and len(source.split()) > 1):
        first = source.split()[0]
        if first.lower() not in ("he", "she", "it", "they"):
            return None
        source = first
    start = verb.start() + found.start("source")
    appos = ""
    rest = text[start + len(words) :]
    beside = re.match(r",\s+([^.;:\x01\"“]{3,160})", rest)
    if beside and re.match(r"(?:an?|the|who|whose|head|director|spokes|commander|chief|leader)\b", beside[1]):
        appos = beside[1].strip()
    content = _trim(text, after, verb.start())
    return Attribution(source, appos, content, (start, min(len(text), start + len(words) + 60)), verb[0], "after", at=verb.start())


def _source(left: str) -> tuple[int, int, str] | None:
    """The source at the end of `left`, with its apposition where one stands between it and the verb."""
    stripped = left.rstrip()
    if not stripped.endswith((",", "—", "–")):
        span = phrase_end_on(stripped)
        return (*span, _name_before(stripped, span)) if span else None
    pieces = stripped[:-1]
    cuts = [found.start() for found in re.finditer(r"[,—–]", pieces)][-5:]
    spoken = [piece for piece in cuts if re.match(r"[,—–]\s+(?:an?|the|who|whose|which|head|one\s+of|\d+|[a-z-]+\s+(?:of|for|to|at|in)|[a-z]+ing|[a-z][\w-]*)\b", pieces[piece:])]
    for cut in reversed(spoken):
        span = phrase_end_on(pieces[:cut])
        if span and (is_name(pieces[span[0] : span[1]]) or pieces[cut + 1 :].count(",") == 0 or re.match(r"\s*(?:who|whose|which|speaking|citing)\b", pieces[cut + 1 :])):
            return (*span, pieces[cut + 1 :].strip())
    span = phrase_end_on(pieces)
    return (*span, "") if span else None


def _name_before(text: str, span: Span) -> str:
    """The description before a name set off by commas: 'a spokesman for the army, Colonel Doe said'."""
    return ""


def _according(text: str, known: list[Attribution]) -> list[Attribution]:
    items: list[Attribution] = []
    for found in _ACCORDING.finditer(text):
        source = re.split(r"\s+(?:on|in)\s+(?=[A-Z]\w+day)", found["source"])[0].rstrip()
        if not is_phrase(source) and not re.match(r"(?:the|an?|several|two|three|his|her|its|[A-Z])", source):
            continue
        after = text[found.end() :].lstrip()
        if found.start() < 4 and after.startswith(","):
            content = _trim(text, found.end() + 1, len(text))
        else:
            content = _trim(text, 0, found.start())
        inside = any(content[0] >= item.content[0] and content[1] <= item.content[1] for item in known)
        if content[1] - content[0] > 8 and not inside:
            items.append(Attribution(source, "", content, (found.start(), found.end()), "according to", "according", at=found.start()))
    return items


def _withheld(text: str) -> list[Attribution]:
    """'He did not say when …', 'officials declined to confirm …'."""
    found = _WITHHELD.search(text)
    if not found or not text[: found.start()].strip():
        return []
    source = _source(text[: found.start()])
    if source is None or _VERB.search(text[: found.start()]):
        return []
    content = _trim(text, found.end(), len(text))
    if content[1] - content[0] < 6:
        return []
    start, end, appos = source
    name = text[start:end]
    if name.lower() in ("it", "we", "i"):
        return []
    return [Attribution(name, appos, content, (found.start(), found.end()), found["verb"], "before", True, found.start())]


def _saying(text: str, known: list[Attribution]) -> list[Attribution]:
    """', adding that …' by the speaker of the sentence, or by its subject where that is a source."""
    found = _SAYING.search(text)
    if not found or any(item.at > found.start() for item in known):
        return []
    if known:
        source, appos = known[0].source, known[0].appos
    else:
        subject = re.match(r"^(?:[\w’'-]+\s+){0,8}?(?=(?:\([A-Z-]+\)\s+)?(?:has|have|had|was|were|is|are|\w+ed|broke|left|withdrew|quit|took|made)\s)", text)
        source, appos = (subject[0].strip() if subject else ""), ""
        if not source or not is_phrase(source) or source.lower() in ("it", "he", "she", "they"):
            return []
    content = _trim(text, found.end(), len(text))
    if content[1] - content[0] < 8:
        return []
    return [Attribution(source, appos, content, (found.start(), found.end()), found["verb"], "saying", at=found.start())]


def _trim(text: str, start: int, end: int) -> Span:
    """A span without white space, commas and a final full stop at its ends."""
    while start < end and text[start] in " \n\r\t,;:—–":
        start += 1
    while end > start and text[end - 1] in " \n\r\t,;:—–":
        end -= 1
    if end > start and text[end - 1] == "." and MASK not in text[max(start, end - 2) : end]:
        end -= 1
    return start, end


__all__ = ["Attribution", "core_phrase", "find_attributions"]
