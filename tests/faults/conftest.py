"""A disk that breaks on command, and a server on it."""

from collections.abc import Iterator

import pytest

from tests.faults.faulty_disk import FaultyDisk
from tests.server import Server, running


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> FaultyDisk:
    """A disk that is good so far."""
    return FaultyDisk.made_in(tmp_path_factory.mktemp("disk"))


@pytest.fixture(scope="module")
def on_disk(disk: FaultyDisk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on that disk."""
    with running(tmp_path_factory.mktemp("on-disk") / "data", **disk.environment) as server:
        yield server
