"""Persons, organisations and places in re3d (Dstl), each folder read by a model that has not seen it.

Five folders of documents on Syria and Iraq; for each, the recogniser is trained on the other four (thresholds too)
and reads that one. Marks of Person, Organisation and Location count; the other kinds of the set are left aside.
Marks nest ('the people of Iraq' holds 'Iraq'), and one span may bear two labels; all are kept, each as one mark of
its folder's document, repeats once. A reported span and a mark of the same label are a pair where they are the same
span ('exact') or share a character ('overlapping'); each belongs to one pair at most, exact pairs first, then the
largest share. Precision is pairs of reported spans, recall pairs of marks. Pronouns are marks in this set.
The model reads the parse of the installed pipeline.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

from reading_sets.row import Row
from smoulder.reading.recogniser import LABELS

TRAINING = Path(__file__).parent.parent.parent / "packages" / "smoulder-en" / "training" / "names.py"
Span = tuple[int, int, str]


def measure(gold: Path) -> list[Row]:
    """Exact and overlapping F over all three labels, and by label and folder."""
    training = _training()
    texts = training.load_texts(gold / "re3d")
    found: dict[str, dict[str, list[tuple[float, float, float]]]] = {"exact": {}, "overlapping": {}}
    for folder in sorted({text.folder for text in texts}):
        model = training.train([text for text in texts if text.folder != folder])
        for text in (text for text in texts if text.folder == folder):
            told = {(item.start, item.end, str(item.label)) for item in model.find(text.scene)}
            for how, counts in found.items():
                for label in ("all", *LABELS):
                    mine = [span for span in sorted(told) if label in ("all", span[2])]
                    marks = [span for span in sorted(text.marks) if label in ("all", span[2])]
                    count = (len(pairs(mine, marks, how)), len(mine), len(marks))
                    counts.setdefault(label, []).append(count)
                    if label == "all":
                        counts.setdefault(folder, []).append(count)
    rows = [
        Row("re3d", f"{how} spans", found[how]["all"], "f", bar)
        for how, bar in (("exact", 0.55), ("overlapping", 0.75))
    ]
    return rows + [
        Row("re3d", f"{how}: {name.split()[0]}", counts)
        for how, by in found.items()
        for name, counts in by.items()
        if name != "all"
    ]


def pairs(told: list[Span], marks: list[Span], how: str) -> list[tuple[Span, Span]]:
    """Reported spans with the marks they meet, one to one."""
    shared = [
        (one[:2] != mark[:2], -(min(one[1], mark[1]) - max(one[0], mark[0])), one, mark)
        for one in told
        for mark in marks
        if one[2] == mark[2] and (one == mark if how == "exact" else one[0] < mark[1] and mark[0] < one[1])
    ]
    kept: list[tuple[Span, Span]] = []
    used_told: set[Span] = set()
    used_marks: set[Span] = set()
    for *_, one, mark in sorted(shared):
        if one not in used_told and mark not in used_marks:
            kept.append((one, mark))
            used_told.add(one)
            used_marks.add(mark)
    return kept


def _training() -> ModuleType:
    spec = importlib.util.spec_from_file_location("names_training", TRAINING)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(TRAINING)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
