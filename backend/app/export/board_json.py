"""A board as it stands, for programs."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.model import Board, plain


def board_json(board: Board, people: Sequence[Mapping[str, Any]]) -> str:
    """`{"board_id", "seq", "state", "people"}`; the people say who the ids in the log are.

    The same board gives the same bytes, whichever way it was opened.
    """
    whole = {"board_id": board.id, "seq": board.seq, "state": plain(board.state), "people": list(people)}
    return json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
