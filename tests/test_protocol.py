"""The contract with the outside: frozen, and described in `docs/protocol.md` to the last field."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from pydantic import BaseModel

from app import protocol
from app.domain.commands import NewPlacement, Part, WireCommand
from app.domain.errors import Rejection
from app.domain.events import Change, Event, EventType
from app.domain.limits import LIMITS
from app.domain.model import RECORD_TYPES, Kind
from app.protocol import WIRE_HASH, ClientMessage, PersonHere, ServerMessage, StudyShown
from app.schema import wire_hash
from app.web import (
    about_me,
    answers,
    boards,
    checkpoints,
    drafts,
    exports,
    health,
    imports,
    joining,
    metrics,
    minutes,
    people,
    replays,
    seen,
    withdrawing,
)

DOCUMENT = (Path(__file__).resolve().parents[1] / "docs" / "protocol.md").read_text(encoding="utf-8")
DOORS = (
    health, metrics, joining, people, replays, boards, checkpoints, answers, drafts, minutes, seen, imports, exports,
    about_me, withdrawing,
)  # fmt: skip
LIVE = "/api/boards/{board_id}/live"


def test_P15_the_wire_is_frozen() -> None:
    """If this fails, raise PROTOCOL_VERSION or say why every client still understands. Then renew the hash."""
    assert wire_hash() == WIRE_HASH


def row(first: str) -> str:
    """The line of a table whose first cell names something."""
    lines = [line for line in DOCUMENT.splitlines() if line.startswith("|") and f"`{first}`" in line.split("|")[1]]
    assert lines, f"docs/protocol.md has no row for {first}"
    return " ".join(lines)


def words(text: str) -> set[str]:
    """All names in a text."""
    return set(re.findall(r"[A-Za-z_]+", text))


def type_of(model: type[BaseModel]) -> str:
    """What stands in a model's `type`."""
    name: str = get_args(model.model_fields["type"].annotation)[0]
    return name


def models(union: Any) -> Iterable[Any]:
    """The models of a tagged union."""
    return get_args(get_args(union)[0])


def fields(model: type[BaseModel]) -> Iterator[str]:
    """The names of a model's fields and of those within."""
    yield from model.model_fields.keys() - {"type"}
    for inner in (NewPlacement, Part):
        if any(inner in parts(field.annotation) for field in model.model_fields.values()):
            yield from inner.model_fields


def parts(annotation: Any) -> Iterator[Any]:
    """A type and everything it is made of."""
    yield annotation
    for part in get_args(annotation):
        yield from parts(part)


@pytest.mark.parametrize("command", get_args(WireCommand), ids=type_of)
def test_P16_every_command_and_field_is_described(command: type[BaseModel]) -> None:
    assert set(fields(command)) <= words(row(type_of(command)))


@pytest.mark.parametrize("message", models(ClientMessage), ids=type_of)
def test_P16_every_message_to_the_server_is_described(message: type[BaseModel]) -> None:
    assert set(fields(message)) <= words(row(type_of(message)))


@pytest.mark.parametrize("message", models(ServerMessage), ids=lambda message: str(message.__name__))
def test_P16_every_message_from_the_server_is_described(message: Any) -> None:
    hints = get_type_hints(message)
    assert hints.keys() - {"type"} <= words(row(get_args(hints["type"])[0]))


@pytest.mark.parametrize("shape", [Event, Change, PersonHere, StudyShown])
def test_P16_every_shape_is_described(shape: Any) -> None:
    assert get_type_hints(shape).keys() <= words(DOCUMENT)


@pytest.mark.parametrize("kind", RECORD_TYPES)
def test_P16_every_record_is_described(kind: Kind) -> None:
    expected = RECORD_TYPES["placement" if kind == "kept" else kind]
    row(kind)
    assert get_type_hints(expected).keys() <= words(row("placement" if kind == "kept" else kind))


@pytest.mark.parametrize("name", get_args(EventType))
def test_P16_every_type_of_event_is_described(name: str) -> None:
    assert f"`{name}`" in DOCUMENT


def all_codes(kind: type[Rejection] = Rejection) -> Iterator[str]:
    """The codes of all refusals there are."""
    for below in kind.__subclasses__():
        yield below.code
        yield from all_codes(below)


@pytest.mark.parametrize("code", sorted(set(all_codes())))
def test_P16_every_code_is_described(code: str) -> None:
    row(code)


@pytest.mark.parametrize("name", [name for name in vars(protocol) if name.startswith("CLOSE_")])
def test_P16_every_close_code_is_described(name: str) -> None:
    assert f"\n| {getattr(protocol, name)} |" in DOCUMENT


@pytest.mark.parametrize(("name", "value"), asdict(LIMITS).items())
def test_P16_every_limit_is_described(name: str, value: int) -> None:
    assert f"| `{name}` | {value} |" in DOCUMENT


def test_P16_every_address_is_described() -> None:
    routes = [route for door in DOORS for route in door.router.routes]
    assert len(routes) > 20
    for route in routes:
        method = next(iter(getattr(route, "methods", None) or [""]))
        row(f"{method} {route.path}".strip())
    row(LIVE)


@pytest.mark.parametrize("name", get_args(exports.Name))
def test_P16_every_export_is_described(name: str) -> None:
    assert f"`{name}`" in row("GET /api/boards/{board_id}/export/{name}")


def test_P16_nothing_is_described_that_is_not_there() -> None:
    known = {type_of(command) for command in get_args(WireCommand)}
    described = re.findall(r"^\| `([a-z]+\.[a-z]+)` \|", DOCUMENT, re.MULTILINE)
    assert set(described) == {name for name in known if "." in name}
