"""Rooms between two moments: who comes, goes, writes and is removed while somebody else waits for the disk."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from app.domain.errors import BrokenLog
from app.domain.events import Author, Event
from app.main import open_log
from app.protocol import CLOSE_BROKEN_LOG, CLOSE_GOING_AWAY, CLOSE_NOT_ALLOWED, CLOSE_TOO_FAST
from app.realtime.session import MOST_WAITING
from app.store.backend import StorageUnavailable
from app.store.database import Database
from app.store.submission import Ahead, Submission
from app.store.tables import RecordRow
from app.store.writer import Transaction
from tests.realtime.rooms import House, heard, house, seqs
from tests.store.pens import COMMAND


def test_R13_a_room_is_not_dropped_while_somebody_stands_at_its_door(tmp_path: Path) -> None:
    async def story(home: House) -> None:
        room, first = await home.enter()
        arriving = asyncio.create_task(home.enter())
        while not home.hub._doors[home.board_id].locked():
            await asyncio.wait({arriving}, timeout=0)
        home.hub.leave(room, first)
        same, second = await arriving
        assert same is room
        await home.hub.submit(home.board_id, home.submission())
        assert seqs(await heard(room, second, 2)) == [2]
        home.hub.leave(room, second)
        other, _ = await home.enter()
        assert other is not room

    asyncio.run(tell(tmp_path, story))


def test_R13_what_is_recorded_while_a_room_opens_is_in_it(tmp_path: Path) -> None:
    async def story(home: House) -> None:
        for _ in range(20):
            coming = asyncio.create_task(home.enter())
            outcome = await home.hub.submit(home.board_id, home.submission())
            room, session = await coming
            head = outcome.events[0]["seq"]
            missing = list(range(session.cursor + 1, head + 1))
            assert seqs(await heard(room, session, head)) == missing
            assert room.ring.head == room.board.seq == head
            home.hub.leave(room, session)

    asyncio.run(tell(tmp_path, story))


def test_L34_whoever_looks_at_a_log_that_breaks_is_told_so(tmp_path: Path) -> None:
    def scribble(home: House) -> Callable[[Transaction], None]:
        row = {"board_id": home.board_id, "seq": 2, "command_id": "scribble-1", "openings": "{}", "chain": b""}
        return lambda transaction: transaction.rows[RecordRow].append({**row, "leaf": b"{"})

    async def story(home: House) -> None:
        room, session = await home.enter()
        _, other = await home.enter()
        await home.database.write(scribble(home))
        await room.keep_up()
        assert session.close_code == other.close_code == CLOSE_BROKEN_LOG
        assert room.board.seq == 1
        with pytest.raises(BrokenLog) as refused:
            await home.hub.submit(home.board_id, home.submission())
        assert refused.value.detail == {"seq": 2}
        with pytest.raises(BrokenLog):
            await home.enter()

    asyncio.run(tell(tmp_path, story))


def test_R9_a_room_that_could_not_read_what_it_lacks_reads_it_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(home: House) -> None:
        room, session = await home.enter()
        read, away = home.log.read, iter([True])

        async def reading(board_id: str, after: int, limit: int) -> list[Event]:
            if next(away, False):
                raise StorageUnavailable
            return await read(board_id, after, limit)

        monkeypatch.setattr(home.log, "read", reading)
        unseen = home.submission()
        await home.database.write(lambda transaction: home.log.decide_in(transaction, home.board_id, unseen))
        async with asyncio.timeout(10):
            await home.post(session, home.submission())
            assert seqs(await heard(room, session, 3)) == [2, 3]

    asyncio.run(tell(tmp_path, story))


def test_R9_a_command_that_could_not_be_prepared_is_answered_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(home: House) -> None:
        async def odd(*_: object) -> Ahead:
            raise RuntimeError

        monkeypatch.setattr(home.log, "read_ahead", odd)
        made = await home.hub.submit(home.board_id, home.submission())
        on = {"kind": "card", "id": made.events[0]["changes"][0]["id"]}
        command = COMMAND.validate_python({"type": "words.remove", "on": on})
        remove = Submission(Author(home.me, "facilitator"), "remove-000001", command, "By mistake.")
        async with asyncio.timeout(10):
            outcome = await home.hub.submit(home.board_id, remove)
        assert [event["type"] for event in outcome.events] == ["words.removed"]

    asyncio.run(tell(tmp_path, story))


def test_L33_a_room_that_is_shut_while_somebody_stands_at_its_door_is_not_entered(tmp_path: Path) -> None:
    async def story(home: House) -> None:
        first, _ = await home.enter()
        arriving = asyncio.create_task(home.enter(after=1))
        while not home.hub._doors[home.board_id].locked():
            await asyncio.wait({arriving}, timeout=0)
        home.hub._shut(home.board_id, broken=False)
        room, session = await arriving
        assert room is not first
        assert home.hub.open_rooms[home.board_id] is room
        assert session.close_code is None

    asyncio.run(tell(tmp_path, story))


def test_R14_a_late_list_of_people_brings_nobody_back(tmp_path: Path) -> None:
    async def story(home: House) -> None:
        gone = home.person("person-gone")
        room, session = await home.enter(None, gone)
        room.know_people([home.person("person-gone", active=False)])
        assert session.close_code == CLOSE_NOT_ALLOWED
        room.know_people([gone])
        _, again = await home.enter(None, gone)
        room.know_people([gone])
        assert again.close_code == CLOSE_NOT_ALLOWED
        assert [person["active"] for person in room.presence.all()] == [False]

    asyncio.run(tell(tmp_path, story))


def test_R9_far_behind_reads_the_log_and_settles_in_its_turn(tmp_path: Path) -> None:
    async def story(home: House) -> None:
        await asyncio.gather(*(home.hub.submit(home.board_id, home.submission()) for _ in range(1_050)))
        room, behind = await home.enter(0)
        own = [home.submission() for _ in range(3)]
        for submission in own:
            await home.post(behind, submission)
            await home.hub.submit(home.board_id, home.submission())
        frames = await heard(room, behind, 1_057)
        assert seqs(frames) == list(range(1, 1_058))
        assert max(len(frame["events"]) for frame in frames) == 500
        settling = [frame for frame in frames if "settles" in frame]
        assert [frame["settles"] for frame in settling] == [submission.command_id for submission in own]
        assert all([event["command_id"] for event in frame["events"]] == [frame["settles"]] for frame in settling)

    asyncio.run(tell(tmp_path, story))


def test_R9_what_another_process_wrote_is_shown_in_its_place(tmp_path: Path) -> None:
    async def story(home: House) -> None:
        room, session = await home.enter()
        with Database(tmp_path / "themeroom.sqlite", checkpoints=False) as beside:
            for _ in range(3):
                await open_log(beside).submit(home.board_id, home.submission())
        mine = home.submission()
        await home.post(session, mine)
        frames = await heard(room, session, 5)
        assert seqs(frames) == [2, 3, 4, 5]
        assert frames[-1]["settles"] == mine.command_id
        assert room.board == await home.log.open(home.board_id)

    asyncio.run(tell(tmp_path, story))


def test_R5_a_command_resent_while_it_waits_is_answered_each_time(tmp_path: Path) -> None:
    async def story(home: House) -> None:
        room, session = await home.enter()
        mine = home.submission()
        await asyncio.gather(*(home.post(session, mine) for _ in range(3)))
        frames = await heard(room, session, 2)
        assert [frame["settles"] for frame in frames] == [mine.command_id] * 3
        assert await home.log.read(home.board_id, 2, 10) == []

    asyncio.run(tell(tmp_path, story))


def test_R3_an_event_that_comes_before_its_answer_settles_and_comes_once(tmp_path: Path) -> None:
    """Somebody else's coming lets the room read the log just before the author's answer is there."""

    async def story(home: House) -> None:
        room, session = await home.enter()
        mine = home.submission()
        session.expect(mine.command_id)
        with Database(tmp_path / "themeroom.sqlite", checkpoints=False) as beside:
            outcome = await open_log(beside).submit(home.board_id, mine)
        await home.enter()
        frames = await heard(room, session, 2)
        session.settle(mine.command_id, outcome.events)
        frames += [json.loads(text) for text in session.take(room.ring)]
        assert [frame.get("settles") for frame in frames if frame["type"] == "events"] == [mine.command_id]

    asyncio.run(tell(tmp_path, story))


def test_R16_answers_that_nobody_reads_do_not_pile_up(tmp_path: Path) -> None:
    async def story(home: House) -> None:
        _, session = await home.enter()
        for _ in range(MOST_WAITING):
            session.tell(b"{}")
        assert session.close_code is None
        session.tell(b"{}")
        assert session.close_code == CLOSE_TOO_FAST

    asyncio.run(tell(tmp_path, story))


def test_P19_who_comes_while_the_server_goes_is_sent_away(tmp_path: Path) -> None:
    async def story(home: House) -> None:
        with home.hub.visit():
            home.hub.close(CLOSE_GOING_AWAY)
            _, session = await home.enter()
            assert session.close_code == CLOSE_GOING_AWAY
            left = asyncio.create_task(home.hub.until_empty())
            await asyncio.wait({left}, timeout=0.01)
            assert not left.done()
        await left

    asyncio.run(tell(tmp_path, story))


async def tell(folder: Path, story: Callable[[House], Awaitable[None]]) -> None:
    """Tells a story in a new house."""
    async with house(folder) as home:
        await story(home)
