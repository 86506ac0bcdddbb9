"""The items of a case as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smoulder.cli.terminal import table
from smoulder.desk.stock import state_of, waits

if TYPE_CHECKING:
    from smoulder.desk.stock import Stock


def items_words(stock: Stock) -> str:
    """A table of the items, the strongest first, then the proposals."""
    rows = []
    for one in sorted(stock.items, key=lambda item: -abs(item.moves_answer)):
        moved = max(one.change, key=lambda leaf: abs(one.change[leaf])) if one.change else ""
        leaf = f"{moved} {one.change[moved] * 100:+.0f}" if moved else ""
        grade = f"{one.source.reliability}{one.source.credibility}"
        rows.append(
            [
                one.id,
                one.kind,
                grade,
                f"{one.weight:.2f}",
                f"{one.moves_answer * 100:+.1f}",
                leaf,
                state_of(stock.file, one),
            ]
        )
    for own in stock.waiting:
        grade = f"{own.item.source.reliability}{own.item.source.credibility}"
        rows.append([own.id, own.item.kind, grade, "", "", "", waits(stock.file, own)])
    if not rows:
        return "No item of evidence yet."
    heads = ("item", "kind", "grade", "weight", "12-month points", "moves most", "state")
    lines = [table(heads, rows)]
    for found in stock.proposals:
        said = "taken as one" if found.taken else f"one cluster? --cluster '{found.cluster}' for each"
        lines.append(f"{' '.join(found.items)}: {found.reason} ({said})")
    return "\n".join(lines)
