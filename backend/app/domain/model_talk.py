"""Records of what is said: comments, and the kinds that a study gives them."""

from collections.abc import Mapping
from typing import Annotated, Literal

from typing_extensions import TypedDict

from app.domain.words import Opening, PersonRef, Words

SpokenOf = Literal["card", "theme", "board"]
DECISION = "decision"
"""The kind that stays with its card or theme like a footnote. A study may name it otherwise."""
COMMENT_KINDS: Mapping[str, str] = {"reflection": "Reflection", "question": "Question", DECISION: "Decision"}
"""What a study has until it names its own."""


class Comment(TypedDict):
    """Words about a card, a theme or the board. `author` said them; `written_by` wrote them down for the author.

    `at` is when they were said: ISO 8601, UTC. `text` is None once they were taken back.
    """

    on_kind: SpokenOf
    on_id: str
    reply_to: str | None
    comment_kind: str | None
    text: Words | None
    author: PersonRef
    written_by: PersonRef | None
    at: str
    edited: bool
    taken_back: bool
    hidden: bool


class Talk(TypedDict):
    """Stands under the board's id once a study has named its own kinds of comments."""

    kinds: Annotated[dict[str, str], Opening("words")]
