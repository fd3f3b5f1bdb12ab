"""Three people whose words are taken back, and everything that a server says of them."""

import io
import zipfile

from tests.server import Person, Server, make_study, new_id
from tests.web.routes import EXPORTS

MINE, THEIRS = "the ferry sleeps at noon", "the market wakes at dawn"


class Group:
    """A facilitator and two who wrote a card and a comment each."""

    def __init__(self, server: Server) -> None:
        study = make_study(server)
        self.lead = Person(server).come(study.facilitator_link)
        self.mine = Person(server).come(study.invite_link, "Ferry friend")
        self.other = Person(server).come(study.invite_link, "Market friend")
        self.card = new_id("card")
        self.mine.do({"type": "card.create", "card_id": self.card, "text": MINE}, why="said on the ferry")
        self.other.do({"type": "card.create", "card_id": new_id("card"), "text": THEIRS})
        on = {"kind": "card", "id": self.card}
        self.other.do({"type": "comment.add", "comment_id": new_id("comment"), "on": on, "text": "I know that one"})

    @property
    def path(self) -> str:
        """Where things are taken back."""
        return f"/api/studies/{self.mine.study_id}/withdrawal"

    def answers(self, person: Person) -> str:
        """Everything that the server says of the board."""
        board = f"/api/boards/{person.board_id}"
        paths = [f"{board}/state", f"{board}/events", *[f"{board}/state?at={at}" for at in (2, 3, 4)]]
        paths += [f"{board}/export/{name}" for name in EXPORTS]
        return "".join(_read(person.http.get(path).raise_for_status().content) for path in paths)


def _read(content: bytes) -> str:
    """An answer as text, a zip file unpacked."""
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "".join(packed.read(name).decode() for name in packed.namelist())


def deleted(person: Person) -> None:
    """Waits until the server has done what it does in the background."""
    while "\nthemeroom_withdrawals_waiting 0.0" not in person.http.get("/metrics").text:
        pass
