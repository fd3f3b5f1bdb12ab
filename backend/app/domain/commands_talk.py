"""What can be asked for about comments."""

from typing import Annotated, Literal

from pydantic import Field

from app.domain.asked import Asked, Id
from app.domain.limits import LIMITS
from app.domain.model_talk import SpokenOf

CommentText = Annotated[str, Field(max_length=LIMITS.comment_text)]
KindKey = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,19}$")]
KindName = Annotated[str, Field(max_length=LIMITS.comment_kind)]
CommentKinds = Annotated[dict[KindKey, KindName], Field(max_length=LIMITS.comment_kinds)]


class Spoken(Asked):
    """What words are about."""

    kind: SpokenOf
    id: Id


class CommentAdd(Asked):
    type: Literal["comment.add"]
    comment_id: Id
    on: Spoken
    text: CommentText
    reply_to: Id | None = None
    comment_kind: KindKey | None = None


class CommentEdit(Asked):
    type: Literal["comment.edit"]
    comment_id: Id
    text: CommentText


class CommentWithdraw(Asked):
    type: Literal["comment.withdraw"]
    comment_id: Id


class CommentHide(Asked):
    type: Literal["comment.hide"]
    comment_id: Id


class CommentShow(Asked):
    type: Literal["comment.show"]
    comment_id: Id


TalkCommand = CommentAdd | CommentEdit | CommentWithdraw | CommentHide | CommentShow
