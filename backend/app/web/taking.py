"""Who takes something out is written down: each export is signed for and put into the journal of its board."""

import asyncio
import base64
import hashlib
from collections.abc import Iterable

from starlette.responses import Response

from app.domain.errors import BrokenLog
from app.export.bundle import Parts, bundle
from app.export.journal_text import entry_of
from app.store.checkpoints import Noted, journal_of
from app.store.members import Member
from app.web.access import people_of
from app.web.context import Context


async def taken(context: Context, member: Member, file: str, kind: str, content: str | Iterable[str]) -> Response:
    """The answer with a file, once it is written down that this person took it. `kind` is its media type."""
    data = await asyncio.to_thread(_bytes_of, content)
    noted = Noted("export", member.person_id, file, hashlib.sha256(data).hexdigest())
    try:
        await context.checkpoints.sign(member.board_id, noted)
    except BrokenLog:
        await context.checkpoints.note_damaged(member.board_id, noted)
    return _answer(data, file, f"{kind}; charset=utf-8")


async def taken_bundle(context: Context, member: Member, file: str) -> Response:
    """The answer with everything of a board, and the proof that nothing was changed. Raises BrokenLog."""
    board_id = member.board_id
    reached = await context.checkpoints.reached(board_id)
    signer, size = context.checkpoints.signer, reached.size
    journal = await context.database.read(lambda session: journal_of(session, board_id))
    people = await people_of(context, member)
    parts = Parts(
        board=await context.log.board_at(board_id, size),
        events=await context.log.read(board_id, 0, size),
        records=await context.log.read_lines(board_id, size),
        people=people,
        names={person["id"]: person["pseudonym"] for person in people},
        source=member.source,
        journal=[entry_of(row.model_dump()) for row in journal if row.size <= size],
        checkpoint=signer.checkpoint(board_id, size, reached.root()),
        key=signer.key(board_id).spelled(),
        sign=lambda text: signer.note(board_id, text),
    )
    data = await asyncio.to_thread(bundle, parts)
    noted = Noted("export", member.person_id, file, hashlib.sha256(data).hexdigest())
    await context.checkpoints.sign_as_of(board_id, reached, noted)
    return _answer(data, file, "application/zip")


def _answer(data: bytes, file: str, kind: str) -> Response:
    digest = base64.b64encode(hashlib.sha256(data).digest()).decode()
    headers = {
        "Content-Disposition": f'attachment; filename="{file}"',
        "Cache-Control": "no-store",
        "Content-Digest": f"sha-256=:{digest}:",
    }
    return Response(data, headers=headers, media_type=kind)


def _bytes_of(content: str | Iterable[str]) -> bytes:
    return content.encode() if isinstance(content, str) else b"".join(part.encode() for part in content)
