"""`smoulder group`: who that is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from smoulder.cli.options import AsJson

if TYPE_CHECKING:
    from smoulder.records.group import Group


def group(
    name: Annotated[str, typer.Argument(help="A name or alias of an armed group.")], json: AsJson = False
) -> None:
    """Show who a group is: its names, its countries, what it became."""
    from smoulder.reading.groups import load_registry

    found = load_registry().find(name)
    print(found.model_dump_json(indent=2) if json else group_words(found))


def group_words(group: Group) -> str:
    """A group in a few lines."""
    lines = [f"{group.name} (UCDP actor {group.group_id})"]
    lines += [f"  full name  {group.full_name}"] if group.full_name else []
    lines += [f"  aliases    {', '.join(group.aliases)}"] if group.aliases else []
    lines += [f"  countries  {', '.join(group.countries)}"] if group.countries else []
    for link in group.links:
        until = f" to {link.until}" if link.until else ""
        lines.append(f"  {link.kind:<10} {link.since}{until}: {link.note} [{link.source}]")
    return "\n".join(lines)
