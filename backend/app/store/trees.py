"""The trees over the logs that were asked about last, kept so that a proof costs little."""

import threading
from collections import OrderedDict

from app.store.checkpoints import AT_ONCE, leaves
from app.store.database import Database
from app.store.records import head_of
from app.verifier.merkle import Tree, leaf_hash

MOST = 8
"""Trees in memory. One over 100,000 records takes 6.4 MB."""


class Trees:
    """Trees that follow their logs. Its methods read the store: not on the event loop."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._trees: OrderedDict[str, Tree] = OrderedDict()
        self._lock = threading.Lock()

    def caught_up(self, board_id: str) -> Tree:
        """The tree over a board's log as it is. It only grows: what was asked of a smaller size stays as it was."""
        with self._lock:
            tree = self._trees.pop(board_id, None) or Tree()
            self._trees[board_id] = tree
            if len(self._trees) > MOST:
                self._trees.popitem(last=False)
            head = self._database.read_now(lambda session: head_of(session, board_id))
            while tree.size < head:
                start = tree.size
                upto = min(head, start + AT_ONCE)
                stretch = self._database.read_now(lambda session: list(leaves(session, board_id, start, upto)))  # noqa: B023
                for leaf in stretch:
                    tree.append(leaf_hash(leaf))
                if len(stretch) < upto - start:
                    break
            return tree
