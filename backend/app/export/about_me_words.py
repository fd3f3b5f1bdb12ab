"""What the page about one person calls things, in plain words. What has no word here is shown by its own name."""

TITLES = {
    "me": "Who I am here",
    "roles": "Roles I was given",
    "way_back": "My way back",
    "drafts": "Words I have not shared",
    "answers_nobody_has_seen": "My answers that nobody sees yet",
    "seen": "How far I have seen each board",
    "read": "Up to when I have read what was said",
    "copies_taken_out": "Copies I took out",
    "taken_back": "What I took back",
}
FACTS = {
    "pseudonym": "Name",
    "joined_at": "Came in",
    "left_at": "Left",
    "removed_at": "Taken out by a facilitator",
    "id": "Number of mine",
    "board_id": "Number of the board",
    "on_id": "Number of what it is about",
    "seq": "Entry of the log",
    "at": "When",
    "changed_at": "Last changed",
    "made_at": "Made",
    "asked_at": "Asked",
    "until": "Can be changed until",
    "signed_in_browsers": "Browsers where I am signed in",
    "what": "File",
    "way": "What",
    "was": "Role before",
    "value": "Answer",
    "text": "Words",
}
PIECES = {
    "card text": "Card",
    "card label": "Label of a card",
    "card source": "Where a card was heard",
    "comment text": "Comment",
    "minutes text": "Minutes",
    "minutes title": "Title of minutes",
    "moment name": "Name of a moment",
    "reason": "Reason",
    "theme description": "About a theme",
    "theme title": "Theme",
    "vote reason": "Reason of an answer",
}
VALUES = {"co_researcher": "co-researcher"}
TIME = "2026-11-24T03:22:15.255Z"


def title(name: str) -> str:
    """Of a part of the page."""
    return TITLES.get(name, _spaced(name))


def fact(name: str) -> str:
    """Of one fact in a part."""
    return FACTS.get(name, _spaced(name))


def piece(about: str) -> str:
    """Of some words of mine."""
    return PIECES.get(about, _spaced(about))


def told(value: str) -> str:
    """Times as "2026-11-24 03:22 UTC", everything else as it is."""
    if len(value) == len(TIME) and value[10] == "T" and value.endswith("Z"):
        return f"{value[:10]} {value[11:16]} UTC"
    return VALUES.get(value, value)


def _spaced(name: str) -> str:
    return name.replace("_", " ").capitalize()
