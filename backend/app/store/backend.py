"""What every kind of store can do: answer questions, and run work in a transaction."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol, TypeVar

from sqlalchemy.exc import DatabaseError, DataError, IntegrityError, ProgrammingError
from sqlmodel import Session

from app.domain.errors import Rejection

Answer = TypeVar("Answer")
READERS = 4
"""Threads that ask at the same time."""
OURS = (IntegrityError, DataError, ProgrammingError)
"""What is wrong with one piece of work, not with the store."""


class StorageUnavailable(Rejection):
    code = "storage_unavailable"

    def __init__(self, message: str = "The server cannot save or read just now. Please try again soon.") -> None:
        super().__init__(message)


def refusal_of(error: BaseException) -> Exception:
    """What people hear when the store failed; anything else is an error of ours and stays as it is."""
    if isinstance(error, DatabaseError) and not isinstance(error, OURS):
        refusal = StorageUnavailable()
        refusal.__cause__ = error
        return refusal
    return error if isinstance(error, Exception) else RuntimeError(repr(error))


class Sitting(Protocol):
    """Work in several steps within one transaction, on the thread that opened it."""

    def __call__(self, work: Callable[[Session], Answer], /) -> Answer:
        """The answer of one step."""


class Backend(Protocol):
    """A store. `read` is called by at most `READERS` threads, `transact` by one."""

    def read(self, question: Callable[[Session], Answer]) -> Answer:
        """The answer to a question that changes nothing, all of it as of one moment."""

    def transact(self, work: Callable[[Session], Answer]) -> Answer:
        """The answer of work, once what it wrote is on disk. Work may run again; what it did before is undone then."""

    def sitting(self, *, writes: bool) -> AbstractContextManager[Sitting]:
        """A transaction for several steps, all as of one moment; committed at the end, undone when something fails."""

    def wipe(self) -> bool:
        """Overwrites what deleted rows left behind, as far as it can. False when somebody was in the way.

        On the thread that calls `transact`, between two transactions.
        """

    def scrub(self) -> bool:
        """Writes all that is left to fresh files, so that nothing deleted is in any of them. False as for `wipe`.

        Takes seconds on a large store; nobody writes meanwhile. On the thread that calls `transact` too.
        """

    def close(self) -> None:
        """Lets go of the store."""
