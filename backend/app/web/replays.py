"""Whether replays name people, as a study chooses: `/api/studies/{id}/replays`."""

from fastapi import APIRouter
from starlette.requests import Request

from app.store.replays import choose_names, replays_name
from app.web.access import changing, member_of_study, signed_in
from app.web.bodies import ReplaysBody, read_body
from app.web.context import context_of

router = APIRouter(prefix="/api/studies/{study_id}/replays")


@router.get("")
async def look(request: Request, study_id: str) -> dict[str, bool]:
    """What the study chose."""
    context = context_of(request)
    await member_of_study(context, await signed_in(request), study_id, "export")
    return {"names": await context.database.read(lambda session: replays_name(session, study_id))}


@router.put("")
async def choose(request: Request, study_id: str) -> dict[str, bool]:
    """Counts for every replay that is taken out from now on, whoever takes it."""
    context = context_of(request)
    await member_of_study(context, await changing(request), study_id, "replays.choose")
    body = await read_body(request, ReplaysBody)
    return {
        "names": await context.database.write(lambda transaction: choose_names(transaction, study_id, names=body.names))
    }
