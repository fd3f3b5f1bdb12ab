"""Stories (SPEC Q): how a theme came to be, putting back from a sentence, and a replay that plays from a disk."""

import re
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.axe import Axe
from tests.browser.board_screen import BoardScreen
from tests.browser.comparing import compare
from tests.browser.conftest import Come
from tests.browser.devices import DESK, PHONE
from tests.browser.gliding import GLIDES
from tests.browser.house import Table, create_cards, create_theme
from tests.browser.shots import shoot
from tests.server import new_id


def sorted_board(table: Table) -> None:
    """A theme with two names, to which one card came and stayed elsewhere, and another came and went."""
    table.all([*create_cards("Tea", "Toast"), *create_theme("Food"), *create_theme("Company", "Talk")])
    for text in ("Tea", "Toast"):
        place = {"type": "placement.add", "placement_id": new_id("place"), "card_id": table.card(text)}
        table.do({**place, "theme_id": table.theme("Food")}, by="CR3")
    place = {"type": "placement.add", "placement_id": new_id("place"), "card_id": table.card("Tea")}
    table.do({**place, "theme_id": table.theme("Company")}, by="CR2", why="We drink it together")
    table.do({"type": "theme.edit", "theme_id": table.theme("Company"), "title": "Being together"}, by="CR3")
    move = {"type": "placement.move", "placement_id": table.placement("Talk", "Being together")}
    table.do({**move, "theme_id": table.theme("Food")}, by="CR2")


def test_Q2_a_theme_tells_how_it_came_to_be_and_any_sentence_can_be_put_back(table: Table, come: Come) -> None:
    sorted_board(table)
    desk = come("CR2", DESK)
    desk.page.get_by_role("button", name=re.compile("^Being together")).first.click()
    desk.page.get_by_role("link", name="Read the whole story").click()
    main = desk.page.get_by_role("main")
    expect(main).to_contain_text("1 card stands in it now.")
    expect(main).to_contain_text("Tea was placed here too. It went on standing in “Food”.")
    expect(main).to_contain_text("We drink it together")
    expect(main).to_contain_text("Talk went to “Food”.")
    expect(main.get_by_role("img", name=re.compile("how cards came to “Being together”"))).to_be_visible()
    expect(main.get_by_role("table", name="The same as a table")).to_contain_text("Food: 1 card, where they stay")
    look(desk.page, "desk", "story")

    events = {event["type"]: event["seq"] for event in table.events()}
    button = main.get_by_role("button", name=f"Put this back change {events['theme.edited']}")
    button.focus()
    button.press("Enter")
    said = main.get_by_role("status").filter(has_text="put back")
    expect(said).to_have_text("It is put back. The log keeps both.")
    expect(main).to_contain_text("(undone later)")
    assert table.theme("Company")
    place = next(event for event in table.events() if event.get("why"))
    table.do({"type": "card.retire", "card_id": table.card("Tea")}, by="CR3")
    main.get_by_role("button", name=f"Put this back change {place['seq']}").click()
    expect(said).to_contain_text("It was not put back.")
    expect(said).to_contain_text("CR3 put away Tea.")
    main.get_by_role("link", name="Look at it").click()
    expect(desk.page.get_by_role("region", name="Looking back")).to_contain_text("put away")
    compare(desk.page, f"{desk.origin}/b/{table.board_id}/compare?from=4&to=7")


def test_Q1_stories_on_a_phone(table: Table, come: Come) -> None:
    sorted_board(table)
    phone = come("CR3", PHONE)
    phone.page.get_by_role("button", name="Menu").tap()
    phone.page.get_by_role("link", name="Stories").tap()
    main = phone.page.get_by_role("main")
    look(phone.page, "phone", "stories")
    main.get_by_role("link", name="CR2").tap()
    expect(main).to_contain_text("What a person did")
    expect(main.get_by_role("listitem")).to_have_count(2)
    main.get_by_role("link", name="All stories").tap()
    main.get_by_role("link", name="Food").tap()
    expect(main).to_contain_text("3 cards stand in it now.")
    look(phone.page, "phone", "story")
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
    main.get_by_role("link", name="look back to this moment").first.tap()
    expect(phone.page.get_by_role("region", name="Looking back")).to_be_visible()


def test_Q13_a_story_plays_on_the_board_and_can_be_left(table: Table, come: Come) -> None:
    sorted_board(table)
    desk = come("CR2", DESK)
    page = desk.page
    page.goto(f"{desk.origin}/b/{table.board_id}/stories?card={table.card('Tea')}")
    page.get_by_role("button", name="Play this story on the board").click()
    page.get_by_text("16×", exact=True).click()
    banner, story = (page.get_by_role("region", name=name, exact=True) for name in ("Looking back", "The story"))
    expect(story).to_contain_text("The story of Tea moment 3 of 3")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    expect(banner).to_contain_text("CR2 placed Tea in Company too. It kept its other place. We drink it together")
    page.locator("main").focus()
    page.keyboard.press("ArrowLeft")
    expect(story).to_contain_text("moment 2 of 3")
    expect(banner).to_contain_text("CR3 placed Tea in Food.")
    expect(page.get_by_role("slider")).to_have_attribute("aria-valuetext", re.compile("moment 2 of 3$"))
    shoot(page, "story-playing")
    page.keyboard.press("ArrowLeft")
    expect(story).to_contain_text("moment 1 of 3")
    expect(page).to_have_url(re.compile(r"at=2&card="))
    page.reload()
    expect(story).to_contain_text("moment 1 of 3")
    story.get_by_role("button", name="Show every move").click()
    expect(story).to_have_count(0)
    page.keyboard.press("ArrowRight")
    expect(banner).to_contain_text("move 3 of")
    page.keyboard.press("Escape")
    expect(banner).to_have_count(0)
    follow(come("CR3", PHONE), table)


def follow(phone: BoardScreen, table: Table) -> None:
    """The story of a theme on a phone, from its panel."""
    phone.open(table.board_id)
    phone.page.get_by_role("button", name=re.compile("^Food")).first.tap()
    phone.page.get_by_role("button", name=re.compile("^Food")).last.tap()
    phone.page.get_by_role("link", name="Follow it on the board").tap()
    story = phone.page.get_by_role("region", name="The story", exact=True)
    expect(story).to_contain_text("The story of Food moment 1 of 4")
    expect(phone.panel).to_have_count(0)
    phone.page.get_by_role("button", name="Next step").tap()
    expect(story).to_contain_text("moment 2 of 4")
    look(phone.page, "phone", "story-playing")
    shoot(phone.page, "story-playing-phone")
    story.get_by_role("link").tap()
    expect(phone.page.get_by_role("main")).to_contain_text("How this theme came to be")


def test_Q10_a_replay_plays_from_a_disk_without_a_network(
    table: Table, come: Come, chromium: Browser, tmp_path: Path
) -> None:
    sorted_board(table)
    about = {"kind": "card", "id": table.card("Talk")}
    table.do({"type": "comment.add", "comment_id": new_id("comment"), "on": about, "text": "Said at the end"}, by="CR3")
    file = tmp_path / "replay.html"
    nobody_is_named(come(device=DESK).page)
    download(come("CR2", DESK).page, file)

    context = chromium.new_context(**DESK, offline=True)
    heard: list[str] = []
    context.on("console", lambda message: heard.append(message.text))
    context.on("weberror", lambda error: heard.append(str(error.error)))
    context.on("request", lambda request: heard.append(request.url) if request.url != file.as_uri() else None)
    page = context.new_page()
    page.goto(file.as_uri())
    moment = page.get_by_role("region", name="The moment")
    expect(moment).to_contain_text("moment 1 of")
    page.get_by_role("slider").press("End")
    expect(moment).to_contain_text("Somebody said about Talk")
    expect(page.get_by_role("main")).to_contain_text("Being together")
    page.get_by_role("button", name="Back").click()
    expect(moment).to_contain_text("Somebody moved Talk from Being together to Food")
    look(page, "desk", "taken")
    page.get_by_role("button", name="16×").click()
    page.get_by_role("button", name="Play", exact=True).click()
    page.get_by_role("button", name="Pause").click()
    follow_in_file(page, moment)
    context.close()
    assert heard == []


def take_a_copy(page: Page) -> None:
    """Opens the list of files."""
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("button", name="Take a copy").click()


def nobody_is_named(page: Page) -> None:
    """Q15: a facilitator says that replays name nobody."""
    take_a_copy(page)
    named = page.get_by_role("link", name=re.compile("The replay, to play"))
    expect(named).to_be_visible()
    page.get_by_label("Replays may name people").press("Space")
    expect(named).to_have_count(0)
    expect(page.get_by_label("Replays may name people")).to_be_focused()
    look(page, "desk", "replay-names")


def download(page: Page, file: Path) -> None:
    """The replay without names, as somebody takes it."""
    take_a_copy(page)
    with page.expect_download() as coming:
        page.get_by_role("link", name=re.compile("The replay without people's names")).click()
    coming.value.save_as(file)


def follow_in_file(page: Page, moment: Locator) -> None:
    """Q14: by keys alone a card is found and followed and glides; what was said stands beside it, on a phone too."""
    page.get_by_role("button", name="Follow…").press("Enter")
    panel = page.get_by_role("complementary")
    expect(panel.get_by_role("list", name="People")).to_have_count(0)
    panel.get_by_role("searchbox").press_sequentially("talk")
    panel.get_by_role("list", name="Cards").get_by_role("button", name="Talk").press("Enter")
    panel.get_by_role("button", name="Follow this card").press("Enter")
    expect(moment).to_contain_text("moment 1 of 3")
    expect(moment).to_contain_text("The story of Talk")
    expect(panel).to_contain_text("Nobody had said anything at this moment.")
    page.evaluate(GLIDES)
    page.keyboard.press("ArrowRight")
    expect(moment).to_contain_text("Somebody moved Talk from Being together to Food")
    expect(page.locator("[data-touched]")).to_contain_text("Talk")
    page.keyboard.press("ArrowRight")
    expect(panel).to_contain_text("Said at the end")
    assert page.evaluate("window.glided") == ["Talk"]
    page.emulate_media(reduced_motion="reduce")
    second = panel.get_by_role("button", name=re.compile("show this moment")).nth(1)
    second.press("Enter")
    expect(second).to_have_attribute("aria-current", "step")
    assert page.evaluate("window.glided") == ["Talk"]
    expect(page.locator(".gliding")).to_have_count(0)
    panel.get_by_role("button", name="Food", exact=True).press("Enter")
    expect(panel.get_by_role("table", name="The same as a table")).to_contain_text("Being together: 1 card")
    picture = panel.get_by_role("img", name=re.compile("cards came to “Food”"))
    expect(picture).to_contain_text(re.compile("Being tog.* 1"))
    page.set_viewport_size({"width": 320, "height": 640})
    look(page, "phone", "taken on a phone")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    page.keyboard.press("Escape")
    expect(moment).not_to_contain_text("The story of")


def look(page: Page, name: str, what: str) -> None:
    """axe finds nothing here."""
    axe = Axe(name)
    axe.look(page, what)
    assert not axe.found, "\n".join(axe.found)
