"""Write a trained pipeline as it ships: what it is, where it comes from, nothing of how it was trained, and small."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from spacy.language import Language

SOURCES = [
    {
        "name": "UD English-EWT",
        "url": "https://universaldependencies.org/treebanks/en_ewt",
        "license": "CC BY-SA 4.0",
        "author": "Natalia Silveira and the contributors to the treebank",
    },
    {
        "name": "all-MiniLM-L6-v2 (word vectors from its lower layers)",
        "url": "https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2",
        "license": "Apache-2.0",
        "author": "the authors of Sentence Transformers",
    },
]
KEPT_BITS = 7
"""Bits of each weight's fraction that are kept, of 23: the rest is noise that no archive can press together."""


def finish(nlp: Language, out: Path) -> None:
    """Write the pipeline to a folder."""
    meta = nlp.meta
    meta.update(
        name="smoulder",
        version="0.1.0",
        license="CC-BY-SA-4.0",
        description="English with Universal Dependencies labels, trained on UD English-EWT.",
        sources=SOURCES,
        author="",
        email="",
        url="",
    )
    meta.pop("performance", None)
    nlp._meta = meta  # spaCy has no other way to write it
    for part in ("paths", "system", "corpora", "training", "pretraining", "initialize"):
        nlp.config[part] = {}
    for _, piece in nlp.pipeline:
        for node in piece.model.walk():
            for name in node.param_names:
                if node.has_param(name):
                    node.set_param(name, shortened(node.get_param(name)))
    nlp.vocab.vectors.data = shortened(nlp.vocab.vectors.data)
    nlp.to_disk(out)


def shortened(weights: np.ndarray) -> np.ndarray:
    """The same 32-bit floats with fewer bits in their fraction.

    >>> float(shortened(np.array([0.1], dtype=np.float32))[0])
    0.10009765625
    """
    drop = 23 - KEPT_BITS
    bits = np.ascontiguousarray(weights, dtype=np.float32).view(np.uint32)
    return ((bits + np.uint32(1 << (drop - 1))) & np.uint32(0xFFFFFFFF << drop & 0xFFFFFFFF)).view(np.float32)
