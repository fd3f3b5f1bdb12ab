"""The server's own log: a line of JSON for each thing that happened, on standard error; plain text on a terminal.

No words, names, secrets or addresses come into it. What our own code says is written so; of what libraries say, only
the fixed part is kept, because the rest may quote anything. Of an error the place is told, not its message.
"""

import logging
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

import structlog
from structlog.typing import EventDict, ExcInfo, Processor, WrappedLogger

OURS = "themeroom"
HEAD = "Traceback (most recent call last)"


def set_up(stream: TextIO = sys.stderr) -> None:
    """From now on everything that is logged goes to this stream."""
    last: Processor = structlog.dev.ConsoleRenderer() if stream.isatty() else structlog.processors.JSONRenderer()
    processors: Sequence[Processor] = (
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
        last,
    )
    formatter = structlog.stdlib.ProcessorFormatter(processors=processors, foreign_pre_chain=[_said, _place])
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter)
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger(OURS).setLevel(logging.INFO)


def _said(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """What was said: all of it when it is ours, else the first line of the pattern, before anything is filled in."""
    record: logging.LogRecord = event["_record"]
    said = event["event"] if record.name == OURS else str(record.msg).partition("\n")[0]
    return {**event, "event": said, "logger": record.name}


def _place(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Where an error came from."""
    exc_info = event.pop("exc_info", None)
    return {**event, "error": _told(exc_info)} if exc_info else event


def _told(exc_info: ExcInfo | tuple[None, None, None]) -> list[str]:
    """Kind and places of an error and of those behind it, without their messages."""
    error, lines = exc_info[1], [HEAD]
    while error is not None:
        lines.append(f"{type(error).__module__}.{type(error).__qualname__}")
        places = traceback.extract_tb(error.__traceback__)
        lines += [f"{'/'.join(Path(place.filename).parts[-2:])}:{place.lineno} {place.name}" for place in places]
        error = error.__cause__ or error.__context__
    return lines
