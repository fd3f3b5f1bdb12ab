"""Recording within a transaction: decide on top of everything so far, seal, append (laws L1, L5, L7)."""

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import orjson

from app.domain.beyond import Beyond
from app.domain.commands_withdrawal import WordsRemove
from app.domain.decide import decide
from app.domain.decide_board import begin
from app.domain.errors import BrokenLog, Invalid, Rejection
from app.domain.events import REWRITING, Author, Draft, Event, Taking
from app.domain.evolve import advance, new_board
from app.domain.leaf import GENESIS, Openings, chained, seal, unseal
from app.domain.limits import LIMITS
from app.domain.model import Board
from app.domain.model_rounds import Ballot
from app.domain.texts import optional
from app.store.ahead import still_true
from app.store.ballots import ballots_of, drop_ballots, keep_ballot
from app.store.boards import Boards
from app.store.leaving import Gone
from app.store.opening import events_after
from app.store.records import Answered, known_answers
from app.store.submission import Aside, Clock, Live, Nonces, Outcome, Submission
from app.store.tables import AnswerRow, BoardRow, RecordRow
from app.store.taking import noted, of_itself, rewrite, split, take
from app.store.writer import Transaction


class Recorder:
    """The only way to append to a log."""

    def __init__(self, boards: Boards, clock: Clock, nonces: Nonces, aside: Aside) -> None:
        self._boards = boards
        self._aside = aside
        self._clock = clock
        self._nonces = nonces

    def begin_in(self, transaction: Transaction, board_id: str, title: str, author: Author) -> None:
        """Writes the first event of a new board."""
        live = Live(new_board(board_id), GENESIS)
        submission_id = f"begin-{board_id}"[:40]
        self._append(transaction, live, begin(board_id, title), author, submission_id, None)

    def record_in(
        self, transaction: Transaction, submissions: Sequence[tuple[str, Submission]]
    ) -> list[Outcome | Exception]:
        """Decides submissions to boards in their order. A refusal is its own answer.

        Anything else that goes wrong with one of them may leave half of its work behind, so it fails all of them.
        """
        command_ids: defaultdict[str, list[str]] = defaultdict(list)
        for board_id, submission in submissions:
            command_ids[board_id].append(submission.command_id)
        transaction.hold(command_ids)
        broken = {board_id: self._refused(transaction, board_id, ids) for board_id, ids in command_ids.items()}
        gone = Gone(transaction.session, [submission for _, submission in submissions])
        return [
            broken[board_id] or self._answered(transaction, board_id, submission, gone)
            for board_id, submission in submissions
        ]

    def _refused(self, transaction: Transaction, board_id: str, command_ids: Sequence[str]) -> BrokenLog | None:
        """Looks a board up; what is wrong with its log is the answer to everything that is asked of it."""
        try:
            self._look_up(transaction, board_id, command_ids)
        except BrokenLog as error:
            return error
        return None

    def _answered(
        self, transaction: Transaction, board_id: str, submission: Submission, gone: Gone
    ) -> Outcome | Exception:
        try:
            return self._decided(transaction, board_id, submission, gone)
        except Rejection as refused:
            return refused

    def decide_in(self, transaction: Transaction, board_id: str, submission: Submission) -> Outcome:
        """Decides one submission within a running transaction."""
        self._look_up(transaction, board_id, [submission.command_id])
        return self._decided(transaction, board_id, submission, Gone(transaction.session, [submission]))

    def _decided(self, transaction: Transaction, board_id: str, submission: Submission, gone: Gone) -> Outcome:
        """What comes of a submission. The same command id again gives the first answer."""
        known: Outcome | None = transaction.scratch.get((board_id, submission.command_id))
        if known is not None:
            return known
        live = self._live_in(transaction, board_id)
        try:
            why = optional(submission.why, "why", LIMITS.why)
            gone.demand_none(submission)
            submission = gone.as_now(submission)
            draft = self._decide(transaction, live.board, submission)
            if why is None and isinstance(submission.command, WordsRemove):
                raise Invalid("Please say why.", field="why")
        except Rejection as rejection:
            return self._answer(transaction, live.board, submission.command_id, rejection)
        if isinstance(draft, Ballot):
            keep_ballot(transaction.session, live.board, draft)
            return self._answer(transaction, live.board, submission.command_id, None)
        if not draft.changes:
            return self._answer(transaction, live.board, submission.command_id, None)
        if draft.type == "round.closed":
            drop_ballots(transaction.session, live.board.id, draft)
            transaction.after_commit.append(self._aside.wipe)
        return self._append(transaction, live, draft, submission.author, submission.command_id, why)

    def _look_up(self, transaction: Transaction, board_id: str, command_ids: Sequence[str]) -> None:
        """Puts what was answered before this transaction where `_decided` looks; one question for all."""
        board = self._live_in(transaction, board_id).board
        asked = [command_id for command_id in command_ids if (board_id, command_id) not in transaction.scratch]
        for command_id, answer in known_answers(transaction.session, board_id, asked).items():
            rejection, events = (answer.rejection, ()) if isinstance(answer, Answered) else (None, (answer,))
            transaction.scratch[board_id, command_id] = Outcome(events, board, rejection)

    def _decide(self, transaction: Transaction, board: Board, submission: Submission) -> Draft | Ballot:
        def since(seq: int) -> Sequence[Event]:
            transaction.flush()
            return events_after(transaction.session, board.id, seq - 1, board.seq)

        def ballots(round_id: str, person_id: str | None) -> Sequence[Ballot]:
            transaction.flush()
            return ballots_of(transaction.session, board.id, round_id, person_id)

        ahead = still_true(transaction.session, board.id, submission.ahead)
        beyond = Beyond(self._now(transaction), since, ballots, ahead)
        return decide(board, submission.author, submission.command, submission.command_id, beyond)

    def _append(
        self, transaction: Transaction, live: Live, draft: Draft, author: Author, command_id: str, why: str | None
    ) -> Outcome:
        event = _event(live.board.seq + 1, self._now(transaction), draft, author, command_id, why)
        leaf, openings = seal(event, live.board.id, self._nonces)
        if draft.taking is not None:
            openings = self._taken(transaction, live.board, draft.taking, openings)
            event = unseal(leaf, openings)
        elif draft.type in REWRITING:
            rewrite(transaction.session, live.board.id, event["seq"])
        after = Live(advance(live.board, draft.changes), chained(live.chain, leaf))
        transaction.rows[RecordRow].append(
            {
                "board_id": live.board.id,
                "seq": event["seq"],
                "command_id": command_id,
                "leaf": leaf,
                "openings": orjson.dumps(openings).decode(),
                "chain": after.chain,
            }
        )
        outcome = Outcome((event,), after.board)
        self._keep(transaction, after)
        transaction.scratch[live.board.id, command_id] = outcome
        kinds = {change["kind"] for change in draft.changes}
        if "board" in kinds:
            _repeat_title(transaction, after.board)
        if "meeting" in kinds and _ends_meeting(draft):
            self._aside.sign(transaction, live.board.id, "meeting.end")
        if draft.taking is not None:
            self._aside.sign(transaction, live.board.id, "withdrawal.after")
        return outcome

    def _taken(self, transaction: Transaction, board: Board, taking: Taking, openings: Openings) -> Openings:
        """Takes openings out of earlier records; answers what this one keeps of its own."""
        self._aside.sign(transaction, board.id, "withdrawal.before")
        kept, gone = split(openings, of_itself(openings, taking))
        noted(transaction.session, board.id, taking, self._now(transaction))
        take(transaction, board.id, taking, (board.seq + 1, gone))
        if taking.until is None:
            transaction.after_commit.append(self._aside.delete)
        return kept

    def _now(self, transaction: Transaction) -> str:
        """One time for all that is committed together."""
        at: str | None = transaction.scratch.get("at")
        if at is None:
            at = transaction.scratch["at"] = self._clock()
        return at

    def _answer(self, transaction: Transaction, board: Board, command_id: str, rejection: Rejection | None) -> Outcome:
        answer: dict[str, Any] = {"code": None, "message": "", "detail": "{}"}
        if rejection is not None:
            detail = json.dumps(dict(rejection.detail))
            answer = {"code": rejection.code, "message": rejection.message, "detail": detail}
        transaction.rows[AnswerRow].append({"board_id": board.id, "command_id": command_id, **answer})
        outcome = Outcome((), board, rejection)
        transaction.scratch[board.id, command_id] = outcome
        return outcome

    def _live_in(self, transaction: Transaction, board_id: str) -> Live:
        """The board at its head as this transaction sees it: folded so far, caught up with what others appended."""
        working: Live | None = transaction.scratch.get(board_id)
        if working is None:
            transaction.hold([board_id])
            working = self._boards.caught_up(transaction.session, board_id)
            self._keep(transaction, working)
        return working

    def _keep(self, transaction: Transaction, live: Live) -> None:
        """The board as it will be once this transaction is on disk."""
        board_id, scratch = live.board.id, transaction.scratch
        if board_id not in scratch:
            transaction.after_commit.append(lambda: self._boards.committed(scratch[board_id]))
        scratch[board_id] = live


def _repeat_title(transaction: Transaction, board: Board) -> None:
    """Keeps the title in lists equal to what the log says."""
    row = transaction.session.get(BoardRow, board.id)
    if row is not None:
        row.title = board.state["board"][board.id]["title"]


def _ends_meeting(draft: Draft) -> bool:
    meetings = (change["after"] or {} for change in draft.changes if change["kind"] == "meeting")
    return any(after.get("open") is False for after in meetings)


def _event(seq: int, at: str, draft: Draft, author: Author, command_id: str, why: str | None) -> Event:
    event: Event = {
        "seq": seq,
        "at": at,
        "actor": author.person_id,
        "command_id": command_id,
        "type": draft.type,
        "changes": list(draft.changes),
    }
    if author.on_behalf_of is not None:
        event["on_behalf_of"] = author.on_behalf_of
    if why is not None:
        event["why"] = why
    return event
