"""`python -m benchmarks.takeback`: a copy of a board of 100,000 events, and words taken back, in processor time."""

import asyncio
import json
import resource
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import process_time

from rich.console import Console

from app.domain.model_withdrawal import Way
from app.export.bundle import Parts, write_bundle
from app.store.checkpoints import Noted
from app.store.event_log import EventLog
from app.store.tables import PersonRow
from app.store.withdrawals import Asked, ask
from app.verifier.merkle import Peaks, leaf_hash
from benchmarks.long_study import NOW, SIGNER, opened, written

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
            with measured(console, "a bundle"), (Path(folder) / "bundle.zip").open("w+b") as out:
                write_bundle(asyncio.run(_parts(log, board_id)), out)
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


async def _parts(log: EventLog, board_id: str) -> Parts:
    board = await log.open(board_id)
    root = Peaks().grown(leaf_hash(json.loads(line)["leaf"].encode()) for line in log.lines(board_id)).root()
    return Parts(
        board=board,
        events=lambda: log.passing(board_id, board.seq),
        records=lambda: log.lines(board_id, board.seq),
        people=[],
        names={},
        source=None,
        journal=[],
        checkpoint=SIGNER.checkpoint(board_id, board.seq, root),
        key=SIGNER.key(board_id).spelled(),
        sign=lambda text: SIGNER.note(board_id, text),
    )


if __name__ == "__main__":
    main()
