"""Names and descriptions of persons, organisations and places, by a learnt linear model over phrases of the parse."""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, cast

from smoulder.reading.name_features import Scene, features_of_head, features_of_reach
from smoulder.reading.name_spans import Reach, find_heads, find_reaches
from smoulder.reading.parse import Parse, Word

Label = Literal["Person", "Organisation", "Location"]
LABELS: tuple[Label, ...] = ("Person", "Organisation", "Location")
PACKAGE, FILE = "smoulder_en", "names.json.gz"


@dataclass(frozen=True, slots=True)
class Recognised:
    """One phrase; places are characters of the text that was parsed.

    sure: how likely the label is, 0 to 1.
    head: the number of the word that the phrase hangs on.
    """

    start: int
    end: int
    label: Label
    sure: float
    head: int


@dataclass(frozen=True)
class Recogniser:
    """Weights of features.

    heads:   by label, whether a word heads a phrase of that kind. reaches: which extent the phrase has.
    lines:   by label, from which probability on a phrase is reported.
    """

    heads: Mapping[str, Mapping[str, float]]
    reaches: Mapping[str, float]
    lines: Mapping[str, float]

    def find(self, scene: Scene, heads: Sequence[Word] | None = None) -> list[Recognised]:
        """The phrases of a text, in order; they may lie in one another, and one may bear two labels.

        heads: words to look at; None looks at all that may head a phrase.
        """
        found: list[Recognised] = []
        for word in find_heads(scene.parse) if heads is None else heads:
            features = list(features_of_head(scene, word))
            for label in LABELS:
                sure = _chance(self.heads[label], features)
                if sure >= self.lines[label]:
                    start, end = self.reach(scene, word, label)
                    found.append(Recognised(start, end, label, sure, word.index))
        return sorted(found, key=lambda item: (item.start, item.end))

    def reach(self, scene: Scene, word: Word, label: str) -> tuple[int, int]:
        """The characters of the likeliest extent of a phrase."""
        best = max(
            find_reaches(scene.parse, word),
            key=lambda reach: _score(self.reaches, features_of_reach(scene, word, reach, label)),
        )
        return place_of(scene.parse, best)


def place_of(parse: Parse, reach: Reach) -> tuple[int, int]:
    """An extent as characters of the text."""
    return parse.words[reach.first].start, parse.words[reach.last].end


def _score(weights: Mapping[str, float], features: Iterator[str] | list[str]) -> float:
    return sum(weights.get(feature, 0.0) for feature in features)


def _chance(weights: Mapping[str, float], features: list[str]) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, _score(weights, features)))))


@cache
def load_recogniser() -> Recogniser | None:
    """The model that `smoulder-en` brings, or None where that package is not installed or brings none."""
    package = find_spec(PACKAGE)
    path = Path(package.origin).parent / FILE if package is not None and package.origin else None
    return read_recogniser(path) if path is not None and path.exists() else None


def read_recogniser(path: Path) -> Recogniser:
    """A model as `packages/smoulder-en/training/names.py` writes it."""
    kept = cast(dict[str, dict[str, dict[str, float]]], json.loads(gzip.decompress(path.read_bytes())))
    return Recogniser(kept["heads"], kept["reaches"]["all"], kept["lines"]["all"])
