"""Days of the calendar, as people write the date of a meeting that was."""

from datetime import date

from app.domain.errors import Invalid


def a_day(text: str, field: str) -> str:
    """The day, when there is such a one. Raises Invalid."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise Invalid("There is no such day. Write it like 2026-03-31.", field=field) from None
