"""What everybody is told first, over a websocket or without one."""

from dataclasses import asdict

from app.protocol import PROTOCOL_VERSION, Welcome
from app.realtime.room import Room
from app.realtime.session import Session
from app.realtime.wire import encoded
from app.store.members import Member
from app.web.context import Context


def welcome_of(room: Room, session: Session, member: Member, context: Context, *, afresh: bool) -> bytes:
    """The `welcome` message as JSON, with the whole state where somebody begins afresh."""
    welcome = Welcome(
        type="welcome",
        protocol=PROTOCOL_VERSION,
        you=member.person_id,
        role=member.role,
        board_id=member.board_id,
        study=member.study,
        source=member.source,
        head=room.board.seq,
        people=room.presence.all(),
        limits=asdict(context.hub.limits),
        server_time=context.now(),
    )
    if not afresh:
        return encoded(welcome)
    return b'%b,"seq":%d,"state":%b}' % (encoded(welcome)[:-1], session.cursor, room.state_text())
