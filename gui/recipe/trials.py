"""Settings that are being tried on a picture, by queue, until they are taken for it or given up."""

from __future__ import annotations

from engine.messages.requests import PlainRecipe
from gui.queue.store import QueueStore


class Trials:
    def __init__(self, store: QueueStore) -> None:
        self._store = store
        self._tried: dict[str, PlainRecipe] = {}

    def put(self, queue: str, recipe: PlainRecipe) -> None:
        self._tried[queue] = recipe

    def recipe(self, queue: str) -> PlainRecipe:
        """What is tried, or else what the queue has."""
        return self._tried.get(queue, self._store[queue].recipe)

    def differs(self, queue: str) -> bool:
        """Whether what is tried is not what the queue has."""
        return queue in self._tried and self._tried[queue] != self._store[queue].recipe

    def forget(self, queue: str) -> None:
        self._tried.pop(queue, None)
