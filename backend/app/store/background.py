"""A thread that works beside everything else, until it is closed."""

import threading
from collections.abc import Callable


class Background:
    """Does `work` each time it is woken, and `every` so many seconds unasked."""

    def __init__(self, name: str, work: Callable[[], object], every: float | None = None) -> None:
        """`every` None: only when it is woken."""
        self._work = work
        self._every = every
        self._woken = threading.Event()
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"themeroom-{name}", daemon=True)

    @property
    def began(self) -> bool:
        """True from the start on, and after the end."""
        return self._thread.ident is not None

    def start(self) -> None:
        """Works from here on."""
        self._thread.start()

    def wake(self) -> None:
        """There is something to do. Costs next to nothing."""
        self._woken.set()

    def rest(self, seconds: float) -> bool:
        """Waits so long, or until it is closed: then True."""
        return self._closed.wait(seconds)

    def close(self) -> None:
        """Waits until the work in hand is done; what was only asked for is left."""
        self._closed.set()
        self._woken.set()
        if self.began:
            self._thread.join()

    def _run(self) -> None:
        while not self._closed.is_set():
            self._woken.wait(self._every)
            self._woken.clear()
            if not self._closed.is_set():
                self._work()
