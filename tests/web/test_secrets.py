"""Secrets leave no trace on the server, and cookies are kept from everybody else."""

import contextlib
from pathlib import Path

from tests.server import Person, Server, Study, free_port, make_study, running
from tests.web.test_joining import secret


def files_with(folder: Path, word: str) -> list[str]:
    """The files that hold these bytes."""
    return [file.name for file in folder.rglob("*") if file.is_file() and word.encode() in file.read_bytes()]


def a_busy_study(server: Server) -> list[str]:
    """Uses every kind of secret in every way; answers them."""
    study = make_study(server, "A title to be found")
    facilitator, person = Person(server).come(study.facilitator_link), Person(server).come(study.invite_link)
    people, invites = (f"/api/studies/{study.study_id}/{name}" for name in ("people", "invites"))
    invite = facilitator.http.post(invites, json={"role": "observer"}).json()["link"]
    own = person.http.post(f"{people}/{person.id}/return-link").json()["return_link"]
    gone = Person(server).come(own)
    links = [study.facilitator_link, study.invite_link, person.return_link, invite, own]
    sessions = [one.http.cookies["themeroom"] for one in (facilitator, person, gone)]
    csrf = [one.http.headers["X-CSRF-Token"] for one in (facilitator, person, gone)]
    with person.live() as line:
        line.hear("welcome")
    gone.http.post("/api/leave")
    gone.http.post("/api/return", json={"secret": "x" * 201})
    gone.http.post("/api/join", json={"invite": secret(invite), "pseudonym": 7})
    facilitator.http.post(f"{people}/{person.id}/remove")
    return [*(secret(link) for link in links), *sessions, *csrf]


def test_A11_no_secret_is_in_any_file_or_log_line(tmp_path: Path) -> None:
    with running(tmp_path / "data") as server:
        secrets = a_busy_study(server)
        while_it_runs = {word: files_with(tmp_path, word) for word in secrets}
        assert files_with(tmp_path, "A title to be found")
    assert {len(word) >= 32 for word in secrets} == {True}
    assert while_it_runs == {word: [] for word in secrets}
    assert {word: files_with(tmp_path, word) for word in secrets} == while_it_runs
    assert not any(word in line for word in secrets for line in server.lines)


def test_A11_no_link_carries_a_secret_to_the_server(study: Study) -> None:
    for link in (study.facilitator_link, study.invite_link):
        assert "?" not in link
        assert link.split("#")[0].endswith(("/r", "/j"))


def flags(header: str) -> set[str]:
    """The flags of a cookie, without its value and age."""
    return {part.strip() for part in header.split(";")[1:]}


def test_A12_the_cookie_is_kept_from_scripts_and_other_sites(server: Server, study: Study) -> None:
    answer = Person(server).http.post("/api/join", json={"invite": secret(study.invite_link)})
    assert flags(answer.headers["set-cookie"]) == {"HttpOnly", "Max-Age=15552000", "Path=/", "SameSite=lax"}


def test_A12_behind_https_the_cookie_is_secure_and_for_this_host_only(tmp_path: Path) -> None:
    origin = "https://themes.example.org"
    with running(tmp_path / "data", port=free_port(), THEMEROOM_PUBLIC_URL=f"{origin}/") as server:
        assert server.origin == origin
        study, person = make_study(server), Person(server)
        answer = person.http.post("/api/join", json={"invite": secret(study.invite_link)})
        header = answer.headers["set-cookie"]
        token = header.split(";")[0].removeprefix("__Host-themeroom=")
        assert flags(header) == {"HttpOnly", "Max-Age=15552000", "Path=/", "SameSite=lax", "Secure"}
        assert answer.json()["return_link"].startswith(f"{origin}/r#")
        person.http.headers["Cookie"] = f"themeroom={token}"
        assert person.http.get("/api/me").status_code == 401
        person.http.headers["Cookie"] = f"__Host-themeroom={token}"
        assert person.http.get("/api/me").status_code == 200
        for other in ("https://themes.example.org:443", "http://themes.example.org", server.url):
            refused = person.http.post("/api/return", json={"secret": "x"}, headers={"Origin": other})
            assert refused.json()["error"]["code"] == "bad_origin"


def test_A11_a_token_that_was_never_given_out_becomes_no_session(server: Server, study: Study) -> None:
    person = Person(server)
    person.http.cookies["themeroom"] = "chosen-by-somebody-else-beforehand"
    with contextlib.closing(person.http):
        answer = person.http.post("/api/join", json={"invite": secret(study.invite_link)})
        assert "chosen-by-somebody-else" not in answer.headers["set-cookie"]
