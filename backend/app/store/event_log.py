"""The log of every board: what is asked is decided, appended and committed under the write lock (laws L1, L5, L6)."""

import asyncio
import contextlib
from collections.abc import Iterator, Sequence

from sqlmodel import Session

from app.domain.commands_withdrawal import WordsRemove
from app.domain.errors import BrokenLog
from app.domain.events import Author, Event
from app.domain.gathering import Whose
from app.domain.model import Board
from app.store.ahead import read_ahead
from app.store.boards import Alarm, Boards
from app.store.checkpoints import Checkpoints, Noted
from app.store.chore import Chore
from app.store.database import Database
from app.store.deleting import Deleting
from app.store.hourly import Hourly
from app.store.keeper import Keeper
from app.store.meter import CommitMeter
from app.store.opening import AT_ONCE, Stored, events_after, there
from app.store.posting import Answer, Posted, Posting, Show
from app.store.recorder import Recorder
from app.store.records import head_of, line_of
from app.store.remembered import Remembered
from app.store.signing import Signer
from app.store.submission import Ahead, Aside, Clock, Nonces, Outcome, Submission
from app.store.writer import Transaction


class EventLog:
    """All logs of one store. Boards that were opened stay folded in memory; the file is the truth."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        nonces: Nonces,
        signer: Signer | None = None,
        remembered: Remembered | None = None,
    ) -> None:
        """Without a signer nothing is signed; without `remembered` withdrawals are noted in the store alone."""
        self._database = database
        self._alarm: Alarm = _nobody_hears
        self._keeper = Keeper(database, self._wrong, self._broken)
        self._boards = Boards(self._keeper, lambda board_id, *, broken: self._alarm(board_id, broken=broken))
        self.traces = Chore("wiping traces", database.wipe)
        self.deleting = Deleting(database, clock, remembered)
        self.checkpoints = None if signer is None else Checkpoints(database, signer, clock)
        self._hourly = None if self.checkpoints is None else Hourly(database, self.checkpoints)
        aside = Aside(self.traces.soon, self.deleting.chore.soon, self._sign_in)
        self._recorder = Recorder(self._boards, clock, nonces, aside)
        self._posting = Posting(database, self._recorder)
        self._preparing = set[asyncio.Task[None]]()

    @property
    def meter(self) -> CommitMeter:
        """What is counted about commits."""
        return self._posting.meter

    def show_to(self, show: Show) -> None:
        """From now on `show` hears what was committed, before anybody gets an answer."""
        self._posting.show = show

    def show(self, board_id: str, outcomes: Sequence[Outcome]) -> None:
        """Shows what was committed in another way than by `post`. On the event loop."""
        self._posting.show(board_id, outcomes)

    def alarm_to(self, alarm: Alarm) -> None:
        """From now on `alarm` hears, on any thread, of boards that cannot stay open."""
        self._alarm = alarm

    def keep(self) -> None:
        """Writes and checks snapshots, and wipes traces, in the background from here on."""
        self._keeper.start()
        if self._hourly is not None:
            self._hourly.start()
        self.traces.start()
        self.deleting.chore.start()

    def catch_up(self) -> None:
        """Before anybody comes in: what was taken back goes out of a store from before, and its logs tell so.

        Whoever serves takes another one of these then: what this one read may hold words.
        """
        self.deleting.catch_up(self.decide_in)

    def work_off(self) -> None:
        """Writes and checks the snapshots that wait, now."""
        self._keeper.work_off()

    def close(self) -> None:
        """Ends what goes on in the background."""
        self._keeper.close()
        if self._hourly is not None:
            self._hourly.close()
        self.deleting.chore.close()
        self.traces.close()

    def _wrong(self, board_id: str) -> None:
        self._boards.mend(board_id)

    def _broken(self, board_id: str, error: BrokenLog) -> None:
        self._boards.refuse(board_id, error)

    def post(self, posted: Posted) -> None:
        """Decides a submission on top of everything recorded, and tells its answer once it is on disk."""
        if isinstance(posted.submission.command, WordsRemove):
            task = asyncio.create_task(self._post_prepared(posted, Whose.of(posted.submission.command)))
            self._preparing.add(task)
            task.add_done_callback(self._preparing.discard)
        else:
            self._posting.post(posted)

    async def _post_prepared(self, posted: Posted, whose: Whose) -> None:
        """Reads the log first. What is wrong with that is said when it is decided: an answer always comes."""
        with contextlib.suppress(Exception):
            ahead = await self.read_ahead(posted.board_id, whose)
            posted = posted._replace(submission=posted.submission._replace(ahead=ahead))
        self._posting.post(posted)

    async def read_ahead(self, board_id: str, whose: Whose) -> Ahead:
        """What goes out of a log when something is taken back, as far as can be said before that is decided."""
        return await asyncio.to_thread(read_ahead, self._database, board_id, whose)

    async def submit(self, board_id: str, submission: Submission) -> Outcome:
        """`post` for those who can wait. Raises BrokenLog when the board's log is broken."""
        if not self._boards.knows(board_id):
            await self.open(board_id)
        answered: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()

        def told(answer: Answer) -> None:
            if answered.done():
                return
            if isinstance(answer, Outcome):
                answered.set_result(answer)
            else:
                answered.set_exception(answer)

        self.post(Posted(board_id, submission, told))
        return await answered

    async def open(self, board_id: str) -> Board:
        """The board at its head. Raises BrokenLog."""
        live = await self._database.read(lambda session: self._boards.caught_up(session, board_id))
        self._boards.follow(live)
        return live.board

    async def read(self, board_id: str, after: int, limit: int) -> list[Event]:
        """At most `limit` events behind `after`, in order."""
        return await self._database.read(lambda session: events_after(session, board_id, after, limit))

    async def read_all(self, board_id: str) -> list[Event]:
        """The whole log, in order."""
        return await self._database.read(lambda session: events_after(session, board_id, 0, head_of(session, board_id)))

    def passing(self, board_id: str, upto: int | None = None) -> Iterator[Event]:
        """The log in order, to its end or up to a seq, little of it in memory at a time. Not on the event loop."""
        for after, to in self._stretches(board_id, upto):
            yield from self._database.read_now(lambda session: events_after(session, board_id, after, to - after))  # noqa: B023

    def lines(self, board_id: str, upto: int | None = None) -> Iterator[str]:
        """The log as it is stored, a line for each record, for checking it elsewhere; otherwise as `passing`."""
        for after, to in self._stretches(board_id, upto):
            yield from self._database.read_now(lambda session: _lines(session, board_id, after, to))  # noqa: B023

    def _stretches(self, board_id: str, upto: int | None) -> Iterator[tuple[int, int]]:
        head = self._database.read_now(lambda session: head_of(session, board_id))
        end = head if upto is None else min(head, upto)
        return ((after, min(end, after + AT_ONCE)) for after in range(0, end, AT_ONCE))

    async def board_at(self, board_id: str, seq: int) -> Board:
        """The board as it was right after an event."""
        live = await self._database.read(lambda session: self._boards.as_of(session, board_id, seq))
        return live.board

    def begin_in(self, transaction: Transaction, board_id: str, title: str, author: Author) -> None:
        """Writes the first event of a new board."""
        self._recorder.begin_in(transaction, board_id, title, author)

    def sign_in(self, transaction: Transaction, board_id: str, noted: Noted) -> None:
        """Signs a board's log as it is in a running transaction, and puts that into the journal."""
        if self.checkpoints is not None:
            self.checkpoints.sign_in(transaction, board_id, noted)

    def _sign_in(self, transaction: Transaction, board_id: str, reason: str) -> None:
        self.sign_in(transaction, board_id, Noted(reason))

    def decide_in(self, transaction: Transaction, board_id: str, submission: Submission) -> Outcome:
        """Decides within a running transaction."""
        return self._recorder.decide_in(transaction, board_id, submission)


def _nobody_hears(board_id: str, *, broken: bool) -> None:
    """Where no rooms are open."""


def _lines(session: Session, board_id: str, after: int, upto: int) -> list[str]:
    """What is there of a stretch, as it is, also when something is missing. Raises BrokenLog when it cannot be read."""
    return [_line(record) for record in there(session, board_id, after, upto)]


def _line(record: Stored) -> str:
    try:
        return line_of(record.leaf, record.openings, record.chain)
    except BrokenLog as error:
        raise BrokenLog(str(error), seq=record.seq) from None
