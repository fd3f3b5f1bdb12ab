"""What was said, in words."""

from typing import Literal, assert_never

from app.domain.model_talk import DECISION, Comment
from app.export.scene import Scene, quoted

CommentEvent = Literal["comment.added", "comment.edited", "comment.withdrawn", "comment.hidden", "comment.shown"]


def comment(kind: CommentEvent, scene: Scene) -> str:
    """The deed without who and full stop. Words that were taken back are not quoted."""
    said = scene.after["comment"][scene.changes[0]["id"]]
    about = thing(scene, said["on_kind"], said["on_id"])
    match kind:
        case "comment.added":
            return f"{_verb(said)} {about}{_words(': ', said)}"
        case "comment.edited":
            return f"changed their words about {about}{_words(' to ', said)}"
        case "comment.withdrawn":
            return f"took back their words about {about}"
        case "comment.hidden":
            return f"hid words about {about}"
        case "comment.shown":
            return f"showed the hidden words about {about} again"
        case _:
            assert_never(kind)


def thing(scene: Scene, kind: str, key: str) -> str:
    """A card, theme or board by its name."""
    match kind:
        case "card":
            return f"the card {scene.card(key)}"
        case "theme":
            return f"the theme {scene.theme(key)}"
        case _:
            return "the board"


def _words(before: str, said: Comment) -> str:
    """Nothing where the words are not there to be read."""
    return "" if said["text"] is None else before + quoted(said["text"])


def _verb(said: Comment) -> str:
    """A decision is one also when it answers somebody."""
    match said["comment_kind"]:
        case kind if kind == DECISION:
            return "noted a decision about"
        case _ if said["reply_to"] is not None:
            return "answered about"
        case "question":
            return "asked about"
        case _:
            return "said about"
