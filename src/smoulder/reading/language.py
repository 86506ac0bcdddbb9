"""Which language is a text in, and can it be read at all? The reader knows English only."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Protocol

from smoulder.records.errors import MissingExtra, OtherLanguage

_WORD = re.compile(r"[^\W\d_]+")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FUNCTION_WORDS: dict[str, frozenset[str]] = {
    "English": _words(
        "the of and to in a that is was for on with as by at from it be are were has have had not this "
        "which but his he she they their its an or who been after said will would about into over more "
        "than"
    ),
    "French": _words(
        "le la les de des du et un une en que qui dans pour par sur est avec au aux ce cette il elle ont "
        "été pas plus ne se son ses sont leur mais d l"
    ),
    "Spanish": _words(
        "el la los las de del y un una en que por para con se su sus al lo como más es fue son ha han "
        "pero no este esta entre sobre"
    ),
    "Portuguese": _words(
        "o a os as de do da dos das e um uma em no na nos nas que por para com se ao mais foi são não "
        "pelo pela como mas"
    ),
    "German": _words(
        "der die das den dem des und ein eine einer in im zu von mit für auf ist war sind nicht sich auch "
        "als an nach bei aus wurde haben hat"
    ),
    "Italian": _words(
        "il lo la i gli le di del della dei delle e un una in che per con non sono è ha da dal nel nella "
        "più si al anche"
    ),
    "Dutch": _words(
        "de het een en van in is dat op te zijn met voor niet aan er om door bij ook als naar werd over uit"
    ),
    "Turkish": _words("ve bir bu da de için ile olarak olan çok daha gibi kadar sonra ise en göre"),
    "Indonesian": _words(
        "yang dan di dengan untuk dari pada ini itu dalam tidak akan oleh ke telah adalah juga"
    ),
    "Swahili": _words("na ya wa kwa ni katika la za kuwa hiyo huo hilo cha vya alisema baada kwamba"),
    "Somali": _words("oo ka ku iyo ah ay waxaa u in la uu ayaa kale soo si"),
    "Polish": _words("i w na z do że się nie to jest o od po dla przez oraz przy był"),
    "Swedish": _words("och i att det som en på är av för med den till inte om ett har de"),
}
LEAST_WORDS = 12
"""Below this many words only the script is judged."""
LEAST_SHARE = 0.16
"""English news has .30 to .45 of its words in the list; tables and lists of names have less."""

SAMPLE = 3_000
"""Characters by which a language is told."""
SURE = 0.5
"""Probability below which it is left open."""
LEAST_LETTERS = 40
"""Letters below which it is left open."""


@dataclass(frozen=True, slots=True)
class Language:
    """The language of a text.

    code: of ISO 639, '' where it is left open. sure: the probability of the likeliest, as the model has it.
    """

    code: str
    sure: float


def language_of(text: str) -> Language:
    """The language of a text, of 140 that the model of py3langid knows, by its first `SAMPLE` characters.

    returns: an open one for under `LEAST_LETTERS` letters, and where no language has a probability of `SURE`.
    raises:  MissingExtra if py3langid is not installed.
    source:  Lui and Baldwin 2012; accuracy and speed in docs/methods/archives.md#language.

    >>> language_of("Die Armee sagte, dass die Gruppe seit Mai nicht mehr gesehen worden ist.").code
    'de'
    """
    sample = text[:SAMPLE]
    if sum(map(str.isalpha, sample)) < LEAST_LETTERS:
        return Language("", 0.0)
    code, sure = _identifier().classify(sample)
    return Language(code if sure >= SURE else "", float(sure))


def language_name(code: str) -> str:
    """The English name of a language, its code where there is none.

    >>> language_name("so"), language_name("xyz")
    ('Somali', 'xyz')
    """
    return _names().get(code, code)


def check_language(name: str, text: str) -> None:
    """Pass for English, refuse other languages.

    name: what to call the text in the error. text: the readable text, or a first part of it.
    raises: OtherLanguage with the language or script that was found instead.

    >>> check_language("note.txt", "The army said that the group has not been seen in the north since May.")
    """
    script = _other_script(text)
    if script:
        raise OtherLanguage(
            f"{name} is written in {script} script; Smoulder reads English only: give an English translation",
            text[:SAMPLE],
        )
    words = [word.lower() for word in _WORD.findall(text)]
    if len(words) < LEAST_WORDS:
        return
    counts = Counter(words)
    shares = {
        language: sum(counts[word] for word in known) / len(words)
        for language, known in FUNCTION_WORDS.items()
    }
    best = max(shares, key=lambda language: shares[language])
    if best != "English" and shares[best] > 1.3 * shares["English"] and shares[best] > LEAST_SHARE:
        raise OtherLanguage(
            f"{name} looks like {best}; Smoulder reads English only: give an English translation",
            text[:SAMPLE],
        )
    if len(words) >= 4 * LEAST_WORDS and shares["English"] < LEAST_SHARE:
        raise OtherLanguage(
            f"{name} does not read like English prose ({shares['English']:.0%} of its words are common English "
            "words); Smoulder reads English only: give an English report",
            text[:SAMPLE],
        )


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]:
        """The likeliest language and its probability."""
        ...


@cache
def _identifier() -> _Identifier:
    try:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]
    except ImportError as error:
        raise MissingExtra("telling languages apart needs py3langid. Run: pip install py3langid") from error
    identifier: _Identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return identifier


@cache
def _names() -> dict[str, str]:
    text = (files("smoulder.reading") / "languages.csv").read_text(encoding="utf-8")
    return {row["code"]: row["name"] for row in csv.DictReader(io.StringIO(text))}


def _other_script(text: str) -> str:
    """The script most letters are in, where it is not Latin; '' otherwise."""
    letters = [character for character in text[:20_000] if character.isalpha()]
    if len(letters) < LEAST_WORDS:
        return ""
    latin = sum(1 for character in letters if character < "ɐ")
    if latin >= 0.6 * len(letters):
        return ""
    scripts = Counter(
        unicodedata.name(character, "UNKNOWN").split()[0].title() for character in letters if character >= "ɐ"
    )
    return scripts.most_common(1)[0][0]
