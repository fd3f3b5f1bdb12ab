"""What must be true after an exercise of `movers`, whatever was done to the server meanwhile."""

from collections.abc import Set

from tests.faults.fold import Event, State, check_log, empty, fold
from tests.faults.group import check_screen
from tests.faults.model import check_model
from tests.faults.movers import Played
from tests.server import Person, new_id

NOTHING: Set[str] = frozenset()


def check_played(played: Played, *watchers: Person, may_refuse: Set[str] = NOTHING) -> list[Event]:
    """Live state, log, screens, model and replay are equal at every watcher's server, and nothing was refused but with
    these codes. Answers the log, to which one event was added in the end.
    """
    log = watchers[0].events()
    check_log(log)
    state = fold(empty(), log)
    check_model(played, log, state)
    for watcher in watchers:
        assert watcher.state() == state
    for client in played.clients:
        assert set(client.screen.refused.values()) <= may_refuse
        check_screen(client.screen, log, state)
    return [*log, check_replay(watchers, len(log), state)]


def check_replay(watchers: tuple[Person, ...], head: int, live: State) -> Event:
    """The server's own replay of its log makes the state that it showed live.

    For its head it shows the board that it has in memory, so the log goes on by one event, which is answered here,
    before anybody is asked.
    """
    (last,) = watchers[0].do({"type": "card.create", "card_id": new_id("card"), "text": "One more"})
    assert last["seq"] == head + 1
    for watcher in watchers:
        assert watcher.state(at=head) == live
    return last
