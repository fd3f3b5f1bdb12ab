"""The people of a study and the links by which they come: `/api/studies/{id}/...`."""

import logging
from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request

from app.domain.errors import Stale
from app.domain.events import Author
from app.store.invites import invites_of, new_invite, turn_off
from app.store.leading import demand_leader, give_role, roles_in
from app.store.members import people_and_boards, shown
from app.store.people import a_person, new_return_link, people_of, remove_person
from app.store.studies import boards_of, create_board, kinds_in, name_kinds
from app.store.tables import BoardRow, InviteRow, PersonRow, RoleRow
from app.store.writer import Transaction
from app.web.access import changing, member_of_study, signed_in
from app.web.bodies import NewBoardBody, NewInviteBody, RoleBody, read_body
from app.web.context import Context, context_of

router = APIRouter(prefix="/api/studies/{study_id}")
logger = logging.getLogger("themeroom")


async def tell_rooms(context: Context, study_id: str) -> None:
    """Open boards of a study learn that its people have changed: at once, or as soon as the store can be asked."""
    try:
        people, board_ids = await context.database.read(lambda session: people_and_boards(session, study_id))
    except Exception as error:  # noqa: BLE001 - the change is on disk, and nobody must stay where they are out
        logger.warning("open boards are told later who is in their study: %s", type(error).__name__)
        context.hub.doubted(context.hub.open_rooms)
    else:
        context.hub.know_people(board_ids, people)


@router.get("/people")
async def people(request: Request, study_id: str) -> dict[str, Any]:
    """Everybody who is or was in the study."""
    context = context_of(request)
    await member_of_study(context, await signed_in(request), study_id, "people.read")
    rows = await context.database.read(lambda session: people_of(session, study_id))
    given = await context.database.read(lambda session: roles_in(session, study_id))
    told = ({**shown(one), **_stay(one, [row for row in given if row.person_id == one.id])} for one in rows)
    return {"people": list(told)}


@router.put("/people/{person_id}/role")
async def role(request: Request, study_id: str, person_id: str) -> dict[str, Any]:
    """Somebody leads the study too, or no longer. One at least always does."""
    context = context_of(request)
    member = await member_of_study(context, await changing(request), study_id, "people.manage")
    body = await read_body(request, RoleBody)

    def work(transaction: Transaction) -> PersonRow:
        by = transaction.session.get_one(PersonRow, member.person_id)
        return give_role(transaction, by, person_id, body.role, context.now())

    person = await context.database.write(work)
    await tell_rooms(context, study_id)
    return {"person": shown(person)}


@router.post("/people/{person_id}/remove")
async def remove(request: Request, study_id: str, person_id: str) -> dict[str, Any]:
    """Takes a person out of the study; what they did stays."""
    context = context_of(request)
    member = await member_of_study(context, await changing(request), study_id, "people.manage")
    if member.person_id == person_id:
        raise Stale("You cannot take yourself out. Use Leave instead.", kind="person", id=person_id)

    def work(transaction: Transaction) -> PersonRow:
        demand_leader(transaction, study_id, member.person_id)
        return remove_person(transaction, study_id, person_id, context.now())

    person = await context.database.write(work)
    context.hub.show_out(person_id)
    await tell_rooms(context, study_id)
    return {"person": shown(person)}


@router.post("/people/{person_id}/return-link")
async def return_link(request: Request, study_id: str, person_id: str) -> dict[str, Any]:
    """A new way back for a person; the old link ends. Everybody may ask for their own."""
    context, found = context_of(request), await changing(request)
    member = await member_of_study(context, found, study_id, "people.read")
    if member.person_id != person_id:
        await member_of_study(context, found, study_id, "people.manage")
    secret = await context.database.write(
        lambda transaction: new_return_link(
            transaction, _present(a_person(transaction.session, study_id, person_id)), context.now()
        )
    )
    return {"return_link": f"{context.public_url}/r#{secret}"}


def _present(person: PersonRow) -> PersonRow:
    if person.removed_at is not None:
        raise Stale("This person was taken out of the study.", kind="person", id=person.id)
    return person


@router.get("/invites")
async def invites(request: Request, study_id: str) -> dict[str, Any]:
    """All links by which people may join, without their secrets."""
    context = context_of(request)
    await member_of_study(context, await signed_in(request), study_id, "people.manage")
    rows = await context.database.read(lambda session: invites_of(session, study_id))
    return {"invites": [_invite(invite) for invite in rows]}


@router.post("/invites")
async def invite(request: Request, study_id: str) -> dict[str, Any]:
    """A new link by which people join. It is shown this once."""
    context = context_of(request)
    await member_of_study(context, await changing(request), study_id, "people.manage")
    body = await read_body(request, NewInviteBody)
    row, secret = await context.database.write(
        lambda transaction: new_invite(transaction, study_id, body.role, context.now())
    )
    return {"id": row.id, "role": row.role, "link": f"{context.public_url}/j#{secret}"}


@router.post("/invites/{invite_id}/off")
async def invite_off(request: Request, study_id: str, invite_id: str) -> dict[str, Any]:
    """Nobody joins by this link any more."""
    context = context_of(request)
    await member_of_study(context, await changing(request), study_id, "people.manage")
    row = await context.database.write(lambda transaction: turn_off(transaction, study_id, invite_id, context.now()))
    return {"id": row.id, "off_at": row.off_at}


@router.post("/boards")
async def board(request: Request, study_id: str) -> dict[str, Any]:
    """One more board in the study."""
    context = context_of(request)
    member = await member_of_study(context, await changing(request), study_id, "board.create")
    body = await read_body(request, NewBoardBody)
    author = Author(member.person_id, member.role)
    boards = await context.database.read(lambda session: boards_of(session, study_id))
    kinds = await kinds_in(context.log, boards)

    def work(transaction: Transaction) -> BoardRow:
        made = create_board(transaction, context.log, study_id, body.title, author, context.now())
        if kinds is not None:
            name_kinds(transaction, context.log, made.id, author, kinds)
        return made

    row = await context.database.write(work)
    return {"id": row.id, "study_id": row.study_id, "title": row.title}


def _stay(person: PersonRow, given: Sequence[RoleRow]) -> dict[str, Any]:
    """Since when, as what and until when somebody is in."""
    return {
        "joined_at": person.joined_at,
        "joined_as": given[0].was if given else person.role,
        "given": [{"role": row.role, "at": row.at, "by": row.by} for row in given],
        "left_at": person.left_at,
        "removed_at": person.removed_at,
    }


def _invite(invite: InviteRow) -> dict[str, Any]:
    return {"id": invite.id, "role": invite.role, "created_at": invite.created_at, "off_at": invite.off_at}
