"""One server with one study, and a new board for every test."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from tests.server import Person, Server, Study, make_study, new_id

Command = dict[str, Any]
MOST_AT_ONCE = 200


@dataclass
class House:
    """A running server, its study, and the people who came in by name."""

    server: Server
    study: Study
    people: dict[str, Person] = field(default_factory=dict)

    def person(self, name: str) -> Person:
        """The person of that name; comes in when not here yet. "Facilitator" made the study."""
        if name not in self.people:
            link = self.study.facilitator_link if name == "Facilitator" else self.study.invite_link
            self.people[name] = Person(self.server).come(link, None if name == "Facilitator" else name)
        return self.people[name]

    def observer(self) -> Person:
        """A person who may look on only."""
        if "Observer" not in self.people:
            path = f"/api/studies/{self.study.study_id}/invites"
            link = self.person("Facilitator").http.post(path, json={"role": "observer"}).json()["link"]
            self.people["Observer"] = Person(self.server).come(link, "Observer")
        return self.people["Observer"]

    def close(self) -> None:
        """Lets go of everybody's connection."""
        for person in self.people.values():
            person.http.close()

    def new_board(self, title: str) -> "Table":
        """An empty board, where everybody sits down from now on."""
        path = f"/api/studies/{self.study.study_id}/boards"
        answer = self.person("Facilitator").http.post(path, json={"title": title})
        assert answer.status_code == 200, answer.text
        return Table(self, answer.json()["id"])


@dataclass(frozen=True)
class Table:
    """One board, with the commands that lay it out."""

    house: House
    board_id: str

    def person(self, name: str) -> Person:
        """A person at this board."""
        person = self.house.person(name)
        person.boards = [{"id": self.board_id}]
        return person

    def do(self, command: Command, by: str = "Facilitator", **more: Any) -> list[dict[str, Any]]:
        """Somebody's change from elsewhere; answers its events."""
        return self.person(by).do(command, **more)

    def all(self, commands: Iterable[Command], by: str = "Facilitator") -> None:
        """Many changes, as few events as the limit allows."""
        waiting = list(commands)
        for first in range(0, len(waiting), MOST_AT_ONCE):
            self.do({"type": "batch", "commands": waiting[first : first + MOST_AT_ONCE]}, by)

    def state(self, at: int | None = None) -> dict[str, Any]:
        """The board as the server has it."""
        return self.person("Facilitator").state(at)

    def events(self) -> list[dict[str, Any]]:
        """The first thousands of the log."""
        return self.person("Facilitator").events()

    def heard(self, after: int) -> list[dict[str, Any]]:
        """The events behind a seq as soon as there are any; none when nothing happens for 25 seconds."""
        params = {"after": after, "wait": 25}
        answer = self.person("Facilitator").http.get(f"/api/boards/{self.board_id}/events", params=params)
        events: list[dict[str, Any]] = answer.json()["events"]
        return events

    def card(self, text: str) -> str:
        """The id of the card that says this."""
        return _only(id_ for id_, card in self.state()["card"].items() if card["text"] == text)

    def theme(self, title: str) -> str:
        """The id of the theme of this name."""
        return _only(id_ for id_, theme in self.state()["theme"].items() if theme["title"] == title)

    def placement(self, text: str, title: str) -> str:
        """The id of the placement of a card in a theme."""
        card, theme = self.card(text), self.theme(title)
        placements = self.state()["placement"].items()
        return _only(id_ for id_, one in placements if (one["card_id"], one["theme_id"]) == (card, theme))

    def texts(self, title: str) -> list[str]:
        """What the cards of a theme say, in their order."""
        state, theme = self.state(), self.theme(title)
        found = [
            (one["rank"], id_, one["card_id"]) for id_, one in state["placement"].items() if one["theme_id"] == theme
        ]
        return [state["card"][card]["text"] for _, _, card in sorted(found)]

    def tray(self) -> list[str]:
        """What the cards say that stand nowhere, in their order."""
        state = self.state()
        placed = {one["card_id"] for one in state["placement"].values()}
        free = [(card["rank"], id_, card["text"]) for id_, card in state["card"].items() if not card["retired"]]
        return [text for _, id_, text in sorted(free) if id_ not in placed]


def _only(ids: Iterable[str]) -> str:
    """The one id there is."""
    (found,) = ids
    return found


def open_house(server: Server) -> House:
    """A new study on a running server."""
    return House(server, make_study(server))


def create_cards(*texts: str) -> list[Command]:
    """Cards for the tray."""
    return [{"type": "card.create", "card_id": new_id("card"), "text": text} for text in texts]


def create_theme(title: str, *texts: str, parent_id: str | None = None, theme_kind: str = "theme") -> list[Command]:
    """A theme with cards of its own."""
    theme_id = new_id("theme")
    theme = {"type": "theme.create", "theme_id": theme_id, "title": title, "theme_kind": theme_kind}
    cards = create_cards(*texts)
    for card in cards:
        card["placement"] = {"placement_id": new_id("place"), "theme_id": theme_id}
    return [theme | ({"parent_id": parent_id} if parent_id else {}), *cards]


def also_place(card_id: str, theme_id: str) -> Command:
    """One more place for a card."""
    return {"type": "placement.add", "placement_id": new_id("place"), "card_id": card_id, "theme_id": theme_id}


def move(placement_id: str, theme_id: str, **where: str | None) -> Command:
    """Another place for a placement; `after` as in the protocol."""
    return {"type": "placement.move", "placement_id": placement_id, "theme_id": theme_id, **where}
