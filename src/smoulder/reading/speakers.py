# ruff: noqa: E501  (a pattern or a table row stays on its line)
"""One name per speaker over a whole report: 'the general', 'he' and the surname are whoever was named."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from smoulder.reading.phrases import PERSON_HEAD, PRONOUNS, RANK, core_phrase, is_plural, person_name

_ANONYMOUS = re.compile(
    r"(?i)\b(?:(?:asked|asking|requested|requesting|wished|preferred)\s+not\s+to\s+be\s+(?:named|identified|quoted)|"
    r"declin(?:ed|es|ing)\s+to\s+be\s+(?:named|identified)|(?:on|under)\s+(?:the\s+)?condition\s+(?:of|that)\s+(?:his\s+|her\s+|their\s+)?anonymity|"
    r"asking\s+that\s+(?:his|her|their)\s+names?\s+not\s+be\s+\w+|condition\s+that\s+(?:his|her|their)\s+names?\b|without\s+giving\s+(?:his|her|their)\s+names?|anonym\w+|unnamed|not\s+authori[sz]ed\s+to\s+speak|(?:refused|did\s+not\s+want|not\s+wish(?:ing)?)\s+to\s+be\s+(?:named|identified))\b"
)


def is_unnamed(text: str) -> bool:
    """Whether words say that somebody would not be named."""
    return _ANONYMOUS.search(text) is not None


RECENT = 300
"""Speakers looked back on; nobody keeps more apart, and a long text stays quick to read."""
_SOURCES = re.compile(r"(?i)\bsources?\b")
_FEMALE = re.compile(r"(?i)\b(?:mrs|ms|spokeswoman|chairwoman|woman|queen|mother|sister|wife|policewoman)\b")
_MALE = re.compile(
    r"(?i)\b(?:mr|spokesman|chairman|man|king|prince|father|brother|husband|policeman|sheikh|imam|pope)\b"
)
_SHORT = {"gen": "general", "maj": "major", "col": "colonel", "lt": "lieutenant", "capt": "captain", "brig": "brigadier",
          "adm": "admiral", "sgt": "sergeant", "cmdr": "commander", "pres": "president", "prof": "professor", "gov": "governor",
          "sen": "senator"}  # fmt: skip


def _titles(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LEAD_TITLES = _titles(
    "general colonel major admiral brigadier commander minister spokesman spokeswoman ambassador envoy"
)


@dataclass(slots=True)
class Speaker:
    """Somebody or some body that speaks.

    name: canonical. role: as the report gives it. words: lower-case words of titles and descriptions.
    """

    name: str
    role: str = ""
    words: set[str] = field(default_factory=set)
    plural: bool = False
    person: bool = False
    female: bool | None = None
    anonymous: bool = False


class Speakers:
    """The speakers of one report, in the order they were met."""

    def __init__(self) -> None:
        self.known: list[Speaker] = []
        self.last: Speaker | None = None

    def resolve(
        self, source: str, appos: str = "", subject: Speaker | None = None, doubtful: bool = False
    ) -> Speaker | None:
        """Whose words they are.

        source:   the words that name the speaker. appos: the apposition beside them.
        subject:  the person the sentence before is about, whom a pronoun takes up.
        doubtful: True where two persons may be meant by a pronoun.
        returns:  a known or new speaker, or None where a pronoun could be either of two: nobody is guessed.
        """
        core = core_phrase(source)
        if core.lower() in PRONOUNS:
            found = self._pronoun(core.lower(), subject, doubtful)
        else:
            found = self._named(core) or self._described(core, source, appos)
        if found is None:
            return None
        self._learn(found, core, source, appos)
        self.last = found
        return found

    def meet(self, phrase: str, appos: str = "") -> Speaker | None:
        """A person who is the subject of a sentence without speaking in it; None where the phrase is none."""
        core = core_phrase(phrase)
        if core.lower() in PRONOUNS:
            return None
        if not person_name(core) and (not PERSON_HEAD.search(core) or is_plural(core)):
            return None
        found = self._named(core) or self._described(core, phrase, appos)
        self._learn(found, core, phrase, appos)
        return found if found.person else None

    def by_head(self, phrase: str) -> Speaker | None:
        """The one person of the report who fits an indefinite description given before the name ('a US general')."""
        heads = _words(core_phrase(phrase)) & _heads(core_phrase(phrase))
        if not PERSON_HEAD.search(" ".join(heads)):
            return None
        fits = [
            speaker for speaker in self.known[-RECENT:] if speaker.person and heads and heads <= speaker.words
        ]
        return fits[0] if len(fits) == 1 else None

    def _pronoun(self, word: str, subject: Speaker | None, doubtful: bool) -> Speaker | None:
        if word in ("he", "she"):
            if doubtful:
                return None
            female = word == "she"
            for speaker in (subject, self.last, *reversed(self.known[-6:])):
                if speaker and speaker.person and not speaker.plural and speaker.female in (None, female):
                    speaker.female = female
                    return speaker
            return None
        if word == "they":
            return self.last if self.last and self.last.plural else None
        if word == "it":
            return self.last if self.last and not self.last.person else None
        return None

    def _named(self, core: str) -> Speaker | None:
        name = person_name(core)
        if not name:
            return None
        for speaker in self.known[-RECENT:]:
            if speaker.person and (speaker.name == name or speaker.name.split()[-1] == name.split()[-1]):
                both_full = " " in speaker.name and " " in name and speaker.name != name
                first_same = speaker.name.split()[0] == name.split()[0] or not both_full
                if first_same:
                    if len(name) > len(speaker.name) and " " in name:
                        speaker.name = name
                    return speaker
        if " " not in name and not RANK.search(core) and not PERSON_HEAD.search(core):
            # A single capitalised word that nobody has borne yet: taken as written, of unknown kind.
            speaker = Speaker(name=name)
        else:
            lead = self._lead(name, core)
            if lead:
                return lead
            speaker = Speaker(name=name, person=True)
        self.known.append(speaker)
        return speaker

    def _lead(self, name: str, core: str) -> Speaker | None:
        """'A general said …' in the lead, named just after: the same person, now under the name."""
        latest = self.known[-1] if self.known else None
        title = _words(core[: core.rfind(name)]) & _LEAD_TITLES
        if (
            latest
            and latest.person
            and not latest.plural
            and re.match(r"An?\s|an?\s", latest.name)
            and title & latest.words
        ):
            latest.name = name
            return latest
        return None

    def _described(self, core: str, source: str, appos: str) -> Speaker:
        beside = core_phrase(appos)
        named = person_name(beside) if appos else ""
        if " " in named or (named and RANK.search(beside)):
            found = self._named(beside)
            if found:
                return found
        heads = _heads(core)
        definite = re.match(r"(?i)(?:the|this|that|his|her|its|their)\s", core) is not None
        fits = [speaker for speaker in self.known[-RECENT:] if heads and heads <= speaker.words]
        if (
            definite
            and PERSON_HEAD.search(core)
            and not is_plural(core)
            and re.match(r"(?i)(?:the|this|that)\s", core)
        ):
            better = [speaker for speaker in fits if _words(core) <= speaker.words]
            chosen = better or fits
            if len(chosen) == 1:
                return chosen[0]
        for speaker in self.known[-RECENT:]:
            if speaker.name.lower() == core.lower() and definite:
                return speaker
        if definite and not PERSON_HEAD.search(core):
            same = [
                speaker
                for speaker in fits
                if not speaker.person and speaker.name.split()[-1].lower() == core.split()[-1].lower()
            ]
            if len(same) == 1 and _words(core) <= same[0].words:
                return same[0]
        speaker = Speaker(name=core, plural=is_plural(core), person=PERSON_HEAD.search(core) is not None)
        self.known.append(speaker)
        return speaker

    def _learn(self, speaker: Speaker, core: str, source: str, appos: str) -> None:
        if core.lower() in PRONOUNS:
            return
        beside = source[len(core) :].strip(" ,") if source.startswith(core) else ""
        beside = "" if re.match(r"[a-z]+ed$", beside) else beside
        name = person_name(core)
        title = core[: core.rfind(name)].strip() if name else ""
        fits = PERSON_HEAD.search(appos) or (name and re.match(r"(?:an?|the)\s", appos))
        role = appos if appos and fits and not re.match(r"(?i)who|which|whose|speaking|citing", appos) else ""
        role = core if role and person_name(core_phrase(appos)) else role
        speaker.role = (
            speaker.role or role or title or (beside if not re.match(r"(?i)who|which|that", beside) else "")
        )
        speaker.words |= _words(title) | _words(role) | (_words(core) if not name else set())
        if _ANONYMOUS.search(f"{source} {appos}") or _SOURCES.search(core):
            speaker.anonymous = True
        if speaker.person and speaker.female is None:
            text = f"{core} {appos}"
            speaker.female = True if _FEMALE.search(text) else False if _MALE.search(text) else None


_SMALL_WORDS = _titles("the a an of for his her its their this that in and former senior")


def _words(text: str) -> set[str]:
    plain = {word.lower().strip(".") for word in re.findall(r"[A-Za-z][\w.-]*", text)}
    return {_SHORT.get(word, word) for word in plain} - _SMALL_WORDS


def _heads(core: str) -> set[str]:
    """The noun a description turns on: 'general' in 'the US general', 'spokesman' in 'a spokesman for the army'."""
    words = re.findall(r"[A-Za-z][\w-]*", re.split(r"\s(?:of|for)\s", core)[0])
    return {words[-1].lower()} if words else set()
