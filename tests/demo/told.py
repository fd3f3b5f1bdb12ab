"""The demo's log as a browser gets it, with pseudonyms for ids. Renew: `python -m tests.demo.told`."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.demo.history import TITLE, Step, history
from app.demo.seed import stamp
from app.domain.beyond import Beyond
from app.domain.decide import decide
from app.domain.decide_board import begin
from app.domain.events import Author, Draft, Event
from app.domain.evolve import advance, new_board
from app.domain.model import Board, Role

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
FILE = Path(__file__).parents[1] / "vectors" / "demo-log.json"


def demo_log() -> list[Event]:
    """All events of the demo, the board's beginning first."""
    steps = history(NOW)
    board, log = _with(new_board("demo-board"), [], begin("demo-board", TITLE), _about(steps[0]))
    for number, step in enumerate(steps):
        role: Role = "facilitator" if step.actor == "Facilitator" else "co_researcher"
        beyond = Beyond(stamp(step.at), _since(log), lambda *_: ())
        draft = decide(board, Author(step.actor, role, step.on_behalf_of), step.command, f"step-{number}", beyond)
        assert isinstance(draft, Draft)
        board, log = _with(board, log, draft, _about(step))
    return log


def _about(step: Step) -> dict[str, Any]:
    about = {"at": stamp(step.at), "actor": step.actor, "why": step.why, "on_behalf_of": step.on_behalf_of}
    return {name: value for name, value in about.items() if value is not None}


def _since(log: Sequence[Event]) -> Any:
    return lambda seq: log[seq - 1 :]


def _with(board: Board, log: list[Event], draft: Draft, about: dict[str, Any]) -> tuple[Board, list[Event]]:
    seq, changes = board.seq + 1, list(draft.changes)
    base = {"seq": seq, "command_id": f"step-{seq:06d}", "type": draft.type, "changes": changes}
    return advance(board, changes), [*log, Event(**{**base, **about})]  # type: ignore[typeddict-item]


def lines(log: Sequence[Event]) -> str:
    """As JSON, an event a line."""
    told = (json.dumps(event, ensure_ascii=False, separators=(",", ":")) for event in log)
    return "[\n" + ",\n".join(told) + "\n]\n"


if __name__ == "__main__":
    FILE.write_text(lines(demo_log()), encoding="utf-8")
