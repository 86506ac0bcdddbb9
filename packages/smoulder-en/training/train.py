"""Train the pipeline on UD English-EWT.

    python train.py TREEBANK VECTORS [--out FOLDER] [--words 5000000] [--seed 1]

TREEBANK holds ewt-train.conllu and ewt-dev.conllu (plain or .gz), VECTORS what `vectors.py` made. Batches grow from
400 to 900 words, the learning rate rises over 200 batches and then falls in a line to nought; what is kept is the
running average of the weights. The test part is never opened. About 40 minutes on one core.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

from conllu import read_docs
from finish import finish
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.training.initialize import init_nlp
from spacy.util import load_config, registry
from thinc.api import Adam, NumpyOps, fix_random_seed, set_current_ops
from tokenizer import adapt

HERE = Path(__file__).parent
RATE = 0.0013
DROPOUT = 0.3
WARM = 200
BATCH = (400, 900)
LOOKS = 12


@registry.callbacks("smoulder_en.ewt_tokenizer")
def _ewt_tokenizer():  # spaCy wants a function that makes the callback
    return adapt


class Training:
    """A pipeline on its way: its optimizer and what it has read."""

    def __init__(self, treebank: Path, vectors: Path, seed: int) -> None:
        fix_random_seed(seed)
        random.seed(seed)
        set_current_ops(NumpyOps(use_blis=False))  # numpy's BLAS takes half the time of thinc's own
        self.files = {part: next(treebank.glob(f"ewt-{part}.conllu*")) for part in ("train", "dev")}
        self.nlp = init_nlp(_config(self.files["train"], vectors), use_gpu=-1)
        for _, part in self.nlp.pipeline:
            for node in part.model.walk():
                node.ops = NumpyOps(use_blis=False)
        self.train, self.dev = (read_docs(self.files[part], self.nlp.vocab) for part in ("train", "dev"))
        self.optimizer = Adam(
            learn_rate=RATE, beta1=0.9, beta2=0.999, eps=1e-8, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0,
            use_averages=True,
        )  # fmt: skip
        self.steps = self.words = 0

    def run(self, words: int, out: Path) -> None:
        """Read that many words, look at the development part `LOOKS` times on the way, and keep the pipeline."""
        look = words / LOOKS
        while self.words < words:
            for batch in self._batches(words):
                share = self.words / words
                self.optimizer.learn_rate = RATE * min(1.0, (self.steps + 1) / WARM) * max(0.01, 1 - share)
                self.nlp.update([_example(self.nlp, doc) for doc in batch], sgd=self.optimizer, drop=DROPOUT)
                self.steps += 1
                self.words += sum(map(len, batch))
                if self.words >= look:
                    look += words / LOOKS
                    self._keep(out)
                if self.words >= words:
                    return

    def _batches(self, words: int):
        docs = random.sample(self.train, len(self.train))
        batch: list[Doc] = []
        for doc in docs:
            batch.append(doc)
            size = BATCH[0] + (BATCH[1] - BATCH[0]) * min(1.0, self.words / words)
            if sum(map(len, batch)) >= size:
                yield batch
                batch = []

    def _keep(self, out: Path) -> None:
        with self.nlp.use_params(self.optimizer.averages):
            scores = self.nlp.evaluate([_example(self.nlp, doc) for doc in self.dev])
            kept = ("dep_las", "dep_uas", "sents_f", "pos_acc", "tag_acc", "morph_acc", "lemma_acc")
            print(
                self.steps, self.words, json.dumps({key: round(scores[key], 4) for key in kept}), flush=True
            )
            finish(self.nlp, out)


def _config(train: Path, vectors: Path):
    settings = load_config(HERE / "config.cfg", interpolate=False)
    settings["corpora"]["train"]["path"] = str(train)
    settings["initialize"]["vectors"] = str(vectors)
    return settings


def _example(nlp: Language, doc: Doc) -> Example:
    return Example(nlp.make_doc(doc.text), doc)


@registry.readers("smoulder_en.conllu")
def _conllu(path: str):
    def read(nlp: Language):
        return (_example(nlp, doc) for doc in read_docs(Path(path), nlp.vocab))

    return read


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("treebank", type=Path)
    parser.add_argument("vectors", type=Path)
    parser.add_argument("--out", type=Path, default=HERE.parent / "src" / "smoulder_en" / "pipeline")
    parser.add_argument("--words", type=int, default=5_000_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    Training(asked.treebank, asked.vectors, asked.seed).run(asked.words, asked.out)


if __name__ == "__main__":
    main()
