"""Nothing new comes of somebody who has left, and nobody acts for them: that would bring a name back.

What was under way while they asked to leave is looked at here, inside the transaction that would have written it.
"""

from collections.abc import Mapping, Sequence, Set

from sqlalchemy import and_, bindparam, literal_column, or_
from sqlalchemy import select as sql_select
from sqlmodel import Session, col

from app.domain.commands import people_in
from app.domain.commands_withdrawal import WithdrawalAsk, WithdrawalCancel
from app.domain.errors import NotAllowed
from app.domain.model import Role
from app.store.quick import ask
from app.store.submission import Submission
from app.store.tables import PersonRow

IS_GONE = or_(col(PersonRow.left_at).is_not(None), col(PersonRow.removed_at).is_not(None))
LEADS_NO_MORE = and_(
    col(PersonRow.id).in_(bindparam("leading", expanding=True)), col(PersonRow.role) != literal_column("'facilitator'")
)
OTHERWISE = sql_select(col(PersonRow.id), col(PersonRow.left_at), col(PersonRow.removed_at), col(PersonRow.role)).where(
    col(PersonRow.id).in_(bindparam("people", expanding=True)), or_(IS_GONE, LEADS_NO_MORE)
)


class Gone:
    """Who of some people has left, was taken out, or leads no more, as a running transaction sees it."""

    def __init__(self, session: Session, submissions: Sequence[Submission]) -> None:
        """One question for all of them."""
        authors = {one.author for one in submissions}
        named = set[str]().union(*(people_in(one.command) for one in submissions))
        people = named.union(*((author.person_id, author.speaker) for author in authors))
        session.flush()
        leading = {author.person_id for author in authors if author.role == "facilitator"}
        asked = {"people": sorted(people), "leading": sorted(leading)}
        rows = ask(session, OTHERWISE, {}, asked) if people else []
        self._out: Set[str] = {person for person, left_at, removed_at, _ in rows if left_at or removed_at}
        self._left: Set[str] = {person for person, left_at, _, _ in rows if left_at}
        self._roles: Mapping[str, Role] = {person: role for person, _, _, role in rows if person in leading}

    def as_now(self, submission: Submission) -> Submission:
        """It is judged by the role that its author has by now."""
        author = submission.author
        role = self._roles.get(author.person_id, author.role)
        return submission if role == author.role else submission._replace(author=author._replace(role=role))

    def demand_none(self, submission: Submission) -> None:
        """Raises NotAllowed when its author is out, or it names somebody who has left."""
        command, author = submission.command, submission.author
        if author.person_id in self._out and not isinstance(command, WithdrawalAsk | WithdrawalCancel):
            raise NotAllowed("You have left this study, so this was not saved.", asked=command.type)
        if author.on_behalf_of in self._left:
            raise NotAllowed("This person has left the study.", asked="on_behalf_of")
        if self._left and not self._left.isdisjoint(people_in(command) - {author.person_id}):
            raise NotAllowed("This person has left the study.", asked=command.type)


def demand_here(session: Session, person_id: str) -> None:
    """Raises NotAllowed when somebody is out of the study, so that nothing new is kept about them."""
    session.flush()
    person = session.get(PersonRow, person_id, populate_existing=True)
    if person is not None and person.removed_at is not None:
        raise NotAllowed("You have left this study, so this was not saved.")


def has_no_name(session: Session, person_id: str) -> bool:
    """True when somebody is out for good, and the name too."""
    person = session.get(PersonRow, person_id)
    return person is not None and person.removed_at is not None and person.pseudonym_key == person.id
