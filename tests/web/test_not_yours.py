"""What is not yours and what is not there look the same, to the byte."""

from dataclasses import replace

from tests.server import Person, Study
from tests.web.routes import EXPORTS, Route, changing, of_a_study, reading

NOT_THERE = Study("study-unknown", "board-unknown", "", "")


def answer_to(person: Person, route: Route) -> tuple[int, bytes, list[str]]:
    """Status, body and the names of the headers."""
    method, path, body = route
    answer = person.http.request(method, path, json=body)
    return answer.status_code, answer.content, sorted(answer.headers)


def test_A18_every_route_of_a_board_and_a_study(study: Study, stranger: Person) -> None:
    inside = [*reading(study), *changing(study, stranger.id)[4:]]
    outside = [*reading(NOT_THERE), *changing(NOT_THERE, stranger.id)[4:]]
    for yours_not, there_not in zip(inside, outside, strict=True):
        answer = answer_to(stranger, yours_not)
        assert answer[0] == 404, yours_not
        assert answer == answer_to(stranger, there_not), yours_not


def test_A18_people_and_invites_of_other_studies(
    study: Study, other_study: Study, facilitator: Person, co_researcher: Person, stranger: Person
) -> None:
    """In one's own study, the id of somebody elsewhere is as unknown as one that was never given."""
    invites = f"/api/studies/{study.study_id}/invites"
    foreign = facilitator.http.post(invites, json={"role": "observer"}).json()["id"]
    routes = [*of_a_study(other_study, co_researcher.id)[:2], ("POST", invites_off(other_study, foreign), {})]
    unknown = [*of_a_study(other_study, "unknown")[:2], ("POST", invites_off(other_study, "unknown"), {})]
    for route, other in zip(routes, unknown, strict=True):
        status, body, headers = answer_to(stranger, route)
        real_id = co_researcher.id if "people" in route[1] else foreign
        assert status == 404
        assert answer_to(stranger, other)[:2] == (404, body.replace(real_id.encode(), b"unknown"))
        assert "set-cookie" not in headers


def invites_off(study: Study, invite_id: str) -> str:
    """The path that turns an invite off."""
    return f"/api/studies/{study.study_id}/invites/{invite_id}/off"


def test_A18_the_live_door(study: Study, stranger: Person) -> None:
    for board_id in (study.board_id, "board-unknown"):
        with stranger.dial(board_id) as line:
            assert line.close_code() == 4404


def test_A18_a_wrong_export_is_nothing_for_members_too(study: Study, facilitator: Person) -> None:
    for name in ("table.pdf", "..%2f..%2fstate", f"{EXPORTS[0]}x"):
        answer = facilitator.http.get(f"/api/boards/{study.board_id}/export/{name}")
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")


def test_A18_a_study_does_not_open_the_boards_of_another(study: Study, other_study: Study, stranger: Person) -> None:
    mixed = replace(other_study, board_id=study.board_id)
    for route in reading(mixed)[:3]:
        assert answer_to(stranger, route)[0] == 404
