"""Does the search find names of persons, and does it find the other words?

Run: ./go python benchmarks/search_names.py [--gold ../shared/gold] [--show]

Each text is read and its words told apart as they are when an answer is kept; a word is findable where it counts at
its place, and findable in its text where it counts at any place of it. Counted are

re3d:    words with a capital inside a mark of Person and inside no other mark: names, and the titles and offices that
         the marks take in; and all words of three letters and more outside these marks. The rules were written beside
         three of its folders (Australian, UK, Wikipedia); the other two were looked at last.
PolNeAR: words of marked sources (development part) that have the form of a person's name, two or three words with
         capitals and no word for an organisation, newspapers and places among them; and all words outside of sources.
phrases: every run of two marked words in re3d, searched as a phrase in its own text.

--show prints the words of persons' marks that are findable, to look at which of them are names.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from reading_sets.polnear import marked_in

from smoulder.reading.groups import load_registry
from smoulder.reading.page import open_report, report_from_text
from smoulder.reading.persons import may_be_person
from smoulder.reading.read import read
from smoulder.records.report import Report
from smoulder.store.passage_rows import told_of
from smoulder.store.passage_words import GAP, WORD, ReportWords, fold

BESIDE = ("Australian", "UK", "Wikipedia")
"""Folders of re3d beside which the rules were written."""
Span = tuple[int, int]


@dataclass
class Counts:
    """Words of persons and others: how many, findable at their place, findable anywhere in their text."""

    persons: int = 0
    there: int = 0
    anywhere: int = 0
    others: int = 0
    others_there: int = 0
    others_anywhere: int = 0
    pairs: int = 0
    pairs_found: int = 0
    words: Counter[str] = field(default_factory=Counter)

    def tell(self, name: str) -> None:
        """Print a row of a table."""
        print(
            f"| {name} | {self.persons:,} | {self.there:,} ({self.there / self.persons:.1%}) | "
            f"{self.anywhere / self.persons:.1%} | {self.pairs_found} of {self.pairs} | {self.others:,} | "
            f"{self.others_there / self.others:.1%} | {self.others_anywhere / self.others:.1%} |"
        )


def count(report: Report, persons: list[Span], aside: list[Span], into: Counts) -> None:
    """Count the words of one text.

    persons: where names of persons are marked. aside: where other marks lie that are left out of both counts.
    """
    known = told_of(read(report, load_registry()), [])
    kept = ReportWords(report, known).words
    words = list(WORD.finditer(report.text))[: len(kept)]
    found = set(kept) - {GAP}
    before: bool | None = None
    for word, is_kept in zip(words, (one != GAP for one in kept), strict=True):
        folded, at = fold(word[0]), word.start()
        marked = _inside(at, persons)
        named = marked and not _inside(at, aside) and word[0][:1].isupper()
        if named:
            into.persons += 1
            into.there += is_kept
            into.anywhere += folded in found
            into.words[word[0]] += is_kept
            into.pairs += before is not None
            into.pairs_found += before is True and is_kept
        elif not marked and len(folded) > 2:
            into.others += 1
            into.others_there += is_kept
            into.others_anywhere += folded in found
        before = is_kept if named else None


def _inside(at: int, spans: list[Span]) -> bool:
    return any(start <= at < end for start, end in spans)


def re3d(gold: Path) -> dict[str, Counts]:
    """The folders beside which the rules were written, and the others."""
    found = {"re3d, three folders": Counts(), "re3d, the other two": Counts()}
    for folder in sorted(path for path in (gold / "re3d").iterdir() if path.is_dir()):
        into = found["re3d, three folders" if folder.name.split()[0] in BESIDE else "re3d, the other two"]
        marks: dict[str, list[tuple[str, Span]]] = {}
        for mark in _lines(folder / "entities.json"):
            place = (int(str(mark["begin"])), int(str(mark["end"])))
            marks.setdefault(str(mark["documentId"]), []).append((str(mark["type"]), place))
        for text in _lines(folder / "documents.json"):
            of = marks.get(str(text["_id"]), [])
            persons = [place for kind, place in of if kind == "Person"]
            aside = [place for kind, place in of if kind != "Person"]
            count(report_from_text(str(text["_id"]), str(text["text"])), persons, aside, into)
    return found


def _lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def polnear(gold: Path) -> Counts:
    """Sources of the development part that have the form of a person's name."""
    into = Counts()
    folder = gold / "polnear" / "dev"
    for path in sorted((folder / "text").iterdir()):
        marking = sorted((folder / "attributions").glob(f"{path.stem}*.ann"))
        if not marking:
            continue
        report = open_report(path)
        sources = [span for one in marked_in(marking[0].read_text(encoding="utf-8")) for span in one.source]
        persons = [(a, b) for a, b in sources if may_be_person(report.text[a:b])]
        count(report, persons, [], into)
    return into


def main() -> None:
    """Read the options, count, print."""
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    words.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    words.add_argument("--show", action="store_true")
    given = words.parse_args()
    heads = ("texts", "words of persons' marks", "findable at their place", "anywhere in their text",
             "as a phrase of two", "other words", "findable at their place", "anywhere in their text")  # fmt: skip
    print(f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
    found = re3d(given.gold) | {"PolNeAR, development": polnear(given.gold)}
    for name, counts in found.items():
        counts.tell(name)
    if given.show:
        for name, counts in found.items():
            print(name, [(word, number) for word, number in counts.words.most_common() if number])


if __name__ == "__main__":
    main()
