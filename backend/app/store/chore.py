"""Work in the background that is tried again and again until it is done.

Once at every start too: a crash may have come before it was done the last time.
"""

import logging
from collections.abc import Callable

from app.store.background import Background

logger = logging.getLogger("themeroom")
PAUSES = (0.05, 0.2, 0.5, 1.0, 2.0, 5.0)
"""Seconds between two attempts; the last one again and again."""


class Chore:
    """Works on a thread of its own."""

    def __init__(self, name: str, work: Callable[[], bool], every: float | None = None) -> None:
        """`work` answers False when somebody was in the way. `every`: seconds until it is done unasked."""
        self._name = name
        self._work = work
        self._asked = 0
        self._done = 0
        self._background = Background(name, self._until_done, every)

    @property
    def waiting(self) -> bool:
        """True while it was asked for and is not known to be done."""
        return self._asked != self._done

    def soon(self) -> None:
        """Asks for it. Called on one thread at a time."""
        self._asked += 1
        self._background.wake()

    def start(self) -> None:
        """Works at once, and from here on whenever it is asked to."""
        self.soon()
        self._background.start()

    def close(self) -> None:
        """Tries once more if anything is left, and ends. What is left then is done at the next start."""
        self._background.close()
        if self._background.began and self.waiting:
            self._attempt()

    def _until_done(self) -> None:
        attempts = 0
        while not self._attempt():
            if attempts == len(PAUSES):
                logger.warning("%s has to wait: the store is busy", self._name)
            if self._background.rest(PAUSES[min(attempts, len(PAUSES) - 1)]):
                return
            attempts += 1
        if attempts > len(PAUSES):
            logger.info("%s: done", self._name)

    def _attempt(self) -> bool:
        asked = self._asked
        try:
            done = self._work()
        except Exception as error:  # noqa: BLE001 - whatever went wrong, it must be tried again
            logger.warning("%s failed: %s", self._name, type(error).__name__)
            done = False
        if done:
            self._done = asked
        return done
