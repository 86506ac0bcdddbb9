"""A backtest as plain text and as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill

from smoulder.cli.backtest_parts import Part
from smoulder.cli.terminal import table, width


def as_text(head: Sequence[str], parts: Sequence[Part]) -> str:
    """Paragraphs, then one table under each title, in the columns of the terminal."""
    blocks = ["\n".join(fill(line, width()) for line in head)]
    for part in parts:
        lines = [fill(part.title, width())]
        lines.append(table(part.heads, part.rows) if part.rows else "none")
        lines += [fill(line, width()) for line in part.below]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def as_markdown(title: str, head: Sequence[str], parts: Sequence[Part]) -> str:
    """The same as a document of its own."""
    blocks = [f"# {title}", *head]
    for part in parts:
        blocks.append(f"## {part.title}")
        blocks.append(_markdown_table(part) if part.rows else "none")
        blocks += [line.replace("*", "\\*") for line in part.below]
    return "\n\n".join(blocks) + "\n"


def _markdown_table(part: Part) -> str:
    lines = [part.heads, ("---", *["---:"] * (len(part.heads) - 1)), *part.rows]
    return "\n".join(
        f"| {' | '.join(cell.replace('|', '/').replace('*', chr(92) + '*') for cell in line)} |"
        for line in lines
    )
