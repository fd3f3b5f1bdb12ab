"""Between reading a command and saying a word about it lies a finished fsync, as the server's own system calls show."""

from pathlib import Path
from typing import Any

from tests.faults.faulty_disk import MARK, FaultyDisk
from tests.realtime.frozen import FrozenPhone
from tests.server import Person, make_study, running

COMMANDS = 240
BURST = 12
"""Commands that are sent before the next one by HTTP is waited for, so that groups of many sizes are committed."""


def wish(number: int) -> dict[str, Any]:
    """A new card; every seventh time a command that is refused, every eleventh one that changes nothing."""
    if number % 7 == 0:
        return {"type": "card.retire", "card_id": "card-nowhere"}
    if number % 11 == 0:
        return {"type": "card.edit", "card_id": "card-0000"}
    return {"type": "card.create", "card_id": f"card-{number:04d}", "text": f"Finding {number}"}


def submit(number: int) -> dict[str, Any]:
    """A command under an id that the diary takes note of."""
    return {"type": "submit", "command_id": MARK.format(number), "command": wish(number)}


def ask_for_everything(facilitator: Person, phones: list[FrozenPhone]) -> None:
    """Sends all commands over sockets and HTTP, and waits until each was answered."""
    with facilitator.live() as watcher:
        watcher.hear("welcome")
        for number in range(COMMANDS):
            if number % BURST:
                phones[number % len(phones)].say(submit(number))
            else:
                facilitator.http.post(f"/api/boards/{facilitator.board_id}/commands", json=submit(number))
        for number in range(COMMANDS):
            watcher.outcome(watcher.submit(wish(number), MARK.format(number)))


def is_durable(diary: list[str], mark: str) -> bool:
    """True when the mark was read, stored, synced, and only then told."""
    told = diary.index(f"told {mark}")
    try:
        stored = diary.index(f"stored {mark}", diary.index(f"read {mark}"))
        return diary.index("synced ", diary.index("syncing ", stored)) < told
    except ValueError:
        return False


def test_L3_a_command_is_answered_and_shown_after_its_fsync(disk: FaultyDisk, tmp_path: Path) -> None:
    with running(tmp_path / "data", **disk.environment) as server:
        study = make_study(server)
        facilitator = Person(server).come(study.facilitator_link)
        facilitator.do({"type": "card.create", "card_id": "card-0000", "text": "The first"})
        phones = [FrozenPhone(Person(server).come(study.invite_link)) for _ in range(3)]
        ask_for_everything(facilitator, phones)
        for phone in phones:
            phone.close()
    diary = disk.diary()
    too_early = [n for n in range(COMMANDS) if not is_durable(diary, f"{n:04d}")]
    assert too_early == []
    assert diary.count("synced ") < COMMANDS, "nothing was committed together"
