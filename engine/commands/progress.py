"""Shows events to whoever started a command: as a progress bar, as lines of text, or as lines of JSON."""

from __future__ import annotations

import sys
import time
from threading import Lock
from types import TracebackType
from typing import Self

import msgspec
from rich.console import Console
from rich.live import Live
from rich.markup import escape
from rich.text import Text

from engine.events import (
    DeviceChanged,
    Event,
    JobFailed,
    JobFinished,
    JobProgressed,
    JobsQueued,
    TrainingFinished,
    TrainingScored,
    TrainingStepped,
    TrainingWarned,
)
from engine.names import speakable


class Listener:
    """Hears events, from any thread, and shows them while it is entered. Counts what failed."""

    def __init__(self) -> None:
        self.failed = 0
        self._lock = Lock()

    def hear(self, event: Event) -> None:
        with self._lock:
            if isinstance(event, JobFailed):
                self.failed += 1
            self._show(event)

    def _show(self, event: Event) -> None:
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        return


class JsonLines(Listener):
    """One event a line, on standard output."""

    def _show(self, event: Event) -> None:
        sys.stdout.write(msgspec.json.encode(_speakable_event(event)).decode() + "\n")
        sys.stdout.flush()


class Progress(Listener):
    """A line that moves: how many of how many, megapixels a second, time left; failures above it as they come.

    Time left is judged by the bytes of the files, since their pixels are not known before they are opened.
    """

    def __init__(self) -> None:
        super().__init__()
        self._console = Console(stderr=True, highlight=False)
        self._live = Live(console=self._console, refresh_per_second=4, transient=True)
        self._started = time.monotonic()
        self._count = self._before = self._bytes = self._done = self._bytes_done = 0
        self._megapixels = 0.0
        self._under_way: dict[int, float] = {}

    def __enter__(self) -> Self:
        self._live.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._live.stop()
        if (self._count or self._before) and error is None:
            self._console.print(self._summary())

    def _show(self, event: Event) -> None:
        match event:
            case JobsQueued():
                self._count, self._before, self._bytes = event.count, event.done_before, event.bytes
                self._started = time.monotonic()
            case JobProgressed():
                self._under_way[event.job] = event.fraction
            case JobFinished():
                self._settle(event.job, event.bytes)
                self._megapixels += event.megapixels
                if not self._console.is_terminal:
                    self._console.print(escape(speakable(f"✓ {event.source}")), soft_wrap=True)
            case JobFailed():
                self._settle(event.job, event.bytes)
                self._console.print(f"[red]✗[/] {escape(speakable(event.message))}\n  {escape(event.hint)}", soft_wrap=True)
                if event.traceback:
                    self._console.print(escape(speakable(event.traceback)), soft_wrap=True)
            case DeviceChanged():
                self._console.print(f"[yellow]![/] {escape(event.message)}", soft_wrap=True)
            case _:
                pass
        self._live.update(Text(self._line()))

    def _settle(self, job: int, size: int) -> None:
        self._under_way.pop(job, None)
        self._done += 1
        self._bytes_done += size

    def _line(self) -> str:
        elapsed = max(time.monotonic() - self._started, 1e-3)
        parts = [f"{self._done} of {self._count}"]
        if self._under_way:
            parts.append("now " + ", ".join(f"{fraction:.0%}" for fraction in self._under_way.values()))
        if self._megapixels:
            parts.append(f"{self._megapixels / elapsed:.1f} MP/s")
        if self._bytes_done and self._bytes:
            left = elapsed * (self._bytes - self._bytes_done) / self._bytes_done
            parts.append(f"{_duration(left)} left")
        return "  ".join(parts)

    def _summary(self) -> str:
        elapsed = max(time.monotonic() - self._started, 1e-3)
        restored = self._done - self.failed
        text = f"{restored} restored in {_duration(elapsed)} ({self._megapixels / elapsed:.1f} MP/s)"
        if self._before:
            text += f", {self._before} done before"
        return text + (f", [red]{self.failed} failed[/]" if self.failed else "")


class TrainingLog(Listener):
    """Lines about a training run: losses, speed, time left, held-out scores."""

    def _show(self, event: Event) -> None:
        match event:
            case TrainingStepped():
                losses = "  ".join(f"{name} {value:.4f}" for name, value in event.losses.items())
                left = _duration((event.steps - event.step) / event.steps_per_second)
                line = f"{event.step}/{event.steps}  {losses}  {event.steps_per_second:.1f} steps/s  {left} left"
            case TrainingScored():
                scores = [f"{name} {one.before:.2f} → {one.after:.2f} {one.unit}" for name, one in event.scores.items()]
                line = f"held out:  {'  '.join(scores)}"
            case TrainingWarned():
                line = f"{event.step}: {'!! ' if event.serious else ''}{event.message}"
            case TrainingFinished():
                line = f"{'finished' if event.step == event.steps else 'stopped'} after {event.step} of {event.steps} steps"
            case _:
                return
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02} min"
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"


def _speakable_event(event: Event) -> Event:
    texts = {name: speakable(value) for name in event.__struct_fields__ if isinstance(value := getattr(event, name), str)}
    return msgspec.structs.replace(event, **texts)
