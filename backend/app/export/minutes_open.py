"""What was decided in a meeting and what stayed open, for its draft minutes."""

from collections.abc import Iterator

from app.domain.model import State
from app.domain.model_talk import DECISION, Comment
from app.export.minutes_words import card, person, points, said, some, theme
from app.export.scene import counted
from app.export.sitting import Sitting

MOST = 20
Said = tuple[str, Comment]


def decisions(sitting: Sitting) -> list[str]:
    """Lines of Markdown: decisions noted in the meeting, with what was answered to them."""
    noted = [(key, one) for key, one in _said(sitting.after) if one["comment_kind"] == DECISION]
    fresh = [(key, one) for key, one in noted if key not in sitting.before["comment"]]
    return points([_with_answers(sitting, key, one) for key, one in fresh], MOST)


def left_open(sitting: Sitting) -> Iterator[str]:
    """Lines of Markdown: questions without an answer, rounds, cards without a place, what is parked."""
    state = sitting.after
    answered = {one["reply_to"] for _, one in _said(state)}
    asked = [one for key, one in _said(state) if one["comment_kind"] == "question" and key not in answered]
    yield from points([f"A question: {_told(sitting, one)}." for one in asked], MOST)
    rounds = [said(one["question"]) for one in state["round"].values() if one["open"]]
    if rounds:
        yield f"- Still asked: {some(rounds)}."
    placed = {one["card_id"] for one in state["placement"].values()}
    tray = [key for key, one in state["card"].items() if not one["retired"] and key not in placed]
    if tray:
        yield f"- Not sorted yet: {counted(len(tray), 'card')}. {some([card(state, key) for key in tray])}."
    yield from _parked(state)


def _parked(state: State) -> Iterator[str]:
    for key, one in state["theme"].items():
        cards = [place["card_id"] for place in state["placement"].values() if place["theme_id"] == key]
        if one["theme_kind"] == "parked" and not one["retired"] and cards:
            names = some([card(state, card_id) for card_id in cards])
            yield f"- Parked in {theme(state, key)}: {counted(len(cards), 'card')}. {names}."


def _said(state: State) -> list[Said]:
    """What can be read: neither taken back nor hidden, nor left out of the log because it is so by now."""
    return [(key, one) for key, one in state["comment"].items() if one["text"] is not None and not one["hidden"]]


def _with_answers(sitting: Sitting, key: str, decision: Comment) -> str:
    answers = [one for _, one in _said(sitting.after) if one["reply_to"] == key]
    told = [f"{person(one['author'], sitting.names)}: {said(one['text'])}" for one in answers]
    return f"{_told(sitting, decision)}." + (f" {some(told)}." if told else "")


def _told(sitting: Sitting, one: Comment) -> str:
    """The words, who said them, and about what."""
    match one["on_kind"]:
        case "card":
            about = f", about the card {card(sitting.after, one['on_id'])}"
        case "theme":
            about = f", about the theme {theme(sitting.after, one['on_id'])}"
        case _:
            about = ""
    return f"{said(one['text'])} ({person(one['author'], sitting.names)}{about})"
