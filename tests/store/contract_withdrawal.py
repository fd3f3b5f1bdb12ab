"""What every kind of store must do when words are taken back (rules W1 to W9). See `contract`."""

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from app.domain.errors import NotAllowed, Stale
from app.domain.evolve import new_board, replay
from app.domain.model import plain
from app.domain.model_withdrawal import Way
from app.store.checkpoints import Noted, journal_of
from app.store.drafts import keep_draft
from app.store.heard import note_heard
from app.store.posting import Answer, Posted
from app.store.seen import saw
from app.store.submission import Outcome, Submission
from app.store.tables import DraftRow, HeardRow, SeenRow
from app.store.withdrawals import Asked
from app.store.writer import Transaction
from app.verifier.records import checked_lines
from tests.store.contract import folded
from tests.store.pens import Pen, held_writer
from tests.store.withdrawing import LATER, asking, by, change_mind, joined, paths_of, state_of, take_back

MINE, THEIRS = "I walk along the river", "We sing in the hall"


class WithdrawalContract:
    """Rules W1 to W9."""

    @pytest.fixture
    def pen(self, place: str) -> Iterator[Pen]:
        """A new study in an open store."""
        with Pen.at(place) as pen:
            yield pen

    def test_W1_words_are_gone_at_once_and_others_are_not(self, pen: Pen) -> None:
        mine, other = joined(pen, "CR1"), joined(pen, "CR2")
        pen.card("card-0001", author=by(mine), text=MINE, why="because of the river")
        pen.card("card-0002", author=by(other), text=THEIRS)
        leaves = [row.leaf for row, _ in pen.rows()]

        _, shown = take_back(pen, mine, "words")

        [event] = shown[pen.board_id].events
        assert event["withdrawn"] == ["/changes/1/before/text"]
        cards = plain(folded(pen).state)["card"]
        assert (cards["card-0001"]["text"], cards["card-0002"]["text"]) == (None, THEIRS)
        assert folded(pen) == replay(new_board(pen.board_id), pen.events()) == shown[pen.board_id].board
        assert [row.leaf for row, _ in pen.rows()][:-1] == leaves
        assert checked_lines(pen.lines()).withdrawn == 3
        assert not any(MINE in line or "because" in line for line in pen.lines())

    def test_W2_a_change_of_mind_brings_everything_back(self, pen: Pen) -> None:
        mine = joined(pen, "CR1")
        pen.card("card-0001", author=by(mine), text=MINE)
        said: dict[str, Any] = {
            "comment_id": "comment-1",
            "on": {"kind": "card", "id": "card-0001"},
            "text": "I said this",
        }
        pen.write("comment.add", author=by(mine), **said)
        state, events = folded(pen).state, pen.events()

        taken, _ = take_back(pen, mine, "all")
        assert folded(pen).state["comment"]["comment-1"]["text"] is None
        change_mind(pen, mine, taken)

        after = folded(pen).state
        assert {kind: after[kind] for kind in ("card", "comment")} == {
            kind: state[kind] for kind in ("card", "comment")
        }
        assert pen.events()[:3] == events
        assert checked_lines(pen.lines()).withdrawn == 0
        assert state_of(pen, taken) == "cancelled"
        with pytest.raises(Stale):
            change_mind(pen, mine, take_back(pen, mine, "words", until=None)[0])

    def test_W3_all_takes_name_and_answers_too(self, pen: Pen) -> None:
        mine = joined(pen, "CR1")
        pen.card("card-0001", author=by(mine), text=MINE)
        round_: dict[str, Any] = {"round_id": "round-0001", "question": "Which?", "method": "sense", "on": "card"}
        pen.write("round.open", **round_)
        on = {"kind": "card", "id": "card-0001"}
        pen.write("vote.cast", author=by(mine), round_id="round-0001", on=on, value="agree", reason="as I live there")

        taken, _ = take_back(pen, mine, "all", until=None)

        assert folded(pen).state["vote"] == {}
        assert pen.events()[-1]["actor"] is None
        assert not any(mine.id in line or "live there" in line for line in pen.lines())
        assert paths_of(pen, taken)[4] == ["/actor", "/changes/0/after/person", "/changes/0/after/reason"]

    def test_W4_a_name_goes_and_the_words_stay(self, pen: Pen) -> None:
        mine, other = joined(pen, "CR1"), joined(pen, "CR2")
        said: dict[str, Any] = {"on": {"kind": "board", "id": pen.board_id}}
        pen.write("comment.add", author=by(mine), comment_id="comment-1", text=MINE, **said)
        pen.write("comment.add", author=by(other), comment_id="comment-2", text=THEIRS, **said)

        take_back(pen, mine, "unlink", until=None)

        comments = folded(pen).state["comment"]
        assert [comments[key]["text"] for key in ("comment-1", "comment-2")] == [MINE, THEIRS]
        assert comments["comment-1"]["author"].startswith("left-")
        assert comments["comment-2"]["author"] == other.id
        assert not any(mine.id in line for line in pen.lines())

    def test_W5_an_undo_does_not_bring_words_back(self, pen: Pen) -> None:
        mine, other = joined(pen, "CR1"), joined(pen, "CR2")
        pen.card("card-0001", author=by(mine), text=MINE)
        edited = pen.write("card.edit", author=by(other), card_id="card-0001", text=THEIRS).events[0]

        take_back(pen, mine, "words", until=None)

        refused = pen.write("undo", seq=edited["seq"]).rejection
        assert refused is not None
        assert refused.code == "invalid"
        assert folded(pen).state["card"]["card-0001"]["text"] == THEIRS

    @pytest.mark.parametrize("until", [LATER, None])
    @pytest.mark.parametrize("way", ["stop", "unlink", "all"])
    def test_W20_what_was_under_way_when_somebody_left_is_not_recorded(
        self, pen: Pen, way: Way, until: str | None
    ) -> None:
        """The writer is held: the leaving waits first, in the same transaction or in the one before."""
        mine = joined(pen, "CR1")
        late = pen.submission("card.create", author=by(mine), card_id="card-late", text=MINE)
        there: dict[str, Any] = {"attendance_id": "attend-01", "meeting_id": "meeting-01", "person_id": mine.id}
        pen.write("meeting.start", meeting_id="meeting-01", title="First")
        noted = pen.submission("meeting.attend", **there)
        leaving, *answers = pen.together([asking(pen, mine, Asked(way, until)), pen.job(late), pen.job(noted)])

        assert leaving.exception() is None
        assert [refusal_of(answer.result()) for answer in answers] == ["not_allowed", "not_allowed"]
        assert not any(mine.id in line or MINE in line for line in pen.lines()[3:])

    def test_W20_so_it_is_through_the_door_that_people_use(self, pen: Pen) -> None:
        mine = joined(pen, "CR1")
        late = pen.submission("card.create", author=by(mine), card_id="card-late", text=MINE)

        assert refusal_of(asyncio.run(sent_while_leaving(pen, asking(pen, mine, Asked("all", None)), late))) == (
            "not_allowed"
        )
        assert not any(mine.id in line for line in pen.lines())
        assert refusal_of(pen.send(late)) == "not_allowed"

    def test_W20_what_came_just_before_is_recorded_and_goes_with_the_rest(self, pen: Pen) -> None:
        mine = joined(pen, "CR1")
        early = pen.submission("card.create", author=by(mine), card_id="card-early", text=MINE)
        answer, leaving = pen.together([pen.job(early), asking(pen, mine, Asked("all", None))])

        assert answer.result().rejection is None
        assert leaving.exception() is None
        assert folded(pen).state["card"]["card-early"]["text"] is None
        assert not any(mine.id in line or MINE in line for line in pen.lines())

    def test_W21_what_was_read_beforehand_is_gone_on_with(self, pen: Pen) -> None:
        mine = joined(pen, "CR1")
        pen.card("card-0001", author=by(mine), text=MINE)
        asked = Asked("words", None)
        ahead = {pen.board_id: asyncio.run(pen.log.read_ahead(pen.board_id, asked.whose(mine.id)))}
        pen.card("card-0002", author=by(mine), text=THEIRS)

        pen.database.write_now(asking(pen, mine, asked, ahead))

        assert not any(MINE in line or THEIRS in line for line in pen.lines())

    def test_W21_and_read_anew_when_words_came_back_meanwhile(self, pen: Pen) -> None:
        mine, lead = joined(pen, "CR1"), joined(pen, "Lead", "facilitator")
        pen.card("card-0001", author=by(mine), text=MINE, source="Sheet 1")
        taken, _ = take_back(pen, lead, "source", source="Sheet 1")
        asked = Asked("words", None)
        ahead = {pen.board_id: asyncio.run(pen.log.read_ahead(pen.board_id, asked.whose(mine.id)))}
        change_mind(pen, lead, taken)
        assert any(MINE in line for line in pen.lines())

        pen.database.write_now(asking(pen, mine, asked, ahead))

        assert not any(MINE in line for line in pen.lines())

    def test_W20_nothing_else_about_them_is_kept_either(self, pen: Pen) -> None:
        mine, board = joined(pen, "CR1"), pen.board_id
        draft = DraftRow(person_id=mine.id, board_id=board, draft_id="draft-1", about="{}", text=MINE, changed_at="x")
        own: list[Callable[[Transaction], Any]] = [
            lambda transaction: keep_draft(transaction, draft, None),
            lambda transaction: saw(transaction, SeenRow(person_id=mine.id, board_id=board, seq=1, at="x")),
            lambda transaction: note_heard(transaction, HeardRow(person_id=mine.id, board_id=board, at="x")),
            asking(pen, mine, Asked("words", None)),
        ]
        leaving, *answers = pen.together([asking(pen, mine, Asked("all", None)), *own])

        assert leaving.exception() is None
        assert [type(answer.exception()) for answer in answers] == [NotAllowed] * len(own)
        assert pen.log.checkpoints is not None
        asyncio.run(pen.log.checkpoints.sign(board, Noted("export", mine.id, "log.csv", "ab" * 32)))
        assert pen.database.read_now(lambda session: journal_of(session, board))[-1].who is None


def refusal_of(answer: Answer) -> str | None:
    """The code of a refusal."""
    return answer.rejection.code if isinstance(answer, Outcome) and answer.rejection is not None else None


async def sent_while_leaving(pen: Pen, leave: Callable[[Transaction], Any], late: Submission) -> Answer:
    """What becomes of a command that comes while the leaving waits for the writer."""
    await pen.log.open(pen.board_id)
    answered: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
    with held_writer(pen.database):
        leaving = pen.database._writer.submit(leave)
        pen.log.post(Posted(pen.board_id, late, answered.set_result))
    assert leaving.exception() is None
    return await answered
