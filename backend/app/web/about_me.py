"""Everything about me, for me alone: `/api/studies/{id}/about-me.json` and `.html`."""

import asyncio
from typing import Literal

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from app.export.about_me import BoardOfMine, about_me, about_me_html, about_me_json
from app.store.about_me import kept_of
from app.store.studies import boards_of
from app.web.access import member_of_study, people_of, signed_in
from app.web.context import context_of

router = APIRouter(prefix="/api/studies/{study_id}")
KINDS = {"json": "application/json", "html": "text/html"}


@router.get("/about-me.{form}")
async def everything(request: Request, study_id: str, form: Literal["json", "html"]) -> Response:
    """What I wrote and did on all boards of the study, and what is kept of me beside that."""
    context = context_of(request)
    member = await member_of_study(context, await signed_in(request), study_id, "withdrawal.ask")
    names = {person["id"]: person["pseudonym"] for person in await people_of(context, member)}
    kept = await context.database.read(lambda session: kept_of(session, member.person_id))
    rows = await context.database.read(lambda session: boards_of(session, study_id))
    boards = [BoardOfMine(row.title, context.log.passing(row.id)) for row in rows]
    told = await asyncio.to_thread(about_me, member.person_id, kept, boards, names)
    text = about_me_json(told) if form == "json" else about_me_html(told)
    headers = {"Content-Disposition": f'attachment; filename="about-me.{form}"', "Cache-Control": "no-store"}
    return Response(text, headers=headers, media_type=f"{KINDS[form]}; charset=utf-8")
