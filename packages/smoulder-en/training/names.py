"""Trains the recogniser of names from the re3d folders and writes it beside the pipeline.

    python packages/smoulder-en/training/names.py ../shared/gold/re3d

re3d (Dstl, Aleph Insights, Committed Software): US State Department, public domain; UK Government, OGL v3.0; Australian
Department of Foreign Affairs, CC BY 3.0 AU; Delegation of the European Union to Syria, reuse with acknowledgement;
Wikipedia, CC BY-SA 3.0, so that the model is share-alike. It takes seconds on one core. Two steps of logistic
regression with a quadratic penalty: whether a word heads a phrase of each kind, then which extent the phrase has.
A mark belongs to the first noun in it whose own head lies outside of it.
"""

from __future__ import annotations

import gzip
import json
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from smoulder.reading.groups import load_registry
from smoulder.reading.name_features import Scene, features_of_head, features_of_reach
from smoulder.reading.name_spans import find_heads, find_reaches
from smoulder.reading.parser import load_parser
from smoulder.reading.recogniser import LABELS, Label, Recognised, Recogniser, place_of
from smoulder.reading.spans import Spans

OUT = Path(__file__).parent.parent / "src" / "smoulder_en" / "names.json.gz"
PENALTY = 1.0
LINES = tuple(round(0.1 + 0.025 * step, 3) for step in range(20))
"""Probabilities that are tried as the one from which a label is reported."""
Mark = tuple[int, int, str]


@dataclass(frozen=True)
class Text:
    """One document: its folder, scene and marks (start, end, label)."""

    folder: str
    name: str
    scene: Scene
    marks: frozenset[Mark]


def load_texts(gold: Path) -> list[Text]:
    """The documents of every folder, parsed."""
    parser, registry = load_parser(), load_registry()
    texts: list[Text] = []
    for folder in sorted(path for path in gold.iterdir() if (path / "documents.json").exists()):
        marks: dict[str, set[Mark]] = {}
        for entity in _lines(folder / "entities.json"):
            if entity["type"] in LABELS:
                mark = (int(entity["begin"]), int(entity["end"]), str(entity["type"]))
                marks.setdefault(str(entity["documentId"]), set()).add(mark)
        documents = _lines(folder / "documents.json")
        parses = parser.parse([str(document["text"]) for document in documents])
        for document, parse in zip(documents, parses, strict=True):
            groups = sorted({(start, end) for start, end, _ in registry.find_in_text(str(document["text"]))})
            scene = Scene(parse, registry.countries, Spans(_apart(groups)))
            key = str(document["_id"])
            texts.append(Text(folder.name, key, scene, frozenset(marks.get(key, ()))))
    return texts


def _lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def marked_heads(text: Text) -> dict[int, set[tuple[str, int, int]]]:
    """The marks of a text by the number of the word that heads them."""
    found: dict[int, set[tuple[str, int, int]]] = {}
    heads = {word.index for word in find_heads(text.scene.parse)}
    for start, end, label in text.marks:
        inside = text.scene.parse.between(start, end)
        numbers = {word.index for word in inside}
        outer = [
            word.index
            for word in inside
            if word.index in heads and (word.head not in numbers or word.head == word.index)
        ]
        if not outer:
            outer = [word.index for word in inside if word.index in heads][-1:]
        if outer:
            found.setdefault(outer[0], set()).add((label, start, end))
    return found


def train(texts: list[Text], lines: dict[str, float] | None = None) -> Recogniser:
    """A model of these texts; without lines, they are set by leaving one folder out."""
    rows: list[list[str]] = []
    labels: dict[str, list[bool]] = {label: [] for label in LABELS}
    reach_rows: list[list[str]] = []
    reach_right: list[bool] = []
    for text in texts:
        marked = marked_heads(text)
        for word in find_heads(text.scene.parse):
            rows.append(list(features_of_head(text.scene, word)))
            here = marked.get(word.index, set())
            for label in LABELS:
                labels[label].append(any(one == label for one, _, _ in here))
            for label, start, end in here:
                reaches = find_reaches(text.scene.parse, word)
                fitting = [place_of(text.scene.parse, reach) == (start, end) for reach in reaches]
                if any(fitting):
                    reach_rows += [
                        list(features_of_reach(text.scene, word, reach, label)) for reach in reaches
                    ]
                    reach_right += fitting
    heads = {label: _fit(rows, labels[label]) for label in LABELS}
    reaches_fit = _fit(reach_rows, reach_right)
    return Recogniser(heads, reaches_fit, lines if lines is not None else set_lines(texts))


def _fit(rows: list[list[str]], right: list[bool]) -> dict[str, float]:
    """Weights by feature."""
    seen = {feature for row in rows for feature in row}
    numbers = {feature: number for number, feature in enumerate(sorted(seen))}
    places = [[numbers[feature] for feature in set(row)] for row in rows]
    matrix = csr_matrix(
        (
            np.ones(sum(map(len, places))),
            np.concatenate([np.asarray(place, dtype=int) for place in places]),
            np.cumsum([0, *map(len, places)]),
        ),
        shape=(len(rows), len(numbers)),
    )
    signs = np.where(right, 1.0, -1.0)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margin = signs * (matrix @ weights)
        value = np.logaddexp(0, -margin).sum() + PENALTY / 2 * weights @ weights
        slope = matrix.T @ (-signs / (1 + np.exp(np.clip(margin, -30, 30)))) + PENALTY * weights
        return float(value), slope

    weights = minimize(loss, np.zeros(len(numbers)), jac=True, method="L-BFGS-B", options={"maxiter": 150}).x
    return {feature: round(float(weights[n]), 3) for feature, n in numbers.items() if abs(weights[n]) > 0.02}


def set_lines(texts: list[Text]) -> dict[str, float]:
    """The probabilities from which a label is reported: best F of overlapping spans in folders left out."""
    low = dict.fromkeys(LABELS, LINES[0])
    seen: list[tuple[list[Recognised], Text]] = []
    for folder in sorted({text.folder for text in texts}):
        model = train([text for text in texts if text.folder != folder], low)
        seen += [(model.find(text.scene), text) for text in texts if text.folder == folder]
    return {label: max(LINES, key=lambda line: _overlapping(seen, label, line)) for label in LABELS}


def _overlapping(seen: list[tuple[list[Recognised], Text]], label: Label, line: float) -> float:
    """F of the spans of one label from a probability on, each met by at most one mark and the other way round."""
    met = told = marked = 0
    for items, text in seen:
        spans = sorted({(one.start, one.end) for one in items if one.label == label and one.sure >= line})
        marks = sorted((start, end) for start, end, name in text.marks if name == label)
        met += _pairs(spans, marks)
        told, marked = told + len(spans), marked + len(marks)
    return 2 * met / ((told + marked) or 1)


def _pairs(spans: list[tuple[int, int]], marks: list[tuple[int, int]]) -> int:
    """How many spans have a mark of their own; the largest shares first, the same span before all."""
    shares = sorted(
        (span != mark, max(span[0], mark[0]) - min(span[1], mark[1]), span, mark)
        for span in spans
        for mark in marks
        if span[0] < mark[1] and mark[0] < span[1]
    )
    taken: set[tuple[bool, int, int]] = set()
    for *_, span, mark in shares:
        if (True, *span) not in taken and (False, *mark) not in taken:
            taken |= {(True, *span), (False, *mark)}
    return len(taken) // 2


def main() -> None:
    texts = load_texts(Path(sys.argv[1]))
    model = train(texts)
    kept = {"heads": model.heads, "reaches": {"all": model.reaches}, "lines": {"all": model.lines}}
    OUT.write_bytes(gzip.compress(json.dumps(kept, sort_keys=True).encode(), mtime=0))
    print(f"{len(texts)} documents, lines {dict(model.lines)}: {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
