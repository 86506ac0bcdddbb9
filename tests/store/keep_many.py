"""Keeps one assessment under many seeds, one after another; run as a process of its own by the tests.

python keep_many.py DATA_FOLDER ASSESSMENT.json FIRST_SEED COUNT
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from smoulder.records.case import Assessment
from smoulder.store.ledger import open_ledger


def main(folder: Path, source: Path, first: int, count: int) -> None:
    assessment = Assessment.model_validate_json(source.read_text())
    print("ready", flush=True)
    with open_ledger(folder) as ledger:
        for seed in range(first, first + count):
            changed = assessment.model_copy(update={"seed": seed})
            kept = ledger.keep(changed, now=datetime(2026, 1, 1, tzinfo=UTC))
            print(kept.case_id, kept.new, kept.new_answer, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
