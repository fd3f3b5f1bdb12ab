"""Only our own pages may change something (law L13 and the protocol's doors)."""

from typing import Any

import pytest
from websockets.exceptions import InvalidStatus

from tests.server import Person, Server, Study
from tests.web.routes import changing

FOREIGN = [
    None,
    "null",
    "",
    "https://evil.example",
    "http://127.0.0.1",
    "http://127.0.0.1:1",
    "https://{host}",
    "http://{host}/",
    "http://{host}.evil.example",
    "HTTP://{host}",
]


def with_origin(person: Person, origin: str | None, method: str, path: str, **more: Any) -> Any:
    """A call from the page of another site."""
    host = person.server.url.removeprefix("http://")
    request = person.http.build_request(method, path, **more)
    del request.headers["Origin"]
    if origin is not None:
        request.headers["Origin"] = origin.format(host=host)
    return person.http.send(request)


@pytest.mark.parametrize("origin", FOREIGN)
def test_A13_a_change_from_elsewhere_is_refused(study: Study, co_researcher: Person, origin: str | None) -> None:
    for method, path, body in changing(study, co_researcher.id):
        answer = with_origin(co_researcher, origin, method, path, json=body)
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "bad_origin"), path


@pytest.mark.parametrize("origin", FOREIGN)
def test_A13_a_connection_from_elsewhere_is_refused(co_researcher: Person, origin: str | None) -> None:
    host = co_researcher.server.url.removeprefix("http://")
    headers = {} if origin is None else {"Origin": origin.format(host=host)}
    with pytest.raises(InvalidStatus) as refused, co_researcher.dial(headers=headers):
        pass
    assert refused.value.response.status_code == 403


def test_A13_both_names_of_a_loopback_server_are_ours(server: Server, study: Study, co_researcher: Person) -> None:
    ours = server.origin.replace("127.0.0.1", "localhost")
    body = {"type": "submit", "command_id": "from-localhost", "command": {"type": "undo", "seq": 999}}
    answer = with_origin(co_researcher, ours, "POST", f"/api/boards/{study.board_id}/commands", json=body)
    assert answer.json()["error"]["code"] == "not_found"
    with co_researcher.dial(headers={"Origin": ours}) as line:
        line.say(**co_researcher.hello())
        line.hear("welcome")


@pytest.mark.parametrize("token", [None, "", "x" * 32])
def test_A14_a_change_needs_the_token_of_the_session(
    study: Study, co_researcher: Person, facilitator: Person, token: str | None
) -> None:
    right = co_researcher.http.headers["X-CSRF-Token"]
    assert right != facilitator.http.headers["X-CSRF-Token"]
    for method, path, body in changing(study, co_researcher.id):
        request = co_researcher.http.build_request(method, path, json=body)
        del request.headers["X-CSRF-Token"]
        if token is not None:
            request.headers["X-CSRF-Token"] = token
        answer = co_researcher.http.send(request)
        if path.rsplit("/", 1)[1] not in ("invite", "join", "return"):
            assert (answer.status_code, answer.json()["error"]["code"]) == (403, "bad_csrf"), path


def test_A14_a_connection_needs_the_token_too(co_researcher: Person, facilitator: Person) -> None:
    for token in ("", facilitator.http.headers["X-CSRF-Token"]):
        with co_researcher.dial() as line:
            line.say(**(co_researcher.hello() | {"csrf": token}))
            assert line.close_code() == 4403


def test_A14_who_is_not_signed_in_changes_nothing(server: Server, study: Study) -> None:
    nobody = Person(server)
    for method, path, body in changing(study, "person-nobody"):
        answer = nobody.http.request(method, path, json=body)
        if path.rsplit("/", 1)[1] not in ("invite", "join", "return"):
            assert (answer.status_code, answer.json()["error"]["code"]) == (401, "signed_out"), path
