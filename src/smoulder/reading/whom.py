# ruff: noqa: E501, SIM905  (lists of words stay on their lines)
"""Whom a word means: the armed group, somebody else, or nobody that can be told."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal

from smoulder.reading.parse import Parse, Word

Who = Literal["group", "others", ""]
GROUP_NOUNS = frozenset(
    "group groups movement movements insurgency insurgent insurgents militant militants rebel rebels rebellion fighter fighters jihadist "
    "jihadists jihadi jihadis guerrilla guerrillas guerilla guerillas terrorist terrorists gunman gunmen extremist extremists separatist "
    "separatists faction factions remnant remnants bands cell cells bandit bandits militia militias combatants cadres sect islamist "
    "islamists outfit enemy mutineers warlords insurrection organisation organization network affiliate maoists secessionists".split()
)
_MEMBERS = frozenset(
    "men man members member leader leaders commander commanders leadership command wing core forces ranks units front fronts spokesman "
    "soldiers army boys rest majority survivors youths veterans".split()
)
"""Nouns that mean the group where it owns them: 'its men', 'the commanders of the front'."""
OTHER_NOUNS = frozenset(
    "civilian civilians villager villagers resident residents people family families farmer farmers trader traders children women girls boys "
    "student students refugee refugees displaced returnees workers nurse nurses doctor doctors official officials officer officers voters "
    "victims army troops soldiers government governments police coalition peacekeepers minister ministers ministry hospital talks marines "
    "military navy parliament diplomat diplomats analyst analysts mediators journalists reporters donors agencies americans indians french "
    "british kenyans ethiopians rwandans everyone everybody prisoners hostages mayor president general generals mission force forces "
    "country state town city city's village villages economy opposition party newspapers robbers dissidents foreigners infidels allies "
    "teachers elders chiefs politicians parents neighbours neighbors bishops companies battalion battalions brigade brigades "
    "university office institute court church commission".split()
)
_OWN_SIDE = re.compile(
    r"(?i)^(?:pro-government|government|army|security|foreign|peacekeeping|tribal|former|ex-\w+|aid|civil|rights|human)$"
)
_SAYING = frozenset(
    "said says say told tells added warned asked insisted argued wrote claimed explained".split()
)
_MEANS_MANY = frozenset(
    "most all some many half rest both handful none few dozens hundreds thousands majority others".split()
)
_DEEPEST = 40
_FARTHEST = 80
"""Words of a sentence that a pronoun is looked for in."""
_REACH = 3
"""Sentences that a pronoun is looked for in, its own included."""


class Whom:
    """Answers for one report.

    groups:   places of named armed groups in the text, sorted.
    speaking: (start, end) of statements by a group itself, whose 'we' is the group.
    """

    def __init__(
        self, parse: Parse, groups: Sequence[tuple[int, int]], speaking: Sequence[tuple[int, int]] = ()
    ) -> None:
        self._parse = parse
        self._groups = sorted(groups)
        self._starts = [start for start, _ in self._groups]
        self._speaking = tuple(speaking)
        self._known: dict[int, Who] = {}
        self._depth = 0
        # In order, so that each pronoun finds those before it answered.
        for word in parse.words:
            if word.upos == "PRON":
                self.of(word)

    def of(self, word: Word | None) -> Who:
        """Whom a noun or pronoun means."""
        if word is None:
            return ""
        if word.index not in self._known and self._depth < _DEEPEST:
            self._known[word.index] = ""
            self._depth += 1
            self._known[word.index] = self._find(word)
            self._depth -= 1
        return self._known.get(word.index, "")

    def _find(self, word: Word) -> Who:
        text = word.text.lower()
        if word.upos == "PRON" or text in ("its", "their"):
            return self._of_pronoun(word, text)
        if text in _MEANS_MANY:
            inner = self._parse.child(word.index, "nmod", "obl")
            return self.of(inner) if inner is not None else self._before(word, plural=True)
        if self._is_name(word):
            return "group"
        return self._of_noun(word, text)

    def _is_name(self, word: Word) -> bool:
        number = bisect_right(self._starts, word.start) - 1
        return number >= 0 and word.end <= self._groups[number][1]

    def _of_noun(self, word: Word, text: str) -> Who:
        children = self._parse.children(word.index)
        if text in GROUP_NOUNS:
            return "others" if any(_OWN_SIDE.match(child.text) for child in children) else "group"
        if text in _MEMBERS:
            owners = [
                child for child in children if child.deprel in ("nmod:poss", "compound", "nmod", "amod")
            ]
            if any(self.of(owner) == "group" or owner.text.lower() in GROUP_NOUNS for owner in owners):
                return "group"
            if any(child.upos == "PRON" and child.text.lower() == "his" for child in children):
                return ""
        if word.upos == "PROPN" and any(
            self._is_name(child) for child in children if child.relation in ("compound", "flat", "amod")
        ):
            return "group"
        if text in OTHER_NOUNS or word.upos == "PROPN":
            return "others"
        return ""

    def _of_pronoun(self, word: Word, text: str) -> Who:
        if text in ("we", "us", "our", "ours", "ourselves"):
            inside = any(start <= word.start < end for start, end in self._speaking)
            return "group" if inside else "others"
        if text in ("they", "them", "their", "theirs", "themselves", "these", "those"):
            return self._before(word, plural=True)
        if text in ("it", "its", "itself"):
            return self._before(word, plural=False)
        if text in ("who", "which", "that") and word.relation == "nsubj":
            clause = self._parse.words[word.head]
            return self.of(self._parse.words[clause.head]) if clause.relation == "acl" else ""
        return "others" if text in ("i", "he", "she", "you", "me", "him", "my", "his", "her") else ""

    def _before(self, word: Word, *, plural: bool) -> Who:
        """The nearest noun before a pronoun that it can stand for; subjects go first."""
        first, last = self._parse.sentence_of(word.index)[0], word.index
        for back in range(_REACH):
            stretch = self._parse.words[max(first, last - _FARTHEST) : last]
            fitting = [item for item in stretch if self._can_be_meant(item, plural=plural)]
            subjects = [item for item in fitting if item.relation == "nsubj"]
            if fitting:
                return self.of((subjects or fitting)[0 if back else -1])
            if first == 0:
                break
            last = first
            first, _ = self._parse.sentence_of(first - 1)
        return ""

    def _can_be_meant(self, word: Word, *, plural: bool) -> bool:
        text = word.text.lower()
        if text in (("they", "them") if plural else ("it",)):
            return True
        if word.upos not in ("NOUN", "PROPN") or word.relation in ("compound", "flat", "amod"):
            return False
        if word.relation == "nsubj" and self._parse.words[word.head].text.lower() in _SAYING:
            return self._is_name(word)
        if self._is_name(word):
            return True
        if text not in GROUP_NOUNS and text not in OTHER_NOUNS and text not in _MEMBERS:
            return False
        many = word.has("Number=Plur") or text.endswith("men") or text in ("people", "police", "families")
        return many or text in ("army", "police", "group", "movement", "militia") if plural else not many
