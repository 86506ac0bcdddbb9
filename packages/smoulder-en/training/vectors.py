"""Word vectors that the pipeline may start from, cut from the lower layers of a small language model.

    python vectors.py MODEL TREEBANK --out vectors

MODEL is a folder with `model.safetensors` and `tokenizer.json` of all-MiniLM-L6-v2 (Apache-2.0). Each word, alone, is
run through its first four layers; the embedding and the states after the second and fourth layer, averaged over the
word's pieces, are cut to 96 dimensions by their principal components. The words are those of the treebank's training
part and the 30,000 commonest of English. About two minutes on one core.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import spacy
from conllu import read_docs
from numpy.typing import NDArray
from safetensors.numpy import load_file
from scipy.special import erf
from spacy.vectors import Vectors
from tokenizers import Tokenizer
from wordfreq import top_n_list

COMMON = 30_000
DIMENSIONS = 96
TAKEN = (0, 2, 4)
HEADS = 12
AT_ONCE = 256

Floats = NDArray[np.float32]


class Layers:
    """The embedding and first layers of the model, in numpy."""

    def __init__(self, folder: Path) -> None:
        whole = load_file(folder / "model.safetensors")
        self.weights = {name.removeprefix("bert."): value for name, value in whole.items()}
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()

    def states(self, pieces: NDArray[np.int64]) -> list[Floats]:
        """States after each layer; pieces has shape (words, length), states (words, length, 384)."""
        weights = self.weights
        state = weights["embeddings.word_embeddings.weight"][pieces]
        state = state + weights["embeddings.position_embeddings.weight"][: pieces.shape[1]]
        state = self._even(
            state + weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm"
        )
        found = [state]
        for number in range(max(TAKEN)):
            state = self._layer(state, f"encoder.layer.{number}.")
            found.append(state)
        return found

    def _layer(self, state: Floats, name: str) -> Floats:
        words, length, width = state.shape
        query, key, value = (
            self._linear(state, f"{name}attention.self.{part}")
            .reshape(words, length, HEADS, width // HEADS)
            .transpose(0, 2, 1, 3)
            for part in ("query", "key", "value")
        )
        weight = query @ key.transpose(0, 1, 3, 2) / np.sqrt(width // HEADS)
        weight = np.exp(weight - weight.max(-1, keepdims=True))
        weight /= weight.sum(-1, keepdims=True)
        heard = (weight @ value).transpose(0, 2, 1, 3).reshape(words, length, width)
        heard = self._linear(heard, f"{name}attention.output.dense")
        state = self._even(state + heard, f"{name}attention.output.LayerNorm")
        wide = self._linear(state, f"{name}intermediate.dense")
        wide = wide * 0.5 * (1 + erf(wide / np.sqrt(2)))
        return self._even(state + self._linear(wide, f"{name}output.dense"), f"{name}output.LayerNorm")

    def _linear(self, state: Floats, name: str) -> Floats:
        return state @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]

    def _even(self, state: Floats, name: str) -> Floats:
        centred = state - state.mean(-1, keepdims=True)
        spread = np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-12)
        return centred / spread * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]


def word_vectors(words: Sequence[str], layers: Layers) -> Floats:
    """Vectors of words, shape (words, DIMENSIONS), with a spread of 1."""
    pieces = [layers.tokenizer.encode(word).ids for word in words]
    by_length: dict[int, list[int]] = {}
    for place, some in enumerate(pieces):
        by_length.setdefault(len(some), []).append(place)
    parts = [np.zeros((len(words), 384), dtype=np.float32) for _ in TAKEN]
    for places in by_length.values():
        for start in range(0, len(places), AT_ONCE):
            batch = places[start : start + AT_ONCE]
            states = layers.states(np.array([pieces[place] for place in batch]))
            for part, layer in zip(parts, TAKEN, strict=True):
                part[batch] = states[layer][:, 1:-1].mean(axis=1)
    for part in parts:
        part -= part.mean(axis=0)
        part /= part.std()
    left, size, _ = np.linalg.svd(np.concatenate(parts, axis=1), full_matrices=False)
    vectors = left[:, :DIMENSIONS] * size[:DIMENSIONS]
    return (vectors / vectors.std()).astype(np.float32)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", type=Path)
    parser.add_argument("treebank", type=Path)
    parser.add_argument("--out", type=Path, default=Path("vectors"))
    asked = parser.parse_args()
    nlp = spacy.blank("en")
    docs = read_docs(next(asked.treebank.glob("ewt-train.conllu*")), nlp.vocab)
    words = list(dict.fromkeys([word.lower_ for doc in docs for word in doc] + top_n_list("en", COMMON)))
    vectors = Vectors(data=word_vectors(words, Layers(asked.model)), name="words")
    for row, word in enumerate(words):
        for form in (word, word.capitalize(), word.upper()):  # the first word to have a form keeps it
            if nlp.vocab.strings.add(form) not in vectors:
                vectors.add(nlp.vocab.strings[form], row=row)
    nlp.vocab.vectors = vectors
    nlp.to_disk(asked.out)


if __name__ == "__main__":
    main()
