"""One server for one data folder: two would not see each other's work, and could harm the file."""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from app.store.place import Place


def one_server(place: Place) -> contextlib.AbstractContextManager[None]:
    """Holds what only one server may have: the folder of a SQLite file. PostgreSQL serves many. Raises FolderTaken."""
    return folder_lock(place.parent) if isinstance(place, Path) else contextlib.nullcontext()


class FolderTaken(OSError):
    """Another server keeps its data in this folder."""


@contextlib.contextmanager
def folder_lock(folder: Path) -> Iterator[None]:
    """Holds the folder; the system lets go of it when the process ends, however it ends. Raises FolderTaken."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "server.lock").open("a") as file:
        try:
            _lock(file.fileno())
        except OSError as error:
            raise FolderTaken(f"Another Themeroom server uses {folder}. Choose another folder with --data.") from error
        yield


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        os.lseek(file, 0, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
