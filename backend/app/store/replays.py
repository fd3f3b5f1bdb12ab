"""Whether the replays that people take out of a study name anybody: the study's own choice."""

from sqlmodel import Session

from app.domain.errors import NotAllowed
from app.store.tables import NamelessReplayRow
from app.store.writer import Transaction


def replays_name(session: Session, study_id: str) -> bool:
    """True until somebody chose otherwise."""
    return session.get(NamelessReplayRow, study_id) is None


def choose_names(transaction: Transaction, study_id: str, *, names: bool) -> bool:
    """From now on; answers the choice."""
    session = transaction.session
    row = session.get(NamelessReplayRow, study_id)
    if names and row is not None:
        session.delete(row)
    if not names and row is None:
        session.add(NamelessReplayRow(study_id=study_id))
    return names


def demand_names(session: Session, study_id: str) -> None:
    """Raises NotAllowed where replays are given out without names only."""
    if not replays_name(session, study_id):
        raise NotAllowed("Your study gives replays out without names.", asked="replay.html")
