"""What comes in a request: read with a limit, checked strictly, refused by the field's name."""

from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from starlette.requests import Request

from app.domain.asked import Id
from app.domain.commands import LARGEST_SEQ
from app.domain.commands_talk import KindKey
from app.domain.limits import LIMITS
from app.domain.model_talk import SpokenOf
from app.domain.model_withdrawal import OwnWay
from app.protocol import PresenceSaid, rejection_of
from app.web.errors import TooLarge

TABLE_BYTES = 2_000_000
"""A table to import: about twenty times the largest board."""
PAGE = r"^[A-Za-z0-9_-]{8,40}$"
"""The name that an open page gives itself."""
Secret = Annotated[str, Field(max_length=200)]


class Body(BaseModel):
    """Ground for all bodies."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class Nothing(Body):
    pass


class InviteBody(Body):
    invite: Secret


class JoinBody(Body):
    invite: Secret
    pseudonym: Annotated[str, Field(max_length=LIMITS.pseudonym)] | None = None


class ReturnBody(Body):
    secret: Secret


class NewInviteBody(Body):
    role: Literal["co_researcher", "observer"]


class RoleBody(Body):
    role: Literal["facilitator", "co_researcher"]


class NewBoardBody(Body):
    title: Annotated[str, Field(max_length=LIMITS.board_title)]


LARGEST_NOTE = 2_000
"""Characters of a signed note; ours have about 250."""


class SeenBody(Body):
    """How far somebody has seen a board's log."""

    seq: Annotated[int, Field(ge=0, le=LARGEST_SEQ)]


class ForkBody(Body):
    """A checkpoint that a browser has seen, as a signed note."""

    note: Annotated[str, Field(max_length=LARGEST_NOTE)]


class TableBody(Body):
    """A table to look at before it is brought in."""

    csv: str
    keep_repeats: bool = False
    aim_labels: bool = False


class PresenceBody(Body):
    """What a page without a websocket says. Each time it says something else, `turn` is higher."""

    page: Annotated[str, Field(pattern=PAGE)]
    turn: Annotated[int, Field(ge=0, le=LARGEST_SEQ)]
    presence: PresenceSaid


class ImportBody(TableBody):
    import_id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8,40}$")]


class DraftAbout(Body):
    """What the words would be about, and as what."""

    kind: SpokenOf
    id: Id
    reply_to: Id | None = None
    comment_kind: KindKey | None = None


class DraftBody(Body):
    """Words to keep. `was` is when the draft was changed last, as far as the sender knows."""

    about: DraftAbout
    text: Annotated[str, Field(min_length=1, max_length=LIMITS.draft_text, pattern=r"^[^\x00]*$")]
    was: Annotated[str, Field(max_length=40)] | None = None


class WithdrawBody(Body):
    """What to take back. `at_once`: without time to change one's mind. `source` names the source of `source`."""

    way: Literal["stop", "unlink", "words", "all", "source"]
    at_once: bool = False
    source: Annotated[str, Field(max_length=LIMITS.source)] = ""


class OfferBody(Body):
    """What a study offers: in which words, and until which day (ISO 8601)."""

    ways: tuple[OwnWay, ...]
    wording: Annotated[str, Field(max_length=LIMITS.offer_wording)] = ""
    last_day: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")] | None = None


class ReplaysBody(Body):
    """Whether replays name people."""

    names: bool


class HeardBody(Body):
    at: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")]


Model = TypeVar("Model", bound=Body)


async def read_body(request: Request, model: type[Model], limit: int = LIMITS.frame_bytes) -> Model:
    """The body as a model. Raises TooLarge, Malformed, Invalid or LimitReached."""
    return checked(model, await read_bytes(request, limit))


async def read_bytes(request: Request, limit: int = LIMITS.frame_bytes) -> bytes:
    """The body as it came. Raises TooLarge as soon as there is more than `limit` bytes."""
    content = bytearray()
    async for part in request.stream():
        content += part
        if len(content) > limit:
            raise TooLarge(f"This is too much at once. At most {limit} bytes fit.", field="body", limit=limit)
    return bytes(content)


def checked(model: type[Model], content: bytes) -> Model:
    """The body as a model; an empty one is an empty object."""
    adapter: TypeAdapter[Any] = TypeAdapter(model)
    try:
        answer: Model = adapter.validate_json(content or b"{}")
    except ValidationError as error:
        raise rejection_of(error) from None
    return answer
