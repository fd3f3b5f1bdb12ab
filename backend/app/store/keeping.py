"""Moving a whole store, taking a copy of a running one, and going back to it."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from app.store.copying import WITHOUT_BALLOTS, Copied, NotCopied, Told, copy_all
from app.store.database import backend_at
from app.store.folder_lock import one_server
from app.store.place import FILE_NAME, Place

BEGINS = b"SQLite format 3\0"
BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file while it is open."""


def move(source: Place, target: Place, told: Told) -> Copied:
    """Copies a store that nobody serves into an empty one. Raises NotCopied, FolderTaken or StorageUnavailable."""
    if source == target:
        raise NotCopied("Both are the same place.")
    _demand_there(source)
    with one_server(source), one_server(target), backend_at(source) as here, backend_at(target) as there:
        return copy_all(here, there, told)


def backup(source: Place, file: Path, told: Told) -> Copied:
    """Copies a store into a new SQLite file that only its owner may read, while servers go on. Raises as `move`.

    Answers in rounds that are secret or hidden, and open, are left out.
    """
    if file.exists():
        raise NotCopied(f"{file} is there already. Choose another name.")
    _demand_there(source)
    with _finished(file) as part, backend_at(source, checkpoints=False) as here, backend_at(part) as there:
        return copy_all(here, there, told, WITHOUT_BALLOTS)


def restore(file: Path, target: Place, told: Told) -> Copied:
    """Copies a backup, of an earlier release too, into an empty store. The file is not changed. Raises as `move`."""
    _demand_backup(file)
    beside = target.parent if isinstance(target, Path) else None
    with one_server(target), tempfile.TemporaryDirectory(dir=beside, prefix=".restore-") as folder:
        copy = Path(folder) / FILE_NAME
        shutil.copyfile(file, copy)
        with backend_at(copy) as here, backend_at(target) as there:
            return copy_all(here, there, told)


def _demand_there(place: Place) -> None:
    if isinstance(place, Path) and not place.is_file():
        raise NotCopied(f"There is no store at {place}.")


def _demand_backup(file: Path) -> None:
    with file.open("rb") as opened:
        begins = opened.read(len(BEGINS))
    if begins != BEGINS:
        raise NotCopied(f"{file} is no backup of Themeroom.")
    if file.with_name(f"{file.name}-wal").exists():
        raise NotCopied(f"{file} is in use: a file with -wal stands beside it. Take a copy with themeroom backup.")


@contextlib.contextmanager
def _finished(file: Path) -> Iterator[Path]:
    """A file beside, which gets its name once it is whole and on disk, and goes when something fails."""
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield part
        _to_disk(part)
        part.replace(file)
        _to_disk(file.parent)
    finally:
        for path in (part, *(part.with_name(f"{part.name}{end}") for end in BESIDE)):
            path.unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
