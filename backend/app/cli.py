"""The command `themeroom`."""

import asyncio
import json
import logging
import os
import socket
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from app import keeping, logs
from app.config import Settings, Unusable, demand_many, named_place, settings, store_place
from app.domain.errors import Rejection
from app.main import bound_socket, now, open_log, serve
from app.store import keeping as store_keeping
from app.store.copying import Copied
from app.store.database import Database
from app.store.folder_lock import one_server
from app.store.place import Place
from app.store.studies import NewStudy, Titles, create_study
from app.verifier import command as verifier
from app.web.siblings import Siblings
from app.workers import Workers, end_with

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Real-time card sorting for participatory analysis.")
study = typer.Typer(no_args_is_help=True, help="Make studies.")
app.add_typer(study, name="study")
out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)
logger = logging.getLogger(logs.OURS)

Host = Annotated[str, typer.Option(help="Address to listen on.")]
Port = Annotated[int, typer.Option(envvar="THEMEROOM_PORT", help="Port to listen on; 0 takes a free one.")]
Data = Annotated[Path, typer.Option(help="Folder that keeps everything.")]
WorkersOption = Annotated[int, typer.Option("--workers", min=1, help="Processes; more than one needs PostgreSQL.")]
DEFAULT_DATA = Path("data")


def main() -> None:
    """Entry point. What cannot be used ends with exit code 2 and one plain sentence."""
    try:
        app()
    except (Unusable, Rejection, OSError) as error:
        err.print(str(error))
        raise SystemExit(2) from None


@app.command("serve")
def serve_command(
    host: Host = "127.0.0.1", port: Port = 8000, data: Data = DEFAULT_DATA, workers: WorkersOption = 1
) -> None:
    """Serve the studies in a data folder, until Ctrl-C."""
    if workers == 1:
        _serve(host, port, data, demo=False)
    else:
        _serve_with(workers, host, port, data)


@app.command(hidden=True)
def worker(listening: int, tether: int, number: int, beside: Path, data: Data = DEFAULT_DATA) -> None:
    """One of several processes of a server, started by it with an open socket.

    What is wrong goes into the log, again and again while another takes its place, so only its kind is told.
    """
    logs.set_up()
    end_with(tether)
    with socket.socket(fileno=listening) as given:
        host, port = given.getsockname()[:2]
        try:
            chosen = settings(host, port, data, os.environ)
            serve(chosen, Database(chosen.database), given, Siblings(beside, number))
        except (Unusable, Rejection, OSError) as error:
            logger.warning("a worker cannot serve: %s", type(error).__name__)
            raise typer.Exit(2) from None


@app.command()
def demo(host: Host = "127.0.0.1", port: Port = 8000, data: Data = DEFAULT_DATA) -> None:
    """Serve a published study, so that you can try everything."""
    _serve(host, port, data, demo=True)


@study.command("create")
def create(
    title: str,
    *,
    data: Data = DEFAULT_DATA,
    as_json: Annotated[bool, typer.Option("--json", help="Print one line of JSON.")] = False,
    host: Host = "127.0.0.1",
    port: Port = 8000,
) -> None:
    """Make a study with one board and a facilitator; print the two links. A running server sees it at once."""
    chosen = settings(host, port, data, os.environ)
    with Database(chosen.database, checkpoints=False) as database:
        log = open_log(database)
        made = database.write_now(lambda transaction: create_study(transaction, log, Titles(title, title), now()))
    links = _links(chosen, made)
    if as_json:
        print(json.dumps({"study_id": made.study_id, "board_id": made.board_id, **links}))
        return
    _print_links(links)


@app.command()
def move(source: Annotated[str, typer.Option("--from")], target: Annotated[str, typer.Option("--to")]) -> None:
    """Copy everything into an empty place, such as from sqlite:///data to postgresql://... Stop the servers first."""
    here, there = named_place("--from", source), named_place("--to", target)
    with keeping.progress(err) as told:
        copied = store_keeping.move(here, there, told)
    _say_copied(copied, here, there)


@app.command()
def backup(file: Path, data: Data = DEFAULT_DATA) -> None:
    """Copy everything into a new file, while the server runs. Guard it: it holds words and names."""
    here = store_place(os.environ.get("THEMEROOM_DATABASE_URL", ""), data)
    with keeping.progress(err) as told:
        copied = store_keeping.backup(here, file, told)
    _say_copied(copied, here, file)


@app.command()
def restore(file: Path, data: Data = DEFAULT_DATA) -> None:
    """Copy a backup into an empty data folder or database. Exit code 1: a log in it was broken before."""
    there = store_place(os.environ.get("THEMEROOM_DATABASE_URL", ""), data)
    with keeping.progress(err) as told:
        copied = store_keeping.restore(file, there, told)
    _say_copied(copied, file, there)


@app.command("verify")
def verify_command(
    file: Path,
    checkpoint: Annotated[Path | None, typer.Option(help="A checkpoint that you kept.")] = None,
    key: Annotated[Path | None, typer.Option(help="The public key that you know.")] = None,
) -> None:
    """Check a bundle or records.jsonl without a server. Exit code 0: it holds, 1: broken, 2: unusable."""
    raise typer.Exit(verifier.run(file, checkpoint, key))


def _serve(host: str, port: int, data: Path, *, demo: bool) -> None:
    with bound_socket(host, port) as listening:
        chosen = settings(host, listening.getsockname()[1], data, os.environ)
        with one_server(chosen.database):
            database = Database(chosen.database)
            _run(chosen, database, listening, demo=demo)


def _serve_with(workers: int, host: str, port: int, data: Path) -> None:
    """The tables are made before any worker starts, so that what is wrong is said once."""
    with bound_socket(host, port) as listening:
        chosen = settings(host, listening.getsockname()[1], data, os.environ)
        demand_many(chosen.database, workers)
        Database(chosen.database).close()
        out.print(f"Themeroom is on {chosen.public_url}  (data in {_shown(chosen)}, Ctrl-C ends it)")
        environment = {**os.environ, "THEMEROOM_PUBLIC_URL": chosen.public_url}
        logs.set_up()
        with tempfile.TemporaryDirectory(prefix="themeroom-") as beside:
            given = ["{listening}", "{tether}", "{number}", beside, "--data", str(data)]
            command = [sys.executable, "-m", "app", "worker", *given]
            asyncio.run(Workers(command, environment, listening).run(workers))


def _run(chosen: Settings, database: Database, listening: socket.socket, *, demo: bool) -> None:
    out.print(f"Themeroom is on {chosen.public_url}  (data in {_shown(chosen)}, Ctrl-C ends it)")
    if demo:
        from app.demo.seed import seed  # noqa: PLC0415 - only the demo needs the published study

        made = seed(database, datetime.now(UTC), chosen.signer())
        _print_links(_links(chosen, made))
    serve(chosen, database, listening)


def _shown(chosen: Settings) -> str:
    """Where the data is, without a password."""
    return str(chosen.data if isinstance(chosen.database, Path) else chosen.database)


def _say_copied(copied: Copied, source: Place, target: Place) -> None:
    """What was copied. Logs that were broken before are named, and the exit code is 1."""
    out.print(keeping.sentence(copied, source, target))
    for complaint in copied.broken:
        err.print(complaint)
    if copied.broken:
        raise typer.Exit(1)


def _links(chosen: Settings, made: NewStudy) -> dict[str, str]:
    return {
        "facilitator_link": f"{chosen.public_url}/r#{made.return_secret}",
        "invite_link": f"{chosen.public_url}/j#{made.invite_secret}",
    }


def _print_links(links: dict[str, str]) -> None:
    out.print(f"For the facilitator:   {links['facilitator_link']}")
    out.print(f"To invite people:      {links['invite_link']}")
