"""The base of every record that comes from outside or leaves the tool: frozen, no unknown fields."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A frozen value; `model_dump(mode="json", by_alias=True)` gives its JSON form."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)
