"""What was said and answered about a card or theme follows it when it is merged."""

from app.domain.changes import Draftsman, updated
from app.domain.model import Board


def follow(draft: Draftsman, kind: str, old: str, heir: str) -> None:
    """Comments and votes on `old` become comments and votes on its heir. A second answer of one person stays behind."""
    for key, comment in draft.board.state["comment"].items():
        if (comment["on_kind"], comment["on_id"]) == (kind, old):
            draft.make(*updated("comment", key, comment, on_id=heir))
    for key, vote in draft.board.state["vote"].items():
        if (vote["on_kind"], vote["on_id"]) == (kind, old) and not _is_answered(draft.board, key, heir):
            draft.make(*updated("vote", key, vote, on_id=heir))


def _is_answered(board: Board, vote_id: str, heir: str) -> bool:
    votes = board.state["vote"]
    mine = (votes[vote_id]["round_id"], votes[vote_id]["person"], heir)
    if mine[1] is None:
        return False
    return any((vote["round_id"], vote["person"], vote["on_id"]) == mine for vote in votes.values())
