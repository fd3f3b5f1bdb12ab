"""The ground that all commands stand on."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8,40}$")]


class Asked(BaseModel):
    """Ground for all commands: strict, frozen, no unknown fields. `given` tells absent from null."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    def given(self, field: str) -> bool:
        """True when the sender named the field, with null too."""
        return field in self.model_fields_set
