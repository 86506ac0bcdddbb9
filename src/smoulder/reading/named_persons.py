"""Persons in a report: only those who speak in it, where their name or rank stands."""

from __future__ import annotations

import re

from smoulder.reading.phrases import person_name
from smoulder.reading.sentences import Sentence
from smoulder.reading.speakers import Speaker

RANKS = ("general", "colonel", "major", "admiral", "commander", "spokesman", "spokeswoman", "minister")
_THE_RANK = re.compile(rf"(?<!\w)[Tt]he\s+(?P<rank>{'|'.join(RANKS)})(?![\w-])(?!\s+[A-Z])")
_WORD = re.compile(r"\w+")


class NamedPersons:
    """The speakers of a report by surname and by rank, so that each sentence is looked at once."""

    def __init__(self, speakers: list[Speaker]) -> None:
        """speakers: of the whole report; those that are no single person with a full name are passed over."""
        self._by_word: dict[str, list[Speaker]] = {}
        ranked: dict[str, list[Speaker]] = {}
        for speaker in speakers:
            for rank in speaker.words & set(RANKS):
                ranked.setdefault(rank, []).append(speaker)
            if _is_full(speaker):
                surname = _WORD.findall(speaker.name.rpartition(" ")[2])
                self._by_word.setdefault(surname[-1] if surname else "", []).append(speaker)
        self._by_rank = {
            rank: found[0] for rank, found in ranked.items() if len(found) == 1 and _is_full(found[0])
        }

    def find(self, sentence: Sentence) -> list[tuple[int, int, str]]:
        """Where they are named in a sentence: start and end as characters of the text, and the full name."""
        found: list[tuple[int, int, str]] = []
        for word in set(_WORD.findall(sentence.text)) & self._by_word.keys():
            for speaker in self._by_word[word]:
                surname = re.escape(speaker.name.rpartition(" ")[2])
                for hit in re.finditer(
                    rf"(?<!\w)(?:{re.escape(speaker.name)}|{surname})(?!\w)", sentence.text
                ):
                    found.append((sentence.start + hit.start(), sentence.start + hit.end(), speaker.name))
        for hit in _THE_RANK.finditer(sentence.masked):
            holder = self._by_rank.get(hit["rank"])
            if holder:
                found.append((sentence.start + hit.start(), sentence.start + hit.end(), holder.name))
        return sorted(found)


def _is_full(speaker: Speaker) -> bool:
    return (
        speaker.person
        and not speaker.plural
        and speaker.name[:1].isupper()
        and " " in speaker.name
        and person_name(speaker.name) == speaker.name
    )
