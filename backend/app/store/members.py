"""Who a browser is on a board: the one look that every door to a board takes."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from app.domain.model import Role
from app.protocol import PersonShown, StudyShown
from app.store.leading import roles_in
from app.store.people import people_of
from app.store.rows import row_of
from app.store.sessions import SignedIn, persons_of
from app.store.studies import boards_of
from app.store.tables import BoardRow, PersonRow, StudyRow


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in one study. `board_id` is the board asked for, if any."""

    person_id: str
    role: Role
    study: StudyShown
    source: str | None
    board_id: str = ""


def member_of_board(session: Session, found: SignedIn, board_id: str) -> Member | None:
    """The member a browser is on this board; None when there is no such board or it is not theirs."""
    board = row_of(session, BoardRow, board_id)
    return None if board is None else member_of_study(session, found, board.study_id, board_id)


def member_of_study(session: Session, found: SignedIn, study_id: str, board_id: str = "") -> Member | None:
    """The member a browser is in this study, or None."""
    person = next((p for p in persons_of(session, found) if p.study_id == study_id), None)
    study = row_of(session, StudyRow, study_id)
    if person is None or study is None:
        return None
    return Member(
        person_id=person.id,
        role=shown(person)["role"],
        study=StudyShown(id=study.id, title=study.title),
        source=study.source,
        board_id=board_id,
    )


def shown(person: PersonRow) -> PersonShown:
    """A person as the others see them."""
    return PersonShown(
        id=person.id,
        pseudonym=person.pseudonym,
        role="observer" if person.left_at is not None else person.role,
        colour=person.colour,
        active=person.removed_at is None,
    )


def people_shown(session: Session, study_id: str) -> list[PersonShown]:
    """Everybody who is or was in a study, as the others see them."""
    return [shown(one) for one in people_of(session, study_id)]


def people_then(session: Session, study_id: str, time: str) -> list[PersonShown]:
    """The people of a study as they were at a time: who had joined, in which role, and who was still in."""
    later = {row.person_id: row.was for row in reversed(roles_in(session, study_id)) if row.at > time}
    return [_shown_then(one, time, later) for one in people_of(session, study_id) if one.joined_at <= time]


def _shown_then(person: PersonRow, time: str, later: Mapping[str, Role]) -> PersonShown:
    here = person.left_at is None or person.left_at > time
    role = later.get(person.id, person.role) if here else "observer"
    return PersonShown({**shown(person), "role": role, "active": person.removed_at is None or person.removed_at > time})


def people_and_boards(session: Session, study_id: str) -> tuple[list[PersonShown], list[str]]:
    """Everybody of a study, and the ids of its boards."""
    return people_shown(session, study_id), [board.id for board in boards_of(session, study_id)]


def boards_of_browser(session: Session, found: SignedIn) -> list[str]:
    """The ids of all boards of all studies that a browser is in."""
    return [board.id for person in persons_of(session, found) for board in boards_of(session, person.study_id)]
