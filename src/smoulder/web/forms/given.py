"""A form whose fields are not known beforehand."""

from __future__ import annotations

from fastapi import Request

MOST = 20_000
"""Letters of one field."""


async def fields_of(request: Request) -> dict[str, str]:
    """The fields of a form by name, without its token; of a name that comes twice the last, and no files.

    raises: BadEntry where a field is longer than any of ours.
    """
    from smoulder.records.errors import BadEntry

    form = await request.form()
    found = {name: value for name, value in form.items() if isinstance(value, str) and name != "csrf"}
    for name, value in found.items():
        if len(value) > MOST:
            raise BadEntry(f"{name[:40]} has {len(value):,} letters; write {MOST:,} at most")
    return found
