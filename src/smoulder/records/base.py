"""The base of every record that comes from outside or leaves the tool: frozen, no unknown fields."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A frozen value; `model_dump(mode="json", by_alias=True)` gives its JSON form.

    A number is finite: JSON has no other, and what is written as null is no number when it is read again.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, allow_inf_nan=False)
