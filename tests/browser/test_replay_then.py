"""Looking back in place (SPEC S89 to S94): the board of then, the player, the timeline, and looking back together."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import Axe
from tests.browser.board_screen import BoardScreen
from tests.browser.conftest import Come
from tests.browser.devices import PHONE
from tests.browser.gliding import GLIDES
from tests.browser.house import Table, create_cards, create_theme, move
from tests.browser.shots import shoot
from tests.server import new_id


def banner(page: Page) -> Locator:
    """What says that this is not now."""
    return page.get_by_role("region", name="Looking back", exact=True)


def together(page: Page) -> Locator:
    """What is said about looking back together."""
    return page.get_by_role("region", name="The same moment for all")


def more(page: Page, item: str) -> None:
    """Something from the menu about this moment."""
    page.get_by_role("button", name="More about this moment").click()
    page.get_by_role("group", name="More about this moment").get_by_role("button", name=item).click()


def history(table: Table) -> dict[str, int]:
    """A meeting with talk, a round and minutes, then work from home. Answers the seqs that matter."""
    meeting, minutes, round_id = new_id("meeting"), new_id("minutes"), new_id("round")
    table.do({"type": "meeting.start", "meeting_id": meeting, "title": "Meeting 1"})
    table.all(
        [*create_theme("Growing", "Resilience", "Calm"), *create_theme("Company", "Tea"), *create_cards("Offload")]
    )
    about = {"kind": "card", "id": table.card("Tea")}
    table.do({"type": "comment.add", "comment_id": new_id("comment"), "on": about, "text": "Tea is warm"}, by="CR2")
    decided = {"on": about | {"id": table.card("Calm")}, "comment_kind": "decision", "text": "Calm stays here"}
    table.do({"type": "comment.add", "comment_id": new_id("comment"), **decided})
    asked = {"question": "Is it ours?", "method": "sense", "on": "question"}
    table.do({"type": "round.open", "round_id": round_id, **asked})
    on = {"kind": "round", "id": round_id}
    table.do({"type": "vote.cast", "round_id": round_id, "on": on, "value": "unsure"}, by="CR2")
    words = {"title": "What we did", "text": "We were unsure."}
    table.do({"type": "minutes.write", "minutes_id": minutes, **words})
    table.do({"type": "meeting.end", "meeting_id": meeting})
    then = table.events()[-1]["seq"]
    table.do(
        move(table.placement("Tea", "Company"), table.theme("Growing"), after=None), by="CR2", why="It belongs here"
    )
    moved = table.events()[-1]["seq"]
    table.do({"type": "vote.cast", "round_id": round_id, "on": on, "value": "agree"}, by="CR2")
    table.do({"type": "round.close", "round_id": round_id})
    table.do({"type": "minutes.edit", "minutes_id": minutes, "text": "We agreed."})
    table.do({"type": "comment.add", "comment_id": new_id("comment"), "on": about, "text": "Later words"}, by="CR3")
    return {"then": then, "moved": moved, "head": table.events()[-1]["seq"]}


def with_comings_and_goings(table: Table) -> dict[str, int]:
    """The same; somebody who was in then is out now, and somebody came later."""
    heron = table.person("Silver Heron")
    seqs = history(table)
    table.person("Late Lark")
    lead = table.person("Facilitator")
    lead.http.post(f"/api/studies/{lead.study_id}/people/{heron.id}/remove").raise_for_status()
    return seqs


def test_S89_all_of_it_as_it_was_then(table: Table, come: Come) -> None:
    seqs = with_comings_and_goings(table)
    desk = come()
    desk.open(table.board_id, at=seqs["then"])
    expect(desk.sheet("Company").get_by_role("listitem")).to_have_count(1)
    desk.slip(re.compile("^Tea"), "Company").click()
    expect(desk.panel).to_contain_text("Tea is warm")
    expect(desk.panel).not_to_contain_text("Later words")
    desk.page.get_by_role("button", name="Menu").click()
    desk.page.get_by_role("button", name="Take a copy").click()
    link = desk.dialog.get_by_role("link", name="log.csv")
    expect(link).to_have_attribute("href", re.compile(rf"export/log\.csv\?at={seqs['then']}$"))
    desk.dialog.get_by_role("button", name="Close").click()

    pages = desk.page.get_by_role("navigation", name="Pages of this board")
    pages.get_by_role("link", name="Talk").click()
    expect(banner(desk.page)).to_contain_text(f"move {seqs['then']} of {seqs['head']}")
    expect(desk.page.get_by_role("main")).to_contain_text("Tea is warm")
    expect(desk.page.get_by_role("main")).not_to_contain_text("Later words")
    expect(desk.page.get_by_role("button", name="Say something about the board")).to_have_count(0)
    pages.get_by_role("link", name="Rounds").click()
    expect(desk.page.get_by_role("main")).to_contain_text("It was open then.")
    expect(desk.page.get_by_role("main")).to_contain_text(re.compile("1 unsure|unsure 1|Unsure", re.IGNORECASE))
    expect(desk.page.get_by_role("button", name="Ask the group")).to_have_count(0)
    shoot(desk.page, "then-rounds")
    pages.get_by_role("link", name="Minutes").click()
    desk.page.get_by_role("link", name="What we did").click()
    expect(desk.page.get_by_role("main")).to_contain_text("We were unsure.")
    expect(desk.page.get_by_role("button", name="Change the words")).to_have_count(0)
    shoot(desk.page, "then-minutes")
    log_then(desk.page, seqs["then"])
    desk.page.go_back()
    people_then(desk.page, seqs["then"])
    desk.page.go_back()
    expect(desk.page.get_by_role("main")).to_contain_text("We were unsure.")
    desk.page.keyboard.press("Escape")
    expect(banner(desk.page)).to_have_count(0)
    expect(desk.page.get_by_role("main")).to_contain_text("We agreed.")
    assert "at=" not in desk.page.url


def log_then(page: Page, then: int) -> None:
    """The log ends at the moment, and nothing of it can be put back from there."""
    page.get_by_role("navigation", name="Pages of this board").get_by_role("link", name="Log").click()
    main = page.get_by_role("main")
    expect(main).to_contain_text(f"{then} changes, newest first.")
    expect(main).not_to_contain_text("Later words")
    expect(main.get_by_role("button", name=re.compile("^Put back"))).to_have_count(0)
    expect(banner(page)).to_contain_text(f"move {then} of")
    shoot(page, "then-log")


def people_then(page: Page, then: int) -> None:
    """Who was in at the moment, who came later, and nothing to press but what leads to their stories."""
    page.get_by_role("navigation", name="Pages of this board").get_by_role("link", name="People").click()
    main = page.get_by_role("main")
    inside = main.get_by_role("list", name="Who was in")
    expect(inside).to_contain_text("Silver Heron")
    expect(inside).to_contain_text(re.compile("CR2.*Co-researcher, at the meeting|CR2.*did something here"))
    expect(inside).not_to_contain_text("Late Lark")
    expect(main.get_by_role("list", name="Came later")).to_contain_text("Late Lark")
    expect(main.get_by_role("button")).to_have_count(0)
    expect(banner(page)).to_contain_text(f"move {then} of")
    shoot(page, "then-people")
    page.set_viewport_size({"width": 360, "height": 740})
    shoot(page, "then-people-phone")
    page.set_viewport_size({"width": 1440, "height": 900})
    axe = Axe("desk")
    axe.look(page, "the people of then")
    assert axe.found == []


def test_S90_keys_and_names(table: Table, come: Come) -> None:
    seqs = history(table)
    desk = come()
    desk.open(table.board_id, at=seqs["moved"])
    expect(banner(desk.page)).to_contain_text(f"move {seqs['moved']} of")
    more(desk.page, "Name this moment")
    desk.dialog.get_by_role("textbox").fill("Tea finds its place")
    desk.dialog.get_by_role("button", name="Save the name").click()
    expect(desk.dialog.get_by_role("status")).to_have_text("This moment has a name now.")
    shoot(desk.page, "name-moment")
    desk.dialog.get_by_role("button", name="Close").click()
    head = seqs["head"] + 1
    desk.page.evaluate(GLIDES)
    desk.page.locator("main").focus()
    for key, seq in (
        ("ArrowLeft", seqs["then"]), ("ArrowRight", seqs["moved"]), ("Shift+ArrowLeft", 2), ("Shift+ArrowLeft", 1),
        ("Shift+ArrowRight", 2), ("Shift+ArrowRight", seqs["moved"]), ("Shift+ArrowLeft", 2),
    ):  # fmt: skip
        desk.page.keyboard.press(key)
        expect(banner(desk.page)).to_contain_text(f"move {seq} of {head}")
    assert desk.page.evaluate("window.glided") == ["Tea", "Tea"]  # S94: out and in, and no other time
    calmly(desk.page, seqs, head)
    desk.page.get_by_text("16×", exact=True).click()
    desk.page.locator("main").focus()
    desk.page.keyboard.press("Space")
    expect(banner(desk.page)).to_contain_text(f"move {head} of {head}")
    list_and_links(desk, come("CR2", PHONE), seqs, head)


def calmly(page: Page, seqs: dict[str, int], head: int) -> None:
    """S94: with reduced motion the card jumps, and its place is outlined all the same."""
    page.emulate_media(reduced_motion="reduce")
    for key, seq in (("Shift+ArrowRight", "moved"), ("ArrowLeft", "then"), ("ArrowRight", "moved")):
        page.keyboard.press(key)
        expect(banner(page)).to_contain_text(f"move {seqs[seq]} of {head}")
    expect(page.locator("[data-touched]")).to_contain_text("Tea")
    assert page.evaluate("window.glided") == ["Tea", "Tea"]
    page.emulate_media(reduced_motion="no-preference")


def list_and_links(desk: BoardScreen, phone: BoardScreen, seqs: dict[str, int], head: int) -> None:
    """The timeline as a list leads to a moment, and a link to a part plays it elsewhere."""
    more(desk.page, "The timeline as a list")
    listed = desk.page.get_by_role("dialog", name="The timeline as a list")
    expect(listed.get_by_role("heading", name="Meeting 1")).to_be_visible()
    expect(listed).to_contain_text("A decision: “Calm stays here”")
    expect(listed).to_contain_text("The group was asked: “Is it ours?”")
    axe = Axe("desk")
    axe.look(desk.page, "the timeline as a list")
    listed.get_by_role("button", name="Named moment: “Tea finds its place”").click()
    expect(banner(desk.page)).to_contain_text("CR2 moved Tea from Company to Growing.")
    more(desk.page, "Link to this moment")
    desk.dialog.get_by_label("From move").fill("3")
    desk.dialog.get_by_label("to move", exact=True).fill(str(seqs["then"]))
    link = desk.dialog.get_by_label("Link to this part").input_value()
    shoot(desk.page, "moment-link")
    phone.page.goto(link)
    expect(banner(phone.page)).to_contain_text(f"move 3 of {head}")
    phone.page.get_by_label("Speed").select_option("16×")
    phone.page.get_by_role("button", name="Play", exact=True).tap()
    expect(banner(phone.page)).to_contain_text(f"move {seqs['then']} of {head}")
    expect(phone.page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    axe.look(phone.page, "looking back on a phone")
    assert axe.found == []
