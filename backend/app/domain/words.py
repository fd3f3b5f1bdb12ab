"""Which values are free text or name a person: said once, on the types, for the log's commitments (law L11)."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args, get_origin

from typing_extensions import get_type_hints


@dataclass(frozen=True, slots=True)
class Opening:
    """Marks a field whose value is kept beside the leaf, where it can be deleted for good."""

    of: Literal["words", "person"]


Words = Annotated[str, Opening("words")]
PersonRef = Annotated[str, Opening("person")]


def opened_fields(record_type: type[Any]) -> frozenset[str]:
    """The names of the fields of a record type that hold words or a reference to a person."""
    return fields_of(record_type, "words") | fields_of(record_type, "person")


def fields_of(record_type: type[Any], of: Literal["words", "person"]) -> frozenset[str]:
    """The names of the fields of a record type that hold words, or those that refer to a person."""
    hints = get_type_hints(record_type, include_extras=True)
    return frozenset(name for name, hint in hints.items() if _is_opened(hint, of))


def _is_opened(hint: object, of: str) -> bool:
    if get_origin(hint) is Annotated:
        return any(isinstance(mark, Opening) and mark.of == of for mark in get_args(hint)[1:])
    return any(_is_opened(part, of) for part in get_args(hint))
