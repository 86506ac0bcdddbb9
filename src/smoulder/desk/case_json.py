"""A case as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from smoulder.store.case_rows import Case


def case_json(case: Case) -> dict[str, Any]:  # Any: JSON
    """A case as `case list` has it."""
    return {
        "id": case.id,
        "group": case.group,
        "country": case.country,
        "as_of": case.as_of.isoformat(),
        "question": case.question.model_dump(mode="json", by_alias=True),
    }
