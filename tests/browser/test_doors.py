"""Coming in, coming back and going (SPEC S)."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Come, Contexts, sign_in
from tests.browser.devices import DESK, PHONE, Options
from tests.browser.house import House, Table
from tests.browser.watch import SIGNED_OUT, Watch


@pytest.mark.parametrize("device", [DESK, PHONE], ids=["desk", "phone"])
def test_S25_a_way_back_opens_on_another_device(
    house: House, contexts: Contexts, watch: Watch, device: Options
) -> None:
    watch.allow(*SIGNED_OUT)
    page = contexts(device).new_page()
    page.goto(house.study.invite_link)
    page.get_by_label("A name that is not your real one").fill(f"Robin {device['viewport']['width']}")
    page.get_by_role("button", name="Join with this name").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("You are in, Robin")
    assert page.url == f"{house.server.url}/j"  # the used secret is gone from the address
    way_back = page.get_by_label("Your way back", exact=True).input_value()
    other = contexts(DESK).new_page()
    other.goto(way_back)
    expect(other.get_by_role("heading", level=1)).to_have_text(re.compile("What do outcomes mean|Your boards"))
    assert "#" not in other.url


def test_S26_a_name_that_is_taken_is_refused_in_plain_words(house: House, contexts: Contexts, watch: Watch) -> None:
    watch.allow(r"status of 4\d\d .*/api/join")
    house.person("CR2")
    page = contexts(PHONE).new_page()
    page.goto(house.study.invite_link)
    page.get_by_label("A name that is not your real one").fill("cr2")
    page.get_by_role("button", name="Join with this name").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("A name that is not your real one")).to_have_value("cr2")


def test_S27_a_link_that_is_off_says_what_to_do(house: House, contexts: Contexts, watch: Watch) -> None:
    watch.allow(r"status of 4\d\d .*/api/invite")
    page = contexts(PHONE).new_page()
    page.goto(f"{house.server.url}/j#not-a-real-invite")
    expect(page.get_by_role("heading", name="This link does not work any more")).to_be_visible()
    expect(page.get_by_text("Ask your facilitator for a new one.")).to_be_visible()


def test_S28_who_is_in_already_is_told_so(house: House, contexts: Contexts) -> None:
    context = contexts(PHONE)
    sign_in(context, house.person("CR2"))
    page = context.new_page()
    page.goto(house.study.invite_link)
    expect(page.get_by_role("heading", name="You are already here")).to_be_visible()
    page.get_by_role("button", name="Go to the board").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_S29_a_facilitator_makes_a_link_with_a_code(table: Table, come: Come) -> None:
    desk = come()
    desk.page.get_by_role("button", name="Invite").click()
    expect(desk.dialog.get_by_role("heading", name="Invite people")).to_be_focused()
    desk.dialog.get_by_role("button", name="New link to sort").click()
    expect(desk.dialog.get_by_role("img", name=re.compile("QR code"))).to_be_visible()
    link = desk.dialog.get_by_label("Link for people who sort", exact=True).input_value()
    assert link.startswith(f"{table.house.server.url}/j#")


def test_S31_enter_pressed_twice_removes_nobody(table: Table, come: Come) -> None:
    table.person("Somebody")
    page = come().page
    page.goto(f"{table.house.server.url}/s/{table.house.study.study_id}?board={table.board_id}")
    page.get_by_role("button", name="Remove Somebody").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Somebody can no longer open this study.")).to_be_focused()
    page.get_by_role("button", name="Keep Somebody").press("Enter")
    expect(page.get_by_role("button", name="Remove Somebody")).to_be_focused()


def test_S30_an_observer_can_change_nothing(table: Table, contexts: Contexts) -> None:
    table.person("Facilitator").do({"type": "card.create", "card_id": "card-observed", "text": "Offload"})
    context = contexts(DESK)
    sign_in(context, table.house.observer())
    page = context.new_page()
    page.goto(f"{table.house.server.url}/b/{table.board_id}")
    tray = page.get_by_role("region", name="Not sorted yet")
    expect(tray.get_by_role("button", name="Offload", exact=True)).to_be_visible()
    for name in ("Move Offload", "New cards", "New theme", "Undo", "Invite"):
        expect(page.get_by_role("button", name=name, exact=True)).to_have_count(0)


def test_S31_a_removed_person_is_told_so(table: Table, come: Come, watch: Watch) -> None:
    watch.allow(r"status of 40[14] .*/api/")  # asked in that moment: no session any more, or only no board
    leaving = table.person("Somebody")
    phone = come("Somebody", PHONE)
    facilitator = table.person("Facilitator")
    path = f"/api/studies/{table.house.study.study_id}/people/{leaving.id}/remove"
    assert facilitator.http.post(path).status_code == 200
    expect(phone.page.get_by_text("You are not part of this study any more.")).to_be_visible()


def test_S72_a_whole_session_asks_nobody_else(table: Table, come: Come, watch: Watch) -> None:
    desk = come()
    for path in ("/", f"/b/{table.board_id}/log", f"/s/{table.house.study.study_id}?board={table.board_id}"):
        desk.page.goto(f"{desk.origin}{path}")
        expect(desk.page.get_by_role("heading", level=1)).to_be_visible()
    desk.open(table.board_id, at=1)
    assert watch.requests > 20  # pages, styles, fonts and questions, all seen
    assert watch.faults == []
