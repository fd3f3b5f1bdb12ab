"""The board and its log as files: `/api/boards/{id}/export/{name}`."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from app.domain.errors import BrokenLog, NotFound
from app.domain.events import Event
from app.domain.model import Board, State
from app.export.board_json import board_json
from app.export.comments_csv import comments_csv
from app.export.log_text import log_csv, log_jsonl
from app.export.minutes_files import minutes_html, minutes_md
from app.export.pieces import Text
from app.export.replay_data import replay_data
from app.export.replay_file import replay_html
from app.export.rounds_files import rounds_csv, rounds_md
from app.export.table_csv import table_csv
from app.export.table_html import table_html
from app.export.table_md import table_md
from app.export.unsaid import Everything, Unread, board_without, events_without, lines_without, unreadable
from app.protocol import PersonShown
from app.store.members import Member, people_then
from app.store.replays import demand_names
from app.web.access import member_of_board, people_of, signed_in
from app.web.context import Context, context_of
from app.web.moments import Seq, board_of_moment, events_until, head_reaching
from app.web.pages import replay_page
from app.web.taking import taken, taken_bundle

router = APIRouter(prefix="/api/boards/{board_id}/export")
OfState = Literal[
    "table.csv", "table.md", "table.html", "minutes.md", "minutes.html", "rounds.csv", "rounds.md", "comments.csv"
]
OfText = Literal[
    OfState, "log.csv", "log.jsonl", "records.jsonl", "board.json", "replay.html", "replay-without-names.html"
]
Name = Literal[OfText, "bundle.zip"]
OneOf = Annotated[str | None, Query(alias="id")]
KINDS = {
    "csv": "text/csv",
    "md": "text/markdown",
    "html": "text/html",
    "jsonl": "application/jsonl",
    "json": "application/json",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is taken out: something, as of a moment (None: now); `only` chooses one of several minutes."""

    context: Context
    member: Member
    at: int | None
    only: str | None

    async def board(self) -> Board:
        """The board of that moment, as this person may read it. Raises NotFound beyond the head."""
        found = await board_of_moment(self.context, self.member.board_id, self.at)
        return board_without(found, await self.unread())

    async def unread(self) -> Unread:
        """The comments whose words this person may not read now. Of a log that does not hold nobody can say which."""
        try:
            board = await self.context.log.open(self.member.board_id)
        except BrokenLog:
            return frozenset() if self.member.role == "facilitator" else Everything()
        return unreadable(board.state, self.member.person_id, self.member.role)

    async def people(self) -> list[PersonShown]:
        """The people of the study as they were at that moment."""
        if self.at is None:
            return await people_of(self.context, self.member)
        last = await self.context.log.read(self.member.board_id, max(0, self.at - 1), 1)
        time, study_id = last[0]["at"] if last else "", self.member.study["id"]
        return await self.context.database.read(lambda session: people_then(session, study_id, time))

    async def names(self) -> dict[str, str]:
        """Pseudonyms by id. Whoever did something is named, whenever they joined or left."""
        return {person["id"]: person["pseudonym"] for person in await people_of(self.context, self.member)}

    async def events(self) -> Iterator[Event]:
        """The log up to that moment, read as it is used."""
        await head_reaching(self.context, self.member.board_id, self.at)
        return events_without(self.context.log.passing(self.member.board_id, self.at), await self.unread())

    async def lines(self) -> Iterator[str]:
        """The same as it is stored."""
        await head_reaching(self.context, self.member.board_id, self.at)
        return lines_without(self.context.log.lines(self.member.board_id, self.at), await self.unread())


@router.get("/{name}")
async def export(request: Request, board_id: str, name: Name, only: OneOf = None, at: Seq | None = None) -> Response:
    """One file. It holds what the person who asks may see, now or as it was right after an event."""
    context = context_of(request)
    member = await member_of_board(context, await signed_in(request), board_id, "export")
    asked = Asked(context, member, at, only)
    stem, ending = name.rsplit(".", 1)
    file = name if at is None else f"{stem}-at-{at}.{ending}"
    if name == "bundle.zip":
        head = await head_reaching(context, board_id, at)
        if at == 0:
            raise NotFound("Before its first entry a log proves nothing.", field="at", head=head)
        return await taken_bundle(context, member, file, await asked.people(), at)
    return await taken(context, member, file, KINDS[ending], lambda: _content(asked, name))


async def _content(asked: Asked, name: OfText) -> Text:
    match name:
        case "records.jsonl":
            return await asked.lines()
        case "log.csv":
            return log_csv(await asked.events(), await asked.names())
        case "log.jsonl":
            return log_jsonl(await asked.events())
        case "board.json":
            return board_json(await asked.board(), await asked.people())
        case "replay.html" | "replay-without-names.html":
            return await _replay(asked, named=name == "replay.html")
        case _:
            return _of_state(name, (await asked.board()).state, asked, await asked.names())


async def _replay(asked: Asked, *, named: bool) -> str:
    await asked.board()
    if named:
        await asked.context.database.read(lambda session: demand_names(session, asked.member.study["id"]))
    events = await events_until(asked.context, asked.member.board_id, None)
    data = replay_data(events, await asked.names() if named else None, asked.at)
    about = {"study": asked.member.study["title"], "source": asked.member.source, "made_at": asked.context.now()}
    return await asyncio.to_thread(lambda: replay_html(replay_page(), {**about, **data}))


def _of_state(name: OfState, state: State, asked: Asked, names: Mapping[str, str]) -> str:
    source = asked.member.source
    made: Mapping[OfState, Callable[[], str]] = {
        "table.csv": lambda: table_csv(state),
        "table.md": lambda: table_md(state, source),
        "table.html": lambda: table_html(state, source),
        "minutes.md": lambda: minutes_md(state, names, asked.only),
        "minutes.html": lambda: minutes_html(state, names, asked.only),
        "rounds.csv": lambda: rounds_csv(state),
        "rounds.md": lambda: rounds_md(state, names),
        "comments.csv": lambda: comments_csv(state, names),
    }
    return made[name]()
