"""The command `themeroom`, as a person at a terminal uses it."""

import json
import signal
import socket
from pathlib import Path

import pytest

from tests.command import Run
from tests.line import PATIENCE
from tests.server import Person, make_study, running


def test_P22_a_port_that_is_taken_is_said_plainly(themeroom: Run, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        ended = themeroom("serve", "--port", port, "--data", str(tmp_path / "data"))
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.strip().splitlines() == [
        f"Port {port} on 127.0.0.1 cannot be used: Address already in use. Choose another with --port."
    ]
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    "url",
    [
        "themes.example.org",
        "ftp://x.org",
        "https://",
        "https://x.org/path",
        "https://x.org?a",
        "https://x.org#a",
        "https://a:b@x.org",
        "https://x.org:99999",
    ],
)
def test_P23_a_public_url_that_is_no_origin_is_refused(themeroom: Run, tmp_path: Path, url: str) -> None:
    ended = themeroom("serve", "--port", "0", "--data", str(tmp_path), THEMEROOM_PUBLIC_URL=url)
    assert ended.returncode == 2
    assert ended.stderr.startswith("THEMEROOM_PUBLIC_URL must look like https://themes.example.org, not")
    assert len(ended.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("url", ["http://bus.example.org", "redis://", "anna:hidden-word@bus.example.org"])
def test_P23_a_bus_that_is_none_is_refused_without_its_password(themeroom: Run, tmp_path: Path, url: str) -> None:
    ended = themeroom("serve", "--port", "0", "--data", str(tmp_path), THEMEROOM_BUS_URL=url)
    assert ended.returncode == 2
    assert ended.stderr.startswith("THEMEROOM_BUS_URL must look like redis://host:6379 or valkey://host:6379.")
    assert "hidden-word" not in ended.stderr


def test_P23_a_data_folder_that_is_a_file_is_refused(themeroom: Run, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")
    ended = themeroom("serve", "--port", "0", "--data", str(tmp_path / "data"))
    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr


def test_P24_study_create_prints_one_line_of_json(themeroom: Run, tmp_path: Path) -> None:
    ended = themeroom(
        "study", "create", "Outcomes", "--json", "--data", str(tmp_path), THEMEROOM_PUBLIC_URL="https://x.org/"
    )
    made = json.loads(ended.stdout)
    assert (ended.returncode, len(ended.stdout.splitlines())) == (0, 1)
    assert set(made) == {"study_id", "board_id", "facilitator_link", "invite_link"}
    assert made["facilitator_link"].startswith("https://x.org/r#")
    assert made["invite_link"].startswith("https://x.org/j#")


def test_P24_without_json_it_prints_both_links_for_people(themeroom: Run, tmp_path: Path) -> None:
    ended = themeroom("study", "create", "Outcomes", "--data", str(tmp_path), "--port", "8123")
    assert [line.split(":")[0] for line in ended.stdout.splitlines()] == ["For the facilitator", "To invite people"]
    assert ended.stdout.count("http://127.0.0.1:8123/") == 2


@pytest.mark.parametrize("title", ["", "   ", "x" * 121])
def test_P24_a_title_that_does_not_fit_is_refused(themeroom: Run, tmp_path: Path, title: str) -> None:
    ended = themeroom("study", "create", title, "--data", str(tmp_path))
    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr


def test_P24_a_running_server_sees_a_new_study_at_once(tmp_path: Path) -> None:
    with running(tmp_path / "data") as server:
        first = Person(server).come(make_study(server, "One").facilitator_link)
        second = Person(server).come(make_study(server, "Two").facilitator_link)
        assert first.study_id != second.study_id
        assert second.events()[0]["type"] == "board.created"


def test_P19_ctrl_c_ends_the_server_as_sigterm_does(tmp_path: Path) -> None:
    with running(tmp_path / "data") as server:
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(timeout=PATIENCE) == 0


def test_P23_help_says_what_there_is(themeroom: Run) -> None:
    ended = themeroom("--help")
    assert ended.returncode == 0
    for command in ("serve", "demo", "study", "verify"):
        assert command in ended.stdout


def test_P25_two_servers_do_not_share_a_folder(themeroom: Run, tmp_path: Path) -> None:
    with running(tmp_path):
        ended = themeroom("serve", "--port", "0", "--data", str(tmp_path))

    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("Another Themeroom server uses")


def test_P25_a_folder_is_free_again_when_its_server_was_killed(tmp_path: Path) -> None:
    with running(tmp_path) as first:
        first.kill()

    with running(tmp_path) as second:
        assert second.stop() == 0
