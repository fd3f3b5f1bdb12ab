"""Prints the JSON Schema of everything on the wire, from which the TypeScript types are made."""

import hashlib
import json
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter

from app.domain.commands import AnyCommand
from app.domain.events import Change, Event
from app.domain.model import BoardRecord, Card, Kind, Placement, State, Theme, Undone
from app.domain.model_meetings import Attendance, Locked, Meeting, Minutes, Signature, Stage, Timer
from app.domain.model_moments import Moment
from app.domain.model_rounds import Round, Vote
from app.domain.model_talk import Comment, Talk
from app.protocol import ClientMessage, PersonHere, PersonShown, ServerMessage


class Wire(BaseModel):
    """One field for each named type, so that all of them come into one schema."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)

    client_message: ClientMessage
    server_message: ServerMessage
    command: AnyCommand
    event: Event
    change: Change
    state: State
    board_record: BoardRecord
    card: Card
    theme: Theme
    placement: Placement
    meeting: Meeting
    undone: Undone
    comment: Comment
    talk: Talk
    round: Round
    vote: Vote
    attendance: Attendance
    stage: Stage
    locked: Locked
    timer: Timer
    minutes: Minutes
    signature: Signature
    moment: Moment
    kind: Kind
    person_here: PersonHere
    person_shown: PersonShown


def wire_schema() -> dict[str, Any]:
    """The schema as one document with `$defs`."""
    return TypeAdapter(Wire).json_schema(mode="validation")


def wire_hash() -> str:
    """SHA-256 of the schema in hex. When it changes, the protocol has: see `tests/test_protocol.py`."""
    return hashlib.sha256(json.dumps(wire_schema(), sort_keys=True).encode()).hexdigest()


if __name__ == "__main__":
    print(json.dumps(wire_schema(), indent=2, sort_keys=True))
