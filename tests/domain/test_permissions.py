"""One table says who may do what."""

from typing import get_args

import pytest

from app.domain.commands import Command
from app.domain.errors import NotAllowed
from app.domain.events import EventType
from app.domain.model import Role
from app.domain.permissions import ALLOWED, COMMAND_OF, demand, may
from tests.domain.desk import Desk

GUIDED = {
    "board.edit", "meeting.start", "meeting.end", "meeting.unattend", "comment.hide", "comment.show", "round.open",
    "round.close", "stage.set", "lock.set", "lock.lift", "timer.start", "timer.stop", "minutes.write", "minutes.edit",
    "words.remove",
}  # fmt: skip
LEADING = {
    "on_behalf_of",
    "import",
    "people.manage",
    "board.create",
    "withdrawal.source",
    "withdrawal.offer",
    "replays.choose",
}
OWN = {"withdrawal.ask", "withdrawal.cancel"}
TYPES = sorted(get_args(command.model_fields["type"].annotation)[0] for command in get_args(Command))


@pytest.mark.parametrize("command", TYPES)
def test_D70_every_command_stands_in_the_table(command: str) -> None:
    assert may("facilitator", command)
    assert may("co_researcher", command) is (command not in GUIDED)
    assert may("observer", command) is (command in OWN)


@pytest.mark.parametrize("asked", ["board.read", "people.read", "export"])
def test_D70_everybody_may_read(asked: str) -> None:
    assert all(may(role, asked) for role in get_args(Role))


@pytest.mark.parametrize("asked", sorted(LEADING))
def test_D70_only_a_facilitator_guides(asked: str) -> None:
    assert [role for role in get_args(Role) if may(role, asked)] == ["facilitator"]


def test_D70_the_table_has_nothing_else() -> None:
    known = {*TYPES, "board.read", "people.read", "export", *LEADING}

    assert ALLOWED.keys() == set(get_args(Role))
    assert ALLOWED["facilitator"] == known


def test_D70_what_is_unknown_is_refused() -> None:
    assert not may("facilitator", "board.burn")
    assert not may("queen", "card.create")  # type: ignore[arg-type]
    with pytest.raises(NotAllowed) as caught:
        demand("facilitator", "board.burn")
    assert caught.value.detail == {"asked": "board.burn", "role": "facilitator"}


def test_D70_every_event_has_its_command() -> None:
    assert COMMAND_OF.keys() == set(get_args(EventType))
    assert set(COMMAND_OF.values()) == {*TYPES, "board.create"}


@pytest.mark.parametrize("role", ["co_researcher", "observer"])
def test_D70_a_refused_role_is_told_what_was_asked(desk: Desk, role: Role) -> None:
    assert desk.refused("board.edit", "not_allowed", role=role, title="New") == {"asked": "board.edit", "role": role}
    desk.happens("board.edit", role="facilitator", title="New")


def test_D70_a_batch_needs_all_of_its_parts(desk: Desk) -> None:
    commands = [
        {"type": "card.create", "card_id": "card-one", "text": "Sleep"},
        {"type": "board.edit", "title": "New"},
    ]

    assert desk.refused("batch", "not_allowed", role="co_researcher", commands=commands)["asked"] == "board.edit"
    desk.happens("batch", role="facilitator", commands=commands)


def test_D71_only_a_facilitator_writes_on_behalf_of_somebody(desk: Desk) -> None:
    asked = {"card_id": "card-one", "text": "Sleep", "on_behalf_of": "person-cr2"}

    assert desk.refused("card.create", "not_allowed", role="co_researcher", **asked) == {
        "asked": "on_behalf_of",
        "role": "co_researcher",
    }
    desk.happens("card.create", role="facilitator", **asked)
