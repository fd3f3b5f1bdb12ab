"""The record as it is stored: leaf, openings, chain."""

import hashlib
import hmac
import itertools
import json
from collections.abc import Callable
from typing import Any

import pytest

from app.domain.errors import BrokenLog
from app.domain.events import Event
from app.domain.leaf import GENESIS, canonical, chained, check_openings, commitment, seal, unseal
from app.domain.model import OPENED
from tests.domain.desk import BOARD_ID, Desk

WORDS = ["Secret words", "Aim of mine", "Room 4", "person-one", "person-two", "Because of this"]


def nonces() -> Callable[[], bytes]:
    """Nonces that all differ and are the same in every run."""
    numbers = itertools.count(1)
    return lambda: next(numbers).to_bytes(32, "big")


@pytest.fixture
def event() -> Event:
    """An event with words in every place where words can be."""
    return {
        "seq": 7,
        "at": "2026-01-02T03:04:05.678Z",
        "actor": "person-one",
        "on_behalf_of": "person-two",
        "command_id": "command-0001",
        "type": "batch.applied",
        "why": "Because of this",
        "changes": [
            {
                "kind": "card", "id": "card-one", "before": None,
                "after": {
                    "text": "Secret words", "label": "Aim of mine", "source": "Room 4", "rank": "a0", "retired": False
                },
            },
            {"kind": "card", "id": "card-one", "before": {"label": "Aim of mine"}, "after": {"label": None}},
            {"kind": "board", "id": BOARD_ID, "before": {"legend": {}}, "after": {"legend": {"✱": "Because of this"}}},
            {"kind": "theme", "id": "theme-one", "before": {"parent_id": None}, "after": {"parent_id": "theme-two"}},
            {"kind": "undo", "id": "3", "before": {"by_command": "command-0000"}, "after": None},
        ],
    }  # fmt: skip


def test_L8_a_leaf_opened_with_all_its_openings_is_the_event(event: Event) -> None:
    leaf, openings = seal(event, BOARD_ID, nonces())

    assert unseal(leaf, json.loads(json.dumps(openings))) == event


def test_L8_a_bare_event_stays_bare(desk: Desk) -> None:
    leaf, openings = seal(desk.events[0], BOARD_ID, nonces())

    assert unseal(leaf, openings) == desk.events[0]
    assert "why" not in unseal(leaf, openings)


def test_L8_a_leaf_holds_no_words_and_no_person(event: Event) -> None:
    leaf, openings = seal(event, BOARD_ID, nonces())

    assert not [word for word in WORDS if word in leaf.decode()]
    assert {value for _, value in openings.values() if isinstance(value, str)} == set(WORDS)


def test_L8_a_leaf_shows_what_is_no_word(event: Event) -> None:
    stored = json.loads(seal(event, BOARD_ID, nonces())[0])

    assert {name: stored[name] for name in ("v", "board", "seq", "at", "command_id", "type")} == {
        "v": 1, "board": BOARD_ID, "seq": 7, "at": "2026-01-02T03:04:05.678Z", "command_id": "command-0001",
        "type": "batch.applied",
    }  # fmt: skip
    assert stored["changes"][0]["after"]["rank"] == "a0"
    assert stored["changes"][1]["after"] == {"label": None}
    assert stored["changes"][3]["after"] == {"parent_id": "theme-two"}
    assert stored["changes"][4] == {
        "kind": "undo", "id": "3", "before": {"by_command": "command-0000"}, "after": None
    }  # fmt: skip


def test_L8_a_leaf_is_canonical(event: Event) -> None:
    leaf, _ = seal(event, BOARD_ID, nonces())

    assert leaf == canonical(json.loads(leaf))
    assert canonical({"b": 1, "a": ["ü", None, True]}) == '{"a":["ü",null,true],"b":1}'.encode()


def test_L8_the_words_of_every_kind_are_declared() -> None:
    assert {kind: sorted(fields) for kind, fields in OPENED.items()} == {
        "board": ["legend", "question", "title"],
        "card": ["label", "source", "text"],
        "theme": ["description", "title"],
        "placement": ["mark"],
        "kept": ["mark"],
        "meeting": ["title"],
        "undo": [],
        "comment": ["author", "text", "written_by"],
        "talk": ["kinds"],
        "round": ["opened_by", "question"],
        "vote": ["person", "reason"],
        "attendance": ["name", "person"],
        "stage": ["set_by"],
        "lock": ["set_by"],
        "timer": ["set_by", "title"],
        "minutes": ["text", "title"],
        "signature": ["person"],
        "moment": ["name", "named_by"],
        "withdrawal": ["person"],
    }


def test_L9_every_commitment_has_a_nonce_of_its_own(event: Event) -> None:
    _, openings = seal(event, BOARD_ID, nonces())

    used = [nonce for nonce, _ in openings.values()]
    assert len(used) == len(set(used)) == 9
    assert {len(bytes.fromhex(nonce)) for nonce in used} == {32}


@pytest.mark.parametrize("length", [0, 1, 32, 63, 64, 65, 200])
@pytest.mark.parametrize(
    ("value", "content"),
    [("", b""), ("Sleep", b"Sleep"), ("ü" * 300, ("ü" * 300).encode()), ({"b": "1", "a": "2"}, b'{"a":"2","b":"1"}')],
)
def test_L9_a_commitment_is_an_hmac(value: object, content: bytes, length: int) -> None:
    nonce = bytes(n % 251 for n in range(length))

    assert commitment(nonce, value) == hmac.new(nonce, content, hashlib.sha256).hexdigest()


def test_L9_the_same_word_twice_does_not_show_as_the_same(event: Event) -> None:
    stored = json.loads(seal(event, BOARD_ID, nonces())[0])

    assert stored["changes"][0]["after"]["label"] != stored["changes"][1]["before"]["label"]


def test_L10_the_chain_is_what_the_design_says() -> None:
    leaf = b'{"v":1}'

    expected = hashlib.sha256(b"themeroom/1" + GENESIS + hashlib.sha256(b"\x00" + leaf).digest()).digest()

    assert chained(GENESIS, leaf) == expected
    assert bytes(32) == GENESIS


def test_L10_every_changed_byte_shows(event: Event) -> None:
    leaf, _ = seal(event, BOARD_ID, nonces())
    true = chained(GENESIS, leaf)

    for place in range(len(leaf)):
        changed = leaf[:place] + bytes([leaf[place] ^ 1]) + leaf[place + 1 :]
        assert chained(GENESIS, changed) != true


def test_L10_the_order_and_number_of_records_show() -> None:
    def chain(*leaves: bytes) -> bytes:
        value = GENESIS
        for leaf in leaves:
            value = chained(value, leaf)
        return value

    chains = {chain(b"1", b"2"), chain(b"2", b"1"), chain(b"1"), chain(b"12"), chain(b"1", b"2", b"3"), chain()}
    assert len(chains) == 6


def test_L11_each_opening_can_be_deleted_alone(event: Event) -> None:
    leaf, openings = seal(event, BOARD_ID, nonces())

    for path in openings:
        left = {key: value for key, value in openings.items() if key != path}
        opened: dict[str, Any] = {**unseal(leaf, left)}
        assert opened.pop("withdrawn") == [path]
        assert opened == _with_null(event, path.split("/")[1:])
        check_openings(leaf, left)


def _with_null(value: Any, way: list[str]) -> Any:
    if not way:
        return None
    if isinstance(value, list):
        return [_with_null(one, way[1:]) if str(n) == way[0] else one for n, one in enumerate(value)]
    return {name: _with_null(one, way[1:]) if name == way[0] else one for name, one in value.items()}


def test_L11_all_openings_can_be_deleted(event: Event) -> None:
    leaf, openings = seal(event, BOARD_ID, nonces())

    opened = unseal(leaf, {})

    assert sorted(opened["withdrawn"]) == sorted(openings)
    assert opened["actor"] is opened["why"] is opened["on_behalf_of"] is None
    assert opened["changes"][0]["after"] == {
        "text": None,
        "label": None,
        "source": None,
        "rank": "a0",
        "retired": False,
    }


def test_L12_true_openings_hold(event: Event) -> None:
    leaf, openings = seal(event, BOARD_ID, nonces())

    check_openings(leaf, json.loads(json.dumps(openings)))


@pytest.mark.parametrize("path", ["/actor", "/why", "/changes/0/after/text", "/changes/2/after/legend"])
def test_L12_an_altered_opening_is_found(event: Event, path: str) -> None:
    leaf, openings = seal(event, BOARD_ID, nonces())
    nonce, value = openings[path]

    for other in ((nonce, "Other words"), (bytes(32).hex(), value)):
        with pytest.raises(BrokenLog) as caught:
            check_openings(leaf, {**openings, path: other})
        assert caught.value.detail == {"seq": 7, "path": path}


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/changes/9/after/text",
        "/changes/x/after",
        "/seq",
        "/changes/0/after/rank",
        "/at/deeper",
        "",
        "/changes/0",
    ],
)
def test_L12_an_opening_of_what_was_never_closed_is_found(event: Event, path: str) -> None:
    leaf, openings = seal(event, BOARD_ID, nonces())

    with pytest.raises(BrokenLog) as caught:
        check_openings(leaf, {**openings, path: (bytes(32).hex(), "Words")})
    assert caught.value.detail["path"] == path
