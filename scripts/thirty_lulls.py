"""Thirty past lulls, end to end: `python scripts/thirty_lulls.py` assesses them all and writes docs/cases/thirty.md.

Run: python scripts/thirty_lulls.py [--fits FOLDER] [--page | --check | --draw]
docs/cases/thirty/protocol.md says what was fixed before a lull was drawn. Some two minutes on one core.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from thirty.answer import STORED, Answer, read_answers, store_answers
from thirty.differs import what_differs
from thirty.draw import FRAME, LIST, Drawn, draw, read_frame, read_list, write_frame, write_list
from thirty.frame import find_frame, in_words
from thirty.page import PAGE, page_of
from thirty.run import answer_all, set_up

from smoulder.records.settings import Settings
from smoulder.store.counts import Counts


def main(arguments: Sequence[str]) -> int:
    """Assess, or what the arguments say; 1 where something differs from what is kept."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--page", action="store_true", help="write the page from the kept answers")
    what.add_argument("--check", action="store_true", help="assess again, and say what differs")
    what.add_argument("--draw", action="store_true", help="draw again, and say whether the list is the same")
    parser.add_argument("--fits", type=Path, default=None, help="folder to keep fitted models in")
    chosen = parser.parse_args(arguments)
    if chosen.draw:
        return _draw()
    drawn = read_list()
    if chosen.page:
        _write(drawn, read_answers())
        return 0
    answers = _assess(drawn, chosen.fits)
    if chosen.check:
        found = what_differs(answers, read_answers())
        print("\n".join(found) or "nothing differs")
        return 1 if found else 0
    store_answers(answers)
    _write(drawn, answers)
    return 0


def _assess(drawn: Sequence[Drawn], folder: Path | None) -> list[Answer]:
    bench = set_up(folder)
    answers = []
    for one, answer in zip(drawn, answer_all(drawn, bench), strict=True):
        print(f"{one.number:2d} {in_words(one.lull)}", flush=True)
        answers.append(answer)
    return answers


def _write(drawn: Sequence[Drawn], answers: Sequence[Answer]) -> None:
    PAGE.write_text(page_of(drawn, answers), encoding="utf-8")
    print(f"{PAGE.name} written from {STORED.name}")


def _draw() -> int:
    """Draw; frame and list are written only where there are none."""
    frame = find_frame(Counts(), Settings())
    drawn = draw(frame)
    if not FRAME.exists():
        write_frame(frame)
    if not LIST.exists():
        write_list(drawn)
    same = (read_frame(), read_list()) == (frame, drawn)
    kept = "" if same else "not "
    print(f"{len(frame)} lulls in the frame; they and the {len(drawn)} drawn are {kept}those that are kept")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
