"""Bringing in a table of themes: look first, then do it: `/api/boards/{id}/import`."""

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request

from app.domain.errors import Invalid
from app.domain.events import Author
from app.domain.model import Board
from app.export.import_fold import Options
from app.export.import_plan import batch_id, import_plan
from app.export.import_report import Report, import_report
from app.export.import_table import Table, parse_table
from app.store.submission import Submission
from app.web.access import changing, member_of_board
from app.web.bodies import TABLE_BYTES, ImportBody, TableBody, read_body
from app.web.context import Context, context_of

router = APIRouter(prefix="/api/boards/{board_id}/import")


@router.post("/preview")
async def preview(request: Request, board_id: str) -> Report:
    """What an import would do; changes nothing."""
    context = context_of(request)
    await member_of_board(context, await changing(request), board_id, "import")
    body = await read_body(request, TableBody, TABLE_BYTES)
    return import_report(parse_table(body.csv), await context.log.open(board_id), _options(body))


@router.post("")
async def bring_in(request: Request, board_id: str) -> dict[str, Any]:
    """Brings a table in, as batches by the one who asks. Sent again, it makes nothing twice."""
    context = context_of(request)
    member = await member_of_board(context, await changing(request), board_id, "import")
    body = await read_body(request, ImportBody, TABLE_BYTES)
    table, board = parse_table(body.csv), await context.log.open(board_id)
    report = _faultless(import_report(table, board, _options(body)))
    await _submit_all(context, Author(member.person_id, member.role), board, table, body)
    return {"report": report, "head": (await context.log.open(board_id)).seq}


async def _submit_all(context: Context, author: Author, board: Board, table: Table, body: ImportBody) -> None:
    for batch in import_plan(table, board, _options(body), body.import_id):
        submission = Submission(author, batch_id(body.import_id, batch), batch)
        outcome = await context.hub.submit(board.id, submission)
        if outcome.rejection is not None:
            raise outcome.rejection


def _faultless(report: Report) -> Report:
    """Raises Invalid, with the rows in `detail`, when a table has problems."""
    if report["problems"]:
        raise Invalid("The table has rows that cannot be read.", field="csv", problems=report["problems"])
    return report


def _options(body: TableBody) -> Options:
    return Options(keep_repeats=body.keep_repeats, aim_labels=body.aim_labels)
