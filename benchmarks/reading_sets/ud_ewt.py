"""UD English-EWT, test part, from raw text: the pipeline that the reader uses against the treebank.

Paragraphs are given as text; words, sentences, tags and trees all come from the pipeline. Scored by the scorer of the
CoNLL 2018 shared task (as udtools keeps it): of the gold words and the pipeline's words, those that stand at the same
characters are paired; LAS counts a pair as right where head and relation (without its subtype) agree. F is over all
words of both sides. Counts are by document. Speed is in `reading_speed.py`.
"""

from __future__ import annotations

import gzip
import io
from pathlib import Path

from udtools.udeval import evaluate, load_conllu

from smoulder.reading.parse import Parse
from smoulder.reading.parser import load_parser

from .row import Row

MEASURES = {"Words": None, "Sentences": None, "UPOS": None, "Lemmas": None, "UAS": None, "LAS": 0.825}
_TREES_ONLY = (
    "no_gapping",
    "no_shared_parents_in_coordination",
    "no_shared_dependents_in_coordination",
    "no_control",
    "no_external_arguments_of_relative_clauses",
    "no_case_info",
    "no_empty_nodes",
)
"""What the scorer asks about enhanced graphs, which are not scored."""


def measure(gold: Path, part: str = "test") -> list[Row]:
    documents = read_documents(gold / "ud_ewt" / f"ewt-{part}.conllu.gz")
    parser = load_parser()
    counts: dict[str, list[tuple[float, float, float]]] = {name: [] for name in MEASURES}
    for lines, paragraphs in documents:
        answer = "".join(_conllu(parse) for parse in parser.parse(paragraphs))
        scores = evaluate(_loaded(lines), _loaded(answer))
        for name in MEASURES:
            score = scores[name]
            counts[name].append((score.correct, score.system_total, score.gold_total))
    return [Row("ud_ewt", name, counts[name], "f", bar) for name, bar in MEASURES.items()]


def read_documents(path: Path) -> list[tuple[str, list[str]]]:
    """For each document its CoNLL-U lines, without enhanced graphs, and the text of its paragraphs."""
    documents: list[tuple[str, list[str]]] = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for whole in file.read().split("# newdoc")[1:]:
            lines = [line.split("\t") for line in whole.split("\n")]
            kept = [line for line in lines if (len(line) == 10 and "." not in line[0]) or line == [""]]
            texts: list[str] = []
            for block in whole.split("# newpar"):
                sentences = [part for part in block.split("\n\n") if "\n1" in part]
                if sentences:
                    texts.append("".join(_text(sentence) for sentence in sentences))
            plain = "\n".join("\t".join([*line[:8], "_", "_"]) if len(line) == 10 else "" for line in kept)
            documents.append((plain.strip("\n") + "\n\n", texts))
    return documents


def _text(sentence: str) -> str:
    """The characters of a sentence, from its tokens and 'SpaceAfter=No'."""
    text, inside = "", 0
    for line in sentence.split("\n"):
        row = line.split("\t")
        if len(row) != 10 or "." in row[0]:
            continue
        first, _, last = row[0].partition("-")
        if last:
            inside = int(last)
        elif int(first) <= inside:
            continue
        text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
    return text


def _conllu(parse: Parse) -> str:
    lines: list[str] = []
    for number, first in enumerate(parse.sentences):
        last = parse.sentences[number + 1] if number + 1 < len(parse.sentences) else len(parse.words)
        for word in parse.words[first:last]:
            head = 0 if word.head == word.index else word.head - first + 1
            form = word.text.replace(" ", "\u00a0")
            lines.append(
                f"{word.index - first + 1}\t{form}\t{word.lemma}\t{word.upos}\t{word.xpos}\t{word.feats or '_'}\t"
                f"{head}\t{word.deprel}\t_\t_"
            )
        lines.append("")
    return "\n".join(lines) + "\n" if lines else ""


def _loaded(lines: str):  # the scorer's own classes
    return load_conllu(io.StringIO(lines), "", {**dict.fromkeys(_TREES_ONLY, 0), "multiple_roots_okay": True})
