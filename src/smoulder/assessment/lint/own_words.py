"""Which words of a passage are its author's: not what others are quoted as saying, nor a word that is named."""

from __future__ import annotations

import re
from dataclasses import dataclass

from smoulder.reading.quotes import Quote, find_quotes
from smoulder.reading.sentences import sentence_spans
from smoulder.records.prose import BLANK, Passage

NEAR = 200
"""Characters around a word in which it is told who says it."""
NAMED_WORDS = 3
"""A quotation of at most so many words names them ('the word “likely”') and does not use them; so many with a
full stop are a sentence."""

_SAYING = (
    r"said|says|told|tells|warned|warns|claimed|argued|argues|insisted|insists|added|believes|believed|thinks|"
    r"announced|declared|predicted|predicts|feared|suspects|suspected|asserted|maintained|maintains|wrote|writes|"
    r"noted|replied|answered|acknowledged|conceded|alleged|alleges|stressed|cautioned|cautions|remarked|quoted|"
    r"hoped|hopes|knew|thought\s+(?:that|they|he|she|it|the|their)|according\s+to|in\s+the\s+words\s+of"
)
_PLURAL = r"say|believe|think|fear|warn|argue|suspect|expect|claim|hope"
_SPEECH = re.compile(rf"(?i)\b(?:{_SAYING}|{_PLURAL}|asked|calls?|called|reads?|states?|stated)\b")
_REPORTS = re.compile(rf"(?i)\b(?:{_SAYING}|asked\s+(?:whether|if)|stated\s+that)\b")
_THEY_SAY = re.compile(rf"(?i)\b(?P<who>[\w’'-]+)\s+(?:{_PLURAL})\b")
_NO_SPEAKER = re.compile(
    r"(?i)an?|the|this|that|these|those|no|any|of|for|in|on|with|by|to|at|from|and|or|but|not|we|i|you|let|would|will|"
    r"may|might|could|should|must|can|cannot|do|does|did|don['’]t|doesn['’]t|didn['’]t|its|their|our|his|her|my|your|"
    r"first|new|which"
)
"""Words before 'say', 'claim' and the like after which nobody else is the speaker, or the verb is a noun."""
_OWN_DATA = (
    r"models?|data|rows|series|figures|numbers|tables?|answer|estimates?|forecasts?|tests?|base\s+rates?"
)
_OWN_VOICE = re.compile(
    rf"(?i)\b(?:we|I|the\s+(?:\w+\s+)?(?:{_OWN_DATA})"
    rf"|(?:our|this|these)\s+(?:\w+\s+)?(?:{_OWN_DATA}|assessments?|desk|team|brief|briefing|report|analysis)"
    r"|it\s+(?:is|was)|(?:is|are|was|were|be|been))\s+(?:\w+ly\s+|also\s+)?$"
)
_OWN_SOURCE = re.compile(rf"(?i)\s*(?:our|this|these|(?:the\s+)?(?:{_OWN_DATA}|scale))\b")
_CLAUSE_END = re.compile(
    r"[;:–—]|\s-\s|\b(?:we|I)\s+(?:judge|assess|think|believe|estimate|expect|hold)\b|\bin our (?:view|judge?ment)\b"
)
_SAID_AFTER = re.compile(
    r"(?i),\s+(?:(?:the|a|an|one|two|he|she|they|some|several|senior|local)\b[^,;.]{0,60}?|[A-Z][^,;.]{0,60}?\s)\s*"
    r"\b(?:said|says|told|warned|warns|claimed|argued|added|insisted|predicted|believes?|thinks?|noted|say)\b[^,;]{0,60}[.,]?\s*$"
)


_GRADE_NAMES = re.compile(
    r"(?i)(?:\b|(?<=[A-F]))(?:2\W{1,4}probably\s+true|3\W{1,4}possibly\s+true|4\W{1,4}doubtful(?:ly\s+true)?|5\W{1,4}improbable)\b"
)
"""The names that the Admiralty code gives its grades: they are no chances."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, in which words quoted from others are blank.

    start: where it begins in the passage's text.
    """

    passage: Passage
    start: int
    text: str

    def place(self, at: int) -> int:
        """Where a character of the sentence stands in the file."""
        return self.passage.places[self.start + at]


def own_sentences(passage: Passage) -> list[Sentence]:
    """The sentences of a passage, with blanks for quotations that are attributed or only name a word."""
    text = passage.text
    quotes = find_quotes(text, 0, len(text))
    outside = _blanked(text, quotes)
    speech = _SPEECH.search(outside) is not None
    kept = tuple(one for one in quotes if speech or _only_names(text[one.start : one.end], one))
    masked = _GRADE_NAMES.sub(lambda found: BLANK * len(found[0]), _blanked(text, kept))
    return [Sentence(passage, start, masked[start:end]) for start, end in sentence_spans(text, quotes)]


def is_reported(text: str, at: int) -> bool:
    """Whether what stands at a place in a sentence is what somebody else is reported to say.

    >>> is_reported("The ministry said the cells could return.", 27), is_reported("We say they could return.", 12)
    (True, False)
    """
    if _SAID_AFTER.search(text, max(at, len(text) - NEAR)):
        return True
    begin = max(0, at - 3 * NEAR)
    for found in _CLAUSE_END.finditer(text, begin, at):
        begin = found.end()
    for found in _REPORTS.finditer(text, begin, at):
        by_source = found[0].lower().startswith(("according", "in the words"))
        own = (
            _OWN_SOURCE.match(text, found.end())
            if by_source
            else _OWN_VOICE.search(text, begin, found.start())
        )
        if not own:
            return True
    return any(
        not _NO_SPEAKER.fullmatch(found["who"]) and not _OWN_VOICE.search(text, begin, found.end("who") + 1)
        for found in _THEY_SAY.finditer(text, begin, at)
    )


def _only_names(words: str, quote: Quote) -> bool:
    whole = words.rstrip().endswith((".", "!", "?")) and len(words.split()) == NAMED_WORDS
    return not quote.open and not whole and len(words.split()) <= NAMED_WORDS


def _blanked(text: str, quotes: tuple[Quote, ...]) -> str:
    pieces = []
    at = 0
    for one in quotes:
        pieces += [text[at : one.start], BLANK * (one.end - one.start)]
        at = one.end
    return "".join([*pieces, text[at:]])
