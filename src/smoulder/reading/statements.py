"""Attributed statements: quotations and paraphrases with speaker, day, venue, hedge, condition and negation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from smoulder.reading.certainty import find_condition, find_hedge, find_relation, withholds
from smoulder.reading.dates import Dated
from smoulder.reading.phrases import is_phrase
from smoulder.reading.quotes import Quote
from smoulder.reading.sayings import Saying
from smoulder.reading.sentences import Sentence
from smoulder.reading.shape import inner_words, is_echo, shape_of
from smoulder.reading.speakers import RECENT, Speaker, Speakers, is_unnamed

LEAST_QUOTE_WORDS = 4
"""Words from which a quotation without any attribution is reported, with its speaker left open."""
_VENUE = re.compile(
    r"(?i)\b(?:at|in|during|told|to)\s+(?:an?|the|his|her|its|their|parliament's)\s+(?P<venue>(?:[\w’'-]+\s+){0,4}?"
    r"(?:press\s+conference|news\s+conference|conference|press\s+briefing|briefing|interview|statement|speech|address|hearing|summit|broadcast|"
    r"letter|video|meeting|rally|forum|podcast)(?:\s+(?:in|at|with|to|on)\s+(?:the\s+)?(?!\w+day\b)[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){0,3})?)"
)
_SUBJECT = re.compile(
    r"^\W*(?:(?:But|And|However|Meanwhile|Then|Later|Earlier|Also),?\s+)?(?P<subject>(?:[\w’'.-]{1,40}\s+){0,9}?[\w’'.-]{1,40})"
    r"(?:,\s+(?P<appos>[^,]{3,80}),)?\s+(?=(?:is|was|has|had|will|would|did|does|visited|met|flew|led|took|came|went|disagreed|agreed|arrived|replaced|joined|left|returned|travelled|became|resigned|"
    r"called|declined|refused|welcomed|rejected|dismissed|described|[a-z]{3,}ed)\b)"
)
_INTRODUCED = re.compile(
    r"(?:^|,\s+|\s)(?P<who>(?:[Aa]n?|[Oo]ne|[Aa]nother)\s+(?:[\w’'.-]+\s+){1,4}?)who\s+(?:said|says|gave|asked|called)\b"
)
"""Somebody new, told apart from those named before: 'a man who said he was a captain disagreed'."""


@dataclass(frozen=True, slots=True)
class Said:
    """One statement; places are characters of the text.

    speaker is None where the reader abstains.
    """

    start: int
    end: int
    speaker: Speaker | None
    day: date | None
    kind: Literal["quote", "paraphrase", "mixed"]
    venue: str
    addressee: str
    hedge: str
    certainty: Literal["", "certain", "probable", "possible"]
    condition: str
    relation: str
    negated: bool
    sentence: int


class _Finder:
    def __init__(
        self, sayings: list[list[Saying]], sentences: tuple[Sentence, ...], dates: list[list[Dated]]
    ) -> None:
        self.sentences = sentences
        self.sayings = sayings
        self.dates = dates
        self.speakers = Speakers()
        self.days: dict[int, date | None] = {}
        self.said: list[Said] = []
        self.subject: Speaker | None = None
        self.doubtful = False
        self.quoted: tuple[int, Speaker | None] = (-1, None)
        """Paragraph and speaker of the last quotation, for quotations that go on."""
        self.goes_on = False

    def run(self) -> list[Said]:
        body = [index for index, sentence in enumerate(self.sentences) if sentence.block == "body"]
        for index in body:
            self._sentence(index)
        for index, sentence in enumerate(self.sentences):
            if sentence.block == "standfirst":
                self._standfirst(index)
        return sorted(self.said, key=lambda said: (said.start, said.end))

    def _sentence(self, index: int) -> None:
        sentence = self.sentences[index]
        if index and self.sentences[index - 1].paragraph != sentence.paragraph:
            # A pronoun may reach over a paragraph's end to the last speaker, not to a bystander.
            self.doubtful = self.doubtful or (
                self.subject is not None and self.subject is not self.speakers.last
            )
        # 'He said, asking that his name not be printed' tells why he is not named, and is no second statement.
        found = [
            item
            for item in self.sayings[index]
            if item.style != "saying" or not is_unnamed(sentence.masked[item.at : item.content[1]])
        ]
        if not found:
            self._unattributed(index)
            return
        for item in found:
            speaker = self.speakers.resolve(item.source, item.appos, self.subject, self.doubtful)
            if speaker and speaker.person and len(found) == 1 and is_unnamed(sentence.masked):
                speaker.anonymous = True
            self._add(index, item, speaker)
        self.subject, self.doubtful = self.speakers.last, False
        if sentence.quotes:
            self.quoted = (sentence.paragraph, self.speakers.last)
            self.goes_on = sentence.quotes[-1].open

    def _standfirst(self, index: int) -> None:
        for item in self.sayings[index]:
            speaker = self.speakers.by_head(item.source)
            if speaker is None:
                if item.source.lower() in ("he", "she", "they", "it"):
                    continue
                speaker = self.speakers.resolve(item.source, item.appos)
            self._add(index, item, speaker)

    def _unattributed(self, index: int) -> None:
        """A sentence without a verb of saying: a quotation that goes on, or the narrator, who may name a person."""
        sentence = self.sentences[index]
        outside = re.sub(r"\W", "", sentence.masked.replace("\x01", ""))
        if sentence.quotes and len(outside) <= 2:
            paragraph, speaker = self.quoted
            following = self.goes_on and paragraph == sentence.paragraph - 1
            known = paragraph == sentence.paragraph or following
            owner = speaker if known else self._said_next(index) or self._said_before(index)
            for quote in sentence.quotes:
                if owner or len(sentence.text.split()) >= LEAST_QUOTE_WORDS:
                    self._add_quote(index, quote, owner)
            self.quoted = (sentence.paragraph, owner)
            self.goes_on = sentence.quotes[-1].open
            return
        self.goes_on = False
        persons = self._persons(sentence)
        introduced = _INTRODUCED.search(sentence.masked)
        met = self.speakers.meet(introduced["who"]) if introduced else None
        if met:
            self.subject, self.doubtful = met, False
            return
        subject = _SUBJECT.match(sentence.masked)
        if subject and is_phrase(subject["subject"].strip(" ,")):
            met = self.speakers.meet(subject["subject"].strip(" ,"), subject["appos"] or "")
            if met:
                self.subject = met
                self.doubtful = len(persons - {met.name}) > 0
                return
        if persons and self.speakers.last and persons - {self.speakers.last.name}:
            self.doubtful = True

    def _persons(self, sentence: Sentence) -> set[str]:
        """Known persons and rank-and-name persons in a sentence of the narrator."""
        found = {
            speaker.name
            for speaker in self.speakers.known[-RECENT:]
            if speaker.person and " " in speaker.name and speaker.name.split()[-1] in sentence.masked
        }
        for named in re.finditer(
            r"\b(?:Gen(?:eral|\.)|Col(?:onel|\.)|Major|Captain|President|Minister|Mr|Mrs|Ms|Dr|[a-z]+(?:man|er|or))\.?,?\s+((?:[A-Z][\w’'-]+\s?){1,3})",
            sentence.masked,
        ):
            found.add(named[1].strip())
        return found

    def _said_next(self, index: int) -> Speaker | None:
        """The speaker named in the next sentence of the paragraph, where the quotation comes first."""
        following = self.sentences[index + 1] if index + 1 < len(self.sentences) else None
        if (
            following is None
            or following.paragraph != self.sentences[index].paragraph
            or not following.quotes
        ):
            return None
        found = self.sayings[index + 1]
        if len(found) == 1 and found[0].style == "after" and following.masked.lstrip()[:1] in '"“‘':
            return self.speakers.resolve(found[0].source, found[0].appos, self.subject, self.doubtful)
        return None

    def _said_before(self, index: int) -> Speaker | None:
        """The speaker of the sentence before in the paragraph, whose words the quotation then gives."""
        before = self.sentences[index - 1] if index else None
        if before is None or before.paragraph != self.sentences[index].paragraph:
            return None
        told = [said.speaker for said in self.said[-6:] if said.sentence == index - 1]
        return told[-1] if told and all(one is told[-1] for one in told) else None

    def _add(self, index: int, item: Saying, speaker: Speaker | None) -> None:
        sentence = self.sentences[index]
        start, end = sentence.start + item.content[0], sentence.start + item.content[1]
        inside = [quote for quote in sentence.quotes if quote.start < end and quote.end > start]
        for quote in sentence.quotes if item.style == "after" else ():
            if quote.outer_start >= sentence.start + item.at:
                self._add_quote(index, quote, speaker, item)
        first, last, kind = shape_of(sentence, item, start, end, inside)
        if (
            len(inside) > 1
            and item.style == "after"
            and not re.sub(r"\W", "", sentence.masked[item.content[0] : item.content[1]].replace("\x01", ""))
        ):
            for quote in inside:
                self._add_quote(index, quote, speaker, item)
            return
        self._keep(index, first, last, kind, speaker, item)

    def _add_quote(
        self, index: int, quote: Quote, speaker: Speaker | None, item: Saying | None = None
    ) -> None:
        sentence = self.sentences[index]
        start, end = max(quote.start, sentence.start), min(quote.end, sentence.end)
        first, last = inner_words(sentence, start, end)
        if last > first:
            self._keep(index, first, last, "quote", speaker, item)

    def _keep(
        self,
        index: int,
        start: int,
        end: int,
        kind: Literal["quote", "paraphrase", "mixed"],
        speaker: Speaker | None,
        item: Saying | None,
    ) -> None:
        sentence = self.sentences[index]
        text = sentence.text[start - sentence.start : end - sentence.start]
        if not text.strip() or (kind != "quote" and (len(text.split()) < 2 or is_echo(text))):
            return
        hedge, certainty = find_hedge(text)
        self.said.append(
            Said(
                start=start,
                end=end,
                speaker=speaker,
                day=self._day(index, speaker, item),
                kind=kind,
                venue=self._venue(sentence, item),
                addressee=item.addressee if item else "",
                hedge=hedge,
                certainty=certainty,
                condition=find_condition(text),
                relation=find_relation(text),
                negated=bool(item and item.negated) or (kind != "quote" and withholds(text)),
                sentence=index,
            )
        )

    def _venue(self, sentence: Sentence, item: Saying | None) -> str:
        if item is None:
            return ""
        outside = (
            sentence.masked[: item.content[0]]
            + "\x01" * (item.content[1] - item.content[0])
            + sentence.masked[item.content[1] :]
        )
        found = _VENUE.search(outside)
        return found["venue"] if found else ""

    def _day(self, index: int, speaker: Speaker | None, item: Saying | None) -> date | None:
        """The day named beside the verb of saying, else the last day this speaker is known to have spoken."""
        sentence = self.sentences[index]
        key = id(speaker)
        if item is not None:
            first, last = sentence.start + item.zone[0], sentence.start + item.zone[1]
            content = (sentence.start + item.content[0], sentence.start + item.content[1])
            near = [
                dated
                for dated in self.dates[index]
                if first <= dated.start < last and not content[0] <= dated.start < content[1]
            ]
            if near:
                day = near[0].day
                if speaker is not None:
                    self.days[key] = day
                return day
        return self.days.get(key) if speaker is not None else None


def find_statements(
    sayings: list[list[Saying]], sentences: tuple[Sentence, ...], dates: list[list[Dated]]
) -> list[Said]:
    """The statements of a report.

    sentences: of standfirst and body. sayings, dates: those of each sentence, in the same order.
    returns: statements in the order of the text; `speaker` is None where the reader abstains.
    """
    return _Finder(sayings, sentences, dates).run()
