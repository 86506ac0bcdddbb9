"""Hold the scores of the comeback backtest against the stored ones, or store new ones.

    smoulder backtest return --out out/backtest
    python benchmarks/comebacks.py out/backtest/scores.json --check
    python benchmarks/comebacks.py out/backtest/scores.json --store

`--check` fails where a score of the stack fell by more than the tolerance. `--store` writes
`tests/baselines/comebacks.json` and the tables of `docs/methods/comeback.md`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
BASELINE = ROOT / "tests" / "baselines" / "comebacks.json"
PAGE = ROOT / "docs" / "methods" / "comeback.md"
TOLERANCE = 0.003
TABLE = "quiet-age table"
BRIER, LOG = f"brier skill over {TABLE}", f"log skill over {TABLE}"
KEPT = ("brier", "log", "auc", "excess", BRIER, LOG)
LOWER = ("brier", "log")
BIN = ", A "

Row = dict[str, Any]  # Any: JSON


def main(arguments: Sequence[str]) -> int:
    """Check or store; 1 where something fell."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("scores", type=Path, help="scores.json of `smoulder backtest return --out DIR`")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--check", action="store_true", help="fail where a score of the stack fell")
    what.add_argument("--store", action="store_true", help="write the baseline and the tables of the page")
    chosen = parser.parse_args(arguments)
    rows = [row for row in json.loads(chosen.scores.read_text(encoding="utf-8"))["scores"] if _kept(row)]
    if chosen.check:
        fallen = worse(rows, json.loads(BASELINE.read_text(encoding="utf-8"))["rows"])
        print("\n".join(fallen) or "no score of the stack fell")
        return 1 if fallen else 0
    held = json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.exists() else {}
    stored = held | {"tolerance": TOLERANCE, "rows": [_rounded(row) for row in rows]}
    BASELINE.write_text(json.dumps(stored, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8"), stored["rows"]), encoding="utf-8")
    return 0


def worse(new: Sequence[Row], stored: Sequence[Row]) -> list[str]:
    """What fell by more than the tolerance, in words."""
    now = {_key(row): row["value"] for row in new}
    found = []
    for row in stored:
        if row["model"] != "stack" or BIN in row["block"] or row["score"] == "excess":
            continue
        value = now.get(_key(row))
        if value is None:
            found.append(f"{row['block']}, {row['horizon']}: {row['score']} is missing")
            continue
        lost = value - row["value"] if row["score"] in LOWER else row["value"] - value
        if lost > TOLERANCE:
            found.append(
                f"{row['block']}, {row['horizon']}: {row['score']} was {row['value']}, now {value:.4f}"
            )
    return found


def filled(page: str, rows: Sequence[Row]) -> str:
    """The page with its tables written from the rows."""
    months = [row for row in rows if "peak" in row["block"] or "lulls" in row["block"]]
    main_block = months[0]["block"]
    parts = {
        "scores": _by_model([row for row in months if row["block"] == main_block]),
        "slices": _by_slice(months),
        "fails": _fails(months),
    }
    for name, text in parts.items():
        before, rest = page.split(f"<!-- {name} -->\n", 1)
        after = rest.split(f"<!-- /{name} -->", 1)[1]
        page = f"{before}<!-- {name} -->\n{text}\n<!-- /{name} -->{after}"
    return page


def _by_model(rows: Sequence[Row]) -> str:
    held = {(row["model"], row["horizon"], row["score"]): row for row in rows}
    lines = [
        "| months ahead (n) | model | Brier | Brier skill | log skill | AUC | foretold less seen |",
        "|---|---|---|---|---|---|---|",
    ]
    for horizon in (6, 12, 24, 36):
        for model in dict.fromkeys(row["model"] for row in rows):
            of = {score: row for (name, at, score), row in held.items() if (name, at) == (model, horizon)}
            mark = "**" if model == "stack" else ""
            lines.append(
                f"| {horizon} ({of['brier']['n']:,}) | {mark}{model}{mark} | {of['brier']['value']:.4f} | "
                f"{_signed(of.get(BRIER))} | {_signed(of.get(LOG))} | {_plain(of['auc'])} | {_signed(of['excess'])} |"
            )
    return "\n".join(lines)


def _by_slice(rows: Sequence[Row]) -> str:
    lines = [
        "| the stack on | months | Brier skill | log skill | AUC | foretold less seen | n |",
        "|---|---|---|---|---|---|---|",
    ]
    held = {_key(row): row for row in rows if row["model"] == "stack"}
    for block in dict.fromkeys(row["block"] for row in rows if BIN not in row["block"]):
        for horizon in (12, 24):
            one = {score: held[block, "stack", horizon, score] for score in KEPT}
            lines.append(
                f"| {block} | {horizon} | {_signed(one[BRIER])} | {_signed(one[LOG])} | {_plain(one['auc'])} | "
                f"{_signed(one['excess'])} | {one['brier']['n']:,} |"
            )
    return "\n".join(lines)


def _fails(rows: Sequence[Row]) -> str:
    """Where the interval of what was foretold less what was seen leaves nought out, comebacks of all sizes."""
    off = [
        row
        for row in rows
        if row["model"] == "stack"
        and row["score"] == "excess"
        and "once" not in row["block"]
        and "major" not in row["block"]
    ]
    missed = [row for row in off if row["low"] > 0 or row["high"] < 0]
    lines = [
        f"- Of {len(off)} intervals of foretold less seen (blocks, and bins of A within them), {len(missed)} leave "
        "nought out:",
        "",
        "| origins | months | foretold less seen | n |",
        "|---|---|---|---|",
    ]
    lines += [f"| {row['block']} | {row['horizon']} | {_signed(row)} | {row['n']:,} |" for row in missed]
    return "\n".join([*lines, ""])


def _kept(row: Mapping[str, Any]) -> bool:
    return row["score"] in KEPT and (row["model"] == "stack" or _main(row))


def _main(row: Mapping[str, Any]) -> bool:
    return "peak 50" in row["block"] and not any(word in row["block"] for word in ("once", "major", "2009"))


def _rounded(row: Row) -> Row:
    names = ("value", "low", "high")
    return {**row, **{name: round(row[name], 4) for name in names if row[name] is not None}}


def _key(row: Row) -> tuple[str, str, int, str]:
    return row["block"], row["model"], row["horizon"], row["score"]


def _signed(row: Row | None) -> str:
    if row is None:
        return ""
    return f"{_minus(row['value'])} [{_minus(row['low'])}, {_minus(row['high'])}]"


def _minus(value: float) -> str:
    return f"{value:+.3f}".replace("-", "−")


def _plain(row: Row) -> str:
    return f"{row['value']:.3f} [{row['low']:.3f}, {row['high']:.3f}]"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
