"""Several server processes on one listening place: started, started again when one dies, and ended together."""

import asyncio
import contextlib
import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Iterator, Mapping, Sequence

logger = logging.getLogger("themeroom")
GRACE_SECONDS = 4.5
"""How long a worker may take to end once it is asked to."""
PAUSE_SECONDS = 1.0
"""Until a worker that hardly lived is started again."""


class Workers:
    """A number of processes that run the same command. `{listening}` and `{tether}` in it become their descriptors,
    `{number}` the number of each, from 1 on.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], listening: socket.socket) -> None:
        self._command = command
        self._environment = environment
        self._listening = listening
        self._ending = asyncio.Event()

    async def run(self, count: int) -> None:
        """Until SIGTERM or Ctrl-C. All workers have ended then."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._ending.set)
        with _pipe() as tether:
            async with asyncio.TaskGroup() as group:
                for worker in range(1, count + 1):
                    group.create_task(self._keep(tether, worker))

    async def _keep(self, tether: int, number: int) -> None:
        """Keeps one worker alive."""
        while not self._ending.is_set():
            started = time.monotonic()
            process = await self._start(tether, number)
            ended = asyncio.create_task(process.wait())
            await self._until_ending_or(ended)
            if self._ending.is_set():
                await _end(process)
                return
            logger.warning("a worker ended with code %s; another takes its place", process.returncode)
            if time.monotonic() - started < PAUSE_SECONDS:
                await self._until_ending_or(asyncio.create_task(asyncio.sleep(PAUSE_SECONDS)))

    async def _start(self, tether: int, number: int) -> asyncio.subprocess.Process:
        """A worker in a session of its own, so that Ctrl-C in a terminal reaches only us, who then end it in order."""
        listening = self._listening.fileno()
        command = [part.format(listening=listening, tether=tether, number=number) for part in self._command]
        return await asyncio.create_subprocess_exec(
            *command, env=self._environment, pass_fds=(listening, tether), start_new_session=True
        )

    async def _until_ending_or(self, other: "asyncio.Task[int] | asyncio.Task[None]") -> None:
        ending = asyncio.create_task(self._ending.wait())
        await asyncio.wait({ending, other}, return_when=asyncio.FIRST_COMPLETED)
        ending.cancel()


async def _end(process: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
    try:
        async with asyncio.timeout(GRACE_SECONDS):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()


@contextlib.contextmanager
def _pipe() -> Iterator[int]:
    """The reading end of a pipe whose writing end only this process has: it breaks when this process ends, by
    whatever cause.
    """
    reading, writing = os.pipe()
    try:
        yield reading
    finally:
        os.close(writing)
        os.close(reading)


def end_with(tether: int) -> None:
    """Has this process end when the one that started it has ended."""
    threading.Thread(target=_wait_for_the_end, args=(tether,), name="themeroom-tether", daemon=True).start()


def _wait_for_the_end(tether: int) -> None:
    os.read(tether, 1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    os._exit(1)
