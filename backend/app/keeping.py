"""What the command line shows while a whole store is copied, and afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from app.store.copying import Copied, Told


@contextmanager
def progress(console: Console) -> Iterator[Told]:
    """A bar for each kind of work, on a terminal; nothing of it stays on the screen."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    tasks: dict[str, TaskID] = {}
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as shown:

        def told(what: str, more: int, whole: int) -> None:
            if what not in tasks:
                tasks[what] = shown.add_task(what, total=whole)
            shown.advance(tasks[what], more)

        yield told


def sentence(copied: Copied, source: object, target: object) -> str:
    """What was copied."""
    counted = f"{copied.studies:,} studies, {copied.boards:,} boards and {copied.records:,} records"
    same = "Every row is the same" + ("." if copied.broken else ", and every log holds.")
    return f"Copied {counted} from {source} to {target}. {same}{_kept_back(copied)}"


def _kept_back(copied: Copied) -> str:
    if not copied.kept_back:
        return ""
    return f" Not in it: {copied.kept_back:,} answers in rounds that are still open, and secret or hidden."
