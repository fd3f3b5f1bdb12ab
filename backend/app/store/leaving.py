"""Nobody acts for somebody who has left: that would bring a name back into the log."""

from sqlmodel import Session

from app.domain.errors import NotAllowed
from app.store.tables import PersonRow


def demand_not_left(session: Session, person_id: str | None) -> None:
    """Raises NotAllowed when a person is named who has stopped taking part."""
    person = session.get(PersonRow, person_id) if person_id is not None else None
    if person is not None and person.left_at is not None:
        raise NotAllowed("This person has left the study.", asked="on_behalf_of")
