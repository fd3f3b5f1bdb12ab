"""People who do all sorts of things on a server, right and wrong, and every secret that came with them."""

import contextlib
import socket
from dataclasses import dataclass

import httpx

from tests.server import NO_CERTIFICATES, Person, Server, Study, make_study, new_id

WORDS = ("Feeling-unheard", "Marigold", "Rue-Morgue", "Nightingale")


@dataclass
class Crowd:
    """Who was there. `secrets` holds every name, word, id, token and address that belongs to them."""

    study: Study
    facilitator: Person
    other: Person
    secrets: list[str]

    def newcomer(self, server: Server) -> Person:
        """One more, who came by the invite."""
        person = Person(server).come(self.study.invite_link)
        self.secrets += secrets_of(person)
        return person


def be_busy(server: Server) -> Crowd:
    """Lets two people come, write, ask for what is not there, say what nobody understands, and be rude."""
    study = make_study(server, WORDS[3])
    facilitator = Person(server).come(study.facilitator_link)
    other = Person(server).come(study.invite_link, WORDS[1])
    for person in (facilitator, other):
        write(person)
    be_rude(server)
    links = [link.split("#")[1] for link in (study.facilitator_link, study.invite_link)]
    known = [*WORDS, *links, facilitator.study_id, facilitator.board_id, "127.0.0.1", str(server.data)]
    return Crowd(study, facilitator, other, [*known, *secrets_of(facilitator), *secrets_of(other)])


def write(person: Person) -> None:
    """A card, a command that is refused, and a message that closes the connection."""
    with person.live() as line:
        line.hear("welcome")
        line.outcome(line.submit({"type": "card.create", "card_id": new_id("card"), "text": WORDS[0]}, why=WORDS[2]))
        line.outcome(line.submit({"type": "card.retire", "card_id": WORDS[2]}))
        line.say(type=WORDS[0])
        assert line.close_code() == 4400


def secrets_of(person: Person) -> list[str]:
    """Their id, and what lets them in."""
    return [
        person.id,
        *person.http.cookies.values(),
        person.http.headers["X-CSRF-Token"],
        person.return_link.split("#")[1],
    ]


def be_rude(server: Server) -> None:
    """What no browser says."""
    host, port = server.url.removeprefix("http://").split(":")
    for text in (
        "Marigold Rue-Morgue\r\n\r\n",
        "GET /Marigold HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
    ):
        with socket.create_connection((host, int(port))) as line, contextlib.suppress(ConnectionError):
            line.sendall(text.encode())
            line.recv(1000)
    httpx.post(f"{server.url}/api/join", json={"invite": "Marigold"}, verify=NO_CERTIFICATES)
