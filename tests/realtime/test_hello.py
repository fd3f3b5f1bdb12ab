"""The first word on a connection, and the reasons for being turned away."""

import time

import pytest

from tests.server import Person, Server, Study


def test_P6_welcome_says_all_there_is_to_know(facilitator: Person, study: Study) -> None:
    with facilitator.live() as line:
        welcome = line.next()
    assert welcome["type"] == "welcome"
    assert (welcome["protocol"], welcome["you"], welcome["role"]) == (1, facilitator.id, "facilitator")
    assert welcome["board_id"] == study.board_id
    assert welcome["study"] == {"id": study.study_id, "title": "What do outcomes mean to us?"}
    assert welcome["source"] is None
    assert welcome["limits"]["card_text"] == 500
    assert welcome["limits"]["frame_bytes"] == 65_536
    assert welcome["server_time"].endswith("Z")
    assert welcome["head"] == welcome["seq"] == facilitator.events()[-1]["seq"]
    assert welcome["state"] == facilitator.state()
    me = next(person for person in welcome["people"] if person["id"] == facilitator.id)
    assert me == {
        "id": facilitator.id, "pseudonym": "Facilitator", "role": "facilitator", "colour": me["colour"], "active": True,
        "here": True, "holding": None, "looking_at": None, "writing": False,
        "hand": None, "ready": False, "showing": None, "calling": False, "following": None,
    }  # fmt: skip


def test_P7_the_events_after_mine_follow_instead_of_the_state(facilitator: Person) -> None:
    for n in range(3):
        facilitator.do({"type": "card.create", "card_id": f"card-after-{n}", "text": "Later"})
    events = facilitator.events()
    for after in (0, 1, events[-2]["seq"]):
        with facilitator.live(after=after) as line:
            welcome = line.next()
            assert "state" not in welcome
            assert "seq" not in welcome
            assert welcome["head"] == events[-1]["seq"]
            assert line.events(upto=events[-1]["seq"]) == events[after:]


def test_P7_nothing_follows_when_nothing_was_missed(facilitator: Person) -> None:
    with facilitator.live(after=facilitator.events()[-1]["seq"]) as line:
        assert "state" not in line.next()
        assert not [frame for frame in line.until_pong() if frame["type"] == "events"]


@pytest.mark.parametrize("ahead", [1, 10**30])
def test_P7_who_is_ahead_of_the_log_gets_the_state(facilitator: Person, ahead: int) -> None:
    head = facilitator.events()[-1]["seq"]
    with facilitator.live(after=head + ahead) as line:
        welcome = line.next()
    assert (welcome["seq"], welcome["state"]) == (head, facilitator.state())


def test_P1_no_hello_within_five_seconds(facilitator: Person) -> None:
    started = time.monotonic()
    with facilitator.dial() as line:
        assert line.close_code() == 4408
    assert 4.9 < time.monotonic() - started < 8


WRONG_FIRST_WORDS = {
    "not json": "hello",
    "no object": "[]",
    "no type": "{}",
    "another message": '{"type":"ping","t":1}',
    "a command": '{"type":"submit","command_id":"too-early","command":{"type":"undo","seq":1}}',
    "no after": '{"type":"hello","protocol":1,"csrf":""}',
    "a negative after": '{"type":"hello","protocol":1,"csrf":"","after":-1}',
    "more than hello": '{"type":"hello","protocol":1,"csrf":"","after":null,"board":"x"}',
    "a deep nest": "[" * 30_000,
}


@pytest.mark.parametrize("name", WRONG_FIRST_WORDS)
def test_P2_a_first_word_that_is_no_hello(facilitator: Person, name: str) -> None:
    with facilitator.dial() as line:
        line.socket.send(WRONG_FIRST_WORDS[name])
        assert line.close_code() == 4400


def test_P2_a_binary_hello(facilitator: Person) -> None:
    with facilitator.dial() as line:
        line.socket.send(b"{}")
        assert line.close_code() == 4400


@pytest.mark.parametrize("protocol", [0, 2])
def test_P2_another_protocol(facilitator: Person, protocol: int) -> None:
    with facilitator.dial() as line:
        line.say(**(facilitator.hello() | {"protocol": protocol}))
        assert line.close_code() == 4409


def test_P2_a_second_hello(facilitator: Person) -> None:
    with facilitator.live() as line:
        line.say(**facilitator.hello())
        assert line.close_code() == 4400


def test_P2_nobody_is_signed_in(server: Server, study: Study) -> None:
    for token in ("", "made-up"):
        nobody = Person(server)
        nobody.http.cookies["themeroom"] = token
        with nobody.dial(study.board_id) as line:
            assert line.close_code() == 4401
