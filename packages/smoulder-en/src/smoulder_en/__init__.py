"""An English pipeline for spaCy with Universal Dependencies labels: words, tags, features, lemmas, trees, sentences.

>>> import smoulder_en
>>> [word.dep_ for word in smoulder_en.load()("The guns fell silent.") if word.dep_ == "nsubj"]
['nsubj']
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

HERE = Path(__file__).parent / "pipeline"


def load(**options: Any) -> Language:  # the options of spacy.load
    """The pipeline.

    options: what `spacy.load` takes, such as `exclude` or `disable`.
    """
    return spacy.load(HERE, **options)
