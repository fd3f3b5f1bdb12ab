"""Several servers on one PostgreSQL, with a bus or without."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.server import Person, Server, Study, make_study, running


@dataclass(frozen=True)
class Cluster:
    """Two servers and one study. People are known to both, wherever they came in."""

    one: Server
    other: Server
    study: Study

    def newcomer(self, server: Server) -> Person:
        """Somebody who came by the invite, on this server."""
        return Person(server).come(self.study.invite_link)


@contextlib.contextmanager
def two_servers(folder: Path, database: str, bus: str = "", **environment: str) -> Iterator[Cluster]:
    """Two servers, each with a port of its own."""
    around = {"THEMEROOM_DATABASE_URL": database, "THEMEROOM_BUS_URL": bus, **environment}
    with running(folder / "one", port=0, **around) as one, running(folder / "other", port=0, **around) as other:
        yield Cluster(one, other, make_study(one))


def on(server: Server, person: Person) -> Person:
    """The same browser, on another server."""
    twin = Person(server)
    twin.http.cookies.update(person.http.cookies)
    twin.http.headers["X-CSRF-Token"] = person.http.headers["X-CSRF-Token"]
    twin.id, twin.boards, twin.study_id = person.id, person.boards, person.study_id
    return twin
