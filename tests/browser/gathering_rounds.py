"""The rounds of a meeting: one with names, about themes; one in secret, with dots on cards."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.gathering import AWAY, DESKS, KEYS, PHONES, Group

NAMED = "Does this theme hold together?"
SECRET = "What matters most?"


def about(place: Page | Locator, name: str) -> Locator:
    """Where one thing is answered about."""
    return place.get_by_role("group", name=name)


def ask(page: Page, question: str, *choices: str) -> None:
    """The facilitator asks the group."""
    page.get_by_role("button", name="Ask the group").click()
    page.get_by_label("Your question").fill(question)
    for choice in choices:
        page.get_by_label(choice).check()
    page.get_by_role("button", name="Open the round").click()
    expect(page.get_by_role("region", name=question)).to_be_visible()


def close(page: Page, question: str) -> Locator:
    """The facilitator closes the round; answers its results."""
    region = page.get_by_role("region", name=question)
    region.get_by_role("button", name="Close this round").click()
    region.get_by_role("button", name="Close it now").click()
    expect(page.get_by_role("article", name=question)).to_be_visible()
    return page.get_by_role("article", name=question)


def answer(group: Group, thing: str, choice: str, who: str) -> None:
    """One person answers about one thing: by tap, by keys, or by mouse."""
    page = group.screens[who].page
    there = about(page, thing).get_by_role("button", name=choice)
    if who in PHONES:
        there.tap()
    elif who == KEYS:
        group.keys.tab_to(there)
        group.keys.press("Enter")
    else:
        there.click()


def in_the_open(group: Group) -> None:
    """Seven answers, one of them for the person on the telephone; the facilitator stands aside."""
    lead = group.lead.page
    lead.goto(f"{group.lead.origin}/b/{group.table.board_id}/rounds")
    ask(lead, NAMED)
    for name in (*PHONES, *DESKS, KEYS):
        expect(group.go(name, "rounds").get_by_role("region", name=NAMED)).to_be_visible()
        answer(group, "Growing", "Differ" if name == "CR2" else "Agree", name)
    group.phone.look(group.screens["CR2"].page, "gathering-answering")
    lead.get_by_role("button", name="Stand aside").click()
    lead.get_by_label("For whom?").select_option(AWAY)
    about(lead, "Growing").get_by_role("button", name="Agree").click()
    expect(lead.get_by_text("7 people have answered so far.")).to_be_visible()
    result = close(lead, NAMED)
    expect(result).to_contain_text("7 people answered.")
    expect(result.get_by_role("region", name="Where we differ")).to_contain_text("Growing")


def in_secret(group: Group) -> None:
    """Six people give dots. Nothing on the board says who gave what, before and after."""
    lead, table = group.lead.page, group.table
    ask(lead, SECRET, "Each card", "With dots", "Secret: nobody sees who said what")
    for name in (*PHONES, *DESKS, KEYS):
        answer(group, "Tea", "Give a dot to “Tea”", name)
    expect(lead.get_by_text("6 people have answered so far.")).to_be_visible()
    assert not any(vote["on_id"] == table.card("Tea") for vote in table.state()["vote"].values())
    close(lead, SECRET)
    secret = [vote for vote in table.state()["vote"].values() if vote["on_id"] == table.card("Tea")]
    assert [(vote["person"], vote["value"]) for vote in secret] == [(None, 1)] * 6
    group.desk.look(lead, "gathering-results")
