"""A browser remembers the last checkpoint of a board, and sees when the server shows another history (rule C28)."""

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import Axe
from tests.browser.board_screen import BoardScreen
from tests.browser.conftest import sign_in
from tests.browser.devices import DESK, PHONE
from tests.browser.shots import shoot
from tests.command import Run
from tests.server import Person, Server, free_port, make_study, new_id, running


def cards(person: Person, *texts: str) -> None:
    """What happens on the board."""
    for text in texts:
        person.do({"type": "card.create", "card_id": new_id("card"), "text": text})


def come(page: Page, server: Server, board_id: str) -> None:
    """Opens the board, until its checkpoint was looked at."""
    with page.expect_response(lambda answer: "/checkpoint?" in answer.url):
        BoardScreen(page, server.origin).open(board_id)


def forks(person: Person) -> list[tuple[str, int]]:
    """What the journal says of them."""
    entries = person.http.get(f"/api/boards/{person.board_id}/checkpoints").json()["checkpoints"]
    return [(entry["who"], entry["size"]) for entry in entries if entry["reason"] == "fork"]


def test_C28_a_board_that_was_brought_back_from_an_older_copy_is_noticed(
    chromium: Browser, tmp_path: Path, themeroom: Run
) -> None:
    data, again, copy, port = tmp_path / "data", tmp_path / "again", tmp_path / "older.sqlite", free_port()
    context = chromium.new_context(locale="en-GB", **DESK)
    page = context.new_page()
    banner = page.get_by_role("region", name="Another history")
    with running(data, port=port) as server:
        person = Person(server).come(make_study(server).facilitator_link)
        sign_in(context, person)
        cards(person, "Feeling calm")
        assert themeroom("backup", str(copy), "--data", str(data)).returncode == 0
        cards(person, "Feeling safe", "Feeling heard")
        come(page, server, person.board_id)
        cards(person, "Feeling at home")
        come(page, server, person.board_id)
        expect(banner).to_be_hidden()
        assert forks(person) == []
        page.goto("about:blank")
    assert themeroom("restore", str(copy), "--data", str(again)).returncode == 0

    with running(again, port=port, THEMEROOM_KEY=str(data / "checkpoint.key")) as server:
        cards(person, *(f"Another card {number}" for number in range(9)))
        with page.expect_response(lambda answer: answer.url.endswith("/fork")):
            BoardScreen(page, server.origin).open(person.board_id)
        expect(banner).to_contain_text("This is not the history that this device saw before.")
        assert forks(person) == [(person.id, 5)]
        assert "fork: board" in server.log
        look(page)
        page.reload()
        banner.get_by_role("button", name="I know, go on").click()
        expect(banner).to_be_hidden()
        come(page, server, person.board_id)
        expect(banner).to_be_hidden()
        assert forks(person) == [(person.id, 5)]
    context.close()


def look(page: Page) -> None:
    """The banner in all colours and on a phone, and the file that it offers."""
    axe = Axe("desk")
    axe.look(page, "fork")
    assert axe.found == []
    with page.expect_download() as download:
        page.get_by_role("link", name="Keep both as a file").click()
    assert download.value.path().read_text().count("\u2014 themeroom-") == 2
    page.set_viewport_size(PHONE["viewport"])
    shoot(page, "fork-phone")
    page.set_viewport_size(DESK["viewport"])
