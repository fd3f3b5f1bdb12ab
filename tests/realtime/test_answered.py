"""How many have answered comes over the line, and nothing else of it (rule R39)."""

from typing import Any

from tests.line import Line
from tests.server import Person, new_id

ASKED = {"question": "Does it fit?", "method": "sense", "on": "question"}


def cast(round_id: str, value: str) -> dict[str, Any]:
    """An answer to a question."""
    return {"type": "vote.cast", "round_id": round_id, "on": {"kind": "round", "id": round_id}, "value": value}


def counted(line: Line, round_id: str, number: int) -> dict[str, Any]:
    """Waits until so many have answered a round."""
    while (frame := line.hear("answered"))["rounds"].get(round_id) != number:
        pass
    return frame


def test_R39_how_many_have_answered_is_told_to_all_and_neither_who_nor_what(
    facilitator: Person, co_researcher: Person, observer: Person
) -> None:
    round_id = new_id("round")
    with facilitator.live() as watching, observer.live() as looking:
        facilitator.do({"type": "round.open", "round_id": round_id, "secret": True, **ASKED})
        co_researcher.do({**cast(round_id, "differ"), "reason": "It is not mine."})
        told = counted(watching, round_id, 1)
        assert told == counted(looking, round_id, 1)
        assert told.keys() == {"type", "rounds"}
        assert {type(number) for number in told["rounds"].values()} == {int}
        co_researcher.do(cast(round_id, "agree"))
        facilitator.do(cast(round_id, "unsure"))
        assert watching.hear("answered")["rounds"][round_id] == 2, "a changed answer is no news"
        facilitator.do(cast(round_id, "aside"))
        assert watching.hear("answered")["rounds"][round_id] == 1


def test_R39_of_a_round_that_shows_its_answers_nothing_is_told_beside_the_log(
    facilitator: Person, co_researcher: Person
) -> None:
    hidden, shown = new_id("round"), new_id("round")
    with facilitator.live() as watching:
        for round_id in (shown, hidden):
            more = {"round_id": round_id, "hidden_until_closed": round_id == hidden}
            facilitator.do({"type": "round.open", **ASKED, **more})
            co_researcher.do(cast(round_id, "agree"))
        assert shown not in counted(watching, hidden, 1)["rounds"]
