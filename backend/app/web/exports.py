"""The board and its log as files: `/api/boards/{id}/export/{name}`."""

from collections.abc import Iterator
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from app.domain.model import Board
from app.export.board_json import board_json
from app.export.log_text import log_csv, log_jsonl
from app.export.minutes_files import minutes_html, minutes_md
from app.export.rounds_files import rounds_csv, rounds_md
from app.export.table_csv import table_csv
from app.export.table_html import table_html
from app.export.table_md import table_md
from app.store.members import Member
from app.web.access import member_of_board, people_of, signed_in
from app.web.context import Context, context_of

router = APIRouter(prefix="/api/boards/{board_id}/export")
Name = Literal[
    "table.csv",
    "table.md",
    "table.html",
    "log.csv",
    "log.jsonl",
    "records.jsonl",
    "board.json",
    "minutes.md",
    "minutes.html",
    "rounds.csv",
    "rounds.md",
]
OneOf = Annotated[str | None, Query(alias="id")]
KINDS = {
    "csv": "text/csv",
    "md": "text/markdown",
    "html": "text/html",
    "jsonl": "application/jsonl",
    "json": "application/json",
}


@router.get("/{name}")
async def export(request: Request, board_id: str, name: Name, only: OneOf = None) -> Response:
    """One file. It holds what the person who asks may see. `id` chooses one of several minutes."""
    context = context_of(request)
    member = await member_of_board(context, await signed_in(request), board_id, "export")
    kind = f"{KINDS[name.rsplit('.', 1)[1]]}; charset=utf-8"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    if name == "records.jsonl":
        return StreamingResponse(await context.log.read_lines(board_id), headers=headers, media_type=kind)
    if name in ("log.csv", "log.jsonl"):
        return StreamingResponse(await _log(context, member, name), headers=headers, media_type=kind)
    if name == "board.json":
        text = board_json(await context.log.open(board_id), await people_of(context, member))
    elif name in ("rounds.csv", "rounds.md"):
        text = await _rounds(context, member, name)
    elif name in ("minutes.md", "minutes.html"):
        text = await _minutes(context, member, name, only)
    else:
        text = _table(await context.log.open(board_id), member, name)
    return Response(text, headers=headers, media_type=kind)


def _table(board: Board, member: Member, name: Name) -> str:
    match name:
        case "table.csv":
            return table_csv(board.state)
        case "table.md":
            return table_md(board.state, member.source)
        case _:
            return table_html(board.state, member.source)


async def _rounds(context: Context, member: Member, name: Name) -> str:
    state = (await context.log.open(member.board_id)).state
    return rounds_csv(state) if name == "rounds.csv" else rounds_md(state, await _names(context, member))


async def _minutes(context: Context, member: Member, name: Name, only: str | None) -> str:
    state = (await context.log.open(member.board_id)).state
    made = minutes_md if name == "minutes.md" else minutes_html
    return made(state, await _names(context, member), only)


async def _names(context: Context, member: Member) -> dict[str, str]:
    return {person["id"]: person["pseudonym"] for person in await people_of(context, member)}


async def _log(context: Context, member: Member, name: Name) -> Iterator[str]:
    events = await context.log.read_all(member.board_id)
    names = await _names(context, member)
    return log_csv(events, names) if name == "log.csv" else log_jsonl(events)
