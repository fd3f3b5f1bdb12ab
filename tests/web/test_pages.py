"""What is not the protocol: pages, headers, addresses that lead nowhere, and health."""

import contextlib
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server import Person, Server, Study, make_study, running

HEADERS = {
    "content-security-policy": "default-src 'self'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
}


@pytest.mark.parametrize("path", ["/", "/j", "/r", "/boards/board-x", "/api/me", "/api/unknown", "/healthz"])
def test_A20_every_answer_carries_the_headers(server: Server, path: str) -> None:
    answer = Person(server).http.get(path)
    for name, start in HEADERS.items():
        assert answer.headers[name].startswith(start)
    assert "unsafe-eval" not in answer.headers["content-security-policy"]
    assert "server" not in answer.headers


def test_A20_answers_about_people_are_not_kept(facilitator: Person, study: Study) -> None:
    for path in ("/api/me", f"/api/studies/{study.study_id}/people", "/api/unknown"):
        assert facilitator.http.get(path).headers["cache-control"] == "no-store"
    state = facilitator.http.get(f"/api/boards/{study.board_id}/state")
    assert state.headers["cache-control"] == "private, no-cache"


def test_P17_the_page_is_served_wherever_it_finds_its_way_itself(server: Server) -> None:
    nobody = Person(server).http
    page = nobody.get("/")
    assert page.headers["content-type"].startswith("text/html")
    for path in ("/j", "/boards/some-board/log", "/api-of-a-kind", "/..%2f..%2fetc/passwd", "/%00", "/" + "x" * 5000):
        answer = nobody.get(path)
        assert (answer.status_code, answer.content) == (200, page.content), path
        assert answer.headers["cache-control"] == "no-cache"
    assert nobody.head("/").status_code == 200


def test_P31_the_pages_come_packed_to_whoever_takes_that(server: Server) -> None:
    nobody = Person(server).http
    (script,) = re.findall(r'src="(/assets/[^"]+\.js)"', nobody.get("/").text)
    plain, packed = (nobody.get(script, headers={"Accept-Encoding": kind}) for kind in ("identity", "gzip"))
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content
    assert 3 * int(packed.headers["content-length"]) < len(plain.content)
    for answer in (plain, packed):
        assert answer.headers["content-type"].startswith("text/javascript")
        assert answer.headers["vary"] == "Accept-Encoding"
        assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", ["/api", "/api/", "/api/unknown", "/api/boards", "/api/boards/x/unknown", "/api/me/"])
def test_P17_an_unknown_address_of_the_protocol_is_a_plain_404(server: Server, method: str, path: str) -> None:
    answer = Person(server).http.request(method, path)
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "not_found"


def test_P18_healthy_and_ready(server: Server) -> None:
    nobody = Person(server).http
    assert nobody.get("/healthz").status_code == 200
    assert nobody.get("/readyz").status_code == 200


def test_P18_not_ready_while_the_store_does_not_let_us_write(tmp_path: Path) -> None:
    with running(tmp_path / "data") as server:
        nobody = Person(server).http
        with held(tmp_path / "data" / "themeroom.sqlite"):
            answer = nobody.get("/readyz")
            assert (answer.status_code, answer.json()["error"]["code"]) == (503, "storage_unavailable")
            assert nobody.get("/healthz").status_code == 200
        assert nobody.get("/readyz").status_code == 200


def test_P18_not_ready_when_the_file_is_broken(tmp_path: Path) -> None:
    with running(tmp_path / "data") as server:
        person = Person(server).come(make_study(server).facilitator_link)
        for file in (tmp_path / "data").iterdir():
            with file.open("r+b") as content:
                content.write(b"\0" * file.stat().st_size)
        assert person.http.get("/readyz").status_code == 503
        assert person.http.get("/healthz").status_code == 200


@contextlib.contextmanager
def held(file: Path) -> Iterator[None]:
    """Takes the right to write away from everybody else, until the block ends."""
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
