"""Taking words back, changing one's mind, and what a study offers: `/api/studies/{id}/withdrawal`."""

import asyncio
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request

from app.domain.events import Event
from app.domain.gathering import Whose
from app.domain.limits import LIMITS
from app.domain.permissions import demand, may
from app.store.leading import leaders
from app.store.members import Member
from app.store.offers import Offer, demand_offered, keep_offer, offer_of, pieces_of, sources_of
from app.store.studies import boards_of
from app.store.submission import Ahead
from app.store.tables import BoardRow, PersonRow
from app.store.tables_withdrawal import WithdrawalRow
from app.store.withdrawals import Asked, Shown, ask, cancel, waiting_in, waiting_of
from app.store.writer import Transaction
from app.web.access import changing, member_of_study, signed_in
from app.web.bodies import Nothing, OfferBody, WithdrawBody, read_body
from app.web.context import Context, context_of
from app.web.people import tell_rooms

router = APIRouter(prefix="/api/studies/{study_id}/withdrawal")


@router.get("")
async def look(request: Request, study_id: str) -> dict[str, Any]:
    """What I can take back, in which ways, and what I have asked for already."""
    context = context_of(request)
    member = await member_of_study(context, await signed_in(request), study_id, "withdrawal.ask")
    offer = await context.database.read(lambda session: offer_of(session, study_id))
    waiting = await context.database.read(lambda session: waiting_of(session, member.person_id))
    boards = await context.database.read(lambda session: boards_of(session, study_id))
    leading = await context.database.read(lambda session: [one.id for one in leaders(session, study_id)])
    told = {
        "offer": _offer(offer),
        "hours": LIMITS.change_of_mind_hours,
        "waiting": _waiting(waiting),
        "leads_alone": leading == [member.person_id],
        "mine": await asyncio.to_thread(pieces_of, _logs(context, boards), member.person_id),
    }
    return {**told, **await _sources(context, member, boards)} if may(member.role, "withdrawal.source") else told


async def _sources(context: Context, member: Member, boards: list[BoardRow]) -> dict[str, Any]:
    rows = await context.database.read(lambda session: waiting_in(session, member.study["id"]))
    found = await asyncio.to_thread(sources_of, _logs(context, boards))
    return {"sources": found, "waiting_sources": [_waiting(row) for row in rows]}


@router.post("")
async def take_back(request: Request, study_id: str) -> dict[str, Any]:
    """Takes back at once, on all boards of the study."""
    context, found = context_of(request), await changing(request)
    member = await member_of_study(context, found, study_id, "withdrawal.ask")
    body = await read_body(request, WithdrawBody)
    if body.way == "source":
        demand(member.role, "withdrawal.source")
    now = context.now()
    asked = Asked(body.way, None if body.at_once else _later(now), body.source)
    ahead = await _read_ahead(context, study_id, asked.whose(member.person_id))

    def work(transaction: Transaction) -> tuple[dict[str, Any] | None, Shown]:
        demand_offered(offer_of(transaction.session, study_id), body.way, now)
        person = transaction.session.get_one(PersonRow, member.person_id)
        withdrawal_id, shown = ask(transaction, context.log, person, asked, now, ahead)
        return _waiting(transaction.session.get_one(WithdrawalRow, withdrawal_id)), shown

    told, shown = await context.database.write(work)
    await _show(context, study_id, shown)
    return {"withdrawal": told}


@router.post("/{withdrawal_id}/cancel")
async def change_mind(request: Request, study_id: str, withdrawal_id: str) -> dict[str, Any]:
    """Puts back what I took back, while there is time."""
    context, found = context_of(request), await changing(request)
    member = await member_of_study(context, found, study_id, "withdrawal.cancel")
    await read_body(request, Nothing)
    shown = await context.database.write(
        lambda transaction: cancel(
            transaction,
            context.log,
            transaction.session.get_one(PersonRow, member.person_id),
            withdrawal_id,
            context.now(),
        )
    )
    await _show(context, study_id, shown)
    return {"withdrawal": None}


@router.put("/offer")
async def offer(request: Request, study_id: str) -> dict[str, Any]:
    """What the study offers, in its own words, and until which day."""
    context, found = context_of(request), await changing(request)
    await member_of_study(context, found, study_id, "withdrawal.offer")
    body = await read_body(request, OfferBody)
    wanted = Offer(body.ways, body.wording, body.last_day)
    kept = await context.database.write(lambda transaction: keep_offer(transaction, study_id, wanted))
    return {"offer": _offer(kept)}


async def _read_ahead(context: Context, study_id: str, whose: Whose) -> Mapping[str, Ahead]:
    """What goes out of each board, read before anybody has to wait for it."""
    boards = await context.database.read(lambda session: boards_of(session, study_id))
    return {board.id: await context.log.read_ahead(board.id, whose) for board in boards}


def tell_when_final(context: Context) -> None:
    """From now on open boards hear when somebody has left for good."""
    loop = asyncio.get_running_loop()

    def told(study_id: str) -> None:
        asyncio.run_coroutine_threadsafe(tell_rooms(context, study_id), loop)

    context.log.deleting.told = told


def _logs(context: Context, boards: list[BoardRow]) -> Iterator[Iterator[Event]]:
    """The whole logs of boards, one after another. Not on the event loop."""
    return (context.log.passing(board.id) for board in boards)


async def _show(context: Context, study_id: str, shown: Shown) -> None:
    for board_id, outcome in shown.items():
        if outcome.events:
            context.log.show(board_id, [outcome])
    await tell_rooms(context, study_id)


def _later(now: str) -> str:
    until = datetime.fromisoformat(now) + timedelta(hours=LIMITS.change_of_mind_hours)
    return until.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _waiting(row: WithdrawalRow | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {"id": row.id, "way": row.way, "asked_at": row.asked_at, "until": row.until, "state": row.state}


def _offer(kept: Offer) -> dict[str, Any]:
    return {"ways": list(kept.ways), "wording": kept.wording, "last_day": kept.last_day}
