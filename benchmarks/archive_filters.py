"""What the filters of an archive and the search for near copies get right, and what they cost.

    python benchmarks/archive_filters.py [--gold FOLDER]

It prints the tables of docs/methods/archives.md.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from scipy.stats import binomtest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from archive_sets.copies import KINDS, made_copies  # noqa: E402
from archive_sets.items import Item, items  # noqa: E402

from smoulder.reading.about_conflict import THRESHOLD, conflict_score, opening  # noqa: E402
from smoulder.reading.fingerprint import fingerprint, likeness, values  # noqa: E402
from smoulder.reading.groups import load_registry  # noqa: E402
from smoulder.reading.language import check_language, language_of  # noqa: E402
from smoulder.reading.near_copies import ALIKE, bands  # noqa: E402
from smoulder.reading.page import report_from_text  # noqa: E402
from smoulder.records.errors import BadReport, OtherLanguage  # noqa: E402

LEAST_WORDS = 60
"""Words of a text that copies are made of."""
SHOWN = 0.2
"""Likeness from which on two different texts are counted."""


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, default=HERE.parent.parent / "shared" / "gold")
    found = items(parser.parse_args(arguments).gold)
    _languages(found)
    _about(found)
    _copies([one for one in found if one.kind == "article" and len(one.text.split()) >= LEAST_WORDS])


def _languages(found: Sequence[Item]) -> None:
    with (HERE / "archive_sets" / "languages.csv").open(encoding="utf-8") as file:
        others = [(row["code"], row["text"]) for row in csv.DictReader(file)]
    english = {
        "whole texts": [one.text for one in found if one.id.startswith(("polnear", "re3d", "gum"))],
        "single sentences": [one.text for one in found if one.kind == "sentence"],
    }
    print(
        "\n| told by | English taken as English | other languages taken as English | named right | µs a text |"
    )
    print("|---|---|---|---|---|")
    for name, tell in (("function words", _by_words), ("py3langid", lambda text: language_of(text).code)):
        tell(others[0][1])
        right, spent = [], 0.0
        for kind, texts in english.items():
            codes, seconds = _timed(tell, texts)
            spent = spent or seconds
            right.append(f"{codes.count('en'):,} of {len(texts):,} {kind}")
        codes, _ = _timed(tell, [text for _, text in others])
        named = sum(code == known for code, (known, _) in zip(codes, others, strict=True))
        print(
            f"| {name} | {', '.join(right)} | {codes.count('en')} of {len(others)} | {named} of {len(others)} "
            f"| {1e6 * spent:,.0f} |"
        )


def _by_words(text: str) -> str:
    try:
        check_language("text", text[:40_000])
    except OtherLanguage as reason:
        # its words name the language; only whether it is English is counted
        return str(reason)
    return "en"


def _timed(tell: Callable[[str], str], texts: Sequence[str]) -> tuple[list[str], float]:
    """What is told of each text, and the mean seconds for one."""
    began = time.process_time()
    codes = [tell(text) for text in texts]
    return codes, (time.process_time() - began) / len(texts)


def _about(found: Sequence[Item]) -> None:
    registry = load_registry()
    scores: dict[str, float] = {}
    spent = 0.0
    for one in found:
        try:
            report = report_from_text(one.id, one.text)
        except BadReport:
            continue
        began = time.process_time()
        scores[one.id] = conflict_score(opening(report), registry)
        spent += time.process_time() - began
    print(f"\nAbout conflict: {1e6 * spent / len(scores):,.0f} µs a text, threshold {THRESHOLD}")
    print("| half | kind | texts | about conflict | taken | precision | recall |")
    print("|---|---|---|---|---|---|---|")
    for half in ("development", "test"):
        for kinds in (("article",), ("sentence",), ("article", "sentence")):
            some = [one for one in found if one.half == half and one.kind in kinds and one.id in scores]
            taken = [one for one in some if scores[one.id] >= THRESHOLD]
            yes, right = sum(one.about for one in some), sum(one.about for one in taken)
            print(
                f"| {half} | {' and '.join(kinds)} | {len(some)} | {yes} | {len(taken)} "
                f"| {_share(right, len(taken))} | {_share(right, yes)} |"
            )


def _share(part: int, whole: int) -> str:
    interval = binomtest(part, whole).proportion_ci(0.9, "wilson")
    return f"{part / whole:.2f} ({interval.low:.2f}–{interval.high:.2f})"


def _copies(found: Sequence[Item]) -> None:
    texts = [one.text for one in found]
    began = time.process_time()
    prints = [fingerprint(text) for text in texts]
    print(f"\nFingerprints: {1e3 * (time.process_time() - began) / len(texts):.1f} ms a text")
    table = np.stack([values(one) for one in prints if one])
    alike = [
        round(float(share), 2)
        for at in range(len(table))
        for share in np.mean(table[at + 1 :] == table[at], axis=1)
        if share >= SHOWN
    ]
    pairs = len(table) * (len(table) - 1) // 2
    print(f"{pairs:,} pairs of different texts, likeness from {SHOWN} on: {sorted(alike, reverse=True)}")
    print(f"\n| made copies | found at {ALIKE} | at 0.4 | at 0.6 | at 0.7 |")
    print("|---|---|---|---|---|")
    for kind in KINDS:
        shares = []
        for text, copy in made_copies(texts[::4], kind):
            one, other = fingerprint(text), fingerprint(copy)
            shares.append(likeness(one, other) if set(bands(one)) & set(bands(other)) else 0.0)
        cells = [f"{np.mean(np.array(shares) >= line):.3f}" for line in (ALIKE, 0.4, 0.6, 0.7)]
        print(f"| {kind} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
