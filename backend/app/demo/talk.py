"""What the people of the demo say, ask and write down."""

from app.demo.hands import Hands
from app.demo.ids import card_id, theme_id
from app.demo.script import FACILITATOR, scatter
from app.demo.titles import FUTURE, RIPPLE
from app.domain.commands_meetings import MinutesSign, MinutesWrite
from app.domain.commands_rounds import RoundClose, RoundOpen, VoteCast, VotedThing
from app.domain.commands_talk import CommentAdd, Spoken
from app.domain.model_rounds import Sense

ROUND, MINUTES = "round-names", "minutes-4"
QUESTION = "Does the name say what the cards say?"
MINUTES_TEXT = """\
## Who was there

CR1, CR2, CR3, CR4, CR5 and the facilitator. CR6 was on the phone.

## What we did

- CR4 saw that some cards are about other people. They have a sheet of their own now.
- CR3 joined “Giving back” with it.
- One card was written twice, with another apostrophe. It is one card again.

## What we decided

A card may stand in as many themes as it belongs to.

## What stays open

- What do we call the new sheet? We look for its name next time.
- Some cards need a sheet that we do not have yet.
"""


def say_on_theme(hands: Hands, who: str, theme: str, text: str, kind: str, reply_to: str | None = None) -> str:
    """Somebody comments on a theme. The comment's id."""
    return _say(hands, who, Spoken(kind="theme", id=theme_id(theme)), text, kind, reply_to)


def say_on_card(hands: Hands, who: str, card: str, text: str, kind: str, reply_to: str | None = None) -> str:
    """Somebody comments on a card. The comment's id."""
    return _say(hands, who, Spoken(kind="card", id=card_id(card)), text, kind, reply_to)


def ask_about_names(hands: Hands) -> None:
    """A sense check on the sheets, with names shown: nearly all agree on one name, and differ on another."""
    script = hands.script
    opening = RoundOpen(type="round.open", round_id=ROUND, question=QUESTION, method="sense", on="theme")
    script.do(FACILITATOR, opening)
    for who in ("CR2", "CR3", "CR4", "CR5"):
        _answer(hands, who, RIPPLE, "agree")
    _answer(hands, "CR6", RIPPLE, "agree", "It took me a while. Now I like it.")
    _answer(hands, "CR1", RIPPLE, "unsure", "I had to ask what it means.")
    _answer(hands, "CR3", FUTURE, "agree")
    _answer(hands, "CR5", FUTURE, "agree")
    _answer(hands, "CR4", FUTURE, "differ", "Some cards here are about today.")
    script.do(FACILITATOR, RoundClose(type="round.close", round_id=ROUND))


def write_minutes(hands: Hands) -> None:
    """The facilitator writes the fourth meeting down, and two people put their names under it."""
    script, title = hands.script, "What keeps coming back"
    written = MinutesWrite(
        type="minutes.write", minutes_id=MINUTES, title=title, text=MINUTES_TEXT, meeting_id="meeting-4"
    )
    script.do(FACILITATOR, written)
    for who in (FACILITATOR, "CR2"):
        signature = f"signature-{who.lower()}"
        script.do(who, MinutesSign(type="minutes.sign", signature_id=signature, minutes_id=MINUTES, version=1))


def _answer(hands: Hands, who: str, theme: str, value: Sense, reason: str | None = None) -> None:
    on = VotedThing(kind="theme", id=theme_id(theme))
    hands.script.do(who, VoteCast(type="vote.cast", round_id=ROUND, on=on, value=value, reason=reason))


def _say(hands: Hands, who: str, on: Spoken, text: str, kind: str, reply_to: str | None) -> str:
    comment_id = f"comment-{scatter(text):010d}"
    said = CommentAdd(type="comment.add", comment_id=comment_id, on=on, text=text, reply_to=reply_to, comment_kind=kind)
    hands.script.do(who, said)
    return comment_id
