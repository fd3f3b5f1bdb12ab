"""The contract with the outside, version 1: what a client may say and what the server answers.

Everything that comes in is checked strictly: unknown fields, wrong types, NaN and broken Unicode are refused.
"""

from typing import Annotated, Any, Literal, NotRequired, get_args

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails
from typing_extensions import TypedDict

from app.domain.asked import Id
from app.domain.commands import LARGEST_SEQ, AnyCommand, WireCommand, people_in
from app.domain.errors import Invalid, LimitReached, Malformed, Rejection, UnknownCommand
from app.domain.events import Event
from app.domain.limits import LIMITS
from app.domain.model import Colour, Role, State

PROTOCOL_VERSION = 1
WIRE_HASH = "c25a9a1d08cd5ebf950bdc89bb64822b183e45215256c6083ee46ba037a4a73c"
"""SHA-256 of the schema of everything on the wire (`python -m app.schema`), frozen by `tests/test_protocol.py`."""

CLOSE_MALFORMED = 4400
CLOSE_SIGNED_OUT = 4401
CLOSE_NOT_ALLOWED = 4403
CLOSE_NO_BOARD = 4404
CLOSE_HELLO_LATE = 4408
CLOSE_OLD_PROTOCOL = 4409
CLOSE_GOING_AWAY = 1001
CLOSE_TOO_FAST = 1008
CLOSE_OUR_FAULT = 1011
CLOSE_BROKEN_LOG = 4500


class Said(BaseModel):
    """Ground for what clients say: strict, frozen, no unknown fields."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class Hello(Said):
    type: Literal["hello"]
    protocol: int
    csrf: str
    after: Annotated[int, Field(ge=0)] | None


class Submit(Said):
    type: Literal["submit"]
    command_id: Id
    command: AnyCommand
    why: Annotated[str, Field(max_length=LIMITS.why)] | None = None
    on_behalf_of: Id | None = None


class Pointer(Said):
    kind: Literal["card", "theme", "placement", "board"]
    id: Id


class Showing(Said):
    """What is shown to everybody. A moment of the log is `moment-SEQ`."""

    kind: Literal["card", "theme", "placement", "board", "moment"]
    id: Id


class PresenceSaid(Said):
    """What a page says of its person. `hand`: since when it is up, in milliseconds since 1970 by the server's clock."""

    type: Literal["presence"]
    holding: Pointer | None = None
    looking_at: Pointer | None = None
    writing: bool = False
    hand: Annotated[int, Field(ge=0, le=LARGEST_SEQ)] | None = None
    ready: bool = False
    showing: Showing | None = None
    calling: bool = False
    following: Id | None = None


class Ping(Said):
    type: Literal["ping"]
    t: Annotated[float, Field(allow_inf_nan=False)]


ClientMessage = Annotated[Hello | Submit | PresenceSaid | Ping, Field(discriminator="type")]
CLIENT_MESSAGE: TypeAdapter[Hello | Submit | PresenceSaid | Ping] = TypeAdapter(ClientMessage)
SUBMIT: TypeAdapter[Submit] = TypeAdapter(Submit)


class PointerShown(TypedDict):
    kind: str
    id: str


class PersonShown(TypedDict):
    """A person of the study as the others see them."""

    id: str
    pseudonym: str
    role: Role
    colour: Colour
    active: bool


class PersonHere(PersonShown):
    """A person of the study, and what they are doing on this board."""

    here: bool
    holding: PointerShown | None
    looking_at: PointerShown | None
    writing: bool
    hand: int | None
    ready: bool
    showing: PointerShown | None
    calling: bool
    following: str | None


class StudyShown(TypedDict):
    id: str
    title: str


class Welcome(TypedDict):
    type: Literal["welcome"]
    protocol: int
    you: str
    role: Role
    board_id: str
    study: StudyShown
    source: str | None
    head: int
    people: list[PersonHere]
    limits: dict[str, int]
    server_time: str
    state: NotRequired[State]
    seq: NotRequired[int]


class EventsFrame(TypedDict):
    type: Literal["events"]
    events: list[Event]
    settles: NotRequired[str]


class Rejected(TypedDict):
    type: Literal["rejected"]
    command_id: str | None
    code: str
    message: str
    detail: dict[str, Any]


class PresenceFrame(TypedDict):
    type: Literal["presence"]
    people: list[PersonHere]


class AnsweredFrame(TypedDict):
    """How many have answered, by round that is open and hides its answers. Never who, never what."""

    type: Literal["answered"]
    rounds: dict[str, int]


class Pong(TypedDict):
    type: Literal["pong"]
    t: Annotated[float, Field(allow_inf_nan=False)]
    server_time: NotRequired[str]


ServerMessage = Annotated[
    Welcome | EventsFrame | Rejected | PresenceFrame | AnsweredFrame | Pong, Field(discriminator="type")
]


def rejected(command_id: str | None, rejection: Rejection) -> Rejected:
    """The frame that refuses a command, or with None something that was no command."""
    detail = dict(rejection.detail)
    return Rejected(
        type="rejected", command_id=command_id, code=rejection.code, message=rejection.message, detail=detail
    )


def read_client_message(text: str | bytes) -> Hello | Submit | PresenceSaid | Ping:
    """One frame from a client. Raises Malformed, Invalid, LimitReached or UnknownCommand, which name the field."""
    message: Hello | Submit | PresenceSaid | Ping = _checked(CLIENT_MESSAGE, text)
    return message


def read_submit(text: str | bytes) -> Submit:
    """The body of a posted command. Raises as `read_client_message`."""
    message: Submit = _checked(SUBMIT, text)
    return message


def people_named(said: Submit) -> frozenset[str]:
    """The people that a command is about or for, besides its author."""
    about = people_in(said.command)
    return about if said.on_behalf_of is None else about | {said.on_behalf_of}


def _checked(adapter: TypeAdapter[Any], text: str | bytes) -> Any:
    try:
        return adapter.validator.validate_json(text)
    except ValidationError as error:
        raise rejection_of(error) from None


def rejection_of(error: ValidationError) -> Rejection:
    """What is wrong with an input, in a plain sentence that names the first field and its limit."""
    problem = error.errors(include_url=False)[0]
    field = _field_name(problem)
    context = problem.get("ctx", {})
    match problem["type"]:
        case "json_invalid":
            return Malformed("This is not valid JSON.")
        case "string_too_long" | "too_long":
            limit = context["max_length"]
            return LimitReached(f"The field {field} is too long. At most {limit} fit.", field=field, limit=limit)
        case "union_tag_invalid" | "union_tag_not_found":
            return UnknownCommand("This server does not know that type.", field=field or "type")
        case _:
            return Invalid(f"The field {field} is not right: {problem['msg']}.", field=field)


def _field_name(problem: ErrorDetails) -> str:
    """The path of a field without the tags of unions, which hold a dot or stand first."""
    steps = [str(step) for step in problem["loc"]]
    return ".".join(step for step in steps if step not in TAGS)


COMMAND_TYPES = frozenset(get_args(kind.model_fields["type"].annotation)[0] for kind in get_args(WireCommand))
TAGS = COMMAND_TYPES | {"hello", "submit", "presence", "ping"}
