"""`python -m benchmarks.takeback`: taking words back on a board of 100,000 events, in processor time."""

import asyncio
import resource
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import process_time

from rich.console import Console

from app.domain.model_withdrawal import Way
from app.store.checkpoints import Noted
from app.store.event_log import EventLog
from app.store.tables import PersonRow
from app.store.withdrawals import Asked, ask
from benchmarks.long_study import NOW, opened, written

EVENTS = 100_000
WAY: Way = "all"


@contextmanager
def measured(console: Console, what: str) -> Iterator[None]:
    """Prints processor seconds, and the most memory that the process has had."""
    began = process_time()
    yield
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    console.print(f"{what}: {process_time() - began:.2f} s, at most {most:.0f} MB")


def main() -> None:
    """One of ten people takes everything back, at once and for good."""
    console = Console()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "themeroom.sqlite"
        board_id, people = written(file, EVENTS)
        database, log = opened(file)
        with database:
            asyncio.run(_signed(log, board_id))
            asked = Asked(WAY, None)
            with measured(console, "read beforehand"):
                ahead = {board_id: asyncio.run(log.read_ahead(board_id, asked.whose(people[3].id)))}
            with measured(console, "in the transaction"):
                database.write_now(
                    lambda one: ask(one, log, one.session.get_one(PersonRow, people[3].id), asked, NOW, ahead)
                )
            with measured(console, "files written anew"):
                log.deleting.work_off()


async def _signed(log: EventLog, board_id: str) -> None:
    if log.checkpoints is not None:
        await log.open(board_id)
        await log.checkpoints.sign(board_id, Noted("hour"))


if __name__ == "__main__":
    main()
