"""A model of the exercise of `movers`, made of what people asked for alone. Events are held against it, never read.

It is exact because every card is moved by one person only, whose commands are decided in the order in which they were
asked for (R15): so a card stands where the last command of its person that was not refused put it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tests.faults.fold import Event, State, empty, fold
from tests.faults.movers import Command, Played
from tests.faults.screen import Screen

BOARD_AND_LAYOUT = 2
"""Records that are there before anybody moves."""


@dataclass
class Model:
    """The titles of themes, the texts of cards, and for each placement its card and its theme."""

    themes: dict[str, str] = field(default_factory=dict)
    cards: dict[str, str] = field(default_factory=dict)
    stands: dict[str, tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, played: Played) -> "Model":
        """What the board must hold after an exercise."""
        model = cls()
        model.do(played.laid_out)
        for client in played.clients:
            model.do(carried_out(client.screen))
        return model

    @classmethod
    def shown(cls, state: State) -> "Model":
        """The same facts as a state of the server tells them."""
        return cls(
            {key: theme["title"] for key, theme in state["theme"].items()},
            {key: card["text"] for key, card in state["card"].items()},
            {key: (place["card_id"], place["theme_id"]) for key, place in state["placement"].items()},
        )

    def do(self, commands: Iterable[Command]) -> None:
        """What commands mean in this exercise, one after another."""
        for command in commands:
            match command:
                case {"type": "theme.create", "theme_id": theme, "title": title}:
                    self.themes[theme] = title
                case {"type": "card.create", "card_id": card, "text": text, "placement": place}:
                    self.cards[card] = text
                    self.stands[place["placement_id"]] = (card, place["theme_id"])
                case {"type": "placement.move", "placement_id": place, "theme_id": theme}:
                    self.stands[place] = (self.stands[place][0], theme)
                case _:
                    raise AssertionError(f"the exercise has no {command['type']}")


def check_model(played: Played, log: Sequence[Event], state: State) -> None:
    """The board holds what was asked for, in the end and after each record. Nobody's commands overtook each other."""
    assert Model.shown(state) == Model.of(played)
    asked = {key: submit["command"] for client in played.clients for key, submit in client.screen.asked.items()}
    _check_steps(played.laid_out, asked, log)
    recorded = [event["command_id"] for event in log]
    for client in played.clients:
        own = {key: None for key in recorded if key in client.screen.asked}
        assert list(own) == [key for key in client.screen.asked if key in own]


def _check_steps(laid_out: list[Command], asked: dict[str, Command], log: Sequence[Event]) -> None:
    """Of the log only the order is believed in which different people came."""
    model, board = Model(), fold(empty(), log[:BOARD_AND_LAYOUT])
    model.do(laid_out)
    for event in log[BOARD_AND_LAYOUT:]:
        model.do([asked[event["command_id"]]])
        assert Model.shown(fold(board, [event])) == model


def carried_out(screen: Screen) -> list[Command]:
    """What somebody asked for and was not refused. Fails when a command had no answer."""
    assert screen.asked.keys() == screen.acknowledged.keys() | screen.refused.keys()
    return [submit["command"] for key, submit in screen.asked.items() if key in screen.acknowledged]
