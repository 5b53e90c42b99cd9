"""The control of a batch: whether its work goes on, asked before every picture and at every tile."""

from __future__ import annotations

import threading
from collections.abc import Callable

from engine.errors import Cancelled


class Control:
    """Pause, go on, stop; from any thread. Several lanes work under one control.

    A lane holds a seat while it carries a picture, and gives it up while it rests, so that other batches can work meanwhile.
    """

    def __init__(self, seats: threading.Semaphore | None = None) -> None:
        self._seats = seats or threading.Semaphore(2)
        self._changed = threading.Condition()
        self._paused = self._ending = self._stopped = False

    @property
    def paused(self) -> bool:
        return self._paused

    @property
    def ending(self) -> bool:
        """Whether no picture is begun any more."""
        return self._ending or self._stopped

    @property
    def stopped(self) -> bool:
        """Whether what is under way is left."""
        return self._stopped

    def pause(self) -> None:
        self._set(paused=True)

    def go_on(self) -> None:
        """After a pause."""
        self._set(paused=False)

    def end(self) -> None:
        """Finish the pictures under way, and begin no other."""
        self._set(ending=True, paused=False)

    def stop(self) -> None:
        """Leave what is under way."""
        self._set(stopped=True, paused=False)

    def check(self) -> None:
        """Raises Cancelled where the work was stopped. Never waits: tiles are painted by threads that all batches share."""
        if self._stopped:
            raise Cancelled

    def rest(self) -> None:
        """Wait while the work is paused, without the seat that this lane holds. Raises Cancelled where it was stopped."""
        self.check()
        if self._paused:
            self._seats.release()
            try:
                with self._changed:
                    self._changed.wait_for(lambda: not self._paused)
            finally:
                self._seats.acquire()
        self.check()

    def seated(self, work: Callable[[], bool]) -> bool:
        """Do a piece of work in a seat; waits for one, and for the end of a pause. What `work` says; False if it is ending."""
        with self._changed:
            self._changed.wait_for(lambda: not self._paused)
        with self._seats:
            return not self.ending and work()

    def _set(self, paused: bool | None = None, ending: bool = False, stopped: bool = False) -> None:
        with self._changed:
            self._paused = self._paused if paused is None else paused
            self._ending, self._stopped = self._ending or ending, self._stopped or stopped
            self._changed.notify_all()
