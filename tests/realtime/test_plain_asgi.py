"""The live door by ASGI alone, as any other server than ours would open it (decision 7)."""

import contextlib
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from app.domain.limits import LIFTED
from app.main import bound_socket, make_app, now, open_log
from app.realtime.hub import Hub
from app.store.database import Database
from app.store.studies import Titles, create_study
from app.store.trees import Trees
from app.web.context import Context
from tests.line import new_id
from tests.server import Person, Server, free_port


@contextlib.contextmanager
def plain_server(context: Context, port: int) -> Iterator[None]:
    """uvicorn with its own websocket class, on a thread."""
    config = uvicorn.Config(
        make_app(context), interface="asgi3", ws="websockets-sansio", log_config=None, lifespan="off"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([bound_socket("127.0.0.1", port)],))
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture
def people(tmp_path: Path) -> Iterator[tuple[Person, Person]]:
    """Two people on such a server."""
    port = free_port()
    origin = f"http://127.0.0.1:{port}"
    with Database(tmp_path / "themeroom.sqlite") as database:
        log = open_log(database)
        made = database.write_now(lambda transaction: create_study(transaction, log, Titles("Study", "Board"), now()))
        with plain_server(Context(database, log, Hub(log, LIFTED, time.monotonic), origin, now, Trees(database)), port):
            server = Server(process=None, url=origin, origin=origin, data=tmp_path)  # type: ignore[arg-type]
            first = Person(server).come(f"{origin}/j#{made.invite_secret}")
            yield first, Person(server).come(f"{origin}/j#{made.invite_secret}")


def test_R1_without_the_short_way_everything_is_the_same(people: tuple[Person, Person]) -> None:
    author, reader = people
    with author.live() as mine, reader.live() as other:
        mine.hear("welcome")
        other.hear("welcome")
        said = [
            mine.submit({"type": "card.create", "card_id": new_id("card"), "text": "Ünïcode 🐦"}) for _ in range(50)
        ]
        assert [mine.hear("events")["settles"] for _ in said] == said
        seen: list[str] = []
        while len(seen) < len(said):
            seen += [event["command_id"] for event in other.hear("events")["events"]]
    assert seen == said
