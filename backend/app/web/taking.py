"""Who takes something out is written down: each export is signed for and put into the journal of its board.

A file is made whole before it is given out, because its hash is written down first. It lies in memory while it is
small, then in a file without a name, which is gone when it was sent, or when the server ends.
"""

import asyncio
import base64
import hashlib
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO, cast

from starlette.responses import Response, StreamingResponse

from app.domain.errors import BrokenLog
from app.export.bundle import Parts, write_bundle
from app.export.journal_text import entry_of
from app.export.pieces import Text, pieces
from app.export.unsaid import board_without, events_without, lines_without, unreadable
from app.protocol import PersonShown
from app.store.checkpoints import Noted, journal_of
from app.store.members import Member
from app.store.taking import rewritten_at
from app.verifier.merkle import Peaks
from app.web.access import people_of
from app.web.context import Context

IN_MEMORY = 4 * 2**20
"""Bytes of a file that are kept in memory."""
AT_ONCE = 2**16
"""Bytes that are sent at a time."""
Write = Callable[[BinaryIO], None]


@dataclass(frozen=True, slots=True)
class Made:
    """A whole file, as it will be sent."""

    content: BinaryIO
    size: int
    digest: bytes


async def taken(
    context: Context, member: Member, file: str, kind: str, text: Callable[[], Awaitable[Text]]
) -> Response:
    """The answer with a file, once it is written down that this person took it. `kind` is its media type."""

    async def writing() -> Write:
        return partial(_write_text, await text())

    made = await _made(context, member.board_id, writing)
    noted = _noted(member, file, made)
    try:
        await context.checkpoints.sign(member.board_id, noted)
    except BrokenLog:
        await context.checkpoints.note_damaged(member.board_id, noted)
    return _answer(made, file, f"{kind}; charset=utf-8")


async def taken_bundle(
    context: Context, member: Member, file: str, people: Sequence[PersonShown], at: int | None
) -> Response:
    """The answer with everything of a board, and the proof that nothing was changed. Raises BrokenLog.

    `at`: as of that change (None: now); `people`: those of then.
    """
    reached = await context.checkpoints.reached(member.board_id, at)

    async def writing() -> Write:
        return partial(write_bundle, await _parts(context, member, reached, people))

    made = await _made(context, member.board_id, writing)
    await context.checkpoints.sign_as_of(member.board_id, reached, _noted(member, file, made))
    return _answer(made, file, "application/zip")


async def _parts(context: Context, member: Member, reached: Peaks, people: Sequence[PersonShown]) -> Parts:
    board_id, signer, size = member.board_id, context.checkpoints.signer, reached.size
    journal = await context.database.read(lambda session: journal_of(session, board_id))
    everybody = await people_of(context, member)
    board = await context.log.board_at(board_id, size)
    now = await context.log.open(board_id)
    unread = unreadable(now.state, member.person_id, member.role)
    return Parts(
        board=board_without(board, unread),
        events=lambda: events_without(context.log.passing(board_id, size), unread),
        records=lambda: lines_without(context.log.lines(board_id, size), unread),
        people=people,
        names={person["id"]: person["pseudonym"] for person in everybody},
        source=member.source,
        journal=[entry_of(row.model_dump()) for row in journal if row.size <= size],
        checkpoint=signer.checkpoint(board_id, size, reached.root()),
        key=signer.key(board_id).spelled(),
        sign=lambda text: signer.note(board_id, text),
    )


async def _made(context: Context, board_id: str, writing: Callable[[], Awaitable[Write]]) -> Made:
    """The file. It is made anew when words were taken back meanwhile: none of them leaves any more."""
    while True:
        before = await context.database.read(lambda session: rewritten_at(session, board_id))
        made = await asyncio.to_thread(_filled, await writing())
        if before == await context.database.read(lambda session: rewritten_at(session, board_id)):
            return made
        made.content.close()


def _filled(write: Write) -> Made:
    content = cast(BinaryIO, tempfile.SpooledTemporaryFile(IN_MEMORY))  # noqa: SIM115 - it is sent later
    try:
        write(content)
        size = content.tell()
        content.seek(0)
        digest = hashlib.sha256()
        while piece := content.read(AT_ONCE):
            digest.update(piece)
    except BaseException:
        content.close()
        raise
    return Made(content, size, digest.digest())


def _write_text(text: Text, out: BinaryIO) -> None:
    out.writelines(pieces(text))


def _noted(member: Member, file: str, made: Made) -> Noted:
    return Noted("export", member.person_id, file, made.digest.hex())


def _answer(made: Made, file: str, kind: str) -> Response:
    headers = {
        "Content-Disposition": f'attachment; filename="{file}"',
        "Cache-Control": "no-store",
        "Content-Digest": f"sha-256=:{base64.b64encode(made.digest).decode()}:",
        "Content-Length": str(made.size),
    }
    return StreamingResponse(_sent(made.content), headers=headers, media_type=kind)


async def _sent(content: BinaryIO) -> AsyncIterator[bytes]:
    with content:
        content.seek(0)
        while piece := await asyncio.to_thread(content.read, AT_ONCE):
            yield piece
