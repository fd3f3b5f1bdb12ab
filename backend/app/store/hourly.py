"""Signs, within an hour, what was changed on any board."""

import logging
from datetime import datetime, timedelta

from sqlalchemy import func
from sqlalchemy import select as sql_select
from sqlmodel import Session, col

from app.domain.errors import BrokenLog, Rejection
from app.store.background import Background
from app.store.checkpoints import DAMAGED, FORK, Checkpoints, Noted
from app.store.database import Database
from app.store.tables import BoardRow, CheckpointRow, RecordRow

logger = logging.getLogger("themeroom")
LOOKS_EVERY = 60.0
"""Seconds."""
HOUR = timedelta(hours=1)


class Hourly:
    """Looks now and then, on a thread of its own, for boards that have changed since they were signed an hour ago."""

    def __init__(self, database: Database, checkpoints: Checkpoints, every: float = LOOKS_EVERY) -> None:
        """`every`: seconds between two looks."""
        self._database = database
        self._checkpoints = checkpoints
        self._background = Background("hourly", self._look_again, every)

    def start(self) -> None:
        """Looks from here on."""
        self._background.start()

    def close(self) -> None:
        """Stops soon."""
        self._background.close()

    def look(self) -> list[str]:
        """Signs what is due now. Answers the boards that were signed."""
        now = datetime.fromisoformat(self._checkpoints.clock())
        latest = (now - HOUR).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        due = self._database.read_now(lambda session: boards_due(session, latest))
        return [board_id for board_id in due if self._sign(board_id, latest)]

    def _sign(self, board_id: str, latest: str) -> bool:
        """False when another process was first, or the log does not hold: then the board is refused anyway."""
        try:
            reached = self._checkpoints.reached_now(board_id)
            return self._database.write_now(
                lambda work: (
                    bool(boards_due(work.session, latest, board_id))
                    and bool(self._checkpoints.sign_in(work, board_id, Noted("hour"), reached))
                ),
                board_id,
            )
        except BrokenLog:
            logger.error("checkpoint refused: the log of board %s does not hold", board_id)  # noqa: TRY400 - as M5 says
            return False
        except Rejection:
            raise
        except Exception as error:  # noqa: BLE001 - the other boards must not suffer
            logger.error("checkpoint of board %s failed: %s", board_id, type(error).__name__)  # noqa: TRY400
            return False

    def _look_again(self) -> None:
        try:
            self.look()
        except Rejection:
            logger.warning("checkpoints wait: the store does not answer")
        except Exception as error:  # noqa: BLE001 - whatever went wrong, it must be tried again
            logger.error("checkpoints failed: %s", type(error).__name__)  # noqa: TRY400 - its text may hold words


def boards_due(session: Session, latest: str, board_id: str | None = None) -> list[str]:
    """The boards that have changed since they were signed, at `latest` or before; or whether one of them has."""
    own = (col(CheckpointRow.board_id) == col(BoardRow.id), col(CheckpointRow.reason).not_in((FORK, DAMAGED)))
    head = sql_select(func.max(RecordRow.seq)).where(col(RecordRow.board_id) == col(BoardRow.id)).scalar_subquery()
    size = sql_select(func.max(CheckpointRow.size)).where(*own).scalar_subquery()
    last = sql_select(func.max(CheckpointRow.at)).where(*own).scalar_subquery()
    due = sql_select(col(BoardRow.id)).where(
        head > func.coalesce(size, 0), func.coalesce(last, col(BoardRow.created_at)) <= latest
    )
    if board_id is not None:
        due = due.where(col(BoardRow.id) == board_id)
    return list(session.connection().execute(due).scalars())
