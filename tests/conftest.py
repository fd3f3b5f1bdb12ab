"""Fixtures that several kinds of tests share: one real server, and one study for the tests of a file."""

from collections.abc import Iterator
from itertools import count

import pytest

from tests.command import Run, runner
from tests.server import Person, Server, Study, make_study, running
from tests.servers.postgres import Postgres, own_postgres
from tests.servers.valkey import Valkey, own_valkey

NUMBERS = count(1)
LONG = ("faults", "simulation", "processes", "realtime", "store")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begins with what takes long, files with a browser and without in turn: so all workers are busy to the end."""
    files = dict.fromkeys(item.path for item in items)
    shown = [file for file in files if file.parent.name == "browser"]
    unseen = [file for file in files if file.parent.name in LONG]
    turns = {file: turn for some in (shown, unseen) for turn, file in enumerate(some)}
    items.sort(key=lambda item: turns.get(item.path, len(turns)))


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server for all who do not end it themselves."""
    with running(tmp_path_factory.mktemp("server") / "data") as running_server:
        yield running_server


@pytest.fixture(scope="module")
def study(server: Server) -> Study:
    """A study with one board, one facilitator and an invite for co-researchers."""
    return make_study(server)


@pytest.fixture(scope="module")
def facilitator(server: Server, study: Study) -> Person:
    """The facilitator of the study."""
    return Person(server).come(study.facilitator_link)


@pytest.fixture(scope="module")
def co_researcher(server: Server, study: Study) -> Person:
    """Somebody who came by the study's invite."""
    return Person(server).come(study.invite_link)


@pytest.fixture(scope="module")
def observer(server: Server, facilitator: Person) -> Person:
    """Somebody who may look."""
    answer = facilitator.http.post(f"/api/studies/{facilitator.study_id}/invites", json={"role": "observer"})
    return Person(server).come(answer.json()["link"])


@pytest.fixture
def themeroom(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command to its end."""
    return runner(monkeypatch, capsys)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A real PostgreSQL for all who do not kill it."""
    with own_postgres() as server:
        yield server


@pytest.fixture
def postgres_url(postgres: Postgres) -> Iterator[str]:
    """An empty database of its own."""
    name = f"themeroom_{next(NUMBERS)}"
    yield postgres.new_database(name)
    postgres.drop_database(name)


@pytest.fixture(scope="session")
def valkey() -> Iterator[Valkey]:
    """A real Valkey for all who do not kill it."""
    with own_valkey() as server:
        yield server


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tells what tests measured and recorded with `record_property`: measured, never judged."""
    told = [fact for report in terminalreporter.stats.get("passed", []) for fact in report.user_properties]
    if told:
        terminalreporter.section("measured")
    for name, value in told:
        terminalreporter.write_line(f"{name}: {value}")
